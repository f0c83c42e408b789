"""Foreign pages drawn as they were and as they are bound: what is bound looks as it did, but for what is told.

What was left out or set by the press, and told, is drawn on neither side; so the page under it is compared as well.
"""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import pikepdf
import pypdfium2
from pikepdf import Dictionary
from PIL import Image, ImageChops
from pypdfium2 import raw

#: Pages are drawn at 72 dpi, and no larger than this.
_MAX_PIXELS = 1_200
#: By how much, of 255, a pixel differs that counts, and how many such pixels make a page another one.
_DIFFERENCE, _PIXELS = 48, 4

#: A text as PDFium takes it.
_STAMP = ctypes.create_string_buffer("Stamp\0".encode("utf-16-le"))

#: An annotation, by the numbers of its object.
Key = tuple[int, int]


@dataclass(frozen=True)
class Original:
    """A foreign file as it was, and which annotations of each page are not compared: by their places in it."""

    data: bytes
    left_out: tuple[frozenset[int], ...]
    #: The same of the file as it is bound.
    set_anew: tuple[frozenset[int], ...]


def annotation_keys(file: pikepdf.Pdf) -> list[list[Key]]:
    """The annotations of each page; what is none, (0, 0)."""
    pages = (page.obj.get("/Annots", ()) for page in file.pages)
    return [[each.objgen if isinstance(each, Dictionary) else (0, 0) for each in page] for page in pages]


def original(
    data: bytes, before: Sequence[Sequence[Key]], after: Sequence[Sequence[Key]], new: Collection[Key]
) -> Original:
    """How a file was that had other annotations; those that are `new` do not look as they did."""
    left_out = [_places(was, set(was) - set(now) | set(new)) for was, now in zip(before, after, strict=True)]
    return Original(data, tuple(left_out), tuple(_places(now, new) for now in after))


def _places(keys: Sequence[Key], wanted: Collection[Key]) -> frozenset[int]:
    return frozenset(place for place, key in enumerate(keys) if key in wanted)


def changed_pages(bound: pypdfium2.PdfDocument, first: int, original: Original) -> Iterator[int]:
    """The pages of a file, counted from 1, that look otherwise in a dossier where the first of them is page `first`."""
    with pypdfium2.PdfDocument(original.data) as document:
        for number, (left_out, set_anew) in enumerate(zip(original.left_out, original.set_anew, strict=True)):
            if _differ(_drawn(document[number], left_out), _drawn(bound[first - 1 + number], set_anew)):
                yield number + 1


def _drawn(page: pypdfium2.PdfPage, without: frozenset[int]) -> Image.Image:
    """A page, drawn without some of its annotations."""
    for place in range(raw.FPDFPage_GetAnnotCount(page) - 1, -1, -1):
        if place in without:
            raw.FPDFPage_RemoveAnnot(page, place)
        else:
            _make_mark(page, place)
    scale = min(0.5, _MAX_PIXELS / max(page.get_size()))
    picture: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    page.close()
    return picture


def _make_mark(page: pypdfium2.PdfPage, place: int) -> None:
    """Let PDFium draw a field as it draws a mark: its way with forms smooths letters otherwise."""
    annotation = raw.FPDFPage_GetAnnot(page, place)
    if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_WIDGET:
        raw.FPDFAnnot_SetStringValue(annotation, b"Subtype", ctypes.cast(_STAMP, raw.FPDF_WIDESTRING))
    raw.FPDFPage_CloseAnnot(annotation)


def _differ(one: Image.Image, other: Image.Image) -> bool:
    if one.size != other.size:
        return True
    red, green, blue = ImageChops.difference(one, other).split()
    largest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return sum(largest.histogram()[_DIFFERENCE:]) >= _PIXELS
