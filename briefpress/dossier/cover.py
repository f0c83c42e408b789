"""What a dossier adds to its parts: cover and contents, stamps, and pages for pictures, set as every page is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO

import pikepdf
from PIL import Image, ImageOps

from briefpress.core.locate import locate
from briefpress.core.paths import STYLES
from briefpress.core.problems import Position, Problem, Unprintable
from briefpress.dossier.model import FilePart, Piece, Volume
from briefpress.language.locale import Language
from briefpress.layout.typeset import typeset
from briefpress.markup.render import render_sheet
from briefpress.markup.stylesheets import BRIEF, HOUSE, house_stylesheets
from briefpress.pdf.attachments import Enclosed
from briefpress.pdf.conformance import identify, repair_text, repair_view


@dataclass(frozen=True)
class Entry:
    """A line of the contents: a part, and the page of the dossier on which it begins."""

    key: str
    label: str
    title: str
    language: str
    first: int
    last: int

    @property
    def pages(self) -> str:
        """Its pages: 4, or 4–9 as ranges are written."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True)
class Stamp:
    """What is stamped on one page."""

    #: The width and height of the page as it is seen, in points.
    size: tuple[float, float]
    page: str
    label: str = ""
    is_marked: bool = False


def cover(volume: Volume, entries: Sequence[Entry], enclosures: Sequence[Enclosed]) -> pikepdf.Pdf:
    """Cover and contents; the pages of `entries` are counted from the end of the cover itself."""
    count = 1
    while True:
        moved = [replace(entry, first=entry.first + count, last=entry.last + count) for entry in entries]
        names = {"dossier": volume.dossier, "labels": volume.labels, "language": volume.language}
        names |= {"entries": moved, "enclosures": enclosures}
        file = _set("dossier/cover.html", names, "dossier", volume)
        if len(file.pages) == count:
            return file
        count = len(file.pages)


def stamps(volume: Volume, wanted: Sequence[Stamp]) -> pikepdf.Pdf:
    """The stamps, a page each."""
    sizes = list(dict.fromkeys(stamp.size for stamp in wanted))
    names = {"dossier": volume.dossier, "labels": volume.labels, "language": volume.language}
    return _set("dossier/stamps.html", names | {"stamps": wanted, "sizes": sizes}, "stamp", volume)


def plate(piece: Piece, part: FilePart, volume: Volume) -> pikepdf.Pdf:
    """A picture as a page of its own, upright or on its side as the picture is; raises Unprintable."""
    try:
        with Image.open(piece.path) as picture:
            width, height = ImageOps.exif_transpose(picture).size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unprintable([piece.problem("missing-image", _NO_PICTURE.format(part.file), "save it anew")]) from None
    language = Language(part.language or volume.language.code)
    names = {"part": part, "language": language, "is_wide": width > height}
    return _set("dossier/plate.html", names | {"address": part.file}, "dossier", volume, piece)


_NO_PICTURE = "`{}` is no picture that can be read"


def _set(
    template: str, names: dict[str, object], sheet: str, volume: Volume, piece: Piece | None = None
) -> pikepdf.Pdf:
    folders = {BRIEF: volume.folder, f"{HOUSE}styles/": STYLES}
    links = volume.labels.links
    html = render_sheet(template, names | {"stylesheets": house_stylesheets(sheet)}, folders, links)
    pdf = typeset(html)
    places = [locate(remark.subject, [volume.path], html.files) if remark.subject else None for remark in pdf.remarks]
    if pdf.remarks:
        given = piece.node.position if piece else Position(volume.path)
        raise Unprintable(
            _at(remark.problem, place or given) for remark, place in zip(pdf.remarks, places, strict=True)
        )
    file = pikepdf.open(BytesIO(pdf.data))
    identify(file, pdf.design.standard)
    repair_text(file)
    repair_view(file, volume.language)
    return file


def _at(problem: Problem, place: Position) -> Problem:
    return problem if problem.position else problem.at(place)
