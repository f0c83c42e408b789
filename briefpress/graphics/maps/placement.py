"""Where the texts of a map stand, so that none meets another: of the positions of each, those that cost least.

A descent takes for each text in turn what costs least beside all others. Where one stands ill or is left out, simulated
annealing goes on from there, which Christensen, Marks and Shieber found best ("An empirical study of algorithms for
point-feature label placement", 1995). It draws the same lots at every build.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp
from random import Random

from briefpress.graphics.maps.labels import Label

#: What it costs to leave out a text that should not be, and where two texts meet; and what is worth another search.
ABSENT, _CLASH, _DEAR = 200.0, 300.0, 40.0
#: How many times a descent goes through all texts at most, and annealing does.
_ROUNDS, _TURNS = 20, 400
#: The temperature at which annealing begins, in costs, and the share of it that is left after each turn.
_TEMPERATURE, _COOLING = 60.0, 0.987


@dataclass(frozen=True)
class Candidate:
    """A position of a text, or None where it is left out, and what it costs."""

    label: Label | None
    cost: float


def placed(texts: Sequence[Sequence[Candidate]]) -> list[Label | None]:
    """The labels of some texts, each by its candidates from the best on; None for a text that is left out."""
    search = _Search(texts, [0] * len(texts))
    search.descend()
    if search.is_dear:
        search.anneal()
        search.descend()
    return _without_clashes([candidates[each].label for candidates, each in zip(texts, search.chosen, strict=True)])


@dataclass
class _Search:
    """The candidates of some texts, and the number of the one that each has."""

    texts: Sequence[Sequence[Candidate]]
    chosen: list[int]
    #: Whether two candidates clash, by their texts and their numbers.
    clashes: dict[tuple[int, int, int, int], bool] = field(default_factory=dict)

    def descend(self) -> None:
        """Let each text take what costs least, until none changes."""
        for _ in range(_ROUNDS):
            before = list(self.chosen)
            for text, candidates in enumerate(self.texts):
                self.chosen[text] = min(range(len(candidates)), key=lambda each: self._cost(text, each))
            if self.chosen == before:
                return

    def anneal(self) -> None:
        """Let each text take others by lot: also what costs more, ever more seldom."""
        lots, temperature = Random(0), _TEMPERATURE  # noqa: S311 (no secret)
        for _ in range(_TURNS):
            for text, candidates in enumerate(self.texts):
                other = lots.randrange(len(candidates))
                rise = self._cost(text, other) - self._cost(text, self.chosen[text])
                if rise <= 0 or lots.random() < exp(-rise / temperature):
                    self.chosen[text] = other
            temperature *= _COOLING

    @property
    def is_dear(self) -> bool:
        """Whether a text is left out, meets another, or stands ill."""
        return any(self._cost(text, each) >= _DEAR for text, each in enumerate(self.chosen))

    def _cost(self, text: int, number: int) -> float:
        """What it costs that a text has a candidate, while all others have theirs."""
        others = enumerate(self.chosen)
        count = sum(self._clash(text, number, other, each) for other, each in others if other != text)
        return self.texts[text][number].cost + _CLASH * count

    def _clash(self, text: int, number: int, other: int, each: int) -> bool:
        pair = (text, number, other, each)
        if pair not in self.clashes:
            one, two = self.texts[text][number].label, self.texts[other][each].label
            self.clashes[pair] = bool(one and two and one.collides(two))
        return self.clashes[pair]


def _without_clashes(labels: list[Label | None]) -> list[Label | None]:
    """The labels but those that meet one before them."""
    kept: list[Label | None] = []
    for label in labels:
        is_free = label and not any(label.collides(other) for other in kept if other)
        kept.append(label if is_free else None)
    return kept
