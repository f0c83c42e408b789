"""What several looks at the boxes of laid out pages need to know of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from briefpress.layout.classes import classes
from briefpress.layout.proof import Text
from briefpress.markup.origins import Origins


def root(page: Any) -> Any:
    """The box of the root element of a page, beside those of its margins."""
    return next(child for child in page.children if not isinstance(child, boxes.MarginBox))


def text(element: Any, origins: Origins) -> Text:
    """The text of an element, a caption without the unit that may stand after it."""
    return Text(" ".join("".join(_words(element)).split()), origins.whole(element))


def _words(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield from () if "unit" in classes(child) else _words(child)
        yield child.tail or ""
