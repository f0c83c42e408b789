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


def filled(page: Any) -> float:
    """How much of a page's box is filled by text, pictures and the footnotes below them, from 0 to 1."""
    bottoms = map(_bottom, printed(root(page)))
    return float((max([0.0, *(bottom - page.content_box_y() for bottom in bottoms)]) + foot(page)) / page.height)


def foot(page: Any) -> float:
    """The height of the footnotes of a page."""
    return float(sum(box.margin_height() for box in page.children if isinstance(box, boxes.FootnoteAreaBox)))


def printed(box: Any) -> Iterator[Any]:
    """The text and the pictures of a box that are in the flow of the page."""
    if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
        yield box
    for child in getattr(box, "children", ()):
        if not child.is_absolutely_positioned() and not child.is_running():
            yield from printed(child)


def _bottom(box: Any) -> float:
    """How far down a picture or the letters of a text reach. Text boxes are as tall as their font asks for."""
    is_text = isinstance(box, boxes.TextBox)
    return float(box.position_y + (box.baseline + box.style["font_size"] / 4 if is_text else box.height))


def text(element: Any, origins: Origins) -> Text:
    """The text of an element, a caption without the unit that may stand after it."""
    return Text(" ".join("".join(_words(element)).split()), origins.whole(element))


def _words(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield from () if "unit" in classes(child) else _words(child)
        yield child.tail or ""
