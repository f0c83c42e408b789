"""The types of times: dates and spans."""

from __future__ import annotations

import re
from typing import Annotated, Any, Self

from babel import Locale
from pydantic import BeforeValidator, PlainSerializer, ValidationInfo, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from briefpress.language.dates import PartialDate
from briefpress.schema.base import Sourced
from briefpress.schema.typed_dates import iso


def _date(value: object, info: ValidationInfo) -> PartialDate:
    try:
        return PartialDate.parse(value)
    except (TypeError, ValueError):
        context: Any = info.context
        meant = iso(str(value), (context.language.locale, Locale("en")))
        hint = "write a year, a month or a day: 2017, 2017-09, 2017-09-24"
        if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", str(value)):
            hint = "no calendar has this day or month: months have two digits up to 12, days up to 31"
        elif meant:
            hint = f"write the year first: {' or '.join(meant)}"
        shown = "nothing" if value is None else f"`{value}`"
        raise PydanticCustomError("wrong-date", "{value} is not a valid date", {"value": shown, "hint": hint}) from None


#: A date as far as it is known (ISO 8601): a year, which YAML takes for a number, a month or a day.
Date = Annotated[
    PartialDate,
    BeforeValidator(_date),
    PlainSerializer(str),
    WithJsonSchema({"type": ["string", "integer"], "pattern": r"^\d{4}(-\d\d){0,2}$"}),
]


class Span(Sourced):
    """A stretch of time. Without an end it is still going on; without a start only its end is known."""

    start: Date | None = None
    end: Date | None = None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.start and self.end and self.end.is_before(self.start):
            hint = "swap the two, or fix one; what is still going on has no `end`"
            context = {"start": str(self.start), "end": str(self.end), "hint": hint, "path": ("end",)}
            raise PydanticCustomError("wrong-date", "the end, {end}, is before the start, {start}", context)
        return self
