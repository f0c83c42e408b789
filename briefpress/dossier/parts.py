"""The parts of a dossier, opened: editions from the press, foreign files, images.

All of it is done in the child of the dossier. What comes from outside is read here once, and looked into by further
children alone (disarm.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from briefpress.confined.reading import LIMITS, read
from briefpress.confined.reply import Reply, problem_of
from briefpress.core import record
from briefpress.core.design import DEFAULT_STANDARD, Overrides
from briefpress.core.files import MAX_ALL, Files
from briefpress.core.problems import Problem, Unprintable
from briefpress.dossier.comparison import Original
from briefpress.dossier.cover import image_page
from briefpress.dossier.disarm import disarm, examine_enclosed
from briefpress.dossier.examined import MAX_BYTES
from briefpress.dossier.model import BriefPart, Dossier, FilePart
from briefpress.press.build import build
from briefpress.press.order import Order, Progress, State, chosen_layout

_DISTRUST = "print it as PDF again, by another program; if that does not end either, do not trust the file"
_Opened = TypeVar("_Opened")


@dataclass(frozen=True)
class OpenedPart:
    """A part that can be bound: the bytes of its PDF, and how it was, where it is somebody else's."""

    part: BriefPart | FilePart
    data: bytes
    #: What a foreign file says of itself; "" where it is silent, or where its edition says it.
    language: str = ""
    original: Original | None = None


@dataclass(frozen=True)
class EnclosedPart:
    """A part that is enclosed as it is, under a name."""

    part: BriefPart | FilePart
    name: str
    data: bytes


@dataclass(frozen=True)
class MadeEdition:
    """An edition that was made for a dossier: its file, the digest of what it was made from, what it is without."""

    data: bytes
    inputs: str
    left_out: Mapping[str, str]
    #: Whether it is taken the next time: what is told of one that is not quite right is to be told again.
    is_kept: bool


class Opener:
    """Opens the parts of a dossier, collecting problems."""

    def __init__(self, dossier: Dossier, kept: Path, epoch: int | None, progress: Progress) -> None:
        self.dossier = dossier
        #: The folder in which editions are kept.
        self.kept = kept
        self.epoch = epoch
        self.progress = progress
        self.problems: list[Problem] = []
        #: The editions that were made, as they were not kept, by their names.
        self.editions: dict[str, MadeEdition] = {}

    def bound(self) -> list[OpenedPart]:
        """The parts that are bound and can be."""
        parts = [self._tried(part, self._opened) for part in self.dossier.parts if not part.enclose]
        return [part for part in parts if part]

    def enclosed(self) -> list[EnclosedPart]:
        """The parts that are enclosed as they are."""
        files: dict[str, EnclosedPart] = {}
        for part in self.dossier.parts:
            file = self._tried(part, self._enclosed) if part.enclose else None
            if file and file.name in files:
                hint = "files are enclosed under their names alone: rename one of them"
                self.problems.append(part.problem("duplicate-id", f"`{file.name}` is enclosed twice", hint))
            elif file:
                files[file.name] = file
        return list(files.values())

    def _tried(self, part: BriefPart | FilePart, make: Callable[[BriefPart | FilePart], _Opened]) -> _Opened | None:
        """What is made of a part, unless that cannot be: the problems of a brief have a place, those of a file none."""
        try:
            return make(part)
        except Unprintable as unprintable:
            self.problems += [each if each.position else each.at(part.named) for each in unprintable.problems]
            return None

    def _enclosed(self, part: BriefPart | FilePart) -> EnclosedPart:
        if isinstance(part, BriefPart):
            return EnclosedPart(part, self._order(part).target("pdf").name, self._edition(part))
        data = self._bytes(part)
        if part.path.suffix.lower() == ".pdf":
            self._read(part, partial(examine_enclosed, part, data), lambda _: None)
        return EnclosedPart(part, part.path.name, data)

    def _opened(self, part: BriefPart | FilePart) -> OpenedPart:
        if isinstance(part, BriefPart):
            return OpenedPart(part, self._edition(part))
        data = self._bytes(part)
        if part.is_image:
            job = partial(image_page, part, data, self.dossier)
            return self._read(part, job, lambda reply: OpenedPart(part, reply.files["pdf"]))
        return self._read(part, partial(disarm, part, data, self.dossier), partial(_disarmed, part, data))

    def _bytes(self, part: FilePart) -> bytes:
        """What is in the file of a part, which is read once."""
        return Files(self.dossier.folder).read(part.path, MAX_BYTES)

    def _read(self, part: FilePart, job: Callable[[Progress], Reply], result_of: Callable[[Reply], _Opened]) -> _Opened:
        """What a child makes of the file of a part, whose problems are told; raises Unprintable."""

        def told(reply: Reply) -> _Opened:
            result, problems = result_of(reply), list(map(problem_of, reply.values["problems"]))
            self.problems += problems
            return result

        folder = self.dossier.folder.absolute()
        name, place = part.path.name, part.named
        return read(job, told, reads=[folder], name=name, place=place, hint=_DISTRUST, limits=LIMITS)

    def _order(self, part: BriefPart) -> Order:
        language = part.lang or self.dossier.language.code
        layout = chosen_layout(part.path, part.layout)
        overrides = Overrides(layout, standard=DEFAULT_STANDARD, audience=part.audience, recipient=part.recipient)
        return Order(part.path, language, self.kept, overrides, self.epoch)

    def _edition(self, part: BriefPart) -> bytes:
        order = self._order(part)
        inputs = order.digest()
        if record.current(order.target("pdf"), inputs):
            return Files(self.kept).read(order.target("pdf"), MAX_ALL)
        if order.name not in self.editions:
            self.editions[order.name] = self._made(order, inputs)
        return self.editions[order.name].data

    def _made(self, order: Order, inputs: str) -> MadeEdition:
        with TemporaryDirectory(prefix="briefpress-") as folder:
            order = replace(order, out=Path(folder))
            publication = build(order, self.progress)
            if publication.state is State.FAILED:
                raise Unprintable(publication.problems)
            self.problems += publication.problems
            data = Files(order.out).read(order.target("pdf"), MAX_ALL)
        return MadeEdition(data, inputs, publication.left_out, not publication.problems)


def _disarmed(part: FilePart, data: bytes, reply: Reply) -> OpenedPart:
    """The part of a foreign file that was disarmed."""
    left_out, set_anew = (tuple(map(frozenset, reply.values[key])) for key in ("left_out", "set_anew"))
    return OpenedPart(part, reply.files["pdf"], str(reply.values["language"]), Original(data, left_out, set_anew))
