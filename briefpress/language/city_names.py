"""The names of cities, by CLDR: it names those that stand for time zones, most capitals among them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages
from babel.localedata import exists

from briefpress.language.folding import folded
from briefpress.language.locale import Language


def city_name(city: str, language: Language) -> str | None:
    """What a city is called in a language, by its English name; None where CLDR does not say it."""
    # What a language in Latin letters leaves out is called there as in English (UTS #35, 3.1 of part 4).
    is_latin = unicodedata.name(language.name()[0], "").startswith("LATIN")
    return _names(language.locale).get(city) or (city if is_latin and city in _named() else None)


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


@cache
def _names(locale: Locale) -> dict[str, str]:
    return {_city(zone): names["city"] for zone, names in locale.time_zones.items() if "city" in names}


@cache
def _named() -> frozenset[str]:
    """The cities that CLDR names in any language."""
    return frozenset(map(_city, get_global("zone_territories")))


def english_name(city: str, language: Language) -> str | None:
    """The English name of a city by that in a language."""
    return _english(language.locale).get(folded(city))


def english_names(city: str, countries: Iterable[str]) -> list[str]:
    """The English names of what is called so in a language of some countries, these by their codes."""
    codes = {code for country in countries for code in get_official_languages(country, de_facto=True)}
    locales = [Locale.parse(code) for code in sorted(codes) if exists(code)]
    return sorted({name for locale in locales if (name := _english(locale).get(folded(city)))})


@cache
def _english(locale: Locale) -> dict[str, str]:
    return {folded(name): city for city, name in _names(locale).items()}
