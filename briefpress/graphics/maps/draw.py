"""Maps: groups of countries, told apart by texture and number or named where they lie → SVG.

A map shows its countries and what is around them, as large as the column allows. What is too small to be seen has a
dot; labels keep clear of each other, and a country whose label finds no room is named in the key alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from markupsafe import escape

from briefpress.graphics.fonts import SEMIBOLD, Fonts
from briefpress.graphics.maps.atlas import Atlas, projected_atlas
from briefpress.graphics.maps.geometry import Line, area, bounds, clipped, is_visible, path, pole_of_inaccessibility
from briefpress.graphics.patterns import is_dark, pattern
from briefpress.graphics.tokens import Tokens
from briefpress.language.locale import Language

#: The most that the paths of a map may take, in characters.
MAX_LENGTH = 15_000
#: The margin around the countries, as a share of the longer side of their bounding box.
_MARGIN = 0.05
#: The height of a map, as a share of its width: at least, at most, and at most where it is to be flat.
_LEAST_HEIGHT, _MOST_HEIGHT, _FLAT_HEIGHT = 0.36, 0.8, 0.42
#: The least width of what is shown, in radii of the earth: some 30 degrees.
_LEAST_WIDTH = 0.5
#: A country whose largest part is smaller, in square pixels, has a dot.
_SMALL = 30.0
#: How far off a line a point must lie to be drawn, in pixels, where that leaves the paths short enough.
_TOLERANCE = 0.4
#: How far apart two numbers of one group stand at least, in pixels across and down together.
_APART = 80.0


@dataclass(frozen=True)
class Label:
    """A text on a map, and the middle and size of its box, in pixels."""

    text: str
    x: float
    y: float
    width: float
    height: float

    def collides(self, other: Label) -> bool:
        """Whether two labels are less than a pixel apart."""
        return (
            abs(self.x - other.x) < (self.width + other.width) / 2 + 1
            and abs(self.y - other.y) < (self.height + other.height) / 2 + 1
        )


class _Spot(NamedTuple):
    """Where a country is labelled, in pixels, and whether it is so small that a dot is drawn there."""

    code: str
    x: float
    y: float
    is_small: bool


@dataclass(frozen=True)
class RegionMap:
    """A map of groups of countries, by their codes, and whether countries are named on it or groups numbered."""

    groups: Sequence[Sequence[str]]
    named: bool
    flat: bool
    language: Language
    tokens: Tokens
    fonts: Fonts
    #: The share of the column's width that it takes.
    share: float = 1

    def draw(self) -> str:
        """The SVG."""
        width, height = self.width, self.height
        fills = (pattern(number, f"fill-{number}", self.tokens, width, height) for number in range(len(self.groups)))
        tolerance = _TOLERANCE
        while len(paths := self._paths(tolerance)) > MAX_LENGTH:
            tolerance *= max(1.1, len(paths) / MAX_LENGTH)
        size = f'width="{width:.2f}" height="{height:.2f}" viewBox="0 0 {width:.2f} {height:.2f}"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size}><defs>{"".join(fills)}</defs>'
        return f"{head}{paths}{''.join(self._dots())}{''.join(self._labels())}</svg>"

    @property
    def width(self) -> float:
        """In pixels."""
        return self.tokens.column * self.share

    @cached_property
    def group(self) -> dict[str, int]:
        """The number of the group of each country."""
        return {code: number for number, codes in enumerate(self.groups) for code in codes}

    @cached_property
    def height(self) -> float:
        """In pixels: as tall as the countries are, within bounds."""
        left, top, right, bottom = self._frame
        return self.width * (bottom - top) / (right - left)

    @cached_property
    def _frame(self) -> tuple[float, float, float, float]:
        """What is shown of the projected world, in radii of the earth: left, top, right and bottom."""
        world = projected_atlas()
        countries = [country for country in world.countries if country.code in self.group]
        rings = [ring for country in countries for ring in world.main_rings(country)]
        left, top, right, bottom = bounds(point for ring in rings for point in ring)
        margin = _MARGIN * max(right - left, bottom - top)
        width, height = right - left + 2 * margin, bottom - top + 2 * margin
        width = max(width, height / (_FLAT_HEIGHT if self.flat else _MOST_HEIGHT), _LEAST_WIDTH)
        height = max(height, width * _LEAST_HEIGHT)
        x, y = (left + right) / 2, (top + bottom) / 2
        return x - width / 2, y - height / 2, x + width / 2, y + height / 2

    @cached_property
    def _atlas(self) -> Atlas:
        """The countries on the map, in pixels."""
        left, top, right, _ = self._frame
        scale = self.width / (right - left)
        scaled = projected_atlas().projected(lambda point: ((point[0] - left) * scale, (point[1] - top) * scale))
        return scaled.within(self.width, self.height)

    @cached_property
    def _spots(self) -> list[_Spot]:
        """Where the countries of the groups are labelled, the largest first."""
        rings = [(each.code, self._atlas.main_rings(each)) for each in self._atlas.countries if each.code in self.group]
        return [self._spot(*pair) for pair in sorted(rings, key=lambda pair: -area(pair[1][0]))]

    def _spot(self, code: str, rings: list[Line]) -> _Spot:
        """As far from the border of a country as can be; amid its islands, if they are small."""
        if area(rings[0]) < _SMALL:
            left, top, right, bottom = bounds(point for ring in rings for point in ring)
            return _Spot(code, (left + right) / 2, (top + bottom) / 2, is_small=True)
        x, y = pole_of_inaccessibility(clipped(rings[0], self.width, self.height) or rings[0])
        return _Spot(code, x, y, is_small=False)

    def _paths(self, tolerance: float) -> str:
        """Other countries and groups, simplified; borders are white between other countries and on a dark fill."""
        atlas = self._atlas.simplified(tolerance)
        shapes: dict[int, list[str]] = defaultdict(list)
        for country in atlas.countries:
            rings = (clipped(atlas.ring(ring), self.width, self.height) for part in country.parts for ring in part)
            shapes[self.group.get(country.code, -1)] += [f"{path(ring)}z" for ring in rings if is_visible(ring)]
        land, ink = self.tokens.mix("rule", 0.72), self.tokens.mix("structure")
        fills = {number: land if number < 0 else f"url(#fill-{number})" for number in shapes}
        edges = {number: "#ffffff" if number < 0 or is_dark(number) else ink for number in shapes}
        return "".join(
            f'<path d="{"".join(shapes[number])}" fill="{fills[number]}" stroke="{edges[number]}" stroke-width="0.6"/>'
            for number in sorted(shapes)
        )

    def _dots(self) -> Iterator[str]:
        ink = self.tokens.mix("structure")
        for spot in (spot for spot in self._spots if spot.is_small):
            dot = f'<circle cx="{spot.x:.1f}" cy="{spot.y:.1f}"'
            fill = f'fill="url(#fill-{self.group[spot.code]})"'
            yield f'{dot} r="4.2" fill="#ffffff"/>{dot} r="3" {fill} stroke="{ink}"/>'

    def _labels(self) -> Iterator[str]:
        # No label hides a dot.
        placed = [Label("", spot.x, spot.y, 9, 9) for spot in self._spots if spot.is_small]
        for spot in self._spots:
            number = self.language.number(self.group[spot.code] + 1)
            text = self.language.country(spot.code) if self.named else number
            beside = self.named or spot.is_small or all(label.text != text for label in placed)
            for label in self._candidates(spot, text, beside):
                if not any(map(label.collides, placed)) and not self._is_redundant(label, placed):
                    placed.append(label)
                    yield self._svg(label)
                    break

    def _is_redundant(self, label: Label, placed: list[Label]) -> bool:
        """Whether the number of the group stands nearby already."""
        same = (other for other in placed if other.text == label.text)
        return not self.named and any(abs(label.x - other.x) + abs(label.y - other.y) < _APART for other in same)

    def _candidates(self, spot: _Spot, text: str, beside: bool) -> Iterator[Label]:
        """A label where it might stand: on the country, and above, below and beside it where that is of use."""
        size = self.tokens.pixels("size-small")
        width, height = self.fonts.width(text, size, SEMIBOLD) + 5, size + 2
        above, aside = 6 + height / 2, 6 + width / 2
        around = [(0, -above), (0, above), (aside, 0), (-aside, 0)]
        on = [] if spot.is_small else [(0.0, 0.0)]
        for dx, dy in on + around * beside:
            label = Label(text, spot.x + dx, spot.y + dy, max(width, height), height)
            if label.width / 2 < label.x < self.width - label.width / 2 and height < label.y < self.height - height:
                yield label

    def _svg(self, label: Label) -> str:
        size = self.tokens.pixels("size-small")
        corner = f'x="{label.x - label.width / 2:.1f}" y="{label.y - label.height / 2:.1f}"'
        box = f'<rect {corner} width="{label.width:.1f}" height="{label.height:.1f}" rx="2" fill="#ffffff"/>'
        font = f'font-family="{", ".join(self.tokens.families())}" font-size="{size:.2f}px" font-weight="600"'
        place = f'x="{label.x:.1f}" y="{label.y + 0.34 * size:.1f}" fill="{self.tokens.mix("ink")}"'
        direction = f'direction="{self.language.direction}" text-anchor="middle"'
        return f"{box}<text {direction} {place} {font}>{escape(label.text)}</text>"
