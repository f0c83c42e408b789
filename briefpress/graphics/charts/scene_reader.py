"""The SVG of a chart that Vega drew → its scene.

Vega says in the classes of its SVG what everything is: `role-mark`, `role-axis-label`, `role-legend-symbol`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from briefpress.graphics.charts.scene import Lettering, Mark, Scene
from briefpress.graphics.charts.shapes import Matrix, Polygon, corners_of, points_of

#: How far letters reach above and below their baseline, in multiples of the font size: those that most words have.
_ABOVE, _BELOW = 0.62, 0.1
#: What symbols of legends differ by: their shapes, and last the colours of their lines and fills.
_LOOKS = ("d", "stroke-dasharray", "stroke-width", "opacity", "fill-opacity", "stroke-opacity", "stroke", "fill")


def scene_of(svg: Element, width: Callable[[str, float, int], float]) -> Scene:
    """What is on a chart that Vega drew; `width` gives that of a text by its font size and weight."""
    walk = _Walk(Scene(float(svg.get("width", "0")), float(svg.get("height", "0"))), width)
    walk.visit(svg, _Around(Matrix()))
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
            self.scene.legends[around.guide].append(tuple(element.get(name, "") for name in _LOOKS))
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
            if child.get("class") == "background" and (frame := points_of(child.get("d", ""))):
                (left, top), (right, bottom) = corners_of(frame)
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
        self.scene.texts.append(Lettering(lines, here.role, part, is_turned, boxes))

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
        outline = (*points_of(element.get("d", "")),)
        if here.kind == "symbol":
            outline = ((0.0, 0.0),)
        elif here.kind == "rule":
            outline = ((0.0, 0.0), (float(element.get("x2", "0")), float(element.get("y2", "0"))))
        if outline:
            is_opaque = not {"opacity", "fill-opacity"} & element.attrib.keys()
            fill = element.get("fill", "").replace("none", "") if is_opaque else ""
            placed = tuple(map(here.matrix.at, outline))
            is_nowhere = any("NaN" in value or "Infinity" in value for value in element.attrib.values())
            self.scene.marks.append(Mark(here.kind, here.part, placed, here.frame, fill, is_nowhere))
