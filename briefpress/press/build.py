"""The stages in order, for one edition, and the file that comes of them."""

from __future__ import annotations

import glob
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.core import record
from briefpress.core.design import Finish, Medium, Overrides
from briefpress.core.output import deliver, withdraw
from briefpress.core.problems import Position, Problem, Unprintable, errors, stopping

if TYPE_CHECKING:
    from briefpress.layout.typeset import Pdf
    from briefpress.schema.edition import Edition

#: Called with the name of each stage as it begins.
Progress = Callable[[str], None]


class State(StrEnum):
    """What became of an edition."""

    BUILT = "built"
    UNCHANGED = "unchanged"
    CHECKED = "checked"
    #: Of two versions that were compared.
    CHANGED = "changed"
    FAILED = "failed"


@dataclass(frozen=True)
class Order:
    """What is to be printed: a brief, a language and the choices made for it."""

    folder: Path
    language: str
    out: Path
    #: The files of the brief's own layout bear the plain name; an order that names another says it here.
    overrides: Overrides = field(default=Overrides())
    #: SOURCE_DATE_EPOCH: the date of a brief that gives none, in seconds since 1970.
    epoch: int | None = None
    #: Whether warnings stop the press as errors do.
    strict: bool = False
    #: The formats of the files; see formats/make.py.
    formats: tuple[str, ...] = ("pdf",)

    @property
    def name(self) -> str:
        """The name of the edition."""
        layout, finish = self.overrides.layout, self.overrides.finish
        parts = (self.folder.absolute().name, layout, self.language, finish if finish is not Finish.EDITION else None)
        return ".".join(filter(None, parts))

    def target(self, suffix: str) -> Path:
        """The file of the edition with this suffix: a format, or a page and a format."""
        return self.out / f"{self.name}.{suffix}"

    def digest(self) -> str:
        """The digest of all that goes in."""
        return record.digest(self.folder, self.language, self.overrides, self.epoch)


@dataclass(frozen=True)
class Publication:
    """What became of an order: its state, its files and its problems."""

    name: str
    state: State
    paths: tuple[Path, ...] = ()
    pages: int | None = None
    problems: tuple[Problem, ...] = field(default=())


def current(order: Order) -> tuple[Path, ...]:
    """The files of this order, if nothing has changed since they were made."""
    inputs = order.digest()
    found = [record.current(order.target(name), inputs) for name in order.formats]
    return tuple(path for files in found for path in files) if all(found) else ()


def build(order: Order, progress: Progress) -> Publication:
    """Print an edition. A file takes the place of an older one only when all are finished and without errors."""
    inputs = order.digest()
    try:
        made, pages, problems = press(order, progress)
        if stopping(problems, is_strict=order.strict):
            raise Unprintable(problems)
        progress("publish")
        files = {order.target(end): data for ends in made.values() for end, data in ends.items()}
        deliver(files)
    except Unprintable as unprintable:
        return Publication(order.name, State.FAILED, problems=unprintable.problems)
    for name, ends in made.items():
        withdraw(path for path in _pages(order, name) if path not in files)
        # Warnings are to be seen at the next build as well.
        record.forget(order.target(name))
        if not problems:
            record.keep(order.target(name), map(order.target, ends), inputs)
    return Publication(order.name, State.BUILT, tuple(files), pages, problems)


def _pages(order: Order, name: str) -> list[Path]:
    """The files in this format that are pages of an edition, also those that an older one had and this one has not."""
    found = order.out.glob(f"{glob.escape(order.name)}.*.{name}")
    return [path for path in found if path.name.removeprefix(f"{order.name}.").partition(".")[0].isdecimal()]


def check(order: Order, progress: Progress) -> Publication:
    """Go through all the stages and the reference validator, of drafts as well; write nothing."""
    try:
        _made, pages, problems = press(order, progress, with_drafts=True)
    except Unprintable as unprintable:
        return Publication(order.name, State.FAILED, problems=unprintable.problems)
    state = State.FAILED if stopping(problems, is_strict=order.strict) else State.CHECKED
    return Publication(order.name, state, (), pages, problems)


#: The files of each format by the ends of their names.
Made = dict[str, dict[str, bytes]]


def press(order: Order, progress: Progress, *, with_drafts: bool = False) -> tuple[Made, int, tuple[Problem, ...]]:
    """Go through the stages: the edition's files, its number of pages, its problems. Raises Unprintable.

    The reference validator proves what is final, and drafts where it is told to. What has errors is made in no other
    format: the pages are proofed whichever formats are asked for.
    """
    # Imported here: an edition that has not changed needs none of them, and they take most of a second.
    from briefpress.formats.make import make_formats
    from briefpress.markup.render import render
    from briefpress.pdf.preflight import preflight
    from briefpress.pdf.validator import validate

    # A check writes nothing.
    cache = None if with_drafts else order.out / ".pictures"
    edition, pdf = make(order, progress, cache)
    progress("preflight")
    problems = preflight(pdf, edition)
    # What is made for the print shop claims nothing.
    if (
        not errors(problems)
        and not pdf.design.finish.is_print_variant
        and (with_drafts or edition.brief.status == "final")
    ):
        progress("validate")
        place = Position(edition.manuscript)
        problems += tuple(problem.at(place) for problem in validate(pdf.data, pdf.design.standard.profiles))
    files: Made = {}
    if not with_drafts and not errors(problems):
        progress("formats")
        page = partial(render, edition, replace(pdf.design, medium=Medium.SCREEN), cache)
        files = make_formats(order.formats, page, pdf, edition)
    return files, pdf.proof.pages, problems


def make(order: Order, progress: Progress, cache: Path | None = None) -> tuple[Edition, Pdf]:
    """The edition and its file, finished and not yet looked over; raises Unprintable.

    Pictures that the press draws are kept in the folder `cache`.
    """
    from briefpress.core.project import MANIFEST
    from briefpress.layout.typeset import typeset
    from briefpress.markup.render import render
    from briefpress.pdf.conformance import conform
    from briefpress.pdf.imposition import print_variant
    from briefpress.pdf.manifest import manifest_of
    from briefpress.reading.read import read

    progress("read")
    edition = read(order.folder, order.language, order.epoch)
    progress("render")
    html = render(edition, order.overrides.applied_to(edition.brief.design), cache)
    progress("typeset")
    pdf = typeset(html)
    progress("conform")
    if pdf.design.finish.is_print_variant:
        return edition, print_variant(pdf, edition)
    manifest = manifest_of(edition, pdf.design, pdf.files)
    return edition, conform(pdf, edition, pdf.files.under(order.folder) | {MANIFEST: manifest.written()})


def listen(order: Order) -> list[str]:
    """What a screen reader says of an edition, one utterance each; raises Unprintable."""
    from briefpress.formats.transcript import utterances
    from briefpress.layout.typeset import typeset
    from briefpress.markup.render import render
    from briefpress.reading.read import read

    edition = read(order.folder, order.language, order.epoch)
    html = render(edition, order.overrides.applied_to(edition.brief.design))
    return list(utterances(typeset(html).structure, edition.labels.speech, edition.language))
