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

    A label is a text, or one for each language. The paths begin with `path`.
    """
    words = {name: _words(node, language.code) for name, node in labels.inside()}
    missing = [
        Problem(
            "missing-words",
            f"there are no words in `{language.code}` for the label `{name}`",
            labels.nearest(name).position,
            f"add `{language.code}:` and the words",
        )
        for name, node in words.items()
        if node is None
    ]
    tree = replace(labels, value={name: node for name, node in words.items() if node})
    values, problems = read_file(labels_model(words), tree, Context(language), path)
    return values, tree.places(path), [*problems, *missing]


def _words(node: Node, code: str) -> Node | None:
    """The words of a language, or those of the language that it is a variety of; None where there are none."""
    if not isinstance(node.value, dict):
        return node
    return node.get(code) or node.get(code.partition("-")[0])
