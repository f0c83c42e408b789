"""Text in pictures, set as text of pages is.

WeasyPrint 70 sets the text of an SVG letter by letter: without kerning, and Arabic without its joins. Here a text that
gives no letter a place of its own is set as a whole; one with spaces between its letters is not, unless they join.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint.svg

from briefpress.graphics.css import pixels

_PLACES = ("x", "y", "dx", "dy", "rotate")

#: Letters of scripts that join them: Arabic, Syriac, N'Ko, and what is derived from Brahmi.
_JOINED = re.compile("[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc]")


def _is_spaced(node: Any) -> bool:
    """Whether the letters of a text are further from each other, or nearer, than the font has them."""
    is_stretched = node.get("textLength") and node.get("lengthAdjust") != "spacingAndGlyphs"
    return bool(is_stretched) or node.get("letter-spacing", "0") not in ("0", "normal")


def smallest_text(image: Any) -> float | None:
    """The font size of the smallest text of an SVG, in CSS pixels, where it is as wide as it says; None without any."""
    texts = (element for element in image._svg.tree._etree_node.iter() if str(element.tag).endswith("}text"))
    return min(filter(None, (pixels(text.get("font-size", "")) for text in texts)), default=None)


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
        is_placed = any(len(node.get(place, "").replace(",", " ").split()) > 1 for place in _PLACES)
        if not is_placed and (not _is_spaced(node) or _JOINED.search(node.text or "")):
            node._etree_node.text = _Whole(node.text or "")
        letters(svg, node, font_size)

    # The module compares with its own name as well, to see what is text.
    tags["text"] = tags["tspan"] = weasyprint.svg.text = draw
    try:
        yield
    finally:
        tags["text"] = tags["tspan"] = weasyprint.svg.text = letters
