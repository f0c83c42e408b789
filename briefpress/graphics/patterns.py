"""Fills that are told apart without colour: each has a tone and a texture of its own.

A pattern is one tile as large as the picture: tiles side by side show their seams in print.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefpress.graphics.tokens import Tokens

#: The distances between diagonals, and between dots or straight lines, in pixels.
_DIAGONAL, _STEP = 6, 4.5


def _diagonal(width: float, height: float) -> str:
    ends = (f"{_DIAGONAL * step}" for step in range(1, int((width + height) / _DIAGONAL) + 1))
    return "".join(f"M0,{end}L{end},0" for end in ends)


def _dotted(width: float, height: float) -> str:
    # A dash has no length and round ends: see `dashes`.
    rows = range(int(height / _STEP) + 1)
    return "".join(f"M{_STEP / 2 * (row % 2):g},{_STEP * row:g}h{width:g}" for row in rows)


def _level(width: float, height: float) -> str:
    return "".join(f"M0,{_STEP * row + 2:g}h{width:g}" for row in range(int(height / _STEP) + 1))


def _upright(width: float, height: float) -> str:
    return "".join(f"M{_STEP * column + 2:g},0v{height:g}" for column in range(int(width / _STEP) + 1))


@dataclass(frozen=True)
class _Fill:
    """The share of white in the ground, what is drawn on it, and how wide its lines are, in pixels."""

    white: float
    draw: Callable[[float, float], str] | None = None
    weight: float = 1.0
    dashes: str = ""


#: How wide the stripes are in which a country shows that it is in several groups, in pixels.
_STRIPE = 9.0
_FILLS = (
    _Fill(0.0),
    _Fill(1.0, _diagonal),
    _Fill(0.72),
    _Fill(1.0, _dotted, 1.8, f' stroke-dasharray="0 {_STEP}"'),
    _Fill(0.88, _level),
    _Fill(0.72, _upright),
)
#: How many fills there are.
COUNT = len(_FILLS)


def pattern(numbers: Sequence[int], name: str, tokens: Tokens, width: float, height: float) -> str:
    """The SVG of a fill by its number, from 0, or of stripes of several; `url(#name)` refers to it."""
    # Diagonals would leave their stripes: they are drawn below all others.
    ground, *others = sorted(numbers, key=lambda number: _FILLS[number].draw is not _diagonal)
    stripes, uses = "", ""
    for place, number in enumerate(others, start=1):
        stripes += f'<g id="{name}-{number}">{_painted(number, tokens, _STRIPE, height)}</g>'
        lefts = (_STRIPE * step for step in range(place, int(width / _STRIPE) + 1, len(numbers)))
        uses += "".join(f'<use href="#{name}-{number}" x="{left:g}"/>' for left in lefts)
    size = f'width="{width:g}" height="{height:g}"'
    painted = _painted(ground, tokens, width, height)
    return f'{stripes}<pattern id="{name}" patternUnits="userSpaceOnUse" {size}>{painted}{uses}</pattern>'


def _painted(number: int, tokens: Tokens, width: float, height: float) -> str:
    """A fill on an area of this size."""
    fill = _FILLS[number]
    ink = f'stroke="{tokens.mix("structure")}" stroke-width="{fill.weight}" stroke-linecap="round"{fill.dashes}'
    lines = f'<path d="{fill.draw(width, height)}" fill="none" {ink}/>' if fill.draw else ""
    return f'<rect width="{width:g}" height="{height:g}" fill="{tokens.mix("structure", fill.white)}"/>{lines}'


def is_dark(numbers: Sequence[int]) -> bool:
    """Whether lines on a fill, or on stripes of several, must be white to be seen."""
    return any(_FILLS[number].white == 0.0 for number in numbers)


def swatch(number: int, tokens: Tokens) -> str:
    """A picture of a fill, for the key of a map."""
    size = 'width="16" height="10"'
    box = f'<rect {size} fill="url(#fill)" stroke="{tokens.mix("structure")}" stroke-width="1.2"/>'
    defs = f"<defs>{pattern([number], 'fill', tokens, 16, 10)}</defs>"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 16 10">{defs}{box}</svg>'
