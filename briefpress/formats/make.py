"""The formats in which an edition travels, and what makes the files of each.

The command reads their names here before it knows what is to be printed: each maker imports what it needs when it runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefpress.layout.typeset import Pdf
    from briefpress.markup.render import Html
    from briefpress.schema.edition import Edition

#: The files of a format by their suffixes.
Files = dict[str, bytes]
#: Renders the edition for screens.
Page = Callable[[], "Html"]


def make_formats(formats: Iterable[str], page: Page, pdf: Pdf, edition: Edition) -> dict[str, Files]:
    """The files of each format, from the finished PDF or the page for screens; raises Unprintable."""
    page = cache(page)
    return {name: FORMATS[name](page, pdf, edition) for name in formats}


def _pdf(_page: Page, pdf: Pdf, _edition: Edition) -> Files:
    return {"pdf": pdf.data}


def _html(page: Page, _pdf: Pdf, edition: Edition) -> Files:
    from briefpress.formats.html import to_html

    return {"html": to_html(page(), edition)}


def _docx(page: Page, _pdf: Pdf, edition: Edition) -> Files:
    from briefpress.formats.docx import to_docx

    return {"docx": to_docx(page(), edition)}


def _markdown(page: Page, _pdf: Pdf, edition: Edition) -> Files:
    from briefpress.formats.plaintext import to_markdown

    return {"md": to_markdown(page(), edition)}


def _text(page: Page, _pdf: Pdf, edition: Edition) -> Files:
    from briefpress.formats.plaintext import to_text

    return {"txt": to_text(page(), edition)}


def _png(_page: Page, pdf: Pdf, _edition: Edition) -> Files:
    from briefpress.formats.png import pages

    return {f"{number}.png": page for number, page in enumerate(pages(pdf.data), start=1)}


#: The makers by the names of the formats.
FORMATS = {"pdf": _pdf, "html": _html, "docx": _docx, "md": _markdown, "txt": _text, "png": _png}
