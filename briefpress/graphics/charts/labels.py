"""The labels of a chart in as many lines and columns as the column of text asks for: Vega would cut what is longer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element, fromstring

from briefpress.graphics.charts.schema import NAMED
from briefpress.graphics.charts.theme import ChartTheme

AXES = ("x", "y")
HEADERS = ("row", "column", "facet")
#: The channels that a legend names.
LEGENDS = NAMED - {*AXES, *HEADERS}
#: How much of the column the labels of a vertical axis may take: titles and legends begin where they end.
_AXIS_SHARE = 1 / 3
#: The symbol before a label of a legend and the space after the label, in CSS pixels.
_SYMBOL = 26
#: By how many CSS pixels a text may run over the edge: it is measured glyph by glyph.
_TOLERANCE = 4
_TRANSLATION = re.compile(r"translate\(([-\d.]+),")


@dataclass(frozen=True)
class Labels:
    """How the titles and labels of a chart are broken; all widths are in CSS pixels."""

    theme: ChartTheme

    def title(self, text: str) -> str | list[str]:
        """The title of an axis or a legend: a text, or its lines."""
        return self._broken(text, self._plot)

    def label(self, text: str, channel: str, count: int) -> str | list[str]:
        """One of so many labels of a channel: a text, or its lines."""
        if channel in LEGENDS:
            return self._broken(text, self._plot - _SYMBOL)
        column = self.theme.tokens.column
        return self._broken(text, column * _AXIS_SHARE if channel == "y" else column / max(1, count))

    def columns(self, labels: list[str]) -> int:
        """How many columns of a legend stand side by side."""
        # Vega measures Arabic letters one by one: twice as wide as they are when they are joined.
        times = 2 if self.theme.language.direction == "rtl" else 1
        widest = max((self.theme.fonts.width(label, self.theme.size) for label in labels), default=0) * times + _SYMBOL
        return max(1, int(self._plot / widest))

    def rows(self, labels: list[str]) -> int:
        """How many lines a legend of these labels has."""
        columns, room = self.columns(labels), self._plot - _SYMBOL
        lines = [len(self.theme.fonts.lines(label, self.theme.size, room)) for label in labels]
        return sum(max(lines[begin : begin + columns]) for begin in range(0, len(lines), columns))

    def cut_off(self, svg: str) -> str | None:
        """The first text of a chart that Vega shortened, or that runs over the left or right edge, if any."""
        root = fromstring(svg)  # noqa: S314 (made by vl-convert a moment ago)
        return self._cut_off(root, 0.0, float(root.get("width", "0")))

    def _cut_off(self, element: Element, left: float, width: float) -> str | None:
        transform = element.get("transform", "")
        if translation := _TRANSLATION.match(transform):
            left += float(translation[1])
        if element.tag.endswith("}text"):
            is_turned = "rotate" in transform and "rotate(0)" not in transform
            text = "".join(element.itertext())
            return text if text.endswith("…") or (not is_turned and self._runs_over(element, left, width)) else None
        return next(filter(None, (self._cut_off(child, left, width) for child in element)), None)

    def _runs_over(self, element: Element, left: float, width: float) -> bool:
        size = float(element.get("font-size", "0").removesuffix("px"))
        # A text of several lines has a part for each.
        lines = ["".join(line.itertext()) for line in list(element) or [element]]
        longest = max(self.theme.fonts.width(line, size) for line in lines)
        begin = left - {"start": 0, "middle": longest / 2, "end": longest}[element.get("text-anchor", "start")]
        return begin < -_TOLERANCE or begin + longest > width + _TOLERANCE

    @property
    def _plot(self) -> float:
        """What is left of the column of text beside the labels of the vertical axis."""
        return self.theme.tokens.column * (1 - _AXIS_SHARE)

    def _broken(self, text: str, room: float) -> str | list[str]:
        lines = self.theme.fonts.lines(text, self.theme.size, room)
        return lines if len(lines) > 1 else text
