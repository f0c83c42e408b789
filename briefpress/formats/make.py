"""The formats in which an edition travels, and what makes the files of each.

The command reads their names here before it knows what is to be printed: each writer is imported when it is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from briefpress.core.problems import Position, Problem, Unprintable

if TYPE_CHECKING:
    from briefpress.layout.typeset import Pdf
    from briefpress.markup.render import Html
    from briefpress.schema.edition import Edition

#: The names of the formats.
FORMATS = ("pdf", "html", "docx", "md", "txt", "png")
#: The files of a format by their suffixes.
Files = dict[str, bytes]
#: Dots to the inch of a picture: an A4 page is 1240 pixels wide, and its notes of 8 points can be read.
_RESOLUTION = 150
#: Renders the edition for screens.
Page = Callable[[], "Html"]


def make_formats(formats: Iterable[str], page: Page, pdf: Pdf, edition: Edition) -> dict[str, Files]:
    """The files of each format, from the finished PDF or the page for screens; raises Unprintable."""
    page = cache(page)
    return {name: _files(name, page, pdf, edition) for name in formats}


def _files(name: str, page: Page, pdf: Pdf, edition: Edition) -> Files:
    try:
        return _written(name, page, pdf, edition)
    except (Unprintable, MemoryError):
        raise
    except Exception as error:  # (whatever a page provokes that can be printed is the page's)
        if isinstance(error, OSError) and error.errno:
            # It is of the operating system, as a disk that is full.
            raise
        message = f"this page cannot be made into `{name}`: {type(error).__name__}: {error}"
        hint = "undo the last change of a template or stylesheet, then make it again in smaller steps"
        raise Unprintable([Problem("unsettable", message, Position(edition.manuscript), hint)]) from error


def _written(name: str, page: Page, pdf: Pdf, edition: Edition) -> Files:
    if name == "pdf":
        return {name: pdf.data}
    if name == "png":
        return {f"{number}.{name}": picture for number, picture in enumerate(_pictures(pdf.data), start=1)}
    if name == "html":
        from briefpress.formats.html import to_html as write
    elif name == "docx":
        from briefpress.formats.docx import to_docx as write
    elif name == "md":
        from briefpress.formats.plaintext import to_markdown as write
    else:
        from briefpress.formats.plaintext import to_text as write
    return {name: write(page(), edition)}


def _pictures(pdf: bytes) -> Iterator[bytes]:
    """Each page of a PDF as PNG."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            data = BytesIO()
            image = page.render(scale=_RESOLUTION / 72).to_pil()
            image.save(data, "PNG", dpi=(_RESOLUTION, _RESOLUTION), optimize=True)
            yield data.getvalue()
