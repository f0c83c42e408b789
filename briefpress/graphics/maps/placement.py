"""Where the texts of a map stand, so that none meets another: candidate positions, and descent from the best of each.

The method is that of Christensen, Marks and Shieber ("An empirical study of algorithms for point-feature label
placement", 1995), discrete gradient descent: each text takes in turn the position that costs least beside all others,
until none moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefpress.graphics.maps.labels import Label

#: What it costs where two texts meet: more than any position.
_CLASH = 1000.0
#: How many times all texts are gone through at most.
_ROUNDS = 20


@dataclass(frozen=True)
class Candidate:
    """A position of a text, or None where it is left out, and what it costs."""

    label: Label | None
    cost: float


def placed(texts: Sequence[Sequence[Candidate]]) -> list[Label | None]:
    """The labels of some texts, each by its candidates from the best on; None for a text that is left out."""
    chosen = [candidates[0] for candidates in texts]
    for _ in range(_ROUNDS):
        before = list(chosen)
        for number, candidates in enumerate(texts):
            others = [each.label for place, each in enumerate(chosen) if place != number and each.label]
            chosen[number] = _cheapest(candidates, others)
        if chosen == before:
            break
    return _without_clashes([each.label for each in chosen])


def _cheapest(candidates: Sequence[Candidate], others: Sequence[Label]) -> Candidate:
    """The candidate that costs least beside these labels."""
    best, least = candidates[0], float("inf")
    for candidate in candidates:
        if candidate.cost >= least:
            break
        clashes = sum(map(candidate.label.collides, others)) if candidate.label else 0
        if (cost := candidate.cost + clashes * _CLASH) < least:
            best, least = candidate, cost
    return best


def _without_clashes(labels: list[Label | None]) -> list[Label | None]:
    """The labels but those that meet one before them."""
    kept: list[Label | None] = []
    for label in labels:
        is_free = label and not any(label.collides(other) for other in kept if other)
        kept.append(label if is_free else None)
    return kept
