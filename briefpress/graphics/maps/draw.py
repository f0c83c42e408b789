"""Maps: groups of countries, told apart by texture and number or named where they lie, rivers and cities → SVG.

A map shows its countries and what is around them, as large as the column allows. A country of several groups is striped
in the textures of all. What is too small to be seen has an inset, or where none is of help, a dot.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from briefpress.graphics.fonts import Fonts
from briefpress.graphics.maps.fills import Fills
from briefpress.graphics.maps.frame import frame_of
from briefpress.graphics.maps.geometry import Box, Point
from briefpress.graphics.maps.insets import Inset, Insets
from briefpress.graphics.maps.labels import Lettering
from briefpress.graphics.maps.names import Names, written
from briefpress.graphics.maps.panel import TOLERANCE, Panel
from briefpress.graphics.maps.symbols import city_symbol, dot, inset_mark
from briefpress.graphics.maps.waters import Course, drawn_rivers, points_along
from briefpress.graphics.tokens import Tokens
from briefpress.language.locale import Language

#: How far a map keeps from the edges of its picture, in pixels, so that the line around it is seen whole.
_MARGIN = 0.5


class Town(NamedTuple):
    """A city as a map names it, and where it is, in degrees or in pixels."""

    name: str
    point: Point


@dataclass(frozen=True)
class RegionMap:
    """A map of groups of countries, by their codes, and whether countries are named on it or groups numbered."""

    groups: Sequence[Sequence[str]]
    #: Countries that it shows as well.
    view: Sequence[str]
    rivers: Sequence[Course]
    cities: Sequence[Town]
    named: bool
    flat: bool
    language: Language
    tokens: Tokens
    fonts: Fonts

    def draw(self) -> str:
        """The SVG."""
        width, height = (side + 2 * _MARGIN for side in self._panel.box.size)
        size = f'width="{width:.2f}" height="{height:.2f}" viewBox="0 0 {width:.2f} {height:.2f}"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size}><defs>{self._fills.patterns(width, height)}</defs>'
        names = [self._names(), *map(self._inset_names, self._insets)]
        panels = [self._panel, *(inset.panel for inset in self._insets)]
        land, *insets = (self._drawn(*pair) for pair in zip(panels, names, strict=True))
        cities = "".join(city_symbol(point, self.tokens) for _, point in self._cities)
        marks = "".join(inset_mark(inset.mark, inset.leader, self.tokens) for inset in self._insets)
        return f"{head}{land}{cities}{marks}{''.join(insets)}{written(names)}</svg>"

    @cached_property
    def _panel(self) -> Panel:
        frame = frame_of(self._codes, is_flat=self.flat, is_near=bool(self.rivers or self.cities))
        width = self.tokens.column - 2 * _MARGIN
        return Panel(frame, Box(_MARGIN, _MARGIN, _MARGIN + width, _MARGIN + width * frame.ratio))

    @cached_property
    def _fills(self) -> Fills:
        return Fills(self.groups, self.tokens)

    @property
    def _codes(self) -> frozenset[str]:
        """The countries that the map is about."""
        return frozenset({*self._fills.group, *self.view})

    @cached_property
    def _insets(self) -> list[Inset]:
        points = [point for _, point in self._cities]
        points += [point for river in self._rivers(self._panel) for point in points_along(river)]
        return Insets(self._panel, self._codes, points, self.tokens.pixels("size-small")).placed()

    @cached_property
    def _cities(self) -> list[Town]:
        """The cities, in pixels."""
        return [Town(name, self._panel.point(point)) for name, point in self.cities]

    def _rivers(self, panel: Panel) -> list[Course]:
        """The rivers on a panel, in pixels."""
        courses = [Course(name, [part for line in lines for part in panel.lines(line)]) for name, lines in self.rivers]
        return [course.within(panel.box, TOLERANCE) for course in courses]

    def _names(self) -> Names:
        """What is written on the map itself: not what insets show."""
        rivers = [(river.name, points_along(river)) for river in self._rivers(self._panel)]
        obstacles = [box for inset in self._insets for box in inset.boxes]
        elsewhere = {code for inset in self._insets for code in inset.codes}
        return self._written(self._panel, elsewhere, self._cities, rivers, obstacles)

    def _inset_names(self, inset: Inset) -> Names:
        return self._written(inset.panel, self._codes - inset.codes)

    def _written(
        self,
        panel: Panel,
        elsewhere: Collection[str],
        cities: Sequence[Town] = (),
        rivers: Sequence[tuple[str, Sequence[Point]]] = (),
        obstacles: Sequence[Box] = (),
    ) -> Names:
        """What is written on a panel, but for countries that are written on elsewhere."""
        about = (panel.box, panel.shapes, self._fills.group, self.view, self.named)
        lettering = Lettering(self.language, self.tokens, self.fonts)
        return Names(*about, cities, rivers, obstacles, elsewhere, lettering)

    def _drawn(self, panel: Panel, names: Names) -> str:
        """A panel: land, rivers and the dots of small countries."""
        dots = "".join(dot(point, self._fills.each(code), self.tokens) for code, point in names.signs.items())
        return f"{self._fills.painted(panel)}{drawn_rivers(self._rivers(panel), self.tokens)}{dots}"
