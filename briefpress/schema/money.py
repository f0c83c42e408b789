"""Amounts of money, and the time that they cover."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Self

from babel.numbers import get_currency_precision
from pydantic import AfterValidator, BeforeValidator, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from briefpress.language.markdown import Line
from briefpress.schema.base import Entry
from briefpress.schema.codes import Currency
from briefpress.schema.facts import Number
from briefpress.schema.periods import Date, Span
from briefpress.schema.quantities import Quantity
from briefpress.schema.typed_quantities import typed_amount


def _some(amount: int | Decimal) -> int | Decimal:
    if not amount:
        hint = "leave out what is not known"
        raise PydanticCustomError("wrong-number", "an amount other than 0 is expected here", {"hint": hint})
    return amount


def _in_digits(value: object) -> object:
    """An amount that is no text, such as 5.2 million; number() says what is wrong with another."""
    if isinstance(value, str) and (typed := typed_amount(value)) and typed[0] != value:
        hint = f"write {typed[0]}" + (f", and `currency: {typed[1]}`" if typed[1] else "")
        raise PydanticCustomError("wrong-type", "a number is expected here", {"hint": hint})
    return value


#: An amount; what is below 0 is a deficit or was paid back.
Amount = Annotated[
    Number,
    BeforeValidator(_in_digits),
    AfterValidator(_some),
    WithJsonSchema({"type": "number", "not": {"const": 0}}),
]


class Sum(Quantity):
    """An amount of an ISO 4217 currency."""

    amount: Amount
    """A number other than 0, with no more decimals than the currency has; what is below 0 is a deficit, or was paid
    back. From a million on it is printed in millions, where that rounds nothing: whole thousands.
    """
    currency: Currency
    """The code of its currency: `EUR`."""

    @model_validator(mode="after")
    def _has_no_less_than_the_smallest_coin(self) -> Self:
        decimals = get_currency_precision(self.currency)
        if -int(Decimal(self.amount).as_tuple().exponent) > decimals:
            many = f"{decimals} decimals at most" if decimals else "no decimals"
            typed = f"{self.amount:f}"
            hint = "round the amount"
            if re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", typed):
                hint = f"write {typed.replace('.', '')} if the point stands between thousands; otherwise {hint}"
            context = {"amount": typed, "currency": self.currency, "many": many, "hint": hint, "path": ("amount",)}
            raise PydanticCustomError("wrong-number", "`{amount}` is no amount: {currency} has {many}", context)
        return self

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """The amount."""
        return (Decimal(self.amount),)

    @property
    def millions(self) -> Decimal | None:
        """The amount in millions, where it is printed so: 2.5, 1.234."""
        return self.digits.numbers[0] if self.digits.power else None


class Equivalent(Sum):
    """The same amount in another currency at the rate of a date, as a source states it: the press computes nothing."""

    at: Date
    """The date of the rate."""


class Money(Span, Sum):
    """An amount, and the time that it covers."""

    equivalent: Equivalent | None = None
    """The same in another currency, in parentheses, as stated by a source (the press computes nothing): `{amount:
    1000000, currency: EUR, at: 2026-06-30}`.
    """
    remark: Line | None = None
    """Printed after the amount."""

    @model_validator(mode="before")
    @classmethod
    def _has_keys(cls, value: object) -> object:
        if isinstance(value, str) and (typed := typed_amount(value)):
            beside = "" if typed[1] else ", with the code of its currency"
            hint = f"write {{amount: {typed[0]}, currency: {typed[1] or 'EUR'}}}{beside}"
            raise PydanticCustomError("wrong-type", "keys and values are expected here", {"hint": hint})
        return value

    @model_validator(mode="after")
    def _is_in_another_currency(self) -> Self:
        if self.equivalent and self.equivalent.currency == self.currency:
            context = {"hint": "name the other currency, or remove it", "path": ("equivalent", "currency")}
            raise PydanticCustomError("wrong-choice", "an equivalent is in another currency", context)
        return self


class Claim(Entry, Money):
    """An amount that another source gives."""


class Contribution(Money):
    """The amount that is printed; `others` keeps what other sources say."""

    others: tuple[Claim, ...] = ()
    """When sources disagree: the amounts that others give. Each entry has all keys of money; the contribution
    itself has the chosen amount.
    """
