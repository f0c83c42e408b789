"""Commas that part the items of a list in brackets, and were typed inside a number or a text.

To YAML `[Austria, 11,6]` has three items, and so has `[“One, two”, Three]`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from briefpress.core.characters import QUOTES
from briefpress.core.numbers import typed_number

#: Where an item of a list begins and ends in the text of its file, or what was typed as one item.
Span = tuple[int, int]

_PARTNERS = {**QUOTES, '"': '"'}
#: What opens a quotation stands after no word, as the sign of inches does.
_OPENING = re.compile(rf"(?<!\S)[{''.join(_PARTNERS)}]")


def torn(text: str, items: Sequence[Span]) -> Iterator[tuple[Span, str, str]]:
    """What commas take apart in a list: where it stands, what is wrong, and what to do."""
    # In [0,1] no comma has a space: there it is how items are parted.
    is_spaced = any(re.fullmatch(r",[ \t]+", text[end:start]) for end, start in _gaps(items))
    for start, end in numbers(text, items) if is_spaced else ():
        yield (start, end), f"the comma in `{text[start:end]}` parts two items of the list", comma_hint(text[start:end])
    for start, end in _quotations(text, items):
        yield (start, end), "the comma in this quotation parts two items of the list", _quotation_hint(text[start:end])


def numbers(text: str, items: Sequence[Span]) -> Iterator[Span]:
    """Neighbouring items with no more than a comma between a digit and a digit."""
    first = 0
    for index, (end, start) in enumerate(_gaps(items), start=1):
        if not re.fullmatch(r"\d,\d", text[end - 1 : start + 1]):
            if first < index - 1:
                yield items[first][0], items[index - 1][1]
            first = index
    if first < len(items) - 1:
        yield items[first][0], items[-1][1]


def comma_hint(typed: str) -> str:
    """What to write where a comma stands between two digits of an item."""
    number = None if any(map(str.isalpha, typed)) else typed_number(typed)
    as_text = f'put quotation marks around it: "{typed}"; for two items, type a space after the comma'
    return f"{number.hint}; for a text, {as_text}" if number else as_text


def _gaps(items: Sequence[Span]) -> Iterator[Span]:
    """Where each item ends and the next one begins."""
    yield from ((end, start) for (_, end), (start, _) in itertools.pairwise(items))


def _quotations(text: str, items: Sequence[Span]) -> Iterator[Span]:
    """Neighbouring items, from one in which a quotation begins to that in which it ends."""
    opening, first = "", 0
    for start, end in (span for span in items if text[span[0]] not in "\"'[{&*"):
        item = text[start:end]
        if opening and re.search(rf"[{_PARTNERS[opening]}](?!\w)", item):
            yield first, end
            opening = ""
        elif not opening and (opening := _unclosed(item)):
            first = start


def _unclosed(item: str) -> str:
    """The mark of a quotation that begins in an item and does not end there; "" where there is none."""
    end = 0
    while opening := _OPENING.search(item, end):
        closing = re.compile(f"[{_PARTNERS[opening[0]]}]").search(item, opening.end())
        if closing is None:
            return opening[0]
        end = closing.end()
    return ""


def _quotation_hint(typed: str) -> str:
    if '"' in typed:
        return "put ' around the whole item"
    first, last = typed[0], typed[-1]
    if last in _PARTNERS.get(first, ""):
        return f'put " in place of {first} and {last}'
    return 'put " around the whole item'
