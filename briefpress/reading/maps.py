"""What maps cannot show: groups without countries, places that are not on them or that are not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from briefpress.core.problems import Position, Problem, Severity, choices, errors, near
from briefpress.core.yamltree import Node
from briefpress.graphics.maps import gazetteer
from briefpress.graphics.maps.atlas import known_codes
from briefpress.graphics.patterns import COUNT
from briefpress.language.city_names import english_names
from briefpress.language.locale import Language
from briefpress.schema.blocks import Map
from briefpress.schema.brief import Brief
from briefpress.schema.codes import COUNTRIES
from briefpress.schema.geography import Geography, geography
from briefpress.schema.places import City, Place, River

#: In so many groups a country may be: its stripes are still told apart.
_SHARED = 3
_ON_MAP = "show the countries that it is in as well, under `view:`, or take it out"


def wrong_groups(block: Node, sections: list[Node]) -> Iterator[Problem]:
    """What is wrong with the groups of a map; `sections` are those of projects and of domains."""
    of, areas, view = (block.get(name) for name in ("of", "areas", "view"))
    if (of is None) == (areas is None) and not (view and of is None):
        hint = "name a section of projects or domains, list areas of the map's own, or name countries under `view`"
        yield Problem("wrong-map", "a map has either `of` or `areas`", block.position, hint)
        return
    groups = [list(entry.items("codes")) for entry in block.items("areas")]
    if of:
        mapped = {section.text("id"): _countries(section) for section in sections}
        groups = mapped.get(of.text(), [])
        known = [name for name, countries in mapped.items() if name and countries]
        if not groups:
            message = f"no section {of.shown()} has projects or domains with countries"
            yield Problem("wrong-map", message, of.position, choices(str(of.value), known, "sections"))
    if len(groups) > COUNT:
        place = (of or areas or block).position
        yield Problem("wrong-map", f"a map shows {COUNT} groups at most, not {len(groups)}", place, "join some of them")
    yield from _wrong_codes(groups, list(block.items("view")))


def _wrong_codes(groups: list[list[Node]], view: list[Node]) -> Iterator[Problem]:
    """Countries that cannot be drawn. What is no country, or is twice in one group, is reported by the model."""
    grouped = [code for group in groups for code in group if code.text() in COUNTRIES]
    counts: Counter[object] = Counter()
    for code in grouped:
        counts[code.value] += 1
        if counts[code.value] == _SHARED + 1:
            message = f"`{code.value}` is in more than {_SHARED} groups of one map"
            yield Problem("wrong-map", message, code.position, "make two maps, or a group of what is in all of them")
    for code in [*grouped, *view]:
        if code.text() in COUNTRIES and code.value not in known_codes():
            yield Problem("wrong-map", f"there is no shape for `{code.value}`", code.position, "see maps/README.md")


def _countries(section: Node) -> list[list[Node]]:
    """The codes of each entry of a section that has countries."""
    entries = [entry for name in ("projects", "domains") for entry in section.items(name)]
    return [list(entry.items("countries", "codes")) for entry in entries if entry.get("countries")]


def check_places(brief: Brief, language: Language, positions: Mapping[str, Position]) -> Iterator[Problem]:
    """The rivers and cities of maps that are not there, not on the map, or have no name in the language."""
    for section in brief.sections:
        for block in (block for block in section.blocks if isinstance(block, Map) and block.has_places):
            path = f"sections.{section.id}.blocks.{block.id}"
            if shown := geography(brief, block, language):
                problems = [problem.at(positions.get(f"{path}.{key}")) for key, problem in _wrong_places(block, shown)]
                yield from problems
                yield from () if errors(problems) else _nameless(block, shown, positions.get(path))


def _wrong_places(block: Map, shown: Geography) -> Iterator[tuple[str, Problem]]:
    """What is wrong with the places of a map, each with the key that says which place is meant."""
    rivers = (("rivers", river, _wrong_river(river, shown)) for river in block.rivers)
    cities = (("cities", city, _wrong_city(city, shown)) for city in block.cities)
    yield from ((f"{kind}.{place.id}.name", problem) for kind, place, problem in (*rivers, *cities) if problem)


def _wrong_river(river: River, shown: Geography) -> Problem | None:
    known = gazetteer.river_called(river.name)
    if known is None:
        return _unknown(river, "river", near(river.name, gazetteer.river_names()), "leave it out")
    on_map = [lines for lines in known.apart if any(shown.frame.holds(point) for line in lines for point in line)]
    if not on_map:
        return Problem("wrong-map", f"the river `{river.name}` does not run through this map", None, _river_hint(known))
    if len(on_map) == 1:
        return None
    message = f"{len(on_map)} rivers on this map are called `{river.name}`, and all of them are drawn"
    hint = "look at them; show fewer countries, or leave it out, if one of them is not meant"
    return Problem("wrong-map", message, None, hint, Severity.WARNING)


def _river_hint(river: gazetteer.River) -> str:
    """What to do about a river that is not on a map: it may be another one of this name."""
    if not river.countries:
        return _ON_MAP
    where = f"the river of this name in Natural Earth runs through {', '.join(river.countries)}"
    return f"{where}: show one of these countries as well, under `view:`, or take it out if you mean another river"


def _wrong_city(city: City, shown: Geography) -> Problem | None:
    known = [] if city.at else shown.known(city)
    if not known and not city.at:
        where = f"say where it is: `{{name: {city.name}, at: [latitude, longitude]}}`"
        english = english_names(city.name, shown.countries)
        meant = [each.name for name in english for each in gazetteer.cities_called(name)[:1]]
        return _unknown(city, "city", meant or near(city.name, gazetteer.city_names()), where)
    if not shown.frame.holds(shown.point(city)):
        countries = ", ".join(dict.fromkeys(each.country for each in known))
        hint = f"it is in {countries}: {_ON_MAP}" if known else f"the latitude stands first; {_ON_MAP}"
        return Problem("wrong-map", f"the city `{city.name}` is not on this map", None, hint)
    message = f"{len(known)} cities on this map are called `{city.name}`"
    return Problem("wrong-map", message, None, _which(known)) if len(known) > 1 else None


def _unknown(place: Place, kind: str, meant: Iterable[str], otherwise: str) -> Problem:
    question = "".join(f"did you mean `{name}`? " for name in meant)
    remedy = f"write its English name, and this one as its title: `{{name: …, title: {place.name}}}`; or {otherwise}"
    return Problem("wrong-map", f"Natural Earth has no {kind} `{place.name}`", None, question + remedy)


def _which(known: list[gazetteer.City]) -> str:
    """How to tell cities of one name: by their countries, or else by their provinces."""
    countries = Counter(each.country for each in known)
    places = [each.country if countries[each.country] == 1 else each.region for each in known]
    which = " or ".join(f"`{each.name}, {place}`" for each, place in zip(known, places, strict=True))
    return f"write {which}, or where it is: `at: [latitude, longitude]`"


def _nameless(block: Map, shown: Geography, position: Position | None) -> Iterator[Problem]:
    """The places that have no name in the language of the edition, so that they are printed as they were typed."""
    names = [shown.typed(place) for place in (*block.rivers, *block.cities) if shown.name(place) is None]
    if names:
        listed = ", ".join(f"`{name}`" for name in names)
        of = shown.language.english_name()
        message = f"nothing says what {listed} are called in {of}: they are printed like this"
        hint = "write the name of each under its id in the manuscript, also where it is the same"
        yield Problem("untranslated-text", message, position, hint, Severity.WARNING)
