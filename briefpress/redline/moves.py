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
#: The keys and ids that lead to a list, an entry or a value, as in the YAML.
KeyPath = tuple[str, ...]
#: An entry is known by the first of these fields that it has, and its printed words begin with it.
TITLES = ("title", "name", "term", "caption", "text", "cells")


def unmoved(old: Sequence[str], new: Sequence[str]) -> frozenset[str]:
    """The ids that follow each other as before, of two orders of the same ids."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return frozenset(name for block in blocks for name in old[block.a : block.a + block.size])


@dataclass(frozen=True)
class Moves:
    """The entries that are there once in each of two briefs, in different lists that both briefs have."""

    #: The old entry, by the path of the new one.
    origins: Mapping[KeyPath, Entry]
    #: The paths of the old entries.
    left: frozenset[KeyPath]

    @classmethod
    def between(cls, old: Brief, new: Brief) -> Moves:
        """The moves from one brief to another."""
        before, after = _Index(old), _Index(new)
        origins, left = {}, set()
        for key, places in after.entries.items():
            if len(places) == len(before.entries[key]) == 1:
                (path, _), (former, entry) = places[0], before.entries[key][0]
                if path != former and {path[:-1], former[:-1]} <= before.lists & after.lists:
                    origins[path] = entry
                    left.add(former)
        return cls(origins, frozenset(left))


class _Index:
    """The lists of a brief, and its entries by their class and id."""

    def __init__(self, brief: Brief) -> None:
        self.lists: set[KeyPath] = set()
        self.entries: dict[tuple[type, str], list[tuple[KeyPath, Entry]]] = defaultdict(list)
        for path, entry in _walk(brief, ()):
            self.lists.add(path[:-1])
            # A chart is drawn from the specification that is kept under the id of its section.
            if not isinstance(entry, Chart):
                self.entries[type(entry), entry.id].append((path, entry))


def _walk(part: Frozen, path: KeyPath) -> Iterator[tuple[KeyPath, Entry]]:
    for name in type(part).model_fields:
        value = getattr(part, name)
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, Entry):
                yield (*path, name, inner.id), inner
                yield from _walk(inner, (*path, name, inner.id))
            elif isinstance(inner, Frozen):
                yield from _walk(inner, (*path, name))


def announced(entry: Entry) -> Entry:
    """An entry whose words begin with the sign of a move; lists and facts have no words of their own."""
    first = next((name for name in TITLES if getattr(entry, name, None)), "")
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
