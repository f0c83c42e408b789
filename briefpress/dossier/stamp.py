"""Stamps: what the dossier adds at the head and foot of every page that it binds, never on what is there.

The margin is measured on the page as it is seen. Where it is not free, the page is set on a larger area: nothing on it
is moved or scaled, so that links, tags and measures stay true.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from io import BytesIO

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Object
from PIL import Image

#: The strips at head and foot that a stamp needs, in points: 12 that office printers leave blank, and its line, with
#: the marking or without; styles/press/stamp.css keeps within them.
LABELLED, PLAIN = 30.0, 21.0
#: Grey levels from here upwards are blank paper: scans of white paper are darker, and are not taken for blank.
_BLANK = 250
#: Pages are drawn for measuring at 72 dpi, and no larger than this.
_MAX_PIXELS = 3_000

#: The width that a stamp needs, in points.
NARROWEST = 280.0
#: By rotation: the edges of the box (left, bottom, right, top) that are seen as foot, head and sides of the page.
_EDGES = {0: (1, 3, 0, 2), 90: (2, 0, 1, 3), 180: (3, 1, 0, 2), 270: (0, 2, 1, 3)}

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Strips:
    """What a stamp needs of a page, in points, at its head and at its foot as they are seen."""

    head: float
    foot: float

    @classmethod
    def of(cls, *, is_marked: bool) -> Strips:
        """Those of a page that bears the dossier's marking by itself, or does not."""
        return cls(0.0, PLAIN) if is_marked else cls(LABELLED, LABELLED)


def lacking(file: pikepdf.Pdf, needed: Sequence[Strips]) -> Iterator[Strips]:
    """By how much each page of a file must grow, so that what is needed is free."""
    data = BytesIO()
    file.save(data)
    document = pypdfium2.PdfDocument(data.getvalue())
    try:
        for page, drawn, strips in zip(file.pages, document, needed, strict=True):
            rows = drawn.render(scale=min(1.0, _MAX_PIXELS / max(drawn.get_size())), may_draw_forms=False)
            yield _lacking(rows.to_pil().convert("L"), seen_size(page.obj)[1], strips)
            drawn.close()
    finally:
        document.close()


def _lacking(rows: Image.Image, height: float, strips: Strips) -> Strips:
    head, foot = (math.ceil(strip / height * rows.height) for strip in (strips.head, strips.foot))
    upper, lower = (0, 0, rows.width, head), (0, rows.height - foot, rows.width, rows.height)
    return Strips(strips.head * _is_used(rows.crop(upper)), strips.foot * _is_used(rows.crop(lower)))


def _is_used(rows: Image.Image) -> bool:
    darkest = rows.getextrema()[0] if rows.height else _BLANK
    return isinstance(darkest, int) and darkest < _BLANK


def grow(page: Object, more: Strips) -> None:
    """Set a page on a larger area; what lay outside of the page stays unseen."""
    box = seen_box(page)
    wider = max(0.0, NARROWEST - seen_size(page)[0]) / 2
    if more.head or more.foot or wider:
        foot, head, *sides = _EDGES[_rotation(page)]
        grown = list(box)
        for edge, strip in ((foot, more.foot), (head, more.head), *((side, wider) for side in sides)):
            grown[edge] += (strip if edge > 1 else -strip) / _unit(page)
        page.MediaBox = Array([round(side, 4) for side in grown])
        for key in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
            if key in page:
                del page[key]
    left, bottom, right, top = box
    _wrap(page, f"{left:.4f} {bottom:.4f} {right - left:.4f} {top - bottom:.4f} re W n\n".encode())


def seen_size(page: Object) -> tuple[float, float]:
    """The width and height of a page as it is seen, in points."""
    left, bottom, right, top = seen_box(page)
    width, height = (right - left) * _unit(page), (top - bottom) * _unit(page)
    return (height, width) if _rotation(page) in (90, 270) else (width, height)


def seen_box(page: Object) -> Box:
    """The part of a page that is seen, in its own units: the crop box, as far as there is paper."""
    media, crop = (_upright(page[key]) for key in ("/MediaBox", "/CropBox" if "/CropBox" in page else "/MediaBox"))
    box = max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3])
    return box if box[0] < box[2] and box[1] < box[3] else media


def stamp(page: Object, form: Object) -> None:
    """Lay a stamp, as large as the page is seen, over it: an artifact, upright as the page is seen."""
    resources = copy(page.get("/Resources", Dictionary()))
    forms = copy(resources.get("/XObject", Dictionary()))
    name = next(name for number in range(len(forms) + 1) if (name := f"/Stamp{number}") not in forms)
    forms[name] = form
    resources.XObject = forms
    page.Resources = resources
    matrix = " ".join(f"{number:.5f}" for number in _upright_matrix(page))
    drawn = f"/Artifact <</Type /Pagination>> BDC q {matrix} cm {name} Do Q EMC\n"
    pikepdf.Page(page).contents_add(drawn.encode())


def as_stamps(file: pikepdf.Pdf) -> Iterator[Object]:
    """The pages of a file as forms without tags: an artifact holds none (ISO 14289-1, 7.1)."""
    marks = {pikepdf.Operator(name) for name in ("BMC", "BDC", "EMC", "MP", "DP")}
    for page in file.pages:
        kept = [part for part in pikepdf.parse_content_stream(page) if part.operator not in marks]
        page.obj.Contents = file.make_stream(pikepdf.unparse_content_stream(kept))
        yield page.as_form_xobject()


def _upright_matrix(page: Object) -> tuple[float, ...]:
    """From points on the page as it is seen to the page's own space (ISO 32000-1, 8.3.2.3)."""
    left, bottom, right, top = seen_box(page)
    one = 1 / _unit(page)
    return {
        0: (one, 0, 0, one, left, bottom),
        90: (0, one, -one, 0, right, bottom),
        180: (-one, 0, 0, -one, right, top),
        270: (0, -one, one, 0, left, top),
    }[_rotation(page)]


def _wrap(page: Object, clip: bytes) -> None:
    """Let what a page draws end where it began: the state of the graphics, and the area."""
    depth = lowest = 0
    for part in pikepdf.parse_content_stream(page, "q Q"):
        depth += 1 if str(part.operator) == "q" else -1
        lowest = min(lowest, depth)
    whole = pikepdf.Page(page)
    whole.contents_add(b"q\n" + clip + b"q\n" * -lowest, prepend=True)
    whole.contents_add(b"\nQ" * (1 - lowest + depth) + b"\n")


def _rotation(page: Object) -> int:
    return int(page.get("/Rotate", 0)) % 360 // 90 * 90


def _unit(page: Object) -> float:
    return float(page.get("/UserUnit", 1))


def _upright(box: Object) -> Box:
    one, two, three, four = map(float, box)
    return min(one, three), min(two, four), max(one, three), max(two, four)
