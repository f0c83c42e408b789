"""Short texts side by side, as blocks."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from briefpress.language.markdown import Line, Statement
from briefpress.schema.base import Entry, Sourced
from briefpress.schema.blocks import Block
from briefpress.schema.facts import Url
from briefpress.schema.glance import warn_of_year
from briefpress.schema.key_rules import Rules, has, has_some_of, where
from briefpress.schema.periods import Period
from briefpress.schema.quantities import Measured


class Card(Entry, Measured, Sourced):
    """A short text with a title, and a figure if it has one."""

    key_rules: ClassVar[Rules] = (
        *Measured.key_rules,
        where(has_some_of("unit", "currency", "decimals", "at"), has("value")),
    )

    at: Period | None = None
    """When the figure was true: a date or a [period](#periods)."""
    url: Url | None = None
    """Where there is more to read, printed under the text."""
    title: Line
    """Its title."""
    text: Statement
    """What it says, in a sentence or a few."""

    @model_validator(mode="after")
    def _has_figure(self, info: ValidationInfo) -> Self:
        of_figure = (self.unit, self.currency, self.decimals, self.at)
        if self.value is None and any(each is not None for each in of_figure):
            context = {"hint": "add `value:` with the number, or remove what belongs to it"}
            raise PydanticCustomError("wrong-measure", "there is no figure here", context)
        if not (self.unit or self.currency or self.at or self.approximate):
            warn_of_year(self.value, self.text, info)
        return self


class Cards(Block):
    """Two to four short texts side by side: options, findings, countries."""

    items: tuple[Card, ...] = Field(min_length=2, max_length=4)
    """The cards, two to four, in the order in which they are read."""
