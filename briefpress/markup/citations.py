"""The numbers of sources, and the anchors of the places that cite them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Citation:
    """One printed mention of a source: its number and the anchor of this place."""

    number: int
    anchor: str


@dataclass(frozen=True)
class Citations:
    """Gives every printed mention of a source an anchor, so that the list of sources can link back to it."""

    #: The number of each source, by its id.
    numbers: Mapping[str, int]
    printed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def cite(self, sources: Iterable[str]) -> list[Citation]:
        """The next mention of each of the sources, by their numbers."""
        return sorted((self._mention(source) for source in sources), key=lambda citation: citation.number)

    def _mention(self, source: str) -> Citation:
        number = self.numbers[source]
        anchor = f"cite-{number}-{len(self.printed[source]) + 1}"
        self.printed[source].append(anchor)
        return Citation(number, anchor)

    def mentions(self, source: str) -> list[str]:
        """The anchors of the mentions so far."""
        return list(self.printed.get(source, ()))

    @property
    def order(self) -> list[str]:
        """The sources in the order of their first mentions, then those that were not mentioned."""
        return list(dict.fromkeys([*self.printed, *self.numbers]))


def numbered(sources: Iterable[str]) -> dict[str, int]:
    """The number of each source, by its id: from 1 on, in this order."""
    return {source: number for number, source in enumerate(sources, start=1)}
