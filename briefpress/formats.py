"""The formats in which an edition travels: for each, what makes its files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from briefpress.edition import Edition
from briefpress.render import Html
from briefpress.typeset import Pdf


def made(formats: Iterable[str], page: Callable[[], Html], pdf: Pdf, edition: Edition) -> dict[str, dict[str, bytes]]:
    """The files of each format by the ends of their names; raises Unprintable.

    `pdf` is the finished file; `page` renders the edition for all other formats.
    """
    page = cache(page)
    return {name: _files(name, page, pdf, edition) for name in formats}


def _files(name: str, page: Callable[[], Html], pdf: Pdf, edition: Edition) -> dict[str, bytes]:
    # Imported here: who wants a PDF needs none of them.
    if name == "png":
        from briefpress.raster import pages

        return {f"{number}.{name}": drawn for number, drawn in enumerate(pages(pdf.data), start=1)}
    if name == "html":
        from briefpress.web import web

        return {name: web(page(), edition)}
    if name == "docx":
        from briefpress.word import word

        return {name: word(page(), edition)}
    if name in ("md", "txt"):
        from briefpress import plain

        return {name: (plain.markdown if name == "md" else plain.text)(page(), edition)}
    return {name: pdf.data}
