"""What stands beside a number and says of what it is one: units, scales and currencies, from CLDR through Babel."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Self

from babel import Locale
from babel.numbers import get_currency_name
from babel.units import format_unit

#: The units of CLDR that numbers in a brief have, by what they measure.
_UNITS = {
    "length": "kilometer meter centimeter millimeter mile foot nautical-mile",
    "area": "square-kilometer square-meter hectare acre square-mile",
    "volume": "liter milliliter hectoliter cubic-meter gallon barrel",
    "mass": "tonne ton kilogram gram milligram pound ounce",
    "duration": "century year month week day hour minute second",
    "digital": "byte kilobyte megabyte gigabyte terabyte",
    "energy": "kilowatt-hour joule kilojoule calorie kilocalorie",
    "power": "watt kilowatt megawatt gigawatt",
    "pressure": "hectopascal bar",
    "frequency": "hertz kilohertz megahertz gigahertz",
    "speed": "kilometer-per-hour meter-per-second mile-per-hour knot",
}
#: What every language knows; `{currency}` stands in labels.
_SIGNS = frozenset(
    (
        *("%", "‰", "٪", "°C", "°F", "km", "m", "cm", "mm", "km/h", "km²", "m²", "m³", "ha", "kg", "g", "t", "l", "ml"),
        *("W", "kW", "MW", "GW", "kWh", "MWh", "GWh", "TWh", "kB", "MB", "GB", "TB", "Hz", "kHz", "MHz", "GHz"),
        "{currency}",
    )
)
_CURRENCIES = ("$", "US$", "€", "£", "¥", "₹")
#: Symbols of one Latin letter that are no words, and what is a word before it is a symbol (inch).
_LETTERS, _WORDS = frozenset("ghlLmt"), frozenset(("in",))
#: What CLDR names by codes that are no money: metals, units of account, tests.
_NO_MONEY = re.compile("X[A-Z]{2}")
_COUNTS = (1, 2, 5, 100)


@dataclass(frozen=True)
class Units:
    """What stands beside a number in one language."""

    #: What stays on the line of the number before it: km, %, million, EUR, francs.
    symbols: frozenset[str] = _SIGNS
    #: Full names, which may begin a line: kilometres, years.
    names: frozenset[str] = frozenset()
    #: The codes and signs of currencies.
    currencies: frozenset[str] = frozenset()

    @classmethod
    def of(cls, locale: Locale, words: tuple[str, ...] = ()) -> Self:
        """Those of a locale, and more words that stay on the line of their number."""
        short, long = (frozenset(_units(locale, length)) for length in ("short", "long"))
        symbols = {unit for unit in short - long if _is_symbol(unit)}
        codes = [code for code in map(str, locale.currencies) if not _NO_MONEY.fullmatch(code)]
        signs = {sign for sign in locale.currency_symbols.values() if not sign.isalpha() or len(sign) > 1}
        currencies = frozenset((*_CURRENCIES, *codes, *signs))
        more = frozenset((*_currency_names(locale, codes), *_scales(locale), *words))
        return cls(_SIGNS | symbols | currencies | more, long, currencies)

    def follow(self, text: str) -> bool:
        """Whether a text begins with a unit of the number before it."""
        word = re.match("[ \u00a0\u202f]?(\\S+)", text)
        return word is not None and any(each in self.symbols or each in self.names for each in _readings(word[1]))

    def is_symbol(self, word: str) -> bool:
        """Whether a word stays on the line of the number before it, whatever mark ends it."""
        return any(each in self.symbols for each in _readings(word))


def _readings(word: str) -> tuple[str, ...]:
    """A word as it is, and without the marks after it: `Mio.` and `km.` both end in a point."""
    return word, word.rstrip(".,;:!?)]»”“’‘›…،؛؟")


def _is_symbol(unit: str) -> bool:
    return unit not in _WORDS and (len(unit) > 1 or unit in _LETTERS or not unit.isascii())


def _units(locale: Locale, length: Literal["short", "long"]) -> Iterator[str]:
    """The first words of the units of a length, in their plural forms."""
    for unit in (f"{kind}-{name}" for kind, names in _UNITS.items() for name in names.split()):
        for count in _COUNTS:
            text = format_unit(count, unit, length, locale=locale)
            if word := re.fullmatch("[0-9]+[ \u00a0\u202f](\\S+)(?: .*)?", text):
                yield word[1]


def _scales(locale: Locale) -> Iterator[str]:
    """Thousand, million and the like, and their abbreviations."""
    for length in ("long", "short"):
        for patterns in locale.compact_decimal_formats.get(length, {}).values():
            for pattern in patterns.values():
                text = str(getattr(pattern, "pattern", pattern)).replace("'", "")
                if (word := re.match("0+[ \u00a0\u202f](\\S{2,})", text)) and not word[1].startswith("¤"):
                    yield word[1]


def _currency_names(locale: Locale, codes: list[str]) -> Iterator[str]:
    """The first words of the names of currencies; what comes first in `US dollars` is no unit."""
    for code in codes:
        for count in _COUNTS:
            first, _, rest = get_currency_name(code, count, locale).partition(" ")
            if not rest or not first[0].isupper():
                yield first
