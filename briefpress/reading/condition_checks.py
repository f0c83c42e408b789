"""What is wrong with conditions: words that mean no edition, and parts that are in none."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefpress.core.problems import Problem, Severity, choices
from briefpress.core.project import LAYOUT, known_layouts, listed
from briefpress.core.yamltree import Node
from briefpress.language.locale import is_language
from briefpress.reading.conditions import condition_of
from briefpress.reading.editions import KEYS, Kinds, holds, narrowed, words_of
from briefpress.reading.merge import Part
from briefpress.schema.tables import Table

#: How a brief declares the readers that its conditions name.
_DECLARED = {"audience": "audiences", "recipient": "recipients"}


def check_conditions(tree: Part, folder: Path) -> Iterator[Problem]:
    """What is wrong with the conditions of a whole tree, in which nothing is left out yet."""
    layouts = [name for each in tree.items("layouts") if (name := each.text())] or [LAYOUT]
    known = {"language": listed(folder), "layout": layouts}
    known |= {key: [str(each.text("id")) for each in tree.items(name)] for key, name in _DECLARED.items()}
    yield from _Checker(known, known_layouts(folder)).within(tree, _editions(known))
    yield from _idle_readers(tree)


def _editions(known: dict[str, list[str]]) -> Kinds:
    """All editions that a brief may have."""
    return {key: frozenset([*words, *([None] if key in _DECLARED else [])]) for key, words in known.items()}


@dataclass(frozen=True)
class _Checker:
    #: The words that mean an edition, by the keys of conditions.
    known: dict[str, list[str]]
    #: The layouts that there are, whether the brief names them or not.
    layouts: Collection[str]

    def within(self, node: Node, editions: Kinds) -> Iterator[Problem]:
        """What is wrong with the conditions of a node that is in these editions, and of all that is in it."""
        if condition := condition_of(node):
            problems = list(self._wrong_words(condition))
            yield from problems
            if not problems and not holds(condition, editions):
                message = "no edition of this brief has this part"
                hint = f"remove it, or change what its `if:` says; {self._known_words(condition)}"
                yield Problem("idle-condition", message, condition.position, hint, Severity.WARNING)
            editions = editions if problems else narrowed(editions, condition)
        if isinstance(node, Part) and node.model is Table:
            yield from _conditional_names(node)
        for _, inner in node.inside():
            if inner is not condition:
                yield from self.within(inner, editions)

    def _known_words(self, condition: Node) -> str:
        keys = dict([*words_of(condition), *words_of(condition.get("not"))])
        return "; ".join(f"{key}s: {', '.join(self.known[key])}" for key in KEYS if key in keys)

    def _wrong_words(self, condition: Node) -> Iterator[Problem]:
        """What is wrong with what stands under `if:`, or under `not:` in it."""
        if not isinstance(condition.value, dict) or not condition.value:
            hint = "write which editions have it: `if: {audience: staff}`, or `language`, `layout`, `recipient`"
            yield Problem("wrong-type", "keys and values are expected here", condition.position, hint)
            return
        for key, node in condition.inside():
            if key == "not":
                yield from self._wrong_words(node)
            elif key in KEYS and node.value == ():
                yield Problem("empty-list", "there is no word here", node.position, "write one, or remove the key")
            elif key in KEYS:
                words = node.items() if isinstance(node.value, tuple) else [node]
                yield from filter(None, (self._wrong_word(key, word) for word in words))

    def _wrong_word(self, key: str, node: Node) -> Problem | None:
        word, known = node.text(), self.known[key]
        if word is None:
            return Problem("wrong-type", "a word is expected here", node.position, choices("", known, f"{key}s"))
        if word in known:
            return None
        hint = choices(word, known, f"{key}s")
        if name := _DECLARED.get(key):
            hint = hint if known else f"declare it in brief.yaml: `{name}: [{word}]`"
            return Problem("unknown-id", f"`{word}` is no {key} of this brief", node.position, hint)
        if is_language(word) if key == "language" else word in self.layouts:
            message = f"this brief has no edition in the {key} `{word}`"
            return Problem("idle-condition", message, node.position, hint, Severity.WARNING)
        hint = choices(word, self.layouts if key == "layout" else known, f"{key}s")
        return Problem(f"unknown-{key}", f"there is no {key} `{word}`", node.position, hint)


def _conditional_names(table: Part) -> Iterator[Problem]:
    """That an edition may be without the first column of a table: its rows would be called by their values."""
    first = next(table.items("columns"), None)
    if first and (condition := condition_of(first)):
        hint = "remove this `if:`; to leave it out with the rows, put the `if:` in the table, or make two tables"
        yield Problem(
            "wrong-table", "the first column names the rows: no edition is without it", condition.position, hint
        )


def _idle_readers(tree: Part) -> Iterator[Problem]:
    """Audiences and recipients whose editions would be as those of all others."""
    conditions = [condition for _, node in tree.walk() if (condition := condition_of(node))]
    sides = [side for each in conditions for side in (each, each.get("not"))]
    named = {(key, word) for side in sides for key, words in words_of(side) for word in words}
    for key, name in _DECLARED.items():
        for node in tree.items(name):
            if (key, node.text("id")) not in named and node.keys.keys() <= {"id"}:
                message = f"nothing is different for the {key} `{node.text('id')}`"
                hint = f"write `if: {{{key}: {node.text('id')}}}` in a part that is for it, or remove it"
                yield Problem("idle-audience", message, node.position, hint, Severity.WARNING)
