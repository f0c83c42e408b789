"""The words that the house needs for amounts, figures and times.

Where one that is optional is missing and needed, this is told (reading/label_checks.py).
"""

from __future__ import annotations

from briefpress.language.markdown import Line
from briefpress.schema.base import Frozen
from briefpress.schema.forms import Forms


class Amounts(Frozen):
    """Amounts by the plural category of `{number}`; `{currency}` is its name, or the ISO 4217 code."""

    units: Forms
    """Of amounts that are printed whole."""
    millions: Forms
    """Of amounts that are printed in millions."""
    billions: Forms | None = None
    """Of amounts that are printed in thousands of millions; in millions where it is left out."""


class Figures(Frozen):
    """What is said of figures."""

    about: Line | None = None
    """Of a `{number}` that was rounded, or that its source knows only roughly; ≈ where it is left out."""
    at_least: Line | None = None
    """Of a `{number}` that may be more; ≥ where it is left out."""
    up: Line | None = None
    """Of a figure that has risen."""
    down: Line | None = None
    """Of a figure that has fallen."""
    same: Line | None = None
    """Of a figure that is what it was."""
    up_by: Line | None = None
    """Of a figure that has risen by `{value}`; + where it is left out."""
    down_by: Line | None = None
    """Of a figure that has fallen by `{value}`; − where it is left out."""
    points: Forms | None = None
    """Of a `{number}` of percentage points."""
    rate: Line | None = None
    """Of an `{amount}` in another currency, at the rate of a `{date}`; both without words where it is left out."""


class Spans(Frozen):
    """Stretches of time with `{start}` and `{end}`."""

    years: Line
    """Between two years."""
    between: Line
    """Between two dates of several words."""
    between_days: Line | None = None
    """Between two days: *del 3 de mayo al 5 de junio*; `between` where it is left out."""
    start: Line | None = None
    """From a month or a year, before an end of another kind: *de 2017*; `between` where one of these is left out."""
    start_day: Line | None = None
    """From a day: *du 3 mai 2017*."""
    end: Line | None = None
    """To a month or a year: *à 2023*."""
    end_day: Line | None = None
    """To a day: *au 31 janvier 2023*."""
    since: Line
    """From a month or a year on: *depuis 2017*."""
    since_day: Line
    """From a day on: *depuis le 1er mars 2017*."""
    beginning: Line | None = None
    """From a month or a year on that is still to come: *dès 2027*; the date alone where it is left out."""
    beginning_day: Line | None = None
    """From a day on that is still to come: *dès le 1er mars 2027*."""
    until: Line
    """Up to a month or a year."""
    until_day: Line
    """Up to a day."""
    start_unknown: Line
    """Where a timeline draws an end alone."""
    end_unknown: Line
    """Where a timeline draws a start alone, and the project is not `ongoing`."""


class Periods(Frozen):
    """The names of parts of a `{year}` and of years of accounts; CLDR has those of months and quarters."""

    spring: Line | None = None
    """Of `2027-spring`."""
    summer: Line | None = None
    """Of `2027-summer`."""
    autumn: Line | None = None
    """Of `2027-autumn`."""
    winter: Line | None = None
    """Of `2026-winter` and `2026/27-winter`."""
    first_half: Line | None = None
    """Of `2026-H1`; its first and last month where it is left out."""
    second_half: Line | None = None
    """Of `2026-H2`; its first and last month where it is left out."""
    financial_year: Line | None = None
    """Of `FY2026` and `FY2026/27`; 2026/27 needs no word."""
