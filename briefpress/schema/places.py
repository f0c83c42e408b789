"""Rivers and cities on a map. Which they are is a fact; what they are called in a language may be words."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from briefpress.language.markdown import Line, Wording
from briefpress.schema.base import Entry
from briefpress.schema.facts import Number

Coordinates = tuple[Number, Number]


def _on_earth(at: Coordinates) -> Coordinates:
    latitude, longitude = map(float, at)
    if abs(latitude) > 90 or abs(longitude) > 180:
        context = {
            "hint": "write degrees, the latitude first: [45.99, 18.68] is north and east, minus is south or west"
        }
        raise PydanticCustomError("wrong-number", "there is no such place on earth", context)
    return at


class Place(Entry):
    """What has a name on a map."""

    bare: ClassVar[str] = "name"

    name: Wording
    """Its name, in English or in the brief's own language; a text alone is enough."""
    title: Line | None = None
    """What it is called in this language, where that is not known: Natural Earth has one name for each, and CLDR those
    of capitals and some other cities in all languages.
    """


class River(Place):
    """A river, by the name that it has in any of its countries."""


class City(Place):
    """A city. Of several that have a name, the country or the province stands after a comma: `Alexandria, EG`."""

    at: Annotated[Coordinates, AfterValidator(_on_earth)] | None = None
    """Its latitude and longitude, in degrees: for a place that Natural Earth does not have, under any name."""
