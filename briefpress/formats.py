"""The formats in which an edition travels: for each, what makes its files of the rendered and the finished edition."""

from __future__ import annotations

from collections.abc import Iterable

from briefpress.edition import Edition
from briefpress.render import Html
from briefpress.typeset import Pdf


def made(formats: Iterable[str], html: Html, pdf: Pdf, edition: Edition) -> dict[str, dict[str, bytes]]:
    """The files of each format by the ends of their names; raises Unprintable."""
    return {name: _files(name, html, pdf, edition) for name in formats}


def _files(name: str, html: Html, pdf: Pdf, edition: Edition) -> dict[str, bytes]:
    # Imported here: who wants a PDF needs none of them.
    if name == "html":
        from briefpress.web import page

        return {name: page(html, edition)}
    return {name: pdf.data}
