"""What is wrong with a table, first of all with its cells: those that are not there, or of another kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from briefpress.core.problems import Severity, choices
from briefpress.language.periods import Period
from briefpress.schema.table_findings import TableFinding
from briefpress.schema.table_parts import GAP_HINT, Column, Grouping, Remark, Row, time_in
from briefpress.schema.table_shape_checks import wrong_groups, wrong_spans
from briefpress.schema.table_spans import covered
from briefpress.schema.table_total_checks import misplaced_totals, unmarked_totals, wrong_totals
from briefpress.schema.table_totals import sums, totals
from briefpress.schema.table_years import doubtful_years

Columns = Sequence[Column]
Rows = Sequence[Row]
#: What begins like a date of ISO 8601 with a month or a quarter.
_DATE = re.compile(r"\d{4}-(\d\d|Q\d)(?!\d)")


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
    yield from _printed_dates(columns, rows)
    yield from wrong_groups(columns, rows, groups)
    yield from wrong_spans(columns, rows)
    yield from _unknown_remarks(rows, remarks)
    yield from wrong_totals(columns, rows)
    yield from misplaced_totals(columns, rows)
    yield from unmarked_totals(columns, rows)
    yield from doubtful_years(columns, rows)


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
    """Cells of columns that the table does not have, decimals of what has none, and columns of the same title."""
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
        heads = [(other.title.casefold(), other.unit, other.group) for other in columns[: index + 1]]
        if heads[-1] in heads[:-1]:
            message = f"two columns are titled `{column.title}`, and nobody can tell which is which"
            hint = "give each a title of its own, or put them in different groups: `group:`"
            yield TableFinding("wrong-table", message, hint, ("columns", index), Severity.WARNING)


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


def _printed_dates(columns: Columns, rows: Rows) -> Iterator[TableFinding]:
    """Dates of ISO 8601 among words, where the column does not say that it holds words: they are printed as typed."""
    for index, row in enumerate(rows):
        for column in (column for column in columns if "holds" not in column.model_fields_set):
            text = row.cells.get(column.id, "")
            if _DATE.match(text) and time_in(text):
                message = f"`{text}` is printed as it is typed: the column `{column.id}` holds words"
                hint = "write the date in words, or add `holds: date` to the column; if it is no date, `holds: words`"
                yield TableFinding("wrong-date", message, hint, ("rows", index, "cells", column.id), Severity.WARNING)


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
    return f"{row} has nothing under `{column.id}`", f"{_place(column)}; {GAP_HINT}"


def _place(column: Column) -> str:
    """Where to fill a cell, in whatever form its row stands."""
    in_row = f"add a cell for `{column.id}` to the row"
    return f"{in_row}, or to its `cells` in the manuscript" if column.holds == "words" else in_row


def _home(column: Column) -> str:
    return "`cells` in the manuscript" if column.holds == "words" else "`values` in brief.yaml"


def _decimals(number: int | Decimal) -> int:
    return len(f"{Decimal(number):f}".partition(".")[2])


def _is_date(value: object) -> bool:
    return isinstance(value, Period) or (isinstance(value, int) and 1000 <= value <= 9999)


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
