"""What takes both columns of a page, the text and the rail: tables, timelines, the figures of page one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefpress.layout.classes import WIDE, classes

#: What stands below a table, and moves with it.
_BELOW = frozenset({"remarks", "source-line"})


def wide(page: Any, box: Any) -> Iterator[tuple[Any, float]]:
    """The boxes that take both columns, and what stands below such tables; each with how far it is to move."""
    overhang = None
    for child in box.children:
        names = classes(child.element) if child.element is not None else []
        if WIDE in names and child.width > page.width + 1:
            overhang = _overhang(page, child)
        elif not _BELOW.intersection(names):
            overhang = None
        if overhang is not None:
            yield child, overhang
        else:
            yield from wide(page, child)


def _overhang(page: Any, box: Any) -> float:
    """How far what takes both columns is to move to begin, or end, at the outer edge of the rail.

    What it takes of the rail it says by a margin below zero, though it may be narrower than both.
    """
    before = page.content_box_x() - box.border_box_x()
    after = box.border_box_x() + box.border_width() - page.content_box_x() - page.width
    if has_rail_at_right(page):
        return float(max(0, before, -box.margin_left))
    return float(-max(0, after, -box.margin_right))


def has_rail_at_right(page: Any) -> bool:
    """A page has its rail in the wider of its margins."""
    return bool(page.margin_right > page.margin_left)
