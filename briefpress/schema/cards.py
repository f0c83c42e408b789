"""Short texts side by side, as blocks."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from briefpress.language.markdown import Line, Statement
from briefpress.schema.base import Entry, Sourced
from briefpress.schema.blocks import Block
from briefpress.schema.facts import Address
from briefpress.schema.quantities import Measured


class Card(Entry, Measured, Sourced):
    """A short text with a title, and a figure if it has one."""

    url: Address | None = None
    """Where there is more to read, printed under the text."""
    title: Line
    """Its title."""
    text: Statement
    """What it says, in a sentence or a few."""

    @model_validator(mode="after")
    def _has_figure(self) -> Self:
        if self.value is None and (self.unit or self.currency or self.decimals is not None or self.approximate):
            context = {"hint": "add `value:` with the number, or remove what belongs to it"}
            raise PydanticCustomError("wrong-measure", "there is no figure here", context)
        return self


class Cards(Block):
    """Two to four short texts side by side: options, findings, countries."""

    items: tuple[Card, ...] = Field(min_length=2, max_length=4)
    """The cards, two to four, in the order in which they are read."""
