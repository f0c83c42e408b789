"""What the keys of a declared kind or type may hold: types of JSON Schema, of words, and of the press's own facts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, get_args

from pydantic import (
    AfterValidator,
    StrictBool,
    StrictInt,
    StringConstraints,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
)
from pydantic_core import PydanticCustomError

from briefpress.language.dates import PartialDate
from briefpress.language.markdown import Body, Line, Passage, Phrase, Statement, Wording
from briefpress.schema.base import SourceId
from briefpress.schema.codes import Country, Currency
from briefpress.schema.emails import Email
from briefpress.schema.facts import Countries, Number, Picture, Url, as_json
from briefpress.schema.money import Money
from briefpress.schema.periods import Date, Period, Span
from briefpress.schema.quantities import Measured, Numbers


def _day(value: PartialDate) -> PartialDate:
    if value.day is None:
        hint = "write year, month and day: 2026-12-09"
        raise PydanticCustomError("wrong-date", "{value} is not a day", {"value": str(value), "hint": hint})
    return value


def _with_its_end(text: Any) -> Any:
    """A body in which something stands under the last heading: who knows what its partial prints after it."""
    if text.open_end:
        raise PydanticCustomError("empty-text", "no words", {"findings": [text.open_end]})
    return text


def _as_declared(value: object, check: ValidatorFunctionWrapHandler) -> Any:
    """A text of the form that its schema file gives it; the pattern is one of Rust's regex, linear in time."""
    try:
        return check(value)
    except ValidationError as error:
        wrong = error.errors()[0]
        if wrong["type"] not in _FORMS:
            raise
        context = {**wrong.get("ctx", {}), "value": value, "hint": "write it so, or change its schema file"}
        raise PydanticCustomError("wrong-text", _FORMS[wrong["type"]], context) from None


_FORMS: Mapping[str, Any] = {
    "string_pattern_mismatch": "`{value}` does not have the form `{pattern}`",
    "string_too_short": "`{value}` has fewer characters than {min_length}",
    "string_too_long": "`{value}` has more characters than {max_length}",
}


def text_type(pattern: str | None = None, least: int | None = None, most: int | None = None) -> Any:
    """The type of a text, the same in all languages; pydantic refuses what is no pattern when it builds the type."""
    form = StringConstraints(pattern=pattern, min_length=least, max_length=most)
    return Annotated[str, form, WrapValidator(_as_declared), *get_args(Wording)[1:]]


def number_type(kind: Any, least: int | Decimal | None = None, most: int | Decimal | None = None) -> Any:
    """The type of a number of a kind, WHOLE or NUMBER, within bounds."""

    def within(value: int | Decimal) -> int | Decimal:
        context = {"value": _plain(value), "hint": "write another number, or change its schema file"}
        if least is not None and value < least:
            message = "{value} is too small: {least} is the least"
            raise PydanticCustomError("wrong-number", message, {**context, "least": _plain(least)})
        if most is not None and value > most:
            message = "{value} is too large: {most} is the most"
            raise PydanticCustomError("wrong-number", message, {**context, "most": _plain(most)})
        return value

    bounds = {name: as_json(end) for name, end in (("minimum", least), ("maximum", most)) if end is not None}
    name = "integer" if kind is WHOLE else "number"
    return Annotated[kind, AfterValidator(within), WithJsonSchema({"type": name, **bounds})]


def _plain(value: int | Decimal) -> str:
    return f"{Decimal(value):f}"


class Measurement(Measured):
    """A number, or a range, and of what."""

    value: Numbers
    """A number, or a range: `[5, 7]`."""


#: The simple types of JSON Schema.
WHOLE, NUMBER, BOOLEAN = StrictInt, Number, StrictBool
#: The texts of a form that JSON Schema names, by `format`.
FORMATS: Mapping[str, Any] = {
    "date": Annotated[Date, AfterValidator(_day)],
    "email": Email,
    "uri": Url,
}
#: The types of words, by `x-words`.
WORDS: Mapping[str, Any] = {
    "line": Line,
    "phrase": Phrase,
    "statement": Statement,
    "passage": Passage,
    "body": Annotated[Body, AfterValidator(_with_its_end)],
}
#: The facts that have a type of the press's own, by `x-fact`.
FACTS: Mapping[str, Any] = {
    "date": Date,
    "period": Period,
    "span": Span,
    "country": Country,
    "countries": Countries,
    "currency": Currency,
    "money": Money,
    "picture": Picture,
    "quantity": Measurement,
    "sources": tuple[SourceId, ...],
}
