"""What several looks at the boxes of laid out pages need to know of them."""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes

from briefpress.layout.proof import Text
from briefpress.markup.origins import Origins


def root(page: Any) -> Any:
    """The box of the root element of a page, beside those of its margins."""
    return next(child for child in page.children if not isinstance(child, boxes.MarginBox))


def text(element: Any, origins: Origins) -> Text:
    """All text of an element."""
    return Text(" ".join("".join(element.itertext()).split()), origins.whole(element))
