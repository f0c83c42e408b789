"""Fills that are told apart without colour: each has a tone and a texture of its own.

A pattern is one tile as large as the picture: tiles side by side show their seams in print.
"""

from __future__ import annotations

from collections.abc import Callable
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


def pattern(number: int, name: str, tokens: Tokens, width: float, height: float) -> str:
    """The SVG of a fill by its number, from 0; `url(#name)` refers to it."""
    fill = _FILLS[number]
    size = f'width="{width:g}" height="{height:g}"'
    ink = f'stroke="{tokens.mix("structure")}" stroke-width="{fill.weight}" stroke-linecap="round"{fill.dashes}'
    lines = f'<path d="{fill.draw(width, height)}" fill="none" {ink}/>' if fill.draw else ""
    ground = f'<rect {size} fill="{tokens.mix("structure", fill.white)}"/>'
    return f'<pattern id="{name}" patternUnits="userSpaceOnUse" {size}>{ground}{lines}</pattern>'


def is_dark(number: int) -> bool:
    """Whether lines on a fill must be white to be seen."""
    return _FILLS[number].white == 0.0


def swatch(number: int, tokens: Tokens) -> str:
    """A picture of a fill, for the key of a map."""
    size = 'width="16" height="10"'
    box = f'<rect {size} fill="url(#fill)" stroke="{tokens.mix("structure")}" stroke-width="1.2"/>'
    defs = f"<defs>{pattern(number, 'fill', tokens, 16, 10)}</defs>"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 16 10">{defs}{box}</svg>'
