"""A drawn chart, looked at: where its words and marks are, and what a reader could not see or tell apart.

Lengths are CSS pixels from the top left corner of the picture.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from briefpress.graphics.charts.shapes import Point, Polygon, corners_of, overlap

#: How far marks may reach over their frame, in pixels: half of a line or a bar stands outside.
_OVERLAP = 3.0
#: What is thinner than this cannot be seen.
_FLAT = 0.01


@dataclass(frozen=True)
class Lettering:
    """A text on the chart."""

    lines: tuple[str, ...]
    #: What it is: `axis-label`, `legend-label`, `mark` …
    role: str
    #: What it is a part of: one of the axes, legends or marks.
    part: int
    is_turned: bool
    #: Where each of its lines is.
    boxes: tuple[Polygon, ...]

    @cached_property
    def corners(self) -> tuple[Point, Point]:
        """The top left and bottom right corner of all its lines."""
        return corners_of([point for box in self.boxes for point in box])

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(self.lines)

    def touches(self, other: Lettering, gap: float = 0.0) -> bool:
        """Whether it lies on another text, or is nearer to it than a gap."""
        return any(overlap(one, two, gap) for one in self.boxes for two in other.boxes)


@dataclass(frozen=True)
class Mark:
    """A mark: the kind (`rect`, `symbol`, `line` …) and number of its group, its outline and the frame around it."""

    kind: str
    part: int
    outline: Polygon
    frame: Polygon
    #: Its colour; "" where others can be seen through it.
    fill: str = ""
    #: Whether a coordinate of it is no number.
    is_nowhere: bool = False

    @cached_property
    def corners(self) -> tuple[Point, Point]:
        """Its top left and bottom right corner."""
        return corners_of(self.outline)

    def is_outside(self, across: float, down: float) -> bool:
        """Whether it reaches farther over its frame than these lengths."""
        (left, top), (right, bottom) = corners_of(self.frame)
        (x, y), (x2, y2) = self.corners
        return x < left - across or x2 > right + across or y < top - down or y2 > bottom + down

    @property
    def size(self) -> tuple[float, float]:
        """How wide and how tall it is."""
        (x, y), (x2, y2) = self.corners
        return x2 - x, y2 - y

    @property
    def is_flat(self) -> bool:
        """Whether it is a bar, a sector or an area of which nothing can be seen."""
        return self.kind in ("rect", "arc", "area") and min(self.size) < _FLAT

    def covers(self, other: Mark) -> bool:
        """Whether nothing could be seen of another mark beneath it."""
        (left, top), (right, bottom) = self.corners
        (x, y), (x2, y2) = other.corners
        is_there = x2 - x > 1 and y2 - y > 1
        return is_there and left < x + 0.1 and top < y + 0.1 and right > x2 - 0.1 and bottom > y2 - 0.1


@dataclass
class Scene:
    """What is on a chart."""

    width: float
    height: float
    texts: list[Lettering] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    #: How many marks each group has, by its name.
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    #: How the symbols of each legend look.
    legends: dict[int, list[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(list))

    @property
    def over_edges(self) -> tuple[float, float]:
        """How far texts reach over the left and the right edge."""
        level = (text.corners for text in self.texts if not text.is_turned)
        (left, _), (right, _) = corners_of([corner for corners in level for corner in corners])
        return max(0, -left), max(0, right - self.width)

    def collisions(self) -> Iterator[tuple[Lettering, Lettering]]:
        """The texts that lie on one another."""
        in_order = sorted(self.texts, key=lambda text: text.corners[0][0])
        for index, one in enumerate(in_order):
            for two in in_order[index + 1 :]:
                if two.corners[0][0] > one.corners[1][0]:
                    break
                if one.touches(two):
                    yield one, two

    def crowded(self, gap: float) -> bool:
        """Whether the labels of an axis lie on each other, or are nearer than a gap."""
        axes = (labels for (is_axis, _), labels in self.guides().items() if is_axis)
        return any(one.touches(two, gap) for labels in axes for one, two in pairwise(labels))

    def guides(self) -> dict[tuple[bool, int], list[Lettering]]:
        """The labels of each axis (True) and of each legend (False)."""
        labels = defaultdict(list)
        for text in self.texts:
            if text.role in ("axis-label", "legend-label"):
                labels[text.role == "axis-label", text.part].append(text)
        return labels

    def covered(self) -> Iterator[Mark]:
        """The bars and cells that cannot be seen for another one: over it, or of the same colour beneath it."""
        for marks in self._groups("rect").values():
            for under, over in _meeting(marks):
                if over.fill and over.covers(under):
                    yield under
                elif over.fill and over.fill == under.fill and under.covers(over):
                    yield over

    @property
    def least_frame(self) -> float:
        """The height or width of the narrowest frame that marks stand in."""
        corners = [corners_of(frame) for frame in {mark.frame for mark in self.marks} if frame]
        return min((min(right - left, bottom - top) for (left, top), (right, bottom) in corners), default=math.inf)

    def outside(self) -> Iterator[Mark]:
        """The marks that reach over their frames; bars may do so by half of their thickness."""
        for kind in ("rect", "symbol", "line", "area", "rule"):
            for marks in self._groups(kind).values():
                across = down = _OVERLAP
                if kind == "rect":
                    widths, heights = zip(*(mark.size for mark in marks), strict=True)
                    across += _thickness(widths, heights)
                    down += _thickness(heights, widths)
                yield from (mark for mark in marks if mark.frame and mark.is_outside(across, down))

    def _groups(self, kind: str) -> dict[int, list[Mark]]:
        groups = defaultdict(list)
        for mark in self.marks:
            if mark.kind == kind and not mark.is_nowhere:
                groups[mark.part].append(mark)
        return groups


def _meeting(marks: list[Mark]) -> Iterator[tuple[Mark, Mark]]:
    """The pairs of marks that overlap across, each in the order in which they are drawn."""
    in_order = sorted(enumerate(marks), key=lambda pair: pair[1].corners[0])
    for at, (number, mark) in enumerate(in_order):
        (_, _), (right, _) = mark.corners
        for other_number, other in in_order[at + 1 :]:
            if other.corners[0][0] >= right - 0.1:
                break
            yield (mark, other) if number < other_number else (other, mark)


def _thickness(sizes: tuple[float, ...], others: tuple[float, ...]) -> float:
    """Half of the size that all bars have in common, where it is not also their length."""
    is_common = max(sizes) - min(sizes) < 1
    are_alike = is_common and max(others) - min(others) < 1
    return sizes[0] / 2 if is_common and not (are_alike and sizes[0] > others[0]) else 0.0
