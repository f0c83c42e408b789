"""The rail: the narrow column at the outer side of a page, for what accompanies the text.

CSS places nothing at the outer side of a page, nor level with a text that may break over pages. So stylesheets take
what has the class `side` out of the flow (`position: absolute`) and set it beyond the inline end of the text, which
flows as if there were no rail. When the pages are done, the press moves each aside to where it belongs: its first line
level with that of what it accompanies, below what stands above it, at the outer side of its page. What takes both
columns, by the class `wide`, moves to the outer side as well. What has no room in the rail gets the class `in-column`
and is laid out again, in the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.document import Page
from weasyprint.formatting_structure import boxes

from briefpress.layout.asides import is_aside, read_last
from briefpress.layout.both_columns import has_rail_at_right, wide
from briefpress.layout.classes import IN_COLUMN, NEXT_PAGE, THIS_PAGE, WIDE, add_class, classes
from briefpress.layout.page_boxes import root
from briefpress.layout.stretches import GAP, Aside, Stretch
from briefpress.layout.translation import translate

#: What begins in this last part of a page had better begin on the next, where it has no room for its asides.
_FOOT = 1 / 8
#: By how much the front of the first page is made higher at most, three lines, for the contents to have room beside it.
_HIGHER = 56.0


def fill_rails(document: Any, apart: set[Any], most: int | None) -> bool:
    """Place what stands in the rails of a document, and take the asides that were set apart in the order of reading.

    Returns whether something has no room there, so that the document is to be laid out again, without so many asides a
    page at most: the others may have room then.
    """
    crowded, late, wider, is_higher = set(), set(), set(), False
    for page in (page._page_box for page in document.pages):
        asides = list(_asides(root(page)))
        late |= {aside.beginning for aside in asides if aside.is_head and not aside.accompanies}
        for aside, is_at_foot in list(_crowded(page, asides))[:most]:
            depth = (aside.level - page.content_box_y()) / page.height
            may_wait = is_at_foot and THIS_PAGE not in classes(aside.beginning)
            if may_wait and (aside.is_head or depth > 1 - _FOOT) and depth > _FOOT:
                late.add(aside.beginning)
            elif _makes_room(aside):
                is_higher = True
            else:
                crowded.add(aside.box.element)
                wider |= {aside.box.element} if aside.is_head and aside.is_wide else set()
        for aside in asides:
            _move(page, aside)
        for box, overhang in list(wide(page, root(page))):
            translate(box, overhang, 0)
        crowded |= read_last(page, apart)
    # Links and bookmarks are where boxes were when their page was made.
    document.pages[:] = [Page(page._page_box) for page in document.pages]
    return add_class(IN_COLUMN, crowded) | add_class(WIDE, wider) | add_class(NEXT_PAGE, late) | is_higher


def _makes_room(aside: Aside) -> bool:
    """Whether the front of the first page is made higher for an aside, rather than taking it into the text."""
    front = aside.around.element
    is_raised = front.get("style") or not _prints(aside.around)
    if "front" not in classes(front) or is_raised or not 0 < aside.excess <= _HIGHER:
        return False
    front.set("style", f"padding-bottom: {aside.excess:.1f}px")
    return True


def _crowded(page: Any, asides: list[Aside]) -> Iterator[tuple[Aside, bool]]:
    """The asides of a page that have no room, each with whether the foot of the page is in the way."""
    obstacles = [box for box, _ in wide(page, root(page))]
    bounds = [(box.border_box_y(), box.border_box_y() + box.border_height(), None) for box in obstacles]
    places = [(aside.level, aside.level, aside) for aside in asides]
    stretch = Stretch(page.content_box_y())
    for top, bottom, aside in sorted([*bounds, *places], key=lambda place: place[0]):
        if aside is not None and not aside.is_head:
            stretch.asides.append(aside)
            continue
        yield from ((each, False) for each in stretch.fill(top - GAP))
        stretch = Stretch(bottom + GAP) if aside is None else Stretch(top, [aside])
    yield from ((each, True) for each in stretch.fill(page.content_box_y() + page.height))


def _asides(box: Any, beginning: Any = None) -> Iterator[Aside]:
    """What stands in the rail beside what a box holds, in its order; with the outermost element that begins with it."""
    flow = [child for child in box.children if child.is_in_normal_flow()]
    for index, child in enumerate(box.children):
        if is_aside(child):
            around = [*box.children[index + 1 :], *reversed(box.children[:index])]
            text = next((each for each in around if each.is_in_normal_flow()), None)
            begins = beginning if text is None or text is flow[0] else text.element
            begins = begins if begins is not None else box.element
            aside = Aside(child._box, _level(child, text), begins, around=box)
            if aside.is_head and text is not None:
                aside.stand_at(float(box.border_box_y()))
                aside.accompanies = any(map(_prints, flow))
                aside.is_wide = any(WIDE in classes(each.element) for each in _beginning(text))
            yield aside
        elif child.is_in_normal_flow():
            yield from _asides(child, beginning if child is flow[0] else child.element)


def _level(aside: Any, text: Any) -> float:
    """The top of an aside whose first baseline is on that of a text; beside a picture, the top of the picture."""
    line, other = _first_line(aside), _first_line(text)
    if line is not None and other is not None:
        return float(other.position_y + other.baseline - (line.position_y + line.baseline - aside.position_y))
    return float((text or aside).position_y)


def _beginning(box: Any) -> Iterator[Any]:
    """A box, the first in its flow, and so on: those that begin with it."""
    while box is not None and box.element is not None:
        yield box
        box = next((child for child in getattr(box, "children", ()) if child.is_in_normal_flow()), None)


def _first_line(box: Any) -> Any:
    """The line of text with which a box begins; None where it begins with a picture."""
    while box is not None and not isinstance(box, boxes.LineBox):
        box = next((child for child in box.children if child.is_in_normal_flow()), None)
    is_picture = box is not None and any(isinstance(each, boxes.ReplacedBox) for each in box.descendants())
    return None if is_picture else box


def _prints(box: Any) -> bool:
    """Whether there is any text or picture in a box."""
    return any(isinstance(each, boxes.TextBox | boxes.ReplacedBox) for each in box.descendants())


def _move(page: Any, aside: Aside) -> None:
    box, left, right = aside.box, page.content_box_x(), page.content_box_x() + page.width
    gutter = max(box.position_x - right, left - box.position_x - box.margin_width())
    x = right + gutter if has_rail_at_right(page) else left - gutter - box.margin_width()
    translate(box, x - box.position_x, aside.top - box.position_y)
    for line in box.children:
        translate(line, 0, aside.offset)
