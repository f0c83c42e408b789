"""The classes of elements: those in the HTML, and those that the press gives to have a page laid out again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

#: What is too tall or too wide for where it stands, and what of the latter holds nothing but words; stylesheets say
#: what becomes of it.
TALL, LONG, COMPOUND = "tall", "long", "compound"
#: The tables that are too wide, even with their long words broken.
TIGHT = "tight"
#: What has no room in the rail, and the section that begins too low on a page for its head.
IN_COLUMN, NEXT_PAGE = "in-column", "next-page"
#: The section that was to begin the next page, and need not any more.
THIS_PAGE = "this-page"
#: What takes both columns, the text and the rail.
WIDE = "wide"


def classes(element: Any) -> list[str]:
    """The classes of an element."""
    names: list[str] = element.get("class", "").split()
    return names


def kind(element: Any) -> str:
    """What an element is called: by its class in the HTML, or else by its own name."""
    return next(
        (name for name in classes(element) if name not in ("block", TALL, LONG, COMPOUND, TIGHT)), str(element.tag)
    )


def add_class(name: str, elements: Iterable[Any]) -> bool:
    """Give elements a class; returns whether it is new to any of them. Boxes without an element have None."""
    is_new = False
    for element in elements:
        if element is not None and name not in (names := classes(element)):
            element.set("class", " ".join([*names, name]))
            is_new = True
    return is_new


def remove_class(name: str, element: Any) -> None:
    """Take a class from an element."""
    element.set("class", " ".join(each for each in classes(element) if each != name))
