"""Where the rows of a table come from that stand in a file, and which of them are printed in which order."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, StrictInt, WithJsonSchema, model_validator

from briefpress.schema.base import Frozen, Id, OneOrMore
from briefpress.schema.facts import Number


def _text(value: object) -> object:
    """A number as it is typed in a cell: 2024."""
    return f"{Decimal(value):f}" if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


#: What stands in a cell of a file, or at the head of a column of it.
Text = Annotated[str, BeforeValidator(_text), WithJsonSchema({"type": ["string", "number"]})]
#: Several of them.
Texts = Annotated[tuple[Text, ...], OneOrMore()]


class Filter(Frozen):
    """What a cell of a column must be for its row to be printed."""

    column: Text
    """A column, by its id here or its head in the file."""
    one_of: Texts = ()
    """What stands in its cells: `[2024, 2025]`. Numbers are compared as numbers. A value that the file does not
    have is a problem.
    """
    none_of: Texts = ()
    """What does not stand in its cells. A value that the file does not have is a warning."""
    at_least: Number | None = None
    """A number that its cells are not below."""
    at_most: Number | None = None
    """A number that its cells are not above."""

    @property
    def has_limits(self) -> bool:
        """Whether it compares numbers."""
        return self.at_least is not None or self.at_most is not None


class Sort(Frozen):
    """A column by which rows are sorted."""

    takes_text: ClassVar[bool] = True

    column: Text
    """A column, by its id here or its head in the file."""
    order: Literal["ascending", "descending"] = "ascending"
    """`ascending`, or `descending`."""

    @model_validator(mode="before")
    @classmethod
    def _of_text(cls, value: object) -> object:
        return value if isinstance(value, dict) else {"column": value}


class Data(Frozen):
    """Rows of a CSV file or a workbook of Excel. Columns of the file are named by their heads in it."""

    file: str
    """The file: `data/water.xlsx`. A CSV file as for [charts](#chart); a workbook of at most 5 MB."""
    sheet: Text | None = None
    """The sheet of a workbook that has several; a CSV file has none."""
    range: str | None = None
    """The cells, as spreadsheets name them: `A3:D20`, or `A3` for all from there on; in a CSV file as well. The
    first row of them has the heads.
    """
    columns: dict[Id, Text] = Field(default_factory=dict)
    """The heads of columns that are called in the file neither by their title nor by their id: `{share: Share of
    2025}`.
    """
    id: Text | None = None
    """The head of a column that has the ids of the rows, such as codes of countries. Where it is missing, ids are
    made of the first words.
    """
    gaps: Texts = ()
    """What the file writes where a value is not known, beside an empty cell and a dash: `[":", n/a]`."""
    group: Text | None = None
    """The head of a column that names the groups of the rows, by their titles or their ids, in each row. Rows then
    stand by their groups, those of none first, and a typed total after those of its own.
    """
    filter: Annotated[tuple[Filter, ...], OneOrMore()] = ()
    """What rows must have to be printed; one condition needs no list."""
    sort: Annotated[tuple[Sort, ...], OneOrMore()] = ()
    """By which columns rows are sorted, the most important first: `Country`, or with `order`. Rows without a value
    come last.
    """
    limit: Annotated[StrictInt, Field(ge=1)] | None = None
    """How many rows are printed, at most."""
