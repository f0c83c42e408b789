"""A window of the world on a page: the countries in it as shapes and as paths, in pixels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from briefpress.graphics.maps.atlas import Country, Part, atlas, joined
from briefpress.graphics.maps.frame import Frame
from briefpress.graphics.maps.geometry import Box, Line, Point, area, bounds, clipped, essential, is_visible, path

#: How far off a line a point must lie to be drawn, in pixels: a fifteenth of a millimetre.
TOLERANCE = 0.25
#: A country whose largest part is smaller, in square pixels, is not seen as a shape.
SMALL = 30.0


@dataclass(frozen=True)
class Panel:
    """What is in a frame, drawn in a box on the page."""

    frame: Frame
    box: Box

    def point(self, point: Point) -> Point:
        """Where a place, in degrees, is on the page."""
        return self._place(self.frame.projection.points([point]))[0]

    def lines(self, line: Line) -> list[Line]:
        """Where a line, in degrees, is on the page."""
        return list(map(self._place, self.frame.projection.lines(line)))

    @cached_property
    def outline(self) -> Line:
        """The edge of what is seen: of the box, or of the world, where that ends before."""
        left, top, right, bottom = self.box
        edge = self.frame.projection.edge
        return (
            clipped(self._place(edge), self.box)
            if edge
            else [(left, top), (right, top), (right, bottom), (left, bottom)]
        )

    @cached_property
    def shapes(self) -> Mapping[str, list[Line]]:
        """The outlines of the parts of each country by its code, the largest first, clipped to the box."""
        shapes: dict[str, list[Line]] = defaultdict(list)
        for country, _, rings in self._parts:
            shapes[country.code] += filter(None, (clipped(ring, self.box) for ring in rings))
        return {code: sorted(rings, key=area, reverse=True) for code, rings in shapes.items() if rings}

    @cached_property
    def paths(self) -> Mapping[str, str]:
        """The path of each country by its code, simplified to what is seen; "" for land of no country."""
        arcs = {number: self._simplified(atlas().arcs[number]) for number in self._arcs}
        data: dict[str, str] = defaultdict(str)
        for country, part, _ in self._parts:
            rings = chain.from_iterable(self._rings(joined(arcs, ring)) for ring in part.rings)
            drawn = (clipped(ring, self.box) for ring in rings)
            data[country.code] += "".join(f"{path(ring)}z" for ring in drawn if is_visible(ring))
        return {code: each for code, each in data.items() if each}

    @cached_property
    def _parts(self) -> list[tuple[Country, Part, list[Line]]]:
        """The parts of countries that are seen, and their outlines on the page."""
        pairs = ((country, part) for country in atlas().countries for part in country.parts)
        near = ((country, part) for country, part in pairs if self.frame.may_show(part.bounds))
        parts = ((country, part, list(self._rings(part.outline))) for country, part in near)
        return [each for each in parts if any(self.box.meets(bounds(ring)) for ring in each[2])]

    @property
    def _arcs(self) -> set[int]:
        """The numbers of the arcs of these parts."""
        return {max(number, ~number) for _, part, _ in self._parts for ring in part.rings for number in ring}

    def _simplified(self, arc: Line) -> Line:
        """An arc, in degrees, without the points that the eye does not miss."""
        return [arc[number] for number in essential(self._place(self.frame.projection.points(arc)), TOLERANCE)]

    def _rings(self, ring: Line) -> Iterator[Line]:
        """Where an area, in degrees, is on the page."""
        return map(self._place, self.frame.projection.rings(ring))

    @cached_property
    def _place(self) -> Callable[[Line], Line]:
        return self.frame.placing(self.box)
