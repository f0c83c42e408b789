"""What a dossier adds to its parts: cover and contents, stamps, and pages for images, typeset as every page is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import accumulate

import pikepdf
from PIL import Image, ImageOps

from briefpress.core.paths import STYLES
from briefpress.core.problems import Position, Unprintable
from briefpress.dossier.model import BoundPart, Dossier, FilePart
from briefpress.language.locale import Language
from briefpress.layout.typeset import typeset
from briefpress.markup.origins import Source
from briefpress.markup.render import render_sheet
from briefpress.markup.stylesheets import BRIEF, HOUSE, house_stylesheets
from briefpress.pdf.attachments import Attachment
from briefpress.pdf.conformance import identify, repair_text, repair_view
from briefpress.pdf.preflight import located


@dataclass(frozen=True)
class Stamp:
    """What is stamped on one page."""

    #: The width and height of the page as it is seen, in points.
    size: tuple[float, float]
    page: str
    label: str = ""
    is_marked: bool = False


def cover(
    dossier: Dossier, parts: Sequence[BoundPart], enclosures: Sequence[Attachment]
) -> tuple[pikepdf.Pdf, list[BoundPart]]:
    """Cover and contents, and the parts with the pages on which they begin behind them."""
    count = 1
    while True:
        firsts = accumulate((len(part.file.pages) for part in parts), initial=count + 1)
        placed = [replace(part, first_page=first) for part, first in zip(parts, firsts, strict=False)]
        names = {"entries": placed, "enclosures": enclosures}
        file = _typeset("dossier/cover.html", names, "dossier", dossier)
        if len(file.pages) == count:
            return file, placed
        count = len(file.pages)


def stamps(dossier: Dossier, wanted: Sequence[Stamp]) -> pikepdf.Pdf:
    """The stamps, a page each."""
    sizes = list(dict.fromkeys(stamp.size for stamp in wanted))
    return _typeset("dossier/stamps.html", {"stamps": wanted, "sizes": sizes}, "stamp", dossier)


def image_page(part: FilePart, dossier: Dossier) -> pikepdf.Pdf:
    """An image as a page of its own, upright or on its side as the image is; raises Unprintable."""
    try:
        with Image.open(part.path) as image:
            width, height = ImageOps.exif_transpose(image).size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        message = f"`{part.file}` is not a picture that can be read"
        raise Unprintable([part.problem("missing-image", message, "save it again")]) from None
    language = Language(part.language or dossier.language.code)
    names = {"part": part, "language": language, "is_wide": width > height, "address": part.file}
    return _typeset("dossier/plate.html", names, "dossier", dossier, part)


def _typeset(
    template: str, names: Mapping[str, object], sheet: str, dossier: Dossier, part: FilePart | None = None
) -> pikepdf.Pdf:
    """A page of the house; raises Unprintable with what was wrong in it, at the part or the dossier that it is of."""
    house = {"dossier": dossier.facts, "labels": dossier.labels, "language": dossier.language}
    folders = {BRIEF: dossier.folder, f"{HOUSE}styles/": STYLES}
    names = {**house, "stylesheets": house_stylesheets(sheet), **names}
    html = render_sheet(template, names, folders, dossier.labels.links)
    pdf = typeset(html)
    if pdf.remarks:
        source = Source(dossier.places, dossier.folder, pdf.files, pdf.sheets)
        default = part.position if part else Position(dossier.path)
        raise Unprintable(located(remark, source, default) for remark in pdf.remarks)
    file = pikepdf.open(BytesIO(pdf.data))
    identify(file, pdf.design.standard)
    repair_text(file)
    repair_view(file, dossier.language)
    return file
