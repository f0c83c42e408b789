"""Shapes of an SVG: where they come to lie, what they span, and whether they overlap. Lengths are CSS pixels."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

Point = tuple[float, float]
Polygon = tuple[Point, ...]

_NUMBER = r"-?\d+(?:\.\d+)?(?:e-?\d+)?"


@dataclass(frozen=True)
class Matrix:
    """A rotation and a shift (SVG, “transform”)."""

    angle: float = 0.0
    x: float = 0.0
    y: float = 0.0

    def at(self, point: Point) -> Point:
        """Where a point comes to lie."""
        sine, cosine = math.sin(self.angle), math.cos(self.angle)
        x, y = point
        return self.x + x * cosine - y * sine, self.y + x * sine + y * cosine

    def then(self, transform: str) -> Matrix:
        """This one around what an attribute says."""
        matrix = self
        for name, numbers in re.findall(r"(translate|rotate)\(([^)]*)\)", transform):
            first, *rest = map(float, re.findall(_NUMBER, numbers) or ["0"])
            if name == "rotate":
                matrix = replace(matrix, angle=matrix.angle + math.radians(first))
            else:
                x, y = matrix.at((first, rest[0] if rest else 0.0))
                matrix = replace(matrix, x=x, y=y)
        return matrix


def points_of(path: str) -> list[Point]:
    """The points that a path leads through (SVG, “d”); arcs and curves by their ends."""
    points: list[Point] = []
    x = y = 0.0
    for command, arguments in re.findall(r"([A-Za-z])([^A-Za-z]*(?:e-?\d+[^A-Za-z]*)*)", path):
        numbers = [float(number) for number in re.findall(_NUMBER, arguments)]
        match command:
            case "h":
                x += numbers[0]
            case "v":
                y += numbers[0]
            case "H":
                x = numbers[0]
            case "V":
                y = numbers[0]
            case _ if len(numbers) >= 2:
                x, y = numbers[-2:]
            case _:
                continue
        points.append((x, y))
    return points


def lone_points(path: str) -> Iterator[Point]:
    """The points of a line or an area to which nothing leads (SVG, “d”): nothing is drawn there."""
    for part in path.split("M")[1:]:
        points = points_of(f"M{part}")
        (left, _), (right, _) = corners_of(points)
        if right - left < 0.01 and len(points) <= 2:
            yield points[0]


def corners_of(points: Iterable[Point]) -> tuple[Point, Point]:
    """The top left and the bottom right corner of what has these points; nothing has both at the origin."""
    across, down = zip(*points, strict=True) if points else ((0.0,), (0.0,))
    return (min(across), min(down)), (max(across), max(down))


def overlap(one: Polygon, two: Polygon, gap: float) -> bool:
    """Whether two rectangles overlap, or are nearer than a gap: no side of either parts them."""
    for box in (one, two):
        for (x1, y1), (x2, y2) in ((box[0], box[1]), (box[1], box[2])):
            length = math.hypot(x2 - x1, y2 - y1) or 1.0
            normal = (x2 - x1) / length, (y2 - y1) / length
            spans = [[x * normal[0] + y * normal[1] for x, y in polygon] for polygon in (one, two)]
            if max(spans[0]) + gap <= min(spans[1]) + 0.5 or max(spans[1]) + gap <= min(spans[0]) + 0.5:
                return False
    return True
