"""The ways back from sources to the pages on which they are called: each page is named once."""

from __future__ import annotations

from typing import Any

from briefpress.layout.classes import AGAIN, classes


def name_pages_once(document: Any, root: Any) -> bool:
    """Give the class `again` to links back to a page that one before them names; returns whether any changed."""
    pages = {name: number for number, page in enumerate(document.pages) for name in page.anchors}
    changes = False
    for back in (element for element in root.iter("span") if "back" in classes(element)):
        named: set[int | None] = set()
        for link in back.iter("a"):
            page = pages.get(link.get("href", "").removeprefix("#"))
            changes |= _set_again(link, is_again=page in named)
            named.add(page)
    return changes


def _set_again(link: Any, *, is_again: bool) -> bool:
    """Give a link the class or take it away; returns whether it was otherwise."""
    if is_again == (AGAIN in classes(link)):
        return False
    if is_again:
        link.set("class", AGAIN)
    else:
        link.attrib.pop("class")
    return True
