"""The totals of a table: sums that are computed, and sums that were typed and are checked.

Everything is exact. A typed total may differ from the sum of its rows by what rounding can explain: each number that
was rounded is wrong by up to half of its last digit. Whole numbers without a unit are counts, and were not rounded;
those with a unit may be counts, so that a difference is told in any case.
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
    def difference(self) -> Decimal:
        """By how much the total that was typed is more than the sum; 0 where none was."""
        typed = self.row.numbers.get(self.column.id)
        return Decimal(0) if typed is None else Decimal(typed) - Decimal(self.sum)

    @property
    def are_whole(self) -> bool:
        """Whether it and its addends are whole numbers, and printed so."""
        return not self.column.decimals and all(number == number.to_integral_value() for number in self._numbers)

    @property
    def is_wrong(self) -> bool:
        """Whether rounding does not explain the difference."""
        if self.gaps:
            # What is not known can only add to it, unless something is below zero.
            is_additive = all(number >= 0 for number in self._numbers)
            return is_additive and self.difference < -self._tolerance
        return abs(self.difference) > self._tolerance

    @property
    def _numbers(self) -> list[Decimal]:
        """Its numbers, and itself where it was typed."""
        name = self.column.id
        return [Decimal(row.numbers[name]) for row in (*self.addends, self.row) if name in row.numbers]

    @property
    def _tolerance(self) -> Decimal:
        """By how much rounding can make a typed total differ from the sum."""
        if self.are_whole and not self.column.unit:
            return Decimal(0)
        return sum((Decimal(5).scaleb(self._exponent(number) - 1) for number in self._numbers), Decimal(0))

    def _exponent(self, number: Decimal) -> int:
        """The power of ten of the last digit of a number, as it was typed or is printed."""
        exponent = number.as_tuple().exponent
        return min(exponent, -(self.column.decimals or 0)) if isinstance(exponent, int) else 0


def totals(columns: Sequence[Column], rows: Sequence[Row]) -> Iterator[Total]:
    """The cells of a table that hold totals."""
    for row in (row for row in rows if row.total):
        addends = tuple(each for each in rows if not each.total and row.group in (None, each.group))
        for column in columns:
            if column.holds == "number" and column.total:
                yield Total(row, column, addends if row.group else _with_subtotals(addends, column, rows))


def _with_subtotals(addends: tuple[Row, ...], column: Column, rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows of a total of all: of a group with numbers that are not known, its total where that was typed."""
    unknown = {row.group for row in addends if row.group and column.id not in row.numbers}
    typed = [row for row in rows if row.total and row.group in unknown and column.id in row.numbers]
    replaced = {row.group for row in typed}
    return (*(row for row in addends if row.group not in replaced), *typed)


def sums(columns: Sequence[Column], rows: Sequence[Row]) -> Mapping[tuple[str, str], int | Decimal]:
    """The totals that were left to the press, by their rows and columns; none where a number is not known."""
    return {
        (total.row.id, total.column.id): total.sum
        for total in totals(columns, rows)
        if total.column.id not in total.row.values and total.addends and not total.gaps
    }
