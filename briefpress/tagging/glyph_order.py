"""Letters before their marks: the order in which right-to-left scripts are drawn.

WeasyPrint draws a line from left to right, and so the vowel signs of an Arabic or Hebrew letter before the letter,
with a step back between the two. Who extracts the text takes the step for the end of a word. Drawn after their letter,
at the same places, the signs stay in it: pages look the same to the pixel, and words stay whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_ARRAY = re.compile(rb"<([0-9a-f]*)>|(-?[0-9.]+(?:e-?[0-9]+)?)")


@dataclass(frozen=True)
class _Glyph:
    """A glyph, how far it is raised, and its width in thousandths of the size."""

    code: bytes
    rise: bytes
    width: int
    is_mark: bool
    is_letter: bool


#: A glyph, a step to the left in thousandths of the size, or an operator with its operands.
_Item = _Glyph | float | bytes


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
        items, font = _read(stream.stream[begin:end], by_name, font)
        has_marks = any(isinstance(item, _Glyph) and item.is_mark for item in items)
        operators += stream.stream[start:begin]
        operators += _write(_sorted(items)) if has_marks else stream.stream[begin:end]
        start = end
    stream.stream[:] = operators + stream.stream[start:]


def _read(operators: list[bytes], fonts: dict[bytes, Any], font: Any) -> tuple[list[_Item], Any]:
    """The items of a text object, and the font at its end."""
    items: list[_Item] = []
    rise = b"0"
    for operator in operators:
        if operator.endswith(b" Tf"):
            font = fonts.get(operator.split()[0][1:], font)
            items.append(operator)
        elif operator.endswith(b" Ts"):
            rise = operator.split()[0]
        elif operator.endswith(b" TJ"):
            for codes, step in _ARRAY.findall(operator):
                items += [float(step)] if step else _glyphs(codes, rise, font)
        else:
            items.append(operator)
    return items, font


def _glyphs(codes: bytes, rise: bytes, font: Any) -> Iterator[_Glyph]:
    for start in range(0, len(codes), 4):
        code = codes[start : start + 4]
        text = font.to_unicode.get(int(code, 16), "")
        is_letter = bool(text) and unicodedata.bidirectional(text[0]) in ("R", "AL")
        yield _Glyph(code, rise, font.widths.get(int(code, 16), 0), _is_mark(text), is_letter)


def _is_mark(text: str) -> bool:
    """Whether it is a sign on a letter, of a right-to-left script."""
    return bool(text) and unicodedata.category(text[0]) == "Mn" and "\u0590" <= text[0] <= "\u08ff"


def _sorted(items: list[_Item]) -> Iterator[_Item]:
    """The items with each letter before the marks that stood before it, all at their places."""
    marks: list[_Glyph | float] = []
    for item in items:
        if isinstance(item, float) or (isinstance(item, _Glyph) and item.is_mark):
            marks.append(item)
            continue
        if isinstance(item, _Glyph) and item.is_letter and any(isinstance(mark, _Glyph) for mark in marks):
            step = sum(mark if isinstance(mark, float) else -mark.width for mark in marks)
            yield from (step, item, item.width - step, *marks, float(-item.width))
        else:
            yield from (*marks, item)
        marks = []
    yield from marks


def _write(items: Iterator[_Item]) -> Iterator[bytes]:
    """The text object of the items."""
    rise, array = b"0", b""
    for item in items:
        if isinstance(item, float):
            array += f"{item:.3f}".rstrip("0").rstrip(".").encode() + b" " if round(item, 3) else b""
            continue
        is_raised = isinstance(item, _Glyph) and item.rise != rise
        if array and (is_raised or isinstance(item, bytes)):
            yield _shown(array)
            array = b""
        if isinstance(item, bytes):
            yield item
            continue
        if is_raised:
            rise = item.rise
            yield rise + b" Ts"
        array += b"<" + item.code + b">"
    if array:
        yield _shown(array)
    if rise != b"0":
        yield b"0 Ts"


def _shown(array: bytes) -> bytes:
    return b"[" + array.replace(b"><", b"") + b"] TJ"
