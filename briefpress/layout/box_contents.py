"""What boxes hold, as numbers: two boxes of one number are the same in all that their layout depends on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable
from itertools import count
from typing import Any

from weasyprint.css import AnonymousStyle
from weasyprint.formatting_structure.boxes import LineBox, TextBox

from briefpress.layout.kept import Kept

#: What a box has that is looked at by itself, or does not matter to its layout.
_BY_THEMSELVES = frozenset(
    (
        "element", "style", "children", "first_letter_style", "first_line_style", "replacement", "column_groups",
        "number", "string_set", "missing_link", "is_floated", "remove_decoration_sides", "cached_counter_values",
        "collapsed_border_grid",
    )
)  # fmt: skip
_PLAIN = (str, int, float, bool, type(None))

_numbers = count(1)
_kept: Kept[Hashable, int] = Kept()


class Contents:
    """The boxes of a document before their layout, in their order, each with the number of what it holds."""

    def __init__(self, root: Any) -> None:
        #: All boxes; a box has its place among them as its `number`, and so has each copy of it.
        self.boxes: list[Any] = []
        #: How many boxes each holds, with itself.
        self.sizes: list[int] = []
        #: What each holds, by its place; not of those whose layout depends on more.
        self._numbers: dict[int, int] = {}
        #: The places of the boxes that name pages, whose words may change as pages are made.
        self._changing: list[int] = []
        self._styles: dict[int, int] = {}
        self._add(root)

    def of(self, box: Any) -> Hashable | None:
        """What a box holds; None where its layout depends on more, or it is no box of the document."""
        place = box.__dict__.get("number")
        if place not in self._numbers or not self._is_of(box, self.boxes[place]):
            return None
        first = bisect_left(self._changing, place)
        last = bisect_left(self._changing, place + self.sizes[place], first)
        words = [self._words(each) for each in self._changing[first:last]]
        return None if None in words else (self._numbers[place], *words)

    def _is_of(self, box: Any, source: Any) -> bool:
        """Whether a box is a box of the document, or a copy of it in which nothing is changed, as columns have it."""
        is_same = box.style is source.style and box.children is source.children
        return box is source or (is_same and not box.force_fragmentation and not isinstance(box, (LineBox, TextBox)))

    def _add(self, box: Any) -> int | None:
        box.number = place = len(self.boxes)
        self.boxes.append(box)
        self.sizes.append(1)
        if box.missing_link:
            self._changing.append(place)
        children = [self._add(child) for child in box.children]
        self.sizes[place] = len(self.boxes) - place
        own = self._own(box)
        if own is None or None in children:
            return None
        self._numbers[place] = number = _number(("box", own, *children))
        is_alone = box.is_in_normal_flow() or box.is_floated() or box.style["position"] == "absolute"
        return number if is_alone else None

    def _words(self, place: int) -> Hashable | None:
        """The words of a box that names pages; None where it is made otherwise than before."""
        made = [*self.boxes[place].descendants()]
        if len(made) != self.sizes[place]:
            return None
        for number, box in enumerate(made, start=place):
            box.number, self.boxes[number] = number, box
        return tuple((type(box), getattr(box, "text", None)) for box in made)

    def _own(self, box: Any) -> Hashable | None:
        """What a box has itself; None where it depends on what is elsewhere."""
        if getattr(box, "column_groups", ()):
            return None
        own = [(name, value) for name, value in box.__dict__.items() if name not in _BY_THEMSELVES]
        if not all(map(_is_plain, dict(own).values())):
            return None
        styles = [self._style(style) for style in (box.style, box.first_letter_style, box.first_line_style)]
        image = getattr(box, "replacement", None)
        size = image.get_intrinsic_size(1, box.style["font_size"]) if image else None
        return type(box), *styles, size, tuple(sorted(own))

    def _style(self, style: Any) -> int:
        """The number of a style, by what is declared for it; 0 of no style."""
        if style is None:
            return 0
        if id(style) not in self._styles:
            parent = self._style(style.parent_style)
            if isinstance(style, AnonymousStyle):
                key: Hashable = (parent, style["white_space"], style["position"])
            else:
                key = (
                    parent,
                    style.pseudo_type,
                    tuple((name, *map(_hashable, each)) for name, each in style.cascaded.items()),
                )
            self._styles[id(style)] = _number(("style", key))
        return self._styles[id(style)]


def _is_plain(value: object) -> bool:
    return isinstance(value, _PLAIN) or (isinstance(value, tuple) and all(map(_is_plain, value)))


class _Itself:
    """What is the same only where it is the same object."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)


def _hashable(value: Any) -> Hashable:
    try:
        hash(value)
    except TypeError:
        return _Itself(value)
    return value  # type: ignore[no-any-return]


def _number(key: Hashable) -> int:
    known = _kept.get(key)
    return _kept.keep(key, next(_numbers)) if known is None else known
