"""The kinds of section. One class, one partial in templates/sections, one word for both."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Annotated, Literal, Self

from pydantic import Field, StrictBool, model_validator
from pydantic_core import PydanticCustomError

import briefpress.schema.cards
import briefpress.schema.contacts
import briefpress.schema.recommendations
import briefpress.schema.steps
import briefpress.schema.tables
import briefpress.schema.timelines  # noqa: F401 (these are blocks)
from briefpress.language.markdown import Body, Line, Phrase, Subheading
from briefpress.schema.base import Chosen, Entry, Frozen, Sourced, SourceId, Tagged
from briefpress.schema.blocks import Block, Note
from briefpress.schema.facts import Countries
from briefpress.schema.money import Contribution
from briefpress.schema.not_found import Findable
from briefpress.schema.periods import Date, Span
from briefpress.schema.results import Result


def subheadings(part: Frozen) -> Iterator[Subheading]:
    """The headings within the texts of a part, in their order."""
    for name in type(part).model_fields:
        yield from getattr(getattr(part, name), "subheadings", ())


def _check_end(text: object, *path: str | int) -> None:
    """Raise what is wrong with the text at a path that ends with a heading, and that nothing follows."""
    if finding := getattr(text, "open_end", None):
        raise PydanticCustomError("empty-text", "no words", {"findings": [finding], "path": path})


class Section(Entry, Tagged):
    """Base of the sections; `kind` in brief.yaml names the subclass."""

    tag = "kind"
    kind: str
    """One of the [kinds](#kinds-of-section); `prose` if not given."""
    title: Line
    """The title. Sections are numbered, but for one that stands alone in an edition without contents."""
    notes: tuple[Note, ...] = ()
    """[Notes](#sources-and-notes)."""
    blocks: tuple[Block, ...] = ()
    """[Blocks](#types-of-block), printed last."""
    annex: StrictBool = False
    """`true` makes it an [annex](#annexes-and-numbers), which has a letter and stands after all other sections."""
    numbered: StrictBool | None = None
    """`false` leaves it without a number, or an annex without its letter. If not given, it is as the brief says."""

    @property
    def subheadings(self) -> tuple[Subheading, ...]:
        """The headings within its own text and that of its blocks, in their order."""
        return tuple(heading for part in (self, *self.blocks) for heading in subheadings(part))

    @model_validator(mode="after")
    def _last_heading_heads_something(self) -> Self:
        for index, (block, after) in enumerate(zip_longest(self.blocks, self.blocks[1:])):
            # A title is a heading, too.
            if after is None or after.title:
                _check_end(getattr(block, "text", None), "blocks", index, "text")
        return self


class Prose(Section):
    """A section made of blocks alone."""

    blocks: tuple[Block, ...] = Field(min_length=1)
    """At least one; the `text:` of a section is one."""


class Objective(Chosen):
    """What an office is to achieve."""

    text: Phrase
    """What it says."""
    short: Phrase | None = None
    """Its words on the [one-pager](#the-one-pager)."""


class Mandate(Section):
    """What an office is for: an introduction and its objectives."""

    opened: Date | None = None
    """The date of its opening. Not printed here: `of: opened` shows it."""
    intro: Body
    """What leads to the list."""
    objectives: tuple[Objective, ...] = Field(min_length=1)
    """The objectives, at least one."""


class Domain(Chosen):
    """A domain of cooperation."""

    countries: Countries | None = None
    """Countries, printed beside the text."""
    notes: tuple[Note, ...] = ()
    """Notes, printed beside the text."""
    title: Line
    """Its name."""
    text: Body
    """Its text."""
    short: Phrase | None = None
    """Its words on the one-pager."""

    @model_validator(mode="after")
    def _last_heading_heads_something(self) -> Self:
        _check_end(self.text, "text")
        return self


class Domains(Section):
    """The domains in which the partners cooperate."""

    domains: tuple[Domain, ...] = Field(min_length=1)
    """The domains, at least one."""


class Project(Chosen):
    """A funded project. What it leaves out is not printed, and a dash is [printed as not found](#what-is-not-known)."""

    state: Literal["ongoing", "closed", "unknown"] | None = None
    """`ongoing`, `closed` or `unknown`."""
    timeframe: Annotated[Span | None, Findable()] = None
    """How long it lasts, or lasted: a [span](#values), or `–`."""
    countries: Annotated[Countries | None, Findable()] = None
    """Countries that benefit, or `–`."""
    contribution: Annotated[Contribution | None, Findable()] = None
    """Money that was given for it, and the amounts of `others`; or `–`."""
    results: Annotated[tuple[Result, ...], Findable()] = ()
    """What was reached, in figures; or `–`."""
    notes: tuple[Note, ...] = ()
    """Notes, printed beside the facts."""
    title: Line
    """Its name."""
    donor: Line | None = None
    """Who pays."""
    text: Phrase
    """Its item in the list."""


class Projects(Section):
    """Projects with outside funding: the source text's list, then what is known of each."""

    intro: Phrase
    """What leads to the list."""
    projects: tuple[Project, ...] = Field(min_length=1)
    """The projects, at least one."""
    contribution: Line | None = None
    """The name of contributions, “Contribution” if not given: `Contribution de l'UE`."""


class Group(Entry):
    """A group of partners as the source text introduces it; `blank` where it then names none."""

    blank: StrictBool = False
    """`true` where the source text announces a list and then names nobody: the press says so."""
    title: Line
    """Its name."""
    text: Phrase | None = None
    """Its text."""


class Partner(Chosen, Sourced):
    """A partner body and what is documented of the cooperation with it."""

    nature: Literal["institution", "agency", "body"]
    """What it is: `institution`, `agency` or `body`."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    """Ids of [sources](#sources-and-notes), at least one."""
    name: Line
    """Its name."""
    text: Phrase
    """The cooperation."""
    short: Phrase | None = None
    """Its words on the one-pager."""


class Partners(Section):
    """The partner bodies: the source text's groups, then the documented cooperations."""

    groups: tuple[Group, ...] = ()
    """The groups."""
    partners: tuple[Partner, ...] = Field(min_length=1)
    """The partners, at least one."""
