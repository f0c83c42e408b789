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
from briefpress.graphics.maps.placement import Candidate, placed
from briefpress.graphics.maps.positions import Positions
from briefpress.graphics.maps.territories import Territories

#: A country whose largest part is smaller, in square pixels, has a dot.
_SMALL = 30.0
#: How far apart two numbers of one group stand at least, in pixels.
_APART = 80.0
#: How far a dot and a city reach from their middles, in pixels.
_DOT, _CITY = 4.5, 3.5
#: What it costs to leave out a name, or the only number of a group, and any other number.
_ABSENT, _ABSENT_AGAIN = 200.0, 20.0


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
    #: What no text may hide.
    obstacles: Sequence[Box]
    lettering: Lettering

    @cached_property
    def dots(self) -> dict[str, Point]:
        """Where the countries that are too small to be seen are, amid their islands."""
        small = [code for code in self._codes if area(self.shapes[code][0]) < _SMALL]
        return {code: bounds(point for ring in self.shapes[code] for point in ring).middle for code in small}

    def svg(self) -> str:
        """All texts; those of a country are of the class of its code, those of a city and of a river of these."""
        codes, names = self._codes, [*("city" for _ in self.cities), *("river" for _ in self.rivers)]
        numbered = (
            frozenset() if self.is_named else frozenset(each for numbers in self.group.values() for each in numbers)
        )
        labels = self._labels(numbered)
        while self.is_named and (unnamed := self._unnamed(labels, numbered)):
            numbered |= unnamed
            labels = self._labels(numbered)
        written = zip([*codes, *names], labels, strict=True)
        return "".join(self.lettering.svg(label, name) for name, label in written if label)

    def _unnamed(self, labels: list[Label | None], numbered: frozenset[int]) -> frozenset[int]:
        """The groups, named until now, of the countries whose names have no place or give way to numbers."""
        missing = [
            code
            for code, label in zip(self._codes, labels, strict=False)
            if label is None or not numbered.isdisjoint(self.group.get(code, ()))
        ]
        return frozenset(number for code in missing for number in self.group.get(code, ())) - numbered

    def _labels(self, numbered: frozenset[int]) -> list[Label | None]:
        """The labels of countries, cities and rivers, where these groups have numbers."""
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
                yield self._candidates(code, self._name(code), _ABSENT)
                continue
            point, others = self._point(code), written.setdefault(numbers, [])
            if any(dist(point, other) < _APART for other in others):
                yield [Candidate(None, 0)]
            else:
                yield self._candidates(code, self._number(numbers), _ABSENT_AGAIN if others else _ABSENT)
                others.append(point)

    def _candidates(self, code: str, settings: Sequence[Setting], absence: float) -> list[Candidate]:
        if code in self.dots:
            return self._positions.of_dot(code, settings, self.dots[code], absence)
        return self._positions.of_country(code, settings, absence)

    def _name(self, code: str) -> list[Setting]:
        return self.lettering.settings(self.lettering.language.country(code), COUNTRY)

    def _number(self, numbers: tuple[int, ...]) -> list[Setting]:
        language = self.lettering.language
        return self.lettering.settings(language.comma.join(language.number(each + 1) for each in numbers), NUMBER)[:1]

    def _point(self, code: str) -> Point:
        return self.dots.get(code) or self._territories.pole(code)

    @cached_property
    def _codes(self) -> list[str]:
        """The countries that are written on, the largest first."""
        codes = ({*self.group, *self.view} if self.is_named else {*self.group}) & self.shapes.keys()
        return sorted(codes, key=lambda code: (-self._territories.area(code), code))

    @cached_property
    def _territories(self) -> Territories:
        return Territories(self.box, self.shapes, {*self.group, *(self.view if self.is_named else ())})

    @cached_property
    def _positions(self) -> Positions:
        dots = [Box(x, y, x, y).grown(_DOT) for x, y in self.dots.values()]
        cities = [Box(x, y, x, y).grown(_CITY) for _, (x, y) in self.cities]
        return Positions(self._territories, [*dots, *cities, *self.obstacles])
