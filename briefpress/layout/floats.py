"""Figures that float: one that has no room on its page stands behind the text after it, which fills the page.

(WeasyPrint 70 knows no page floats, CSS Page Floats 3.)
"""

from __future__ import annotations

from typing import Any

from briefpress.layout.breaks import Turn, heights_of, turns
from briefpress.layout.classes import classes
from briefpress.layout.page_boxes import root

#: What may float: blocks that are pictures, alone or side by side.
_FIGURES = frozenset(("figure", "chart", "map", "abreast"))
#: What a text is made of behind which they may stand: none leaves its place for one under another heading.
_TEXT = frozenset(("p", "ul", "ol"))
#: The part of a page that may remain empty, and that by which a text may be longer than what remains.
_EMPTY = 1 / 8
_LONGER = 1 / 3


def float_figures(document: Any, tree: Any) -> bool:
    """Set figures that have no room behind the text after them; returns whether there is anything to lay out again."""
    places = {child: (parent, index) for parent in tree.iter() for index, child in enumerate(parent)}
    floats = [turn.moved[0].element for turn in turns(document) if _is_float(turn) and _text(turn, places) is not None]
    for figure in floats:
        parent, index = places[figure]
        parent[index], parent[index + 1] = parent[index + 1], figure
    return bool(floats)


def _is_float(turn: Turn) -> bool:
    """Whether a page begins with a figure that leaves too much of the one before it empty."""
    figures = (_FIGURES.intersection(classes(box.element)) for box in turn.moved[:1] if box.element is not None)
    return any(figures) and not turn.is_forced and turn.room > _EMPTY * turn.page.height


def _text(turn: Turn, places: dict[Any, tuple[Any, int]]) -> Any:
    """The text after the figure with which a page begins, if it may stand before that."""
    parent, index = places[turn.moved[0].element]
    text = parent[index + 1] if index + 1 < len(parent) else None
    if text is None or not {"block", "prose"}.issubset(classes(text)) or any(each.tag not in _TEXT for each in text):
        return None
    height = sum(height for element, height in heights_of(root(turn.following)) if element is text)
    return text if 0 < height < turn.room + _LONGER * turn.page.height else None
