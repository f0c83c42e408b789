"""What a map shows of the world: its countries and what is around them, within bounds of its shape."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple

from briefpress.graphics.maps.atlas import projected_atlas
from briefpress.graphics.maps.geometry import Point, bounds

#: The margin around the countries, as a share of the longer side of their bounding box.
_MARGIN = 0.05
#: The height of a map, as a share of its width: at least, at most, and at most where it is to be flat.
_LEAST_HEIGHT, _MOST_HEIGHT, _FLAT_HEIGHT = 0.36, 0.8, 0.42
#: The least width of what is shown, in radii of the earth: some 30 degrees, and 8 where there are rivers or cities.
_LEAST_WIDTH, _NEAR_WIDTH = 0.5, 0.13


class Frame(NamedTuple):
    """A part of the projected world, in radii of the earth."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, point: Point) -> bool:
        """Whether a point of the projected world is in it."""
        return self.left < point[0] < self.right and self.top < point[1] < self.bottom

    @property
    def ratio(self) -> float:
        """Its height as a share of its width."""
        return (self.bottom - self.top) / (self.right - self.left)

    def placing(self, width: float) -> Callable[[Point], Point]:
        """A function that says where a point of the projected world is on a map of this width."""
        # All points of the world go through it.
        left, top, scale = self.left, self.top, width / (self.right - self.left)
        return lambda point: ((point[0] - left) * scale, (point[1] - top) * scale)


def frame_of(codes: Collection[str], *, is_flat: bool, is_near: bool) -> Frame:
    """What a map of these countries shows; `is_near` where it has more to show than where they are."""
    world = projected_atlas()
    countries = [country for country in world.countries if country.code in codes]
    rings = [ring for country in countries for ring in world.main_rings(country)]
    left, top, right, bottom = bounds(point for ring in rings for point in ring)
    margin = _MARGIN * max(right - left, bottom - top)
    width, height = right - left + 2 * margin, bottom - top + 2 * margin
    width = max(width, height / (_FLAT_HEIGHT if is_flat else _MOST_HEIGHT), _NEAR_WIDTH if is_near else _LEAST_WIDTH)
    height = max(height, width * _LEAST_HEIGHT)
    x, y = (left + right) / 2, (top + bottom) / 2
    return Frame(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
