"""Files: the places in their texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpress.core.files import position_of
from briefpress.core.problems import Position

FILE = Path("fr.yaml")


@pytest.mark.parametrize(
    ("start", "end", "place"),
    [(0, None, (1, 1, 1)), (2, 5, (1, 3, 3)), (5, None, (1, 6, 1)), (6, 6, (2, 1, 1)), (7, 9, (3, 1, 2))],
)
def test_an_offset_is_a_line_and_a_column(start: int, end: int | None, place: tuple[int, int, int]) -> None:
    assert position_of(FILE, "title\n\nété", start, end) == Position(FILE, *place)
