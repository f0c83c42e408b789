"""Maps: groups of countries, told apart by texture and number or named where they lie → SVG.

A map shows its countries and what is around them, as large as the column allows. What is too small to be seen has a
dot; labels keep clear of each other, and what finds no room is named in the key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import escape

from briefpress.graphics.fonts import SEMIBOLD, Fonts
from briefpress.graphics.maps.atlas import Atlas, Country, flat_atlas
from briefpress.graphics.maps.geometry import Point, area, bounds, cut, is_seen, path, pole
from briefpress.graphics.patterns import is_dark, pattern
from briefpress.graphics.tokens import Tokens
from briefpress.language.locale import Language

#: What the paths of a map may weigh.
MAX_BYTES = 15_000
#: The share of the width that is left free around the countries, and the height that a map has, by its width.
_MARGIN, _FLATTEST, _TALLEST, _FLAT = 0.05, 0.36, 0.8, 0.42
#: The least width of what is shown, in radii of the earth: some 30 degrees.
_NARROWEST = 0.5
#: What is smaller, in square pixels, has a dot.
_SMALL = 30.0
#: How far, in pixels, a point must lie off a line to be kept where there is room for all.
_FINEST = 0.4
#: How far the numbers of one group are apart.
_APART = 80.0


@dataclass(frozen=True)
class Label:
    """A text on a map, and the middle of the box that it fills."""

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


@dataclass(frozen=True)
class Sheet:
    """A map that is to be drawn: the codes of its groups, and whether its countries are named on it."""

    groups: Sequence[Sequence[str]]
    named: bool
    flat: bool
    language: Language
    tokens: Tokens
    fonts: Fonts
    #: How much of the width of the column it takes.
    share: float = 1

    def draw(self) -> str:
        """The SVG."""
        width, height = self.width, self.height
        used = "".join(
            pattern(number, f"fill-{number}", self.tokens, width, height) for number in range(len(self.groups))
        )
        paths, tolerance = self._paths(_FINEST), _FINEST
        while len(paths) > MAX_BYTES:
            tolerance *= max(1.1, len(paths) / MAX_BYTES)
            paths = self._paths(tolerance)
        side = f'width="{width:.2f}" height="{height:.2f}" viewBox="0 0 {width:.2f} {height:.2f}"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {side}><defs>{used}</defs>'
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
        """As tall as the countries are, within bounds."""
        left, top, right, bottom = self._frame
        return self.width * (bottom - top) / (right - left)

    @cached_property
    def _frame(self) -> tuple[float, float, float, float]:
        """What is shown of the flat earth."""
        flat = flat_atlas()
        shown = [country for country in flat.countries if country.code in self.group]
        left, top, right, bottom = bounds(point for each in shown for ring in flat.main_rings(each) for point in ring)
        free = _MARGIN * max(right - left, bottom - top)
        wide = max(right - left + 2 * free, (bottom - top + 2 * free) / (_FLAT if self.flat else _TALLEST), _NARROWEST)
        tall = max(bottom - top + 2 * free, wide * _FLATTEST)
        x, y = (left + right) / 2, (top + bottom) / 2
        return x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2

    @cached_property
    def _atlas(self) -> Atlas:
        """The countries on the sheet, in pixels."""
        left, top, right, _ = self._frame
        scale = self.width / (right - left)
        return (
            flat_atlas()
            .moved(lambda point: ((point[0] - left) * scale, (point[1] - top) * scale))
            .near(self.width, self.height)
        )

    @cached_property
    def _shown(self) -> list[Country]:
        """The countries of the groups, the largest first."""
        shown = [country for country in self._atlas.countries if country.code in self.group]
        return sorted(shown, key=lambda country: -area(self._atlas.main_rings(country)[0]))

    def _paths(self, tolerance: float) -> str:
        """Land and groups, thinned by that; white lines part lands, and countries of what is dark."""
        thin = self._atlas.thinned(tolerance)
        shapes: dict[int, list[str]] = defaultdict(list)
        for country in thin.countries:
            rings = (cut(thin.ring(ring), self.width, self.height) for part in country.parts for ring in part)
            shapes[self.group.get(country.code, -1)] += [f"{path(ring)}z" for ring in rings if is_seen(ring)]
        land, ink = self.tokens.mix("rule", 0.72), self.tokens.mix("structure")
        fills = {number: land if number < 0 else f"url(#fill-{number})" for number in shapes}
        edges = {number: "#ffffff" if number < 0 or is_dark(number) else ink for number in shapes}
        return "".join(
            f'<path d="{"".join(shapes[number])}" fill="{fills[number]}" stroke="{edges[number]}" stroke-width="0.6"/>'
            for number in sorted(shapes)
        )

    def _dots(self) -> Iterator[str]:
        for country in self._shown:
            if self._is_small(country):
                x, y = self._middle(country)
                fill = f'fill="url(#fill-{self.group[country.code]})"'
                ring = f'<circle cx="{x:.1f}" cy="{y:.1f}"'
                yield f'{ring} r="4.2" fill="#ffffff"/>{ring} r="3" {fill} stroke="{self.tokens.mix("structure")}"/>'

    def _is_small(self, country: Country) -> bool:
        return area(self._atlas.main_rings(country)[0]) < _SMALL

    def _middle(self, country: Country) -> Point:
        """Where a country is labelled: as far as can be from its border, or amid its islands."""
        rings = self._atlas.main_rings(country)
        if self._is_small(country):
            left, top, right, bottom = bounds(point for ring in rings for point in ring)
            return (left + right) / 2, (top + bottom) / 2
        return pole(cut(rings[0], self.width, self.height) or rings[0])

    def _labels(self) -> Iterator[str]:
        # No label hides a dot.
        placed = [Label("", *self._middle(country), 9, 9) for country in self._shown if self._is_small(country)]
        for country in self._shown:
            text = (
                self.language.country(country.code)
                if self.named
                else self.language.number(self.group[country.code] + 1)
            )
            beside = self.named or self._is_small(country) or all(label.text != text for label in placed)
            for label in self._places(country, text, beside):
                if not any(map(label.collides, placed)) and not self._is_idle(label, placed):
                    placed.append(label)
                    yield self._text(label)
                    break

    def _is_idle(self, label: Label, placed: list[Label]) -> bool:
        """Whether the number of the group stands nearby already."""
        around = (at for at in placed if at.text == label.text)
        return not self.named and any(abs(label.x - at.x) + abs(label.y - at.y) < _APART for at in around)

    def _places(self, country: Country, text: str, beside: bool) -> Iterator[Label]:
        """Where a label might stand: on the country, and above, below and beside it where that is of use."""
        x, y = self._middle(country)
        size = self.tokens.pixels("size-small")
        width, height = self.fonts.width(text, size, SEMIBOLD) + 5, size + 2
        off = 6 + height / 2
        around = [(0, -off), (0, off), (6 + width / 2, 0), (-6 - width / 2, 0)]
        on = [] if self._is_small(country) else [(0.0, 0.0)]
        for right, down in on + around * beside:
            label = Label(text, x + right, y + down, max(width, height), height)
            if label.width / 2 < label.x < self.width - label.width / 2 and height < label.y < self.height - height:
                yield label

    def _text(self, label: Label) -> str:
        size = self.tokens.pixels("size-small")
        corner = f'x="{label.x - label.width / 2:.1f}" y="{label.y - label.height / 2:.1f}"'
        box = f'<rect {corner} width="{label.width:.1f}" height="{label.height:.1f}" rx="2" fill="#ffffff"/>'
        face = f'font-family="{", ".join(self.tokens.families())}" font-size="{size:.2f}px" font-weight="600"'
        place = f'x="{label.x:.1f}" y="{label.y + 0.34 * size:.1f}" fill="{self.tokens.mix("ink")}"'
        way = f'direction="{self.language.direction}" text-anchor="middle"'
        return f"{box}<text {way} {place} {face}>{escape(label.text)}</text>"
