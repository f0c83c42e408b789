"""What a map shows of the world: its countries and what is around them, within bounds of its shape."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import starmap
from math import asin, degrees, hypot

from briefpress.graphics.maps.atlas import atlas
from briefpress.graphics.maps.geometry import Box, Line, Point, bounds
from briefpress.graphics.maps.projection import Azimuthal, EqualEarth, projection_of

#: The margin around the countries, as a share of the longer side of their bounding box.
_MARGIN = 0.06
#: The height of a map, as a share of its width: at least, at most, and at most where it is to be flat.
_LEAST_HEIGHT, _MOST_HEIGHT, _FLAT_HEIGHT = 0.42, 0.75, 0.42
#: The least width of what is shown, in radii of the earth: some 1,270 km, and 830 where there are rivers or cities.
_LEAST_WIDTH, _NEAR_WIDTH = 0.2, 0.13


@dataclass(frozen=True)
class Frame:
    """A part of the world: a box on the plane of a projection, in radii of the earth."""

    projection: EqualEarth | Azimuthal
    box: Box

    def holds(self, point: Point) -> bool:
        """Whether a place, in degrees, is in it."""
        return self.box.holds(self.projection.points([point])[0])

    def may_show(self, area: Box) -> bool:
        """Whether something of an area within these degrees may be in it; quick, and right when it says no."""
        if isinstance(self.projection, EqualEarth):
            return True
        corners = ((x, y) for x in (self.box.left, self.box.right) for y in (self.box.top, self.box.bottom))
        reach = max(starmap(_degrees, corners)) + (area.width + area.height) / 2
        return _degrees(*self.projection.points([area.middle])[0]) <= reach

    @property
    def ratio(self) -> float:
        """Its height as a share of its width."""
        return self.box.height / self.box.width

    def placing(self, box: Box) -> Callable[[Line], Line]:
        """A function that says where points of the plane are in a box of this shape on the page."""
        left, top, scale = self.box.left, self.box.top, box.width / self.box.width
        x, y = box.left - left * scale, box.top - top * scale
        return lambda line: [(u * scale + x, v * scale + y) for u, v in line]


def frame_of(codes: Collection[str], *, is_flat: bool, is_near: bool) -> Frame:
    """What a map of these countries shows; `is_near` where it has more to show than where they are."""
    countries = (country for country in atlas().countries if country.code in codes)
    outlines = [part.outline for country in countries for part in country.main_parts]
    projection = projection_of([point for outline in outlines for point in outline])
    shown = bounds(point for outline in outlines for ring in projection.rings(outline) for point in ring)
    shown = shown.grown(_MARGIN * max(shown.width, shown.height))
    most_height = _FLAT_HEIGHT if is_flat else _MOST_HEIGHT
    width = max(shown.width, shown.height / most_height, _NEAR_WIDTH if is_near else _LEAST_WIDTH)
    height = max(shown.height, width * _LEAST_HEIGHT)
    return Frame(projection, Box.around(shown.middle, width, height))


def _degrees(x: float, y: float) -> float:
    """How far a point of an azimuthal plane is from its middle on the globe."""
    return degrees(2 * asin(min(1.0, hypot(x, y) / 2)))
