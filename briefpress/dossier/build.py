"""The stages of a dossier in order, and the file that comes of them: read, gather, bind, stamp, prove, write."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

import pikepdf
from pikepdf import Array, Name, String

from briefpress.core.output import deliver
from briefpress.core.problems import Problem, Unprintable, errors, in_order, stopping
from briefpress.dossier.conformance import Claims, Front, Places, proved
from briefpress.dossier.cover import Entry, Stamp, cover, stamps
from briefpress.dossier.foreign import NONSENSE, SAVE_ANEW, is_archival, is_tagged
from briefpress.dossier.merge import Binder, Gathering
from briefpress.dossier.model import Volume
from briefpress.dossier.parts import Gatherer
from briefpress.dossier.read import read_dossier
from briefpress.dossier.stamp import Strips, as_stamps, grow, lacking, seen_size, stamp
from briefpress.pdf.attachments import enclose
from briefpress.press.build import Progress, Publication, State

#: The links of the contents, until there are pages that they can lead to.
_LINK = "https://dossier.invalid/"


def assemble(path: Path, out: Path, epoch: int | None, progress: Progress, *, is_strict: bool = False) -> Publication:
    """Bind a dossier. The file takes the place of an older one only when it is finished and without errors.

    Where it is strict, warnings are taken as errors.
    """
    target = out / f"{path.stem}.pdf"
    try:
        progress("read")
        volume = read_dossier(path)
        data, pages, problems = _press(volume, Gatherer(volume, out, epoch, progress), progress)
        if stopping(problems, is_strict=is_strict):
            raise Unprintable(problems)
        progress("publish")
        deliver({target: data})
    except Unprintable as unprintable:
        return Publication(path.stem, State.FAILED, problems=unprintable.problems)
    return Publication(path.stem, State.BUILT, (target,), pages, problems)


def _press(volume: Volume, gatherer: Gatherer, progress: Progress) -> tuple[bytes, int, tuple[Problem, ...]]:
    progress("gather")
    gatherings = gatherer.gather()
    enclosed = gatherer.enclosed()
    if errors(gatherer.problems):
        raise Unprintable(gatherer.problems)
    claims = Claims(
        is_archival=all(is_archival(gathering.file) for gathering in gatherings),
        is_accessible=all(is_tagged(gathering.file) for gathering in gatherings),
    )
    progress("bind")
    entries = _entries(gatherings)
    book = cover(volume, entries, enclosed)
    front = Front(len(book.pages), len(book.Root.StructTreeRoot.K.K))
    firsts = [front.pages + entry.first - 1 for entry in entries]
    _bind(book, gatherer, gatherings, claims)
    enclose(book, enclosed, volume.dossier.date.first)
    _lead(book, firsts, entries, volume)
    progress("stamp")
    _stamp(book, firsts, gatherings, volume)
    progress("prove")
    data, failed = proved(book, claims, Places(volume.bound, firsts, front))
    return data, len(book.pages), in_order([*gatherer.problems, *failed])


def _entries(gatherings: Sequence[Gathering]) -> list[Entry]:
    """The parts with their pages, counted from the end of the cover."""
    ends = list(accumulate(len(gathering.file.pages) for gathering in gatherings))
    return [
        Entry(gathering.key, gathering.label, gathering.title, gathering.language, first + 1, last)
        for gathering, first, last in zip(gatherings, [0, *ends], ends, strict=False)
    ]


def _bind(book: pikepdf.Pdf, gatherer: Gatherer, gatherings: Sequence[Gathering], claims: Claims) -> None:
    binder = Binder(book)
    for gathering, piece in zip(gatherings, gatherer.volume.bound, strict=True):
        try:
            binder.bind(gathering)
        except NONSENSE:
            message = f"`{piece.path.name}` is damaged: its pages, links or tags lead nowhere"
            damaged = piece.problem("damaged-file", message, SAVE_ANEW)
            raise Unprintable([*gatherer.problems, damaged]) from None
    binder.finish(is_tagged=claims.is_accessible)


def _lead(book: pikepdf.Pdf, firsts: Sequence[int], entries: Sequence[Entry], volume: Volume) -> None:
    """Let the links of the contents lead to the parts, and say to which page."""
    pages = {f"{_LINK}{entry.key}": (entry, book.pages[first]) for entry, first in zip(entries, firsts, strict=True)}
    for link in [link for page in book.pages[: firsts[0]] for link in page.obj.get("/Annots", ())]:
        entry, page = pages[str(link.A.URI)]
        del link.A
        link.Dest = Array([page.obj, Name.Fit])
        said = volume.labels.links.page.replace("{page}", str(page.index + 1))
        link.Contents = String(said.replace("{text}", f"{entry.label} {entry.title}"))


def _stamp(book: pikepdf.Pdf, firsts: Sequence[int], gatherings: Sequence[Gathering], volume: Volume) -> None:
    """Measure all pages, let those grow that need it, and stamp them."""
    on_page = [
        next((part for first, part in reversed(list(zip(firsts, gatherings, strict=True))) if first <= index), None)
        for index in range(len(book.pages))
    ]
    needed = [Strips.of(is_marked=bool(part and part.is_marked)) for part in on_page]
    for page, more in zip(book.pages, list(lacking(book, needed)), strict=True):
        grow(page.obj, more)
    wanted = [
        Stamp(seen_size(page.obj), str(number), part.label if part else "", bool(part and part.is_marked))
        for number, (page, part) in enumerate(zip(book.pages, on_page, strict=True), start=1)
    ]
    for page, form in zip(book.pages, as_stamps(stamps(volume, wanted)), strict=True):
        stamp(page.obj, book.copy_foreign(form))
