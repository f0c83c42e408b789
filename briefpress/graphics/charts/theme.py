"""The look of charts: the tokens, numbers and dates of an edition as Vega takes them, and the sizes of labels.

Titles and labels have as many lines and columns as the column of text asks for: Vega would cut what is longer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from briefpress.graphics.charts.schema import LEGENDS
from briefpress.graphics.fonts import Fonts
from briefpress.graphics.patterns import COUNT
from briefpress.graphics.tokens import Tokens
from briefpress.language.locale import Language

#: The font in which Vega, that knows none of an edition, measures what it places: a little wider than these.
MEASURED = "Liberation Sans"
#: The space between the lines of a text, in CSS pixels.
LINE_GAP = 2
#: How wide the lines of a grid, and a line at 0, are in CSS pixels: .3 and .6 pt.
_GRID, ZERO = 0.4, 0.8
#: The width of lines, in font sizes: 2 pixels at 8 pt.
_LINE = 0.1875
#: The dashes of lines that differ, the solid line first.
DASHES = ([1, 0], [8, 3], [2, 2], [9, 2.5, 2, 2.5], [4, 2], [2, 5], [14, 3], [6, 2, 2, 2, 2, 2])
#: How much whiter each colour of the palette is than the one before it.
_STEP = 0.11
#: The height of a chart with one line above it, in multiples of its font size: 190 pixels at 8 pt.
_HEIGHT = 17.8125
#: The part of a page that it takes at most, with large letters: where it does not fit, it leaves as much blank.
_PART = 0.3
#: The width of a tall chart by its height: what is inside its axes is some 3 : 2.
_RATIO = 1.75
#: The heights of papers, in millimetres.
_PAPERS = {"A3": 420, "A5": 210, "letter": 279.4, "legal": 355.6}
#: How much of the column the labels of a vertical axis may take: titles and legends begin where they end.
_AXIS_SHARE = 1 / 3
#: The symbol before a label of a legend and the space after the label, in CSS pixels.
_SYMBOL = 31


class Padding(NamedTuple):
    """The room around a chart for what is put there after it is drawn, in CSS pixels."""

    left: float = 0.0
    right: float = 0.0
    top: float = 0.0

    def and_sides(self, left: float, right: float) -> Padding:
        """This, and so much more at the sides."""
        return self._replace(left=self.left + left, right=self.right + right)


@dataclass(frozen=True)
class ChartTheme:
    """The look of the charts of an edition; lengths are CSS pixels."""

    language: Language
    tokens: Tokens
    fonts: Fonts

    def numbers(self) -> dict[str, Any]:
        """The number format, for Vega."""
        decimal, thousands = self.language.separators
        last, *others = self.language.grouping
        minus = self.language.numerals.minus
        signs = {"decimal": decimal, "thousands": thousands, "currency": ["", ""], "minus": minus}
        # Vega begins again where its list of groups ends.
        return {**signs, "grouping": [last, *others * 20]}

    def dates(self) -> dict[str, Any]:
        """The date format, for Vega."""
        months, short = self.language.month_names(), self.language.month_names("abbreviated")
        days = [""] * 7  # (no axis names them)
        form = {"dateTime": "%-d %B %Y", "date": "%-d %B %Y", "time": "%H:%M", "periods": ["", ""]}
        return {**form, "days": days, "shortDays": days, "months": months, "shortMonths": short}

    def config(self, title_lines: int, padding: Padding) -> dict[str, Any]:
        """The look of axes, legends and marks, with room around them.

        The longest title above the vertical axis has so many lines.
        """
        ink, soft, structure = map(self.tokens.mix, ("ink", "ink-soft", "structure"))
        ramp = [self.tokens.mix("structure", 0.88), structure]
        return {
            # Nobody listens to an SVG: what it shows is in words beside it.
            "aria": False,
            "font": MEASURED,
            "background": None,
            "padding": {**padding._asdict(), "bottom": 0},
            "view": {"stroke": None},
            **self._guides((title_lines - 1) * (self.size + LINE_GAP), padding.top),
            "range": {"category": self.palette} | dict.fromkeys(("ramp", "heatmap", "ordinal"), ramp),
            "scale": {"barBandPaddingInner": 0.2},
            "timeFormat": "%-d %B %Y",
            "mark": {"color": structure},
            "text": {"fontSize": self.size, "color": ink},
            "rule": {"color": soft},
        }

    def _guides(self, rise: float, top: float) -> dict[str, Any]:
        """The look of axes, legends and headers, where titles of vertical axes are so much taller than one line.

        So much room is left between the plot and a legend above it.
        """
        start, anchor = ("right", "end") if self.language.direction == "rtl" else ("left", "start")
        rule = self.tokens.mix("rule")
        text = {
            "labelFontSize": self.size,
            "titleFontSize": self.size,
            "labelColor": self.tokens.mix("ink"),
            "titleColor": self.tokens.mix("ink-soft"),
            "titleFontWeight": 400,
            # Vega would cut what is longer.
            "labelLimit": 0,
            "titleLimit": 0,
        }
        grid = {"gridColor": self.tokens.mix("grid"), "gridWidth": _GRID}
        lines = {"domainColor": rule, "tickColor": rule, "domainWidth": ZERO, "tickWidth": ZERO, **grid}
        above = {"titleX": 0, "titleY": -8 - rise, "titleAlign": start, "titleBaseline": "bottom"}
        amounts = {"grid": True, "domain": False, "ticks": False}
        beneath = {"labelPadding": self.size + 10 + rise, "labelAnchor": anchor}
        return {
            "axis": {**text, **lines, "grid": False, "labelPadding": 4, "titlePadding": 8},
            "axisY": {"titleAngle": 0, **above},
            "axisXQuantitative": amounts,
            "axisYQuantitative": amounts,
            "axisXDiscrete": {"labelAngle": 0},
            # Above the title of the vertical axis.
            "legend": {
                **text,
                "orient": "top",
                "direction": "horizontal",
                "symbolSize": 90,
                # Swatches are made wider than Vega has them.
                "labelOffset": 9,
                # Vega would leave out what comes after the thirtieth.
                "symbolLimit": 0,
                "offset": 2.25 * self.size + rise + top,
                "layout": {"top": {"anchor": anchor}},
            },
            "header": {**text, "labelFontWeight": 600},
            # The titles of vertical axes stand between the views and their headers.
            "headerColumn": beneath,
            "headerFacet": beneath,
        }

    def height(self, width: float, more_lines: int, *, is_tall: bool) -> float:
        """The height of a chart that does not say it: it grows with the type and the lines above it."""
        height = min(_PART * self.page, max(_HEIGHT * self.size, width / _RATIO if is_tall else 0))
        return round(height + more_lines * (self.size + LINE_GAP), 2)

    def margin(self, more_lines: int) -> float:
        """The height of what is above and below the categories of a vertical axis: legend, titles and labels."""
        return round((5 + more_lines) * (self.size + LINE_GAP), 2)

    def row_height(self, labels: list[str]) -> float:
        """The height of a category of a vertical axis, so that no label lies on the next."""
        lines = max((len(self.fonts.lines(label, self.size, self.label_width("y", 1))) for label in labels), default=1)
        return lines * (self.size + LINE_GAP) + (self.size / 2 if lines > 1 else 0)

    @property
    def page(self) -> float:
        """The height of what a page holds beneath its margins; of A4 where the paper is none of those known."""
        height = next((height for name, height in _PAPERS.items() if name in self.tokens.values.get("paper", "")), 297)
        margins = self.tokens.pixels("margin-top") + self.tokens.pixels("margin-bottom")
        return height * 96 / 25.4 - margins

    @property
    def size(self) -> float:
        """The font size."""
        return self.tokens.pixels("size-small")

    @property
    def line(self) -> float:
        """The width of lines: it grows with the type."""
        return round(self.size * _LINE, 2)

    @property
    def plot(self) -> float:
        """The width of what is left of the column of text beside the labels of the vertical axis."""
        return self.tokens.column * (1 - _AXIS_SHARE)

    def label_width(self, channel: str, count: int) -> float:
        """How wide one of so many labels of a channel may be."""
        if channel in LEGENDS:
            return self.plot - _SYMBOL
        return self.tokens.column * _AXIS_SHARE if channel == "y" else self.tokens.column / max(1, count)

    def broken(self, text: str, width: float) -> str | list[str]:
        """A title or a label as Vega takes it: a text, or its lines."""
        lines = self.fonts.lines(text, self.size, width)
        return lines if len(lines) > 1 else text

    def columns(self, labels: list[str]) -> int:
        """How many columns of a legend stand side by side."""
        # Vega measures Arabic letters one by one: twice as wide as they are when they are joined.
        times = 2 if self.language.direction == "rtl" else 1
        widest = max((self.fonts.width(label, self.size) for label in labels), default=0) * times + _SYMBOL
        return max(1, int(self.plot / widest))

    def rows(self, labels: list[str]) -> int:
        """How many lines a legend of these labels has."""
        columns = self.columns(labels)
        lines = [len(self.fonts.lines(label, self.size, self.plot - _SYMBOL)) for label in labels]
        return sum(max(lines[begin : begin + columns]) for begin in range(0, len(lines), columns))

    @property
    def ground(self) -> str:
        """The colour of what other marks lie on."""
        return self.palette[2]

    @property
    def palette(self) -> list[str]:
        """A colour for each fill: dark enough for lines on white, and no two of one tone."""
        return [self.tokens.mix("structure", _STEP * number) for number in range(COUNT)]
