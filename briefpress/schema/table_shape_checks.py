"""What is wrong with the shape of a table: heads over several columns or rows, and cells that cover others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefpress.core.problems import choices
from briefpress.schema.table_findings import TableFinding
from briefpress.schema.table_parts import Column, Grouping, Row
from briefpress.schema.table_spans import covered, runs

Columns = Sequence[Column]
Rows = Sequence[Row]


def wrong_groups(columns: Columns, rows: Rows, groups: Sequence[Grouping]) -> Iterator[TableFinding]:
    """Groups that are not there, that nothing is in, and that stand in pieces."""
    known = [group.id for group in groups]
    for name, members in (("columns", columns), ("rows", rows)):
        pieces = [run.members[0].group for run in runs(members, groups)]
        for index, member in enumerate(members):
            path = (name, index, "group")
            if member.group and member.group not in known:
                yield TableFinding(
                    "unknown-id",
                    f"there is no group `{member.group}`",
                    f"add it under `groups:`; {choices(member.group, known, 'groups')}",
                    path,
                )
            elif member.group and pieces.count(member.group) > 1:
                message = f"the {name} of the group `{member.group}` do not stand together"
                yield TableFinding("wrong-table", message, "put them one after the other", path)
    yield from _rows_below_groups(rows)
    used = {member.group for member in (*columns, *rows)}
    for index, group in enumerate(groups):
        if group.id not in used:
            hint = f"write `group: {group.id}` at its columns or its rows, or remove it"
            yield TableFinding("wrong-table", f"nothing is in the group `{group.id}`", hint, ("groups", index))


def _rows_below_groups(rows: Rows) -> Iterator[TableFinding]:
    """Rows of no group that stand below one: they would be read as rows of it."""
    group = None
    for index, row in enumerate(rows):
        group = row.group or group
        if group and not (row.group or row.total):
            message = f"the row `{row.id}` is in no group, and would be read as one of `{group}`, which is above it"
            hint = f"write `group: {group}` at it, as in `{{group: {group}, cells: […]}}`; or move it above all groups"
            yield TableFinding("wrong-table", message, hint, ("rows", index))


def wrong_spans(columns: Columns, rows: Rows) -> Iterator[TableFinding]:
    """Cells that reach out of the table, or over cells that say something."""
    names, indices = [column.id for column in columns], {row.id: index for index, row in enumerate(rows)}
    for index, row in enumerate(rows):
        for name, (width, height) in row.spans.items():
            path = ("rows", index, _span_key(row, name), name)
            if name in names and (names.index(name) + width > len(names) or index + height > len(rows)):
                yield TableFinding(
                    "wrong-table", f"the cell under `{name}` reaches out of the table", "make it smaller", path
                )
    seen: set[tuple[str, str]] = set()
    for (below, beside), (row_id, name) in covered(columns, rows):
        other, index = rows[indices[below]], indices[row_id]
        path = ("rows", index, _span_key(rows[index], name), name)
        if beside in other.values or beside in other.cells or beside in other.spans or (below, beside) in seen:
            message = f"the cell under `{name}` covers `{beside}` of the row `{below}`, which is not empty"
            yield TableFinding("wrong-table", message, "remove one of the two", path)
        seen.add((below, beside))


def _span_key(row: Row, column: str) -> str:
    return "colspan" if column in row.colspan else "rowspan"
