"""Fills of maps and charts that cannot be told apart, by their tones or by the lines of their textures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from briefpress.core.problems import Problem
from briefpress.graphics.colours import contrast
from briefpress.graphics.patterns import tint
from briefpress.graphics.tokens import Tokens, read_tokens
from briefpress.layout.proof import Remark
from briefpress.layout.typeset import Pdf
from briefpress.markup.cascade import Cascade
from briefpress.schema.blocks import Chart, Map
from briefpress.schema.edition import Edition

#: The contrast of two tones beside each other, and that of lines on their ground (WCAG 2.2, 1.4.11).
TONES, LINES = 1.5, 3.0


class _Pair(NamedTuple):
    """Two colours that must be told apart, by what they are, the tokens that give them, and the contrast needed."""

    names: tuple[str, str]
    colours: tuple[str, str]
    tokens: tuple[str, ...]
    needed: float


def fills(pdf: Pdf, edition: Edition, cascade: Cascade) -> Iterator[Remark]:
    """The tokens that make fills too much alike, where an edition has any, at their declarations."""
    kinds = {type(block) for section in edition.brief.sections for block in section.blocks}
    if kinds.isdisjoint({Map, Chart}):
        return
    tokens = read_tokens((sheet.text for sheet in pdf.sheets), edition.language.code)
    pairs = [*(_map_pairs(tokens) if Map in kinds else ()), *_texture_pairs(tokens)]
    for names, colours, declared, needed in pairs:
        if (ratio := contrast(*map(_parts, colours))) < needed:
            message = f"{names[0]} and {names[1]} have a contrast of {ratio:.1f} to 1, under {needed}"
            listed = " or ".join(f"`{token}`" for token in declared)
            hint = f"{colours[0]} beside {colours[1]}: give {listed} another value; see the tokens in docs/styling.md"
            place = cascade.place(pdf.origins.root, *((token,) for token in declared))
            yield Remark(Problem("low-contrast", message, place, hint))


def _map_pairs(tokens: Tokens) -> Iterator[_Pair]:
    colours = (tokens.mix("structure"), tokens.mix("land"))
    yield _Pair(("the first group of a map", "the land around it"), colours, ("--structure", "--land"), TONES)


def _texture_pairs(tokens: Tokens) -> Iterator[_Pair]:
    """The lines of textures on white, and on their tint."""
    for ground, declared in (("#ffffff", ("--structure",)), (tint(tokens), ("--structure", "--tint"))):
        colours = (tokens.mix("structure"), ground)
        yield _Pair(("the lines of textures in maps and charts", "their ground"), colours, declared, LINES)


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue
