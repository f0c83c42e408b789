"""The blocks: what may stand in any section. One class, one partial in templates/blocks, one word for both.

Tables are in tables.py.
"""

from __future__ import annotations

from typing import Any

from pydantic import Field, StrictBool

from briefpress.language.markdown import Body, Line, Passage, Phrase, Statement
from briefpress.schema.base import Chosen, Entry, Id, Sourced, SourceId, Tagged
from briefpress.schema.facts import Codes
from briefpress.schema.periods import Period


class Block(Chosen, Tagged):
    """Base of the blocks; `type` in brief.yaml names the subclass."""

    tag = "type"
    type: str


class Prose(Block, Sourced):
    """Running text: paragraphs, lists, tables and headings in CommonMark."""

    text: Body


class Item(Entry):
    """An item of a list."""

    text: Statement


class List(Block, Sourced):
    """A list whose items are the same in every edition."""

    ordered: StrictBool = False
    items: tuple[Item, ...] = Field(min_length=1)


class Figure(Block, Sourced):
    """A picture from the brief's own folder: PNG, JPEG or SVG."""

    file: str
    #: What the picture shows, for those who do not see it (WCAG 2.2, 1.1.1).
    alt: Line
    caption: Line


class Note(Block):
    """What the editors add to the source text: dated, sourced, set apart."""

    date: Period
    sources: tuple[SourceId, ...] = Field(min_length=1)
    text: Statement
    short: Phrase | None = None


class Fact(Entry, Sourced):
    """A term and what is known under it."""

    term: Line
    text: Statement


class Facts(Block):
    """Facts in the form of a definition list."""

    items: tuple[Fact, ...] = Field(min_length=1)


class Timeline(Block, Sourced):
    """The times of the projects of a section, on a common scale of years. They are those of the projects themselves."""

    #: The id of a section of kind `projects`.
    of: Id
    caption: Line


class Quote(Block, Sourced):
    """A quotation, and who said it."""

    text: Passage
    author: Line


class Callout(Block, Sourced):
    """What is to be seen first: a sentence or two, or more where it must."""

    text: Statement


class Chart(Block, Sourced):
    """A chart from a Vega-Lite specification, in brief.yaml or in a file of the brief's folder; see spec.py."""

    spec: dict[str, Any] = Field(default_factory=dict)
    file: str | None = None
    #: What the chart shows, for those who do not see it (WCAG 2.2, 1.1.1).
    alt: Line
    caption: Line
    #: What its fields and categories are called, by their ids.
    words: dict[str, Line] = Field(default_factory=dict)


class Area(Entry, Sourced):
    """A group of countries on a map."""

    codes: Codes
    title: Line


class Map(Block, Sourced):
    """A map of countries: of the entries of a section that have countries, or of areas of its own; see atlas.py."""

    #: The id of a section of projects or domains.
    of: Id | None = None
    areas: tuple[Area, ...] = ()
    #: Whether countries are named on the map, where there is room; else groups are numbered.
    named: StrictBool = False
    #: Whether it is less than half as tall as wide, where the page has little room.
    flat: StrictBool = False
    #: What the map shows, for those who do not see it (WCAG 2.2, 1.1.1).
    alt: Line
    caption: Line
