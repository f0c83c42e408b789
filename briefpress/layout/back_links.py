"""The ways back from sources to the pages on which they are called: each page is named once."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from weasyprint.formatting_structure import boxes

from briefpress.layout.classes import classes
from briefpress.layout.translation import translate


def name_pages_once(document: Any) -> bool:
    """Hide the links back to a page that one before them names; returns whether pages have to be laid out anew.

    That costs as much as the first time. So links are also taken out of the finished lines, which close up, and only
    a list on several lines has them broken anew.
    """
    pages = {name: number for number, page in enumerate(document.pages) for name in page.anchors}
    is_outdated = False
    for back, parts in _parts(document).items():
        links = list(back.iter("a"))
        hidden = {link for link in links if "hidden" in link.attrib}
        repeated = _repeated(links, pages)
        is_outdated |= bool(hidden - repeated) or (len(parts) > 1 and bool(repeated - hidden))
        for link in repeated:
            link.set("hidden", "")
        for link in hidden - repeated:
            link.attrib.pop("hidden")
        for line, box in parts:
            width = _close_up(box, repeated)
            box.width -= width
            line.width -= width
    return is_outdated


def _parts(document: Any) -> dict[Any, list[tuple[Any, Any]]]:
    """The lists of links back, by their elements: on each line that they take, the line and their box."""
    parts = defaultdict(list)
    for page in document.pages:
        for line in page._page_box.descendants(placeholders=True):
            if isinstance(line, boxes.LineBox):
                for box in filter(_leads_back, line.descendants()):
                    parts[box.element].append((line, box))
    return parts


def _leads_back(box: Any) -> bool:
    return isinstance(box, boxes.InlineBox) and box.element is not None and "back" in classes(box.element)


def _repeated(links: list[Any], pages: dict[str, int]) -> set[Any]:
    """Of the links of a list those to a page to which one before them leads."""
    repeated, named = set(), set()
    for link in links:
        page = pages.get(link.get("href", "").removeprefix("#"))
        if page is not None and page in named:
            repeated.add(link)
        named.add(page)
    return repeated


def _close_up(back: Any, repeated: set[Any]) -> float:
    """Take repeated links out of those on one line; returns how wide they were."""
    kept, width = [], 0.0
    # Lines run either way, whatever the direction of the page.
    sign = -1 if back.children and back.children[0].position_x <= back.children[-1].position_x else 1
    for child in back.children:
        if isinstance(child, boxes.InlineBox) and child.element in repeated:
            width += child.margin_width()
        else:
            translate(child, sign * width, 0)
            kept.append(child)
    back.children = kept
    return width
