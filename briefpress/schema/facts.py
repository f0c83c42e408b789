"""The types of facts: numbers, countries, addresses, markings and results."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from briefpress.core.numbers import number_hint
from briefpress.language.markdown import Line
from briefpress.language.text_findings import LINK
from briefpress.schema.base import Entry, Sourced
from briefpress.schema.codes import Country
from briefpress.schema.periods import Date, Span


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


class Countries(Sourced):
    """Countries by their ISO 3166 codes, with a remark where sources differ."""

    codes: Codes
    remark: Line | None = None


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
