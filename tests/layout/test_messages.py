"""What WeasyPrint says in its log is told in the words of the press."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import weasyprint

from briefpress.layout.messages import message_of

SOURCE = Path(weasyprint.__file__).parent

#: What cannot come about: options that we do not give, forms of input that our fetcher and renderer do not let through,
#: and what only files that were opened from the disk can bring.
IMPOSSIBLE = {
    "Unknown PDF option: x.",
    "Unknown rendering option: x.",
    "Relative URI reference without a base URI: x",
    "Malformed base URL: x",
    "Unsupported stylesheet type x for x",
    "Error when closing stream for x:\nx",
    'Missing required "lang" attribute at the root of the document',
    'Missing href in <link rel="attachment">',
    "Failed to load attachment: x",
    "Failed to load stylesheet at x: x",
    "Failed to load stylesheet at x : x",
    "Failed to apply CSS rule in SVG rule: x",
    "Unknown image mode: x",
}


def lines() -> list[str]:
    """The lines of WeasyPrint's log, with an `x` for each word and a 1 for each number that it fills in."""
    texts = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Attribute) and called.attr in ("warning", "error", "critical"):
                arguments = node.args[:1] if getattr(called.value, "id", "") == "LOGGER" else []
                texts |= {each.value for each in arguments if isinstance(each, ast.Constant)}
    return sorted(re.sub("%d", "1", re.sub("%r", "'x'", re.sub("%s|%04X", "x", text))) for text in texts)


@pytest.mark.parametrize("line", lines())
def test_no_line_is_passed_on_as_it_is(line: str) -> None:
    message = message_of(line)
    if line in IMPOSSIBLE or message is None:
        return
    assert "WeasyPrint" not in message.problem.message
    assert message.problem.hint


MISSING = '.notdef glyph rendered for Unicode string unsupported by fonts: "{}" ({})'
IGNORED = "Ignored `{}` at 1:5, {}."


@pytest.mark.parametrize(
    ("line", "text", "hint"),
    [
        (IGNORED.format("aspect-ratio:2 / 1", "unknown property"), "there is no such property", "styling.md"),
        (
            IGNORED.format("width: min-content", "invalid value"),
            "the property has no such value in print",
            "styling.md",
        ),
        (
            MISSING.format("★", "U+2605"),
            "a black star",
            "write it otherwise",
        ),
        (
            MISSING.format("\uf0b7", "U+F0B7"),
            "Symbol or Wingdings",
            "`- `",
        ),
        (
            MISSING.format("\x0b", "U+000B"),
            "(U+000B), a line break of Word",
            "delete it",
        ),
        ("Anchor defined twice: 'sources'", "two parts of the page have the id `sources`", "another id"),
        ("Font-face 'Own' cannot be loaded", "the font `Own` cannot be read", "TTF"),
    ],
)
def test_it_says_what_to_do(line: str, text: str, hint: str) -> None:
    message = message_of(line)
    assert message
    assert text in message.problem.message
    assert hint in message.problem.hint


def test_a_link_to_nothing_is_told_once() -> None:
    assert message_of("Content discarded: target points to undefined anchor ('string', '#a')") is None
