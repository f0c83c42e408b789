"""The units of figures that stand alone, and how each is written in a language: CLDR's patterns, through Babel.

A unit is a symbol, a share or a scale. Years, people and trees are words: they stand in the text beside the figure.
"""

from __future__ import annotations

import re
from decimal import Decimal

from babel import Locale
from babel.units import format_unit

from briefpress.language.figures import NO_BREAK
from briefpress.language.numerals import shifted

#: The powers of ten that languages have words for. A billion is a thousand million, as in English.
SCALES = {"million": 6, "billion": 9, "trillion": 12}
#: Percentage points: CLDR has no word for them, labels have.
POINTS = "points"
#: The unit of a number that is a year: 2009, not 2,009.
YEAR = "year"
#: What CLDR knows, by its names there.
_CLDR = {
    "%": "concentr-percent",
    "‰": "concentr-permille",
    "ppm": "concentr-permillion",
    "°C": "temperature-celsius",
    "°F": "temperature-fahrenheit",
    "km": "length-kilometer",
    "m": "length-meter",
    "cm": "length-centimeter",
    "mm": "length-millimeter",
    "mi": "length-mile",
    "ft": "length-foot",
    "nmi": "length-nautical-mile",
    "km²": "area-square-kilometer",
    "m²": "area-square-meter",
    "ha": "area-hectare",
    "ac": "area-acre",
    "l": "volume-liter",
    "hl": "volume-hectoliter",
    "m³": "volume-cubic-meter",
    "km³": "volume-cubic-kilometer",
    "bbl": "volume-barrel",
    "t": "mass-tonne",
    "kg": "mass-kilogram",
    "g": "mass-gram",
    "mg": "mass-milligram",
    "MB": "digital-megabyte",
    "GB": "digital-gigabyte",
    "TB": "digital-terabyte",
    "kW": "power-kilowatt",
    "MW": "power-megawatt",
    "GW": "power-gigawatt",
    "kWh": "energy-kilowatt-hour",
    "km/h": "speed-kilometer-per-hour",
    "m/s": "speed-meter-per-second",
}
#: Symbols that all languages write alike.
_INTERNATIONAL = ("MWh", "GWh", "TWh", "kt", "Mt", "Gt", "m³/s", "µg/m³", "mg/l", "t/ha", "g/km", "dB")
UNITS = ("%", YEAR, POINTS, *SCALES, *list(_CLDR)[1:], *_INTERNATIONAL)

#: Numbers by whose plural form a unit is written that says one or two by its own word alone.
_OTHERS = (Decimal("2.5"), Decimal(100))


def beside(value: Decimal, unit: str, locale: Locale) -> tuple[Decimal, str, str]:
    """The number that is written for a quantity, and what stands before and after it.

    The number is another one where the language counts by other powers of ten: 81.4 million are 814 lakh.
    """
    if unit in SCALES:
        return _scaled(value, unit, locale)
    if unit not in _CLDR:
        return value, "", NO_BREAK + unit
    for number in (abs(value), *_OTHERS):
        text = format_unit(number, _CLDR[unit], "short", format="0", locale=locale, numbering_system="latn")
        if match := re.fullmatch("([^0-9]*)[0-9]+([^0-9]*)", text):
            return value, _bound(match[1]), _bound(match[2])
    return value, "", NO_BREAK + unit


def _scaled(value: Decimal, unit: str, locale: Locale) -> tuple[Decimal, str, str]:
    formats = locale.compact_decimal_formats
    forms = formats.get("long") or formats["short"]
    power = str(10 ** SCALES[unit])

    def pattern(category: str) -> re.Match[str] | None:
        whole = forms.get(category, {}).get(power) or forms["other"].get(power, "")
        text = str(getattr(whole, "pattern", whole)).partition(";")[0].replace("'", "")
        return re.fullmatch("([^0]*)(0+)([^0]*)", text)

    if not (usual := pattern("other")):
        return shifted(value, SCALES[unit]), "", ""
    # Where `00 लाख` is said of a million, this is written as 10.
    number = shifted(value, len(usual[2]) - 1)
    match = pattern(locale.plural_form(abs(number))) or usual
    return number, _bound(match[1]), _bound(match[3])


def _bound(text: str) -> str:
    """What stands beside a number, on one line with it."""
    return re.sub(r"\s", NO_BREAK, text)
