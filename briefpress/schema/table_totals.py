"""The totals of a table: sums that are computed, and sums that were typed and are checked.

Everything is exact. A typed total may differ from the sum of its rows by what rounding can explain: each number that
was rounded is wrong by up to half of its last digit. Whole numbers without a unit are counts, and were not rounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from briefpress.schema.table_parts import Column, Row


@dataclass(frozen=True)
class Total:
    """A cell that holds the total of others: its row and column, and the rows that it sums."""

    row: Row
    column: Column
    addends: tuple[Row, ...]

    @property
    def sum(self) -> int | Decimal:
        """What the numbers of its rows add up to."""
        return sum(row.numbers.get(self.column.id, 0) for row in self.addends)

    @property
    def gaps(self) -> list[Row]:
        """The rows whose number is not known."""
        return [row for row in self.addends if self.column.id not in row.numbers]

    @property
    def tolerance(self) -> Decimal:
        """By how much rounding can make a typed total differ from the sum."""
        numbers = [
            Decimal(row.numbers[self.column.id]) for row in (*self.addends, self.row) if self.column.id in row.numbers
        ]
        if not self.column.unit and all(number == number.to_integral_value() for number in numbers):
            return Decimal(0)
        return sum((Decimal(5).scaleb(_exponent(number) - 1) for number in numbers), Decimal(0))

    @property
    def is_wrong(self) -> bool:
        """Whether a total was typed that is not the sum."""
        typed = self.row.numbers.get(self.column.id)
        if typed is None:
            return False
        difference = Decimal(typed) - Decimal(self.sum)
        if self.gaps:
            # What is not known can only add to it, unless something is below zero.
            is_additive = all(row.numbers.get(self.column.id, 0) >= 0 for row in self.addends)
            return is_additive and difference < -self.tolerance
        return abs(difference) > self.tolerance


def _exponent(number: Decimal) -> int:
    """The power of ten of the last digit that was typed."""
    exponent = number.as_tuple().exponent
    return min(exponent, 0) if isinstance(exponent, int) else 0


def totals(columns: Sequence[Column], rows: Sequence[Row]) -> Iterator[Total]:
    """The cells of a table that hold totals."""
    for row in (row for row in rows if row.total):
        addends = tuple(each for each in rows if not each.total and row.group in (None, each.group))
        for column in columns:
            if column.holds == "number" and column.total:
                yield Total(row, column, addends)


def sums(columns: Sequence[Column], rows: Sequence[Row]) -> Mapping[tuple[str, str], int | Decimal]:
    """The totals that were left to the press, by their rows and columns; none where a number is not known."""
    return {
        (total.row.id, total.column.id): total.sum
        for total in totals(columns, rows)
        if total.column.id not in total.row.values and total.addends and not total.gaps
    }
