"""The parts of a dossier, opened and ready to be bound: editions from the press, files from outside, pictures."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf

from briefpress.core.design import Overrides
from briefpress.core.problems import Problem, Severity, Unprintable
from briefpress.core.project import layouts
from briefpress.core.standards import DEFAULT
from briefpress.dossier.cover import plate
from briefpress.dossier.foreign import NONSENSE, SAVE_ANEW, disarm, is_tagged, open_outside
from briefpress.dossier.merge import Gathering
from briefpress.dossier.model import ENCLOSED, PICTURES, BriefPart, Piece, Volume
from briefpress.pdf.attachments import Enclosed
from briefpress.press.build import Order, Progress, State, build, current


class Gatherer:
    """Opens the parts of a volume, gathering problems."""

    def __init__(self, volume: Volume, out: Path, epoch: int | None, progress: Progress) -> None:
        self.volume = volume
        #: Editions are kept beside the dossier, as they may be made to another standard than on their own.
        self.out = out / ".parts"
        self.epoch = epoch
        self.progress = progress
        self.problems: list[Problem] = []

    def gather(self) -> list[Gathering]:
        """The gatherings of all parts that are bound; raises Unprintable where one of them cannot be."""
        gatherings = [self._gather(piece, number) for number, piece in enumerate(self.volume.bound)]
        return [gathering for gathering in gatherings if gathering]

    def enclosed(self) -> list[Enclosed]:
        """The parts that are enclosed as they are."""
        files: dict[str, Enclosed] = {}
        for piece in self.volume.pieces:
            try:
                file = self._enclosed(piece) if piece.part.enclose else None
            except Unprintable as unprintable:
                self.problems += [_placed(problem, piece) for problem in unprintable.problems]
                continue
            if file and file.name in files:
                hint = "files are enclosed under their names alone: give one of them another"
                self.problems.append(piece.problem("duplicate-id", f"`{file.name}` is enclosed twice", hint))
            elif file:
                files[file.name] = file
        return list(files.values())

    def _enclosed(self, piece: Piece) -> Enclosed:
        part = piece.part
        if isinstance(part, BriefPart):
            data = self._edition(piece, part)
            with pikepdf.open(BytesIO(data)) as file:
                title, language = str(file.docinfo["/Title"]), str(file.Root.Lang)
            return Enclosed(self._order(piece, part).target("pdf").name, title, language, ENCLOSED[".pdf"], data)
        if piece.path.suffix.lower() == ".pdf":
            open_outside(piece.path).close()
        kind, language = ENCLOSED[piece.path.suffix.lower()], part.language or self.volume.language.code
        return Enclosed(piece.path.name, part.title, language, kind, piece.path.read_bytes())

    def _gather(self, piece: Piece, number: int) -> Gathering | None:
        letters = self.volume.labels.dossier.letters
        label = self.volume.labels.dossier.annex.replace("{tab}", tab(number, letters))
        try:
            file, title, language = self._open(piece)
        except Unprintable as unprintable:
            self.problems += [_placed(problem, piece) for problem in unprintable.problems]
            return None
        if not is_tagged(file):
            message = f"`{piece.path.name}` has no tags: the dossier does not claim to be accessible"
            hint = "ask for a tagged PDF; a screen reader finds no order in these pages"
            self.problems.append(_warning(piece.problem("untagged-part", message, hint)))
        is_marked = isinstance(piece.part, BriefPart) and piece.marking == self.volume.dossier.marking
        return Gathering(file, tab(number, "abcdefghijklmnopqrstuvwxyz"), label, title, language, is_marked)

    def _open(self, piece: Piece) -> tuple[pikepdf.Pdf, str, str]:
        """The file of a part, its title and its language."""
        part = piece.part
        if isinstance(part, BriefPart):
            file = pikepdf.open(BytesIO(self._edition(piece, part)))
            disarm(file)
            return file, str(file.docinfo["/Title"]), str(file.Root.Lang)
        spoken = part.language or self.volume.language.code
        if piece.path.suffix.lower() in PICTURES:
            return plate(piece, part, self.volume), part.title, spoken
        file = open_outside(piece.path)
        try:
            self._tell_disarmed(piece, disarm(file))
            return file, part.title, part.language or str(file.Root.get("/Lang", spoken))
        except NONSENSE:
            message = f"`{piece.path.name}` is damaged: its links, fields or tags make no sense"
            raise Unprintable([piece.problem("damaged-file", message, SAVE_ANEW)]) from None

    def _tell_disarmed(self, piece: Piece, found: list[str]) -> None:
        if found:
            message = f"`{piece.path.name}` is bound without what acts in it: {', '.join(found)}"
            hint = "what is to be kept whole can be enclosed: `enclose: true`"
            self.problems.append(_warning(piece.problem("disarmed-part", message, hint)))

    def _order(self, piece: Piece, part: BriefPart) -> Order:
        language = part.lang or self.volume.language.code
        layout = None if part.layout == layouts(piece.path)[0] else part.layout
        return Order(piece.path, language, self.out, Overrides(layout, standard=DEFAULT), self.epoch)

    def _edition(self, piece: Piece, part: BriefPart) -> bytes:
        order = self._order(piece, part)
        if not current(order):
            publication = build(order, self.progress)
            if publication.state is State.FAILED:
                raise Unprintable(publication.problems)
            self.problems += publication.problems
        return order.target("pdf").read_bytes()


def tab(number: int, letters: str) -> str:
    """The tab of a part, counted from 0: A to Z, then AA to AZ."""
    rounds, place = divmod(number, len(letters))
    return (tab(rounds - 1, letters) if rounds else "") + letters[place]


def _placed(problem: Problem, piece: Piece) -> Problem:
    """Problems of a brief have places of their own; those of a file stand where it is named."""
    return problem if problem.position else piece.problem(problem.code, problem.message, problem.hint)


def _warning(problem: Problem) -> Problem:
    return Problem(problem.code, problem.message, problem.position, problem.hint, Severity.WARNING)
