"""Which records of a file a table prints, in which order: what its `columns`, `filter`, `sort` and `limit` choose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from briefpress.core.problems import Position, Problem, Severity, Unprintable, choices, near
from briefpress.core.yamltree import Node
from briefpress.data.cells import number
from briefpress.data.columns import Kind, Table, Value, typed
from briefpress.data.records import Cell, Records, wrong
from briefpress.language.folding import folded
from briefpress.schema.table_data import Data, Filter

_MOST_ROWS = 500
#: How many values of a file a hint lists.
_MOST_VALUES = 12


@dataclass(frozen=True)
class Selection:
    """The choice of a table among the fields of a file. Each of its steps raises Unprintable."""

    #: What stands under `data:`, as it is typed and as it is read.
    node: Node
    data: Data
    #: The columns of the table, and the fields of the file.
    columns: Sequence[Node]
    fields: Sequence[str]

    def heads(self) -> dict[str, str]:
        """The fields of the file, by the ids of the columns that show them."""
        found = {column.text("id") or "": self._head(column) for column in self.columns}
        if problems := [problem for problem in found.values() if isinstance(problem, Problem)]:
            raise Unprintable(problems)
        return {name: head for name, head in found.items() if isinstance(head, str)}

    def _head(self, column: Node) -> str | Problem:
        name = column.text("id") or ""
        stated = self.data.columns.get(name)
        names = [stated] if stated else [name, column.text("title") or ""]
        place = self.node.nearest("columns", name) if stated else column
        return self._field(names) or self._unknown(stated or column.text("title") or name, place.position)

    def field(self, name: str, *path: str | int) -> str:
        """The field that is named by itself, or by the column of the table that shows it."""
        for column in self.columns:
            if column.text("id") == name and isinstance(head := self._head(column), str):
                return head
        if field := self._field([name]):
            return field
        raise Unprintable([self._unknown(name, self.node.nearest(*path).position)])

    def _field(self, names: Sequence[str]) -> str | None:
        return next((field for field in self.fields if any(is_same(field, name) for name in names)), None)

    def _unknown(self, name: str, place: Position) -> Problem:
        hint = choices(name, self.fields, "columns of the file")
        hint += "; which of them a column of the table shows can be said under `columns:` of `data:`"
        return wrong(f"the file has no column `{name}`", place, hint)

    def filter_problems(self, records: Records) -> Iterator[Problem]:
        """Filters that say nothing, and values of theirs that no record has: they choose other rows than meant."""
        for index, condition in enumerate(self.data.filter):
            if condition.model_fields_set <= {"column"}:
                hint = "add `one_of:`, `none_of:`, `at_least:` or `at_most:`, or remove it"
                place = self.node.nearest("filter", index).position
                yield wrong(f"this filter does not say what `{condition.column}` must be", place, hint)
            cells = records.column(self.field(condition.column, "filter", index, "column"))
            for key, values in (("one_of", condition.one_of), ("none_of", condition.none_of)):
                yield from self._unknown_values(values, cells, records.separator, ("filter", index, key))

    def _unknown_values(
        self, values: Sequence[str], cells: Sequence[Cell], separator: str, path: tuple[str | int, ...]
    ) -> Iterator[Problem]:
        """Values that no cell has; one that is left out may be there in the file of another year."""
        texts = {cell.text for cell in cells}
        for index, value in enumerate(values):
            if not any(_is_value(text, value, separator) for text in texts):
                some = {*near(value, texts), *sorted(texts - {""})[:_MOST_VALUES]}
                problem = wrong(
                    f"no row of the file has `{value}` in this column",
                    self.node.nearest(*path, index).position,
                    choices(value, some, "values there" if len(some) < _MOST_VALUES else "some values there"),
                )
                yield problem if "one_of" in path else replace(problem, severity=Severity.WARNING)

    def filtered(self, records: Records) -> Records:
        """The records that pass all filters; no more than a table on paper can have."""
        for index, condition in enumerate(self.data.filter):
            field = self.field(condition.column, "filter", index, "column")
            amounts = self._amounts(records, field, index)
            passing = zip(records.rows, amounts, strict=True)
            kept = tuple(
                row for row, amount in passing if _passes(row[field].text, amount, condition, records.separator)
            )
            if not kept:
                place = self.node.nearest("filter", index).position
                raise Unprintable([wrong("no row of the file passes this filter", place, _NONE_PASSES)])
            records = replace(records, rows=kept)
        if len(records.rows) > _MOST_ROWS and not (self.data.limit and self.data.limit <= _MOST_ROWS):
            message = f"the file has {len(records.rows)} rows for this table, more than {_MOST_ROWS}"
            hint = "choose some by `filter:`, `range:` or `limit:`"
            raise Unprintable([wrong(message, self.node.nearest("file").position, hint)])
        return records

    def _amounts(self, records: Records, field: str, index: int) -> list[Value]:
        """The numbers of a field, where a filter compares it with numbers."""
        if not self.data.filter[index].has_limits:
            return [None for _ in records.rows]
        column = replace(records, rows=tuple({field: row[field]} for row in records.rows))
        values, _, problems = typed(column, {field: Kind.AMOUNT})
        if problems and not any(row[field] is not None for row in values):
            hint = "write `one_of:` with values of the column, or name a column of numbers"
            message = f"`at_least` and `at_most` compare numbers, and the column `{field}` holds none"
            problems = [wrong(message, self.node.nearest("filter", index).position, hint)]
        if problems:
            raise Unprintable(problems)
        return [row[field] for row in values]

    def in_order(self, records: Records, values: Table) -> Iterator[int]:
        """The places of the records that are printed, in their order; those without a value come last."""
        order = list(range(len(values)))
        for index, sort in reversed(list(enumerate(self.data.sort))):
            field = self.field(sort.column, "sort", index, "column")
            keys = [
                row.get(field, record[field].text or None) for row, record in zip(values, records.rows, strict=True)
            ]
            known = [place for place in order if keys[place] is not None]
            known.sort(key=lambda place: _rank(keys[place]), reverse=sort.order == "descending")
            order = known + [place for place in order if keys[place] is None]
        yield from order[: self.data.limit]


_NONE_PASSES = "compare it with what stands in the cells of the file"


def is_same(one: str, other: str) -> bool:
    """Whether two names are the same but for capitals, accents and what joins their words."""
    return folded(one).replace("-", " ").split() == folded(other).replace("-", " ").split()


def _is_value(text: str, value: str, separator: str) -> bool:
    """Whether a cell has a value of a filter: the same text, or the same number (2.5 and 2.50, and 2,5 in its file)."""
    if text == value:
        return True
    if separator == ";":
        text, value = (re.sub(r"^([-+\u2212]?\d+),(\d+)$", r"\1.\2", each) for each in (text, value))
    amount = number(value)
    return amount is not None and amount == number(text)


def _passes(text: str, amount: Value, condition: Filter, separator: str) -> bool:
    """Whether a cell is what a filter asks for; one without a number is neither small nor large."""
    if any(_is_value(text, value, separator) for value in condition.none_of):
        return False
    if condition.one_of and not any(_is_value(text, value, separator) for value in condition.one_of):
        return False
    if not condition.has_limits:
        return True
    if not isinstance(amount, Decimal):
        return False
    return (condition.at_least is None or amount >= condition.at_least) and (
        condition.at_most is None or amount <= condition.at_most
    )


def _rank(key: Value) -> tuple[Decimal, str]:
    return (key, "") if isinstance(key, Decimal) else (Decimal(0), folded(key or ""))
