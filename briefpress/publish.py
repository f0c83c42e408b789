"""The stages in order, for one edition, and the file that comes of them."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from briefpress import record
from briefpress.problems import Position, Problem, Unprintable, errors

#: Called with the name of each stage as it begins.
Progress = Callable[[str], None]


class State(StrEnum):
    """What became of an edition."""

    BUILT = "built"
    UNCHANGED = "unchanged"
    CHECKED = "checked"
    FAILED = "failed"


@dataclass(frozen=True)
class Order:
    """What is to be printed: a brief, a language and the choices made for it."""

    folder: Path
    language: str
    out: Path
    #: None means the brief's own layout, whose files bear the plain name.
    layout: str | None = None
    theme: str | None = None
    standard: str | None = None
    #: What is made for the print shop, a key of imposition.FINISHES, in a file of its own; None is the edition itself.
    finish: str | None = None
    #: SOURCE_DATE_EPOCH: the date of a brief that gives none, in seconds since 1970.
    epoch: int | None = None
    #: Whether warnings stop the press as errors do.
    strict: bool = False

    @property
    def name(self) -> str:
        """The name of the edition."""
        return ".".join(filter(None, (self.folder.absolute().name, self.layout, self.language, self.finish)))

    @property
    def target(self) -> Path:
        """The file of the edition."""
        return self.out / f"{self.name}.pdf"

    def digest(self) -> str:
        """The digest of all that goes in."""
        choices = (self.layout, self.theme, self.standard, self.finish, self.epoch)
        return record.digest(self.folder, self.language, *choices)


@dataclass(frozen=True)
class Publication:
    """What became of an order: its state, its file and its problems."""

    name: str
    state: State
    path: Path | None = None
    pages: int | None = None
    problems: tuple[Problem, ...] = field(default=())


def is_current(order: Order) -> bool:
    """Whether nothing has changed since the file of this order was made."""
    return order.target.is_file() and record.is_current(order.target, order.digest())


def build(order: Order, progress: Progress) -> Publication:
    """Print an edition. The file takes the place of an older one only when it is finished and without errors."""
    inputs = order.digest()
    try:
        data, pages, problems = press(order, progress)
        if _stopping(order, problems):
            raise Unprintable(problems)
        progress("publish")
        write(order.target, data)
    except Unprintable as unprintable:
        return Publication(order.name, State.FAILED, problems=unprintable.problems)
    if problems:
        # Warnings are to be seen at the next build as well.
        record.forget(order.target)
    else:
        record.keep(order.target, inputs)
    return Publication(order.name, State.BUILT, order.target, pages, problems)


def check(order: Order, progress: Progress) -> Publication:
    """Go through all the stages and the reference validator, of drafts as well; write nothing."""
    try:
        _data, pages, problems = press(order, progress, with_drafts=True)
    except Unprintable as unprintable:
        return Publication(order.name, State.FAILED, problems=unprintable.problems)
    return Publication(order.name, State.FAILED if _stopping(order, problems) else State.CHECKED, None, pages, problems)


def _stopping(order: Order, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return problems if order.strict else errors(problems)


def press(order: Order, progress: Progress, *, with_drafts: bool = False) -> tuple[bytes, int, tuple[Problem, ...]]:
    """Go through the stages: the file's bytes, its number of pages, its problems. Raises Unprintable.

    The reference validator proves what is final, and drafts where it is told to.
    """
    # Imported here: an edition that has not changed needs none of them, and they take most of a second.
    from briefpress.conform import conform
    from briefpress.content import read
    from briefpress.imposition import finished
    from briefpress.preflight import preflight
    from briefpress.render import Design, render
    from briefpress.typeset import typeset
    from briefpress.verapdf import validate

    progress("read")
    edition = read(order.folder, order.language, order.epoch)
    progress("render")
    # A check writes nothing.
    cache = None if with_drafts else order.out / ".pictures"
    html = render(edition, Design(order.layout, order.theme, order.standard, order.finish), cache)
    progress("typeset")
    pdf = typeset(html)
    progress("conform")
    pdf = finished(pdf, edition, order.finish) if order.finish else conform(pdf, edition)
    progress("preflight")
    problems = preflight(pdf, edition)
    # What is made for the print shop claims nothing.
    if not errors(problems) and not order.finish and (with_drafts or edition.brief.status == "final"):
        progress("validate")
        place = Position(edition.manuscript)
        problems += tuple(problem.at(place) for problem in validate(pdf.data, pdf.standard.profiles))
    return pdf.data, pdf.proof.pages, problems


def listen(order: Order) -> list[str]:
    """What a screen reader says of an edition, one utterance each; raises Unprintable."""
    from briefpress.content import read
    from briefpress.render import Design, render
    from briefpress.speech import utterances
    from briefpress.typeset import typeset

    edition = read(order.folder, order.language, order.epoch)
    html = render(edition, Design(order.layout, order.theme, order.standard))
    return list(utterances(typeset(html).structure, edition.labels.speech, edition.language))


def write(target: Path, data: bytes) -> None:
    """Write beside the target, sync, rename: whatever happens, the target is the old file or the new one, whole."""
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        hint = "choose another folder with --out"
        problem = Problem("unwritable", f"the file cannot be written: {error.strerror}", Position(target), hint)
        raise Unprintable([problem]) from None
    finally:
        # A draft is left only where the press is killed at this very moment.
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make the renaming last through a power cut; folders cannot be opened on Windows."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
