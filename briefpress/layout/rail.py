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
from dataclasses import dataclass, field
from typing import Any

from weasyprint.document import Page
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from briefpress.layout.classes import IN_COLUMN, NEXT_PAGE, add_class, classes
from briefpress.layout.page_boxes import root
from briefpress.layout.translation import translate

#: The least distance between two asides, and how far one may stand above or below the line that it belongs to; in CSS
#: pixels. Farther off, a reader would take it for what accompanies something else.
_GAP = 9.0
_RISE = 38.0
_FALL = 56.0
#: How far the lines of a head are moved at most.
_OFFSET = 12.0
#: What begins in this last part of a page had better begin on the next, where it has no room for its asides.
_FOOT = 1 / 8
#: What stands below a table, and moves with it.
_BELOW = frozenset({"remarks", "source-line"})


@dataclass
class _Aside:
    """What stands in the rail of a page. Lengths are in CSS pixels, from the top of the page."""

    box: Any
    #: The top at which its first line is level with that of what it accompanies.
    level: float
    #: The outermost element that begins with what it accompanies.
    beginning: Any
    #: Whether anything of that is on the page.
    accompanies: bool = True
    #: How far the lines of the head of a section are from those of its text, below its rule.
    offset: float = 0.0
    top: float = 0.0

    @property
    def height(self) -> float:
        return float(self.box.margin_height() + self.offset)

    @property
    def is_head(self) -> bool:
        """Whether it is the head of a section, which stands exactly where that begins."""
        return bool(self.box.element.tag == "h2")

    def stand_at(self, top: float) -> None:
        """Let the head of a section begin with its rule, and only its lines be level with the text, where they can."""
        self.offset = self.level - top if abs(self.level - top) < _OFFSET else 0.0
        self.level = top

    def is_near(self, floor: float) -> bool:
        """Whether it stands near its level; or near a floor where it cannot stand higher."""
        if self.is_head:
            return abs(self.top - self.level) < 1
        return self.level - _RISE < self.top < max(self.level, floor) + _FALL


@dataclass
class _Stretch:
    """A part of a rail that nothing interrupts, from its top on, and what is to stand there."""

    top: float
    asides: list[_Aside] = field(default_factory=list)

    def fill(self, bottom: float) -> Iterator[_Aside]:
        """Place the asides as high as they may stand, above this bottom; yields those for which there is no room."""
        while self.asides and not self._is_filled(bottom):
            notes = [aside for aside in self.asides if not aside.is_head]
            longest = max(notes or self.asides, key=lambda aside: aside.height)
            self.asides.remove(longest)
            longest.top = longest.level
            yield longest

    def _is_filled(self, bottom: float) -> bool:
        top = self.top
        for aside in self.asides:
            aside.top = max(aside.level, top)
            top = aside.top + aside.height + _GAP
        for aside in reversed(self.asides):
            aside.top = min(aside.top, bottom - aside.height)
            bottom = aside.top - _GAP
        return bottom + _GAP > self.top - 1 and all(aside.is_near(self._floor) for aside in self.asides)

    @property
    def _floor(self) -> float:
        """Where the first place is that no head takes."""
        return self.top + sum(aside.height + _GAP for aside in self.asides if aside.is_head)


def set_apart(root: Any) -> set[Any]:
    """Put each aside before what it accompanies, so that it is laid out on the page where that begins; returns them."""
    asides = set()
    for parent in root.iter():
        for index in range(1, len(parent)):
            before, aside = parent[index - 1], parent[index]
            if _is_side(aside) and "side" not in classes(before):
                parent[index - 1], parent[index] = aside, before
                asides.add(aside)
    return asides


def rejoin(root: Any, asides: set[Any]) -> None:
    """Put these asides after what they accompany again, which is the order of reading."""
    for parent in root.iter():
        for index in range(len(parent) - 1, 0, -1):
            if parent[index - 1] in asides:
                parent[index - 1], parent[index] = parent[index], parent[index - 1]


def fill_rails(document: Any, apart: set[Any], most: int | None) -> bool:
    """Place what stands in the rails of a document, and take the asides that were set apart in the order of reading.

    Returns whether something has no room there, so that the document is to be laid out again, without so many asides a
    page at most: the others may have room then.
    """
    crowded, late = set(), set()
    for page in (page._page_box for page in document.pages):
        asides = list(_asides(root(page)))
        late |= {aside.beginning for aside in asides if aside.is_head and not aside.accompanies}
        for aside, is_at_foot in list(_crowded(page, asides))[:most]:
            depth = (aside.level - page.content_box_y()) / page.height
            if is_at_foot and (aside.is_head or depth > 1 - _FOOT) and depth > _FOOT:
                late.add(aside.beginning)
            else:
                crowded.add(aside.box.element)
        for aside in asides:
            _move(page, aside)
        for box, overhang in list(_wide(page, root(page))):
            translate(box, overhang, 0)
        crowded |= _rejoined(page, apart)
    # Links and bookmarks are where boxes were when their page was made.
    document.pages[:] = [Page(page._page_box) for page in document.pages]
    return add_class(IN_COLUMN, crowded) | add_class(NEXT_PAGE, late)


def _crowded(page: Any, asides: list[_Aside]) -> Iterator[tuple[_Aside, bool]]:
    """The asides of a page that have no room, each with whether the foot of the page is in the way."""
    wide = (box for box, _ in _wide(page, root(page)))
    bounds = [(box.border_box_y(), box.border_box_y() + box.border_height(), None) for box in wide]
    places = [(aside.level, aside.level, aside) for aside in asides]
    stretch = _Stretch(page.content_box_y())
    for top, bottom, aside in sorted([*bounds, *places], key=lambda place: place[0]):
        if aside is not None and not aside.is_head:
            stretch.asides.append(aside)
            continue
        yield from ((each, False) for each in stretch.fill(top - _GAP))
        stretch = _Stretch(bottom + _GAP) if aside is None else _Stretch(top, [aside])
    yield from ((each, True) for each in stretch.fill(page.content_box_y() + page.height))


def _asides(box: Any, beginning: Any = None) -> Iterator[_Aside]:
    """What stands in the rail beside what a box holds, in its order; with the outermost element that begins with it."""
    flow = [child for child in box.children if child.is_in_normal_flow()]
    for index, child in enumerate(box.children):
        if _is_aside(child):
            around = [*box.children[index + 1 :], *reversed(box.children[:index])]
            text = next((each for each in around if each.is_in_normal_flow()), None)
            begins = beginning if text is None or text is flow[0] else text.element
            aside = _Aside(child._box, _level(child, text), begins if begins is not None else box.element)
            if aside.is_head and text is not None:
                aside.stand_at(float(box.border_box_y()))
                aside.accompanies = any(map(_prints, flow))
            yield aside
        elif child.is_in_normal_flow():
            yield from _asides(child, beginning if child is flow[0] else child.element)


def _level(aside: Any, text: Any) -> float:
    """The top of an aside whose first baseline is on that of a text; beside a picture, the top of the picture."""
    line, other = _first_line(aside), _first_line(text)
    if line is not None and other is not None:
        return float(other.position_y + other.baseline - (line.position_y + line.baseline - aside.position_y))
    return float((text or aside).position_y)


def _first_line(box: Any) -> Any:
    """The line of text with which a box begins; None where it begins with a picture."""
    while box is not None and not isinstance(box, boxes.LineBox):
        box = next((child for child in box.children if child.is_in_normal_flow()), None)
    is_picture = box is not None and any(isinstance(each, boxes.ReplacedBox) for each in box.descendants())
    return None if is_picture else box


def _prints(box: Any) -> bool:
    """Whether there is any text or picture in a box."""
    return any(isinstance(each, boxes.TextBox | boxes.ReplacedBox) for each in box.descendants())


def _wide(page: Any, box: Any) -> Iterator[tuple[Any, float]]:
    """The boxes that take both columns, and what stands below such tables; each with how far it is to move."""
    overhang = None
    for child in box.children:
        names = classes(child.element) if child.element is not None else []
        if "wide" in names and child.width > page.width + 1:
            overhang = _overhang(page, child)
        elif not _BELOW.intersection(names):
            overhang = None
        if overhang is not None:
            yield child, overhang
        else:
            yield from _wide(page, child)


def _move(page: Any, aside: _Aside) -> None:
    box, left, right = aside.box, page.content_box_x(), page.content_box_x() + page.width
    gutter = max(box.position_x - right, left - box.position_x - box.margin_width())
    x = right + gutter if _has_rail_at_right(page) else left - gutter - box.margin_width()
    translate(box, x - box.position_x, aside.top - box.position_y)
    for line in box.children:
        translate(line, 0, aside.offset)


def _overhang(page: Any, box: Any) -> float:
    """How far what takes both columns is to move to cover the rail."""
    before = page.content_box_x() - box.border_box_x()
    after = box.border_box_x() + box.border_width() - page.content_box_x() - page.width
    return max(0.0, float(before)) if _has_rail_at_right(page) else min(0.0, float(-after))


def _has_rail_at_right(page: Any) -> bool:
    """A page has its rail in the wider of its margins."""
    return bool(page.margin_right > page.margin_left)


def _rejoined(page: Any, asides: set[Any]) -> set[Any]:
    """Put these asides of a page after what they accompany; returns those that a stylesheet has left in the flow."""
    in_flow = set()
    for box in page.descendants(placeholders=True):
        for index, child in enumerate(box.children):
            if child.element in asides and _is_aside(child):
                box.children = [
                    *box.children[:index],
                    *box.children[index + 1 : index + 2],
                    child,
                    *box.children[index + 2 :],
                ]
            elif child.element in asides and _is_side(child.element):
                in_flow.add(child.element)
    return in_flow


def _is_aside(box: Any) -> bool:
    return isinstance(box, AbsolutePlaceholder) and _is_side(box.element)


def _is_side(element: Any) -> bool:
    """Whether an element belongs in the rail, and has room there as far as is known."""
    return element is not None and "side" in (names := classes(element)) and IN_COLUMN not in names
