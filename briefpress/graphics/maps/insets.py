"""Insets: what would be a dot on a map, drawn larger where nothing is hidden."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from math import ceil, dist, sqrt
from typing import NamedTuple

from briefpress.graphics.maps.frame import Frame
from briefpress.graphics.maps.geometry import Box, Point, area, bounds
from briefpress.graphics.maps.panel import SMALL, Panel
from briefpress.graphics.maps.projection import Azimuthal
from briefpress.graphics.maps.territories import Territories

#: How large a country is to be in an inset, in square pixels.
_SEEN = 180.0
#: How many times as large as on the map an inset shows what is in it.
_LEAST_SCALE, _MOST_SCALE = 2.5, 10.0
#: The sides of an inset: at least, in multiples of the size of names, and at most, in shares of those of the map; its
#: margin in pixels.
_LEAST_SIDE, _MOST_SIDES, _MARGIN = 5.0, (0.28, 0.42), 12.0
#: How many a map has at most: of more, dots and names are the better map.
_MOST = 3
#: What it costs to stand off the edge of the map, and from which cost on no inset is better.
_OFF_EDGE, _MOST_COST = 0.1, 0.6
#: At so many places across and down a map an inset is tried.
_STEPS = 12
#: How much of what an inset shows may be other countries that the map is about: a name has no place on these.
_MOST_FOREIGN = 0.5
#: How far an inset keeps from what it must not hide, in pixels.
_APART = 4.0
#: The pieces of a line, in pixels.
_PIECE = 4.0
#: The least side of the mark that says where an inset is, in pixels.
_MARK = 7.0


class Inset(NamedTuple):
    """A panel of its own on a map, for some small countries; the mark is the box on the map that it shows."""

    codes: frozenset[str]
    panel: Panel
    mark: Box

    @property
    def leader(self) -> tuple[Point, Point]:
        """The shortest line from the mark to the panel."""
        box, mark = self.panel.box, self.mark
        x, y = (_nearest(mark[axis], mark[axis + 2], box[axis], box[axis + 2]) for axis in (0, 1))
        return (x[0], y[0]), (x[1], y[1])

    @property
    def boxes(self) -> list[Box]:
        """What nothing may hide: the panel, the mark, and the leader in pieces."""
        (x, y), (u, v) = self.leader
        count = ceil(dist((x, y), (u, v)) / _PIECE)
        points = [(x + (u - x) * step / count, y + (v - y) * step / count) for step in range(count + 1)]
        return [self.panel.box, self.mark, *(Box.around(point, _PIECE, _PIECE) for point in points)]

    def _hides(self, other: Inset) -> bool:
        return any(map(self.panel.box.grown(_APART).meets, other.boxes)) or any(map(self.mark.meets, other.boxes))

    def meets(self, other: Inset) -> bool:
        """Whether it, or its leader, comes too near to another one."""
        return self._hides(other) or other._hides(self)


@dataclass(frozen=True)
class Insets:
    """The insets of a map; the countries that it is about have these codes."""

    map: Panel
    codes: Collection[str]
    #: What no inset may hide: cities, and points along rivers.
    points: Sequence[Point]
    #: The size of names, in pixels.
    size: float

    def placed(self) -> list[Inset]:
        """The insets for which there is a place; none where a map would need too many, as one of the world."""
        if not isinstance(self.map.frame.projection, Azimuthal) or len(insets := self._insets()) > _MOST:
            return []
        placed: list[Inset] = []
        for inset in insets:
            placed += filter(None, [self._placed(inset, placed)])
        return placed

    def _insets(self) -> list[Inset]:
        """Insets that have no place yet: neighbours have one together, if they fit."""
        insets: list[Inset] = []
        for code in sorted(code for code in self.codes if self._is_small(code)):
            own = self._inset(frozenset([code]))
            joint = ((other, self._inset(other.codes | {code})) for other in insets)
            other, inset = next((pair for pair in joint if pair[1]), (None, own))
            insets = [each for each in insets if each is not other] + ([inset] if inset else [])
        return insets

    def _is_small(self, code: str) -> bool:
        return code in self.map.shapes and area(self.map.shapes[code][0]) < SMALL

    def _inset(self, codes: frozenset[str]) -> Inset | None:
        """An inset for some countries, in its size; None where it would be too large, too full, or of no help."""
        shapes = [self.map.shapes[code] for code in codes]
        shown = bounds(point for rings in shapes for ring in rings for point in ring)
        widest, highest = (share * side for share, side in zip(_MOST_SIDES, self.map.box.size, strict=True))
        fitting = min(_MOST_SCALE, (widest - 2 * _MARGIN) / shown.width, (highest - 2 * _MARGIN) / shown.height)
        least = max(_LEAST_SCALE, *(sqrt(SMALL / area(rings[0])) for rings in shapes))
        scale = min(fitting, max(least, *(sqrt(_SEEN / sum(map(area, rings))) for rings in shapes)))
        side = _LEAST_SIDE * self.size
        if scale < least or min(widest, highest) < side:
            return None
        width, height = (max(side, extent * scale + 2 * _MARGIN) for extent in shown.size)
        panel = Panel(self._frame(shown.middle, width / scale, height / scale), Box(0, 0, width, height))
        mark = Box.around(shown.middle, max(width / scale, _MARK), max(height / scale, _MARK))
        is_full = self._territories.shares(mark, min(codes)).foreign > _MOST_FOREIGN
        return None if is_full else Inset(codes, panel, mark)

    def _frame(self, middle: Point, width: float, height: float) -> Frame:
        """What a box of this size shows around a point of the map, which is in the middle of a plane of its own."""
        projection, shown = self.map.frame.projection, self.map.frame.box
        radii = shown.width / self.map.box.width
        assert isinstance(projection, Azimuthal)  # noqa: S101 (a map of the world has no insets)
        x, y = (start + (part - edge) * radii for start, part, edge in zip(shown, middle, self.map.box, strict=False))
        return Frame(Azimuthal(*projection.inverse((x, y))), Box.around((0, 0), width * radii, height * radii))

    def _placed(self, inset: Inset, others: Sequence[Inset]) -> Inset | None:
        """An inset at an edge of the map where it hides nothing that the map is about; None where that cannot be."""
        placed = (inset._replace(panel=replace(inset.panel, box=box)) for box in self._boxes(*inset.panel.box.size))
        free = [each for each in placed if self._is_free(each) and not any(map(each.meets, others))]
        best = min(free, key=self._cost, default=None)
        return best if best and self._cost(best) < _MOST_COST else None

    def _boxes(self, width: float, height: float) -> Iterator[Box]:
        """Boxes of a size all over the map."""
        left, top, right, bottom = self.map.box
        shares = [step / _STEPS for step in range(_STEPS + 1)]
        places = product(shares, shares)
        corners = ((left + x * (right - left - width), top + y * (bottom - top - height)) for x, y in places)
        return (Box(x, y, x + width, y + height) for x, y in corners)

    def _is_free(self, inset: Inset) -> bool:
        """Whether an inset hides nothing that the map is about."""
        box = inset.panel.box.grown(_APART)
        if box.meets(inset.mark) or any(map(box.holds, self.points)):
            return False
        return not self._territories.shares(box, min(inset.codes)).foreign

    def _cost(self, inset: Inset) -> float:
        """How ill an inset stands: on land, off the edge, far away, its leader over countries that the map is about."""
        code, territories = min(inset.codes), self._territories
        far = dist(*inset.leader) / self.map.box.width
        land = territories.shares(inset.panel.box, code).land
        is_at_edge = any(abs(one - other) < 1 for one, other in zip(inset.panel.box, self.map.box, strict=True))
        return land / 2 + _OFF_EDGE * (not is_at_edge) + far + territories.crossed(inset.leader, code)

    @cached_property
    def _territories(self) -> Territories:
        return Territories(self.map.box, self.map.shapes, self.codes)


def _nearest(low: float, high: float, other_low: float, other_high: float) -> tuple[float, float]:
    """The points of two stretches of an axis that are nearest to each other; amid what both share."""
    if high < other_low:
        return high, other_low
    if other_high < low:
        return low, other_high
    middle = (max(low, other_low) + min(high, other_high)) / 2
    return middle, middle
