"""How a locale writes numbers: its separators, groups and minus, from CLDR through Babel.

Digits are the Latin ones in every language, as in dates and charts. Nothing is rounded that is not to be: a number has
all the digits that it was written with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Self

from babel import Locale

from briefpress.core.numbers import MAX_DIGITS
from briefpress.language import cldr

_MINUS, _LEFT_TO_RIGHT_MARK = "\u2212", "\u200e"


@dataclass(frozen=True)
class Numerals:
    """The signs of a locale, and how many digits its groups have."""

    decimal: str = "."
    group: str = ","
    #: The digits of the last group, and of each before it: 3 and 2 in 12,34,567.
    sizes: tuple[int, int] = (3, 3)
    #: How many digits a number has that is grouped, at least.
    grouped_from: int = 4
    #: The minus sign; a mark before it keeps it at the left of its number in a line that runs from the right.
    minus: str = _MINUS
    #: The plus sign, with the same mark before it.
    plus: str = "+"

    @classmethod
    def of(cls, locale: Locale) -> Self:
        """Those of a locale."""
        symbols = locale.number_symbols["latn"]
        sizes = locale.decimal_formats[None].grouping
        mark = _LEFT_TO_RIGHT_MARK if symbols["minusSign"].startswith(_LEFT_TO_RIGHT_MARK) else ""
        least = sizes[0] + cldr.minimum_grouping(locale)
        return cls(symbols["decimal"], symbols["group"], sizes, least, mark + _MINUS, mark + "+")

    def write(self, value: Decimal, *, grouped: bool = True, signed: bool = False) -> str:
        """A number with all its digits, trailing zeros included; raises ValueError where it is infinite or none.

        A zero has no sign; a greater number has one where it is `signed`.
        """
        if not value.is_finite():
            raise ValueError(f"{value} cannot be printed as a number")
        whole, _, decimals = format(value.copy_abs(), "f").partition(".")
        sign = self.minus if value < 0 else self.plus if signed and value > 0 else ""
        return sign + (self.grouped(whole) if grouped else whole) + (self.decimal + decimals if decimals else "")

    def grouped(self, digits: str) -> str:
        """Digits in groups, where there are enough of them."""
        if len(digits) < self.grouped_from:
            return digits
        last, others = self.sizes
        groups, rest = [digits[-last:]], digits[:-last]
        while rest:
            groups.insert(0, rest[-others:])
            rest = rest[:-others]
        return self.group.join(groups)

    def missing_decimals(self, number: str, column: Iterable[str]) -> str:
        """What a written number lacks at its end to have as many decimals as any of its column: ,00 beside 12,03."""
        own, most = self._decimals(number), max(map(self._decimals, column), default=0)
        return ("" if own else self.decimal) + "0" * (most - own) if most > own else ""

    def _decimals(self, number: str) -> int:
        """How many decimals a written number has, whatever unit stands after it."""
        decimals = re.search(rf"{re.escape(self.decimal)}(\d+)\D*$", number)
        return len(decimals[1]) if decimals else 0


def rounded(value: Decimal, decimals: int) -> Decimal:
    """A number with so many decimals: a half is rounded away from zero, as statistical offices do (DIN 1333)."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, Context(prec=2 * MAX_DIGITS))


def shifted(value: Decimal, places: int) -> Decimal:
    """A number times a power of ten, exactly: Python's own rounds what has more than 28 digits."""
    sign, digits, exponent = value.as_tuple()
    return Decimal((sign, digits, int(exponent) + places))
