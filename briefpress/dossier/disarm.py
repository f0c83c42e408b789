"""A foreign file made ready to be bound: harmless, its form flattened, its comments told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary

from briefpress.core.problems import Problem, Unprintable
from briefpress.dossier.comments import check_redactions, comment_problem, read_comments, remove
from briefpress.dossier.comparison import Original, annotation_keys, original
from briefpress.dossier.fields import read_fields
from briefpress.dossier.foreign import MALFORMED, SAVE_AGAIN, open_foreign, own_annotations, sanitize
from briefpress.dossier.forms import flatten
from briefpress.dossier.model import Dossier, FilePart


@dataclass(frozen=True)
class Disarmed:
    """A foreign file that can be bound, how it was, and what is to be told of it."""

    file: pikepdf.Pdf
    original: Original
    problems: tuple[Problem, ...]

    @property
    def language(self) -> str:
        """What it says of itself; "" where it is silent."""
        return str(self.file.Root.get("/Lang", ""))


def open_disarmed(part: FilePart, dossier: Dossier) -> Disarmed:
    """Open a foreign file to be bound; raises Unprintable."""
    file = open_foreign(part.path)
    try:
        return _disarmed(file, part, dossier)
    except MALFORMED:
        message = f"`{part.path.name}` is damaged: its links, fields or tags are not valid"
        raise Unprintable([part.problem("damaged-file", message, SAVE_AGAIN)]) from None


def told(part: FilePart) -> tuple[Problem, ...]:
    """What is to be told of a foreign file that is enclosed as it is; raises Unprintable where it cannot be opened."""
    with open_foreign(part.path) as file:
        check_redactions(file, part.path.name)
        return tuple(_told_comments(file, part))


def _disarmed(file: pikepdf.Pdf, part: FilePart, dossier: Dossier) -> Disarmed:
    name = part.path.name
    own_annotations(file)
    before, fields = annotation_keys(file), read_fields(file)
    check_redactions(file, name)
    problems = list(_told_comments(file, part))
    if part.comments == "remove":
        remove(read_comments(file), file)
    removed = sanitize(file)
    form = flatten(file, fields, name, dossier)
    removed |= form.removed
    if removed:
        message = f"`{name}` is bound without its active contents: {', '.join(sorted(removed))}"
        hint = "enclose what must be kept whole: `enclose: true`"
        problems.append(part.warning("disarmed-part", message, hint))
    problems += [problem.at(part.named) for problem in form.problems]
    # Where all fields are to be drawn anew, programs do not agree on what the file looks like.
    is_redrawn = file.Root.get("/AcroForm", Dictionary()).get("/NeedAppearances", False)
    new = {each.objgen for each in ([field.widget for field in fields] if is_redrawn else form.changed)}
    return Disarmed(file, original(part.path, before, annotation_keys(file), new), tuple(problems))


def _told_comments(file: pikepdf.Pdf, part: FilePart) -> Iterator[Problem]:
    comments = read_comments(file)
    if comments and part.comments != "keep" and (part.enclose or part.comments != "remove"):
        yield comment_problem(comments, part.path.name).at(part.named)
