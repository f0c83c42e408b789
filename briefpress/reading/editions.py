"""Whether a part is in an edition: what its `if:` says, read as it was typed.

Each key of a condition names a word or several, and holds where the edition has one of them; all keys must hold, and
those under `not:` must not hold together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefpress.core.yamltree import Node
from briefpress.schema.base import Editions

#: What editions may be, by the keys of a condition: `{"language": {"en"}, "audience": {None, "staff"}}`. A key that is
#: not there may be anything; None is an edition for no audience or recipient in particular.
Kinds = Mapping[str, frozenset[str | None]]

KEYS = tuple(Editions.model_fields)


def words_of(editions: Node | None) -> Iterator[tuple[str, frozenset[str | None]]]:
    """The keys of a condition, or of its reverse, and the words of each; what is no word is left out."""
    for key in KEYS:
        if editions and (node := editions.get(key)):
            nodes = node.items() if isinstance(node.value, tuple) else [node]
            yield key, frozenset(word for each in nodes if (word := each.text()))


def narrowed(kinds: Kinds, condition: Node | None) -> Kinds:
    """Those of these editions in which the keys of a condition hold, whatever its reverse says."""
    return {**kinds, **{key: kinds.get(key, words) & words for key, words in words_of(condition)}}


def holds(condition: Node | None, kinds: Kinds) -> bool:
    """Whether a condition holds in any of these editions."""
    inner = narrowed(kinds, condition)
    reverse = dict(words_of(condition.get("not"))) if condition else {}
    is_excluded = bool(reverse) and all(key in inner and inner[key] <= words for key, words in reverse.items())
    return all(inner.values()) and not is_excluded
