"""The types of times: dates, periods and spans."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar, Self

from babel import Locale
from pydantic import BeforeValidator, PlainSerializer, PlainValidator, ValidationInfo, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from briefpress.language import periods
from briefpress.language.dates import DATE, PartialDate
from briefpress.schema.base import Sourced
from briefpress.schema.key_rules import Rules, has_not_both
from briefpress.schema.typed_dates import iso
from briefpress.schema.typed_periods import typed_periods

_NO_SUCH_DAY = "no calendar has this day or month: months have two digits up to 12, days up to 31"
_WRONG_DATE = "{value} is not a valid date"


def _date(value: object, info: ValidationInfo) -> PartialDate:
    try:
        return PartialDate.parse(value)
    except (TypeError, ValueError):
        hint = "write a year, a month or a day: 2017, 2017-09, 2017-09-24"
        if period := _period_or_none(value):
            single = periods.ends(period)[info.field_name == "end"]
            hint = f"a single day, month or year is expected here: {single}"
        elif _has_form_of_date(value):
            hint = _NO_SUCH_DAY
        elif meant := iso(str(value), locales(info)):
            hint = f"write the year first: {' or '.join(meant)}"
        raise PydanticCustomError("wrong-date", _WRONG_DATE, _context(value, hint)) from None


def _period(value: object, info: ValidationInfo) -> periods.Period:
    period = _period_or_none(value)
    if period is None:
        hint = "write a date, or as 2026-12-09/10, 2026-Q3, 2026-H1, 2027-spring, 2026/27, FY2026"
        if meant := typed_periods(str(value), locales(info)):
            is_date = not re.search("[^0-9-]", "".join(meant))
            hint = f"write {'the year first: ' if is_date else ''}{' or '.join(meant)}"
        elif _has_form_of_date(value):
            hint = _NO_SUCH_DAY
        raise PydanticCustomError("wrong-date", _WRONG_DATE, _context(value, hint))
    return _in_order(period, value)


def period_in(text: str) -> periods.Period | None:
    """The date or period that a text is; None where it is none.

    Raises PydanticCustomError for a day that there is not, and for a period that ends before it begins.
    """
    period = _period_or_none(text)
    if period is None and _has_form_of_date(text):
        raise PydanticCustomError("wrong-date", _WRONG_DATE, _context(text, _NO_SUCH_DAY))
    return period and _in_order(period, text)


def _has_form_of_date(value: object) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d\d(-\d\d)?", str(value)))


def _in_order(period: periods.Period, value: object) -> periods.Period:
    """A period that was typed as a value; raises PydanticCustomError where it ends before it begins."""
    if periods.is_reversed(period):
        context = _context(value, "swap the two, or fix one")
        raise PydanticCustomError("wrong-date", "{value} ends before it begins", context)
    return period


def _period_or_none(value: object) -> periods.Period | None:
    try:
        return periods.parse(value)
    except (TypeError, ValueError):
        return None


def locales(info: ValidationInfo) -> tuple[Locale, ...]:
    """The languages in which dates are typed: that of the edition, and English."""
    context: Any = info.context
    return context.language.locale, Locale("en", "GB"), Locale("en")


def _context(value: object, hint: str) -> dict[str, str]:
    return {"value": "nothing" if value is None else f"`{value}`", "hint": hint}


#: The numbers that are years.
_YEARS = {"minimum": 1000, "maximum": 9999}

#: A date as far as it is known (ISO 8601): a year, which YAML takes for a number, a month or a day.
Date = Annotated[
    PartialDate,
    BeforeValidator(_date),
    PlainSerializer(str),
    WithJsonSchema({"type": ["string", "integer"], "pattern": f"^{DATE}$", **_YEARS}),
]

#: A date, a time from one date to another, or a part of a year by its name (language/periods.py).
Period = Annotated[
    periods.Period,
    PlainValidator(_period),
    PlainSerializer(str),
    WithJsonSchema({"type": ["string", "integer"], "pattern": periods.PATTERN, **_YEARS}),
]


class Span(Sourced):
    """A stretch of time: from `start` to `end`, or one `period`.

    Without an end it is still going on; without a start only its end is known.
    """

    key_rules: ClassVar[Rules] = (has_not_both("period", "start", "end"),)

    start: Date | None = None
    """Its first date. Alone: “depuis 2017”."""
    end: Date | None = None
    """Its last date, not before `start`. Alone: “jusqu’à 2022”. Both: “2017–2022”."""
    period: Period | None = None
    """Instead of `start` and `end`: a [period](#periods)."""

    @model_validator(mode="before")
    @classmethod
    def _has_keys(cls, value: object, info: ValidationInfo) -> object:
        if isinstance(value, str | int) and (meant := typed_periods(str(value), locales(info))):
            hint = f"write {' or '.join(f'{{period: {each}}}' for each in meant)}"
            raise PydanticCustomError("wrong-type", "keys and values are expected here", {"hint": hint})
        return value

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.period and (self.start or self.end):
            context = {"hint": "remove `period`, or both `start` and `end`", "path": ("period",)}
            raise PydanticCustomError("wrong-date", "a time has a `period`, or `start` and `end`", context)
        if self.start and self.end and self.end.is_before(self.start):
            hint = "swap the two, or fix one; what is still going on has no `end`"
            context = {"start": str(self.start), "end": str(self.end), "hint": hint, "path": ("end",)}
            raise PydanticCustomError("wrong-date", "the end, {end}, is before the start, {start}", context)
        return self

    @property
    def first(self) -> PartialDate | None:
        """The date with which it begins, as far as it is known."""
        return periods.ends(self.period)[0] if self.period else self.start

    @property
    def last(self) -> PartialDate | None:
        """The date with which it ends, as far as it is known."""
        return periods.ends(self.period)[1] if self.period else self.end
