"""The widths of pictures, and which of them stand side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, TypeVar

from briefpress.schema.base import Frozen

#: How much of the column a picture takes, in sixths of it.
WIDTHS = {"full": 6, "two-thirds": 4, "half": 3, "third": 2}

Part = TypeVar("Part", bound=Frozen)


class Sized(Frozen):
    """A picture whose width is by choice."""

    width: Literal["full", "two-thirds", "half", "third"] = "full"
    """How much of the column it takes: `full`, `two-thirds`, `half` or `third`. Neighbours that fit into one line
    stand side by side.
    """


def abreast(blocks: Iterable[Part]) -> Iterator[list[Part]]:
    """Blocks in their order, line by line: those that stand side by side are in one, all others are alone."""
    line: list[Part] = []
    for block in blocks:
        if line and sum(WIDTHS[getattr(each, "width", "full")] for each in [*line, block]) > WIDTHS["full"]:
            yield line
            line = []
        line.append(block)
    if line:
        yield line
