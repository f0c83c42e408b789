"""Dates of which only the year or the month may be known."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

#: What months, days and dates look like; whether a month has such a day, no pattern knows.
MONTH, DAY = "(0?[1-9]|1[0-2])", "(0?[1-9]|[12][0-9]|3[01])"
DATE = rf"[1-9][0-9]{{3}}(-{MONTH}(-{DAY})?)?"


@dataclass(frozen=True)
class PartialDate:
    """A date known to the day, to the month or only to the year (ISO 8601: 2017, 2017-09, 2017-09-24)."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, value: object) -> PartialDate:
        """The date that a text, or for a year a number, of a YAML file means; raises ValueError."""
        # Python would read an integer in `2_017` and in ٢٠١٧ as well.
        if not re.fullmatch(r"[1-9][0-9]{3}(-[0-9]{1,2}){0,2}", str(value)):
            raise ValueError(f"{value} is not a date")
        parts = [int(part) for part in str(value).split("-")]
        date(*[*parts, 1, 1][:3])
        return cls(*parts)

    def __str__(self) -> str:
        """The date as ISO 8601 writes it."""
        return "-".join(f"{part:02}" for part in (self.year, self.month, self.day) if part is not None)

    def is_before(self, other: PartialDate) -> bool:
        """Whether it lies before another date, as far as both are known: 2021 is not before 2021-03."""
        length = min(len(str(self)), len(str(other)))
        return str(self)[:length] < str(other)[:length]

    @property
    def first(self) -> date:
        """The first day that the date can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that the date can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])
