"""What is woven into one part of a brief: its nodes in brief.yaml and in the manuscript, short forms written out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefpress.core.yamltree import Node
from briefpress.schema.base import Frozen
from briefpress.schema.fields import sole_words


@dataclass(frozen=True)
class Strands:
    """What is woven into one part: its node in brief.yaml and its node in the manuscript."""

    facts: Node | None
    words: Node | None
    #: The node of the manuscript at or around the part: where its missing words would stand.
    home: Node | None
    #: Whether it was told already that the part has no words.
    wordless: bool = False
    #: The keys and ids that lead to the part, joined by dots.
    path: str = ""

    def inner(self, name: str) -> Strands:
        """The strands of the field `name`."""
        facts = self.facts.get(name) if self.facts else None
        words = self.words.get(name) if self.words else None
        return replace(self, facts=facts, words=words, home=words or self.home, path=joined(self.path, name))


def joined(path: str, step: str | int) -> str:
    """The path of what stands under a key, an id or an index of `path`."""
    return f"{path}.{step}" if path else str(step)


def as_entry(node: Node) -> Node:
    """An id alone stands for an entry that has nothing else."""
    if not isinstance(node.value, str):
        return node
    return Node({"id": node}, node.position, {"id": node.position})


def as_words(cls: type[Frozen], node: Node | None) -> Node | None:
    """A text alone stands for the words of an entry that needs no others."""
    name = sole_words(cls)
    if node is None or isinstance(node.value, dict) or name is None:
        return node
    return Node({name: node}, node.position, {name: node.position})
