"""A drawn chart, looked at: where its words and marks are, and what a reader could not see or tell apart.

Vega says in the classes of its SVG what everything is: `role-mark`, `role-axis-label`, `role-legend-symbol`. Lengths
are CSS pixels from the top left corner of the picture.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring

Point = tuple[float, float]
Polygon = tuple[Point, ...]

#: How far letters reach above and below their baseline, in multiples of the font size: those that most words have.
_ABOVE, _BELOW = 0.62, 0.1
#: How far marks may reach over their frame, in pixels: half of a line or a bar stands outside.
_OVERLAP = 3.0
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


@dataclass(frozen=True)
class Lettering:
    """A text on the chart."""

    lines: tuple[str, ...]
    #: What it is: `axis-label`, `legend-label`, `mark` …
    role: str
    #: What it is a part of: one of the axes, legends or marks.
    part: int
    size: float
    is_turned: bool
    #: Where each of its lines is.
    boxes: tuple[Polygon, ...]

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(self.lines)

    def touches(self, other: Lettering, gap: float = 0.0) -> bool:
        """Whether it lies on another text, or is nearer to it than a gap."""
        return any(_overlap(one, two, gap) for one in self.boxes for two in other.boxes)


@dataclass(frozen=True)
class Mark:
    """A mark: the kind (`rect`, `symbol`, `line` …) and name of its group, its outline and the frame around it."""

    kind: str
    name: str
    part: int
    outline: Polygon
    frame: Polygon
    #: Its colour; "" where others can be seen through it.
    fill: str = ""
    #: Whether a coordinate of it is no number.
    is_nowhere: bool = False

    @cached_property
    def bounds(self) -> tuple[Point, Point]:
        """Its top left and bottom right corner."""
        return _bounds(self.outline)

    def is_outside(self, across: float, down: float) -> bool:
        """Whether it reaches farther over its frame than these lengths."""
        (left, top), (right, bottom) = _bounds(self.frame)
        (x, y), (x2, y2) = self.bounds
        return x < left - across or x2 > right + across or y < top - down or y2 > bottom + down

    @property
    def size(self) -> tuple[float, float]:
        """How wide and how tall it is."""
        (x, y), (x2, y2) = self.bounds
        return x2 - x, y2 - y

    def covers(self, other: Mark) -> bool:
        """Whether nothing could be seen of another mark beneath it."""
        (left, top), (right, bottom) = self.bounds
        (x, y), (x2, y2) = other.bounds
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
        across = [x for text in self.texts if not text.is_turned for box in text.boxes for x, _ in box]
        return max(0, -min(across, default=0)), max(0, max(across, default=0) - self.width)

    def collisions(self) -> Iterator[tuple[Lettering, Lettering]]:
        """The texts that lie on one another."""
        in_order = sorted(self.texts, key=lambda text: _left(text))
        for index, one in enumerate(in_order):
            right = max((x for box in one.boxes for x, _ in box), default=0.0)
            for two in in_order[index + 1 :]:
                if _left(two) > right:
                    break
                if one.touches(two):
                    yield one, two

    def crowded(self, gap: float) -> bool:
        """Whether the labels of an axis lie on each other, or are nearer than a gap."""
        axes = defaultdict(list)
        for text in self.texts:
            if text.role == "axis-label":
                axes[text.part].append(text)
        return any(one.touches(two, gap) for labels in axes.values() for one, two in pairwise(labels))

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
        corners = [_bounds(frame) for frame in {mark.frame for mark in self.marks} if frame]
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
    in_order = sorted(enumerate(marks), key=lambda pair: pair[1].bounds[0])
    for at, (number, mark) in enumerate(in_order):
        (_, _), (right, _) = mark.bounds
        for other_number, other in in_order[at + 1 :]:
            if other.bounds[0][0] >= right - 0.1:
                break
            yield (mark, other) if number < other_number else (other, mark)


def _thickness(sizes: tuple[float, ...], others: tuple[float, ...]) -> float:
    """Half of the size that all bars have in common, where it is not also their length."""
    is_common = max(sizes) - min(sizes) < 1
    are_alike = is_common and max(others) - min(others) < 1
    return sizes[0] / 2 if is_common and not (are_alike and sizes[0] > others[0]) else 0.0


def _left(text: Lettering) -> float:
    return min((x for box in text.boxes for x, _ in box), default=0.0)


def scene_of(svg: str, width: Callable[[str, float, int], float]) -> Scene:
    """What is on a chart that Vega drew; `width` gives that of a text by its font size and weight."""
    root = fromstring(svg)  # noqa: S314 (made by vl-convert a moment ago)
    walk = _Walk(Scene(float(root.get("width", "0")), float(root.get("height", "0"))), width)
    walk.visit(root, _Around(Matrix()))
    return walk.scene


@dataclass(frozen=True)
class _Around:
    """What surrounds an element."""

    matrix: Matrix
    frame: Polygon = ()
    role: str = ""
    kind: str = ""
    name: str = ""
    part: int = 0
    #: The axis or legend that it belongs to.
    guide: int = 0


@dataclass
class _Walk:
    scene: Scene
    width: Callable[[str, float, int], float]
    parts: int = 0

    def visit(self, element: Element, around: _Around) -> None:
        tag = element.tag.rpartition("}")[2]
        here = replace(around, matrix=around.matrix.then(element.get("transform", "")))
        if tag == "g":
            self.group(element, here)
        elif tag == "text":
            self.text(element, here)
        elif around.role == "legend-symbol" and tag == "path":
            looks = (element.get(name, "") for name in ("d", "stroke-dasharray", "stroke", "fill"))
            self.scene.legends[around.guide].append(tuple(looks))
        elif around.role == "mark" and around.kind not in ("group", "text") and tag in ("path", "line"):
            self.mark(element, here)
        else:
            for child in element:
                self.visit(child, here)

    def group(self, element: Element, here: _Around) -> None:
        kind, role, *names = [*element.get("class", "").split(), "", ""][:3]
        if kind.startswith("mark-"):
            self.parts += 1
            role = role.removeprefix("role-")
            guide = self.parts if role in ("axis", "legend") else here.guide
            name = names[0] if names else ""
            here = replace(here, kind=kind.removeprefix("mark-"), role=role, name=name, part=self.parts, guide=guide)
            if role == "mark" and here.kind != "group":
                self.scene.counts[name] += 0
        for child in element:
            if child.get("class") == "background" and (frame := _points(child.get("d", ""))):
                (left, top), (right, bottom) = _bounds(frame)
                if right - left > 1 or bottom - top > 1:
                    here = replace(here, frame=tuple(here.matrix.at(point) for point in frame))
            elif child.get("class") != "foreground":
                self.visit(child, here)

    def text(self, element: Element, here: _Around) -> None:
        lines = tuple("".join(line.itertext()) for line in list(element) or [element])
        if not any(map(str.strip, lines)):
            return
        if here.role == "mark":
            self.scene.counts[here.name] += 1
        if element.get("opacity") == "0":
            return
        size = float(element.get("font-size", "0").removesuffix("px"))
        weight = 600 if element.get("font-weight") in ("bold", "600", "700") else 400
        is_turned = abs(math.sin(here.matrix.angle)) > 0.01
        boxes = tuple(self.boxes(element, lines, size, weight, here.matrix))
        part = here.guide or here.part
        self.scene.texts.append(Lettering(lines, here.role, part, size, is_turned, boxes))

    def boxes(
        self, element: Element, lines: tuple[str, ...], size: float, weight: int, matrix: Matrix
    ) -> Iterator[Polygon]:
        down = 0.0
        for line, part in zip(lines, list(element) or [element], strict=True):
            down += float(part.get("dy", "0")) if part is not element else 0.0
            width = self.width(line, size, weight)
            left = {"middle": -width / 2, "end": -width}.get(element.get("text-anchor", ""), 0.0)
            top, bottom = down - _ABOVE * size, down + _BELOW * size
            corners = ((left, top), (left + width, top), (left + width, bottom), (left, bottom))
            yield tuple(map(matrix.at, corners))

    def mark(self, element: Element, here: _Around) -> None:
        self.scene.counts[here.name] += 1
        outline = (*_points(element.get("d", "")),)
        if here.kind == "symbol":
            outline = ((0.0, 0.0),)
        elif here.kind == "rule":
            outline = ((0.0, 0.0), (float(element.get("x2", "0")), float(element.get("y2", "0"))))
        if outline:
            is_opaque = not {"opacity", "fill-opacity"} & element.attrib.keys()
            fill = element.get("fill", "").replace("none", "") if is_opaque else ""
            placed = tuple(map(here.matrix.at, outline))
            is_nowhere = any("NaN" in value or "Infinity" in value for value in element.attrib.values())
            self.scene.marks.append(Mark(here.kind, here.name, here.part, placed, here.frame, fill, is_nowhere))


def _points(path: str) -> list[Point]:
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
        points = _points(f"M{part}")
        (left, _), (right, _) = _bounds(points)
        if right - left < 0.01 and len(points) <= 2:
            yield points[0]


def _bounds(points: Iterable[Point]) -> tuple[Point, Point]:
    """The top left and the bottom right corner of what has these points; nothing has both at the origin."""
    across, down = zip(*points, strict=True) if points else ((0.0,), (0.0,))
    return (min(across), min(down)), (max(across), max(down))


def _overlap(one: Polygon, two: Polygon, gap: float) -> bool:
    """Whether two rectangles overlap, or are nearer than a gap: no side of either parts them."""
    for box in (one, two):
        for (x1, y1), (x2, y2) in ((box[0], box[1]), (box[1], box[2])):
            length = math.hypot(x2 - x1, y2 - y1) or 1.0
            normal = (x2 - x1) / length, (y2 - y1) / length
            spans = [[x * normal[0] + y * normal[1] for x, y in polygon] for polygon in (one, two)]
            if max(spans[0]) + gap <= min(spans[1]) + 0.5 or max(spans[1]) + gap <= min(spans[0]) + 0.5:
                return False
    return True
