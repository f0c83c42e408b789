"""Blocks that were laid out before, at the same place, are not laid out again.

WeasyPrint lays out all of a page each time. The layout of a block depends on what it holds, on its place, and on how
much room there is; where all these are the same as they were once, in this document or in the one before it, the boxes
that came out are copied. What depends on more than that, as footnotes do, is laid out each time.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

import weasyprint.document
from weasyprint.formatting_structure.boxes import TableBox
from weasyprint.layout import block

from briefpress.layout.box_contents import Contents
from briefpress.layout.box_copies import NoCopy, Shape
from briefpress.layout.kept import Kept, is_another_expected

#: The largest block that is kept, in boxes: what is larger differs in something from one version to the next.
_LARGEST = 300


class _Laid(NamedTuple):
    """What came of a layout."""

    #: The boxes; None where there was no room for them.
    shape: Shape | None
    #: Where it goes on, how, what its margins do, whether they are all that it has; and what it added to margins.
    result: tuple[Any, Any, list[Any], bool, Any]
    margins: list[Any]
    #: What it added to what stands out of the flow, by its shapes: of absolute position, of fixed, and floats.
    out: list[list[Shape]]


_kept: Kept[tuple[Hashable, ...], _Laid] = Kept()


class _Blocks:
    """The blocks of a document, and how they are laid out."""

    def __init__(self, contents: Contents, lay_out: Any) -> None:
        self._contents = contents
        self._lay_out = lay_out

    def block_level_layout(
        self,
        context: Any,
        box: Any,
        bottom_space: Any,
        skip_stack: Any,
        containing_block: Any,
        page_is_empty: Any = True,
        absolute_boxes: Any = None,
        fixed_boxes: Any = None,
        adjoining_margins: Any = None,
        first_letter_style: Any = None,
        first_line_style: Any = None,
        discard: Any = False,
        max_lines: Any = None,
    ) -> Any:
        """Lay out a block, or copy it."""
        absolute_boxes = [] if absolute_boxes is None else absolute_boxes
        fixed_boxes = [] if fixed_boxes is None else fixed_boxes
        adjoining_margins = [] if adjoining_margins is None else adjoining_margins
        given = (
            context, box, bottom_space, skip_stack, containing_block, page_is_empty, absolute_boxes, fixed_boxes,
            adjoining_margins, first_letter_style, first_line_style, discard, max_lines,
        )  # fmt: skip
        unlike = context.current_page_footnotes or context.reported_footnotes or first_letter_style or first_line_style
        key = None if unlike or discard or max_lines is not None else self._key(*given[:9])
        if key is None:
            return self._lay_out(*given)
        if laid := _kept.get(key):
            return self._copy(laid, context, box, adjoining_margins, absolute_boxes, fixed_boxes)
        return self._lay_out_and_keep(key, given)

    def _key(
        self, context: Any, box: Any, bottom_space: Any, skip_stack: Any, containing_block: Any, page_is_empty: Any,
        absolute_boxes: list[Any], fixed_boxes: list[Any], adjoining_margins: list[Any],
    ) -> tuple[Hashable, ...] | None:  # fmt: skip
        """All that the layout of a block depends on; None for one that is not kept."""
        content = self._contents.of(box)
        if content is None or self._contents.sizes[box.number] > _LARGEST or isinstance(box, TableBox):
            return None
        return (
            content, context.font_config, *_place(context, box), bottom_space, _frozen(skip_stack),
            *_around(containing_block), bool(page_is_empty), tuple(adjoining_margins), absolute_boxes is fixed_boxes,
            *map(_room, context.excluded_shapes),
        )  # fmt: skip

    def _lay_out_and_keep(self, key: tuple[Hashable, ...], given: tuple[Any, ...]) -> Any:
        """Lay out a block, and keep what came of it, unless it did more than add to what there was."""
        context, box, absolute_boxes, fixed_boxes, adjoining_margins = *given[:2], *given[6:9]
        before = [[*each] for each in (adjoining_margins, absolute_boxes, fixed_boxes, context.excluded_shapes)]
        broken = {**context.broken_out_of_flow}
        result = self._lay_out(*given)
        after = adjoining_margins, absolute_boxes, fixed_boxes, context.excluded_shapes
        is_longer = all(new[: len(old)] == old for new, old in zip(after, before, strict=True))
        if is_longer and context.broken_out_of_flow == broken:
            margins, *out = (new[len(old) :] for new, old in zip(after, before, strict=True))
            if absolute_boxes is fixed_boxes:
                out[1] = []
            with suppress(NoCopy):
                _kept.keep(key, self._laid(box, result, margins, out))
        return result

    def _laid(self, box: Any, result: Any, margins: list[Any], out: list[list[Any]]) -> _Laid:
        """What came of a layout; raises NoCopy."""
        new_box, resume_at, next_page, next_margins, is_collapsing, max_lines = result
        shapes: dict[int, Shape] = {}
        shape = Shape(new_box, self._contents.boxes, box.number, shapes, None) if new_box else None
        if not all(id(each) in shapes for boxes in out for each in boxes):
            raise NoCopy
        own = [[shapes[id(each)] for each in boxes] for boxes in out]
        return _Laid(shape, (resume_at, next_page, [*next_margins], is_collapsing, max_lines), margins, own)

    def _copy(
        self, laid: _Laid, context: Any, box: Any, margins: list[Any], absolute: list[Any], fixed: list[Any]
    ) -> Any:
        """What came of a layout once, for a block that holds the same."""
        out: dict[Shape, Any] = {}
        new_box = laid.shape.copy(self._contents.boxes, box.number, None, out) if laid.shape else None
        margins += laid.margins
        for boxes, shapes in zip((absolute, fixed, context.excluded_shapes), laid.out, strict=True):
            for shape in shapes:
                # (A list of WeasyPrint's takes nothing in.)
                boxes.append(out[shape])
        box.remove_decoration_sides = set()
        resume_at, next_page, next_margins, is_collapsing, max_lines = laid.result
        return new_box, _thawed(resume_at), {**next_page}, [*next_margins], is_collapsing, max_lines


def _room(float_: Any) -> tuple[Any, ...]:
    """The room that a float takes."""
    size = float_.margin_width(), float_.margin_height()
    return float_.position_x, float_.position_y, *size, float_.style["float"]


def _place(context: Any, box: Any) -> tuple[Any, ...]:
    """Where a block begins, and on what page."""
    sizes = context.style_for.initial_page_sizes
    return (
        box.position_x, box.position_y, context.page_bottom, context.current_page > 1, bool(context.forced_break),
        context.in_column, sizes["box"] and tuple(sizes["box"]), sizes["area"], frozenset(box.remove_decoration_sides),
    )  # fmt: skip


def _around(box: Any) -> tuple[Any, ...]:
    """What a block looks at of the one that it stands in."""
    return (
        box.width, box.height, box.style["direction"], box.content_box_x(), type(box), box.is_column,
        box.is_for_root_element, box.is_table_wrapper, box.style["box_decoration_break"]
    )  # fmt: skip


def _frozen(skip_stack: Any) -> Hashable:
    """Where a box goes on: the numbers of its children and theirs."""
    return skip_stack and tuple((number, _frozen(inner)) for number, inner in skip_stack.items())


def _thawed(skip_stack: Any) -> Any:
    return skip_stack and {number: _thawed(inner) for number, inner in skip_stack.items()}


@contextmanager
def boxes_known() -> Iterator[None]:
    """Have blocks copied that were laid out before, where another version of a page is expected."""
    if not is_another_expected():
        yield
        return
    lay_out_document, lay_out = weasyprint.document.layout_document, block.block_level_layout

    def layout_document(html: Any, root_box: Any, context: Any, *rest: Any) -> Any:
        blocks = _Blocks(Contents(root_box), lay_out)
        current.append(blocks)
        return lay_out_document(html, root_box, context, *rest)

    def block_level_layout(*given: Any, **named: Any) -> Any:
        return current[-1].block_level_layout(*given, **named)

    current: list[_Blocks] = []
    weasyprint.document.layout_document = layout_document
    block.block_level_layout = block_level_layout
    try:
        yield
    finally:
        weasyprint.document.layout_document = lay_out_document
        block.block_level_layout = lay_out
