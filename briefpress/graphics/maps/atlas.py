"""The shapes of countries (Natural Earth), projected, and simplified to what print shows.

Neighbours share their borders, so that these stay one line however much they are simplified. The projection is Equal
Earth (Šavrič, Patterson and Jenny, 2018), which keeps areas.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt

from briefpress.core.paths import MAPS
from briefpress.graphics.maps.geometry import Line, Point, area, bounds, contains, simplified
from briefpress.graphics.maps.topojson import arcs_of, topology

#: The file of the shapes, in TopoJSON.
SHAPES = MAPS / "countries.json"
#: Parts of a country that are smaller than this share of its largest one do not decide what a map shows.
_MAIN_SHARE = 0.2


@dataclass(frozen=True)
class Country:
    """A country by its ISO 3166 code; a part is a list of rings of numbers of arcs, the outer ring first."""

    code: str
    parts: list[list[list[int]]]


@dataclass(frozen=True)
class Atlas:
    """All arcs, in degrees or projected, and the countries that are made of them."""

    arcs: list[Line]
    countries: tuple[Country, ...]

    def ring(self, numbers: list[int]) -> Line:
        """The points of a ring; an arc by a negative number runs from its end (TopoJSON, 2.1.4)."""
        arcs = (self.arcs[number] if number >= 0 else self.arcs[~number][::-1] for number in numbers)
        return [point for arc in arcs for point in arc[:-1]]

    def main_rings(self, country: Country) -> list[Line]:
        """The outlines of the parts of a country that count, the largest first."""
        rings = sorted((self.ring(part[0]) for part in country.parts), key=area, reverse=True)
        return [ring for ring in rings if area(ring) >= _MAIN_SHARE * area(rings[0])]

    def codes_along(self, line: Line) -> set[str]:
        """The codes of the countries through which a line runs."""
        rings = ((country.code, self.ring(part[0])) for country in self.countries for part in country.parts)
        return {code for code, ring in rings if code and _meets(ring, line)}

    def projected(self, projection: Callable[[Point], Point]) -> Atlas:
        """The atlas with all of its points projected."""
        return Atlas([list(map(projection, arc)) for arc in self.arcs], self.countries)

    def simplified(self, tolerance: float) -> Atlas:
        """The atlas without the points that lie less than the tolerance off their lines."""
        return Atlas([simplified(arc, tolerance) for arc in self.arcs], self.countries)

    def within(self, width: float, height: float) -> Atlas:
        """The atlas of the parts of countries that reach into a map of this size."""
        countries = []
        for country in self.countries:
            parts = [part for part in country.parts if _reaches(self.ring(part[0]), width, height)]
            countries += [Country(country.code, parts)] if parts else []
        used = {max(arc, ~arc) for country in countries for part in country.parts for ring in part for arc in ring}
        return Atlas([arc if number in used else [] for number, arc in enumerate(self.arcs)], tuple(countries))


@cache
def atlas() -> Atlas:
    """The atlas of the world, in degrees."""
    shapes = topology(SHAPES)["objects"]["countries"]["geometries"]
    parts = ([shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"] for shape in shapes)
    return Atlas(arcs_of(SHAPES), tuple(Country(shape["id"], part) for shape, part in zip(shapes, parts, strict=True)))


@cache
def projected_atlas() -> Atlas:
    """The atlas of the world on a plane, in radii of the earth."""
    return atlas().projected(equal_earth)


@cache
def known_codes() -> frozenset[str]:
    """The codes of the countries that the atlas has."""
    return frozenset(country.code for country in atlas().countries if country.code)


def equal_earth(point: Point) -> Point:
    """Longitude and latitude in degrees → x to the right and y downwards, in radii of the earth."""
    theta = asin(sqrt(3) / 2 * sin(radians(point[1])))
    square = theta * theta
    sixth = square**3
    slope = 1.340264 - 3 * 0.081106 * square + sixth * (7 * 0.000893 + 9 * 0.003796 * square)
    north = theta * (1.340264 - 0.081106 * square + sixth * (0.000893 + 0.003796 * square))
    return 2 * sqrt(3) * radians(point[0]) * cos(theta) / (3 * slope), -north


def _meets(ring: Line, line: Line) -> bool:
    """Whether a point of a line is in a ring."""
    left, top, right, bottom = bounds(ring)
    return any(left < point[0] < right and top < point[1] < bottom and contains(ring, point) for point in line)


def _reaches(ring: Line, width: float, height: float) -> bool:
    left, top, right, bottom = bounds(ring)
    return left < width and right > 0 and top < height and bottom > 0
