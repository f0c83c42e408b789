"""What is done in an order, as blocks."""

from __future__ import annotations

from pydantic import Field

from briefpress.language.markdown import Line, Statement
from briefpress.schema.base import Entry, Sourced
from briefpress.schema.blocks import Block
from briefpress.schema.periods import Period


class Step(Entry, Sourced):
    """A step of a procedure."""

    date: Period | None = None
    """When it is done: a date or a [period](#periods)."""
    title: Line
    """What is done."""
    who: Line | None = None
    """Who does it."""
    duration: Line | None = None
    """How long it takes, in words: `two weeks`."""
    text: Statement | None = None
    """How it is done."""


class Steps(Block):
    """A procedure: numbered steps, each with who takes it, when, and how long it takes."""

    items: tuple[Step, ...] = Field(min_length=1)
    """The steps, at least one. A text alone is its title."""
