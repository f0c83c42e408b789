"""What is written on a map: the names of countries or the numbers of their groups, cities and rivers.

Of a group all countries are named or none: where one name has no place that is its own, the countries of the group have
its number instead.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import dist

from briefpress.graphics.maps.geometry import Box, Line, Point, area, bounds
from briefpress.graphics.maps.labels import CITY, COUNTRY, NUMBER, RIVER, Label, Lettering, Setting
from briefpress.graphics.maps.panel import SMALL
from briefpress.graphics.maps.placement import ABSENT, Candidate, placed
from briefpress.graphics.maps.positions import Positions
from briefpress.graphics.maps.territories import Territories

#: How far apart two numbers of one group stand at least, in pixels.
_APART = 80.0
#: How far a dot and a city reach from their middles, in pixels.
_DOT, _CITY = 4.5, 3.5
#: How much of what lies so near, in pixels, shows the fill of a dot without it.
_AROUND, _SEEN = 6.0, 1 / 3
#: What it costs to leave out a number that its group has elsewhere.
_ABSENT_AGAIN = 20.0


def written(parts: Sequence[Names]) -> str:
    """The SVG of the texts of a map, which may have several parts."""
    numbered = frozenset[int]()
    if not all(part.is_named for part in parts):
        numbered = frozenset(number for part in parts for numbers in part.group.values() for number in numbers)
    pairs = [(part, part.labels(numbered)) for part in parts]
    while unnamed := frozenset(number for part, labels in pairs for number in part.unnamed(labels, numbered)):
        numbered |= unnamed
        pairs = [(part, part.labels(numbered)) for part in parts]
    return "".join(part.svg(labels, numbered) for part, labels in pairs)


@dataclass(frozen=True)
class Names:
    """The texts of a map, or of a part of it."""

    box: Box
    #: The outlines of the parts of each country by its code, the largest first.
    shapes: Mapping[str, Sequence[Line]]
    #: The numbers of the groups of each country.
    group: Mapping[str, tuple[int, ...]]
    #: The countries that are named beside those of groups; none where groups are numbered.
    view: Collection[str]
    is_named: bool
    #: The names of cities, each with its place, and those of rivers, each with points along it.
    cities: Sequence[tuple[str, Point]]
    rivers: Sequence[tuple[str, Sequence[Point]]]
    #: What no text may hide, and the countries that are written on in another part of the map.
    obstacles: Sequence[Box]
    elsewhere: Collection[str]
    lettering: Lettering

    @cached_property
    def dots(self) -> dict[str, Point]:
        """Where the countries that are too small to be seen are, amid their islands."""
        small = [code for code in self._codes if area(self.shapes[code][0]) < SMALL]
        return {code: bounds(point for ring in self.shapes[code] for point in ring).middle for code in small}

    @cached_property
    def signs(self) -> dict[str, Point]:
        """The dots that are drawn: of countries of groups whose fill is not seen around them anyway."""
        return {code: point for code, point in self.dots.items() if code in self.group and self._is_alone(code)}

    def _is_alone(self, code: str) -> bool:
        box = Box.around(self.dots[code], 2 * _AROUND, 2 * _AROUND)
        return (
            self._territories.share(box, [each for each in self.group if self.group[each] == self.group[code]]) < _SEEN
        )

    def svg(self, labels: Sequence[Label | None], numbered: frozenset[int]) -> str:
        """The texts of these labels, where these groups have numbers; the classes are read by maps/checks.py."""
        countries = [self._class(code, numbered) for code in self._codes]
        names = [*countries, *("city" for _ in self.cities), *("river" for _ in self.rivers)]
        written = zip(names, labels, strict=True)
        return "".join(self.lettering.svg(label, name) for name, label in written if label)

    def _class(self, code: str, numbered: frozenset[int]) -> str:
        return code if numbered.isdisjoint(self.group.get(code, ())) else f"{code} number"

    def unnamed(self, labels: Sequence[Label | None], numbered: frozenset[int]) -> frozenset[int]:
        """The other groups that need numbers: a name has no place, or its country is in one that has a number."""
        if not self.is_named:
            return frozenset()
        pairs = zip(self._codes, labels, strict=False)
        missing = [code for code, label in pairs if not label or not numbered.isdisjoint(self.group.get(code, ()))]
        return frozenset(number for code in missing for number in self.group.get(code, ())) - numbered

    def labels(self, numbered: frozenset[int]) -> list[Label | None]:
        """The labels of countries, cities and rivers, in this order, where these groups have numbers."""
        lettering, positions = self.lettering, self._positions
        direction = lettering.language.direction
        return placed(
            [
                *self._countries(numbered),
                *(positions.of_city(lettering.settings(name, CITY), point, direction) for name, point in self.cities),
                *(positions.of_river(lettering.settings(name, RIVER), points) for name, points in self.rivers),
            ]
        )

    def _countries(self, numbered: frozenset[int]) -> Iterator[list[Candidate]]:
        """The candidates of each country; a number that stands nearby already has none."""
        written: dict[tuple[int, ...], list[Point]] = {}
        for code in self._codes:
            numbers = self.group.get(code, ())
            if numbered.isdisjoint(numbers):
                yield self._named[code]
                continue
            point, others = self._point(code), written.setdefault(numbers, [])
            if any(dist(point, other) < _APART for other in others):
                yield [Candidate(None, 0)]
            else:
                yield self._candidates(code, self._number(numbers), _ABSENT_AGAIN if others else ABSENT)
                others.append(point)

    def _candidates(self, code: str, settings: Sequence[Setting], absence: float) -> list[Candidate]:
        if code in self.dots:
            return self._positions.of_dot(code, settings, self.dots[code], absence)
        return self._positions.of_country(code, settings, absence)

    @cached_property
    def _named(self) -> dict[str, list[Candidate]]:
        """The candidates of the names of countries."""
        lettering = self.lettering
        names = ((code, lettering.settings(lettering.language.country(code), COUNTRY)) for code in self._codes)
        return {code: self._candidates(code, settings, ABSENT) for code, settings in names}

    def _number(self, numbers: tuple[int, ...]) -> list[Setting]:
        language = self.lettering.language
        return self.lettering.settings(language.comma.join(language.number(each + 1) for each in numbers), NUMBER)[:1]

    def _point(self, code: str) -> Point:
        return self.dots.get(code) or self._territories.pole(code)

    @cached_property
    def _codes(self) -> list[str]:
        """The countries that are written on, the largest first."""
        codes = self._shown & self.shapes.keys() - {*self.elsewhere}
        return sorted(codes, key=lambda code: (-self._territories.area(code), code))

    @cached_property
    def _shown(self) -> set[str]:
        """The countries that the map is about."""
        return {*self.group, *(self.view if self.is_named else ())}

    @cached_property
    def _territories(self) -> Territories:
        return Territories(self.box, self.shapes, self._shown)

    @cached_property
    def _positions(self) -> Positions:
        dots = [Box.around(point, 2 * _DOT, 2 * _DOT) for point in self.signs.values()]
        cities = [Box.around(point, 2 * _CITY, 2 * _CITY) for _, point in self.cities]
        return Positions(self._territories, [*dots, *cities, *self.obstacles])
