"""The formats in which an edition travels: for each, what makes its files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from briefpress.layout.typeset import Pdf
from briefpress.markup.render import Html
from briefpress.schema.edition import Edition


def made(formats: Iterable[str], page: Callable[[], Html], pdf: Pdf, edition: Edition) -> dict[str, dict[str, bytes]]:
    """The files of each format by the ends of their names; raises Unprintable.

    `pdf` is the finished file; `page` renders the edition for all other formats.
    """
    page = cache(page)
    return {name: _files(name, page, pdf, edition) for name in formats}


def _files(name: str, page: Callable[[], Html], pdf: Pdf, edition: Edition) -> dict[str, bytes]:
    # Imported here: who wants a PDF needs none of them.
    if name == "png":
        from briefpress.formats.png import pages

        return {f"{number}.{name}": data for number, data in enumerate(pages(pdf.data), start=1)}
    if name == "html":
        from briefpress.formats.html import web

        return {name: web(page(), edition)}
    if name == "docx":
        from briefpress.formats.docx import word

        return {name: word(page(), edition)}
    if name in ("md", "txt"):
        from briefpress.formats import plaintext

        return {name: (plaintext.markdown if name == "md" else plaintext.text)(page(), edition)}
    return {name: pdf.data}
