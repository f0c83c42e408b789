"""Lines and rings on a flat sheet: measured, cut, thinned, and written as paths of SVG."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from math import sqrt

Point = tuple[float, float]
Line = list[Point]

#: What is smaller is not drawn at all.
_SEEN = 1.5


def area(ring: Line) -> float:
    """The area inside a ring."""
    return abs(sum(x * v - u * y for (x, y), (u, v) in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def bounds(points: Iterable[Point]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of some points."""
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across), max(down)


def cut(ring: Line, width: float, height: float) -> Line:
    """What of a ring lies on the sheet, and a little around it (Sutherland and Hodgman)."""
    for axis, edge, side in ((0, -2.0, 1), (0, width + 2, -1), (1, -2.0, 1), (1, height + 2, -1)):
        kept: Line = []
        for one, two in zip(ring, ring[1:] + ring[:1], strict=True):
            inside, enters = (one[axis] - edge) * side >= 0, (two[axis] - edge) * side >= 0
            kept += [one] if inside else []
            if inside != enters:
                share = (edge - one[axis]) / (two[axis] - one[axis])
                kept.append((one[0] + share * (two[0] - one[0]), one[1] + share * (two[1] - one[1])))
        ring = kept
    return ring


def thinned(line: Line, tolerance: float) -> Line:
    """Douglas and Peucker."""
    if len(line) < 3:
        return line
    (x, y), (u, v) = line[0], line[-1]
    length = sqrt((u - x) ** 2 + (v - y) ** 2)
    off = [
        abs((v - y) * (a - x) - (u - x) * (b - y)) / length if length else sqrt((a - x) ** 2 + (b - y) ** 2)
        for a, b in line[1:-1]
    ]
    middle = off.index(max(off)) + 1
    if off[middle - 1] < tolerance:
        return [line[0], line[-1]]
    return thinned(line[: middle + 1], tolerance)[:-1] + thinned(line[middle:], tolerance)


def is_seen(ring: Line) -> bool:
    """Whether a ring in pixels is large enough to be drawn."""
    return len(ring) > 2 and area(ring) > _SEEN


def path(ring: Line) -> str:
    """The path of a ring, in tenths of pixels from point to point."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in ring]
    steps = [(u - x, v - y) for (x, y), (u, v) in pairwise(tenths) if (u, v) != (x, y)]
    moves = "".join(_number(x) + _number(y) for x, y in steps)
    return f"M{_number(tenths[0][0])}{_number(tenths[0][1])}l{moves}"


def _number(tenths: int) -> str:
    """A number with a sign or a space before it, and nothing that can be left out."""
    shown = f"{tenths / 10:g}".replace("0.", ".", 1) if abs(tenths) < 10 and tenths else f"{tenths / 10:g}"
    return shown if shown.startswith("-") else f" {shown}"


def pole(ring: Line) -> Point:
    """The point of a grid in a ring that is farthest from its outline."""
    left, top, right, bottom = bounds(ring)
    grid = [(left + (right - left) * i / 16, top + (bottom - top) * j / 16) for i in range(1, 16) for j in range(1, 16)]
    inside = [point for point in grid if _holds(ring, point)] or grid
    step = ring[:: max(1, len(ring) // 150)]
    return max(inside, key=lambda at: min((at[0] - x) ** 2 + (at[1] - y) ** 2 for x, y in step))


def _holds(ring: Line, point: Point) -> bool:
    x, y = point
    sides = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum((b > y) != (d > y) and x < (c - a) * (y - b) / (d - b) + a for (a, b), (c, d) in sides) % 2 == 1
