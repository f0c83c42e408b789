"""Where a page is blank in the midst of its text: the column stops, and something follows further down.

What a stylesheet asks for is no such gap: margins, paddings and borders, and boxes of a given height, such as a line to
sign on. Lengths are in CSS pixels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from weasyprint.formatting_structure import boxes

from briefpress.layout.page_boxes import root, text
from briefpress.layout.proof import Blank
from briefpress.markup.origins import Origins

#: A gap of more lines is blank.
_LINES = 2


@dataclass(frozen=True)
class _Column:
    """The column of running text: its width, and the height of its lines."""

    width: float
    line: float


@dataclass(frozen=True)
class _Strip:
    """What is printed over a part of the height of the column: a line of text, a picture or a row of a table."""

    box: Any
    #: The boxes that it is in, the innermost last.
    around: tuple[Any, ...]

    @property
    def top(self) -> float:
        return float(self.box.position_y)

    @property
    def bottom(self) -> float:
        return float(self.box.position_y + self.box.margin_height())

    def space_before(self, start: float) -> float:
        """The space that stylesheets ask for between `start` and its top."""
        inner = (box for box in self.around if box.position_y >= start - 1)
        return float(sum(max(0.0, box.margin_top) + box.border_top_width + box.padding_top for box in inner))

    def space_after(self, end: float) -> float:
        """The space that stylesheets ask for between its bottom and `end`."""
        inner = (box for box in self.around if box.position_y + box.margin_height() <= end + 1)
        return float(sum(max(0.0, box.margin_bottom) + box.border_bottom_width + box.padding_bottom for box in inner))


def blanks(document: Any, origins: Origins) -> Iterator[Blank]:
    """The gaps in the text of WeasyPrint's `document`, page by page."""
    pages = [page._page_box for page in document.pages]
    column = _column(pages)
    if column is None:
        return
    for number, page in enumerate(pages, start=1):
        left = page.content_box_x() + (page.width - column.width if _is_leftward(page) else 0)
        strips = sorted(_strips(root(page), left, left + column.width), key=lambda strip: strip.top)
        for upper, lower in zip(accumulate(strips, _lower), strips[1:], strict=False):
            space = upper.space_after(lower.top) + lower.space_before(upper.bottom)
            height = lower.top - upper.bottom - space
            if height > _LINES * column.line:
                following = text(lower.box.element, origins)
                yield Blank(following.text, following.origin, number, height)


def _column(pages: list[Any]) -> _Column | None:
    """The column in which most letters of a document stand; None where there are none.

    It begins where the page does, and takes more than half of it: others are those of lists of terms, or asides.
    """
    letters: Counter[_Column] = Counter()
    for page in pages:
        for block in _paragraphs(root(page)):
            is_wide = page.width / 2 < block.width < page.width + 1
            if is_wide and abs(_start(block, page) - _start(page, page)) < 1:
                column = _Column(round(block.width), round(block.children[0].height))
                letters[column] += sum(len(box.text) for box in block.descendants() if isinstance(box, boxes.TextBox))
    return letters.most_common(1)[0][0] if letters else None


def _start(box: Any, page: Any) -> float:
    """The edge of a box at which its lines begin."""
    return float(box.content_box_x() + (box.width if _is_leftward(page) else 0))


def _is_leftward(page: Any) -> bool:
    return bool(root(page).style["direction"] == "rtl")


def _lower(one: _Strip, other: _Strip) -> _Strip:
    """The one that ends further down."""
    return max(one, other, key=lambda strip: strip.bottom)


def _paragraphs(box: Any) -> Iterator[Any]:
    """The blocks of lines in the flow of a box, but for those in tables."""
    for child in _in_flow(box):
        if any(isinstance(line, boxes.LineBox) for line in getattr(child, "children", ())):
            yield child
        elif not isinstance(child, boxes.TableBox) and hasattr(child, "children"):
            yield from _paragraphs(child)


def _strips(box: Any, left: float, right: float, around: tuple[Any, ...] = ()) -> Iterator[_Strip]:
    """What is printed between two edges of the column."""
    for child in _in_flow(box):
        if isinstance(child, boxes.LineBox | boxes.ReplacedBox | boxes.TableRowBox) or _has_height(child):
            # A short line of a block over rail and column may end before the column begins.
            place = box if isinstance(child, boxes.LineBox) else child
            if place.position_x < right - 1 and place.position_x + place.margin_width() > left + 1:
                yield _Strip(child, around)
        elif hasattr(child, "children"):
            yield from _strips(child, left, right, (*around, child))


def _in_flow(box: Any) -> Iterator[Any]:
    return (child for child in box.children if not child.is_absolutely_positioned())


def _has_height(box: Any) -> bool:
    """Whether a stylesheet says how tall a box is."""
    return box.style["height"] != "auto" or box.style["min_height"] not in ("auto", (0, "px"))
