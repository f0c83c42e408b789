"""Tables: their parts in order, and the header cells of a cell where its place is not enough to know them.

See ISO 32000-2, 14.8.4.8 and 14.8.5.7.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from briefpress.tagging.structure import Structure

#: The order of the parts of a table, whichever was printed first.
_PARTS = ("THead", "TBody", "TFoot")


class _Cell(NamedTuple):
    """A cell, and the rows and columns that it covers."""

    element: Structure
    rows: range
    columns: range


def sort_parts(root: Structure) -> None:
    """Put the head of each table before its body, and its foot after it; the caption stays where it is."""
    for table in root.walk():
        if table.type == "Table":
            parts = iter(sorted((part for part in table.elements if part.type in _PARTS), key=_rank))
            table.kids = [next(parts) if _is_part(kid) else kid for kid in table.kids]


def _is_part(kid: object) -> bool:
    return isinstance(kid, Structure) and kid.type in _PARTS


def _rank(part: Structure) -> int:
    return _PARTS.index(part.type)


def name_header_cells(root: Structure) -> None:
    """Let the cells of irregular tables name their header cells; in others the scope of each header cell is enough."""
    tables = [element for element in root.walk() if element.type == "Table"]
    for number, table in enumerate(tables, start=1):
        cells = list(_cells(table))
        if any(len(cell.rows) > 1 or len(cell.columns) > 1 for cell in cells):
            _name(f"table-{number}", cells)


def _cells(table: Structure) -> Iterator[_Cell]:
    taken: set[tuple[int, int]] = set()
    for row, element in enumerate(part for part in table.walk() if part.type == "TR"):
        column = 0
        for cell in element.elements:
            while (row, column) in taken:
                column += 1
            spans = cell.attributes.get("Table", {})
            rows = range(row, row + spans.get("RowSpan", 1))
            columns = range(column, column + spans.get("ColSpan", 1))
            taken |= {(each_row, each_column) for each_row in rows for each_column in columns}
            yield _Cell(cell, rows, columns)


def _name(table: str, cells: list[_Cell]) -> None:
    headers = [cell for cell in cells if cell.element.type == "TH"]
    for cell in cells:
        own = [header for header in headers if _is_header_of(header, cell)]
        for header in own:
            header.element.id = header.element.id or f"{table}-{header.rows.start}-{header.columns.start}"
        if own:
            cell.element.attributes["Table"]["Headers"] = [header.element.id for header in own]


def _is_header_of(header: _Cell, cell: _Cell) -> bool:
    scope = header.element.attributes["Table"]["Scope"]
    is_above = header.rows.stop <= cell.rows.start and _overlap(header.columns, cell.columns)
    is_beside = header.columns.stop <= cell.columns.start and _overlap(header.rows, cell.rows)
    return (scope != "Row" and is_above) or (scope != "Column" and is_beside)


def _overlap(one: range, two: range) -> bool:
    return one.start < two.stop and two.start < one.stop
