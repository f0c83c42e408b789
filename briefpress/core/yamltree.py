"""A YAML file as a tree of nodes that know their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from briefpress.core.files import offset_of, position_of
from briefpress.core.located import Located
from briefpress.core.problems import Position

#: A number with a point or an exponent is a Decimal: it keeps the digits that were typed.
Scalar = bool | int | Decimal | str | None


@dataclass(frozen=True, eq=False)
class Node:
    """A value of a YAML file: a scalar, a tuple of nodes or a mapping of nodes, and where it stands."""

    value: Scalar | tuple[Node, ...] | dict[str, Node]
    position: Position
    keys: dict[str, Position] = field(default_factory=dict)
    #: The keys with neither a colon nor a value: `soon` in `{text: to be named, soon}`.
    valueless: frozenset[str] = frozenset()
    #: Its first sign: " ' | > of a text, [ { of what stands in brackets or braces, nothing of what has none.
    style: str = ""
    #: Where it begins and ends in the text of its file, with its anchor; (0, 0) of what nobody has typed.
    span: tuple[int, int] = (0, 0)

    def plain(self, path: str = "") -> Any:
        """The value as plain Python objects; its texts know their paths, which begin with `path`."""
        if isinstance(self.value, dict):
            return {step: node.plain(joined(path, step)) for step, node in self.inside()}
        if isinstance(self.value, tuple):
            return [node.plain(joined(path, step)) for step, node in self.inside()]
        return Located(self.value, path) if isinstance(self.value, str) else self.value

    def walk(self, path: str = "") -> Iterator[tuple[str, Node]]:
        """This node and all that are in it, each with its path, which begins with `path`."""
        yield path, self
        for step, node in self.inside():
            yield from node.walk(joined(path, step))

    def places(self, path: str = "") -> dict[str, Position]:
        """Where the value and all that is in it stand, by their paths, which begin with `path`."""
        return {path: node.position for path, node in self.walk(path)}

    def inside(self) -> Iterator[tuple[str, Node]]:
        """The nodes of a mapping by their keys, of a sequence by their ids, or by their indices if they have none."""
        if isinstance(self.value, dict):
            yield from self.value.items()
        for index, node in enumerate(self.items()):
            yield node.text("id") or str(index), node

    def get(self, step: str | int) -> Node | None:
        """The value under a key or at an index; None where there is none."""
        if isinstance(self.value, tuple) and isinstance(step, int):
            return self.value[step] if step < len(self.value) else None
        return self.value.get(str(step)) if isinstance(self.value, dict) else None

    def at(self, *path: str | int) -> Node | None:
        """The node at the end of `path`, a key or an index a step; None where there is none."""
        node: Node | None = self
        for step in path:
            node = node.get(step) if node else None
        return node

    def nearest(self, *path: str | int) -> Node:
        """The node at the end of `path`, or the last one on the way to it that exists."""
        node = self
        for step in path:
            if (inner := node.get(step)) is None:
                break
            node = inner
        return node

    def text(self, *path: str | int) -> str | None:
        """The text at the end of `path`; None where there is none, or something else."""
        node = self.at(*path)
        return node.value if node and isinstance(node.value, str) else None

    def items(self, *path: str | int) -> Iterator[Node]:
        """The nodes of the sequence at the end of `path`; none where there is no sequence."""
        node = self.at(*path)
        yield from node.value if node and isinstance(node.value, tuple) else ()

    def shown(self) -> str:
        """The value as it is named in a message."""
        if isinstance(self.value, dict):
            return "a mapping"
        if isinstance(self.value, tuple):
            return "a list"
        return "nothing" if self.value is None else f"`{self.value}`"

    @property
    def has_plus(self) -> bool:
        """Whether it is a number that was typed with a plus, which its value does not keep."""
        is_number = isinstance(self.value, int | Decimal) and self.span[1] > 0
        return is_number and (self.position.text or "").startswith("+", self.span[0])

    def seek(self, pattern: str) -> Position:
        """The first match of a regular expression from where this text begins, or else this text."""
        here = self.position
        content = here.text or ""
        match = re.compile(pattern, re.MULTILINE).search(content, offset_of(here)) if pattern else None
        return position_of(here.file, content, match.start(), match.start() + len(match[0].rstrip())) if match else here


def joined(path: str, step: str | int) -> str:
    """The path of what stands under a key, an id or an index of `path`."""
    return f"{path}.{step}" if path else str(step)
