"""Tables: their columns, their rows, and whether each cell is there and of the kind that its column holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from briefpress.core.problems import Problem
from briefpress.core.yamltree import Node
from briefpress.language.markdown import Line
from briefpress.schema.base import Entry, Id, Sourced
from briefpress.schema.blocks import Block
from briefpress.schema.facts import Number

#: The first and the last number that is printed as a year where it stands among others like it.
_YEARS = (1500, 2100)


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


@dataclass(frozen=True)
class _WrongCell:
    """What is wrong with a cell of the row at an index."""

    index: int
    code: str
    message: str
    hint: str

    def problem(self, table: Node) -> Problem:
        """The problem, at the id of the row."""
        return Problem(self.code, self.message, table.nearest("rows", self.index, "id").position, self.hint)


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
        cells = [cell for index, row in enumerate(self.rows) for cell in self._wrong_cells(index, row)]
        if cells:
            raise PydanticCustomError("empty-cell", "not every cell is there", {"findings": cells})
        return self

    def _wrong_cells(self, index: int, row: Row) -> Iterator[_WrongCell]:
        for column in self.columns:
            is_number = column.holds == "number"
            own, other = (row.values, row.cells) if is_number else (row.cells, row.values)
            if column.id in own:
                continue
            message = f"the row `{row.id}` has nothing under `{column.id}`"
            hint = f"add `{column.id}` to {'`values` in brief.yaml' if is_number else '`cells` in the manuscript'}"
            if column.id in other:
                kinds = ("numbers", "words") if is_number else ("words", "a number")
                message = f"the column `{column.id}` holds {kinds[0]}, and the row `{row.id}` has {kinds[1]} under it"
                hint += ", or remove `holds: number` from the column" if is_number else ", or add `holds: number` there"
            yield _WrongCell(index, "empty-cell", message, hint)
        if unknown := {*row.values, *row.cells} - {column.id for column in self.columns}:
            message = f"the row `{row.id}` fills columns that do not exist: {', '.join(sorted(unknown))}"
            yield _WrongCell(index, "unknown-key", message, "add the column or remove the cell")
