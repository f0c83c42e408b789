"""The signs of a map: dots of small countries, cities, and rivers as the key shows them."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

from briefpress.graphics.maps.geometry import Box, Point
from briefpress.graphics.tokens import Tokens

#: A river is a line with white at both sides, so that it is seen on any fill.
_RIVER = (("#ffffff", 4.2), ("structure", 1.5))


def dot(point: Point, fills: Sequence[str], tokens: Tokens) -> str:
    """A dot in a fill, or in as many sectors as there are fills."""
    x, y = point
    circle = f'<circle cx="{x:.1f}" cy="{y:.1f}"'
    edge = f'stroke="{tokens.mix("structure")}"'
    if len(fills) == 1:
        return f'{circle} r="4.2" fill="#ffffff"/>{circle} r="3" fill="{fills[0]}" {edge}/>'
    sectors = (
        f'<path d="{_sector(point, 4, number, len(fills))}" fill="{fill}" {edge}/>' for number, fill in enumerate(fills)
    )
    return f'{circle} r="5.2" fill="#ffffff"/>{"".join(sectors)}'


def _sector(point: Point, radius: float, number: int, count: int) -> str:
    """The path of one of so many equal sectors of a circle."""
    (x, y), angles = point, [2 * pi * each / count - pi / 2 for each in (number, number + 1)]
    (a, b), (c, d) = ((x + radius * cos(angle), y + radius * sin(angle)) for angle in angles)
    return f"M{x:.1f},{y:.1f}L{a:.1f},{b:.1f}A{radius:g},{radius:g} 0 0 1 {c:.1f},{d:.1f}z"


def city_symbol(point: Point, tokens: Tokens) -> str:
    """A square, which no dot of a country looks like."""
    x, y = point
    place = f'x="{x - 2.2:.1f}" y="{y - 2.2:.1f}"'
    return f'<rect {place} width="4.4" height="4.4" fill="{tokens.mix("ink")}" stroke="#ffffff"/>'


def inset_mark(box: Box, leader: tuple[Point, Point], tokens: Tokens) -> str:
    """The box on a map that an inset shows, and a line from it to the inset, seen on any fill."""
    (x, y), (u, v) = leader
    corner = f'x="{box.left:.1f}" y="{box.top:.1f}" width="{box.width:.1f}" height="{box.height:.1f}"'
    shapes = f'<rect {corner}/><path d="M{x:.1f},{y:.1f}L{u:.1f},{v:.1f}"/>'
    return "".join(
        f'<g fill="none" stroke="{colour}" stroke-width="{width}">{shapes}</g>'
        for colour, width in (("#ffffff", 2.2), (tokens.mix("ink"), 0.67))
    )


def river_symbol(data: str, tokens: Tokens) -> str:
    """A river along the path of this data."""
    return "".join(
        f'<path d="{data}" fill="none" stroke="{colour if colour.startswith("#") else tokens.mix(colour)}" '
        f'stroke-width="{width}" stroke-linejoin="round"/>'
        for colour, width in _RIVER
    )


def city_swatch(tokens: Tokens) -> str:
    """A city, for the key of a map."""
    return _swatch(city_symbol((8, 5), tokens))


def river_swatch(tokens: Tokens) -> str:
    """A river, for the key of a map."""
    return _swatch(river_symbol("M0,7C5,1 11,9 16,3", tokens))


def _swatch(symbol: str) -> str:
    size = 'width="16" height="10"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 16 10">{symbol}</svg>'
