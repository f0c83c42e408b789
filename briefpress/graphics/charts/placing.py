"""Lettering that the press puts on a chart itself: which mark is which, where texts find room, how they are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from statistics import fmean
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from briefpress.graphics.charts.shapes import Point, Polygon, corners_of, points_of
from briefpress.graphics.charts.theme import LINE_GAP, MEASURED

_NAMESPACE = "http://www.w3.org/2000/svg"
_GROUP, _PATH, _TEXT, _LINE = (f"{{{_NAMESPACE}}}{name}" for name in ("g", "path", "text", "tspan"))
#: How far below the middle of a line of text its baseline is, in multiples of the font size.
_MIDDLE = 0.35


class Described(NamedTuple):
    """A mark that Vega described (ARIA): what it says of it, its element, and the points of its outline."""

    text: str
    element: Element
    outline: Polygon


def described(svg: Element, kind: str) -> Iterator[Described]:
    """The described marks of a kind (`line`, `area`, `rect`) on a chart of one view, inside its axes."""
    for group in svg.iter(_GROUP):
        if {f"mark-{kind}", "role-mark"} <= set(group.get("class", "").split()):
            for path in group:
                if text := path.get("aria-label"):
                    yield Described(text, path, tuple(points_of(path.get("d", ""))))


class Plot(NamedTuple):
    """What is inside the axes of a chart of one view: its group, and how wide and tall it is."""

    group: Element
    width: float
    height: float

    def labelled(self) -> Element:
        """A new group of labels in it."""
        return SubElement(self.group, _GROUP, {"class": "mark-text role-label"})


def plot_of(svg: Element) -> Plot:
    """The plot of a chart that Vega drew."""
    frame = next(group for group in svg.iter(_GROUP) if "role-frame" in group.get("class", "").split())
    background, group, *_ = frame[0]
    (left, top), (right, bottom) = corners_of(points_of(background.get("d", "")))
    return Plot(group, right - left, bottom - top)


def lettering(lines: Sequence[str], at: Point, anchor: str, size: float, style: Mapping[str, str]) -> Element:
    """A text as Vega writes it; the middle of its lines is at this height."""
    x, middle = at
    baseline = middle + _MIDDLE * size - (len(lines) - 1) * (size + LINE_GAP) / 2
    place = {"text-anchor": anchor, "transform": f"translate({x:g},{baseline:g})"}
    text = Element(_TEXT, {**place, "font-family": MEASURED, "font-size": f"{size:g}px", **style})
    if len(lines) == 1:
        text.text = lines[0]
    else:
        for number, line in enumerate(lines):
            below = {"x": "0", "dy": f"{size + LINE_GAP:g}"} if number else {}
            SubElement(text, _LINE, below).text = line
    return text


def hairline(begin: Point, end: Point, style: Mapping[str, str]) -> Element:
    """A line between a label and what it names."""
    (x, y), (x2, y2) = begin, end
    return Element(_PATH, {"d": f"M{x:g},{y:g}L{x2:g},{y2:g}", "stroke-width": "0.75", **style})


def spread(centres: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """The centres of things of these sizes in a row between two limits, each as near to its own as the others let it.

    They keep their order (isotonic regression, by pooling adjacent violators).
    """
    ends = list(accumulate(sizes))
    offsets = [end - size / 2 for end, size in zip(ends, sizes, strict=True)]
    pools: list[list[float]] = []
    for centre, offset in zip(centres, offsets, strict=True):
        pools.append([centre - offset])
        while len(pools) > 1 and fmean(pools[-2]) > fmean(pools[-1]):
            pools[-2:] = [pools[-2] + pools[-1]]
    shifts = [fmean(pool) for pool in pools for _ in pool]
    return [offset + max(low, min(shift, high - ends[-1])) for offset, shift in zip(offsets, shifts, strict=True)]
