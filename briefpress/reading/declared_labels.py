"""The words that the partial of a declared kind or type prints by itself, in the language of an edition."""

from __future__ import annotations

from dataclasses import replace

from briefpress.core.problems import Position, Problem
from briefpress.core.yamltree import Node
from briefpress.language.locale import Language
from briefpress.reading.validation import Context, read_file
from briefpress.schema.base import Frozen
from briefpress.schema.declared import labels_model


def read_labels(
    labels: Node, language: Language, path: str
) -> tuple[Frozen | None, dict[str, Position], list[Problem]]:
    """The labels of a schema file in a language, where they stand, and what is wrong with them.

    A label is a text, or one for each language, or the plural forms of one; where one language has forms, all have. The
    paths begin with `path`.
    """
    words: dict[str, Node] = {}
    problems: list[Problem] = []
    plural = frozenset(name for name, label in labels.inside() if any(each.keys for _, each in label.inside()))
    for name, label in labels.inside():
        if node := _in_language(label, language.code):
            words[name] = _as_forms(node) if name in plural and not node.keys else node
        else:
            message = f"there are no words in `{language.code}` for the label `{name}`"
            hint = f"add `{language.code}:` and the words"
            problems.append(Problem("missing-words", message, label.position, hint))
    tree = replace(labels, value=words, keys={name: labels.keys[name] for name in words})
    values, wrong_words = read_file(labels_model(words, plural), tree, Context(language), path)
    return values, tree.places(path), [*problems, *wrong_words]


def _in_language(label: Node, code: str) -> Node | None:
    """The words of a language, or those of the language that it is a variety of; None where there are none."""
    if not isinstance(label.value, dict):
        return label
    return label.get(code) or label.get(code.partition("-")[0])


def _as_forms(text: Node) -> Node:
    """A text as all plural forms of itself."""
    return Node({"other": text}, text.position, {"other": text.position})
