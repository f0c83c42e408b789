"""Slips of the space bar: lines that begin in a wrong column, and texts under `|` that are not indented.

Each function looks at the spot where PyYAML could not go on and says what slip is behind it, or None.
"""

from __future__ import annotations

import re

from briefpress.core.slips.spot import ENTRY, Slip, Spot
from briefpress.core.yamlscalars import indent

_MISPLACED = "(block end>|document start>'), but found '<block (mapping|sequence) start>'"
_TEXT = "; if it is text of line {number}, put quotation marks around the whole text"


def block_text(spot: Spot) -> Slip | None:
    """Text that belongs under `|` or `>` and is not indented."""
    scalar = spot.scalar
    is_text = spot.begins_line and not re.match(rf"{ENTRY}|\s*- |---", spot.here)
    if not is_text or scalar is None or scalar is not spot.last or scalar.style not in ("|", ">"):
        return None
    head = scalar.start_mark.line
    least = indent(spot.lines[head]) + 2
    first = next((indent(line) for line in spot.lines[head + 1 : spot.line] if line.strip()), 0)
    wanted = first if first >= least else least
    if tab := re.match(r" *(\t)", spot.here):
        hint = "delete it and type spaces; in a line that looks empty, delete it"
        return Slip(spot.line, tab.start(1), 1, "a tab stands where YAML wants spaces", hint)
    message = f"the text after `{scalar.style}` is not indented as far as it must be"
    hint = f"begin each of its lines in column {wanted + 1}, with {wanted} spaces before it"
    return spot.at(message, hint)


def loose_text(spot: Spot) -> Slip | None:
    """A line that is neither an entry nor part of a text."""
    if "expected ':'" not in spot.problem or not spot.begins_line:
        return None
    message = "this line is neither `key: value` nor part of the text above it"
    hint = "write a colon and a space after its first word, if that is a key"
    if re.match(ENTRY, spot.above):
        hint += f"; if it is text of line {spot.before + 1}, begin it in column {indent(spot.above) + 3}"
    return spot.at(message, hint)


def keyless_list(spot: Spot) -> Slip | None:
    """A list under an entry that has a text of its own: the key of the list is missing."""
    item, above = re.match(r" *- ", spot.here), re.match(rf"{ENTRY}\s*[^\s|>]", spot.above)
    if "mapping values" not in spot.problem or not item or not above or indent(spot.here) <= indent(spot.above):
        return None
    message = f"a list begins here, and line {spot.before + 1} above it has a text of its own"
    hint = f"write the key of the list on a line of its own between the two, in column {above.start('key') + 1}"
    return Slip(spot.line, indent(spot.here), 1, message, hint)


def half_list(spot: Spot) -> Slip | None:
    """A key in the column of the hyphens of a list."""
    if "but found '?'" not in spot.problem or not spot.begins_line:
        return None
    own = indent(spot.here)
    above = (number for number in range(spot.line - 1, -1, -1) if indent(spot.lines[number]) == own)
    number = next((each for each in above if spot.lines[each].lstrip().startswith("- ")), None)
    entry = re.match(ENTRY, spot.lines[number]) if number is not None else None
    if number is None or entry is None:
        return None
    hint = f"begin it with `- `; or in column {entry.start('key') + 1}, if it belongs to the item of line {number + 1}"
    return spot.at("some lines here begin with `- ` and some do not", hint)


def deeper(spot: Spot) -> Slip | None:
    """An entry under a line that can have none under it."""
    key = re.match(ENTRY, spot.here)
    if (
        "mapping values" not in spot.problem
        or not key
        or not key.end("key") <= spot.column <= key.end()
        or spot.before < 0
    ):
        return None
    number, above = spot.before + 1, re.match(rf"{ENTRY}\s*[^\s|>]", spot.above)
    start, length = key.start("key"), len(key["key"])
    if above and above.start("key") < start:
        message = f"this line is indented deeper than line {number}, which has a text of its own"
        hint = f"begin it in column {above.start('key') + 1}, below `{above['key']}`"
        is_item = above["key"] == "id" and not above["dashes"]
        hint += f", and line {number} with `- `, as it begins an item" if is_item else _TEXT.format(number=number)
        return Slip(spot.line, start, length, message, hint)
    if not above:
        message = f"line {number} is not `key: value`, and line {spot.line + 1} is read as part of it"
        hint = "write a colon and a space after its first word, or remove it"
        return Slip(spot.before, indent(spot.above), 1, message, hint)
    return None


def column(spot: Spot) -> Slip | None:
    """A line that begins in a column in which nothing around it begins."""
    if not spot.begins_line or not re.search(_MISPLACED, spot.problem):
        return None
    is_item = "sequence" in spot.problem
    if is_item and (slip := _no_item(spot)):
        return slip
    places = _columns(spot, is_item=is_item)
    hint = f"begin it in {', or in '.join(places)}" if places else "begin it in the column of its neighbours"
    return spot.at("this line begins in a column in which nothing around it begins", hint)


def _no_item(spot: Spot) -> Slip | None:
    """A list whose first item has no `- `, or whose key has a value on its own line as well."""
    start = indent(spot.above)
    if start == indent(spot.here) and not spot.above.lstrip().startswith("- "):
        message = f"this line has no `- `, and line {spot.line + 1} below it has"
        return Slip(spot.before, start, 1, message, "begin it with `- `, an item of a list")
    key = re.match(ENTRY, spot.above)
    if key and start < indent(spot.here):
        message = f"`{key['key']}` has a value on its line and a list under it"
        return Slip(spot.before, key.start("key"), len(key["key"]), message, "remove one of the two")
    return None


def _columns(spot: Spot, *, is_item: bool) -> list[str]:
    """The columns in which the line may begin: the nearest that open lines above it begin in."""
    starts: dict[int, int] = {}
    least = len(spot.here) + 1
    for number in range(spot.line - 1, -1, -1):
        line = spot.lines[number]
        if not re.match(r"\s*[^\s#]", line) or indent(line) >= least:
            continue
        least = indent(line)
        entry = re.match(ENTRY, line)
        if is_item and line.lstrip().startswith("- "):
            starts.setdefault(least, number)
        elif not is_item and entry:
            starts.setdefault(entry.start("key"), number)
    own = indent(spot.here)
    greater = [start for start in starts if start > own]
    lesser = [start for start in starts if start < own]
    nearest = [*([min(greater)] if greater else []), *([max(lesser)] if lesser else [])]
    return [f"column {start + 1}, as in line {starts[start] + 1}" for start in nearest]
