"""Files for the print shop: pages with bleed and crop marks, and booklets for folding.

They are made to be printed and nothing else: they conform to PDF/X-4 (pdf/exchange.py) and to neither PDF/A nor PDF/UA,
and say so in their metadata. A booklet is made of pages as form XObjects.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

from briefpress.core.design import Finish
from briefpress.layout.typeset import Pdf
from briefpress.pdf.conformance import to_bytes
from briefpress.pdf.exchange import identify, prepare
from briefpress.schema.edition import Edition

#: What can be made for the print shop, and how the metadata describe it.
PRINT_VARIANTS = {
    Finish.PRINT: "For the print shop: bleed and crop marks. PDF/X-4, neither PDF/A nor PDF/UA; not tagged.",
    Finish.BOOKLET: "For the print shop: a booklet, to be folded. PDF/X-4, neither PDF/A nor PDF/UA; not tagged.",
}
_MM = 72 / 25.4
#: The bleed that a print shop needs, 3 mm in points. The crop marks stand outside of it.
BLEED = 3 * _MM
#: How thick a sheet of office paper of 80 g/m² is: by so much the fold of each pushes out the sheets inside of it.
PAPER = 0.1 * _MM


def print_variant(pdf: Pdf, edition: Edition) -> Pdf:
    """The file of an edition as that of PRINT_VARIANTS which its design names."""
    with pikepdf.open(BytesIO(pdf.data)) as file:
        prepare(file)
        output = _booklet(file, edition) if pdf.design.finish is Finish.BOOKLET else _with_bleed(file)
        identify(output, edition, PRINT_VARIANTS[pdf.design.finish])
        return replace(pdf, data=to_bytes(output, version="1.6"))


def sheet_sides(pages: int, *, is_bound_left: bool) -> Iterator[tuple[int | None, int | None]]:
    """The pages at the left and right of each side of each sheet of a booklet; None is a blank page.

    Sheets lie in each other and are stitched at the fold.
    """
    count = -(-pages // 4) * 4
    for first in range(1, count // 2, 2):
        for left, right in ((count + 1 - first, first), (first + 1, count - first)):
            pair = [page if page <= pages else None for page in (left, right)]
            yield (pair[0], pair[1]) if is_bound_left else (pair[1], pair[0])


def _with_bleed(file: pikepdf.Pdf) -> pikepdf.Pdf:
    """Set the bleed box, 3 mm around the page: WeasyPrint takes up to 10 points of the room for the marks."""
    for page in file.pages:
        left, bottom, right, top = map(float, page.trimbox)
        page.bleedbox = Array([left - BLEED, bottom - BLEED, right + BLEED, top + BLEED])
    return file


def _booklet(file: pikepdf.Pdf, edition: Edition) -> pikepdf.Pdf:
    booklet = pikepdf.new()
    left, bottom, right, top = map(float, file.pages[0].trimbox)
    width, height = right - left, top - bottom
    pages = [booklet.copy_foreign(page.as_form_xobject()) for page in file.pages]
    sides = sheet_sides(len(pages), is_bound_left=edition.language.direction == "ltr")
    for place, pair in enumerate(sides):
        side = booklet.add_blank_page(page_size=(2 * width, height))
        side.trimbox = side.mediabox
        creep = place // 2 * PAPER
        for name, number, x, shift in zip(("/Left", "/Right"), pair, (0, width), (creep, -creep), strict=True):
            if number:
                side.add_resource(pages[number - 1], Name.XObject, Name(name), replace_existing=False)
                clip = f"{x:.4f} 0 {width:.4f} {height:.4f} re W n"
                side.contents_add(f"q {clip} 1 0 0 1 {x + shift:.4f} 0 cm {name} Do Q\n".encode())
    booklet.Root.ViewerPreferences = Dictionary(Duplex=Name.DuplexFlipShortEdge, PrintScaling=Name("/None"))
    return booklet
