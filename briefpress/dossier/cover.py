"""What a dossier adds to its parts: cover and contents, stamps, and pages for images, typeset as every page is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import pikepdf
from PIL import Image, ImageOps

from briefpress.core.problems import Unprintable
from briefpress.dossier.model import BoundPart, Dossier, FilePart
from briefpress.dossier.sheets import finished, typeset_sheet
from briefpress.language.locale import Language
from briefpress.pdf.attachments import Attachment


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
        file = finished(typeset_sheet("dossier/cover.html", names, "dossier", dossier), dossier)
        if len(file.pages) == count:
            return file, placed
        count = len(file.pages)


def stamps(dossier: Dossier, wanted: Sequence[Stamp]) -> pikepdf.Pdf:
    """The stamps, a page each."""
    sizes = list(dict.fromkeys(stamp.size for stamp in wanted))
    names = {"stamps": wanted, "sizes": sizes}
    return finished(typeset_sheet("dossier/stamps.html", names, "sheet", dossier), dossier)


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
    return finished(typeset_sheet("dossier/plate.html", names, "dossier", dossier), dossier, part)
