"""The fills of a map: the textures of its groups, of those that share a country, and the tones of land and sea."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from briefpress.graphics.maps.geometry import Line
from briefpress.graphics.maps.panel import Panel
from briefpress.graphics.patterns import is_dark, pattern
from briefpress.graphics.tokens import Tokens

#: How broad borders are, coasts with what lies below land, and the line around a panel, 0.5 pt, in pixels.
_BORDER, _COAST, _EDGE = 0.5, 1.5, 0.67


@dataclass(frozen=True)
class Fills:
    """How groups of countries, by their codes, are painted."""

    groups: Sequence[Sequence[str]]
    tokens: Tokens

    @cached_property
    def group(self) -> dict[str, tuple[int, ...]]:
        """The numbers of the groups of each country."""
        numbers: dict[str, tuple[int, ...]] = defaultdict(tuple)
        for number, code in ((number, code) for number, codes in enumerate(self.groups) for code in codes):
            numbers[code] += (number,)
        return dict(numbers)

    def patterns(self, width: float, height: float) -> str:
        """The definitions of the textures on a picture of this size."""
        alone = {(number,) for number in range(len(self.groups))}
        every = sorted(alone | {*self.group.values()}, key=lambda numbers: (len(numbers), numbers))
        return "".join(pattern(numbers, _name(numbers), self.tokens, width, height) for numbers in every)

    def each(self, code: str) -> list[str]:
        """The fills of the groups of a country, one by one."""
        return [f"url(#{_name((number,))})" for number in self.group[code]]

    def painted(self, panel: Panel) -> str:
        """Sea, other countries and groups, and the line around them.

        A broad line below other countries is seen along their coasts alone. Borders are thin, and white on dark fills.
        """
        name, edge = "-".join(f"{side:.0f}" for side in panel.box), _polygon(panel.outline)
        shapes: dict[tuple[int, ...], list[str]] = defaultdict(list)
        for code, data in panel.paths.items():
            shapes[self.group.get(code, ())].append(f'<path class="{code}" d="{data}"/>')
        groups = "".join(
            f'<g fill="{self._fill(numbers)}" stroke="{self._border(numbers)}" stroke-width="{_BORDER}">'
            f"{''.join(shapes[numbers])}</g>"
            for numbers in sorted(shapes)
            if numbers
        )
        tokens = self.tokens
        rule, land, sea, line = tokens.mix("rule"), tokens.mix("land"), tokens.mix("sea"), tokens.mix("ink-soft")
        # Where land and sea are of one tone, coasts are all that is seen of islands, which they would fill.
        coast = _BORDER if land == sea else _COAST
        return (
            f'<clipPath id="edge-{name}">{edge}</clipPath><g clip-path="url(#edge-{name})"><g fill="{sea}">{edge}</g>'
            f'<g fill="none" stroke="{rule}" stroke-width="{coast}"><use href="#land-{name}"/></g>'
            f'<g fill="{land}" stroke="{rule}" stroke-width="{_BORDER}">'
            f'<g id="land-{name}">{"".join(shapes[()])}</g></g>'
            f'{groups}</g><g fill="none" stroke="{line}" stroke-width="{_EDGE}">{edge}</g>'
        )

    def _fill(self, numbers: tuple[int, ...]) -> str:
        return f"url(#{_name(numbers)})"

    def _border(self, numbers: tuple[int, ...]) -> str:
        return "#ffffff" if is_dark(numbers) else self.tokens.mix("structure")


def _name(numbers: Sequence[int]) -> str:
    return "-".join(["fill", *map(str, numbers)])


def _polygon(ring: Line) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in ring)
    return f'<polygon points="{points}"/>'
