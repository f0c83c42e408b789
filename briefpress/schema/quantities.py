"""Numbers with what they are numbers of: a unit or a currency, and how many decimals are printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    AfterValidator,
    Field,
    PlainSerializer,
    PlainValidator,
    StrictBool,
    StrictInt,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from briefpress.language.currencies import currency_code
from briefpress.language.numerals import rounded, shifted
from briefpress.language.quantity_units import SCALES, UNITS, YEAR
from briefpress.schema.base import Frozen
from briefpress.schema.codes import Currency
from briefpress.schema.facts import as_json, number
from briefpress.schema.key_rules import Rules, has, where
from briefpress.schema.typed_quantities import quantity_hint, symbol


def _unit(value: str) -> str:
    if value in UNITS:
        return value
    code, meant = currency_code(value), symbol(value)
    hint = "say it in the text beside the figure, or write one of %, km², million …"
    if code or meant in UNITS:
        hint = f"write `currency: {code}` instead" if code else f"did you mean `{meant}`?"
    raise PydanticCustomError("wrong-choice", "`{value}` is no unit", {"value": value, "hint": hint})


#: A unit by its symbol, or by the English word of a scale.
Unit = Annotated[str, AfterValidator(_unit), WithJsonSchema({"enum": list(UNITS)})]


def _ends(value: object) -> int | Decimal | tuple[int | Decimal, ...]:
    """A number, or the two ends of a range."""
    if not isinstance(value, list | tuple):
        if isinstance(value, str):
            raise PydanticCustomError("wrong-type", "a number is expected here", {"hint": quantity_hint(value)})
        return number(value)
    ends = tuple(map(number, value))
    if len(ends) != 2 or ends[0] >= ends[1]:
        hint = "write the lower number and the higher one, as in [5, 7]"
        raise PydanticCustomError("wrong-number", "this is no range", {"hint": hint})
    return ends


def _as_json(value: int | Decimal | tuple[int | Decimal, ...]) -> Any:
    return [float(each) for each in value] if isinstance(value, tuple) else as_json(value)


_NUMBER: dict[str, object] = {"type": "number"}
#: A number, or a range between two.
Numbers = Annotated[
    int | Decimal | tuple[int | Decimal, ...],
    PlainValidator(_ends),
    PlainSerializer(_as_json, when_used="json"),
    WithJsonSchema({"anyOf": [_NUMBER, {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2}]}),
]


@dataclass(frozen=True)
class Digits:
    """The numbers of a quantity as they are printed."""

    numbers: tuple[Decimal, ...]
    #: Of a currency, the power of ten that they are counted by: 6 where they are millions.
    power: int = 0
    #: Whether rounding has changed one.
    is_rounded: bool = False


class Quantity(Frozen):
    """What is printed as one figure."""

    currency: Currency | None = None
    """The code of a currency: `EUR`."""
    decimals: Annotated[StrictInt, Field(ge=0, le=10)] | None = None
    """How many decimals are printed, 0 to 10: see [Rounding](#rounding). Of money from a million on they are those
    of the millions.
    """
    approximate: StrictBool = False
    """`true` where the source, too, says “about”."""

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """Its number, or the ends of its range; of a currency, in units of that."""
        raise NotImplementedError

    @property
    def digits(self) -> Digits:
        """Its numbers as they are printed."""
        power = self.power if self.currency else 0
        exact = tuple(_millions(each) if power == 6 else shifted(each, -power) for each in self.numbers)
        if self.decimals is None:
            return Digits(exact, power)
        shown = tuple(rounded(each, self.decimals) for each in exact)
        return Digits(shown, power, shown != exact)

    @property
    def power(self) -> int:
        """The power of ten by which money is counted: from a million on millions, where that rounds nothing or may."""
        is_rounded = self.decimals is not None
        are_millions = (abs(each) >= _MILLION and (is_rounded or _is_whole_thousands(each)) for each in self.numbers)
        return 6 if all(are_millions) else 0

    @model_validator(mode="after")
    def _survives_rounding(self) -> Self:
        shown = self.digits.numbers
        context = {"hint": "ask for more `decimals`", "path": ("decimals",)}
        if any(number and not digits for number, digits in zip(self.numbers, shown, strict=True)):
            raise PydanticCustomError("wrong-number", "rounded like this, the figure would be 0", context)
        if len(set(shown)) < len(shown):
            raise PydanticCustomError("wrong-number", "rounded like this, the range has no length", context)
        return self


_MILLION = 1_000_000


def _is_whole_thousands(number: Decimal) -> bool:
    return not int(number) % 1000 and "." not in f"{number:f}"


def _millions(number: Decimal) -> Decimal:
    """A number of units in millions, without zeros at its end: 2.5, 1.234."""
    whole, _, decimals = f"{shifted(number, -6):f}".partition(".")
    return Decimal(f"{whole}.{decimals.rstrip('0')}".rstrip("."))


class Measured(Quantity):
    """A number, or a range, and of what."""

    key_rules: ClassVar[Rules] = (where(has("currency"), {"properties": {"unit": {"enum": [*SCALES, None]}}}),)

    value: Numbers | None = None
    """A number, or a range, the lower number first: `[5, 7]`. It may be 0 or below."""
    unit: Unit | None = None
    """`%`, `‰`, `points` (percentage points), `million`, `billion`, `trillion`, `°C`, `km`, `km²`, `ha`, `m³`,
    `m³/s`, `t`, `Mt`, `kWh`, `MW` and their like, printed as the language writes them. Other words stand in the
    text: `text: trees planted`. `year` is for a number that is a year: 2009. Beside a `currency` it is `million`,
    `billion` (printed in billions: “3,2 milliards d’EUR”) or `trillion`.
    """

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """Its number, or the ends of its range; of a currency, in units of that."""
        ends = self.value if isinstance(self.value, tuple) else () if self.value is None else (self.value,)
        power = SCALES.get(self.unit or "", 0) if self.currency else 0
        return tuple(shifted(Decimal(end), power) for end in ends)

    @property
    def power(self) -> int:
        """The power of ten by which money is counted: billions, where they were typed."""
        return 9 if SCALES.get(self.unit or "", 0) >= 9 else super().power

    @model_validator(mode="after")
    def _is_of_one_thing(self) -> Self:
        if self.currency and self.unit not in (None, *SCALES):
            context = {"hint": "remove one of the two; an amount may have `unit: million`", "path": ("unit",)}
            raise PydanticCustomError("wrong-measure", "a figure has a unit or a currency", context)
        if self.unit == YEAR and not all(re.fullmatch("[12][0-9]{3}", f"{number:f}") for number in self.numbers):
            context = {"hint": "remove `unit: year`, and say in the text what it is", "path": ("value",)}
            raise PydanticCustomError("wrong-number", "a year has four digits", context)
        return self
