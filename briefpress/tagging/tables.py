"""Tables: their parts in order, and which heads a cell stands under where its place does not tell.

See ISO 32000-2, 14.8.4.8 and 14.8.5.7.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.tagging.structure import Structure

#: A cell, and the rows and columns that it covers.
_Place = tuple[Structure, range, range]


#: The order of the parts of a table, whichever was printed first.
_PARTS = ("THead", "TBody", "TFoot")


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


def name_heads(root: Structure) -> None:
    """Let the cells of irregular tables name their heads; elsewhere the scope of each head is enough."""
    tables = [element for element in root.walk() if element.type == "Table"]
    for number, table in enumerate(tables, start=1):
        places = list(_places(table))
        if any(len(rows) > 1 or len(columns) > 1 for _, rows, columns in places):
            _name(f"table-{number}", places)


def _places(table: Structure) -> Iterator[_Place]:
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
            yield cell, rows, columns


def _name(table: str, places: list[_Place]) -> None:
    heads = [place for place in places if place[0].type == "TH"]
    for cell, rows, columns in places:
        above = [head for head in heads if _is_over(head, cell, rows, columns)]
        for head, head_rows, head_columns in above:
            head.id = head.id or f"{table}-{head_rows.start}-{head_columns.start}"
        if above:
            cell.attributes["Table"]["Headers"] = [head.id for head, _, _ in above]


def _is_over(place: _Place, cell: Structure, rows: range, columns: range) -> bool:
    head, head_rows, head_columns = place
    scope = head.attributes["Table"]["Scope"]
    over = scope in ("Column", "Both") and head_rows.stop <= rows.start and _meet(head_columns, columns)
    beside = scope in ("Row", "Both") and head_columns.stop <= columns.start and _meet(head_rows, rows)
    return head is not cell and (over or beside)


def _meet(one: range, two: range) -> bool:
    return one.start < two.stop and two.start < one.stop
