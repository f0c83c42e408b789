"""Whether all words of a chart are on it, whole: Vega shortens some, and lets others run over the edge."""

from __future__ import annotations

import re
from functools import cache
from xml.etree import ElementTree

from PIL import ImageFont

from briefpress.house import STYLES

#: Latin and Arabic words are measured in the face of the house that has them.
_FACES = {False: "SourceSans3-Regular.ttf", True: "NotoNaskhArabic-Regular.ttf"}
_ARABIC = re.compile("[\u0600-\u06ff]")
_MOVED = re.compile(r"translate\(([-\d.]+),")
#: By how many CSS pixels a text may stand over the edge: the measure is that of its letters one by one.
_TOLERANCE = 4


def cut_off(svg: str) -> str | None:
    """The first text that was shortened or runs over the edge to the left or right, if any."""
    root = ElementTree.fromstring(svg)  # noqa: S314 (made by vl-convert a moment ago)
    return _first(root, 0.0, float(root.get("width", "0")))


def _first(element: ElementTree.Element, left: float, width: float) -> str | None:
    transform = element.get("transform", "")
    if moved := _MOVED.match(transform):
        left += float(moved[1])
    if element.tag.endswith("}text"):
        is_turned = "rotate" in transform and "rotate(0)" not in transform
        text = "".join(element.itertext())
        return text if text.endswith("…") or (not is_turned and _runs_over(element, text, left, width)) else None
    return next((found for child in element if (found := _first(child, left, width))), None)


def _runs_over(element: ElementTree.Element, text: str, left: float, width: float) -> bool:
    size = float(element.get("font-size", "0").removesuffix("px"))
    longest = max((_length(line, size) for line in _lines(element, text)), default=0)
    begin = left - {"start": 0, "middle": longest / 2, "end": longest}[element.get("text-anchor", "start")]
    return begin < -_TOLERANCE or begin + longest > width + _TOLERANCE


def _lines(element: ElementTree.Element, text: str) -> list[str]:
    return ["".join(line.itertext()) for line in element] or [text]


def _length(text: str, size: float) -> float:
    return _face(bool(_ARABIC.search(text))).getlength(text) * size / 100


@cache
def _face(is_arabic: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(STYLES / "fonts" / _FACES[is_arabic]), 100)
