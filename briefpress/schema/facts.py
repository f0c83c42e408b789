"""The types of facts: numbers, countries and addresses."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, Field, PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from briefpress.core.numbers import number_hint
from briefpress.language.markdown import Line
from briefpress.language.text_findings import LINK
from briefpress.schema.base import Sourced
from briefpress.schema.codes import Country


def number(value: object) -> int | Decimal:
    """A number; raises PydanticCustomError."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return value
    hint = number_hint(value if isinstance(value, str) else "")
    raise PydanticCustomError("wrong-type", "a number is expected here", {"hint": hint})


def as_json(value: int | Decimal) -> int | float:
    """A number as JSON has it."""
    return float(value) if isinstance(value, Decimal) else value


#: A number with the digits that it was typed with.
Number = Annotated[
    int | Decimal,
    PlainValidator(number),
    PlainSerializer(as_json, when_used="json"),
    WithJsonSchema({"type": "number"}),
]


def each_once(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Codes of which none is listed twice; raises PydanticCustomError."""
    for index, code in enumerate(codes):
        if code in codes[:index]:
            context = {"code": code, "hint": "remove one of the two", "path": (index,)}
            raise PydanticCustomError("duplicate-code", "`{code}` appears twice in this list", context)
    return codes


#: Countries under the key `codes`.
Codes = Annotated[tuple[Country, ...], Field(min_length=1), AfterValidator(each_once)]


#: What it looks like, in whatever letters.
_URL = r"^([hH][tT][tT][pP][sS]?://[^\s/]+|[mM][aA][iI][lL][tT][oO]:[^\s@]+@[^\s@]+)"


def _url(value: str) -> str:
    if not LINK.match(value) or value.startswith(("#", "tel:")):
        context = {"value": value, "hint": "begin it with https://"}
        raise PydanticCustomError("bad-link", "`{value}` is not a valid URL", context)
    return value


#: A URL, that of an address of a mail (`mailto:`) as well.
Url = Annotated[str, AfterValidator(_url), WithJsonSchema({"type": "string", "pattern": _URL})]


class PictureName:
    """Marks a field that names a picture."""


#: A PNG, JPEG or SVG in the folder of the brief, named from there.
Picture = Annotated[str, PictureName()]


class Countries(Sourced):
    """Countries by their ISO 3166 codes, with a remark where sources differ."""

    codes: Codes
    """A list of countries, at least one, each once."""
    remark: Line | None = None
    """Printed in parentheses: what sources disagree on."""
