"""The types of facts: numbers, dates, times, countries, amounts and results."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from babel import Locale
from babel.numbers import get_currency_precision
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from briefpress.core.numbers import number_hint
from briefpress.language.dates import PartialDate
from briefpress.language.markdown import Line
from briefpress.language.text_findings import LINK
from briefpress.schema.base import Entry, Sourced
from briefpress.schema.codes import Country, Currency
from briefpress.schema.typed_dates import iso


def _number(value: object) -> int | Decimal:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return value
    hint = number_hint(value if isinstance(value, str) else "")
    raise PydanticCustomError("wrong-type", "a number is expected here", {"hint": hint})


#: A number with the digits that it was typed with.
Number = Annotated[
    int | Decimal,
    PlainValidator(_number),
    PlainSerializer(lambda value: float(value) if isinstance(value, Decimal) else value, when_used="json"),
    WithJsonSchema({"type": "number"}),
]


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


def _each_once(codes: tuple[str, ...]) -> tuple[str, ...]:
    for index, code in enumerate(codes):
        if code in codes[:index]:
            context = {"code": code, "hint": "remove one of the two", "path": (index,)}
            raise PydanticCustomError("duplicate-code", "`{code}` appears twice in this list", context)
    return codes


#: Countries under the key `codes`.
Codes = Annotated[tuple[Country, ...], Field(min_length=1), AfterValidator(_each_once)]


def _url(value: str) -> str:
    if not LINK.match(value) or value.startswith("#"):
        context = {"value": value, "hint": "begin it with https://"}
        raise PydanticCustomError("bad-link", "`{value}` is not a valid URL", context)
    return value


Address = Annotated[str, AfterValidator(_url)]

#: The markings of the Traffic Light Protocol 2.0 (FIRST, 2022).
Marking = Literal["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"]


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


class Countries(Sourced):
    """Countries by their ISO 3166 codes, with a remark where sources differ."""

    codes: Codes
    remark: Line | None = None


_MILLION = 1_000_000


class Money(Span):
    """An amount of an ISO 4217 currency, and the time that it covers."""

    amount: Annotated[Number, Field(gt=0)]
    currency: Currency
    remark: Line | None = None

    @model_validator(mode="after")
    def _has_no_less_than_the_smallest_coin(self) -> Self:
        decimals = get_currency_precision(self.currency)
        if -int(Decimal(self.amount).as_tuple().exponent) > decimals:
            many = f"{decimals} decimals at most" if decimals else "no decimals"
            typed = f"{self.amount:f}"
            hint = "round the amount"
            if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", typed):
                hint = f"write {typed.replace('.', '')} if the point stands between thousands; otherwise {hint}"
            context = {"amount": typed, "currency": self.currency, "many": many, "hint": hint, "path": ("amount",)}
            raise PydanticCustomError("wrong-number", "`{amount}` is no amount: {currency} has {many}", context)
        return self

    @property
    def millions(self) -> Decimal | None:
        """The amount in millions, where it is whole thousands: 2.5, 1.234; None where it is not, or less than one."""
        if self.amount < _MILLION or self.amount % 1000 or "." in f"{Decimal(self.amount):f}":
            return None
        whole, thousands = divmod(int(self.amount) // 1000, 1000)
        return Decimal(f"{whole}.{thousands:03}".rstrip("0").rstrip("."))


class Claim(Entry, Money):
    """An amount that another source gives."""


class Contribution(Money):
    """The amount that is printed; `others` keeps what other sources say."""

    others: tuple[Claim, ...] = ()


def _with_value(text: str) -> str:
    if "{value}" not in text:
        hint = "the number is in brief.yaml; write {value} where it is to be printed"
        raise PydanticCustomError("missing-value", "the words do not contain {value}", {"hint": hint})
    return text


class Result(Entry, Sourced):
    """A figure that was reached; `{value}` in its words stands for the figure."""

    value: Number
    at: Date | None = None
    span: Span | None = None
    text: Annotated[Line, AfterValidator(_with_value)]
