"""Shapes as paths, where WeasyPrint draws them otherwise than SVG means, and how long they are."""

from __future__ import annotations

import re
from contextlib import suppress
from xml.etree.ElementTree import Element as Plain

from fontTools.pens.perimeterPen import PerimeterPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.svgLib.path import parse_path

from briefpress.graphics.drawings.attributes import pixels
from briefpress.graphics.drawings.computed import Style
from briefpress.graphics.drawings.values import NUMBER, Unread, number

_SIDES = ("x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "x1", "y1", "x2", "y2")
#: An arc with a radius of 0 makes a straight line, which the parser leaves out.
_FLAT_ARC = re.compile(rf"[Aa][\s,]*(?:{NUMBER}[\s,]+)?[+-]?[.0]+(?![\d.])")


def outline(out: Plain, name: str) -> str:
    """The path of a shape; "" for one that draws nothing, and where a side is in percent."""
    if name == "path":
        return out.get("d", "")
    if name in ("polyline", "polygon"):
        points = re.findall(NUMBER, out.get("points", ""))
        pairs = [f"{x} {y}" for x, y in zip(points[::2], points[1::2], strict=False)]
        return f"M {' L '.join(pairs)}{' Z' if name == 'polygon' else ''}" if pairs else ""
    if "%" in "".join(out.get(key, "") for key in _SIDES):
        return ""
    sides = {key: pixels(out.get(key, "")) for key in _SIDES}
    if name == "line":
        x1, y1, x2, y2 = (number(sides[key]) for key in ("x1", "y1", "x2", "y2"))
        return f"M {x1} {y1} L {x2} {y2}"
    radius = sides["r"]
    across, down = sides["rx"] or radius or sides["ry"], sides["ry"] or radius or sides["rx"]
    left, top, right, bottom = (
        (sides["x"], sides["y"], sides["x"] + sides["width"], sides["y"] + sides["height"])
        if name == "rect"
        else (sides["cx"] - across, sides["cy"] - down, sides["cx"] + across, sides["cy"] + down)
    )
    across, down = min(across, (right - left) / 2), min(down, (bottom - top) / 2)
    if right <= left or bottom <= top:
        return ""
    return _rounded(left, top, right, bottom, across, down, starts_right=name != "rect")


def _rounded(
    left: float, top: float, right: float, bottom: float, across: float, down: float, *, starts_right: bool
) -> str:
    """The path of a rounded rectangle from where SVG 2 begins it: at the top left, or a circle at its right."""
    arc = f" A {number(across)} {number(down)} 0 0 1" if across and down else ""
    corners = [
        (right - across, top, right, top + down),
        (right, bottom - down, right - across, bottom),
        (left + across, bottom, left, bottom - down),
        (left, top + down, left + across, top),
    ]
    start = (right, top + down) if starts_right else (left + across, top)
    corners = corners[1:] + corners[:1] if starts_right else corners
    steps = [f"L {number(a)} {number(b)}{arc and f'{arc} {number(c)} {number(d)}'}" for a, b, c, d in corners]
    return f"M {number(start[0])} {number(start[1])} {' '.join(steps)} Z"


def trace(out: Plain, name: str) -> None:
    """A line with arrowheads as a path: WeasyPrint turns those of a polyline the wrong way."""
    path = outline(out, name)
    out.attrib.pop("points", "")
    _become_path(out, path)


def smooth(out: Plain) -> None:
    """A path with its arcs as short curves: WeasyPrint draws half a circle as one curve, which is not quite round."""
    path = out.get("d", "")
    if not re.search("[Aa]", path) or _FLAT_ARC.search(path):
        return
    pen = SVGPathPen(None, ntos=lambda value: f"{value:.9g}")
    with suppress(ValueError, IndexError):  # (a path that breaks off is drawn as far as it goes)
        parse_path(path, pen)
        out.set("d", pen.getCommands())


def curve(out: Plain, name: str, dashes: str) -> None:
    """A rounded rectangle, or a dashed circle or ellipse, as a path: WeasyPrint draws them not quite round."""
    is_round = name == "rect" and (out.get("rx") or out.get("ry"))
    is_dashed = name in ("circle", "ellipse") and dashes != "none"
    refers = "url(" in "".join(out.get(key, "") for key in ("fill", "stroke", "clip-path", "mask"))
    if not (is_round or is_dashed) or refers or "%" in "".join(out.get(key, "") for key in _SIDES):
        return
    path = outline(out, name)
    for key in _SIDES:
        out.attrib.pop(key, None)
    _become_path(out, path)


def _become_path(out: Plain, path: str) -> None:
    out.tag = str(out.tag).partition("}")[0] + "}path"
    if path:
        out.set("d", path)


def scale_dashes(out: Plain, name: str, text: str, style: Style) -> None:
    """Give a shape its dashes in pixels, where its `pathLength` counts them in parts of its own (SVG 2, 9.6.1).

    Raises Unread for a shape whose length is not known.
    """
    if style["stroke-dasharray"] == "none" or not re.fullmatch(NUMBER, text.strip()) or float(text) < 0:
        return
    length = _length(outline(out, name))
    for key in ("stroke-dasharray", "stroke-dashoffset"):
        parts = [part for part in style[key].split(",") if part]
        if not (length and float(text)) or "%" in style[key]:
            raise Unread(text)
        if parts:
            out.set(key, ",".join(number(float(part) * length / float(text)) for part in parts))


def _length(path: str) -> float:
    """How long a path is; 0 where it cannot be measured."""
    pen = PerimeterPen(tolerance=0.001)
    if _FLAT_ARC.search(path):
        return 0.0
    try:
        parse_path(path, pen)
    except (ValueError, IndexError):
        return 0.0
    return float(pen.value)
