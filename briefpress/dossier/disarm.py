"""A foreign file made ready to be bound: harmless, its form flattened, its comments told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pikepdf

from briefpress.core.problems import Problem, Unprintable
from briefpress.dossier.comments import check_redactions, comment_problem, read_comments, remove
from briefpress.dossier.comparison import Original, annotation_keys, original
from briefpress.dossier.fields import read_fields
from briefpress.dossier.foreign import MALFORMED, SAVE_AGAIN, open_foreign, own_annotations, sanitize
from briefpress.dossier.forms import flatten, read_form
from briefpress.dossier.model import Dossier, FilePart
from briefpress.dossier.setting import set_in_boxes


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
    name = part.path.name
    file = open_foreign(part.path)
    with _intact(part):
        own_annotations(file)
        before, fields = annotation_keys(file), read_fields(file)
        check_redactions(file, name)
        problems = list(_comments(file, part))
        if part.comments == "remove":
            remove(read_comments(file), file)
        removed = sanitize(file)
        form = read_form(file, fields)
    pictures = set_in_boxes(form.settings, file, dossier)
    with _intact(part):
        flattened = flatten(form, pictures, file, name)
        # Where all fields are to be drawn anew, programs do not agree on what the file looks like.
        is_redrawn = form.acroform.get("/NeedAppearances", False)
        new = {each.objgen for each in ([field.widget for field in fields] if is_redrawn else flattened.changed)}
        left_out = original(part.path, before, annotation_keys(file), new)
    problems += _disarmed(part, removed | flattened.removed)
    problems += [problem.at(part.named) for problem in flattened.problems]
    return Disarmed(file, left_out, tuple(problems))


def file_problems(part: FilePart) -> tuple[Problem, ...]:
    """The problems of a foreign file that is enclosed as it is; raises Unprintable where it cannot be opened."""
    with open_foreign(part.path) as file:
        check_redactions(file, part.path.name)
        return tuple(_comments(file, part))


@contextmanager
def _intact(part: FilePart) -> Iterator[None]:
    """Raises Unprintable where the file of a part turns out to be malformed."""
    try:
        yield
    except MALFORMED:
        message = f"`{part.path.name}` is damaged: its links, fields or tags are not valid"
        raise Unprintable([part.problem("damaged-file", message, SAVE_AGAIN)]) from None


def _disarmed(part: FilePart, removed: set[str]) -> Iterator[Problem]:
    if removed:
        message = f"`{part.path.name}` is bound without its active contents: {', '.join(sorted(removed))}"
        yield part.warning("disarmed-part", message, "enclose what must be kept whole: `enclose: true`")


def _comments(file: pikepdf.Pdf, part: FilePart) -> Iterator[Problem]:
    comments = read_comments(file)
    if comments and part.comments != "keep" and (part.enclose or part.comments != "remove"):
        yield comment_problem(comments, part.path.name).at(part.named)
