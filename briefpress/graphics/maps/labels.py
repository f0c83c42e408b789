"""The texts of a map: how they are set, how much room they take, and their SVG.

Each is written twice, first with a broad white outline, its halo: it is read on any fill, and what lies around is seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from markupsafe import escape

from briefpress.graphics.fonts import REGULAR, SEMIBOLD, Fonts
from briefpress.graphics.maps.geometry import Box, Point
from briefpress.graphics.tokens import Tokens
from briefpress.language.locale import Language

#: The leading and the width of the outline, in multiples of the size: 2.4 pt at 8 pt.
_LEADING, _HALO = 1.1, 0.3
#: A leader line is 0.4 pt wide, in pixels, and begins in a dot of this radius.
_LEADER, _END = 0.53, 1.4
#: What of a text with spaces may stand in so many lines.
_MOST_LINES = 3


@dataclass(frozen=True)
class Style:
    """How a text is set: its weight, whether it is italic, and the token of its colour."""

    weight: int = REGULAR
    colour: str = "ink"
    is_italic: bool = False


COUNTRY = CITY = Style()
NUMBER = Style(SEMIBOLD)
#: Waters are in italics, as on any map.
RIVER = Style(REGULAR, "structure", is_italic=True)


@dataclass(frozen=True)
class Setting:
    """A text in lines, and the room that these take, in pixels."""

    lines: tuple[str, ...]
    width: float
    height: float
    style: Style

    def at(self, middle: Point, anchor: Point | None = None) -> Label:
        """The text with its middle at a point, and a leader line to an anchor."""
        (x, y), width, height = middle, self.width / 2, self.height / 2
        return Label(self, Box(x - width, y - height, x + width, y + height), anchor)


@dataclass(frozen=True)
class Label:
    """A text in its place on a map; one that stands apart from what it names has a leader line to an anchor there."""

    setting: Setting
    box: Box
    anchor: Point | None = None

    @cached_property
    def leader(self) -> tuple[Point, Point] | None:
        """The ends of the leader line: the anchor, and the nearest point of the box."""
        if self.anchor is None:
            return None
        x, y = self.anchor
        return self.anchor, (min(max(x, self.box.left), self.box.right), min(max(y, self.box.top), self.box.bottom))

    @cached_property
    def _extent(self) -> Box:
        """The box around it and its leader line."""
        (x, y), box = self.anchor or self.box.middle, self.box
        return Box(min(x, box.left), min(y, box.top), max(x, box.right), max(y, box.bottom)).grown(1)

    def collides(self, other: Label) -> bool:
        """Whether two labels, or their leader lines, meet."""
        if not self._extent.meets(other._extent):
            return False
        if self.box.grown(1).meets(other.box):
            return True
        one, two = self.leader, other.leader
        return bool(
            (one and crosses(one, other.box.grown(1)))
            or (two and crosses(two, self.box.grown(1)))
            or (one and two and _cross(one, two))
        )


def crosses(line: tuple[Point, Point], box: Box) -> bool:
    """Whether a straight line runs through a box."""
    (x, y), (u, v) = line
    steps = max(1, ceil(max(abs(u - x), abs(v - y)) / 2))
    return any(box.holds((x + (u - x) * step / steps, y + (v - y) * step / steps)) for step in range(steps + 1))


def _cross(one: tuple[Point, Point], two: tuple[Point, Point]) -> bool:
    """Whether two straight lines cross: the ends of each lie on both sides of the other."""
    return _parts(one, two) and _parts(two, one)


def _parts(line: tuple[Point, Point], points: tuple[Point, Point]) -> bool:
    (x, y), (u, v) = line
    one, two = ((u - x) * (b - y) - (v - y) * (a - x) for a, b in points)
    return one * two < 0


@dataclass(frozen=True)
class Lettering:
    """How the texts of a map are set, in a language and its fonts."""

    language: Language
    tokens: Tokens
    fonts: Fonts

    @property
    def size(self) -> float:
        """The font size, in pixels."""
        return self.tokens.pixels("size-small")

    def settings(self, text: str, style: Style) -> list[Setting]:
        """A text in one line, and in as few more as make it narrower."""
        width = self.fonts.width(text, self.size, style.weight)
        lines = [tuple(self.fonts.lines(text, self.size, width / count)) for count in range(1, _MOST_LINES + 1)]
        return [self._setting(each, style) for each in dict.fromkeys(lines)]

    def _setting(self, lines: tuple[str, ...], style: Style) -> Setting:
        width = max(self.fonts.width(line, self.size, style.weight) for line in lines)
        return Setting(lines, width + 2, len(lines) * _LEADING * self.size, style)

    def svg(self, label: Label, name: str) -> str:
        """The SVG of a label; its texts are of this class, the code of a country or so."""
        return "".join([*self._leader(label, name), *self._texts(label, name)])

    def _leader(self, label: Label, name: str) -> Iterator[str]:
        if label.leader is None:
            return
        (x, y), (u, v) = label.leader
        ink = self.tokens.mix("ink")
        for colour, more in (("#ffffff", 1.6), (ink, 0.0)):
            line = f'd="M{x:.1f},{y:.1f}L{u:.1f},{v:.1f}" fill="none" stroke="{colour}"'
            yield f'<path class="{name} leader" {line} stroke-width="{_LEADER + more:g}"/>'
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_END + more / 2:g}" fill="{colour}"/>'

    def _texts(self, label: Label, name: str) -> Iterator[str]:
        style, size, colour = label.setting.style, self.size, self.tokens.mix(label.setting.style.colour)
        slant = ' font-style="italic"' if style.is_italic and self.language.has_italics else ""
        font = (
            f'font-family="{", ".join(self.tokens.families())}" font-size="{size:.2f}px" font-weight="{style.weight}"'
        )
        anchor = f'direction="{self.language.direction}" text-anchor="middle"'
        halo = f'stroke="#ffffff" stroke-width="{_HALO * size:.2f}" stroke-linejoin="round" fill="#ffffff"'
        for paint in (halo, f'fill="{colour}"'):
            for number, line in enumerate(label.setting.lines):
                middle = label.box.top + (number + 0.5) * _LEADING * size
                place = f'x="{label.box.middle[0]:.1f}" y="{middle + 0.34 * size:.1f}"'
                yield f'<text class="{name}" {anchor} {place} {font}{slant} {paint}>{escape(line)}</text>'
