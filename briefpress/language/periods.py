"""Times as calendars and offices name them: 9–10 December 2026, Q3 2026, spring 2027, 2026/27, FY 2026.

They are written as ISO 8601 writes intervals, `2026-12-09/10`. Seasons, quarters and halves of a year have words in
the place of a month, `2027-spring`, `2026-Q3`, `2026-H1`, or the numbers of EDTF (ISO 8601-2), `2027-21`, `2026-35`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefpress.language.dates import DATE, DAY, MONTH, PartialDate

_SEASONS = ("spring", "summer", "autumn", "winter")
_QUARTERS, _HALVES = ("Q1", "Q2", "Q3", "Q4"), ("H1", "H2")
#: What EDTF writes in the place of a month: seasons, quarters, halves of a year. Its seasons of the north and of the
#: south, 25 to 32, are not taken: many write 2026-27 for a year of accounts.
_EDTF = dict(enumerate(_SEASONS, start=21)) | dict(enumerate(_QUARTERS, start=33)) | {40: "H1", 41: "H2"}
_PART = "|".join((*_SEASONS, *_QUARTERS, *_HALVES, *map(str, _EDTF)))
_YEAR = r"[1-9][0-9]{3}"
_FINANCIAL_YEAR = re.compile(rf"(?P<mark>FY)?(?P<year>{_YEAR})(?:/(?P<next>[0-9]{{2}}))?")
_PART_OF_YEAR = re.compile(rf"(?P<year>{_YEAR})(?:/(?P<next>[0-9]{{2}}))?-(?P<part>{_PART})")

#: What a period looks like, for those who check it otherwise; they cannot see which days a month has.
_POINT = rf"({DATE}|(FY)?{_YEAR}(/[0-9]{{2}})?|{_YEAR}(/[0-9]{{2}})?-({_PART}))"
_END = rf"({_POINT}|{MONTH}(-{DAY})?|{DAY}|{_PART})"
PATTERN = rf"^{_POINT}((/|--){_END})?$"


@dataclass(frozen=True)
class YearPart:
    """A part of a year by its name, or a year of accounts: Q3 2026, spring 2027, winter 2026/27, 2026/27, FY 2026."""

    year: int
    #: As it is written: `Q3`, `H1`, `spring`; `FY`, or nothing for a financial year that its two years name.
    name: str
    #: Whether it goes on into the next year.
    is_double: bool = False

    @property
    def years(self) -> str:
        """The years that name it: 2026, 2026/27."""
        return f"{self.year}/{(self.year + 1) % 100:02}" if self.is_double else str(self.year)

    @property
    def quarter(self) -> int | None:
        """The number of a quarter."""
        return int(self.name[1]) if self.name in _QUARTERS else None

    @property
    def label(self) -> str | None:
        """The label without which it cannot be printed."""
        return self.name if self.name in _SEASONS else "financial_year" if self.name == "FY" else None

    @property
    def ends(self) -> tuple[PartialDate, PartialDate]:
        """Its first and its last month; where these depend on who counts, the years that name it."""
        if self.name in (*_QUARTERS, *_HALVES):
            length, number = (3 if self.quarter else 6), int(self.name[1])
            return PartialDate(self.year, length * (number - 1) + 1), PartialDate(self.year, length * number)
        return PartialDate(self.year), PartialDate(self.year + self.is_double)

    def __str__(self) -> str:
        """As a brief writes it."""
        if self.name in ("FY", ""):
            return self.name + self.years
        return f"{self.years}-{self.name}"


Point = PartialDate | YearPart


@dataclass(frozen=True)
class Interval:
    """All the time from one date or part of a year to another, both included."""

    start: Point
    end: Point

    @property
    def ends(self) -> tuple[PartialDate, PartialDate]:
        """The first and the last date of it, as far as they are known."""
        return ends(self.start)[0], ends(self.end)[1]

    def __str__(self) -> str:
        """As a brief writes it, in full."""
        mark = _LONG_MARK if "/" in f"{self.start}{self.end}" else "/"
        return f"{self.start}{mark}{self.end}"


Period = PartialDate | YearPart | Interval

#: Between the ends of an interval where a financial year has a stroke of its own (ISO 8601, 4.4.2).
_LONG_MARK = "--"


def parse(value: object) -> Period:
    """The period that a text, or for a year a number, of a YAML file means; raises ValueError."""
    text = str(value)
    if point := _point(text):
        return point
    one, mark, other = text.partition(_LONG_MARK if _LONG_MARK in text else "/")
    start, end = _point(one), _point(other) if mark == _LONG_MARK else _end(one, other)
    if start is None or end is None:
        raise ValueError(f"{value} is no period")
    return start if start == end else Interval(start, end)


def ends(period: Period) -> tuple[PartialDate, PartialDate]:
    """The first and the last date of a period, as far as they are known."""
    return (period, period) if isinstance(period, PartialDate) else period.ends


def has_months(period: Period) -> bool:
    """Whether it is known in which months a period begins and ends, unless it is in years: not of a season."""
    points = (period.start, period.end) if isinstance(period, Interval) else (period,)
    return not any(isinstance(point, YearPart) and point.ends[0].month is None for point in points)


def is_reversed(period: Period) -> bool:
    """Whether a period ends before it begins, as far as both are known."""
    first, last = ends(period)
    return last.is_before(first)


def _point(text: str) -> Point | None:
    """A single time; None where it is none."""
    named = _PART_OF_YEAR.fullmatch(text) or _FINANCIAL_YEAR.fullmatch(text)
    if named is None or named[0] == named["year"]:
        return _date(text)
    groups = named.groupdict()
    year, after, name = int(groups["year"]), groups["next"], groups.get("part") or groups.get("mark") or ""
    if name.isdigit():
        if int(name) == (year + 1) % 100:
            # 2020-21 may be either.
            return None
        name = _EDTF[int(name)]
    # Only winter and accounts go on into the next year.
    if after and (int(after) != (year + 1) % 100 or name not in ("winter", "FY", "")):
        return None
    return YearPart(year, name, bool(after))


def _date(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


def _end(start: str, end: str) -> Point | None:
    """The end of an interval, of which may be left out what is that of the start (ISO 8601, 4.4.5): 2026-12-09/10."""
    if re.match(rf"(FY)?{_YEAR}", end):
        return _point(end)
    parts = start.split("-")
    if not end[:1].isdigit():
        return _point(f"{parts[0]}-{end}")
    kept = parts[: len(parts) - 1 - end.count("-")]
    return _date("-".join((*kept, end))) if kept else None
