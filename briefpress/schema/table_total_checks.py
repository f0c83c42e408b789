"""What is wrong with the totals of a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from briefpress.core.problems import Severity
from briefpress.schema.table_findings import TableFinding
from briefpress.schema.table_parts import Column, Row
from briefpress.schema.table_totals import Total, sums, totals

_ROUNDED = "if they were not, correct the total or a row; if they were, say so in a remark under the table"
_NO_ROWS = "a total is that of the rows of its `group:`, or of all rows where it has none"
_AMONG = "put it below all of its rows; rows that have a total of their own, and that total, need the same `group:`"
_COUNTED = (
    "remove one of the two, a row of a file by `filter:` with `none_of:`; "
    "or write `total: true` at the row, or `total: false` if it is no total"
)
#: What totals are called in languages of Europe and others.
_TOTALS = frozenset((
    "total", "totals", "totaal", "totale", "totali", "gesamt", "insgesamt", "gesamtsumme", "summe",
    "sum", "suma", "somme", "ensemble", "razem", "ukupno", "skupaj", "celkem", "spolu", "összesen",
    "yhteensä", "summa", "totalt", "sammanlagt", "kokku", "kopā", "viso", "σύνολο", "общо", "итого",
    "всего", "усього", "разом", "subtotal", "subtotaal", "subtotale", "sous-total", "zwischensumme",
    "teilsumme", "المجموع", "الإجمالي", "toplam", "jumlah", "合计", "总计", "合計",
))  # fmt: skip


def wrong_totals(columns: Sequence[Column], rows: Sequence[Row]) -> Iterator[TableFinding]:
    """Totals of nothing, those that are not the sums of their rows, and sums that nobody has asked for."""
    indices = {row.id: index for index, row in enumerate(rows)}
    computed = sums(columns, rows)
    for total in totals(columns, rows):
        path = ("rows", indices[total.row.id], "values", total.column.id)
        if not total.addends:
            message = f"there are no rows that `{total.row.id}` is the total of"
            yield TableFinding("wrong-total", message, _NO_ROWS, path[:2])
        elif (total.row.id, total.column.id) in computed and total.column.is_share:
            yield TableFinding("wrong-total", *_share(total), path)
        elif total.is_wrong:
            yield TableFinding("wrong-total", _difference(total), _hint(total), path)
        elif total.difference and total.are_whole and not total.gaps:
            message = f"{_difference(total)}: were they rounded?"
            yield TableFinding("wrong-total", message, _ROUNDED, path, Severity.WARNING)


def _difference(total: Total) -> str:
    typed, summed = Decimal(total.row.numbers[total.column.id]), Decimal(total.sum)
    return f"the total under `{total.column.id}` is {typed:f}, and its rows add up to {summed:f}"


def _hint(total: Total) -> str:
    """What to do about a total that is not the sum of its rows."""
    name = total.column.id
    is_computed = not (total.gaps or total.column.is_share)
    other = "leave the total out, and it is computed" if is_computed else "write – for it"
    reason = f"if `{name}` does not add up (a rate, an average, a rank), write `total: false` at the column"
    return f"correct the total or a row, or {other}; {reason}"


def _share(total: Total) -> tuple[str, str]:
    """The message and the hint for a sum of percentages that nobody has asked for."""
    name = total.column.id
    message = f"there is no total under `{name}`: percentages are only added up if the column says so"
    hint = f"type the total under `{name}`, or –; to have them added up, write `total: true` at the column"
    return message, hint


def misplaced_totals(columns: Sequence[Column], rows: Sequence[Row]) -> Iterator[TableFinding]:
    """Totals among their rows, which to a reader are those above, and totals that are counted as rows of others."""
    addends = defaultdict[str | None, list[int]](list)
    for place, row in enumerate(rows):
        for group in {None, row.group} if not row.total else ():
            addends[group].append(place)
    named = [place for place in addends[None] if _is_called_total(rows[place], columns, alone=True)]
    for index, row in enumerate(rows):
        counted = addends[row.group] if row.total else []
        if not counted:
            continue
        if counted[0] < index < counted[-1]:
            message = f"the total `{row.id}` stands among its rows, and those below it are counted in it as well"
            yield TableFinding("wrong-total", message, _AMONG, ("rows", index))
        for place in named:
            if row.group in (None, rows[place].group):
                message = f"the total `{row.id}` counts the row `{rows[place].id}`, which is called a total itself"
                yield TableFinding("wrong-total", message, _COUNTED, ("rows", place))


def unmarked_totals(columns: Sequence[Column], rows: Sequence[Row]) -> Iterator[TableFinding]:
    """Rows of numbers that are called totals and are not marked as such: nobody has checked them."""
    summed = [column for column in columns if column.holds == "number" and column.total]
    for index, row in enumerate(rows[2:], start=2):
        if _is_called_total(row, columns) and any(column.id in row.numbers for column in summed):
            message = f"the row `{row.id}` is not marked as a total: it is not compared with the sum of its rows"
            hint = "write `total: true` at the row, as in `{total: true, cells: […]}`; if it is none, `total: false`"
            yield TableFinding("wrong-total", message, hint, ("rows", index), Severity.WARNING)


def _is_called_total(row: Row, columns: Sequence[Column], *, alone: bool = False) -> bool:
    """Whether a row that does not say if it is a total is called one: “Total EU” may be, “Total” `alone` is certain."""
    first, *others = row.cells.get(columns[0].id, "").casefold().rstrip(" :").split() or [""]
    return "total" not in row.model_fields_set and first in _TOTALS and not (alone and others)
