"""A part of a sheet, as spreadsheets name it: `A3:D20`, `A3` for all from there on, `A3:D` for some of its columns."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from briefpress.data.records import Cell

_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})(?:\$?([0-9]{1,7}))?)?")


@dataclass(frozen=True)
class Area:
    """The first and the last column and row, counted from 1; the last is None where it is that of the sheet."""

    left: int = 1
    top: int = 1
    right: int | None = None
    bottom: int | None = None

    @classmethod
    def parse(cls, text: str) -> Area | None:
        """The area of a name; None where it is none."""
        match = _AREA.fullmatch(text.strip().upper())
        if match is None:
            return None
        left, top, right, bottom = match.groups()
        area = cls(column_number(left), int(top), _or_none(right, column_number), _or_none(bottom, int))
        is_upright = (area.right or area.left) >= area.left and (area.bottom or area.top) >= area.top > 0
        return area if is_upright else None

    def cut(self, lines: list[list[Cell]]) -> list[list[Cell]]:
        """The cells of lines that are in it."""
        return [line[self.left - 1 : self.right] for line in lines[self.top - 1 : self.bottom]]


def _or_none(text: str | None, read: Callable[[str], int]) -> int | None:
    return read(text) if text else None


def column_number(name: str) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in name:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
