"""Conditions: what an edition is without is taken out of the merged tree, before anything else looks at that."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from briefpress.core.design import Overrides
from briefpress.core.project import LAYOUT
from briefpress.core.yamltree import Node, joined
from briefpress.reading.editions import Kinds, holds, words_of
from briefpress.reading.merge import Part
from briefpress.reading.sources import cited_sources
from briefpress.schema.base import Chosen
from briefpress.schema.tables import Table

AnyNode = TypeVar("AnyNode", bound=Node)

#: What rows have by the ids of columns.
_BY_COLUMN = ("values", "cells", "remarks", "colspan", "rowspan")


def edition_of(tree: Part, language: str, overrides: Overrides) -> Kinds:
    """The one edition of a brief in this language, and with these choices."""
    layout = overrides.layout or next((node.text() for node in tree.items("layouts")), None) or LAYOUT
    chosen = {"language": language, "layout": layout, "audience": overrides.audience, "recipient": overrides.recipient}
    return {key: frozenset([word]) for key, word in chosen.items()}


def in_language(tree: Part, language: str) -> Part:
    """A tree with all that may be in an edition in this language."""
    return Selection({"language": frozenset([language])}).of(tree)


@dataclass
class Selection:
    """What is in some editions of a brief, and what is not."""

    editions: Kinds
    #: What is in none of them, by its path.
    left_out: dict[str, Part] = field(default_factory=dict)

    def of(self, tree: Part) -> Part:
        """A tree without what is in none of these editions, nor sources that only this cites; conditions are gone."""
        selected = self._of(tree, "", is_chosen=False)
        idle = cited_sources(tree) - cited_sources(selected)
        sources = selected.get("sources")
        if not idle or sources is None or not isinstance(selected.value, dict):
            return selected
        cited = tuple(each for each in sources.items() if each.text("id") not in idle)
        return replace(selected, value={**selected.value, "sources": replace(sources, value=cited)})

    def _of(self, node: AnyNode, path: str, *, is_chosen: bool) -> AnyNode:
        """A node without what is left out; what is for a layout by its name is chosen for it, with all in it."""
        if isinstance(node.value, tuple):
            steps = [(joined(path, step), each) for step, each in node.inside()]
            kept = [self._of(each, step, is_chosen=is_chosen) for step, each in steps if self._has(each, step)]
            return replace(node, value=tuple(kept))
        if not isinstance(node, Part) or not isinstance(node.value, dict):
            return node
        condition = condition_of(node)
        is_for_layout = "layout" in dict(words_of(condition)) and LAYOUT not in self.editions.get("layout", [LAYOUT])
        is_chosen = is_chosen or is_for_layout
        fields = {name: each for name, each in node.value.items() if each is not condition}
        inner = {name: self._of(each, joined(path, name), is_chosen=is_chosen) for name, each in fields.items()}
        if is_chosen and issubclass(node.model, Chosen):
            inner = {"onepager": Node(True, node.position), **inner}
        selected = replace(node, value=inner)
        return _without_cells(selected, node) if node.model is Table else selected

    def _has(self, node: Node, path: str) -> bool:
        """Whether a node is in any of the editions."""
        if holds(condition_of(node), self.editions):
            return True
        assert isinstance(node, Part)  # noqa: S101 (nothing else has a condition)
        self.left_out[path] = node
        return False


def condition_of(node: Node) -> Node | None:
    """What stands under `if:` of a part; None where nothing does."""
    return node.get("if") if isinstance(node, Part) else None


def _without_cells(table: AnyNode, before: Node) -> AnyNode:
    """A table whose rows have nothing in the columns that it had before and has no more."""
    columns, former = ({each.text("id") for each in node.items("columns")} for node in (table, before))
    if columns == former or not isinstance(table.value, dict):
        return table
    rows = table.nearest("rows")
    cells = tuple(_without(row, former - columns) for row in rows.items())
    return replace(table, value={**table.value, "rows": replace(rows, value=cells)})


def _without(row: Node, columns: Collection[str | None]) -> Node:
    inner = {
        key: replace(node, value={name: cell for name, cell in node.inside() if name not in columns})
        if key in _BY_COLUMN and isinstance(node.value, dict)
        else node
        for key, node in row.inside()
    }
    return replace(row, value=inner)


def has_parts_for_others(tree: Part, editions: Kinds) -> bool:
    """Whether anything in a tree is for other readers, whatever else its condition says."""
    readers = {key: editions[key] for key in ("audience", "recipient")}
    return not all(holds(condition_of(node), readers) for _, node in tree.walk())


def in_words(condition: Node | None) -> str:
    """What a condition says: `audience staff, not language fr`."""
    return ", ".join(_words(condition))


def _words(condition: Node | None) -> Iterator[str]:
    for key, words in words_of(condition):
        yield f"{key} {' or '.join(sorted(filter(None, words)))}"
    if condition and (reverse := condition.get("not")):
        yield f"not {', '.join(_words(reverse))}"
