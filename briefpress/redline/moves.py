"""Which entries of a brief have moved: within their list, or to another one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from markupsafe import Markup

from briefpress.schema.base import Entry
from briefpress.schema.blocks import Chart
from briefpress.schema.brief import Brief
from briefpress.schema.fields import is_text, parts

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
        before, after = _entries(old), _entries(new)
        lists = {path[:-1] for path in before} & {path[:-1] for path in after}
        formers = _unique(before)
        moves = {path: formers[key] for key, path in _unique(after).items() if key in formers}
        moves = {path: former for path, former in moves.items() if {path[:-1], former[:-1]} <= lists and path != former}
        return cls({path: before[former] for path, former in moves.items()}, frozenset(moves.values()))


def _entries(brief: Brief) -> dict[KeyPath, Entry]:
    return {tuple(path.split(".")): part for path, part in parts(brief) if isinstance(part, Entry)}


def class_name(entry: Entry | None) -> str:
    """The name of the class of an entry: two editions have the same class, or each its own of what is declared."""
    return f"{type(entry).__module__}.{type(entry).__qualname__}"


def _unique(entries: Mapping[KeyPath, Entry]) -> dict[tuple[str, str], KeyPath]:
    """The paths of entries by their class and id, where no other entry has both."""
    # A chart is drawn from the specification that is kept under the id of its section.
    keys = {path: (class_name(entry), entry.id) for path, entry in entries.items() if not isinstance(entry, Chart)}
    counts = Counter(keys.values())
    return {key: path for path, key in keys.items() if counts[key] == 1}


def announced(entry: Entry) -> Entry:
    """An entry whose words begin with the sign of a move; lists and facts have no words of their own."""
    texts = [name for name, info in type(entry).model_fields.items() if is_text(info) and getattr(entry, name)]
    first = next((name for name in (*TITLES, *texts) if name in texts), "")
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
