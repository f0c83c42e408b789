"""Text objects of a content stream (ISO 32000-2, 9.4), as glyphs, steps and other operators."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

_ARRAY = re.compile(rb"<([0-9a-f]*)>|(-?[0-9.]+(?:e-?[0-9]+)?)")


@dataclass(frozen=True)
class Glyph:
    """A glyph, what it is taken for, how far it is raised, and its width in thousandths of the size."""

    code: bytes
    text: str
    rise: bytes
    width: int


#: A glyph, a step to the left in thousandths of the size, or an operator with its operands.
Item = Glyph | float | bytes


def read(operators: Iterable[bytes], fonts: dict[bytes, Any], font: Any) -> tuple[list[Item], Any]:
    """The items of a text object that begins in a font, and the font at its end; fonts are known by their names."""
    items: list[Item] = []
    rise = b"0"
    for operator in operators:
        if operator.endswith(b" Tf"):
            font = fonts.get(operator.split()[0][1:], font)
            items.append(operator)
        elif operator.endswith(b" Ts"):
            rise = operator.split()[0]
        elif operator.endswith((b" TJ", b" Tj")):
            for codes, step in _ARRAY.findall(operator):
                items += [float(step)] if step else _glyphs(codes, rise, font)
        else:
            items.append(operator)
    return items, font


def _glyphs(codes: bytes, rise: bytes, font: Any) -> Iterator[Glyph]:
    for start in range(0, len(codes), 4):
        code = codes[start : start + 4]
        yield Glyph(code, font.to_unicode.get(int(code, 16), ""), rise, font.widths.get(int(code, 16), 0))


def write(items: Iterable[Item]) -> Iterator[bytes]:
    """The operators of the items."""
    rise, array = b"0", b""
    for item in items:
        if isinstance(item, float):
            array += f"{item:.3f}".rstrip("0").rstrip(".").encode() + b" " if round(item, 3) else b""
            continue
        is_raised = isinstance(item, Glyph) and item.rise != rise
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
