"""Letters before their marks: the order in which right-to-left scripts are drawn.

WeasyPrint draws a line from left to right, and so the vowel signs of an Arabic or Hebrew letter before the letter,
with a step back between the two. Who extracts the text takes the step for the end of a word. Drawn after their letter,
at the same places, the signs stay in it: pages look the same to the pixel, and words stay whole.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from briefpress.tagging.text_objects import Glyph, Item, read, write


def draw_letters_first(stream: Any, fonts: dict[Any, Any]) -> None:
    """Draw the letters of a content stream before their marks, where it has both."""
    if not any(_is_mark(text) for font in fonts.values() for text in font.to_unicode.values()):
        return
    by_name = {font.hash.encode(): font for font in fonts.values()}
    operators: list[bytes] = []
    font = None
    start = 0
    while b"BT" in stream.stream[start:]:
        begin = stream.stream.index(b"BT", start) + 1
        end = stream.stream.index(b"ET", begin)
        items, font = read(stream.stream[begin:end], by_name, font)
        has_marks = any(isinstance(item, Glyph) and _is_mark(item.text) for item in items)
        operators += stream.stream[start:begin]
        operators += write(_sorted(items)) if has_marks else stream.stream[begin:end]
        start = end
    stream.stream[:] = operators + stream.stream[start:]


def _is_mark(text: str) -> bool:
    """Whether it is a sign on a letter, of a right-to-left script."""
    return bool(text) and unicodedata.category(text[0]) == "Mn" and "\u0590" <= text[0] <= "\u08ff"


def _is_letter(text: str) -> bool:
    return bool(text) and unicodedata.bidirectional(text[0]) in ("R", "AL")


def _sorted(items: list[Item]) -> Iterator[Item]:
    """The items with each letter before the marks that stood before it, all at their places."""
    marks: list[Glyph | float] = []
    for item in items:
        if isinstance(item, float) or (isinstance(item, Glyph) and _is_mark(item.text)):
            marks.append(item)
            continue
        if isinstance(item, Glyph) and _is_letter(item.text) and any(isinstance(mark, Glyph) for mark in marks):
            step = sum(mark if isinstance(mark, float) else -mark.width for mark in marks)
            yield from (step, item, item.width - step, *marks, float(-item.width))
        else:
            yield from (*marks, item)
        marks = []
    yield from marks
