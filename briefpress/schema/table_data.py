"""Where the rows of a table come from that stand in a file, and which of them are printed in which order."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StrictInt

from briefpress.schema.base import Frozen, Id
from briefpress.schema.facts import Number


def _text(value: object) -> object:
    """A number as it is typed in a cell: 2024."""
    return f"{Decimal(value):f}" if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


def _listed(value: object) -> object:
    """One thing that stands where there may be several."""
    return value if isinstance(value, tuple | list) else (value,)


def _sorted_by(value: object) -> object:
    """A column by which rows are sorted, in its short form."""
    return value if isinstance(value, dict) else {"column": value}


#: What stands in a cell of a file, or at the head of a column of it.
Text = Annotated[str, BeforeValidator(_text)]
#: Several of them; one may stand without a list.
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed)]


class Filter(Frozen):
    """What a cell of a column must be for its row to be printed."""

    column: Text
    one_of: Texts = ()
    none_of: Texts = ()
    at_least: Number | None = None
    at_most: Number | None = None

    @property
    def has_limits(self) -> bool:
        """Whether it compares numbers."""
        return self.at_least is not None or self.at_most is not None


class Sort(Frozen):
    """A column by which rows are sorted."""

    column: Text
    order: Literal["ascending", "descending"] = "ascending"


class Data(Frozen):
    """Rows of a CSV file or a workbook of Excel. Columns of the file are named by their heads in it."""

    file: str
    sheet: Text | None = None
    #: The cells that are read, as spreadsheets name them; the first row of them has the heads.
    range: str | None = None
    #: The heads in the file, by the ids of the columns that are not called the same here.
    columns: dict[Id, Text] = Field(default_factory=dict)
    #: The column that has the ids of the rows.
    id: Text | None = None
    #: What the file writes where a value is not known, beside an empty cell and a dash.
    gaps: Texts = ()
    #: The column that names the groups of the rows.
    group: Text | None = None
    filter: Annotated[tuple[Filter, ...], BeforeValidator(_listed)] = ()
    sort: Annotated[tuple[Annotated[Sort, BeforeValidator(_sorted_by)], ...], BeforeValidator(_listed)] = ()
    #: How many rows are printed, at most.
    limit: Annotated[StrictInt, Field(ge=1)] | None = None
