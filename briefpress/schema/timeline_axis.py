"""The axis of a timeline: which days, months or years it has, and which of them are marked, the first among them.

Places on it are in per cent, from where its line begins. All months are drawn equally long where months or years are
marked. A date known to the year or the month is taken whole, from its first day to its last; a season and a year of
accounts take the years that name them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil, floor

from briefpress.language.dates import PartialDate

#: How many marks can stand on an axis.
_MARKS = 7
#: How many letters have room beside each other; where the names of its marks have more, every other one is named.
_LETTERS = 36
#: A single day stands between its neighbours.
_FEWEST_DAYS = 3


@dataclass(frozen=True)
class Mark:
    """A day, month or year that is marked on an axis, and where it begins."""

    name: str
    #: The month or the year that it is in, where that is named.
    within: str
    at: float


@dataclass(frozen=True)
class Unit:
    """What an axis counts by."""

    #: When a date begins and ends.
    ends: Callable[[PartialDate], tuple[float, float]]
    #: The date of a count.
    date: Callable[[int], PartialDate]
    #: How many there are from one mark to the next, from few on.
    steps: tuple[int, ...]
    #: A count that is marked whatever the step.
    origin: int = 0


def _in_days(value: PartialDate) -> tuple[float, float]:
    return value.first.toordinal(), value.last.toordinal() + 1


def _in_months(value: PartialDate) -> tuple[float, float]:
    january = 12 * value.year
    if value.month is None:
        return january, january + 12
    month = january + value.month - 1
    return (month, month + 1) if value.day is None else (month + (value.day - 1) / 31, month + value.day / 31)


def _in_years(value: PartialDate) -> tuple[float, float]:
    begin, end = _in_months(value)
    return begin / 12, end / 12


def _day(count: int) -> PartialDate:
    day = date.fromordinal(count)
    return PartialDate(day.year, day.month, day.day)


def _month(count: int) -> PartialDate:
    return PartialDate(count // 12, count % 12 + 1)


#: Weeks begin on Mondays (ISO 8601), as the first day of the calendar did.
DAYS = Unit(_in_days, _day, (1, 2, 7), origin=1)
MONTHS = Unit(_in_months, _month, (1, 3, 6))
YEARS = Unit(_in_years, PartialDate, (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000))


@dataclass(frozen=True)
class Axis:
    """An axis from one count of its unit to another, of which every so many are marked."""

    unit: Unit
    start: int
    stop: int
    step: int

    @classmethod
    def of(cls, dates: Sequence[PartialDate], units: Iterable[Unit] = (DAYS, MONTHS, YEARS)) -> Axis:
        """The axis for some dates, at least one, of the finest of these units that has room for its marks.

        It begins with a mark.
        """
        return next(
            cls(unit, mark, stop, step)
            for unit, (start, stop) in ((unit, _reach(dates, unit)) for unit in units)
            for step in unit.steps
            if stop - (mark := start - (start - unit.origin) % step) <= step * _MARKS
        )

    def place(self, count: float) -> float:
        """Where something is that has this count."""
        return round(100 * (count - self.start) / (self.stop - self.start), 2)

    def begin(self, value: PartialDate) -> float:
        """Where a date begins."""
        return self.place(self.unit.ends(value)[0])

    def end(self, value: PartialDate) -> float:
        """Where a date ends."""
        return self.place(self.unit.ends(value)[1])

    def has(self, value: PartialDate) -> bool:
        """Whether a date is on it."""
        return self.begin(value) >= 0 and self.end(value) <= 100

    def marks(self, months: Sequence[str]) -> tuple[Mark, ...]:
        """Its marks, with these names of months, January first."""
        counts = range(self.start, self.stop, self.step)
        dates = [self.unit.date(count) for count in counts]
        names = [_name(each, months) for each in dates]
        named = 1 if len(names) * max(map(len, names)) <= _LETTERS else 2
        within = [_within(before, value, months) for before, value in pairwise([None, *dates]) if value]
        if self.unit is DAYS and any(within[1:2]):
            # The names of two months have no room beside each other.
            within[:2] = "", _within(None, dates[1], months)
        return tuple(
            Mark("" if index % named else names[index], within[index], self.place(count))
            for index, count in enumerate(counts)
        )


def _reach(dates: Sequence[PartialDate], unit: Unit) -> tuple[int, int]:
    """The counts from which and up to which an axis has some dates."""
    ends = [unit.ends(each) for each in dates]
    start, stop = floor(min(begin for begin, _ in ends)), ceil(max(end for _, end in ends))
    if unit is DAYS and stop - start < _FEWEST_DAYS:
        return start - 1, min(stop + 1, date.max.toordinal() + 1)
    return start, stop


def _name(value: PartialDate, months: Sequence[str]) -> str:
    if value.day:
        return str(value.day)
    return months[value.month - 1] if value.month else str(value.year)


def _within(before: PartialDate | None, value: PartialDate, months: Sequence[str]) -> str:
    """The month and the year that a date is in, as far as the mark before does not say them."""
    is_new_year = before is None or before.year != value.year
    is_new_month = before is None or (before.year, before.month) != (value.year, value.month)
    month = months[value.month - 1] if value.day and value.month and is_new_month else ""
    year = str(value.year) if value.month and is_new_year else ""
    return " ".join(filter(None, (month, year)))
