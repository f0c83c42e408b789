"""How a locale writes dates, quarters, and the time from one date to another: CLDR's patterns, through Babel."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from babel import Locale
from babel.dates import format_date, format_skeleton

from briefpress.language.dates import PartialDate
from briefpress.language.figures import JOINER, NO_BREAK
from briefpress.language.periods import Point, YearPart
from briefpress.language.typography import Typography

#: A dash between the ends of an interval, and the spaces around it: CLDR has thin ones, common ones or none.
_DASH = re.compile(r"(?P<space>\s?)[–-]\s?$")


@dataclass(frozen=True)
class DateFormats:
    """The patterns of one language."""

    locale: Locale
    typography: Typography
    #: The names of the months, January first, where they differ from CLDR's.
    months: Sequence[str] = ()

    def date(self, value: PartialDate) -> str:
        """A date as far as it is known, on one line: 2017, septembre 2012, 1er mars 2024."""
        if value.month is None:
            return str(value.year)
        if value.day is None:
            return self._set(str(format_skeleton("yMMMM", value.first, locale=self.locale)), value)
        return self._set(str(format_date(value.first, "long", locale=self.locale)), value)

    def interval(self, start: Point, end: Point) -> str:
        """From one day or month to another: 9–10 décembre 2026, 28 novembre – 3 décembre 2026, mai – juin 2026.

        "" where not both are days, nor both months: for these CLDR has no pattern.
        """
        if isinstance(start, YearPart) or isinstance(end, YearPart):
            return ""
        if start.month is None or end.month is None or (start.day is None) != (end.day is None):
            return ""
        differs = "y" if start.year != end.year else "M" if start.month != end.month else "d"
        first, last = self._patterns("yMMMM" if start.day is None else "yMMMMd", differs)
        one = self._set(format_date(start.first, first, locale=self.locale), start)
        other = self._set(format_date(end.first, last, locale=self.locale), end)
        return _DASH.sub(self._dash, one) + other

    def quarter(self, year: int, number: int) -> str:
        """A quarter of a year: T3 2026."""
        month = PartialDate(year, 3 * number)
        return str(format_skeleton("yQQQ", month.first, locale=self.locale)).replace(" ", NO_BREAK)

    def _patterns(self, skeleton: str, differs: str) -> tuple[str, str]:
        """The two parts of an interval whose ends differ first in a field; months have their full names."""
        formats = self.locale.interval_formats
        # Few locales have a pattern with full names for days.
        pattern = "\0".join((formats.get(skeleton) or formats[skeleton.replace("MMMM", "MMM")])[differs])
        pattern = re.sub("(?<!M)MMM(?!M)", "MMMM", re.sub("(?<!L)LLL(?!L)", "LLLL", pattern)).replace("dd", "d")
        # Babel parts a pattern where a field comes again, and does not know LLLL and MMMM for the same.
        first, _, last = (pattern if "\0" in pattern else pattern.replace("MMMM", "\0MMMM")).partition("\0")
        return first, last

    def _dash(self, dash: re.Match[str]) -> str:
        mark = self.typography.figures.range
        return f"{NO_BREAK}– " if dash["space"] else f"{JOINER}{mark}{JOINER}"

    def _set(self, text: str, value: PartialDate) -> str:
        """A date with the names of the months of the house, and its first day as the language writes it."""
        if self.months and value.month:
            name = self.locale.months["format"]["wide"][value.month]
            text = text.replace(name, Typography.joined(self.months[value.month - 1]))
        text = text.replace(" ", NO_BREAK)
        is_first_day = value.day == 1 and re.match("1(?![0-9])", text)
        return self.typography.first_day + text[1:] if is_first_day else text
