"""The entries of columns, laid out once.

WeasyPrint balances columns by laying out all that is in them again and again, each time a little higher. An entry that
may not be broken (`break-inside: avoid`) is the same in all of these, only elsewhere: here it is laid out once, and
moved to each place.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from typing import Any, NamedTuple

from weasyprint.layout import block


class _Entry(NamedTuple):
    """An entry as it is laid out."""

    #: The box that it was made from, and what stands before it: its layout depends on both.
    source: Any
    before: tuple[object, ...]
    #: What WeasyPrint returns: the box, where it goes on (nowhere, of a whole one), and what its margins do.
    layout: tuple[Any, ...]
    #: Its place before its margins collapsed, less its place now.
    offset: tuple[float, float]
    #: What it holds that is out of the flow: of absolute position, and of fixed.
    absolute: list[Any]
    fixed: list[Any]


@contextmanager
def entries_once() -> Iterator[None]:
    """Have each entry of a column laid out once."""
    lay_out = block.block_level_layout
    entries: dict[int, _Entry] = {}

    def whole(context: Any, box: Any, column: Any, is_first: bool, margins: list[float]) -> _Entry:
        """An entry, at the place of its box, as high as it is."""
        before = (is_first, *margins)
        x, y = box.position_x, box.position_y
        entry = entries.get(id(box))
        # (Two layouts of an entry would share what it has out of the flow, such as its number.)
        if entry is None or entry.before != before:
            absolute: list[Any] = []
            fixed: list[Any] = []
            layout = lay_out(context, box, -inf, None, column, is_first, absolute, fixed, [*margins])
            offset = (layout[0].position_x - x, layout[0].position_y - y)
            entry = entries[id(box)] = _Entry(box, before, layout, offset, absolute, fixed)
        child, (across, down) = entry.layout[0], entry.offset
        child.translate(x + across - child.position_x, y + down - child.position_y)
        return entry

    def block_level_layout(  # (by WeasyPrint's names: some of its layouts call it with them)
        context: Any,
        box: Any,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        page_is_empty: bool = True,
        absolute_boxes: Any = None,
        fixed_boxes: Any = None,
        adjoining_margins: Any = None,
        *rest: Any,
    ) -> Any:
        if skip_stack is None and _is_entry(containing_block, box):
            entry = whole(context, box, containing_block, page_is_empty, adjoining_margins)
            child, resume_at, next_page, after, *others = entry.layout
            is_over = context.overflows_page(bottom_space, child.content_box_y() + child.height)
            # (Columns are laid out without any room to see how high the next entry is.)
            if not is_over or bottom_space == inf:
                absolute_boxes += entry.absolute
                fixed_boxes += entry.fixed
                return child, resume_at, next_page, [*after], *others
            if not page_is_empty:
                return None, None, {"break": "any", "page": None}, [], False, None
        places = page_is_empty, absolute_boxes, fixed_boxes, adjoining_margins
        return lay_out(context, box, bottom_space, skip_stack, containing_block, *places, *rest)

    block.block_level_layout = block_level_layout
    try:
        yield
    finally:
        block.block_level_layout = lay_out


def _is_entry(column: Any, box: Any) -> bool:
    """Whether a box is an entry of a column, whole on its page, with nothing that takes room elsewhere."""
    return (
        getattr(column, "is_column", False)
        and box.style["break_inside"] == "avoid"
        and box.is_in_normal_flow()
        and not any(each.is_floated() or each.is_footnote() or each.is_note() for each in box.descendants())
    )
