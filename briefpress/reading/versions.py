"""An older version of a brief, in which entries have the ids that they have in the new one.

Ids that are made of words change with them, and where none was, one may be written. What says mostly the same is the
same entry all the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from briefpress.core.yamltree import Node
from briefpress.reading.anchors import anchors
from briefpress.reading.ids import MadeId
from briefpress.reading.merge import Part
from briefpress.reading.words import texts
from briefpress.schema.sources import Source
from briefpress.schema.table_parts import Column

AnyNode = TypeVar("AnyNode", bound=Node)

#: From which share of words in common on two entries are versions of each other.
_MIN_LIKENESS = 0.4
#: Cells and citations name these by their ids.
_NAMED = (Column, Source)


def with_ids_of(new: Part, old: Part) -> Part:
    """The old tree with ids of the new one, for entries of which one version has an id that nobody has typed."""
    tree = _with_ids(old, new)
    names = {was: now for (was, *_), (now, *_) in zip(anchors(old), anchors(tree), strict=True) if was != now}
    return _with_references(tree, names) if names else tree


def _with_ids(old: AnyNode, new: Node) -> AnyNode:
    if isinstance(old.value, dict):
        return replace(old, value={name: _with_ids(node, new.get(name) or node) for name, node in old.inside()})
    if not isinstance(old.value, tuple):
        return old
    later = {each.text("id"): each for each in new.items() if isinstance(each, Part)}
    ids = _same([each for each in old.items() if isinstance(each, Part)], list(later.values()))
    entries = (_with_id(each, ids.get(each.text("id"), each.text("id")), later) for each in old.items())
    return replace(old, value=tuple(entries))


def _with_id(entry: Node, name: str | None, later: dict[str | None, Part]) -> Node:
    """An entry under a name, with all in it as in the later entry of that name."""
    entry = _with_ids(entry, later.get(name, entry))
    if name is None or name == entry.text("id"):
        return entry
    return replace(entry, value={**dict(entry.inside()), "id": Node(name, entry.position)})


def _same(old: Sequence[Part], new: Sequence[Part]) -> dict[str | None, str]:
    """The new ids of old entries that say mostly the same as the new ones, the most alike first."""
    known = {each.text("id") for each in old} & {each.text("id") for each in new}
    lost, gained = ([(each, _words(each)) for each in side if each.text("id") not in known] for side in (old, new))
    pairs = (
        (_likeness(words, others), one, two) for one, words in lost for two, others in gained if _can_be_same(one, two)
    )
    ids: dict[str | None, str] = {}
    for likeness, one, two in sorted(pairs, key=lambda pair: -pair[0]):
        if likeness >= _MIN_LIKENESS and one.text("id") not in ids and two.text("id") not in ids.values():
            ids[one.text("id")] = str(two.text("id"))
    return ids


def _can_be_same(old: Part, new: Part) -> bool:
    """Whether two entries of one kind may be versions of each other: one of their ids was made."""
    is_made = isinstance(old.get("id"), MadeId) or isinstance(new.get("id"), MadeId)
    return is_made and old.model.word() == new.model.word() and old.model not in _NAMED


def _likeness(one: Counter[str], two: Counter[str]) -> float:
    """The share of words that two entries have in common (Dice's coefficient), from 0 to 1."""
    return 2 * (one & two).total() / max(one.total() + two.total(), 1)


def _words(part: Part) -> Counter[str]:
    return Counter(word for node in texts(part).values() for word in re.findall(r"\w+", str(node.value)))


def _with_references(node: AnyNode, names: dict[str, str], key: str = "") -> AnyNode:
    """A tree whose links, maps and timelines name sections and entries by their new names."""
    if isinstance(node.value, dict):
        return replace(node, value={name: _with_references(each, names, name) for name, each in node.inside()})
    if isinstance(node.value, tuple):
        return replace(node, value=tuple(_with_references(each, names) for each in node.items()))
    if not isinstance(node.value, str):
        return node
    if key == "of":
        return replace(node, value=names.get(node.value, node.value))
    return replace(node, value=re.sub(r"(?<=\]\(#)[\w-]+", lambda name: names.get(name[0], name[0]), node.value))
