"""What belongs in the rail, in the order of layout and in that of reading.

An aside is read after what it accompanies, but stands beside the beginning of that, which may be on an earlier page
than its end. So it is put first before a page is laid out, and last again when that is done: in the HTML, from which
the order of reading is taken, and among the boxes of each page.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout.absolute import AbsolutePlaceholder

from briefpress.layout.classes import IN_COLUMN, classes


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


def read_last(page: Any, asides: set[Any]) -> set[Any]:
    """Put these asides of a page after what they accompany; returns those that a stylesheet has left in the flow."""
    in_flow = set()
    for box in page.descendants(placeholders=True):
        for index, child in enumerate(box.children):
            if child.element in asides and is_aside(child):
                children = list(box.children)
                children[index : index + 2] = reversed(children[index : index + 2])
                box.children = children
            elif child.element in asides and _is_side(child.element):
                in_flow.add(child.element)
    return in_flow


def is_aside(box: Any) -> bool:
    """Whether a box is in the rail: out of the flow, in a stand-in."""
    return isinstance(box, AbsolutePlaceholder) and _is_side(box.element)


def _is_side(element: Any) -> bool:
    """Whether an element belongs in the rail, and has room there as far as is known."""
    return element is not None and "side" in (names := classes(element)) and IN_COLUMN not in names
