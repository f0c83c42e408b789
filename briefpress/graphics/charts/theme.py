"""The look of charts: the tokens, numbers and dates of an edition as Vega takes them, and textures for tones.

Titles and labels have as many lines and columns as the column of text asks for: Vega would cut what is longer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from briefpress.graphics.charts.schema import LEGENDS
from briefpress.graphics.charts.shapes import lone_points
from briefpress.graphics.fonts import Fonts
from briefpress.graphics.patterns import COUNT, pattern
from briefpress.graphics.tokens import Tokens
from briefpress.language.locale import Language

_NOISE = re.compile(r' (?:aria-[a-z]+|role|pointer-events|class)="[^"]*"| (?:fill-|stroke-)?opacity="1"')
#: A label that would lie on another: Vega hides it, and its words would still be copied from the file.
_HIDDEN = re.compile(r'<text [^>]*opacity="0"[^>]*>.*?</text>', re.DOTALL)
_LINES = re.compile(r'<g class="mark-(?:line|area) role-mark.*?</g>', re.DOTALL)
_TEXTS = re.compile(r'<g class="mark-text role-mark.*?</g>', re.DOTALL)
#: Points that go with dashed lines: a texture or a dash of their own would make them unreadable.
_POINTS = re.compile(r'(<g class="mark-symbol role-mark[^>]*>(?:<path[^>]*stroke-dasharray[^>]*/>)+</g>)')
#: The font in which Vega, that knows none of an edition, measures what it places: a little wider than these.
_MEASURED = "Liberation Sans"
#: The radius of a dot, in CSS pixels.
_DOT = 2.5
_LABELS = re.compile(r'<g class="mark-text role-axis-label".*?</g>', re.DOTALL)
_BLOCK = re.compile(
    r'(<text text-anchor="(?:start|end)" transform="translate\([-\d.]+,)([-\d.]+)(\)[^>]*>)'
    r"((?:<tspan[^>]*>[^<]*</tspan>)+)"
)
#: The space between the lines of a text, in CSS pixels.
_LINE_GAP = 2
#: How much whiter each colour of the palette is than the one before it.
_STEP = 0.11
#: The height of a chart with one line above it, in multiples of its font size: 190 pixels at 8 pt.
_HEIGHT = 17.8125
#: The heights of papers, in millimetres.
_PAPERS = {"A3": 420, "A5": 210, "letter": 279.4, "legal": 355.6}
#: How much of the column the labels of a vertical axis may take: titles and legends begin where they end.
_AXIS_SHARE = 1 / 3
#: The symbol before a label of a legend and the space after the label, in CSS pixels.
_SYMBOL = 26


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
        signs = {
            "decimal": decimal,
            "thousands": thousands,
            "currency": ["", ""],
            "minus": self.language.numerals.minus,
        }
        # Vega begins again where its list of groups ends.
        return {**signs, "grouping": [last, *others * 20]}

    def dates(self) -> dict[str, Any]:
        """The date format, for Vega."""
        months, short = self.language.month_names(), self.language.month_names("abbreviated")
        days = [""] * 7  # (no axis names them)
        form = {"dateTime": "%-d %B %Y", "date": "%-d %B %Y", "time": "%H:%M", "periods": ["", ""]}
        return {**form, "days": days, "shortDays": days, "months": months, "shortMonths": short}

    def config(self, title_lines: int = 1, left: float = 0, right: float = 0) -> dict[str, Any]:
        """The look of axes, legends and marks, with room at the sides.

        The longest title above the vertical axis has so many lines.
        """
        ink, soft, structure, rule = map(self.tokens.mix, ("ink", "ink-soft", "structure", "rule"))
        start = "right" if self.language.direction == "rtl" else "left"
        rise = (title_lines - 1) * (self.size + _LINE_GAP)
        ramp = [self.tokens.mix("structure", 0.88), structure]
        text = {
            "labelFontSize": self.size,
            "titleFontSize": self.size,
            "labelColor": ink,
            "titleColor": soft,
            "titleFontWeight": 400,
            # Vega would cut what is longer.
            "labelLimit": 0,
            "titleLimit": 0,
        }
        lines = {"domainColor": rule, "tickColor": rule, "gridColor": self.tokens.mix("rule", 0.5)}
        above = {"titleX": 0, "titleY": -8 - rise, "titleAlign": start, "titleBaseline": "bottom"}
        amounts = {"grid": True, "domain": False, "ticks": False}
        return {
            # Nobody listens to an SVG: what it shows is in words beside it.
            "aria": False,
            "font": _MEASURED,
            "background": None,
            "padding": {"left": left, "right": right, "top": 0, "bottom": 0} if left or right else 0,
            "view": {"stroke": None},
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
                # Vega would leave out what comes after the thirtieth.
                "symbolLimit": 0,
                "offset": 2.25 * self.size + rise,
                "layout": {"top": {"anchor": "end" if start == "right" else "start"}},
            },
            "header": {**text, "labelFontWeight": 600},
            # The titles of vertical axes stand between the views and their headers.
            "headerColumn": {"labelPadding": self.size + 10 + rise},
            "headerFacet": {"labelPadding": self.size + 10 + rise},
            "range": {"category": self._palette()} | dict.fromkeys(("ramp", "heatmap", "ordinal"), ramp),
            "timeFormat": "%-d %B %Y",
            "mark": {"color": structure},
            "text": {"fontSize": self.size, "color": ink},
            "rule": {"color": soft},
        }

    def height(self, more_lines: int) -> float:
        """The height of a chart that does not say it: it grows with the type, and with the lines above it."""
        return round(_HEIGHT * self.size + more_lines * (self.size + _LINE_GAP), 2)

    def margin(self, more_lines: int) -> float:
        """The height of what is above and below the categories of a vertical axis: legend, titles and labels."""
        return round((5 + more_lines) * (self.size + _LINE_GAP), 2)

    def row_height(self, labels: list[str]) -> float:
        """The height of a category of a vertical axis, so that no label lies on the next."""
        lines = max((len(self.fonts.lines(label, self.size, self.label_width("y", 1))) for label in labels), default=1)
        return lines * (self.size + _LINE_GAP) + (self.size / 2 if lines > 1 else 0)

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
        return self._palette()[2]

    def _palette(self) -> list[str]:
        """A colour for each fill: dark enough for lines on white, and no two of one tone."""
        return [self.tokens.mix("structure", _STEP * number) for number in range(COUNT)]

    def finished(self, svg: str, width: float) -> str:
        """The SVG, so wide, with textures for tones and dots for lone values.

        It is without what is hidden, and what only a screen has a use for.
        """
        # What is narrower than the column stays so: styles make pictures as wide as this.
        if (rest := self.tokens.column - width) > 1:
            start = f"{-rest:g}" if self.language.direction == "rtl" else "0"
            sizes = f'width="{self.tokens.column:g}" height="\\1" viewBox="{start} 0 {self.tokens.column:g} \\1"'
            svg = re.sub(r'width="[\d.]+" height="([\d.]+)" viewBox="[^"]*"', sizes, svg, count=1)
        width, height = (float(side) for side in re.findall(r' (?:width|height)="([\d.]+)"', svg)[:2])
        edge, *tones = self._palette()
        families = ", ".join(self.tokens.families())
        svg = _HIDDEN.sub("", svg).replace(f'font-family="{_MEASURED}"', f'font-family="{families}"')
        svg = _LINES.sub(_with_dots, svg)
        # A tone that marks a fill is too light for letters.
        ink, letters = self.tokens.mix("ink"), re.compile("|".join(f'fill="{tone}"' for tone in (edge, *tones)))
        svg = _TEXTS.sub(lambda texts: letters.sub(f'fill="{ink}"', texts[0]), svg)
        parts = _POINTS.split(svg)
        patterns = ""
        for number, colour in enumerate(tones, start=1):
            filled = re.compile(rf'(<path[^>]*?)fill="{colour}"( stroke="[^"]*")?')
            textured = [filled.subn(rf'\1fill="url(#fill-{number})" stroke="{edge}"', part) for part in parts[::2]]
            parts[::2] = [part for part, _ in textured]
            is_used = any(count for _, count in textured)
            patterns += pattern(number, f"fill-{number}", self.tokens, width, height) if is_used else ""
        parts[1::2] = [re.sub(r' stroke-dasharray="[^"]*"', "", part) for part in parts[1::2]]
        svg = re.sub(r"(<svg[^>]*>)", rf"\1<defs>{patterns}</defs>", _NOISE.sub("", "".join(parts)), count=1)
        return re.sub(r'<text text-anchor="(\w+)"', _mirrored, svg) if self.language.direction == "rtl" else svg


def centred(svg: str) -> str:
    """The SVG with labels of several lines beside the middle of their bars: Vega has their first lines there."""
    return _LABELS.sub(lambda labels: _BLOCK.sub(_centred, labels[0]), svg)


def _centred(text: re.Match[str]) -> str:
    begin, y, end, lines = text.groups()
    down = sum(float(dy) for dy in re.findall(r' dy="([\d.]+)"', lines))
    return f"{begin}{float(y) - down / 2:g}{end}{lines}"


def _with_dots(lines: re.Match[str]) -> str:
    """Lines or areas, and a dot for each value between two gaps: no line leads to it."""
    return re.sub(r'<path d="([^"]*)"[^>]*/>', _with_dot, lines[0])


def _with_dot(line: re.Match[str]) -> str:
    colour = re.search(r' (?:stroke|fill)="(#\w+)"', line[0])
    dots = [f'<circle cx="{x:g}" cy="{y:g}" r="{_DOT}" fill="{colour[1]}"/>' for x, y in lone_points(line[1]) if colour]
    return line[0] + "".join(dots)


def _mirrored(text: re.Match[str]) -> str:
    """Vega says where a text begins and ends as if it ran from left to right."""
    anchor = {"start": "end", "end": "start"}.get(text[1], text[1])
    return f'<text direction="rtl" text-anchor="{anchor}"'
