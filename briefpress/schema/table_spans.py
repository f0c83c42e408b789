"""Cells that cover others, and the columns that have a common head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from briefpress.schema.table_parts import Column, Grouped, Grouping, Row

#: A cell by the ids of its row and its column.
Place = tuple[str, str]


@dataclass(frozen=True)
class Run:
    """Neighbouring columns, or rows, and their head; None where they have none."""

    head: Grouping | None
    members: tuple[Grouped, ...]


def runs(members: Sequence[Grouped], heads: Sequence[Grouping]) -> list[Run]:
    """The columns, or the rows, by their heads, in their order."""
    known = {head.id: head for head in heads}
    return [Run(known.get(name or ""), tuple(each)) for name, each in groupby(members, key=lambda member: member.group)]


def covered(columns: Sequence[Column], rows: Sequence[Row]) -> Iterator[tuple[Place, Place]]:
    """The cells that lie under another one, each with that."""
    names = [column.id for column in columns]
    for top, row in enumerate(rows):
        for name, (width, height) in row.spans.items():
            start = names.index(name) if name in names else len(names)
            for below in rows[top : top + height]:
                for beside in names[start : start + width]:
                    if (below.id, beside) != (row.id, name):
                        yield (below.id, beside), (row.id, name)
