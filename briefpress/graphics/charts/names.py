"""The names of series at their marks: beside the ends of lines, areas and stacked columns, above stacked bars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree.ElementTree import Element

from briefpress.graphics.charts.placing import Described, described, hairline, lettering, plot_of, spread
from briefpress.graphics.charts.shapes import Point, corners_of
from briefpress.graphics.charts.theme import LINE_GAP, ChartTheme, Padding

#: Between what ends and its name, in CSS pixels: where the name is level with it, and where a hairline leads to it.
_GAP, _LEADER = 5, 16
#: How far a name may be from the level of what it names without a hairline, in multiples of the font size.
_LEVEL = 0.3
#: Between a name and its value, or two names in a row, in CSS pixels.
_SPACE = 6
#: What is thinner has no name, in CSS pixels.
_LEAST = 0.5


@dataclass(frozen=True)
class SeriesNames:
    """The names of series, in lines, and their last values, by what Vega calls the series."""

    names: Mapping[str, list[str]]
    values: Mapping[str, str]
    highlighted: frozenset[str]
    theme: ChartTheme

    def width(self, name: str) -> float:
        """How wide a name is, with its value."""
        widths = [self._width(line, name) for line in self.names[name]]
        value = self.values.get(name)
        return max(widths) + (_SPACE + self._width(value, name) if value else 0)

    def height(self, name: str) -> float:
        """How tall a name is."""
        return len(self.names[name]) * (self.theme.size + LINE_GAP)

    @property
    def hairline(self) -> Mapping[str, str]:
        """How a hairline that has no style of its own is drawn."""
        return {"stroke": self.theme.tokens.mix("ink-soft"), "stroke-width": "0.4"}

    def written(self, name: str, at: Point, anchor: str) -> Iterator[Element]:
        """A name, and its value behind it."""
        (x, middle), lines, size = at, self.names[name], self.theme.size
        is_highlighted = name in self.highlighted
        style = {"font-weight": "600"} if is_highlighted else {}
        ink = "structure" if is_highlighted else "ink-soft" if self.highlighted else "ink"
        yield lettering(lines, at, anchor, size, style | {"fill": self.theme.tokens.mix(ink)})
        if value := self.values.get(name):
            shift = max(self._width(line, name) for line in lines) + _SPACE
            beside = (x - shift if anchor == "end" else x + shift, middle)
            yield lettering([value], beside, anchor, size, style | {"fill": self.theme.tokens.mix("ink-soft")})

    def _width(self, text: str, name: str) -> float:
        return self.theme.fonts.width(text, self.theme.size, 600 if name in self.highlighted else 400)


class _End(NamedTuple):
    """The end of a line, or of the last piece of a stack."""

    name: str
    x: float
    y: float
    #: Where it comes from: of two that end at the same height, the one from above has the upper name.
    before: float
    #: How a hairline that leads to it is drawn.
    style: Mapping[str, str]


@dataclass(frozen=True)
class NamesAtEnds:
    """Names beside the ends of lines, areas or stacked columns (`line`, `area`, `rect`)."""

    kind: str
    series: SeriesNames

    @property
    def padding(self) -> Padding:
        """The room beside the chart, where reading ends, and above it, where the first name may be half."""
        room = max(map(self.series.width, self.series.names)) + _LEADER
        top = self.series.theme.size / 2
        return Padding(left=room, top=top) if self._sign < 0 else Padding(right=room, top=top)

    @property
    def height(self) -> float:
        """The height of all names."""
        return sum(map(self.series.height, self.series.names))

    def put(self, svg: Element) -> bool:
        """Put the names beside the ends, each as level with its own as the others let it."""
        plot, sign = plot_of(svg), self._sign
        ends = sorted(self._ends(svg), key=lambda end: (round(end.y, 1), end.before))
        sizes = [self.series.height(end.name) for end in ends]
        if sorted(end.name for end in ends) != sorted(self.series.names) or sum(sizes) > plot.height:
            return False
        # The first and the last may be half beyond the axes.
        middles = spread([end.y for end in ends], sizes, -sizes[0] / 2, plot.height + sizes[-1] / 2)
        level = _LEVEL * self.series.theme.size
        is_moved = any(abs(middle - end.y) > level for end, middle in zip(ends, middles, strict=True))
        edge = plot.width if sign > 0 else 0.0
        x = edge + sign * (_LEADER if is_moved else _GAP)
        group = plot.labelled()
        for end, middle in zip(ends, middles, strict=True):
            is_early = abs(edge - end.x) > _GAP
            if is_moved or is_early:
                # Drawn like its line, it would be read as the line going on.
                style = self.series.hairline if is_early else end.style
                group.append(hairline((end.x + 2 * sign, end.y), (x - 2 * sign, middle), style))
            group.extend(self.series.written(end.name, (x, middle), "start" if sign > 0 else "end"))
        return True

    @property
    def _sign(self) -> int:
        """1 where reading ends at the right, -1 where it ends at the left."""
        return -1 if self.series.theme.language.direction == "rtl" else 1

    def _ends(self, svg: Element) -> list[_End]:
        marks = list(described(svg, self.kind))
        if self.kind == "line":
            return [_end_of_line(mark, self._sign) for mark in marks]
        last = max((self._sign * x for mark in marks for x, _ in mark.outline), default=0.0)
        ends = []
        for mark in marks:
            heights = [y for x, y in mark.outline if abs(self._sign * x - last) < _LEAST]
            if heights and max(heights) - min(heights) > _LEAST:
                middle = (min(heights) + max(heights)) / 2
                ends.append(_End(mark.text, self._sign * last, middle, middle, self.series.hairline))
        return ends


def _end_of_line(mark: Described, sign: int) -> _End:
    (x, y), *others = sorted(mark.outline, key=lambda point: -sign * point[0])
    style = {key: value for key in ("stroke", "stroke-dasharray") if (value := mark.element.get(key))}
    return _End(mark.text, x, y, others[0][1] if others else y, style)


@dataclass(frozen=True)
class NamesAbove:
    """Names above the pieces of the uppermost of bars whose pieces are side by side."""

    series: SeriesNames
    #: (They ask for no height inside the axes.)
    height: float = 0.0

    @property
    def padding(self) -> Padding:
        """The room above the chart."""
        return Padding(top=max(map(self.series.height, self.series.names)) + _LEADER / 2)

    def put(self, svg: Element) -> bool:
        """Put the names in a row, each above its own piece as far as the others let it."""
        plot = plot_of(svg)
        pieces = sorted(self._pieces(svg))
        sizes = [self.series.width(name) + _SPACE for _, _, name in pieces]
        names = sorted(name for _, _, name in pieces)
        if names != sorted(self.series.names) or sum(sizes) > plot.width:
            return False
        centres = [(left + right) / 2 for left, right, _ in pieces]
        group = plot.labelled()
        for middle, centre, (_, _, name) in zip(spread(centres, sizes, 0, plot.width), centres, pieces, strict=True):
            group.append(hairline((centre, -1), (middle, 2 - _LEADER / 2), self.series.hairline))
            baseline = -_LEADER / 2 - self.series.height(name) / 2
            group.extend(self.series.written(name, (middle, baseline), "middle"))
        return True

    def _pieces(self, svg: Element) -> Iterator[tuple[float, float, str]]:
        """Where each piece of the uppermost bar begins and ends, with its name."""
        corners = [(mark.text, *corners_of(mark.outline)) for mark in described(svg, "rect")]
        first = min((top for _, (_, top), _ in corners), default=0.0)
        for name, (left, top), (right, _) in corners:
            if top - first < _LEAST < right - left:
                yield left, right, name
