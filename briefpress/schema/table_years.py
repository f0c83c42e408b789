"""Numbers of a table that are years: they are printed without separators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefpress.core.problems import Severity
from briefpress.schema.table_findings import TableFinding
from briefpress.schema.table_parts import Column, Row
from briefpress.schema.table_spans import Place
from briefpress.schema.table_totals import sums

#: The first and the last number that is printed as a year where it stands among others like it.
_YEARS = (1500, 2100)
#: The years that briefs speak of: others may be amounts.
_USUAL_YEARS = (1900, 2060)


def years(columns: Sequence[Column], rows: Sequence[Row]) -> frozenset[Place]:
    """The numbers that are years, by their rows and columns: those of a column, or a row, that all can be years.

    Rows are looked at where they are series: under years, or in a table that is not longer than wide.
    """
    amounts, of_years = _amounts(columns, rows), _of_years(columns, rows)
    others = {row.id: [number for name, number in row.numbers.items() if name not in of_years] for row in rows}
    # A row of one number is no series.
    series = {name for name, numbers in others.items() if len(numbers) > 1 and all(map(_can_be_year, numbers))}
    numeric = [column for column in columns if column.holds == "number"]
    if len(numeric) < len(rows) and not all(column.title.isdigit() for column in numeric):
        series = set()
    cells = ((row.id, name) for row in rows for name in row.numbers if name not in amounts)
    return frozenset(cell for cell in cells if cell[0] in series or cell[1] in of_years)


def doubtful_years(columns: Sequence[Column], rows: Sequence[Row]) -> Iterator[TableFinding]:
    """Columns of numbers that are printed as years, and may be amounts."""
    of_years = _of_years(columns, rows)
    for index, column in enumerate(columns):
        numbers = [row.numbers[column.id] for row in rows if column.id in row.numbers]
        unusual = [number for number in numbers if not _USUAL_YEARS[0] <= number <= _USUAL_YEARS[1]]
        if column.id in of_years and column.holds == "number" and unusual:
            message = f"the numbers under `{column.id}` are printed as years, without separators: {unusual[0]}"
            hint = "if they are amounts, write `decimals: 0` at the column; if they are years, `holds: date`"
            yield TableFinding("wrong-number", message, hint, ("columns", index), Severity.WARNING)


def _amounts(columns: Sequence[Column], rows: Sequence[Row]) -> set[str]:
    """The columns whose numbers are certain to be no years."""
    typed = {column.id for column in columns if column.unit or column.signed or column.decimals is not None}
    return typed | {name for _, name in sums(columns, rows)}


def _of_years(columns: Sequence[Column], rows: Sequence[Row]) -> set[str]:
    """The columns whose numbers can all be years."""
    names = {name for row in rows for name in row.numbers} - _amounts(columns, rows)
    return {name for name in names if all(_can_be_year(row.numbers.get(name, _YEARS[0])) for row in rows)}


def _can_be_year(number: object) -> bool:
    return isinstance(number, int) and _YEARS[0] <= number <= _YEARS[1]
