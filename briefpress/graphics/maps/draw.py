"""Maps: groups of countries, told apart by texture and number or named where they lie, rivers and cities → SVG.

A map shows its countries and what is around them, as large as the column allows. A country of several groups is striped
in the textures of all. What is too small to be seen has a dot; labels keep clear of each other, and what finds no room
for its label is named in the key alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from briefpress.graphics.fonts import Fonts
from briefpress.graphics.maps.frame import Frame, frame_of
from briefpress.graphics.maps.geometry import Box, Line, Point, area, bounds, pole_of_inaccessibility
from briefpress.graphics.maps.labels import COUNTRY, Label, Lettering
from briefpress.graphics.maps.panel import TOLERANCE, Panel
from briefpress.graphics.maps.symbols import city_symbol, dot
from briefpress.graphics.maps.waters import Course, drawn_rivers, river_labels
from briefpress.graphics.patterns import is_dark, pattern
from briefpress.graphics.tokens import Tokens
from briefpress.language.locale import Language

#: A country whose largest part is smaller, in square pixels, has a dot.
_SMALL = 30.0
#: How far apart two numbers of one group stand at least, in pixels across and down together.
_APART = 80.0


class Town(NamedTuple):
    """A city as a map names it, and where it is, in degrees or in pixels."""

    name: str
    point: Point


class _Spot(NamedTuple):
    """Where a country is labelled, in pixels, and whether it is so small that a dot is drawn there."""

    code: str
    x: float
    y: float
    is_small: bool


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
        return f"{head}{self._paths()}{rivers}{''.join(self._dots())}{cities}{''.join(self._labels())}</svg>"

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
    def _spots(self) -> list[_Spot]:
        """Where the countries of the groups, or all that are to be named, are labelled, the largest first."""
        codes = {*self.group, *(self.view if self.named else ())}
        shapes = ((code, rings) for code, rings in self._panel.shapes.items() if code in codes)
        return [self._spot(*pair) for pair in sorted(shapes, key=lambda pair: -area(pair[1][0]))]

    def _spot(self, code: str, rings: list[Line]) -> _Spot:
        """As far from the border of a country as can be; amid its islands, if they are small."""
        if area(rings[0]) < _SMALL:
            left, top, right, bottom = bounds(point for ring in rings for point in ring)
            return _Spot(code, (left + right) / 2, (top + bottom) / 2, is_small=True)
        x, y = pole_of_inaccessibility(rings[0])
        return _Spot(code, x, y, is_small=False)

    def _paths(self) -> str:
        """Other countries and groups; borders are thin around other countries, and white on a dark fill."""
        shapes: dict[tuple[int, ...], list[str]] = defaultdict(list)
        for code, data in self._panel.paths.items():
            shapes[self.group.get(code, ())].append(data)
        rule, ink = self.tokens.mix("rule"), self.tokens.mix("structure")
        fills = {numbers: f"url(#{self._fill(numbers)})" if numbers else self.tokens.mix("land") for numbers in shapes}
        edges = {numbers: ("#ffffff" if is_dark(numbers) else ink) if numbers else rule for numbers in shapes}
        return "".join(
            f'<path d="{"".join(shapes[each])}" fill="{fills[each]}" stroke="{edges[each]}" stroke-width="0.6"/>'
            for each in sorted(shapes)
        )

    def _dots(self) -> Iterator[str]:
        """The dots of small countries; one that is named and in no group needs none."""
        for spot in (spot for spot in self._spots if spot.is_small and spot.code in self.group):
            fills = [self._fill((number,)) for number in self.group[spot.code]]
            yield dot((spot.x, spot.y), fills, self.tokens)

    def _labels(self) -> Iterator[str]:
        lettering = Lettering(self.width, self.height, self.language, self.tokens, self.fonts)
        lettering.keep_clear([(spot.x, spot.y) for spot in self._spots if spot.is_small], 9)
        lettering.keep_clear([point for _, point in self._cities], 7)
        for spot in self._spots:
            candidates = self._candidates(spot, lettering)
            placed = list(lettering.placed)
            yield lettering.put(label for label in candidates if not self._is_redundant(label, placed))
        for name, point in self._cities:
            yield lettering.put(lettering.beside(name, point))
        for river in self._rivers:
            yield lettering.put(river_labels(river, lettering))

    def _is_redundant(self, label: Label, placed: list[Label]) -> bool:
        """Whether the number of the group stands nearby already."""
        same = (other for other in placed if other.text == label.text)
        return not self.named and any(abs(label.x - other.x) + abs(label.y - other.y) < _APART for other in same)

    def _candidates(self, spot: _Spot, lettering: Lettering) -> Iterator[Label]:
        """A label where it might stand: on the country, and above, below and beside it where that is of use."""
        numbers = [self.language.number(number + 1) for number in self.group.get(spot.code, ())]
        text = self.language.country(spot.code) if self.named else self.language.comma.join(numbers)
        if not spot.is_small:
            yield from lettering.at(text, [(spot.x, spot.y)], COUNTRY)
        if self.named or spot.is_small or all(label.text != text for label in lettering.placed):
            yield from lettering.around(text, (spot.x, spot.y))
