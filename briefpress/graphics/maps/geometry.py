"""Lines and rings on a plane: measured, clipped, simplified, and written as paths of SVG."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from math import sqrt

Point = tuple[float, float]
Line = list[Point]

#: What is smaller, in square pixels, is not drawn at all.
_VISIBLE = 1.5
#: How far beyond the edges of a map lines go on, in pixels, so that no outline is seen along an edge.
_BLEED = 2.0


def area(ring: Line) -> float:
    """The area inside a ring."""
    return abs(sum(x * v - u * y for (x, y), (u, v) in _sides(ring))) / 2


def bounds(points: Iterable[Point]) -> tuple[float, float, float, float]:
    """The bounding box of some points: left, top, right and bottom."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def clipped(ring: Line, width: float, height: float) -> Line:
    """The part of a ring on a map of this size, and a little around it (Sutherland and Hodgman, 1974)."""
    for axis, edge, side in ((0, -_BLEED, 1), (0, width + _BLEED, -1), (1, -_BLEED, 1), (1, height + _BLEED, -1)):
        inside: Line = []
        for one, two in _sides(ring):
            begins, ends = (one[axis] - edge) * side >= 0, (two[axis] - edge) * side >= 0
            inside += [one] if begins else []
            if begins != ends:
                share = (edge - one[axis]) / (two[axis] - one[axis])
                inside.append((one[0] + share * (two[0] - one[0]), one[1] + share * (two[1] - one[1])))
        ring = inside
    return ring


def clipped_line(line: Line, width: float, height: float) -> list[Line]:
    """The pieces of a line that are on a map of this size (Liang and Barsky, 1984)."""
    pieces: list[Line] = []
    for one, two in pairwise(line):
        if not (part := _clipped_side(one, two, width, height)):
            continue
        if pieces and pieces[-1][-1] == part[0]:
            pieces[-1].append(part[1])
        else:
            pieces.append(list(part))
    return pieces


def _clipped_side(one: Point, two: Point, width: float, height: float) -> tuple[Point, Point] | None:
    """The part of a side that is on a map of this size; None where none is."""
    start, end = 0.0, 1.0
    for axis, limit in ((0, width), (1, height)):
        step = two[axis] - one[axis]
        if step == 0 and not 0 <= one[axis] <= limit:
            return None
        if step:
            enters, leaves = sorted((-one[axis] / step, (limit - one[axis]) / step))
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
    if len(line) < 3:
        return line
    (x, y), (u, v) = line[0], line[-1]
    length = sqrt((u - x) ** 2 + (v - y) ** 2)
    distances = [
        abs((v - y) * (a - x) - (u - x) * (b - y)) / length if length else sqrt((a - x) ** 2 + (b - y) ** 2)
        for a, b in line[1:-1]
    ]
    farthest = distances.index(max(distances)) + 1
    if distances[farthest - 1] < tolerance:
        return [line[0], line[-1]]
    return simplified(line[: farthest + 1], tolerance)[:-1] + simplified(line[farthest:], tolerance)


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
