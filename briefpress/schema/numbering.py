"""The numbers of figures, tables, sections, annexes and recommendations, and how the house calls what has one.

All are counted through the whole brief, once, before its texts are read: these may refer to them
(language/references.py). What parts are counted as says their class, by `numbered_as`; a section says it by its keys.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from briefpress.language.figures import NO_BREAK
from briefpress.language.markdown import Line
from briefpress.schema.base import Frozen

SECTION, ANNEX, FIGURE, TABLE = "section", "annex", "figure", "table"
#: What stands for the number in a label.
NUMBER = "{number}"


class NumberLabel(Frozen):
    """How what has a number is called."""

    reference: Line
    """In a text, with its `{number}`: figure {number}."""
    also: Line | None = None
    """What the words of a link may end with as well, to get the number, parted by commas: fig. The house has its own
    word here too, for briefs with another `reference`.
    """
    caption: Line | None = None
    """What stands before the caption of a figure or a table, or over an annex or a recommendation: its `{number}`."""

    @property
    def names(self) -> tuple[str, ...]:
        """What the words of a link may end with, to get the number after them."""
        name = [self.reference.removesuffix(NUMBER).strip()] if self.reference.endswith(NUMBER) else []
        return (*name, *listed(self.also))

    def reference_to(self, number: str) -> str:
        """What a link prints that has no words of its own; the number stays on the line of the name."""
        return self.reference.replace(f" {NUMBER}", NO_BREAK + NUMBER).replace(NUMBER, number)


class NumberLabels(Frozen):
    """How what has a number is called. Without a label there are no references to its kind."""

    figure: NumberLabel | None = None
    """Of pictures, charts, maps and timelines."""
    table: NumberLabel | None = None
    """Of tables."""
    section: NumberLabel | None = None
    """Of sections that are no annexes."""
    annex: NumberLabel | None = None
    """Of annexes; over one stands `dossier.annex`, where this has no `caption`."""
    recommendation: NumberLabel | None = None
    """Of recommendations."""
    determiners: Line | None = None
    """The words after which a name means no number, as in “a section” or “this table”, parted by commas."""

    @property
    def by_kind(self) -> Mapping[str, NumberLabel]:
        """The labels that there are, by the kinds."""
        labels = ((kind, getattr(self, kind)) for kind in type(self).model_fields)
        return {kind: label for kind, label in labels if isinstance(label, NumberLabel)}


@dataclass(frozen=True)
class Numbered:
    """What a part is counted as, and its number: in figures, or of an annex in letters."""

    kind: str
    number: str


@dataclass(frozen=True)
class Numbering:
    """The numbers of the parts of a brief, by their paths, and what is printed of them before titles and captions."""

    numbers: Mapping[str, Numbered] = field(default_factory=dict)
    numerals: Mapping[str, str] = field(default_factory=dict)


def numbered(kinds: Iterable[tuple[str, str]], letters: str) -> dict[str, Numbered]:
    """The numbers of parts, each of them a path and what it is counted as, in their order; annexes have letters."""
    counts = Counter[str]()
    numbers = {}
    for path, kind in kinds:
        counts[kind] += 1
        number = lettered(counts[kind], letters) if kind == ANNEX else str(counts[kind])
        numbers[path] = Numbered(kind, number)
    return numbers


def lettered(number: int, letters: str) -> str:
    """A number, from 1 on, in letters: A to Z, then AA to AZ."""
    rounds, index = divmod(number - 1, len(letters))
    return (lettered(rounds, letters) if rounds else "") + letters[index]


def listed(label: str | None) -> list[str]:
    """The words of a label that are parted by commas, those of Arabic too."""
    return [word.strip() for word in re.split("[,،]", label or "") if word.strip()]
