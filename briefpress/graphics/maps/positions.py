"""Where the text of a country, a city or a river may stand on a map, and what each position costs.

No text stands on the land of another country that the map shows. The name of a country lies in it, or on the sea along
it, with at most a third of it on free land; else apart from it, at the end of a leader line. It covers little of its
country. (After E. Imhof, "Positioning names on maps", 1975.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, dist, pi, sin, sqrt

from briefpress.graphics.maps.geometry import Box, Point
from briefpress.graphics.maps.labels import Label, Setting, crosses
from briefpress.graphics.maps.placement import Candidate
from briefpress.graphics.maps.territories import Shares, Territories

#: What a text may cover of its country, and of free land with itself; and of others, for the rounding of edges.
MOST_COVERED, MOST_ON_LAND, MOST_FOREIGN = 0.4, 1 / 3, 0.01
#: How far from the coast a text may begin, and how far from the middle of a dot or of a city, in pixels.
_NEAR, _BESIDE = 3.0, 5.5
#: Each country is tried at so many places across and down, no less apart than this, in pixels.
_PLACES, _LEAST_STEP = 20, 3.0
#: How long leader lines are, in pixels, and in how many directions they run.
_LENGTHS, _DIRECTIONS = (10, 16, 24, 34, 46, 60, 76, 94), 24
#: What it costs to stand beside the land, with a leader line, on free land, in more lines; and each pixel of a line
#: that runs through another country.
_OFF, _LED, _ON_LAND, _LINE, _CROSSED = 12.0, 24.0, 40.0, 2.0, 0.4
#: How far a text with a leader line keeps from other countries, in pixels: its halo would hide their coasts.
_CLEAR = 2.0
#: What it costs to be left out.
ABSENT_CITY, ABSENT_RIVER = 60.0, 40.0
#: So many positions of a text are enough.
_MOST = 80


@dataclass(frozen=True)
class Positions:
    """The positions on a map whose countries are known, and the boxes that no text may hide."""

    territories: Territories
    obstacles: Sequence[Box]

    def of_country(self, code: str, settings: Sequence[Setting], absence: float) -> list[Candidate]:
        """The text of a country: in it, beside it, or with a leader line; to be left out costs `absence`."""
        pole = self.territories.pole(code)
        candidates = [
            Candidate(label, cost + _LINE * number)
            for number, setting in enumerate(settings)
            for label, cost in (*self._near(code, setting, pole), *self._led(code, setting, pole))
        ]
        return _best(candidates, absence)

    def of_dot(self, code: str, settings: Sequence[Setting], dot: Point, absence: float) -> list[Candidate]:
        """The text of a country that is a dot: beside this, or with a leader line."""
        candidates = [
            Candidate(label, number + _OFF * shares.land)
            for number, label in enumerate(self._beside(settings[0], dot, "ltr"))
            if (shares := self._shares(label.box, code, MOST_ON_LAND))
        ]
        led = (pair for setting in settings for pair in self._led(code, setting, dot))
        return _best([*candidates, *(Candidate(*pair) for pair in led)], absence)

    def of_city(self, settings: Sequence[Setting], point: Point, direction: str) -> list[Candidate]:
        """The name of a city beside it, first where a text begins, else askew of it, above or below."""
        labels = enumerate(self._beside(settings[0], point, direction))
        return _best([Candidate(label, 2.0 * number) for number, label in labels], ABSENT_CITY)

    def of_river(self, settings: Sequence[Setting], points: Sequence[Point]) -> list[Candidate]:
        """The name of a river on one of some points along it, the best first."""
        labels = ((number, settings[0].at(point)) for number, point in enumerate(points))
        return _best(
            [Candidate(label, number / 4) for number, label in labels if self._is_free(label.box)], ABSENT_RIVER
        )

    def _near(self, code: str, setting: Setting, pole: Point) -> Iterator[tuple[Label, float]]:
        """A text in a country or along its coast."""
        main = self.territories.bounds(code).grown(_NEAR)
        for label in map(setting.at, [pole, *_grid(main, setting)]):
            if main.meets(label.box) and self._is_free(label.box):
                cost = self._cost_near(label.box, code)
                if cost is not None:
                    size = sqrt(self.territories.area(code))
                    yield label, cost + 6 * dist(label.box.middle, pole) / max(size, 20)

    def _cost_near(self, box: Box, code: str) -> float | None:
        """What it costs to stand in this box; None off its country, or on the sea along another."""
        shares, around = self._shares(box, code, MOST_ON_LAND), self.territories.shares(box.grown(_NEAR), code)
        if not shares or not around.own or (shares.own <= 0.5 and around.foreign):
            return None
        # Whole on the land or whole off it.
        straddling = 60 * shares.own * (1 - shares.own)
        return straddling + _OFF * (1 - around.own) + _ON_LAND * shares.land

    def _led(self, code: str, setting: Setting, anchor: Point) -> Iterator[tuple[Label, float]]:
        """A text off the other countries, with a leader line."""
        for length in _LENGTHS:
            for angle in (2 * pi * number / _DIRECTIONS for number in range(_DIRECTIONS)):
                x, y = length + setting.width / 2, length + setting.height / 2
                label = setting.at((anchor[0] + x * cos(angle), anchor[1] + y * sin(angle)), anchor)
                if self._is_clear(label) and (shares := self._shares(label.box.grown(_CLEAR), code, 1)):
                    crossed = self.territories.crossed(label.leader, code) * dist(*label.leader) if label.leader else 0
                    yield label, _LED + length / 4 + _OFF * shares.land + _CROSSED * crossed

    def _beside(self, setting: Setting, point: Point, direction: str) -> Iterator[Label]:
        """A text beside a point, then askew of it, above and below."""
        aside, above = setting.width / 2 + _BESIDE, setting.height / 2 + _BESIDE - 1
        start = -aside if direction == "rtl" else aside
        askew = [(x, y) for x in (start * 0.8, -start * 0.8) for y in (-above, above)]
        offsets = [(start, 0.0), (-start, 0.0), *askew, (0.0, -above), (0.0, above)]
        labels = (setting.at((point[0] + x, point[1] + y)) for x, y in offsets)
        return (label for label in labels if self._is_free(label.box))

    def _is_free(self, box: Box) -> bool:
        """Whether a box is on the map, and hides nothing."""
        whole = self.territories.box.grown(-1)
        is_inside = whole.holds((box.left, box.top)) and whole.holds((box.right, box.bottom))
        return is_inside and not any(map(box.meets, self.obstacles))

    def _is_clear(self, label: Label) -> bool:
        """Whether a label with a leader line is on the map, and both hide nothing but the sign of its own country."""
        line, anchor = label.leader, label.anchor
        if not (line and anchor and self._is_free(label.box)):
            return False
        return not any(crosses(line, box) for box in self.obstacles if not box.holds(anchor))

    def _shares(self, box: Box, code: str, most_on_land: float) -> Shares | None:
        """What a box covers; None where that is another country, more than this of free land, or much of its own."""
        shares = self.territories.shares(box, code)
        covered = shares.own * box.width * box.height
        is_modest = covered <= MOST_COVERED * self.territories.area(code)
        return shares if shares.foreign <= MOST_FOREIGN and shares.land <= most_on_land and is_modest else None


def _grid(bounds: Box, setting: Setting) -> Iterator[Point]:
    """Places all over a box, and so far around it that a text ends there."""
    left, top = bounds.left - setting.width / 2, bounds.top - setting.height / 2
    width, height = bounds.width + setting.width, bounds.height + setting.height
    columns, rows = (max(1, min(_PLACES, int(each / _LEAST_STEP))) for each in (width, height))
    for row in range(rows + 1):
        yield from ((left + width * column / columns, top + height * row / rows) for column in range(columns + 1))


def _best(candidates: list[Candidate], absence: float) -> list[Candidate]:
    """The candidates that cost least, in this order, and that of no text at all."""
    ordered = sorted(candidates, key=lambda each: each.cost)[:_MOST]
    return sorted([*ordered, Candidate(None, absence)], key=lambda each: each.cost)
