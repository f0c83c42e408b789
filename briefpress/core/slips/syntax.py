"""What PyYAML stumbles over, as its author would put it: the slip that is behind it, at its line, and the way out.

PyYAML tells where it could not go on, in its own words; the slip is often on the line before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import yaml

from briefpress.core.characters import COMMAS, named
from briefpress.core.problems import Position, Problem
from briefpress.core.slips import columns, signs
from briefpress.core.slips.spot import ENTRY, Slip, Spot


def syntax_problem(path: Path, text: str, error: yaml.MarkedYAMLError, loader: type[yaml.SafeLoader]) -> Problem:
    """The problem behind an error of PyYAML's."""
    spot = Spot(text, error, loader)
    slip = next(slip for look in _LOOKS if (slip := look(spot)))
    place = Position(path, slip.line + 1, slip.column + 1, max(1, slip.length), text=text)
    return Problem("yaml-syntax", slip.message, place, slip.hint)


def _brackets(spot: Spot) -> Slip | None:
    """Braces and brackets: one that is never closed, a comma that is missing or too many."""
    if "expected the node content" in spot.problem:
        return spot.at("nothing stands before this comma or bracket", "remove it, or write what is missing")
    if "expected ','" not in spot.problem:
        return None
    opening, closing = ("{", "}") if "mapping" in str(spot.error.context) else ("[", "]")
    if spot.line != spot.context.line and re.match(rf"{ENTRY}|\s*- |\s*$", spot.here):
        message = f"`{opening}` is opened here and never closed"
        return Slip(spot.context.line, spot.context.column, 1, message, f"end it with `{closing}`")
    if odd := re.search(f"[{COMMAS}]", spot.here[: spot.column]):
        message = f"{named(odd[0]) if not odd[0].isascii() else f'`{odd[0]}`'} separates no entries"
        return Slip(spot.line, odd.start(), 1, message, "type a comma and a space in its place")
    if spot.char == ":":
        hint = "put a comma between two entries, and quotation marks around a text that holds `: `"
        return spot.at("a second `: ` stands in one entry of the braces", hint)
    if spot.char in ("]", "}"):
        other = {"]": "[", "}": "{"}[spot.char]
        hint = f"close it with `{closing}`, or open with `{other}` what `{spot.char}` closes"
        return spot.at(f"`{opening}` is closed by `{spot.char}`", hint)
    hint = f"put quotation marks around the whole text, or end the entry with `,` or `{closing}`"
    return spot.at(f"a comma or `{closing}` is expected here", hint)


def _braceless(spot: Spot) -> Slip | None:
    """Two entries on one line without braces."""
    second = re.search(r", +([\w-]+)$", spot.here[: spot.column])
    if "mapping values" not in spot.problem or not second:
        return None
    hint = f"put {{ }} around both, or write `{second[1]}` on a line of its own; {_QUOTE} if it is one text"
    return spot.at("a second `: ` stands in the line", hint)


def _plainly(spot: Spot) -> Slip:
    """What PyYAML says, in plain words."""
    message, hint = next((words for part, words in _WORDS if part in spot.problem), _UNKNOWN)
    # What is never closed is noticed at the end of the file; it is to be closed near where it was opened.
    mark = spot.context if "stream" in spot.problem else spot.mark
    char = spot.text[spot.context.index : spot.context.index + 1] if "alphabetic" in spot.problem else spot.char
    return Slip(int(mark.line), int(mark.column), 1, message.format(char=char), hint)


_LOOKS: tuple[Callable[[Spot], Slip | None], ...] = (
    signs.conflict,
    signs.blank,
    signs.comment,
    signs.line_comment,
    signs.open_quote,
    signs.quotes,
    signs.star,
    signs.inner_quote,
    columns.block_text,
    signs.sign,
    columns.keyless_list,
    columns.half_list,
    columns.deeper,
    columns.column,
    columns.loose_text,
    _brackets,
    _braceless,
    _plainly,
)

_QUOTE = 'put quotation marks around the whole text, "like this"'
_BACKSLASH = "type two backslashes for one, or put ' around the text"
_UNKNOWN = ("the line cannot be read as YAML", f"{_QUOTE}; look for a bracket or quotation mark too many or too few")
#: What PyYAML says (a part of it): what is wrong, and what there is to do.
_WORDS: tuple[tuple[str, tuple[str, str]], ...] = (
    (
        "mapping values are not allowed",
        ("a second `: ` stands in the text", f"{_QUOTE}, or begin it on a new line after `|`"),
    ),
    ("found character '\\t'", ("a tab stands where YAML wants spaces", "delete it and type spaces")),
    ("cannot start any token", ("a text that begins with {char} must be quoted", _QUOTE)),
    ("but found ','", ("a comma stands after the value", "delete it: outside of braces an entry ends with its line")),
    ("but found '-'", ("`- ` begins an item of a list, and here is none", "remove `- `, or begin all items with it")),
    ("but found '?'", ("some lines here begin with `- ` and some do not", "begin all of them with `- `, or none")),
    ("block end", ("what stands here belongs to nothing before it", f"{_QUOTE}, or indent the line as its neighbours")),
    ("stream end", ("a bracket is opened here and never closed", "close it with `]` or `}}`, as it was opened")),
    ("found unexpected end of stream", ("a quotation mark is opened and never closed", "close it")),
    ("found undefined alias", ("a text that begins with * must be quoted", _QUOTE)),
    ("alphabetic or numeric character", ("a text that begins with {char} must be quoted", _QUOTE)),
    ("found another document", ("`---` begins another document, and a file holds one", "remove the line")),
    ("document separator", ("`---` stands inside a text", "indent the line as the text, or remove it")),
    ("sequence entries", ("a text that begins with `- ` must be quoted", f"{_QUOTE}; a list begins on the next line")),
    ("mapping keys", ("a text that begins with `? ` must be quoted", _QUOTE)),
    (
        "expected a comment or a line break",
        ("after | or > the text begins on the next line", f"begin it there, indented by two; or {_QUOTE}"),
    ),
    ("indentation indicator", ("a text that begins with | or > must be quoted", _QUOTE)),
    ("found unknown escape character", ('a backslash before {char} means nothing between " "', _BACKSLASH)),
    ("hexadecimal", ("this backslash asks for a number that does not follow", _BACKSLASH)),
    ("duplicate anchor", ("a text that begins with & must be quoted", _QUOTE)),
    ("directive", ("a line that begins with % must be quoted", _QUOTE)),
)
