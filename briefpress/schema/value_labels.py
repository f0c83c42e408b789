"""The words that the house needs for figures and periods. All are optional: what needs one that is missing is told."""

from __future__ import annotations

from briefpress.language.markdown import Line
from briefpress.schema.base import Frozen
from briefpress.schema.forms import Forms


class Figures(Frozen):
    """What is said of figures."""

    #: Of a `{number}` that was rounded, or that its source knows only roughly; ≈ where it is left out.
    about: Line | None = None
    #: That a figure has risen, fallen or neither, and by what `{value}`; + and − where the latter are left out.
    up: Line | None = None
    down: Line | None = None
    same: Line | None = None
    up_by: Line | None = None
    down_by: Line | None = None
    #: A `{number}` of percentage points.
    points: Forms | None = None
    #: An `{amount}` in another currency, at the rate of a `{date}`; both without words where it is left out.
    rate: Line | None = None


class Periods(Frozen):
    """The names of parts of a `{year}` and of years of accounts; CLDR has those of months and quarters."""

    spring: Line | None = None
    summer: Line | None = None
    autumn: Line | None = None
    winter: Line | None = None
    #: The months from the first to the last, where they are left out.
    first_half: Line | None = None
    second_half: Line | None = None
    #: A year of accounts that has one name, or is marked as one; 2026/27 needs no word.
    financial_year: Line | None = None
