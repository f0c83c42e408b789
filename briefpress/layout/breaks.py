"""Where pages break: what is too tall to be kept whole, and what was moved to the next page for want of room.

`break-inside: avoid` is a wish that WeasyPrint grants at any price: it leaves a page empty but for a heading, and
prints a row that is taller than a page without the head of its table. So the press looks at the pages, gives the class
`tall` to what had better be parted, and has them laid out again; stylesheets say what becomes of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes

from briefpress.layout.classes import NEXT_PAGE, TALL, THIS_PAGE, add_class, classes, kind, remove_class
from briefpress.layout.page_boxes import filled, foot, printed, root, text
from briefpress.layout.proof import Break, Moved
from briefpress.markup.origins import Origins

#: What does not fit is parted rather than moved where it would leave less than this of a page filled.
_FILLED = 0.6
#: What is taller than this part of a page is kept whole nowhere: there may be a heading and a head above it.
_WHOLE = 0.8
#: The part of a page that margins may take above what does not fit: they are cut off at the head of the next page.
_CUT = 0.08
_AVOID = ("avoid", "avoid-page")
_FORCED = ("page", "left", "right", "recto", "verso")
_BLOCKS = boxes.BlockLevelBox | boxes.TableRowGroupBox | boxes.TableRowBox


@dataclass(frozen=True)
class Turn:
    """Where a page ends and the next begins. Lengths are in CSS pixels."""

    #: The boxes of the two pages.
    page: Any
    following: Any
    #: The elements that are on the page or one before it.
    before: frozenset[Any]

    @property
    def room(self) -> float:
        """The height that is left on the page."""
        return float(self.page.height) * (1 - filled(self.page))

    @cached_property
    def moved(self) -> tuple[Any, ...]:
        """The boxes that begin with the next page, each before those in it: what is kept together there."""
        return tuple(box for box in _first(root(self.following)) if box.element not in self.before)

    @property
    def is_forced(self) -> bool:
        """Whether a stylesheet asks for this break, and not the press itself."""
        names = {page.page_type.name for page in (self.page, self.following)}
        after = (box.style["break_after"] for box in _last(root(self.page)))
        before = (box.style["break_before"] for box in _first(root(self.following)) if not _is_late(box))
        return bool(self.following.page_type.blank or len(names) > 1 or {*after, *before}.intersection(_FORCED))


def mark_tall(document: Any) -> bool:
    """Give the class `tall` to what had better be parted; returns whether there is anything new to lay out."""
    pages = [page._page_box for page in document.pages]
    heights: dict[Any, float] = defaultdict(float)
    for page in pages:
        for element, height in heights_of(root(page)):
            heights[element] += height
    elements = set()
    for page in pages:
        elements |= _taller(page, heights, _WHOLE * page.height)
        for table, row in _headless(root(page)):
            # Rows that are kept together may be what is in the way of the head, or else the first of them.
            elements.add(row if TALL in classes(table) else table)
    for turn in turns(document):
        if filled(turn.page) < _FILLED and not turn.is_forced:
            elements |= _moved_for_room(turn, heights)
    return add_class(TALL, elements)


def _taller(page: Any, heights: dict[Any, float], height: float) -> set[Any]:
    """What is to be kept whole, but is taller than this."""
    within = (box for box in root(page).descendants() if box.style["break_inside"] in _AVOID)
    return {box.element for box in within if heights[box.element] > height > _picture(box)}


def _moved_for_room(turn: Turn, heights: dict[Any, float]) -> set[Any]:
    """What was moved to the next page because it is taller than what was left; or else the table whose first rows are.

    What may be parted already was moved with what is kept with it, of which something is across the end of the room.
    """
    room = turn.room - _CUT * turn.page.height
    taller = {box.element for box in turn.moved if heights[box.element] > room > _picture(box)}
    tables = {box.element for box in _first(root(turn.following)) if isinstance(box, boxes.TableBox)}
    for elements in (taller, _across(turn, room), set() if any(map(_picture, turn.moved)) else tables):
        if any(TALL not in classes(element) for element in elements):
            return elements
    return set()


def _across(turn: Turn, room: float) -> set[Any]:
    """What is to be kept whole, and would begin above the end of a page but end below it, or among its footnotes."""
    top, below = turn.following.content_box_y(), foot(turn.following)
    blocks = (box for box in root(turn.following).descendants() if isinstance(box, boxes.BlockLevelBox))
    whole = (box for box in blocks if box.style["break_inside"] in _AVOID and not _picture(box))
    heights = ((box.element, box.position_y - top, box.margin_height()) for box in whole)
    return {element for element, start, height in heights if start < turn.room and start + height > room - below}


def begin_sooner(document: Any) -> bool:
    """Let sections begin the next page no more where they leave a page too empty: what was before them has moved since.

    Returns whether there is anything new to lay out.
    """
    emptied = (turn for turn in turns(document) if filled(turn.page) < _FILLED)
    late = {box.element for turn in emptied for box in _first(root(turn.following)) if _is_late(box)}
    sooner = [element for element in late if THIS_PAGE not in classes(element)]
    for element in sooner:
        remove_class(NEXT_PAGE, element)
    return add_class(THIS_PAGE, sooner)


def breaks(document: Any, origins: Origins) -> Iterator[Break]:
    """The breaks between the pages of WeasyPrint's `document`."""
    for number, turn in enumerate(turns(document), start=1):
        heading = _heading(turn.page)
        rows = [row for _, row in _headless(root(turn.following))]
        yield Break(
            page=number,
            filled=filled(turn.page),
            moved=None if turn.is_forced else _moved(turn, origins),
            heading=None if heading is None else text(heading, origins),
            headless=text(rows[0], origins) if rows else None,
        )


def _heading(page: Any) -> Any:
    """The heading, caption or head of a table with which a page ends; None where something stands under it."""
    ends = (box for box in _last(root(page)) if any(printed(box)))
    for around, box in pairwise([root(page), *ends]):
        tag = str(getattr(box.element, "tag", ""))
        is_caption = tag in ("caption", "figcaption") and sum(any(printed(child)) for child in around.children) == 1
        if is_caption or re.fullmatch(r"h[1-6]|thead", tag):
            return box.element
    return None


def turns(document: Any) -> Iterator[Turn]:
    """Where the pages of WeasyPrint's `document` end."""
    before: set[Any] = set()
    for page, following in pairwise(page._page_box for page in document.pages):
        before |= {box.element for box in root(page).descendants()}
        yield Turn(page, following, frozenset(before))


def _moved(turn: Turn, origins: Origins) -> Moved | None:
    """What did not fit: a block of the brief, or else the innermost of what is kept together."""
    elements = [box.element for box in turn.moved or _first(root(turn.following)) if box.element is not None]
    if not elements:
        return None
    element = next((each for each in elements if "block" in classes(each)), elements[-1])
    captions = (element.find(f".//{name}") for name in ("figcaption", "caption"))
    caption = next((each for each in captions if each is not None), element)
    return Moved(text(caption, origins).text, origins.whole(element), kind=kind(element), fitting=_fitting(turn))


def _fitting(turn: Turn) -> float | None:
    """The part of a page that a picture may take so as not to be moved; None for what begins with no picture."""
    height = max(map(_picture, turn.moved), default=0.0)
    if not height:
        return None
    last = turn.moved[-1]
    beside = last.position_y + last.margin_height() - turn.following.content_box_y() - height
    return max(0.0, float((turn.room - beside) / turn.page.height) - _CUT)


def _headless(box: Any) -> Iterator[tuple[Any, Any]]:
    """The tables that go on without their heads, and the rows with which they do."""
    for each in box.descendants():
        groups = each.children if isinstance(each, boxes.TableBox) else ()
        if groups and each.element.find("thead") is not None and not any(group.is_header for group in groups):
            yield each.element, groups[0].children[0].element


def heights_of(box: Any, around: Any = None) -> Iterator[tuple[Any, float]]:
    """The height of each element in a box. Within its box an element may have others, which are not counted."""
    if isinstance(box, _BLOCKS) and box.element is not around:
        yield box.element, box.margin_height()
    for child in getattr(box, "children", ()):
        yield from heights_of(child, box.element)


def _first(box: Any) -> Iterator[Any]:
    """The boxes with which a box begins: its first, what is kept with that, and those with which these begin."""
    for child in box.children:
        if isinstance(child, _BLOCKS) and child.is_in_normal_flow() and not getattr(child, "is_header", False):
            yield child
            if not isinstance(child, boxes.TableRowBox | boxes.FlexContainerBox):
                yield from _first(child)
            if child.style["break_after"] not in _AVOID:
                return


def _last(box: Any) -> Iterator[Any]:
    """The boxes with which a box ends, each before those in it. Those that print nothing are passed over."""
    for child in reversed(box.children):
        if isinstance(child, _BLOCKS) and child.is_in_normal_flow():
            yield child
            if any(printed(child)):
                yield from _last(child)
                return


def _is_late(box: Any) -> bool:
    return box.element is not None and NEXT_PAGE in classes(box.element)


def _picture(box: Any) -> float:
    """The height of the picture with which a box begins, which nothing can part; 0 where there is none."""
    while not isinstance(box, boxes.ReplacedBox):
        box = next(iter(getattr(box, "children", ())), None)
        if box is None:
            return 0.0
    return float(box.margin_height())
