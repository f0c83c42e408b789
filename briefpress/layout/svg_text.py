"""Text in pictures, set as text of pages is.

WeasyPrint 70 sets the text of an SVG letter by letter: without kerning, and Arabic without its joins. Here a text that
gives no letter a place of its own is set as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint.svg

_PLACES = ("x", "y", "dx", "dy", "rotate")


class _Whole(str):
    """A text that is one letter to those who go through it letter by letter."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        return iter([str(self)] if self else [])


@contextmanager
def whole_texts() -> Iterator[None]:
    """Have the texts of pictures set as a whole."""
    tags: dict[str, Any] = weasyprint.svg.TAGS
    letters = weasyprint.svg.text

    def draw(svg: Any, node: Any, font_size: float) -> None:
        if not any(len(node.get(place, "").replace(",", " ").split()) > 1 for place in _PLACES):
            node._etree_node.text = _Whole(node.text or "")
        letters(svg, node, font_size)

    # The module compares with its own name as well, to see what is text.
    tags["text"] = tags["tspan"] = weasyprint.svg.text = draw
    try:
        yield
    finally:
        tags["text"] = tags["tspan"] = weasyprint.svg.text = letters
