"""Amounts of money, and the time that they cover."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Self

from babel.numbers import get_currency_precision
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from briefpress.language.markdown import Line
from briefpress.schema.base import Entry
from briefpress.schema.codes import Currency
from briefpress.schema.facts import Number
from briefpress.schema.periods import Span

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
