"""How wide a table is when no cell of it is broken, before anybody has set it."""

from __future__ import annotations

from collections.abc import Sequence

from briefpress.schema.table_parts import Column, Row

#: What stands between two columns, in figures.
_GAP = 3


def breadth(columns: Sequence[Column], rows: Sequence[Row]) -> int:
    """The length of the longest cells of all columns side by side, in figures; of a head, its longest word counts."""
    return sum(max(map(len, _texts(column, rows))) + _GAP for column in columns)


def _texts(column: Column, rows: Sequence[Row]) -> list[str]:
    """What a column holds: its cells, and the words of its head."""
    name = column.id
    single = (row for row in rows if name not in row.colspan)
    cells = (str(row.cells.get(name, row.values.get(name, ""))) for row in single)
    return [*cells, *column.title.split(), column.unit or ""]
