"""The parts of a dossier, opened and ready to be bound: editions from the press, foreign files, images."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from string import ascii_lowercase

import pikepdf

from briefpress.core.design import DEFAULT_STANDARD, Overrides
from briefpress.core.problems import Problem, Unprintable
from briefpress.dossier.comparison import Original
from briefpress.dossier.cover import image_page
from briefpress.dossier.disarm import file_problems, open_disarmed
from briefpress.dossier.foreign import is_tagged, sanitize
from briefpress.dossier.model import BoundPart, BriefPart, Dossier, FilePart
from briefpress.pdf.attachments import Attachment
from briefpress.press.build import build
from briefpress.press.order import Order, Progress, State, chosen_layout
from briefpress.schema.numbering import lettered


class Opener:
    """Opens the parts of a dossier, collecting problems."""

    def __init__(self, dossier: Dossier, out: Path, epoch: int | None, progress: Progress) -> None:
        self.dossier = dossier
        #: Editions are kept beside the dossier, as they may be made to another standard than on their own.
        self.out = out / ".parts"
        self.epoch = epoch
        self.progress = progress
        self.problems: list[Problem] = []

    def bound(self) -> list[BoundPart]:
        """The parts that are bound and can be."""
        written = [part for part in self.dossier.parts if not part.enclose]
        parts = [self._bound(part, number) for number, part in enumerate(written, start=1)]
        return [part for part in parts if part]

    def enclosed(self) -> list[Attachment]:
        """The parts that are enclosed as they are."""
        files: dict[str, Attachment] = {}
        for part in self.dossier.parts:
            try:
                file = self._enclosed(part) if part.enclose else None
            except Unprintable as unprintable:
                self._add(unprintable, part)
                continue
            if file and file.name in files:
                hint = "files are enclosed under their names alone: rename one of them"
                self.problems.append(part.problem("duplicate-id", f"`{file.name}` is enclosed twice", hint))
            elif file:
                files[file.name] = file
        return list(files.values())

    def _enclosed(self, part: BriefPart | FilePart) -> Attachment:
        if isinstance(part, BriefPart):
            data = self._edition(part)
            with pikepdf.open(BytesIO(data)) as file:
                title, language = str(file.docinfo["/Title"]), str(file.Root.Lang)
            return Attachment(self._order(part).target("pdf").name, title, language, data)
        if part.path.suffix.lower() == ".pdf":
            self.problems += file_problems(part)
        language = part.language or self.dossier.language.code
        return Attachment(part.path.name, part.title, language, part.path.read_bytes())

    def _bound(self, part: BriefPart | FilePart, number: int) -> BoundPart | None:
        try:
            file, title, language, original = self._open(part)
        except Unprintable as unprintable:
            self._add(unprintable, part)
            return None
        if not is_tagged(file):
            message = f"`{part.path.name}` has no tags, so that the dossier is not an accessible PDF (PDF/UA)"
            hint = "ask for a tagged PDF; a screen reader finds no order in these pages"
            self.problems.append(part.warning("untagged-part", message, hint))
        labels = self.dossier.labels.dossier
        label = labels.annex.replace("{tab}", lettered(number, labels.letters))
        marking = self.dossier.marking
        is_marked = not marking or (isinstance(part, BriefPart) and part.marking == marking.name)
        # Foreign files say all sorts of things there.
        purpose = str(file.docinfo.get("/Subject", "")) if isinstance(part, BriefPart) else ""
        key = lettered(number, ascii_lowercase)
        return BoundPart(part, file, key, label, title, language, is_marked, original, purpose)

    def _open(self, part: BriefPart | FilePart) -> tuple[pikepdf.Pdf, str, str, Original | None]:
        """The file of a part, its title and its language; and how it was, if it is somebody else's."""
        if isinstance(part, BriefPart):
            file = pikepdf.open(BytesIO(self._edition(part)))
            sanitize(file)
            return file, str(file.docinfo["/Title"]), str(file.Root.Lang), None
        default = self.dossier.language.code
        if part.is_image:
            return image_page(part, self.dossier), part.title, part.language or default, None
        foreign = open_disarmed(part, self.dossier)
        self.problems += foreign.problems
        return foreign.file, part.title, part.language or foreign.language or default, foreign.original

    def _order(self, part: BriefPart) -> Order:
        language = part.lang or self.dossier.language.code
        layout = chosen_layout(part.path, part.layout)
        overrides = Overrides(layout, standard=DEFAULT_STANDARD, audience=part.audience, recipient=part.recipient)
        return Order(part.path, language, self.out, overrides, self.epoch)

    def _edition(self, part: BriefPart) -> bytes:
        order = self._order(part)
        publication = build(order, self.progress)
        if publication.state is State.FAILED:
            raise Unprintable(publication.problems)
        self.problems += publication.problems
        return order.target("pdf").read_bytes()

    def _add(self, unprintable: Unprintable, part: BriefPart | FilePart) -> None:
        """Collect the problems of a part: those of a brief have a place, those of a file are where it is named."""
        for problem in unprintable.problems:
            is_placed = problem.position is not None
            self.problems.append(problem if is_placed else part.problem(problem.code, problem.message, problem.hint))
