"""Files for the print shop: pages with bleed and crop marks, and booklets for folding.

They are made to be printed and nothing else: they claim neither PDF/A nor PDF/UA, and say so in their metadata. A
booklet is made of pictures of pages, without tags, links or bookmarks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

from briefpress.layout.typeset import Pdf
from briefpress.schema.edition import Edition

#: What can be made for the print shop, and what its metadata say of it.
FINISHES = {
    "print": "For the print shop: bleed and crop marks. Neither PDF/A nor PDF/UA.",
    "booklet": "For the print shop: a booklet, to be folded. Neither PDF/A nor PDF/UA; not tagged.",
}
#: The bleed that a print shop asks for, 3 mm in points. The crop marks stand outside of it.
BLEED = 3 / 25.4 * 72

_CLAIMS = ("pdfaid:part", "pdfaid:conformance", "pdfaid:rev", "pdfuaid:part", "pdfuaid:rev")


def finished(pdf: Pdf, edition: Edition, finish: str) -> Pdf:
    """The file of an edition, made for the print shop."""
    with pikepdf.open(BytesIO(pdf.data)) as file:
        made = _imposed(file, edition) if finish == "booklet" else _trimmed(file)
        _disclaim(made, file, FINISHES[finish])
        data = BytesIO()
        made.save(data, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return replace(pdf, data=data.getvalue())


def sheets(pages: int, *, rightward: bool = True) -> Iterator[tuple[int | None, int | None]]:
    """The pages at the left and right of each side of each sheet of a booklet; None is a blank page.

    Sheets lie in each other and are stitched at the fold. `rightward` books are bound at the left.
    """
    count = -(-pages // 4) * 4
    for first in range(1, count // 2, 2):
        for left, right in ((count + 1 - first, first), (first + 1, count - first)):
            pair = [page if page <= pages else None for page in (left, right)]
            yield (pair[0], pair[1]) if rightward else (pair[1], pair[0])


def _trimmed(file: pikepdf.Pdf) -> pikepdf.Pdf:
    """The bleed box, 3 mm around the page: WeasyPrint takes up to 10 points of the room for the marks."""
    for page in file.pages:
        left, bottom, right, top = map(float, page.trimbox)
        page.bleedbox = Array([left - BLEED, bottom - BLEED, right + BLEED, top + BLEED])
    return file


def _imposed(file: pikepdf.Pdf, edition: Edition) -> pikepdf.Pdf:
    made = pikepdf.new()
    left, bottom, right, top = map(float, file.pages[0].trimbox)
    width, height = right - left, top - bottom
    pages = [made.copy_foreign(page.as_form_xobject()) for page in file.pages]
    for pair in sheets(len(pages), rightward=edition.language.direction == "ltr"):
        side = made.add_blank_page(page_size=(2 * width, height))
        for name, number, start in zip(("/Left", "/Right"), pair, (0, width), strict=True):
            if number:
                side.add_resource(pages[number - 1], Name.XObject, Name(name), replace_existing=False)
                side.contents_add(f"q 1 0 0 1 {start:.4f} 0 cm {name} Do Q\n".encode())
    preferences = Dictionary(Duplex=Name.DuplexFlipShortEdge, PrintScaling=Name("/None"))
    made.Root.ViewerPreferences = preferences
    return made


def _disclaim(made: pikepdf.Pdf, file: pikepdf.Pdf, said: str) -> None:
    """Take over title and language; take back the claims, and say what the file is for."""
    made.Root.Lang = file.Root.Lang
    with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as source:
        title = source["dc:title"]
    with made.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for claim in _CLAIMS:
            if claim in metadata:
                del metadata[claim]
        metadata["dc:title"] = title
        metadata["pdf:Keywords"] = said
    made.docinfo["/Title"] = title
    made.docinfo["/Keywords"] = said
