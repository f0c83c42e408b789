"""What is wrong with a table: cells that are not there, of another kind or outside of it, and sums that are none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from briefpress.core.problems import Problem, Severity, choices
from briefpress.core.yamltree import Node
from briefpress.language.periods import Period
from briefpress.schema.table_parts import GAP_HINT, Column, Grouping, Remark, Row
from briefpress.schema.table_spans import covered, runs
from briefpress.schema.table_totals import sums, totals

Columns = Sequence[Column]
Rows = Sequence[Row]


@dataclass(frozen=True)
class TableFinding:
    """What is wrong in a table, and the keys and indices that lead there."""

    code: str
    message: str
    hint: str
    path: tuple[str | int, ...]
    severity: Severity = Severity.ERROR

    def problem(self, table: Node) -> Problem:
        """The problem, as near to its place as the files say."""
        node = table.nearest(*self.path)
        place = node.get("id") or node if isinstance(node.value, dict) else node
        return Problem(self.code, self.message, place.position, self.hint, self.severity)


def findings(
    columns: Columns, rows: Rows, groups: Sequence[Grouping], remarks: Sequence[Remark], *, is_typed: bool
) -> Iterator[TableFinding]:
    """All that is wrong with the parts of a table, whose rows were typed or come from a file."""
    if not rows:
        # What is wrong with a file was told when it was read.
        if is_typed:
            yield TableFinding("empty-list", "the table has no rows", "add `rows:`, or `data:` with a file", ("rows",))
        return
    if is_typed:
        yield from _long_numbers(columns, rows)
    yield from _strange_columns(columns, rows)
    yield from _wrong_cells(columns, rows)
    yield from _wrong_groups(columns, rows, groups)
    yield from _wrong_spans(columns, rows)
    yield from _unknown_remarks(rows, remarks)
    yield from _wrong_totals(columns, rows)


def _long_numbers(columns: Columns, rows: Rows) -> Iterator[TableFinding]:
    """Numbers with more decimals than are printed; those of a file are rounded."""
    for index, row in enumerate(rows):
        for column in columns:
            number = row.numbers.get(column.id, 0)
            if column.decimals is not None and _decimals(number) > column.decimals:
                message = f"`{number:f}` has more decimals than the column `{column.id}`, which has {column.decimals}"
                hint = "round it, or give the column more `decimals`"
                yield TableFinding("wrong-number", message, hint, ("rows", index, "values", column.id))


def _strange_columns(columns: Columns, rows: Rows) -> Iterator[TableFinding]:
    """Cells of columns that the table does not have, and decimals of what has none."""
    known = [column.id for column in columns]
    for index, row in enumerate(rows):
        if unknown := {*row.values, *row.cells, *row.remarks, *row.spans}.difference(known):
            message = f"the row `{row.id}` fills columns that do not exist: {', '.join(sorted(unknown))}"
            near = choices(min(unknown), known, "columns")
            yield TableFinding("unknown-key", message, f"add the column or remove the cell; {near}", ("rows", index))
    for index, column in enumerate(columns):
        if column.decimals is not None and column.holds != "number":
            hint = "remove `decimals`, or add `holds: number`"
            message = f"the column `{column.id}` holds {column.holds}, which have no decimals"
            yield TableFinding("wrong-choice", message, hint, ("columns", index, "decimals"))


def _wrong_cells(columns: Columns, rows: Rows) -> Iterator[TableFinding]:
    """Cells in which nothing stands, or something of another kind than their column holds."""
    filled = {place for place, _ in covered(columns, rows)} | sums(columns, rows).keys()
    incomplete = {(total.row.id, total.column.id) for total in totals(columns, rows)} - filled
    for index, row in enumerate(rows):
        for column in columns:
            if (row.id, column.id) in filled or row.has_gap(column.id):
                continue
            if wrong := _wrong_cell(row, column, is_total=(row.id, column.id) in incomplete):
                yield TableFinding(*wrong, ("rows", index, "values", column.id))


def _wrong_cell(row: Row, column: Column, *, is_total: bool) -> tuple[str, str, str] | None:
    """The code, the message and the hint for a cell that is wrong."""
    value, name = row.values.get(column.id), f"the row `{row.id}`"
    own, other = (row.cells, row.values) if column.holds == "words" else (row.values, row.cells)
    if column.id in row.cells and column.id in row.spans:
        # Over several columns, or rows, words may stand for what they hold: “no survey”.
        return None
    if column.id not in own:
        return "empty-cell", *(_misfilled(name, column) if column.id in other else _empty(name, column, is_total))
    if column.holds == "number" and isinstance(value, Period):
        message = f"the column `{column.id}` holds numbers, and {name} has a date under it"
        return "wrong-type", message, "write a number, or `holds: date` at the column"
    if column.holds == "date" and not _is_date(value):
        return "wrong-date", f"`{value}` under `{column.id}` is not a date", "write 2024-05, 2024-05-06 or 2024-Q3"
    return None


def _misfilled(row: str, column: Column) -> tuple[str, str]:
    """The message and the hint for words in a column of facts, or the other way round."""
    holds, has = (column.holds, "a number") if column.holds == "words" else (f"{column.holds}s", "words")
    remedy = (
        "add `holds: number` there" if column.holds == "words" else f"remove `holds: {column.holds}` from the column"
    )
    message = f"the column `{column.id}` holds {holds}, and {row} has {has} under it"
    return message, f"add `{column.id}` to {_home(column)}, or {remedy}"


def _empty(row: str, column: Column, is_total: bool) -> tuple[str, str]:
    """The message and the hint for a cell in which nothing stands."""
    if is_total:
        message = f"there is no total under `{column.id}` for {row}: a number of the column is not known"
        return message, f"type the total under `{column.id}`, or –"
    return f"{row} has nothing under `{column.id}`", f"add `{column.id}` to {_home(column)}; {GAP_HINT}"


def _home(column: Column) -> str:
    return "`cells` in the manuscript" if column.holds == "words" else "`values` in brief.yaml"


def _decimals(number: int | Decimal) -> int:
    return len(f"{Decimal(number):f}".partition(".")[2])


def _is_date(value: object) -> bool:
    return isinstance(value, Period) or (isinstance(value, int) and 1000 <= value <= 9999)


def _wrong_groups(columns: Columns, rows: Rows, groups: Sequence[Grouping]) -> Iterator[TableFinding]:
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
    used = {member.group for member in (*columns, *rows)}
    for index, group in enumerate(groups):
        if group.id not in used:
            hint = f"write `group: {group.id}` at its columns or its rows, or remove it"
            yield TableFinding("wrong-table", f"nothing is in the group `{group.id}`", hint, ("groups", index))


def _wrong_spans(columns: Columns, rows: Rows) -> Iterator[TableFinding]:
    """Cells that reach out of the table, or over cells that say something."""
    names, places = [column.id for column in columns], {row.id: row for row in rows}
    for index, row in enumerate(rows):
        for name, (width, height) in row.spans.items():
            path = ("rows", index, _span_key(row, name), name)
            if name in names and (names.index(name) + width > len(names) or index + height > len(rows)):
                yield TableFinding(
                    "wrong-table", f"the cell under `{name}` reaches out of the table", "make it smaller", path
                )
    seen: set[tuple[str, str]] = set()
    for (below, beside), (row_id, name) in covered(columns, rows):
        other = places[below]
        path = ("rows", list(places).index(row_id), _span_key(places[row_id], name), name)
        if beside in other.values or beside in other.cells or beside in other.spans or (below, beside) in seen:
            message = f"the cell under `{name}` covers `{beside}` of the row `{below}`, which is not empty"
            yield TableFinding("wrong-table", message, "remove one of the two", path)
        seen.add((below, beside))


def _span_key(row: Row, column: str) -> str:
    return "colspan" if column in row.colspan else "rowspan"


def _unknown_remarks(rows: Rows, remarks: Sequence[Remark]) -> Iterator[TableFinding]:
    known = [remark.id for remark in remarks]
    for index, row in enumerate(rows):
        for name, remark in row.remarks.items():
            if remark not in known:
                message = f"there is no remark `{remark}` under this table"
                yield TableFinding(
                    "unknown-id",
                    message,
                    f"add it under `remarks:`; {choices(remark, known, 'remarks')}",
                    ("rows", index, "remarks", name),
                )


def _wrong_totals(columns: Columns, rows: Rows) -> Iterator[TableFinding]:
    """Totals of nothing, and those that are not the sums of their rows."""
    indices = {row.id: index for index, row in enumerate(rows)}
    for total in totals(columns, rows):
        path = ("rows", indices[total.row.id], "values", total.column.id)
        if not total.addends:
            yield TableFinding(
                "wrong-total", f"there are no rows that `{total.row.id}` is the total of", _NO_ROWS, path[:2]
            )
        elif total.is_wrong or (total.difference and total.are_whole and not total.gaps):
            typed, summed = Decimal(total.row.numbers[total.column.id]), Decimal(total.sum)
            message = f"the total under `{total.column.id}` is {typed:f}, and its rows add up to {summed:f}"
            if total.is_wrong:
                yield TableFinding("wrong-total", message, _WRONG_TOTAL.format(name=total.column.id), path)
            else:
                yield TableFinding("wrong-total", f"{message}: were they rounded?", _ROUNDED, path, Severity.WARNING)


_ROUNDED = "if they were not, correct the total or a row; if they were, say so in a remark under the table"
_NO_ROWS = "a total is that of the rows of its `group:`, or of all rows where it has none"
_WRONG_TOTAL = (
    "correct the total or a row, or leave the total out, and it is computed; "
    "if `{name}` does not add up (a rate, an average, a rank), write `total: false` at the column"
)
