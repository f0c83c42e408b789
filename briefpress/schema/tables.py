"""Tables, as blocks."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from pydantic import Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from briefpress.core.located import path_of
from briefpress.core.problems import Severity
from briefpress.schema.blocks import Block
from briefpress.schema.captions import Captioned
from briefpress.schema.key_rules import Rules, has_some_of
from briefpress.schema.table_checks import findings
from briefpress.schema.table_data import Data
from briefpress.schema.table_parts import Column, Grouping, Remark, Row
from briefpress.schema.table_spans import Place, Run, covered, runs
from briefpress.schema.table_totals import sums
from briefpress.schema.table_years import years

#: The signs of remarks, once, twice and three times: sources have figures, and footnotes letters.
_SIGNS = "†‡§¶"

#: From how many columns on a table may be wider than the column of text.
_MANY = 4


class Table(Block, Captioned):
    """A table with a caption; its first column names the rows."""

    numbered_as = "table"

    key_rules: ClassVar[Rules] = (has_some_of("rows", "data"),)

    columns: tuple[Column, ...] = Field(min_length=2)
    """The columns, at least two."""
    rows: tuple[Row, ...] = ()
    """The rows, at least one where there is no `data`."""
    data: Data | None = None
    """A [file](#rows-from-a-file) that has rows; they come first."""
    groups: tuple[Grouping, ...] = ()
    """Heads over several columns, or over several rows."""
    remarks: tuple[Remark, ...] = Field(default=(), max_length=3 * len(_SIGNS))
    """Remarks under the table: those on cells with the sign that stands at the cell (†, ‡, §, ¶), the others first."""

    @property
    def is_wide(self) -> bool:
        """Whether it may take the rail as well, if what it holds needs that: it has four columns or more."""
        return len(self.columns) >= _MANY

    @property
    def years(self) -> frozenset[Place]:
        """The numbers that are years, by their rows and columns."""
        return years(self.columns, self.rows)

    @property
    def sums(self) -> Mapping[Place, int | Decimal]:
        """The totals that were left to the press, by their rows and columns."""
        return sums(self.columns, self.rows)

    @property
    def finest(self) -> Mapping[str, int | Decimal]:
        """The number with the most decimals in each column of numbers."""
        numbers = [*((name, number) for row in self.rows for name, number in row.numbers.items())]
        numbers += [(name, number) for (_, name), number in self.sums.items()]
        return dict(sorted(numbers, key=lambda cell: -int(Decimal(cell[1]).as_tuple().exponent)))

    @property
    def gaps(self) -> frozenset[Place]:
        """The cells whose value is not known, by their rows and columns."""
        return frozenset((row.id, column.id) for row in self.rows for column in self.columns if row.has_gap(column.id))

    @property
    def covered(self) -> frozenset[Place]:
        """The cells that lie under another one, by their rows and columns."""
        return frozenset(place for place, _ in covered(self.columns, self.rows))

    @property
    def column_groups(self) -> list[Run]:
        """The columns by their groups."""
        return runs(self.columns, self.groups)

    @property
    def row_groups(self) -> list[Run]:
        """The rows by their groups."""
        return runs(self.rows, self.groups)

    @property
    def marks(self) -> Mapping[str, str]:
        """The signs of the remarks on cells, in the order in which the cells are read."""
        named = [row.remarks[column.id] for row in self.rows for column in self.columns if column.id in row.remarks]
        return {
            name: _SIGNS[number % len(_SIGNS)] * (number // len(_SIGNS) + 1)
            for number, name in enumerate(dict.fromkeys(named))
        }

    @property
    def remarks_in_order(self) -> list[Remark]:
        """The remarks as they stand under the table: those on all of it, then those on cells in their order."""
        order = list(self.marks)
        return sorted(self.remarks, key=lambda remark: order.index(remark.id) if remark.id in order else -1)

    @model_validator(mode="after")
    def _is_consistent(self, info: ValidationInfo) -> Table:
        wrong = [*findings(self.columns, self.rows, self.groups, self.remarks, is_typed=self.data is None)]
        if errors := [each for each in wrong if each.severity is Severity.ERROR]:
            raise PydanticCustomError("wrong-table", "the table is wrong", {"findings": errors})
        context: Any = info.context
        context.warnings += [(path_of(self.caption).removesuffix(".caption"), each) for each in wrong]
        return self
