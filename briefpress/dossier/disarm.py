"""A foreign file made ready to be bound: harmless, its form flattened, its comments told.

All of it is done by a child (briefpress/confined); what is here is its job.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pikepdf

from briefpress.confined.reply import Reply, values_of
from briefpress.confined.tasks import Progress
from briefpress.core.problems import Problem, Unprintable
from briefpress.dossier.comments import check_redactions, comment_problem, read_comments, remove
from briefpress.dossier.comparison import annotation_keys, original
from briefpress.dossier.examined import SAVE_AGAIN, open_examined
from briefpress.dossier.fields import read_fields
from briefpress.dossier.foreign import is_tagged, own_annotations, sanitize
from briefpress.dossier.forms import flatten, read_form
from briefpress.dossier.model import Dossier, FilePart
from briefpress.dossier.setting import set_in_boxes
from briefpress.pdf.weights import MALFORMED_PDF


def disarm(part: FilePart, data: bytes, dossier: Dossier, progress: Progress) -> Reply:
    """A foreign file as it can be bound, its language, what is to be told of it and how it was.

    Raises Unprintable.
    """
    progress("open")
    name = part.path.name
    file = open_examined(data, name)
    progress("disarm")
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
        was = original(data, before, annotation_keys(file), new)
        problems += _disarmed(part, removed | flattened.removed)
        problems += [problem.at(part.named) for problem in flattened.problems]
        if not is_tagged(file):
            message = f"`{name}` has no tags, so that the dossier is not an accessible PDF (PDF/UA)"
            hint = "ask for a tagged PDF; a screen reader finds no order in these pages"
            problems.append(part.warning("untagged-part", message, hint))
        disarmed = BytesIO()
        file.save(disarmed)
        values = {
            "problems": [values_of(problem) for problem in problems],
            "language": str(file.Root.get("/Lang", "")),
            "left_out": [sorted(places) for places in was.left_out],
            "set_anew": [sorted(places) for places in was.set_anew],
        }
        return Reply(values, {"pdf": disarmed.getvalue()})


def examine_enclosed(part: FilePart, data: bytes, progress: Progress) -> Reply:
    """What is to be told of a foreign file that is enclosed as it is; raises Unprintable where it cannot be opened."""
    progress("open")
    with _intact(part), open_examined(data, part.path.name) as file:
        check_redactions(file, part.path.name)
        return Reply({"problems": [values_of(problem) for problem in _comments(file, part)]})


@contextmanager
def _intact(part: FilePart) -> Iterator[None]:
    """Raises Unprintable where the file of a part turns out to be malformed."""
    try:
        yield
    except MALFORMED_PDF:
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
