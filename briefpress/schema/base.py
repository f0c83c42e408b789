"""What every part of a brief is made of: frozen models, facts and their types.

A field is either *words* (see language/markdown.py), which are in the manuscript of each edition, or a *fact*, which is
once in brief.yaml. Nothing else decides where a field belongs.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, Self, Union

from babel import Locale
from babel.numbers import get_currency_precision
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    PlainSerializer,
    PlainValidator,
    StrictBool,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError

from briefpress.core.numbers import number_hint
from briefpress.core.problems import choices
from briefpress.language.dates import PartialDate
from briefpress.language.markdown import LINK, Line
from briefpress.schema.codes import Country, Currency
from briefpress.schema.typed_dates import iso


class Frozen(BaseModel):
    """A part of a brief. Its fields never change once it is read; unknown fields are problems."""

    # Only the whole of a brief is ever read: its parts need no validators of their own.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def word(cls) -> str:
        """What this class is called in YAML, templates, styles and HTML."""
        return cls.__name__.lower()


class Tagged(Frozen):
    """A family of parts, such as the blocks: what is declared as its base is read as the union of its members.

    The base names the key by which brief.yaml tells them apart, and declares it as a field; the value of that field in
    a member is the member's word. A member needs nothing but to be a subclass.
    """

    tag: ClassVar[str]

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "tag" not in vars(cls):
            cls.__annotations__[cls.tag] = Literal[cls.word()]
            setattr(cls, cls.tag, cls.word())

    @classmethod
    def members(cls) -> dict[str, type[Self]]:
        """The members of the family by their words; none where this is a member itself."""
        return {member.word(): member for member in cls.__subclasses__()}

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        if not (members := cls.members()):
            return handler(source)
        needed = Field(discriminator=cls.tag, json_schema_extra={"required": [cls.tag]})
        return handler.generate_schema(Annotated[Union[tuple(members.values())], needed])  # noqa: UP007 (made here)


def _number(value: object) -> int | Decimal:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return value
    # What comes from JSON.
    if isinstance(value, float):
        return Decimal(str(value))
    hint = number_hint(value if isinstance(value, str) else "")
    raise PydanticCustomError("wrong-type", "a number is expected here", {"hint": hint})


#: A number with the digits that it was typed with.
Number = Annotated[
    int | Decimal,
    PlainValidator(_number),
    PlainSerializer(lambda value: float(value) if isinstance(value, Decimal) else value, when_used="json"),
    WithJsonSchema({"type": "number"}),
]

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]


def _cited(value: str, info: ValidationInfo) -> str:
    context: Any = info.context
    if value not in context.sources:
        hint = choices(value, context.sources, "sources")
        raise PydanticCustomError("unknown-source", "there is no source `{id}`", {"id": value, "hint": hint})
    return value


SourceId = Annotated[str, AfterValidator(_cited)]


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


class Entry(Frozen):
    """A part with an id, by which the manuscripts find it and links reach it."""

    id: Id


class Chosen(Entry):
    """A part that a layout of few pages shows only where it is chosen."""

    onepager: StrictBool = False


class Sourced(Frozen):
    """A part that rests on sources other than the source text."""

    sources: tuple[SourceId, ...] = ()


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
