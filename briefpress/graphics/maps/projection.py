"""Projections that keep areas, centred on what a map shows, so that north is up in its middle.

Up to the size of a continent it is Lambert's azimuthal one (1772; Snyder, "Map Projections: A Working Manual", 1987,
page 182), beyond that Equal Earth (Šavrič, Patterson and Jenny, 2018). A plane has x to the right and y downwards, in
radii of the earth. Both are closed formulas: libraries that have them bring those of all the world's surveys along.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, atan2, copysign, cos, degrees, hypot, radians, sin, sqrt
from typing import ClassVar, Protocol

from briefpress.graphics.maps.geometry import Box, Line, Point, bounds, clipped, clipped_line, dense

#: How far from its middle, in degrees, Lambert's projection is used: the deformation grows with the distance.
_FARTHEST = 60.0
#: Beyond this latitude the pole is the middle, and Greenwich is up.
_POLAR = 80.0
#: The middle of a map of the world: it is cut through the Bering Strait, and so through no land.
_WORLD = 11.0
#: How wide the widest stretch without anything to show must be, in degrees, for the map to be cut there.
_WIDE_GAP = 60.0
#: The globe on its own plane, in degrees from the middle.
_GLOBE = Box(-180, -90, 180, 90)


class Projection(Protocol):
    """Lines in degrees, which may run on over the 180th meridian → lines on a plane."""

    def points(self, line: Line) -> Line:
        """The points of a line, one by one; the line is not cut."""

    def rings(self, ring: Line) -> list[Line]:
        """What is on the plane of the area in a ring."""

    def lines(self, line: Line) -> list[Line]:
        """What is on the plane of a line."""


@dataclass(frozen=True)
class EqualEarth:
    """The world, with a meridian in its middle; it is cut at the opposite one."""

    middle: float

    def points(self, line: Line) -> Line:
        """The points of a line; it runs on beyond the edge of the world."""
        turn = self.middle + 360 * round((line[0][0] - self.middle) / 360)
        return [_equal_earth((x - turn, y)) for x, y in line]

    def rings(self, ring: Line) -> list[Line]:
        """The parts of an area, at both edges of the world where the cut goes through it."""
        parts = [(turned, clipped(turned, _GLOBE)) for turned in self._turned(_closed(ring))]
        # Where it was cut it has new sides, which may be long.
        rings = (part if part is turned else dense([*part, part[0]])[:-1] for turned, part in parts if part)
        return [list(map(_equal_earth, each)) for each in rings]

    def lines(self, line: Line) -> list[Line]:
        """The parts of a line."""
        parts = (part for turned in self._turned(line) for part in clipped_line(turned, _GLOBE))
        return [list(map(_equal_earth, dense(part))) for part in parts]

    def _turned(self, line: Line) -> list[Line]:
        """A line in degrees from the middle, by each turn around the globe that it has a part in."""
        west, _, east, _ = bounds(line)
        turns = (self.middle + turn for turn in (-360, 0, 360))
        return [[(x - turn, y) for x, y in line] for turn in turns if west - turn < 180 and east - turn > -180]

    @property
    def edge(self) -> Line:
        """The edge of the world."""
        left, top, right, bottom = _GLOBE
        corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
        return list(map(_equal_earth, dense(corners)[:-1]))


@dataclass(frozen=True)
class Azimuthal:
    """A part of the world, with a point in its middle."""

    longitude: float
    latitude: float
    #: A map shows a part of the world, which has no edge there.
    edge: ClassVar[Line] = []

    def points(self, line: Line) -> Line:
        """The points of a line."""
        turn, sine, cosine = self.longitude, sin(radians(self.latitude)), cos(radians(self.latitude))
        projected = []
        for x, y in line:
            angle, own_sine, own_cosine = radians(x - turn), sin(radians(y)), cos(radians(y))
            north = own_cosine * cos(angle)
            scale = sqrt(2 / max(1e-9, 1 + sine * own_sine + cosine * north))
            projected.append((scale * own_cosine * sin(angle), scale * (sine * north - cosine * own_sine)))
        return projected

    def rings(self, ring: Line) -> list[Line]:
        """The ring, unless it is wholly beyond the horizon: the point opposite the middle would be all around."""
        points = self.points(ring)
        return [points] if any(x * x + y * y < 2 for x, y in points) else []

    def lines(self, line: Line) -> list[Line]:
        """The line, unless it is wholly beyond the horizon."""
        return self.rings(line)

    def inverse(self, point: Point) -> Point:
        """Longitude and latitude of a point on the plane."""
        (x, y), sine, cosine = point, sin(radians(self.latitude)), cos(radians(self.latitude))
        if not (radius := hypot(x, y)):
            return self.longitude, self.latitude
        arc = 2 * asin(min(1.0, radius / 2))
        latitude = asin(cos(arc) * sine - y * sin(arc) * cosine / radius)
        longitude = atan2(x * sin(arc), radius * cosine * cos(arc) + y * sine * sin(arc))
        return self.longitude + degrees(longitude), degrees(latitude)


def projection_of(points: Sequence[Point]) -> EqualEarth | Azimuthal:
    """The projection for a map of some points, in degrees."""
    part = _centred(points)
    farthest = 2 * sin(radians(_FARTHEST / 2))
    if all(hypot(x, y) <= farthest for x, y in part.points(list(points))):
        return part
    return EqualEarth(_middle([x for x, _ in points]))


def _centred(points: Sequence[Point]) -> Azimuthal:
    """Lambert's projection in whose middle some points lie, by their bounding box."""
    x, y, z = map(sum, zip(*map(_on_globe, points), strict=True))
    projection = Azimuthal(degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y))))
    # The box is another one on each plane; this comes to rest quickly.
    for _ in range(4):
        projection = Azimuthal(*projection.inverse(bounds(projection.points(list(points))).middle))
    return projection if abs(projection.latitude) < _POLAR else Azimuthal(0, copysign(90, projection.latitude))


def _on_globe(point: Point) -> tuple[float, float, float]:
    """A place on the globe, from its middle."""
    longitude, latitude = map(radians, point)
    return cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)


def _middle(longitudes: Sequence[float]) -> float:
    """The meridian opposite the widest stretch without any of some longitudes."""
    around = sorted({x % 360 for x in longitudes})
    gaps = zip(around, [*around[1:], around[0] + 360], strict=True)
    start, end = max(gaps, key=lambda gap: gap[1] - gap[0])
    middle = (start + end) / 2 + 180 if end - start >= _WIDE_GAP else _WORLD
    return (middle + 180) % 360 - 180


def _closed(ring: Line) -> Line:
    """A ring; one that runs around a pole goes along that pole, as the plane has a line for it."""
    (x, y), (u, v) = ring[0], ring[-1]
    if abs(u - x) < 180:
        return ring
    end, pole = x + (360 if u > x else -360), 90.0 if v > 0 else -90.0
    return [*ring, (end, y), (end, pole), (x, pole)]


def _equal_earth(point: Point) -> Point:
    """Longitude from the middle, and latitude, in degrees → x and y."""
    theta = asin(sqrt(3) / 2 * sin(radians(point[1])))
    square = theta * theta
    sixth = square**3
    slope = 1.340264 - 3 * 0.081106 * square + sixth * (7 * 0.000893 + 9 * 0.003796 * square)
    north = theta * (1.340264 - 0.081106 * square + sixth * (0.000893 + 0.003796 * square))
    return 2 * sqrt(3) * radians(point[0]) * cos(theta) / (3 * slope), -north
