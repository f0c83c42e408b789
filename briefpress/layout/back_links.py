"""The ways back from sources to the pages on which they are called: each page is named once."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from weasyprint.formatting_structure import boxes

from briefpress.layout.classes import classes
from briefpress.layout.translation import translate


def name_pages_once(document: Any) -> None:
    """Take out the links back to a page that one before them names; what follows on their line closes up.

    To lay out the pages once more without them would cost as much as the first time.
    """
    pages = {name: number for number, page in enumerate(document.pages) for name in page.anchors}
    named: dict[Any, set[int | None]] = defaultdict(set)
    for page in document.pages:
        for line in page._page_box.descendants(placeholders=True):
            if isinstance(line, boxes.LineBox):
                for back in filter(_leads_back, line.descendants()):
                    width = _close_up(back, pages, named[back.element])
                    back.width -= width
                    line.width -= width


def _leads_back(box: Any) -> bool:
    return isinstance(box, boxes.InlineBox) and box.element is not None and "back" in classes(box.element)


def _close_up(back: Any, pages: dict[str, int], named: set[int | None]) -> float:
    """Take out of the links back on one line those to pages that are named already; returns how wide they were."""
    kept, width = [], 0.0
    # Lines run either way, whatever the direction of the page.
    sign = -1 if back.children and back.children[0].position_x <= back.children[-1].position_x else 1
    for link in back.children:
        is_link = isinstance(link, boxes.InlineBox) and link.element.tag == "a"
        page = pages.get(link.element.get("href", "").removeprefix("#")) if is_link else None
        if page is not None and page in named:
            width += link.margin_width()
            continue
        named.add(page)
        translate(link, sign * width, 0)
        kept.append(link)
    back.children = kept
    return width
