"""Timelines, as blocks. What is drawn of them is in timeline_scale.py."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from briefpress.language.markdown import Line
from briefpress.schema.base import Entry, Id, RefersTo, Sourced
from briefpress.schema.blocks import Block
from briefpress.schema.captions import Captioned
from briefpress.schema.key_rules import Rules, has, has_some_of, where
from briefpress.schema.periods import Period, Span


class Activity(Entry, Span):
    """What takes its time on a timeline."""

    key_rules: ClassVar[Rules] = (*Span.key_rules, where(has("state"), {**has("start"), "not": has("end")}))

    state: Literal["ongoing"] | None = None
    """`ongoing` for what has begun and is still going on at the date of the brief; it has no `end`."""
    title: Line
    """What it is."""

    @property
    def timeframe(self) -> Span:
        """Its time, under the name that it has in a project."""
        return self

    @model_validator(mode="after")
    def _has_one_end(self) -> Self:
        if self.state and (self.start is None or self.end):
            context = {"hint": "write its `start`, and no `end`; or remove `state`", "path": ("state",)}
            raise PydanticCustomError("wrong-date", "what is still going on has a `start` and no `end`", context)
        return self


class Milestone(Entry, Sourced):
    """What happens at a time."""

    date: Period
    """When: a date or a [period](#periods)."""
    title: Line
    """What happens."""


class Timeline(Block, Captioned):
    """What takes its time, and what happens when, on one scale."""

    numbered_as = "figure"

    key_rules: ClassVar[Rules] = (has_some_of("of", "rows", "milestones"),)

    of: Annotated[Id, RefersTo("projects")] | None = None
    """The id of a section of kind `projects`: its projects are rows, by their `timeframe`."""
    rows: tuple[Activity, ...] = ()
    """What takes its time. Each row has the keys of a [span](#values), and a title."""
    milestones: tuple[Milestone, ...] = ()
    """What happens at a time. Without rows they are printed as a list of dates."""

    @model_validator(mode="after")
    def _shows_something(self) -> Self:
        if not (self.of or self.rows or self.milestones):
            hint = "add `rows:`, `milestones:`, or `of:` with the id of a section of kind `projects`"
            raise PydanticCustomError("empty-timeline", "the timeline shows nothing", {"hint": hint})
        return self
