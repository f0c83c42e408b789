"""Two editions compared: what was changed, inserted, deleted and moved, by the ids of brief.yaml.

An entry that is there under the same id, in its list or in another, is the same entry, wherever it now stands.
"""

from __future__ import annotations

import hashlib
import textwrap
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import zip_longest
from pathlib import Path as File
from typing import Any

from briefpress.graphics.charts.spec import Spec
from briefpress.redline.moves import Moves, Path, announced, settled
from briefpress.schema.base import Countries, Entry, Frozen, Span
from briefpress.schema.blocks import Chart, Figure
from briefpress.schema.edition import Brief, Edition, Origin
from briefpress.schema.fields import entry_class, is_words

#: What is told by itself of a time, an amount or countries.
_TOLD_AS_ONE = ("sources", "others")

_TITLES = ("title", "name", "term", "caption", "text", "cells")
#: The most characters of a text that stand for its title.
_TITLE = 60


class Kind(StrEnum):
    """What happened."""

    CHANGED = "changed"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"


@dataclass(frozen=True)
class Place:
    """Where something is: keys and ids as in the YAML, and the titles of the entries around it."""

    path: Path = ()
    titles: tuple[str, ...] = ()

    def inner(self, name: str, part: object = None) -> Place:
        """The place of a field, or of an entry of a list."""
        return Place((*self.path, name), (*self.titles, *_title(part)))


@dataclass(frozen=True)
class Change:
    """One change, of a field or of an entry as a whole."""

    kind: Kind
    place: Place
    #: What a field held and holds; None where there was or is nothing.
    old: Any = None
    new: Any = None
    is_words: bool = False
    #: What the manuscript calls it, where the house has no word for it: a column of data.
    name: str | None = None


@dataclass(frozen=True)
class Comparison:
    """What differs, and both briefs in the order of the new one.

    The old one keeps what was deleted, after what it followed; the new one tells of what was moved.
    """

    changes: tuple[Change, ...]
    old: Brief
    new: Brief


def compare(old: Edition, new: Edition) -> Comparison:
    """What differs between two editions in one language."""
    comparer = _Comparer(old, new, Moves.between(old.brief, new.brief))
    before, after = comparer.part(old.brief, new.brief, Place())
    return Comparison(tuple(comparer.changes), before, after)


@dataclass
class _Comparer:
    """Goes through two editions at once; each of its steps returns the old and the new part, aligned."""

    old: Edition
    new: Edition
    moves: Moves
    changes: list[Change] = field(default_factory=list)

    def part(self, old: Any, new: Any, place: Place) -> tuple[Any, Any]:
        """A part that both have. Times, amounts and lists of countries are told as one value, as they are printed."""
        before, after = {}, {}
        told_apart = _TOLD_AS_ONE if isinstance(new, Span | Countries) else type(new).model_fields
        if _without(old, told_apart) != _without(new, told_apart):
            self.changes.append(Change(Kind.CHANGED, place, old, new))
        for name, info in type(new).model_fields.items():
            if name not in told_apart or (isinstance(new, Chart) and name in ("spec", "file")):
                continue
            was, now, inner = getattr(old, name), getattr(new, name), place.inner(name)
            if entry_class(info):
                before[name], after[name] = self.entries(was, now, inner)
            elif isinstance(was, Frozen) and isinstance(now, Frozen):
                before[name], after[name] = self.part(was, now, inner)
            else:
                self.value(was, now, inner, is_words=is_words(info))
        self.files(old, new, place)
        return old.model_copy(update=before), new.model_copy(update=after)

    def entries(self, old: Sequence[Entry], new: Sequence[Entry], place: Place) -> tuple[Any, Any]:
        """A list of entries."""
        known = {entry.id: entry for entry in old}
        common = [entry.id for entry in new if type(known.get(entry.id)) is type(entry)]
        kept = settled([entry.id for entry in old if entry.id in common], common)
        before: list[Entry] = []
        after: list[Entry] = []
        for entry in new:
            here = place.inner(entry.id, entry)
            _, origin = self.moves.origins.get(here.path, (None, None))
            former = known[entry.id] if entry.id in common else origin
            if former is None:
                self.changes.append(Change(Kind.INSERTED, here))
                after.append(entry)
                continue
            # Sources are printed in the order in which they are cited.
            if is_moved := entry.id not in kept and place.path != ("sources",):
                self.changes.append(Change(Kind.MOVED, here))
            was, now = self.part(former, entry, here)
            before.append(was)
            after.append(announced(now) if is_moved else now)
        self.deletions(old, before, frozenset(common), kept, place)
        return tuple(before), tuple(after)

    def deletions(
        self, old: Sequence[Entry], aligned: list[Entry], common: frozenset[str], kept: frozenset[str], place: Place
    ) -> None:
        """Put the entries that are gone after those that they followed."""
        at = 0
        for entry in old:
            here = place.inner(entry.id, entry)
            if entry.id in kept:
                at = [each.id for each in aligned].index(entry.id) + 1
            elif entry.id not in common and here.path not in self.moves.left:
                self.changes.append(Change(Kind.DELETED, here))
                aligned.insert(at, entry)
                at += 1

    def value(self, old: Any, new: Any, place: Place, *, is_words: bool = False) -> None:
        """A value; of what has keys, each one."""
        if _said(old) == _said(new):
            return
        old, new = _by_key(old, new), _by_key(new, old)
        if isinstance(old, dict) and isinstance(new, dict):
            for key in dict.fromkeys([*new, *old]):
                self.value(old.get(key), new.get(key), place.inner(str(key)), is_words=is_words)
        else:
            self.changes.append(Change(Kind.CHANGED, place, old, new, is_words))

    def files(self, old: Any, new: Any, place: Place) -> None:
        """What stands in files beside brief.yaml: the data of charts, and pictures."""
        if isinstance(new, Chart):
            before, after = (edition.specs[f"{place.path[1]}.{place.path[3]}"] for edition in (self.old, self.new))
            self.value(_leaves(before.tree), _leaves(after.tree), place)
            self.table(before, after, {**old.words, **new.words}, place)
        elif isinstance(new, Figure) and new.file == old.file:
            self.value(_digest(self.old.folder / old.file), _digest(self.new.folder / new.file), place.inner("file"))

    def table(self, old: Spec, new: Spec, words: Mapping[str, str], place: Place) -> None:
        """The data of a chart, cell by cell; a row is known by what else stands in it."""
        none: dict[str, Any] = {}
        for number, (was, now) in enumerate(zip_longest(old.table, new.table, fillvalue=none), start=1):
            for column in dict.fromkeys([*now, *was]):
                if was.get(column) == now.get(column):
                    continue
                others = [value for name, value in (now or was).items() if name != column and not new.is_amount(name)]
                said = ", ".join(words.get(str(value), str(value)) for value in others)
                here = Place((*place.path, str(number), column), (*place.titles, *filter(None, [said])))
                change = Change(Kind.CHANGED, here, was.get(column), now.get(column), name=words.get(column, column))
                self.changes.append(change)


def _title(part: object) -> list[str]:
    """What a reader knows an entry by, where it has words: its title, or the beginning of its text."""
    said = [words for name in _TITLES if (words := getattr(part, name, None))] if isinstance(part, Entry) else []
    # Of a result, the figure is told among the facts.
    first = [next(iter(words.values())) if isinstance(words, dict) else words for words in said[:1]]
    texts = [str(getattr(words, "plain", words)).replace("{value}", "…") for words in first]
    return [textwrap.shorten(text, _TITLE, placeholder=" …") for text in texts]


def _without(part: Frozen, names: Container[str]) -> list[Any]:
    """What the other fields of a part hold."""
    return [getattr(part, name) for name in type(part).model_fields if name not in names]


def _by_key(value: Any, other: Any) -> Any:
    """A value by its keys, where it is a part that is told field by field; nothing has none of them."""
    part = value if value is not None else other
    if not isinstance(part, Origin):
        return value
    return {name: getattr(value, name, None) for name in type(part).model_fields}


def _said(value: Any) -> Any:
    """What counts of a value: of words, what is printed of them."""
    return getattr(value, "html", value)


def _leaves(tree: Any, path: str = "") -> dict[str, Any]:
    """The values of a specification or a table by their paths: 3.agents."""
    if not isinstance(tree, dict | list):
        return {path: tree}
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree, start=1)
    return {
        name: value
        for key, held in inner
        for name, value in _leaves(held, f"{path}.{key}" if path else str(key)).items()
    }


def _digest(file: File) -> str:
    """A picture by its name and its digest (SHA-256), of which the beginning is enough to tell it apart."""
    return f"{file.name} ({hashlib.sha256(file.read_bytes()).hexdigest()[:12]})"
