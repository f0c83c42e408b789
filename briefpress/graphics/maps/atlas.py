"""The shapes of countries (Natural Earth), in degrees.

Neighbours share their borders, so that these stay one line however much they are simplified.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from math import cos, radians

from briefpress.core.paths import MAPS
from briefpress.graphics.maps.geometry import Box, Line, area, bounds, contains, dense
from briefpress.graphics.maps.topojson import arcs_of, topology

#: The file of the shapes, in TopoJSON.
SHAPES = MAPS / "countries.json"
#: Parts of a country that are smaller than this share of its largest one do not decide what a map shows.
_MAIN_SHARE = 0.2
#: Where that is smaller than this, 1,000 square kilometres in square degrees, the country is all of its islands.
_ISLAND = 0.08


@dataclass(frozen=True)
class Part:
    """A connected part of a country: rings of numbers of arcs, the outer ring first, and the points of that one."""

    rings: list[list[int]]
    outline: Line

    @cached_property
    def bounds(self) -> Box:
        """The box around it, in degrees."""
        return bounds(self.outline)

    @cached_property
    def size(self) -> float:
        """Its area in square degrees of the equator, near enough to compare."""
        return area(self.outline) * cos(radians(self.bounds.middle[1]))


@dataclass(frozen=True)
class Country:
    """A country by its ISO 3166 code; "" is land of no country."""

    code: str
    parts: list[Part]

    @cached_property
    def main_parts(self) -> list[Part]:
        """The parts that decide what a map shows, the largest first."""
        parts = sorted(self.parts, key=lambda part: -part.size)
        least = _MAIN_SHARE * parts[0].size if parts[0].size > _ISLAND else 0
        return [part for part in parts if part.size >= least]


@dataclass(frozen=True)
class Atlas:
    """All arcs, and the countries that are made of them."""

    arcs: Mapping[int, Line]
    countries: list[Country]

    def codes_along(self, line: Line) -> set[str]:
        """The codes of the countries through which a line runs."""
        parts = ((country.code, part) for country in self.countries for part in country.parts)
        return {code for code, part in parts if code and _meets(part, line)}


@cache
def atlas() -> Atlas:
    """The atlas of the world."""
    arcs = {number: dense(continuous(arc)) for number, arc in enumerate(arcs_of(SHAPES))}
    shapes = topology(SHAPES)["objects"]["countries"]["geometries"]
    countries = [
        Country(shape["id"], [Part(rings, _around_zero(joined(arcs, rings[0]))) for rings in shape["arcs"]])
        for shape in shapes
    ]
    return Atlas(arcs, countries)


@cache
def known_codes() -> frozenset[str]:
    """The codes of the countries that the atlas has."""
    return frozenset(country.code for country in atlas().countries if country.code)


def joined(arcs: Mapping[int, Line], numbers: Iterable[int]) -> Line:
    """The points of a ring; an arc by a negative number runs from its end (TopoJSON, 2.1.4)."""
    lines = (arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers)
    return continuous([point for line in lines for point in line[:-1]])


def continuous(line: Line) -> Line:
    """A line in degrees that runs on where it crosses the 180th meridian."""
    points = line[:1]
    for x, y in line[1:]:
        points.append((x - 360 * round((x - points[-1][0]) / 360), y))
    return points


def _around_zero(ring: Line) -> Line:
    """A ring on the turn around the globe on which its middle lies between 180° west and east."""
    turn = 360 * round(bounds(ring).middle[0] / 360)
    return [(x - turn, y) for x, y in ring]


def _meets(part: Part, line: Line) -> bool:
    """Whether a point of a line is in a part of a country."""
    return any(part.bounds.holds(point) and contains(part.outline, point) for point in line)
