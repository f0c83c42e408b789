"""The kinds of section. One class, one partial in templates/sections, one word for both."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, StrictBool, model_validator
from pydantic_core import PydanticCustomError

import briefpress.schema.tables  # noqa: F401 (a table is one of the blocks)
from briefpress.language.markdown import Body, Line, Phrase, Subheading
from briefpress.schema.base import Chosen, Entry, Sourced, SourceId, Tagged
from briefpress.schema.blocks import Block, Note
from briefpress.schema.facts import Countries
from briefpress.schema.money import Contribution
from briefpress.schema.periods import Date, Span
from briefpress.schema.results import Result


def _check_end(text: object, *path: str | int) -> None:
    """Raise what is wrong with the text at a path that ends with a heading, and that nothing follows."""
    if finding := getattr(text, "open_end", None):
        raise PydanticCustomError("empty-text", "no words", {"findings": [finding], "path": path})


class Section(Entry, Tagged):
    """Base of the sections; `kind` in brief.yaml names the subclass."""

    tag = "kind"
    kind: str
    title: Line
    notes: tuple[Note, ...] = ()
    #: Whatever else the section shows, after its own matter.
    blocks: tuple[Block, ...] = ()

    @property
    def subheadings(self) -> tuple[Subheading, ...]:
        """The headings within its own text and that of its blocks, in their order."""
        texts = [getattr(part, name) for part in (self, *self.blocks) for name in type(part).model_fields]
        return tuple(heading for text in texts for heading in getattr(text, "subheadings", ()))

    @model_validator(mode="after")
    def _last_heading_heads_something(self) -> Self:
        if self.blocks:
            _check_end(getattr(self.blocks[-1], "text", None), "blocks", len(self.blocks) - 1, "text")
        return self


class Prose(Section):
    """A section made of blocks alone."""

    blocks: tuple[Block, ...] = Field(min_length=1)


class Objective(Chosen):
    """What an office is to achieve."""

    text: Phrase
    short: Phrase | None = None


class Mandate(Section):
    """What an office is for: an introduction and its objectives."""

    opened: Date | None = None
    intro: Body
    objectives: tuple[Objective, ...] = Field(min_length=1)


class Domain(Chosen):
    """A domain of cooperation."""

    countries: Countries | None = None
    notes: tuple[Note, ...] = ()
    title: Line
    text: Body
    short: Phrase | None = None

    @model_validator(mode="after")
    def _last_heading_heads_something(self) -> Self:
        _check_end(self.text, "text")
        return self


class Domains(Section):
    """The domains in which the partners cooperate."""

    domains: tuple[Domain, ...] = Field(min_length=1)


class Project(Chosen):
    """A funded project. What is not known is left out of brief.yaml and printed as not known."""

    state: Literal["ongoing", "closed", "unknown"]
    timeframe: Span | None = None
    countries: Countries | None = None
    contribution: Contribution | None = None
    results: tuple[Result, ...] = ()
    notes: tuple[Note, ...] = ()
    title: Line
    donor: Line | None = None
    #: The source text's own words.
    text: Phrase


class Projects(Section):
    """Projects with outside funding: the source text's list, then what is known of each."""

    intro: Phrase
    projects: tuple[Project, ...] = Field(min_length=1)
    #: What contributions are called, where the house's own word is too general.
    contribution: Line | None = None


class Group(Entry):
    """A group of partners as the source text introduces it; `blank` where it then names none."""

    blank: StrictBool = False
    title: Line
    text: Phrase | None = None


class Partner(Chosen, Sourced):
    """A partner body and what is documented of the cooperation with it."""

    nature: Literal["institution", "agency", "body"]
    sources: tuple[SourceId, ...] = Field(min_length=1)
    name: Line
    text: Phrase
    short: Phrase | None = None


class Partners(Section):
    """The partner bodies: the source text's groups, then the documented cooperations."""

    groups: tuple[Group, ...] = ()
    partners: tuple[Partner, ...] = Field(min_length=1)
