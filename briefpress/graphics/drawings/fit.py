"""Whether the texts of a drawing, in the faces of the house, stay within it and within the boxes they are written in.

Texts are measured as they are set: plain ones, on a line. What has a place for each letter, and what is drawn only
where something refers to it, is left to its author.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import hypot
from xml.etree.ElementTree import Element as Plain

from briefpress.core.problems import Problem, Severity
from briefpress.graphics.drawings.attributes import pixels, view_box
from briefpress.graphics.drawings.faces import Faces
from briefpress.graphics.drawings.losses import short, words
from briefpress.graphics.drawings.source import SVG, Element, Source
from briefpress.graphics.drawings.table import TEMPLATES
from briefpress.graphics.drawings.transform import Matrix, matrix_of, times

#: How far a text may reach over an edge before it is told, in its size: bearings and rounding aside.
_SLACK = 0.3
#: Of a box that is wider than high, in sizes of its text; what is larger is a ground for more than a label.
_HIGHEST = 8
#: A text that is so much wider than a box was not written to fit in.
_WIDEST = 1.6
_INHERITED = ("font-size", "font-weight", "text-anchor", "direction", "letter-spacing", "font-family")


@dataclass(frozen=True)
class _Box:
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


@dataclass
class _Walk:
    faces: Faces
    lines: list[_Line] = field(default_factory=list)
    boxes: list[_Box] = field(default_factory=list)

    def go(self, element: Plain, matrix: Matrix, style: Mapping[str, str]) -> None:
        """Gather the texts and boxes in an element."""
        name = str(element.tag).removeprefix(SVG)
        if name in TEMPLATES or element.get("display") == "none" or element.get("opacity") == "0":
            return
        matrix = times(matrix, matrix_of(element.get("transform", "")))
        style = {**style, **{key: element.attrib[key] for key in _INHERITED if key in element.attrib}}
        if name == "text" and element.get("visibility", "visible") == "visible":
            self._set(element, matrix, style)
        elif name in ("rect", "ellipse", "circle") and (element.get("fill"), element.get("stroke")) != ("none", None):
            self.boxes += _boxes(element, matrix)
        # What has coordinates of its own is cut off at its own edge.
        elif name != "svg" or not self.lines:
            for child in element:
                self.go(child, matrix, style)

    def _set(self, element: Plain, matrix: Matrix, style: Mapping[str, str]) -> None:
        line: list[Plain] = []
        start = (0.0, 0.0)
        for part in element.iter():
            places = [part.get(key, "").split() for key in ("x", "y", "dx", "rotate")]
            if any(len(place) > 1 for place in places) or places[3] or "%" in "".join(map("".join, places)):
                return
            if part is element or places[0] or (places[1] and part is not element):
                self._measure(line, start, matrix, style, element)
                line = []
                start = (
                    pixels(places[0][0]) if places[0] else start[0],
                    pixels(places[1][0]) if places[1] else start[1],
                )
            line.append(part)
        self._measure(line, start, matrix, style, element)

    def _measure(
        self, parts: list[Plain], start: tuple[float, float], matrix: Matrix, style: Mapping[str, str], outer: Plain
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
        scale = hypot(matrix[0], matrix[1])
        self.lines.append(_Line(outer, text, size * scale, _around(corners, matrix), matrix[1] == 0 == matrix[2]))


def misfits(root: Plain, origins: Mapping[Plain, Element], source: Source, faces: Faces) -> Iterator[Problem]:
    """Texts that leave the drawing, or the box that they are written in."""
    walk = _Walk(faces)
    initial = {
        "font-size": "16",
        "font-weight": "400",
        "text-anchor": "start",
        "direction": "ltr",
        "letter-spacing": "0",
    }
    walk.go(root, (1, 0, 0, 1, 0, 0), initial)
    box = view_box(root.get("viewBox", ""))
    assert box is not None  # noqa: S101 (every translation has one)
    page = _Box(box[0], box[1], box[0] + box[2], box[1] + box[3])
    told: set[int] = set()
    for line in walk.lines:
        element = origins.get(line.element)
        if element is None or id(element) in told:
            continue
        name = " or ".join(faces.named(line.element.get("font-family", "")).setting(line.text)[0])
        if _overhang(line.box, page, both=True) > _SLACK * line.size:
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


def _boxes(element: Plain, matrix: Matrix) -> Iterator[_Box]:
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


def _around(points: list[tuple[float, float]], matrix: Matrix) -> _Box:
    """The box around points, once they are transformed."""
    a, b, c, d, e, f = matrix
    across, down = zip(*((a * x + c * y + e, b * x + d * y + f) for x, y in points), strict=True)
    return _Box(min(across), min(down), max(across), max(down))
