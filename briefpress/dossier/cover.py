"""What a dossier adds to its parts: cover and contents, stamps, and pages for images, typeset as every page is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import accumulate

import pikepdf
from PIL import Image, ImageOps

from briefpress.confined.reply import Reply
from briefpress.confined.tasks import Progress
from briefpress.core.problems import Unprintable
from briefpress.dossier.model import BoundPart, Dossier, FilePart
from briefpress.dossier.sheets import finished, typeset_sheet
from briefpress.graphics.rasters import FORMATS
from briefpress.language.locale import Language
from briefpress.layout.typeset import Pdf
from briefpress.pdf.attachments import Attachment

#: How many widths of its lines are tried for a title, and how much wider each is.
_STEPS, _STEP = 8, 0.04


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
        entries = [(part, *_particulars(part, dossier)) for part in placed]
        file = finished(_balanced({"entries": entries, "enclosures": enclosures}, dossier), dossier)
        if len(file.pages) == count:
            return file, placed
        count = len(file.pages)


def _particulars(part: BoundPart, dossier: Dossier) -> tuple[str, str]:
    """The language of a part, and its marking, if it has one, as they are printed."""
    marking = dossier.markings.named(part.part.marking)
    return Language(part.language).name(dossier.language), marking.printed if marking else ""


def _balanced(names: Mapping[str, object], dossier: Dossier) -> Pdf:
    """The cover, its title in the narrowest lines that are no more than it takes at full width."""
    pdf = typeset_sheet("dossier/cover.html", {**names, "title_width": None}, "dossier", dossier)
    lines = _title_lines(pdf)
    for step in range(_STEPS if len(lines) > 1 else 0):
        width = sum(lines) / len(lines) * (1 + step * _STEP)
        balanced = typeset_sheet("dossier/cover.html", {**names, "title_width": width}, "dossier", dossier)
        if len(_title_lines(balanced)) == len(lines):
            return balanced
    return pdf


def _title_lines(pdf: Pdf) -> list[float]:
    """The widths of the lines of the title, in CSS pixels."""
    runs = [run.box for run in pdf.proof.runs if run.element is not None and run.element.tag == "h1"]
    tops = dict.fromkeys(box.y for box in runs)
    return [
        max(box.x + box.width for box in runs if box.y == y) - min(box.x for box in runs if box.y == y) for y in tops
    ]


def stamps(dossier: Dossier, wanted: Sequence[Stamp]) -> pikepdf.Pdf:
    """The stamps, a page each."""
    sizes = list(dict.fromkeys(stamp.size for stamp in wanted))
    names = {"stamps": wanted, "sizes": sizes}
    return finished(typeset_sheet("dossier/stamps.html", names, "sheet", dossier), dossier)


def image_page(part: FilePart, data: bytes, dossier: Dossier, _: Progress) -> Reply:
    """An image as a page of its own, upright or on its side as the image is; raises Unprintable."""
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            width, height = ImageOps.exif_transpose(image).size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        message = f"`{part.file}` is not a picture that can be read"
        raise Unprintable([part.problem("missing-image", message, "save it again")]) from None
    language = Language(part.language or dossier.language.code)
    names = {"part": part, "language": language, "is_wide": width > height, "address": part.file}
    page = BytesIO()
    finished(typeset_sheet("dossier/plate.html", names, "dossier", dossier), dossier, part).save(page)
    return Reply({"problems": []}, {"pdf": page.getvalue()})
