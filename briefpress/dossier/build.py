"""The stages of a dossier in order, and its file: read, open the parts, merge, stamp, check, write."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
from pikepdf import Array, Name, String

from briefpress.core.output import deliver
from briefpress.core.problems import Problem, Unprintable, errors, in_order, stopping
from briefpress.dossier.comparison import changed_pages
from briefpress.dossier.conformance import check_conformance
from briefpress.dossier.cover import Stamp, cover, stamps
from briefpress.dossier.foreign import MALFORMED, SAVE_AGAIN
from briefpress.dossier.merge import Output
from briefpress.dossier.model import BoundPart, Dossier
from briefpress.dossier.parts import Opener
from briefpress.dossier.read import read_dossier
from briefpress.dossier.sheets import as_forms
from briefpress.dossier.stamp import STRIPS, enlarge, missing, needed_width, stamp, visible_size
from briefpress.pdf.attachments import enclose
from briefpress.press.order import Progress, Publication, State

#: The links of the contents, until there are pages that they can lead to.
_LINK = "https://dossier.invalid/"


def assemble(path: Path, out: Path, epoch: int | None, progress: Progress, *, is_strict: bool = False) -> Publication:
    """Bind a dossier. The file takes the place of an older one only when it is finished and without errors.

    Where it is strict, warnings are taken as errors.
    """
    target = out / f"{path.stem}.pdf"
    try:
        progress("read")
        dossier = read_dossier(path)
        data, pages, problems = _bind(dossier, Opener(dossier, out, epoch, progress), progress)
        if stopping(problems, is_strict=is_strict):
            raise Unprintable(problems)
        progress("publish")
        deliver({target: data})
    except Unprintable as unprintable:
        return Publication(path.stem, State.FAILED, problems=unprintable.problems)
    return Publication(path.stem, State.BUILT, (target,), pages, problems)


def _bind(dossier: Dossier, opener: Opener, progress: Progress) -> tuple[bytes, int, tuple[Problem, ...]]:
    progress("gather")
    parts = opener.bound()
    enclosed = opener.enclosed()
    if errors(opener.problems):
        raise Unprintable(opener.problems)
    progress("bind")
    file, parts = cover(dossier, parts, enclosed)
    output = Output(file)
    for part in parts:
        _merge(part, output, opener)
    output.finish()
    enclose(file, enclosed, dossier.facts.date.first)
    _link_contents(output, dossier)
    progress("stamp")
    drawn = BytesIO()
    file.save(drawn)
    with pypdfium2.PdfDocument(drawn.getvalue()) as document:
        _add_stamps(output, dossier, document)
        changed = [problem for part in parts for problem in _changed(part, document)]
    progress("prove")
    data, problems = check_conformance(output)
    return data, len(file.pages), in_order([*dossier.warnings, *opener.problems, *changed, *problems])


def _merge(part: BoundPart, output: Output, opener: Opener) -> None:
    try:
        output.merge(part)
    except MALFORMED:
        message = f"`{part.part.path.name}` is damaged: its pages, links or tags are not valid"
        raise Unprintable([*opener.problems, part.part.problem("damaged-file", message, SAVE_AGAIN)]) from None


def _link_contents(output: Output, dossier: Dossier) -> None:
    """Let the links of the contents lead to the parts, and say to which page."""
    pages = output.file.pages
    by_url = {f"{_LINK}{part.key}": part for part in output.parts}
    for link in [link for page in pages[: output.cover_pages] for link in page.obj.get("/Annots", ())]:
        part = by_url[str(link.A.URI)]
        del link.A
        link.Dest = Array([pages[part.first_page - 1].obj, Name.Fit])
        description = dossier.labels.links.page.replace("{page}", str(part.first_page))
        link.Contents = String(description.replace("{text}", f"{part.label} {part.title}"))


def _changed(part: BoundPart, document: pypdfium2.PdfDocument) -> Iterator[Problem]:
    """The pages of a part that would be bound otherwise than they were."""
    for page in changed_pages(document, part.first_page, part.original) if part.original else ():
        message = f"page {page} of `{part.part.path.name}` does not look in the dossier as it does in its file"
        hint = "print the file as PDF in the program that made it, and bind that; or enclose it: `enclose: true`"
        yield part.part.problem("changed-page", message, hint)


def _add_stamps(output: Output, dossier: Dossier, document: pypdfium2.PdfDocument) -> None:
    """Measure all pages, enlarge those that need it, and stamp them."""
    pages = output.file.pages
    on_page: list[BoundPart | None] = [None] * output.cover_pages
    on_page += [part for part in output.parts for _ in part.file.pages]
    are_marked = [part.is_marked if part else not dossier.marking for part in on_page]
    width = needed_width(dossier.marking.printed if dossier.marking else "")
    all_strips = [STRIPS[is_marked] for is_marked in are_marked]
    for page, strips in zip(pages, list(missing(output.file, document, all_strips)), strict=True):
        enlarge(page, strips, width)
    page_stamps = [
        Stamp(visible_size(page), str(number), part.label if part else "", is_marked)
        for number, (page, part, is_marked) in enumerate(zip(pages, on_page, are_marked, strict=True), start=1)
    ]
    for page, form in zip(pages, as_forms(stamps(dossier, page_stamps)), strict=True):
        stamp(page, output.file.copy_foreign(form))
