"""Stamps: what the dossier adds at the head and foot of every page, never over what is there.

The margin is measured on the page as it is seen. Where it is not free, the page is enlarged: nothing on it is moved or
scaled, so that links, tags and measures stay true.
"""

from __future__ import annotations

import math
from copy import copy
from typing import NamedTuple

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Object, Page, Rectangle
from PIL import Image

#: Grey levels from here upwards are blank: scans of white paper are darker, and do not count as blank.
_BLANK = 250
#: Pages are rendered for measuring at 72 dpi, and no larger than this.
_MAX_PIXELS = 3_000

#: The width that a stamp needs, in points: with the longest marking of TLP, and for each character of a longer one.
_MIN_WIDTH = 280.0
_TLP_LENGTH = 16
_CHARACTER_WIDTH = 9.0
#: By rotation: the edges of the box (left, bottom, right, top) that are seen as foot, head and sides of the page.
_EDGES = {0: (1, 3, 0, 2), 90: (2, 0, 1, 3), 180: (3, 1, 0, 2), 270: (0, 2, 1, 3)}


class Strips(NamedTuple):
    """Strips at the head and at the foot of a page as they are seen, in points."""

    head: float
    foot: float


#: What a stamp needs of a page, by whether the page bears the dossier's marking by itself: 12 points that office
#: printers leave blank, and a line, with the marking or without; styles/press/sheet.css keeps within them.
STRIPS = {True: Strips(0.0, 21.0), False: Strips(30.0, 30.0)}


def missing(page: Page, drawable: pypdfium2.PdfPage, needed: Strips) -> Strips:
    """By how much a page, opened to be drawn as well, must be enlarged, so that what is needed is free."""
    scale = min(1.0, _MAX_PIXELS / max(drawable.get_size()))
    image = drawable.render(scale=scale, may_draw_forms=False).to_pil().convert("L")
    drawable.close()
    return _missing(image, visible_size(page)[1], needed)


def _missing(image: Image.Image, height: float, strips: Strips) -> Strips:
    head, foot = (math.ceil(strip / height * image.height) for strip in (strips.head, strips.foot))
    upper, lower = (0, 0, image.width, head), (0, image.height - foot, image.width, image.height)
    return Strips(strips.head * _is_used(image.crop(upper)), strips.foot * _is_used(image.crop(lower)))


def _is_used(area: Image.Image) -> bool:
    darkest = area.getextrema()[0] if area.height else _BLANK
    return isinstance(darkest, int) and darkest < _BLANK


def needed_width(marking: str) -> float:
    """The width that a stamp with this marking needs, in points."""
    return _MIN_WIDTH + _CHARACTER_WIDTH * max(0, len(marking) - _TLP_LENGTH)


def enlarge(page: Page, more: Strips, width: float) -> None:
    """Enlarge a page by strips, and to a width; what lay outside of the page stays invisible."""
    box = visible_box(page)
    side_strip = max(0.0, width - visible_size(page)[0]) / 2
    if more.head or more.foot or side_strip:
        foot, head, *sides = _EDGES[_rotation(page)]
        enlarged = [box.llx, box.lly, box.urx, box.ury]
        for edge, strip in ((foot, more.foot), (head, more.head), *((side, side_strip) for side in sides)):
            enlarged[edge] += (strip if edge > 1 else -strip) / _unit(page)
        page.mediabox = Array([round(side, 4) for side in enlarged])
        for key in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
            if key in page.obj:
                del page.obj[key]
    _clip(page, f"{box.llx:.4f} {box.lly:.4f} {box.width:.4f} {box.height:.4f} re W n\n".encode())


def visible_size(page: Page) -> tuple[float, float]:
    """The width and height of a page as it is seen, in points."""
    box = visible_box(page)
    width, height = box.width * _unit(page), box.height * _unit(page)
    return (height, width) if _rotation(page) in (90, 270) else (width, height)


def visible_box(page: Page) -> Rectangle:
    """The part of a page that is seen, in its own units: the crop box within the media box."""
    media = Rectangle(page.mediabox)
    box = media & Rectangle(page.cropbox)
    return box if box.width > 0 and box.height > 0 else media


def stamp(page: Page, form: Object) -> None:
    """Lay a stamp, as large as the page is seen, over it: an artifact, upright as the page is seen."""
    resources = copy(page.obj.get("/Resources", Dictionary()))
    forms = copy(resources.get("/XObject", Dictionary()))
    name = next(name for number in range(len(forms) + 1) if (name := Name(f"/Stamp{number}")) not in forms)
    forms[name] = form
    resources.XObject = forms
    page.obj.Resources = resources
    placed = page.calc_form_xobject_placement(form, name, visible_box(page), allow_shrink=False)
    page.contents_add(b"/Artifact <</Type /Pagination>> BDC\n" + placed + b"EMC\n")


def _clip(page: Page, path: bytes) -> None:
    """Clip a page to a path, and let its contents end in the graphics state in which they began."""
    depth = lowest = 0
    for part in pikepdf.parse_content_stream(page, "q Q"):
        depth += 1 if str(part.operator) == "q" else -1
        lowest = min(lowest, depth)
    page.contents_add(b"q\n" + path + b"q\n" * -lowest, prepend=True)
    page.contents_add(b"\nQ" * (1 - lowest + depth) + b"\n")


def _rotation(page: Page) -> int:
    return page.rotation // 90 * 90


def _unit(page: Page) -> float:
    return float(page.obj.get("/UserUnit", 1))
