"""What is at fault in how a text looks is told at the declaration that it owes its look to."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpress.core.design import Overrides
from briefpress.layout.typeset import typeset
from briefpress.markup.render import render
from briefpress.pdf.preflight import preflight
from briefpress.reading.read import read


@pytest.mark.parametrize(
    ("css", "line", "column"),
    [
        (".purpose { color: #999; }", 1, 12),
        # The more specific of two, wherever it stands, and what is important before all.
        (".front .purpose { color: #999; }\n.purpose { color: black; }", 1, 19),
        (".purpose { color: #999 !important; }\n.front .purpose { color: black; }", 1, 12),
        # The last of two in one rule.
        (".purpose { color: black; color: #999; }", 1, 26),
        ("@layer own { .front .purpose { color: black; } }\n.purpose { color: #999; }", 2, 12),
        ("@media print { .purpose { color: #999; } }\n@media screen { .purpose { color: black; } }", 1, 27),
        # What it inherits, and what stands behind it.
        (".front { color: #999; }\n.front .lead { color: black; }", 1, 10),
        (".purpose { color: #999; }\n.purpose, p.purpose { color: inherit; }\n.front { color: #999 }", 3, 10),
        (".purpose { background: #555; }", 1, 12),
        (".purpose { color: black; opacity: 0.3; }", 1, 26),
        # A token is at fault where it has its value.
        (":root {\n  --pale: #999;\n}\n.purpose { color: var(--pale, black); }", 2, 3),
        (":root { --one: #999; --two: var(--one); }\n.purpose { color: var(--two); }", 1, 9),
    ],
)
def test_low_contrast(css: str, line: int, column: int, small: Path) -> None:
    (small / "styles").mkdir(exist_ok=True)
    (small / "styles" / "extra.css").write_text(css, "utf-8")
    edition = read(small, "fr")
    problems = preflight(typeset(render(edition)), edition)
    places = {(problem.position.file.name, problem.position.line, problem.position.column) for problem in problems}
    assert places == {("extra.css", line, column)}
    assert {problem.code for problem in problems} == {"low-contrast"}
    assert all("on page 1" in problem.message for problem in problems)


def test_a_theme_that_is_too_pale(small: Path) -> None:
    (small / "styles" / "themes").mkdir(parents=True)
    (small / "styles" / "themes" / "pale.css").write_text(":root { --ink: #888888; }\n", "utf-8")
    edition = read(small, "fr")
    (problem,) = preflight(typeset(render(edition, Overrides(theme="pale").applied_to(edition.brief.design))), edition)
    assert (problem.code, str(problem.position).rpartition("themes/")[2]) == ("low-contrast", "pale.css:1:9")
