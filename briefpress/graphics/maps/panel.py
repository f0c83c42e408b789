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
#: How far beyond the edges lines go on, in pixels, so that no outline is seen along an edge.
_BLEED = 2.0


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
    def shapes(self) -> Mapping[str, list[Line]]:
        """The outlines of the parts of each country by its code, the largest first, clipped to the box."""
        shapes: dict[str, list[Line]] = defaultdict(list)
        for country, part in self._parts:
            outlines = (clipped(ring, self.box) for ring in self._rings(part.outline))
            shapes[country.code] += [outline for outline in outlines if outline]
        return {code: sorted(rings, key=area, reverse=True) for code, rings in shapes.items() if rings}

    @cached_property
    def paths(self) -> Mapping[str, str]:
        """The path of each country by its code, simplified to what is seen; "" for land of no country."""
        arcs = {number: self._simplified(atlas().arcs[number]) for number in self._arcs}
        data: dict[str, str] = defaultdict(str)
        for country, part in self._parts:
            rings = chain.from_iterable(self._rings(joined(arcs, ring)) for ring in part.rings)
            drawn = (clipped(ring, self.box.grown(_BLEED)) for ring in rings)
            data[country.code] += "".join(f"{path(ring)}z" for ring in drawn if is_visible(ring))
        return {code: each for code, each in data.items() if each}

    @cached_property
    def _parts(self) -> list[tuple[Country, Part]]:
        """The parts of countries that may be seen."""
        pairs = ((country, part) for country in atlas().countries for part in country.parts)
        near = (pair for pair in pairs if self.frame.may_show(pair[1].bounds))
        return [pair for pair in near if any(self.box.meets(bounds(ring)) for ring in self._rings(pair[1].outline))]

    @property
    def _arcs(self) -> set[int]:
        """The numbers of the arcs of these parts."""
        return {max(number, ~number) for _, part in self._parts for ring in part.rings for number in ring}

    def _simplified(self, arc: Line) -> Line:
        """An arc, in degrees, without the points that the eye does not miss."""
        return [arc[number] for number in essential(self._place(self.frame.projection.points(arc)), TOLERANCE)]

    def _rings(self, ring: Line) -> Iterator[Line]:
        """Where an area, in degrees, is on the page."""
        return map(self._place, self.frame.projection.rings(ring))

    @cached_property
    def _place(self) -> Callable[[Line], Line]:
        return self.frame.placing(self.box)
