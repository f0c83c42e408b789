"""The blocks: what may stand in any section. One class, one partial in templates/blocks, one word for both.

Tables, timelines, steps, cards, recommendations and contacts have modules of their own.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, BeforeValidator, Field, StrictBool, WithJsonSchema, model_validator

from briefpress.language.markdown import Body, Line, Passage, Phrase, Statement
from briefpress.schema.base import Chosen, Entry, Id, RefersTo, Sourced, SourceId, Tagged
from briefpress.schema.captions import Captioned
from briefpress.schema.codes import Country
from briefpress.schema.facts import Codes, Picture, each_once
from briefpress.schema.key_rules import Rules, has_not_both, has_one_of, has_some_of
from briefpress.schema.periods import Period
from briefpress.schema.places import City, River
from briefpress.schema.widths import Sized


class Block(Chosen, Tagged):
    """Base of the blocks; `type` in brief.yaml names the subclass."""

    tag = "type"
    type: str
    """One of the [types](#types-of-block); `prose` if not given."""
    title: Line | None = None
    """A heading over the block: in the contents, and above the headings of its own text."""
    notes: tuple[Note, ...] = ()
    """[Notes](#notes), printed after the block."""

    @model_validator(mode="after")
    def _headings_stand_under_the_title(self) -> Self:
        texts = {name: getattr(self, name) for name in type(self).model_fields} if self.title else {}
        bodies = {name: text.under(3) for name, text in texts.items() if hasattr(text, "under")}
        return self.model_copy(update=bodies) if bodies else self


class Note(Block):
    """What the editors add to the source text: dated, sourced, set apart."""

    # What is said beside has no heading, and nothing beside it.
    title: ClassVar[None] = None  # type: ignore[misc]
    notes: ClassVar[tuple[()]] = ()  # type: ignore[misc]
    date: Period
    """When it was true: a date or a period."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    """Ids of [sources](#sources-and-notes), at least one."""
    text: Statement
    """The note."""
    short: Phrase | None = None
    """Its words on the [one-pager](#the-one-pager)."""


# Both are there: what follows has notes.
Block.model_rebuild()


class Prose(Block, Sourced):
    """Running text: paragraphs, lists, tables and headings in CommonMark."""

    text: Body
    """Running text."""


class Item(Entry):
    """An item of a list."""

    text: Statement
    """What it says."""


class List(Block, Sourced):
    """A list whose items are the same in every edition."""

    ordered: StrictBool = False
    """`true` for numbers."""
    items: tuple[Item, ...] = Field(min_length=1)
    """The items, at least one."""


class Figure(Block, Captioned, Sized):
    """A picture from the brief's own folder: PNG, JPEG or SVG."""

    numbered_as = "figure"

    file: Picture
    """A PNG, JPEG or SVG, named from the folder of the brief: `pictures/page.svg`."""
    alt: Line
    """What it shows, for those who do not see it."""


class Fact(Entry, Sourced):
    """A term and what is known under it."""

    term: Line
    """The term."""
    text: Statement
    """What is known."""


class Facts(Block):
    """Facts in the form of a definition list."""

    items: tuple[Fact, ...] = Field(min_length=1)
    """The facts, at least one."""


class Quote(Block, Sourced):
    """A quotation, and who said it."""

    text: Passage
    """What was said or written, in quotation marks where the language sets them."""
    author: Line
    """Who said it, and where."""


class Callout(Block, Sourced):
    """What is to be seen first: a sentence or two, or more where it must."""

    text: Statement
    """The sentence; paragraphs and lists, where it must be."""


def _ids(value: object) -> object:
    """One id as a list of one; a year among them is one as well."""
    values = value if isinstance(value, list | tuple) else [value]
    return [str(each) if isinstance(each, int) else each for each in values]


#: Ids of categories, of which one may stand alone.
Ids = Annotated[
    tuple[str, ...],
    BeforeValidator(_ids),
    WithJsonSchema({"type": ["string", "integer", "array"], "items": {"type": ["string", "integer"]}}),
]


class Chart(Block, Captioned, Sized):
    """A chart from a Vega-Lite specification, in brief.yaml or in a file of the brief's folder."""

    numbered_as = "figure"

    key_rules: ClassVar[Rules] = (has_one_of("spec", "file"),)

    spec: dict[str, Any] = Field(default_factory=dict)
    """The specification, in YAML."""
    file: str | None = None
    """Instead of `spec`: a YAML or JSON file of the brief's folder that contains it."""
    highlight: Ids = ()
    """The id of a category, or a list of ids: its line or bars are blue, and all others grey."""
    alt: Line
    """What it shows, for those who do not see it."""
    words: dict[str, Line] = Field(default_factory=dict)
    """The names of its fields and categories, each under the id that it has in the data."""


class Area(Entry, Sourced):
    """A group of countries on a map."""

    codes: Codes
    """A list of countries, at least one, each once."""
    title: Line
    """The name of the group."""


class Map(Block, Captioned, Sized):
    """A map of countries: of the entries of a section that have countries, or of areas of its own."""

    numbered_as = "figure"

    key_rules: ClassVar[Rules] = (has_some_of("of", "areas", "view"), has_not_both("of", "areas"))

    of: Annotated[Id, RefersTo("projects", "domains")] | None = None
    """The id of a section of kind `projects` or `domains`; each entry with countries is a group."""
    areas: tuple[Area, ...] = ()
    """Instead of `of`: groups that only this map has."""
    view: Annotated[tuple[Country, ...], AfterValidator(each_once)] = ()
    """Countries that the map shows beside those of its groups, or without any."""
    rivers: tuple[River, ...] = ()
    """Rivers, by their names: `[Danube, Sava]`."""
    cities: tuple[City, ...] = ()
    """Cities, by their names: `[Vienna, {name: Mohács, at: [45.99, 18.68]}]`."""
    named: StrictBool = False
    """`true` to name the countries on the map, of a group all or none; otherwise their groups are numbered."""
    flat: StrictBool = False
    """`true` for a map that is less than half as tall as wide."""
    alt: Line
    """What it shows, for those who do not see it."""

    @property
    def has_places(self) -> bool:
        """Whether it shows rivers or cities."""
        return bool(self.rivers or self.cities)
