"""What a map shows of the world, and which rivers and cities are on it, under which names."""

from __future__ import annotations

from dataclasses import dataclass

from briefpress.graphics.maps import gazetteer
from briefpress.graphics.maps.atlas import known_codes
from briefpress.graphics.maps.frame import Frame, frame_of
from briefpress.graphics.maps.geometry import Line, Point
from briefpress.language.city_names import city_name, english_name
from briefpress.language.locale import Language
from briefpress.schema.blocks import Map
from briefpress.schema.brief import Brief
from briefpress.schema.places import City, Place, River


@dataclass(frozen=True)
class Geography:
    """The rivers and cities of a map of a brief, in the language of an edition."""

    frame: Frame
    #: The codes of the countries that it is to show.
    countries: frozenset[str]
    #: The language of the edition, and that of the brief, where it has one.
    language: Language
    own: Language | None

    def known(self, city: City) -> list[gazetteer.City]:
        """The cities of a name that are on the map, or else all that there are."""
        english = english_name(city.name, self.own) if self.own else None
        cities = gazetteer.cities_called(city.name) or gazetteer.cities_called(english or "")
        return [each for each in cities if self.frame.holds(each.point)] or cities

    def point(self, city: City) -> Point:
        """Where a city is, in degrees: the longitude first."""
        if city.at is None:
            return self.known(city)[0].point
        latitude, longitude = map(float, city.at)
        return longitude, latitude

    def lines(self, river: River) -> list[Line]:
        """The lines of a river, in degrees."""
        known = gazetteer.river_called(river.name)
        return known.lines if known else []

    def name(self, place: Place) -> str | None:
        """What a place is called in this language; None where nothing says it."""
        if place.title or (self.own and self.own.code == self.language.code):
            return place.title or self.typed(place)
        return city_name(self._english(place), self.language) if isinstance(place, City) else None

    def typed(self, place: Place) -> str:
        """Its name as it is typed, without the country that tells it from others of this name."""
        return gazetteer.without_place(place.name) if isinstance(place, City) and not place.at else place.name

    def _english(self, city: City) -> str:
        if city.at:
            return city.name
        known = self.known(city)[0]
        return known.name if gazetteer.is_largest(known) else ""


def geography(brief: Brief, block: Map, language: Language) -> Geography | None:
    """The geography of a map; None where it has no country that can be drawn."""
    codes = {code for region in brief.regions(block) for code in region.codes} | {*block.view}
    if codes.isdisjoint(known_codes()):
        return None
    own = Language(brief.language) if brief.language else None
    frame = frame_of(codes, is_flat=block.flat, is_near=block.has_places)
    return Geography(frame, frozenset(codes), language, own)
