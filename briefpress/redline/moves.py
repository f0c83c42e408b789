"""Which entries of a brief have moved: within their list, or to another one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from markupsafe import Markup

from briefpress.schema.base import Entry, Frozen
from briefpress.schema.blocks import Chart
from briefpress.schema.edition import Brief

#: Stands before the words of an entry that was moved; Unicode leaves this character to such uses (23.7).
MOVED = "\ufdd0"
#: The keys and ids that lead to a list or an entry, as in the YAML.
Path = tuple[str, ...]
#: The words that an entry begins with: the first of these that it has.
_FIRST = ("title", "name", "term", "caption", "text", "cells")


def settled(old: Sequence[str], new: Sequence[str]) -> frozenset[str]:
    """The ids that follow each other as before, of two orders of the same ids."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return frozenset(name for block in blocks for name in old[block.a : block.a + block.size])


@dataclass(frozen=True)
class Moves:
    """The entries that are there once in each of two briefs, in different lists that both briefs have."""

    #: The old entry and its path, by the path of the new one.
    origins: Mapping[Path, tuple[Path, Entry]]
    #: The paths of the old entries.
    left: frozenset[Path]

    @classmethod
    def between(cls, old: Brief, new: Brief) -> Moves:
        """The moves from one brief to another."""
        before, after = _Index(old), _Index(new)
        lists = before.lists & after.lists
        origins = {}
        for key, places in after.entries.items():
            if len(places) == len(before.entries[key]) == 1:
                (path, _), (origin, entry) = places[0], before.entries[key][0]
                if path != origin and {path[:-1], origin[:-1]} <= lists:
                    origins[path] = (origin, entry)
        return cls(origins, frozenset(origin for origin, _ in origins.values()))


class _Index:
    """The lists of a brief, and its entries by their class and id."""

    def __init__(self, brief: Brief) -> None:
        self.lists: set[Path] = set()
        self.entries: dict[tuple[type, str], list[tuple[Path, Entry]]] = defaultdict(list)
        for path, entry in _walk(brief, ()):
            self.lists.add(path[:-1])
            # A chart is drawn from the specification that is kept under the id of its section.
            if not isinstance(entry, Chart):
                self.entries[type(entry), entry.id].append((path, entry))


def _walk(part: Any, path: Path) -> Iterator[tuple[Path, Entry]]:
    for name in type(part).model_fields:
        held = getattr(part, name)
        for inner in held if isinstance(held, tuple) else (held,):
            if isinstance(inner, Entry):
                yield (*path, name, inner.id), inner
                yield from _walk(inner, (*path, name, inner.id))
            elif isinstance(inner, Frozen):
                yield from _walk(inner, (*path, name))


def announced(entry: Entry) -> Entry:
    """An entry whose words begin with the sign of a move; lists and facts have no words of their own."""
    first = next((name for name in _FIRST if getattr(entry, name, None)), "")
    # A layout of few pages may print the short form of a text in its place.
    names = [name for name in (first, "short" if first == "text" else "") if name and getattr(entry, name, None)]
    return entry.model_copy(update={name: _begun(getattr(entry, name)) for name in names})


def _begun(words: Any) -> Any:
    if isinstance(words, str):
        return MOVED + words
    if isinstance(words, dict):
        first = next(iter(words))
        return words | {first: MOVED + words[first]}
    html = re.sub(r"^((?:<\w[^>]*>)*)", rf"\1{MOVED}", str(words.html))
    return replace(words, html=Markup(html))  # noqa: S704 (escaped)
