"""The spaces within numbers, 1 234 567: each in an element of its own, which a stylesheet makes a little wider."""

from __future__ import annotations

import re
from typing import Any

#: A narrow no-break space between two groups of figures.
_SPACE = re.compile("(?<=[0-9])\u202f(?=[0-9]{3})")


def part_thousands(root: Any) -> None:
    """Put each space within a number of a page into an element of the class `thin-space`.

    Not where lines run from the right: there WeasyPrint sets elements in that order, and would turn a number around.
    """
    if root.get("dir") == "rtl":
        return
    # Inline SVG is no text of the page.
    for element in [each for each in root.find("body").iter() if not str(each.tag).startswith("{")]:
        for place, child in reversed(list(enumerate(element))):
            if child.tail and _SPACE.search(child.tail):
                _part(element, place + 1, child, "tail")
        if element.text and _SPACE.search(element.text):
            _part(element, 0, element, "text")


def _part(element: Any, place: int, holder: Any, name: str) -> None:
    """Part a text, which a holder has before the child of an element at a place, at its spaces."""
    first, *others = _SPACE.split(getattr(holder, name))
    setattr(holder, name, first)
    for offset, text in enumerate(others):
        space = element.makeelement("span", {"class": "thin-space"})
        space.text, space.tail = "\u202f", text
        element.insert(place + offset, space)
