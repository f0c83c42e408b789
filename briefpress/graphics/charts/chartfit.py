"""Whether all words of a chart are on it, whole: Vega shortens some, and lets others run over the edge."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, fromstring

from briefpress.graphics import textwidth

_MOVED = re.compile(r"translate\(([-\d.]+),")
#: By how many CSS pixels a text may stand over the edge: the measure is that of its letters one by one.
_TOLERANCE = 4


def cut_off(svg: str) -> str | None:
    """The first text that was shortened or runs over the edge to the left or right, if any."""
    root = fromstring(svg)  # noqa: S314 (made by vl-convert a moment ago)
    return _first(root, 0.0, float(root.get("width", "0")))


def _first(element: Element, left: float, width: float) -> str | None:
    transform = element.get("transform", "")
    if moved := _MOVED.match(transform):
        left += float(moved[1])
    if element.tag.endswith("}text"):
        is_turned = "rotate" in transform and "rotate(0)" not in transform
        text = "".join(element.itertext())
        return text if text.endswith("…") or (not is_turned and _runs_over(element, left, width)) else None
    return next((found for child in element if (found := _first(child, left, width))), None)


def _runs_over(element: Element, left: float, width: float) -> bool:
    size = float(element.get("font-size", "0").removesuffix("px"))
    # A text of several lines has a part for each.
    longest = max(textwidth.width("".join(line.itertext()), size) for line in list(element) or [element])
    begin = left - {"start": 0, "middle": longest / 2, "end": longest}[element.get("text-anchor", "start")]
    return begin < -_TOLERANCE or begin + longest > width + _TOLERANCE
