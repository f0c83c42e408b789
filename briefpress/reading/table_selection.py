"""Which records of a file a table prints, in which order: what its `columns`, `filter`, `sort` and `limit` choose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from briefpress.core.problems import Position, Problem, Unprintable, choices
from briefpress.core.yamltree import Node
from briefpress.data.columns import Kind, Table, Value, typed
from briefpress.data.records import Records, wrong
from briefpress.language.folding import folded
from briefpress.schema.table_data import Data, Filter

_MOST_ROWS = 500


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

    def filtered(self, records: Records) -> Records:
        """The records that pass all filters; no more than a table on paper can have."""
        for index, condition in enumerate(self.data.filter):
            field = self.field(condition.column, "filter", index, "column")
            amounts = _amounts(records, field, condition)
            passing = zip(records.rows, amounts, strict=True)
            kept = tuple(row for row, amount in passing if _passes(row[field].text, amount, condition))
            if not kept:
                place = self.node.nearest("filter", index).position
                raise Unprintable([wrong("no row of the file passes this filter", place, _NONE_PASSES)])
            records = replace(records, rows=kept)
        if len(records.rows) > _MOST_ROWS and not (self.data.limit and self.data.limit <= _MOST_ROWS):
            message = f"the file has {len(records.rows)} rows for this table, more than {_MOST_ROWS}"
            hint = "choose some by `filter:`, `range:` or `limit:`"
            raise Unprintable([wrong(message, self.node.nearest("file").position, hint)])
        return records

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


def _amounts(records: Records, field: str, condition: Filter) -> list[Value]:
    """The numbers of a field, where a filter compares it with numbers."""
    if condition.at_least is None and condition.at_most is None:
        return [None for _ in records.rows]
    column = replace(records, rows=tuple({field: row[field]} for row in records.rows))
    values, _, problems = typed(column, {field: Kind.AMOUNT})
    if problems:
        raise Unprintable(problems)
    return [row[field] for row in values]


def _passes(text: str, amount: Value, condition: Filter) -> bool:
    """Whether a cell is what a filter asks for; one without a number is neither small nor large."""
    if text in condition.none_of or (condition.one_of and text not in condition.one_of):
        return False
    if condition.at_least is None and condition.at_most is None:
        return True
    if not isinstance(amount, Decimal):
        return False
    return (condition.at_least is None or amount >= condition.at_least) and (
        condition.at_most is None or amount <= condition.at_most
    )


def _rank(key: Value) -> tuple[Decimal, str]:
    return (key, "") if isinstance(key, Decimal) else (Decimal(0), folded(key or ""))
