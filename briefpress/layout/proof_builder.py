"""From the boxes of laid out pages to their proof."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefpress.layout.blanks import blanks
from briefpress.layout.breaks import breaks
from briefpress.layout.page_boxes import filled
from briefpress.layout.printed_text import lost_or_altered
from briefpress.layout.proof import Altered, Heading, Proof, Text
from briefpress.layout.split_words import split_words
from briefpress.layout.walk import Walk
from briefpress.markup.origin_marks import letters
from briefpress.markup.origins import Origins


def draw_proof(document: Any, root: Any, origins: Origins) -> Proof:
    """The proof of WeasyPrint's `document`, laid out from the HTML element `root`."""
    headings = tuple(_headings(root, origins))
    by_letters = {letters(heading.text): heading.origin for heading in headings}
    walk = Walk({element: number for number, element in enumerate(root.iter())}, root, origins, by_letters)
    for number, page in enumerate(document.pages, start=1):
        walk.page(number, page._page_box)
    misprints = list(lost_or_altered(root, walk.fragments, origins))
    return Proof(
        pages=len(document.pages),
        runs=tuple(walk.runs),
        pictures=tuple(walk.pictures),
        headings=headings,
        lost=tuple(text for text in misprints if not isinstance(text, Altered)),
        altered=tuple(text for text in misprints if isinstance(text, Altered)),
        disordered=tuple(walk.disordered),
        split=tuple(split_words(walk.fragments, origins)),
        filled=tuple(filled(page._page_box) for page in document.pages),
        texts=tuple(map(tuple, walk.texts)),
        breaks=tuple(breaks(document, origins)),
        blanks=tuple(blanks(document, origins)),
        links=tuple(_links(document, origins)),
        made_for=_made_for(root),
    )


def _made_for(root: Any) -> int | None:
    """The number of pages that a layout says it is made for: `<meta name="pages" content="2">`."""
    pages = next((meta.get("content", "") for meta in root.iter("meta") if meta.get("name") == "pages"), "")
    return int(pages) if pages.isdecimal() else None


def _headings(root: Any, origins: Origins) -> Iterator[Heading]:
    for element in root.iter():
        if isinstance(element.tag, str) and re.fullmatch(r"h[1-6]", element.tag):
            text = " ".join("".join(element.itertext()).split())
            yield Heading(text, origins.text(element), int(element.tag[1]))


def _links(document: Any, origins: Origins) -> Iterator[Text]:
    """The links that lead out of a document, each URL once."""
    boxes_by_url = {url: box for page in document.pages for kind, url, _, box in page.links if kind == "external"}
    for url, box in sorted(boxes_by_url.items(), key=lambda link: link[0]):
        yield Text(url, origins.attribute(box.element, "href") if box.element is not None else "")
