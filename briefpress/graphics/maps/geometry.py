"""Lines and rings on a plane: measured, clipped, simplified, and written as paths of SVG."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from math import ceil, hypot
from typing import NamedTuple

Point = tuple[float, float]
Line = list[Point]

#: What is smaller, in square pixels, is not drawn at all.
_VISIBLE = 0.5
#: How far apart, in degrees, the points of a line are at most: between them it is straight on every map.
_STEP = 1.0


class Box(NamedTuple):
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, middle: Point, width: float, height: float) -> Box:
        """The box of this size around a point."""
        x, y = middle
        return cls(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def size(self) -> tuple[float, float]:
        """Its width and height."""
        return self.width, self.height

    @property
    def middle(self) -> Point:
        """Its middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, point: Point) -> bool:
        """Whether a point is in it."""
        return self.left < point[0] < self.right and self.top < point[1] < self.bottom

    def meets(self, other: Box) -> bool:
        """Whether two boxes have a part in common."""
        return (
            self.left < other.right and self.right > other.left and self.top < other.bottom and self.bottom > other.top
        )

    def encloses(self, other: Box) -> bool:
        """Whether another box is wholly in it."""
        left, top, right, bottom = other
        return self.left <= left and self.right >= right and self.top <= top and self.bottom >= bottom

    def grown(self, margin: float) -> Box:
        """The box with a margin around it."""
        return Box(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)


def area(ring: Line) -> float:
    """The area inside a ring."""
    return abs(sum(x * v - u * y for (x, y), (u, v) in _sides(ring))) / 2


def bounds(points: Iterable[Point]) -> Box:
    """The bounding box of some points."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def dense(line: Line) -> Line:
    """A line in degrees with points between those that are far apart: a parallel is no straight line on a plane."""
    points = line[:1]
    for (x, y), (u, v) in pairwise(line):
        steps = max(1, ceil(max(abs(u - x), abs(v - y)) / _STEP))
        points += [(x + (u - x) * step / steps, y + (v - y) * step / steps) for step in range(1, steps)] + [(u, v)]
    return points


def clipped(ring: Line, box: Box) -> Line:
    """The part of a ring in a box (Sutherland and Hodgman, 1974); [] where there is none."""
    around = bounds(ring)
    if not box.meets(around):
        return []
    if box.encloses(around):
        return ring
    for axis, edge, side in ((0, box.left, 1), (0, box.right, -1), (1, box.top, 1), (1, box.bottom, -1)):
        inside: Line = []
        for one, two in _sides(ring):
            begins, ends = (one[axis] - edge) * side >= 0, (two[axis] - edge) * side >= 0
            inside += [one] if begins else []
            if begins != ends:
                share = (edge - one[axis]) / (two[axis] - one[axis])
                inside.append((one[0] + share * (two[0] - one[0]), one[1] + share * (two[1] - one[1])))
        ring = inside
    return ring


def clipped_line(line: Line, box: Box) -> list[Line]:
    """The pieces of a line that are in a box (Liang and Barsky, 1984)."""
    pieces: list[Line] = []
    for one, two in pairwise(line):
        if not (part := _clipped_side(one, two, box)):
            continue
        if pieces and pieces[-1][-1] == part[0]:
            pieces[-1].append(part[1])
        else:
            pieces.append(list(part))
    return pieces


def _clipped_side(one: Point, two: Point, box: Box) -> tuple[Point, Point] | None:
    """The part of a side that is in a box; None where none is."""
    start, end = 0.0, 1.0
    for axis, low, high in ((0, box.left, box.right), (1, box.top, box.bottom)):
        step = two[axis] - one[axis]
        if step == 0 and not low <= one[axis] <= high:
            return None
        if step:
            enters, leaves = sorted(((low - one[axis]) / step, (high - one[axis]) / step))
            start, end = max(start, enters), min(end, leaves)
    if start >= end:
        return None
    first, last = (
        (one[0] + share * (two[0] - one[0]), one[1] + share * (two[1] - one[1])) if 0 < share < 1 else point
        for share, point in ((start, one), (end, two))
    )
    return first, last


def simplified(line: Line, tolerance: float) -> Line:
    """A line without the points that lie less than the tolerance off it (Douglas and Peucker, 1973)."""
    return [line[number] for number in essential(line, tolerance)]


def essential(line: Line, tolerance: float) -> list[int]:
    """The numbers of the points of a line that do not lie less than the tolerance off it."""
    numbers = [0, len(line) - 1]
    parts = [(0, len(line) - 1)]
    while parts:
        start, end = parts.pop()
        if end - start < 2:
            continue
        distances = _distances(line[start : end + 1])
        if (farthest := max(distances)) >= tolerance:
            middle = start + 1 + distances.index(farthest)
            numbers.append(middle)
            parts += [(start, middle), (middle, end)]
    return sorted(set(numbers))


def _distances(line: Line) -> list[float]:
    """How far the points of a line between its ends are off the straight line from end to end."""
    (x, y), (u, v) = line[0], line[-1]
    if not (length := hypot(u - x, v - y)):
        return [hypot(a - x, b - y) for a, b in line[1:-1]]
    across, down = (u - x) / length, (v - y) / length
    return [abs(down * (a - x) - across * (b - y)) for a, b in line[1:-1]]


def is_visible(ring: Line) -> bool:
    """Whether a ring in pixels is large enough to be drawn."""
    return len(ring) > 2 and area(ring) > _VISIBLE


def path(ring: Line) -> str:
    """The path data of a ring in pixels, to a tenth of a pixel."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in ring]
    steps = [(u - x, v - y) for (x, y), (u, v) in pairwise(tenths) if (u, v) != (x, y)]
    offsets = "".join(_number(x) + _number(y) for x, y in steps)
    return f"M{_number(tenths[0][0])}{_number(tenths[0][1])}l{offsets}"


def _number(tenths: int) -> str:
    """A number with a sign or a space before it, and nothing that can be left out."""
    return f"{tenths / 10: g}".replace(" 0.", " .").replace("-0.", "-.")


def pole_of_inaccessibility(ring: Line) -> Point:
    """The point in a ring that is farthest from its outline, to a sixteenth of its bounding box."""
    left, top, right, bottom = bounds(ring)
    grid = [(left + (right - left) * i / 16, top + (bottom - top) * j / 16) for i in range(1, 16) for j in range(1, 16)]
    inside = [point for point in grid if contains(ring, point)] or grid
    outline = ring[:: max(1, len(ring) // 150)]
    return max(inside, key=lambda point: min((point[0] - x) ** 2 + (point[1] - y) ** 2 for x, y in outline))


def contains(ring: Line, point: Point) -> bool:
    """Whether a point is in a ring: a ray from it to the right crosses the outline an odd number of times."""
    x, y = point
    return sum((b > y) != (d > y) and x < (c - a) * (y - b) / (d - b) + a for (a, b), (c, d) in _sides(ring)) % 2 == 1


def _sides(ring: Line) -> Iterable[tuple[Point, Point]]:
    return zip(ring, ring[1:] + ring[:1], strict=True)
