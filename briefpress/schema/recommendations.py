"""Recommendations, numbered through the whole brief, as blocks."""

from __future__ import annotations

from pydantic import Field

from briefpress.language.markdown import Line, Statement
from briefpress.schema.base import Entry, Frozen, Sourced
from briefpress.schema.blocks import Block
from briefpress.schema.periods import Period


class Recommendation(Entry, Sourced):
    """What is recommended, to whom, and by when."""

    numbered_as = "recommendation"

    title: Line | None = None
    """Its title, beside its number."""
    text: Statement
    """What is recommended."""
    addressee: Line | None = None
    """Who is asked."""
    deadline: Period | None = None
    """By when: a date or a period."""
    priority: Line | None = None
    """How much it matters, in the words of the office: `high`."""
    status: Line | None = None
    """What has become of it: `accepted`, `partly implemented`."""


class Recommendations(Block):
    """Recommendations; their numbers go on from section to section."""

    items: tuple[Recommendation, ...] = Field(min_length=1)
    """The recommendations, at least one, in the order of their numbers."""


class RecommendationLabels(Frozen):
    """The terms beside a recommendation."""

    addressee: Line | None = None
    """Over who is asked."""
    deadline: Line | None = None
    """Over the date or the period."""
    priority: Line | None = None
    """Over the priority."""
    status: Line | None = None
    """Over the status."""
