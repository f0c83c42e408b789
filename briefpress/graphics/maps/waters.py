"""The rivers of a map: clipped, drawn and named where they run."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import dist
from typing import NamedTuple

from briefpress.graphics.maps.geometry import Box, Line, Point, clipped_line, path, simplified
from briefpress.graphics.maps.symbols import river_symbol
from briefpress.graphics.tokens import Tokens

#: How far apart the places are at which the name of a river is tried, in pixels.
_STEP = 8.0


class Course(NamedTuple):
    """A river as a map names it, and its lines."""

    name: str
    lines: Sequence[Line]

    def within(self, box: Box, tolerance: float) -> Course:
        """What of it is in a box, simplified."""
        pieces = (piece for line in self.lines for piece in clipped_line(line, box))
        return Course(self.name, [simplified(piece, tolerance) for piece in pieces if _length(piece) > 1])


def drawn_rivers(rivers: Sequence[Course], tokens: Tokens) -> str:
    """Rivers in pixels; where they meet, none lies over another."""
    data = "".join(path(line) for river in rivers for line in river.lines)
    return river_symbol(data, tokens) if data else ""


def points_along(river: Course) -> list[Point]:
    """Where the name of a river may stand: along its longest lines, first amid them."""
    ordered = []
    for line in sorted(river.lines, key=_length, reverse=True):
        points = _spaced(line)
        middle = len(points) / 2
        ordered += [points[number] for number in sorted(range(len(points)), key=lambda number: abs(number - middle))]
    return ordered


def _length(line: Line) -> float:
    return sum(dist(one, two) for one, two in pairwise(line))


def _spaced(line: Line) -> list[Point]:
    """Points along a line, some pixels apart."""
    points = line[:1]
    for (x, y), (u, v) in pairwise(line):
        steps = max(1, round(dist((x, y), (u, v)) / _STEP))
        points += [(x + (u - x) * step / steps, y + (v - y) * step / steps) for step in range(1, steps + 1)]
    return points
