"""The texts of a map: each where it has room and hides no other, no dot and no city."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from markupsafe import escape

from briefpress.graphics.fonts import REGULAR, SEMIBOLD, Fonts
from briefpress.graphics.maps.geometry import Point
from briefpress.graphics.tokens import Tokens
from briefpress.language.locale import Language


@dataclass(frozen=True)
class Style:
    """How a text is set: its weight, whether it is italic, and the token of its colour."""

    weight: int
    colour: str = "ink"
    is_italic: bool = False


COUNTRY = Style(SEMIBOLD)
CITY = Style(REGULAR)
#: Waters are in italics, as on any map.
RIVER = Style(REGULAR, "structure", is_italic=True)


@dataclass(frozen=True)
class Label:
    """A text on a map, and the middle and size of its box, in pixels."""

    text: str
    x: float
    y: float
    width: float
    height: float
    style: Style = COUNTRY

    def collides(self, other: Label) -> bool:
        """Whether two labels are less than a pixel apart."""
        return (
            abs(self.x - other.x) < (self.width + other.width) / 2 + 1
            and abs(self.y - other.y) < (self.height + other.height) / 2 + 1
        )


@dataclass
class Lettering:
    """The labels of a map of a size in pixels; what has no room has none."""

    width: float
    height: float
    language: Language
    tokens: Tokens
    fonts: Fonts
    #: What no label may hide: the labels before it, dots and cities.
    placed: list[Label] = field(default_factory=list)

    def keep_clear(self, points: Iterable[Point], size: float) -> None:
        """Let no label hide what is of this size at these points."""
        self.placed += [Label("", x, y, size, size) for x, y in points]

    def put(self, candidates: Iterable[Label]) -> str:
        """The SVG of the first of some labels of one text that has room; "" where none has."""
        for label in candidates:
            is_inside = label.width / 2 < label.x < self.width - label.width / 2
            is_below_edge = label.height < label.y < self.height - label.height
            if is_inside and is_below_edge and not any(map(label.collides, self.placed)):
                self.placed.append(label)
                return self._svg(label)
        return ""

    def at(self, text: str, points: Iterable[Point], style: Style) -> Iterator[Label]:
        """A text with its middle at each of some points."""
        width, height = self._box(text, style)
        return (Label(text, x, y, width, height, style) for x, y in points)

    def around(self, text: str, point: Point) -> Iterator[Label]:
        """The name or number of a country above, below and beside a point."""
        above, aside = self._distances(text, COUNTRY, 6)
        offsets = [(0.0, -above), (0.0, above), (aside, 0.0), (-aside, 0.0)]
        return self.at(text, _moved(point, offsets), COUNTRY)

    def beside(self, name: str, point: Point) -> Iterator[Label]:
        """The name of a city beside a point, else askew of it, above or below."""
        above, aside = self._distances(name, CITY, 5)
        # A text begins beside what it names.
        start = -aside if self.language.direction == "rtl" else aside
        askew = [(x, y) for x in (start * 0.7, -start * 0.7) for y in (-above, above)]
        offsets = [(start, 0.0), (-start, 0.0), *askew, (0.0, -above), (0.0, above)]
        return self.at(name, _moved(point, offsets), CITY)

    def _distances(self, text: str, style: Style, gap: float) -> tuple[float, float]:
        """How far the middle of a text is from a point that it stands above or below, and beside, with this gap."""
        width, height = self._box(text, style)
        return gap + height / 2, gap + width / 2

    def _box(self, text: str, style: Style) -> tuple[float, float]:
        """The width and height of a text, with its margins."""
        size = self.tokens.pixels("size-small")
        height = size + 2
        return max(self.fonts.width(text, size, style.weight) + 5, height), height

    def _svg(self, label: Label) -> str:
        size, style = self.tokens.pixels("size-small"), label.style
        corner = f'x="{label.x - label.width / 2:.1f}" y="{label.y - label.height / 2:.1f}"'
        box = f'<rect {corner} width="{label.width:.1f}" height="{label.height:.1f}" rx="2" fill="#ffffff"/>'
        slant = ' font-style="italic"' if style.is_italic and self.language.has_italics else ""
        families = ", ".join(self.tokens.families())
        font = f'font-family="{families}" font-size="{size:.2f}px" font-weight="{style.weight}"{slant}'
        place = f'x="{label.x:.1f}" y="{label.y + 0.34 * size:.1f}" fill="{self.tokens.mix(style.colour)}"'
        direction = f'direction="{self.language.direction}" text-anchor="middle"'
        return f"{box}<text {direction} {place} {font}>{escape(label.text)}</text>"


def _moved(point: Point, offsets: Iterable[Point]) -> list[Point]:
    return [(point[0] + x, point[1] + y) for x, y in offsets]
