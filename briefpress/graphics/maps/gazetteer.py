"""Cities and rivers by their names (Natural Earth)."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from math import cos, hypot, radians

from briefpress.core.paths import MAPS
from briefpress.graphics.maps.atlas import atlas
from briefpress.graphics.maps.geometry import Line, Point
from briefpress.graphics.maps.topojson import arcs_of, topology
from briefpress.language.folding import folded

#: The files of the two.
CITIES, RIVERS = MAPS / "cities.csv", MAPS / "rivers.json"
#: How far apart lines of one river may be, where a lake lies between them: some 70 miles, in degrees.
_NEAR = 1.15


@dataclass(frozen=True)
class City:
    """A city: its name in English, its country by its code, its province, and where it lies, in degrees."""

    name: str
    country: str
    region: str
    latitude: float
    longitude: float

    @property
    def point(self) -> Point:
        """Where it is, as lines have it: the longitude first."""
        return self.longitude, self.latitude

    def is_in(self, place: str) -> bool:
        """Whether it is in a country, by its code, or a province."""
        return folded(place) in (folded(self.country), folded(self.region))


@dataclass(frozen=True)
class River:
    """A river by all of its names, and the numbers of its lines."""

    names: frozenset[str]
    numbers: tuple[int, ...]

    @cached_property
    def lines(self) -> list[Line]:
        """Its lines, in degrees."""
        return [_arcs()[number] for number in self.numbers]

    @property
    def countries(self) -> list[str]:
        """The codes of the countries through which it runs, in their order."""
        return sorted(atlas().codes_along([point for line in self.lines for point in line]))

    @cached_property
    def apart(self) -> list[list[Line]]:
        """Its lines, those in one list that join: several lists are several rivers of one name."""
        rivers: list[list[Line]] = []
        for line in self.lines:
            joined = [river for river in rivers if any(_joins(line, other) for other in river)]
            others = [river for river in rivers if river not in joined]
            rivers = [*others, [line, *(other for river in joined for other in river)]]
        return rivers


def _joins(one: Line, other: Line) -> bool:
    """Whether two lines are of one river: one begins or ends near the other."""
    pairs = ((end, point) for a, b in ((one, other), (other, one)) for end in (a[0], a[-1]) for point in b)
    return any(hypot((x - u) * cos(radians(y)), y - v) < _NEAR for (x, y), (u, v) in pairs)


def cities_called(text: str) -> list[City]:
    """The cities of a name, the largest first; after a comma may stand their country, by its code, or their province.

    Those of which it is the usual name go before those that are called so as well.
    """
    name, _, place = map(str.strip, text.rpartition(","))
    if cities := _usual().get(folded(text)) or _unusual().get(folded(text)):
        return cities
    return [city for city in cities_called(name) if city.is_in(place)] if name else []


def without_place(text: str) -> str:
    """The name of a city without the country or province after it."""
    return text if folded(text) in _usual() or folded(text) in _unusual() else text.rpartition(",")[0].strip() or text


def is_largest(city: City) -> bool:
    """Whether it is the largest of its name."""
    return cities_called(city.name)[0] == city


def city_names() -> Collection[str]:
    """The usual names of all cities."""
    return {city.name for cities in _usual().values() for city in cities}


def river_called(name: str) -> River | None:
    """The river of a name; where several are called so, all of them."""
    return _rivers().get(folded(name))


def river_names() -> Collection[str]:
    """The names of all rivers."""
    return {name for river in _rivers().values() for name in river.names}


@cache
def _records() -> list[tuple[City, list[str]]]:
    """The cities, the largest first, and what else they are called."""
    with CITIES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        (
            City(row["name"], row["country"], row["region"], float(row["latitude"]), float(row["longitude"])),
            row["other names"].split("|"),
        )
        for row in rows
    ]


def _by_name(names: Iterable[tuple[str, City]]) -> Mapping[str, list[City]]:
    cities: dict[str, list[City]] = defaultdict(list)
    for name, city in names:
        cities[folded(name)].append(city)
    return dict(cities)


@cache
def _usual() -> Mapping[str, list[City]]:
    return _by_name((city.name, city) for city, _ in _records())


@cache
def _unusual() -> Mapping[str, list[City]]:
    return _by_name((name, city) for city, names in _records() for name in names if name)


@cache
def _arcs() -> list[Line]:
    return arcs_of(RIVERS)


@cache
def _rivers() -> dict[str, River]:
    """The rivers by each of their names: parts that share a name are one river, whatever it is called along its way."""
    rivers: dict[str, River] = {}
    for shape in topology(RIVERS)["objects"]["rivers"]["geometries"]:
        names = frozenset(shape["properties"]["names"])
        joined = {rivers[key] for key in map(folded, names) if key in rivers}
        names |= frozenset(name for river in joined for name in river.names)
        numbers = [arc for arcs in shape["arcs"] for arc in arcs] + [arc for river in joined for arc in river.numbers]
        rivers |= dict.fromkeys(map(folded, names), River(names, tuple(numbers)))
    return rivers
