"""The blocks: what may stand in any section. One class, one partial in templates/blocks, one word for both."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, StrictBool, model_validator
from pydantic_core import PydanticCustomError

from briefpress.language.markdown import Line, Passage, Phrase
from briefpress.schema.base import Chosen, Codes, Date, Entry, Id, Number, Sourced, SourceId, Tagged

#: The first and the last number that is printed as a year where it stands among others like it.
_YEARS = (1500, 2100)


class Block(Chosen, Tagged):
    """Base of the blocks; `type` in brief.yaml names the subclass."""

    tag = "type"
    type: str


class Prose(Block, Sourced):
    """Running text: paragraphs and lists in CommonMark."""

    text: Passage


class Item(Entry):
    """An item of a list."""

    text: Phrase


class List(Block, Sourced):
    """A list whose items are the same in every edition."""

    ordered: StrictBool = False
    items: tuple[Item, ...] = Field(min_length=1)


class Column(Entry):
    """A column of a table. Numbers are aligned at the end of the line, words at its start."""

    holds: Literal["words", "number"] = "words"
    title: Line


class Row(Entry):
    """A row of a table: numbers stand in brief.yaml under `values`, words in the manuscript under `cells`."""

    values: dict[Id, Number] = Field(default_factory=dict)
    cells: dict[Id, Line]


def _can_be_year(number: object) -> bool:
    return isinstance(number, int) and _YEARS[0] <= number <= _YEARS[1]


class Table(Block, Sourced):
    """A table with a caption; its first column names the rows."""

    columns: tuple[Column, ...] = Field(min_length=2)
    rows: tuple[Row, ...] = Field(min_length=1)
    caption: Line

    @property
    def years(self) -> frozenset[tuple[str, str]]:
        """The numbers that are years, by their rows and columns: those of a column, or a row, that all can be years."""
        columns = {name for row in self.rows for name in row.values}
        of_years = {name for name in columns if all(_can_be_year(row.values.get(name, _YEARS[0])) for row in self.rows)}
        # A row of one number is no series.
        series = {row.id for row in self.rows if len(row.values) > 1 and all(map(_can_be_year, row.values.values()))}
        cells = ((row.id, name) for row in self.rows for name in row.values)
        return frozenset(cell for cell in cells if cell[0] in series or cell[1] in of_years)

    @model_validator(mode="after")
    def _every_cell_is_there(self) -> Table:
        for index, row in enumerate(self.rows):
            context: dict[str, Any] = {"row": row.id, "path": ("rows", index, "id")}
            for column in self.columns:
                is_number = column.holds == "number"
                if column.id not in (row.values if is_number else row.cells):
                    where = "`values` in brief.yaml" if is_number else "`cells` in the manuscript"
                    context |= {"column": column.id, "hint": f"add `{column.id}` to {where}"}
                    raise PydanticCustomError("empty-cell", "the row `{row}` has nothing under `{column}`", context)
            if unknown := {*row.values, *row.cells} - {column.id for column in self.columns}:
                context |= {"columns": ", ".join(sorted(unknown)), "hint": "add the column or remove the cell"}
                message = "the row `{row}` fills columns that do not exist: {columns}"
                raise PydanticCustomError("unknown-key", message, context)
        return self


class Figure(Block, Sourced):
    """A picture from the brief's own folder: PNG, JPEG or SVG."""

    file: str
    #: What the picture shows, for those who do not see it (WCAG 2.2, 1.1.1).
    alt: Line
    caption: Line


class Note(Block):
    """What the editors add to the source text: dated, sourced, set apart."""

    date: Date
    sources: tuple[SourceId, ...] = Field(min_length=1)
    text: Phrase
    short: Phrase | None = None


class Fact(Entry, Sourced):
    """A term and what is known under it."""

    term: Line
    text: Phrase


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
    """A sentence or two that are to be seen first."""

    text: Phrase


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
