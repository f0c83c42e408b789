"""Glyphs that are made of others, as TrueType has them: a letter with its signs as one."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import NamedTuple

from fontTools.ttLib import TTFont, getTableModule

#: The flags of the parts of a composite glyph (OpenType, `glyf`): their places are offsets.
_OFFSETS, _ROUNDED = 0x0002, 0x0004


class Part(NamedTuple):
    """A glyph in another, and its offset in thousandths of the size."""

    glyph: int
    x: int
    y: int


class Composed(NamedTuple):
    """A glyph of several, and its width in thousandths of the size."""

    parts: tuple[Part, ...]
    width: int


def with_glyphs(data: bytes, first: int, glyphs: Sequence[Composed]) -> bytes:
    """A TrueType font with these glyphs, which have the numbers from `first` on."""
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    unit = font["head"].unitsPerEm / 1000
    names = list(font.getGlyphOrder())
    # What is between the glyphs that the font has and the new ones stays empty.
    names += [f"glyph{number:05}" for number in range(len(names), first + len(glyphs))]
    outlines, widths = font["glyf"], font["hmtx"]
    table = getTableModule("glyf")
    for name in names[len(font.getGlyphOrder()) :]:
        outlines.glyphs[name], widths.metrics[name] = table.Glyph(), (0, 0)
    font.setGlyphOrder(names)
    outlines.glyphOrder = names
    for name, glyph in zip(names[first:], glyphs, strict=True):
        outline = outlines.glyphs[name]
        widths.metrics[name] = (round(glyph.width * unit), 0)
        if not glyph.parts:
            continue
        outline.numberOfContours = -1
        outline.components = []
        for part in glyph.parts:
            component = table.GlyphComponent()
            component.glyphName = names[part.glyph]
            component.x, component.y = round(part.x * unit), round(part.y * unit)
            component.flags = _OFFSETS | _ROUNDED
            outline.components.append(component)
        outline.recalcBounds(outlines)
        widths.metrics[name] = (round(glyph.width * unit), outline.xMin)
    file = BytesIO()
    font.save(file)
    return file.getvalue()
