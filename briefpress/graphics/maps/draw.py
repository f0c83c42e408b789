"""Maps: groups of countries, told apart by texture and number or named where they lie, rivers and cities → SVG.

A map shows its countries and what is around them, as large as the column allows. A country of several groups is striped
in the textures of all. What is too small to be seen has a dot.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from briefpress.graphics.fonts import Fonts
from briefpress.graphics.maps.frame import Frame, frame_of
from briefpress.graphics.maps.geometry import Box, Point
from briefpress.graphics.maps.labels import Lettering
from briefpress.graphics.maps.names import Names, written
from briefpress.graphics.maps.panel import TOLERANCE, Panel
from briefpress.graphics.maps.symbols import city_symbol, dot
from briefpress.graphics.maps.waters import Course, drawn_rivers, points_along
from briefpress.graphics.patterns import is_dark, pattern
from briefpress.graphics.tokens import Tokens
from briefpress.language.locale import Language


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
        width, height = self.width, self.height
        fills = (pattern(each, self._fill(each), self.tokens, width, height) for each in self._fills)
        size = f'width="{width:.2f}" height="{height:.2f}" viewBox="0 0 {width:.2f} {height:.2f}"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size}><defs>{"".join(fills)}</defs>'
        rivers = drawn_rivers(self._rivers, self.tokens)
        cities = "".join(city_symbol(point, self.tokens) for _, point in self._cities)
        return f"{head}{self._paths()}{rivers}{''.join(self._dots())}{cities}{written([self._names])}</svg>"

    @property
    def width(self) -> float:
        """In pixels."""
        return self.tokens.column

    @cached_property
    def group(self) -> dict[str, tuple[int, ...]]:
        """The numbers of the groups of each country."""
        numbers: dict[str, tuple[int, ...]] = defaultdict(tuple)
        for number, code in ((number, code) for number, codes in enumerate(self.groups) for code in codes):
            numbers[code] += (number,)
        return dict(numbers)

    @cached_property
    def height(self) -> float:
        """In pixels: as tall as the countries are, within bounds."""
        return self.width * self._frame.ratio

    @cached_property
    def _frame(self) -> Frame:
        is_near = bool(self.rivers or self.cities)
        return frame_of({*self.group, *self.view}, is_flat=self.flat, is_near=is_near)

    @property
    def _fills(self) -> list[tuple[int, ...]]:
        """The groups, and those that share a country."""
        alone = [(number,) for number in range(len(self.groups))]
        return alone + sorted({numbers for numbers in self.group.values() if len(numbers) > 1})

    def _fill(self, numbers: tuple[int, ...]) -> str:
        return "-".join(["fill", *map(str, numbers)])

    @cached_property
    def _panel(self) -> Panel:
        return Panel(self._frame, Box(0, 0, self.width, self.height))

    @cached_property
    def _rivers(self) -> list[Course]:
        """The rivers on the map, in pixels."""
        courses = [
            Course(river.name, [part for line in river.lines for part in self._panel.lines(line)])
            for river in self.rivers
        ]
        return [course.within(self._panel.box, TOLERANCE) for course in courses]

    @cached_property
    def _cities(self) -> list[Town]:
        """The cities, in pixels."""
        return [Town(name, self._panel.point(point)) for name, point in self.cities]

    @cached_property
    def _names(self) -> Names:
        rivers = [(river.name, points_along(river)) for river in self._rivers]
        lettering = Lettering(self.language, self.tokens, self.fonts)
        panel, places = self._panel, (self._cities, rivers)
        return Names(panel.box, panel.shapes, self.group, self.view, self.named, *places, [], (), lettering)

    def _paths(self) -> str:
        """Other countries and groups; borders are thin around other countries, and white on a dark fill."""
        shapes: dict[tuple[int, ...], list[str]] = defaultdict(list)
        for code, data in self._panel.paths.items():
            shapes[self.group.get(code, ())].append(f'<path class="{code}" d="{data}"/>')
        rule, ink = self.tokens.mix("rule"), self.tokens.mix("structure")
        fills = {numbers: f"url(#{self._fill(numbers)})" if numbers else self.tokens.mix("land") for numbers in shapes}
        edges = {numbers: ("#ffffff" if is_dark(numbers) else ink) if numbers else rule for numbers in shapes}
        return "".join(
            f'<g fill="{fills[each]}" stroke="{edges[each]}" stroke-width="0.6">{"".join(shapes[each])}</g>'
            for each in sorted(shapes)
        )

    def _dots(self) -> Iterator[str]:
        """The dots of small countries; one that is named and in no group needs none."""
        for code, point in self._names.dots.items():
            if code in self.group:
                yield dot(point, [self._fill((number,)) for number in self.group[code]], self.tokens)
