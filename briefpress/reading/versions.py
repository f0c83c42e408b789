"""An older version of a brief, in which entries have the ids that they have in the new one.

Ids that are made of words change with them, and where none was, one may be written. What says mostly the same is the
same entry all the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from briefpress.core.yamltree import Node
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
    names = {was: now for was, now in zip(_anchors(old), _anchors(tree), strict=True) if was != now}
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
    lost, gained = ([each for each in side if each.text("id") not in known] for side in (old, new))
    pairs = sorted(((_likeness(one, two), one, two) for one in lost for two in gained), key=lambda pair: -pair[0])
    ids: dict[str | None, str] = {}
    for likeness, one, two in pairs:
        if likeness >= _MIN_LIKENESS and one.text("id") not in ids and two.text("id") not in ids.values():
            ids[one.text("id")] = str(two.text("id"))
    return ids


def _likeness(old: Part, new: Part) -> float:
    """The share of words that two entries have in common (Dice's coefficient); 0 where they cannot be the same."""
    is_made = isinstance(old.get("id"), MadeId) or isinstance(new.get("id"), MadeId)
    if not is_made or old.model is not new.model or old.model in _NAMED:
        return 0
    one, two = (Counter(_words(part)) for part in (old, new))
    return 2 * (one & two).total() / max(one.total() + two.total(), 1)


def _words(part: Part) -> list[str]:
    return [word for node in texts(part).values() for word in re.findall(r"\w+", str(node.value))]


def _anchors(tree: Node) -> Iterator[str]:
    """What links may lead to, in order: sections, and domains and projects in them."""
    for section in tree.items("sections"):
        yield f"{section.text('id')}"
        for entry in (entry for key in ("domains", "projects") for entry in section.items(key)):
            yield f"{section.text('id')}-{entry.text('id')}"


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
