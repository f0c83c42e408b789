"""The pages of a dossier, bound: cover, merge, stamp, check. All of it is done by a child; what is here is its job."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from string import ascii_lowercase

import pikepdf
import pypdfium2
from pikepdf import Array, Name, String

from briefpress.confined.reply import Reply, values_of
from briefpress.confined.tasks import Progress
from briefpress.core.problems import Problem, Unprintable
from briefpress.dossier.comparison import changed_pages
from briefpress.dossier.conformance import check_conformance
from briefpress.dossier.cover import Stamp, cover, stamps
from briefpress.dossier.examined import SAVE_AGAIN
from briefpress.dossier.foreign import sanitize
from briefpress.dossier.merge import Output
from briefpress.dossier.model import BoundPart, BriefPart, Dossier
from briefpress.dossier.parts import EnclosedPart, OpenedPart
from briefpress.dossier.sheets import as_forms
from briefpress.dossier.stamp import STRIPS, enlarge, missing, needed_width, stamp, visible_size
from briefpress.pdf.attachments import Attachment, enclose
from briefpress.pdf.weights import MALFORMED_PDF
from briefpress.schema.numbering import lettered

#: The links of the contents, until there are pages that they can lead to.
_LINK = "https://dossier.invalid/"


def bind(dossier: Dossier, opened: Sequence[OpenedPart], enclosed: Sequence[EnclosedPart], progress: Progress) -> Reply:
    """The file of a dossier of these parts, its pages and its problems; raises Unprintable."""
    progress("bind")
    attachments = [_attachment(part, dossier) for part in enclosed]
    bound = [_bound(part, number, dossier) for number, part in enumerate(opened, start=1)]
    file, parts = cover(dossier, bound, attachments)
    output = Output(file)
    for number, part in enumerate(parts, start=1):
        progress(f"bind, part {number}")
        with _readable(part):
            output.merge(part)
    output.finish()
    enclose(file, attachments, dossier.facts.date.first)
    _link_contents(output, dossier)
    progress("stamp")
    drawn = BytesIO()
    file.save(drawn)
    with pypdfium2.PdfDocument(drawn.getvalue()) as document:
        _add_stamps(output, dossier, document, progress)
        changed: list[Problem] = []
        for number, part in enumerate(parts, start=1):
            progress(f"compare, part {number}")
            changed += _changed(part, document)
    progress("prove")
    data, problems = check_conformance(output)
    values = {"pages": len(file.pages), "problems": [values_of(problem) for problem in (*changed, *problems)]}
    return Reply(values, {"pdf": data})


def _bound(opened: OpenedPart, number: int, dossier: Dossier) -> BoundPart:
    part, file = opened.part, pikepdf.open(BytesIO(opened.data))
    purpose = ""
    if isinstance(part, BriefPart):
        sanitize(file)
        title, language = str(file.docinfo["/Title"]), str(file.Root.Lang)
        # Foreign files say all sorts of things there.
        purpose = str(file.docinfo.get("/Subject", ""))
    else:
        title, language = part.title, part.language or opened.language or dossier.language.code
    labels, marking = dossier.labels.dossier, dossier.marking
    label = labels.annex.replace("{tab}", lettered(number, labels.letters))
    is_marked = not marking or (isinstance(part, BriefPart) and part.marking == marking.name)
    key = lettered(number, ascii_lowercase)
    return BoundPart(part, file, key, label, title, language, is_marked, opened.original, purpose)


def _attachment(enclosed: EnclosedPart, dossier: Dossier) -> Attachment:
    part = enclosed.part
    if isinstance(part, BriefPart):
        with pikepdf.open(BytesIO(enclosed.data)) as file:
            return Attachment(enclosed.name, str(file.docinfo["/Title"]), str(file.Root.Lang), enclosed.data)
    return Attachment(enclosed.name, part.title, part.language or dossier.language.code, enclosed.data)


@contextmanager
def _readable(part: BoundPart | None) -> Iterator[None]:
    """Raises Unprintable where what is done with a part shows that it is malformed; the cover, None, is not."""
    try:
        yield
    except MALFORMED_PDF:
        if part is None:
            raise
        message = f"`{part.part.path.name}` is damaged: its pages, links or tags are not valid"
        raise Unprintable([part.part.problem("damaged-file", message, SAVE_AGAIN)]) from None


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


def _add_stamps(output: Output, dossier: Dossier, document: pypdfium2.PdfDocument, progress: Progress) -> None:
    """Measure all pages, enlarge those that need it, and stamp them."""
    pages = output.file.pages
    numbers = {part.key: number for number, part in enumerate(output.parts, start=1)}
    on_page: list[BoundPart | None] = [None] * output.cover_pages
    on_page += [part for part in output.parts for _ in part.file.pages]
    are_marked = [part.is_marked if part else not dossier.marking for part in on_page]
    width = needed_width(dossier.marking.printed if dossier.marking else "")
    last = None
    for index, (page, part, is_marked) in enumerate(zip(pages, on_page, are_marked, strict=True)):
        if part and part is not last:
            progress(f"stamp, part {numbers[part.key]}")
        last = part
        with _readable(part):
            enlarge(page, missing(page, document[index], STRIPS[is_marked]), width)
    page_stamps = [
        Stamp(visible_size(page), str(number), part.label if part else "", is_marked)
        for number, (page, part, is_marked) in enumerate(zip(pages, on_page, are_marked, strict=True), start=1)
    ]
    for page, part, form in zip(pages, on_page, as_forms(stamps(dossier, page_stamps)), strict=True):
        with _readable(part):
            stamp(page, output.file.copy_foreign(form))
