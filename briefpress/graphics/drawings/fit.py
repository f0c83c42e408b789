"""Whether the texts of a drawing, in the faces of the house, stay within it and within the boxes they are written in.

Texts are measured as they are set: plain ones, on a line. What has a place for each letter, and what is drawn only
where something refers to it, is left to its author.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import hypot
from typing import NamedTuple
from xml.etree.ElementTree import Element as Plain

from fontTools.misc.arrayTools import calcBounds
from fontTools.misc.transform import Transform

from briefpress.core.problems import Problem, Severity
from briefpress.graphics.drawings import values
from briefpress.graphics.drawings.attributes import pixels, view_box
from briefpress.graphics.drawings.faces import Faces
from briefpress.graphics.drawings.losses import short, words
from briefpress.graphics.drawings.source import SVG, Element, Source
from briefpress.graphics.drawings.table import AXES, TEMPLATES
from briefpress.graphics.drawings.transform import matrix_of
from briefpress.graphics.drawings.values import Scope

#: How far a text may reach over an edge before it is told, in its size: bearings and rounding aside.
_SLACK = 0.3
#: Of a box that is wider than high, in sizes of its text; what is larger is a ground for more than a label.
_HIGHEST = 8
#: A text that is so much wider than a box was not written to fit in.
_WIDEST = 1.6
_INHERITED = ("font-size", "font-weight", "text-anchor", "direction", "letter-spacing", "font-family")


class _Box(NamedTuple):
    """A rectangle in the drawing's own coordinates."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass
class _Line:
    """A text that is set on one line, and how much it takes."""

    element: Plain
    text: str
    size: float
    box: _Box
    is_level: bool
    #: What the drawing shows, where the text stands.
    window: _Box


@dataclass(frozen=True)
class _Frame:
    """What an element is drawn in: its coordinates, what is shown of them, and how large that is in them."""

    matrix: Transform
    window: _Box
    width: float
    height: float

    def inside(self, svg: Plain) -> _Frame:
        """The frame that a drawing in the drawing makes (SVG 2, 8.2)."""
        x, y, width, height = (
            pixels(values.length(svg.get(key) or "0", Scope(width=self.width, height=self.height), AXES[key]))
            for key in ("x", "y", "width", "height")
        )
        box = view_box(svg.get("viewBox", "")) or (0.0, 0.0, width, height)
        across, down, *shift = _fitted(box, width, height, svg.get("preserveAspectRatio", ""))
        matrix = self.matrix.translate(x + shift[0], y + shift[1]).scale(across, down)
        window = self.window
        if svg.get("overflow") != "visible":
            edge = _around([(x, y), (x + width, y), (x, y + height), (x + width, y + height)], self.matrix)
            window = _Box(
                max(window.left, edge.left),
                max(window.top, edge.top),
                min(window.right, edge.right),
                min(window.bottom, edge.bottom),
            )
        return _Frame(matrix, window, box[2], box[3])


@dataclass
class _Walk:
    root: Plain
    faces: Faces
    lines: list[_Line] = field(default_factory=list)
    boxes: list[_Box] = field(default_factory=list)

    def go(self, element: Plain, frame: _Frame, style: Mapping[str, str]) -> None:
        """Gather the texts and boxes in an element."""
        name = str(element.tag).removeprefix(SVG)
        if name in TEMPLATES or element.get("display") == "none" or element.get("opacity") == "0":
            return
        frame = replace(frame, matrix=frame.matrix.transform(matrix_of(element.get("transform", ""))))
        style = {**style, **{key: element.attrib[key] for key in _INHERITED if key in element.attrib}}
        if name == "text" and element.get("visibility", "visible") == "visible":
            self._set(element, frame, style)
        elif name in ("rect", "ellipse", "circle") and (element.get("fill"), element.get("stroke")) != ("none", None):
            self.boxes += _boxes(element, frame.matrix)
        else:
            inner = frame.inside(element) if name == "svg" and element is not self.root else frame
            for child in element:
                self.go(child, inner, style)

    def _set(self, element: Plain, frame: _Frame, style: Mapping[str, str]) -> None:
        line: list[Plain] = []
        start = (0.0, 0.0)
        for part in element.iter():
            places = [part.get(key, "").split() for key in ("x", "y", "dx", "rotate")]
            if any(len(place) > 1 for place in places) or places[3] or "%" in "".join(map("".join, places)):
                return
            if part is element or places[0] or (places[1] and part is not element):
                self._measure(line, start, frame, style, element)
                line = []
                start = (
                    pixels(places[0][0]) if places[0] else start[0],
                    pixels(places[1][0]) if places[1] else start[1],
                )
            line.append(part)
        self._measure(line, start, frame, style, element)

    def _measure(
        self, parts: list[Plain], start: tuple[float, float], frame: _Frame, style: Mapping[str, str], outer: Plain
    ) -> None:
        if not parts:
            return
        own = {**style, **{key: parts[0].attrib[key] for key in _INHERITED if key in parts[0].attrib}}
        size = float(own["font-size"])
        # A tail belongs to the element around it, which is the first.
        pieces = [(part.text or "") + ("" if part is outer else (part.tail or "")) for part in parts]
        text = " ".join("".join(pieces).split())
        if not text:
            return
        width = self.faces.width(text, own.get("font-family", ""), size, int(own["font-weight"]))
        width += len(text) * pixels(own["letter-spacing"])
        width = pixels(parts[0].get("textLength", "")) or width
        anchor = own["text-anchor"]
        if own["direction"] == "rtl":
            anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
        x = start[0] + pixels(parts[0].get("dx", "")) - width * {"middle": 0.5, "end": 1.0}.get(anchor, 0.0)
        corners = [(x, start[1] - 0.6 * size), (x + width, start[1] - 0.6 * size), (x, start[1]), (x + width, start[1])]
        matrix = frame.matrix
        size *= hypot(matrix[0], matrix[1])
        is_level = matrix[1] == 0 == matrix[2]
        self.lines.append(_Line(outer, text, size, _around(corners, matrix), is_level, frame.window))


def misfits(root: Plain, origins: Mapping[Plain, Element], source: Source, faces: Faces) -> Iterator[Problem]:
    """Texts that leave the drawing, or the box that they are written in."""
    walk = _Walk(root, faces)
    initial = {
        "font-size": "16",
        "font-weight": "400",
        "text-anchor": "start",
        "direction": "ltr",
        "letter-spacing": "0",
    }
    box = view_box(root.get("viewBox", ""))
    assert box is not None  # noqa: S101 (every translation has one)
    x, y, width, height = box
    walk.go(root, _Frame(Transform(), _Box(x, y, x + width, y + height), width, height), initial)
    told: set[int] = set()
    for line in walk.lines:
        element = origins.get(line.element)
        if element is None or id(element) in told:
            continue
        name = " or ".join(faces.named(line.element.get("font-family", "")).setting(line.text)[0])
        if _overhang(line.box, line.window, both=True) > _SLACK * line.size:
            message = f"“{short(line.text)}”, set in {name}, runs over the edge of the drawing"
            advice = "move it inwards or give the drawing more room, make it smaller, or turn the text into outlines"
            yield Problem("cut-off-text", message, source.place(element, words(element)[:20]), advice)
        elif line.is_level and any(_is_left(line, frame) for frame in _written_in(line, walk.boxes)):
            message = f"“{short(line.text)}”, set in {name}, is wider than the box around it"
            advice = "make the box wider or the text smaller, break it, or turn the text into outlines"
            place = source.place(element, words(element)[:20])
            yield Problem("cut-off-text", message, place, advice, Severity.WARNING)
        else:
            continue
        told.add(id(element))


def _written_in(line: _Line, boxes: list[_Box]) -> list[_Box]:
    """The smallest box that a text has its middle in, if it is one for a label."""
    x, y = (line.box.left + line.box.right) / 2, (line.box.top + line.box.bottom) / 2
    around = [box for box in boxes if box.left <= x <= box.right and box.top <= y <= box.bottom]
    smallest = sorted(around, key=lambda box: (box.right - box.left) * (box.bottom - box.top))[:1]
    return [box for box in smallest if box.bottom - box.top <= _HIGHEST * line.size]


def _is_left(line: _Line, box: _Box) -> bool:
    """Whether a text that would fit into a box leaves it at a side."""
    is_meant = line.box.right - line.box.left <= _WIDEST * (box.right - box.left)
    is_inside = box.top <= line.box.top and line.box.bottom <= box.bottom
    return is_meant and is_inside and _overhang(line.box, box, both=False) > _SLACK * line.size


def _overhang(inner: _Box, outer: _Box, *, both: bool) -> float:
    """How far a box reaches over the edges of another, over its upper and lower ones as well or not."""
    sides = [outer.left - inner.left, inner.right - outer.right]
    return max(sides + ([outer.top - inner.top, inner.bottom - outer.bottom] if both else []))


def _boxes(element: Plain, matrix: Transform) -> Iterator[_Box]:
    if "%" in "".join(element.get(key, "") for key in ("x", "y", "width", "height", "cx", "cy", "r", "rx", "ry")):
        return
    if str(element.tag) == f"{SVG}rect":
        x, y, width, height = (pixels(element.get(key, "")) for key in ("x", "y", "width", "height"))
    else:
        radius = element.get("r", "")
        x, y, across, down = (
            pixels(element.get(key, "") or radius) if key[0] == "r" else pixels(element.get(key, ""))
            for key in ("cx", "cy", "rx", "ry")
        )
        x, y, width, height = x - across, y - down, 2 * across, 2 * down
    if matrix[1] == 0 == matrix[2]:
        yield _around([(x, y), (x + width, y + height)], matrix)


def _fitted(
    box: tuple[float, float, float, float], width: float, height: float, ratio: str
) -> tuple[float, float, float, float]:
    """How a view box is scaled across and down into a space, and where its origin comes to lie (SVG 2, 8.6)."""
    across, down = width / box[2], height / box[3]
    if "none" not in ratio:
        across = down = max(across, down) if "slice" in ratio else min(across, down)
    places = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}
    right, below = (next((places[word] for word in places if f"{axis}{word}" in ratio), 0.5) for axis in "xY")
    x = (width - across * box[2]) * right - across * box[0]
    return across, down, x, (height - down * box[3]) * below - down * box[1]


def _around(points: list[tuple[float, float]], matrix: Transform) -> _Box:
    """The box around points, once they are transformed."""
    return _Box(*calcBounds(matrix.transformPoints(points)))
