"""What reviewers have left on the pages of a file: sticky notes, marked text, boxes, and redactions not carried out.

Such marks go out with the pages, and with them what was said in private; so they are told, unless the dossier says what
is to become of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Object

from briefpress.core.problems import Problem, Severity, Unprintable
from briefpress.dossier.objects import annotations_of, text_of, without_markup

#: Marks that are made by reviewers alone, as people call them (ISO 32000-1, 12.5.6).
_NOTES = {
    "/Text": "sticky note",
    "/FreeText": "text box",
    "/Highlight": "highlighting",
    "/Underline": "underlining",
    "/Squiggly": "underlining",
    "/StrikeOut": "strike-through",
    "/Caret": "insertion",
}
#: Marks that may be of the page itself: they are a reviewer's where they say something, or by whom they are.
_MARKS = {
    "/Ink": "drawing",
    "/Line": "line",
    "/Square": "box",
    "/Circle": "circle",
    "/Polygon": "shape",
    "/PolyLine": "line",
    "/Stamp": "stamp",
}
#: A text box that is typed onto the page, as into a form.
_TYPED = "/FreeTextTypeWriter"
#: How many comments are quoted, and how much of each.
_SHOWN, _QUOTED = 3, 40


@dataclass(frozen=True)
class Comment:
    """A comment: where, what, by whom, and what it says."""

    page: int
    kind: str
    author: str
    words: str
    annotation: Object

    def __str__(self) -> str:
        """As it is told: page 2, sticky note by Anna: “Check this figure”."""
        words = " ".join(self.words.split())
        quote = f": “{words if len(words) <= _QUOTED else words[:_QUOTED].rstrip() + '…'}”" if words else ""
        return f"page {self.page}, {self.kind}{f' by {self.author}' if self.author else ''}{quote}"


def read_comments(file: pikepdf.Pdf) -> list[Comment]:
    """The comments of a file, in the order of its pages."""
    return [
        comment
        for number, page in enumerate(file.pages, start=1)
        for annotation in annotations_of(page)
        if (comment := _comment(annotation, number))
    ]


def _comment(annotation: Object, page: int) -> Comment | None:
    subtype = str(annotation.get("/Subtype"))
    words = text_of(annotation.get("/Contents")) or without_markup(text_of(annotation.get("/RC")))
    author = text_of(annotation.get("/T"))
    kind = _NOTES.get(subtype) or (_MARKS.get(subtype) if words or author.strip() else None)
    if kind is None or annotation.get("/IT") == _TYPED:
        return None
    return Comment(page, kind, author, words, annotation)


def comment_problem(comments: Sequence[Comment], name: str) -> Problem:
    """A warning of the comments of a file by this name, without a place."""
    quotes = "; ".join(map(str, comments[:_SHOWN])) + ("; …" if len(comments) > _SHOWN else "")
    count = f"{len(comments)} comments go" if len(comments) > 1 else "a comment goes"
    hint = "leave them out by `comments: remove` in this part, or say by `comments: keep` that they are meant to go out"
    return Problem("commented-part", f"with `{name}` {count} out: {quotes}", None, hint, Severity.WARNING)


def remove(comments: Sequence[Comment], file: pikepdf.Pdf) -> None:
    """Take comments out of a file, and the windows in which they open."""
    gone = {comment.annotation.objgen for comment in comments}
    for page in file.pages:
        page.obj.Annots = Array(each for each in page.obj.get("/Annots", ()) if not _is_gone(each, gone))


def _is_gone(annotation: Object, gone: set[tuple[int, int]]) -> bool:
    if not isinstance(annotation, Dictionary):
        return False
    parents = [annotation.get(key) for key in ("/Parent", "/IRT")] if annotation.get("/Subtype") != "/Widget" else []
    return any(each.objgen in gone for each in (annotation, *parents) if isinstance(each, Dictionary))


def check_redactions(file: pikepdf.Pdf, name: str) -> None:
    """Raise Unprintable, without a place, where text is marked to be blacked out and still there (12.5.6.23)."""
    pages: Counter[int] = Counter(_redactions(file))
    if pages:
        where = ", ".join(map(str, pages))
        count = f"{pages.total()} redactions are" if pages.total() > 1 else "a redaction is"
        message = f"in `{name}` {count} marked and not carried out: the words under the mark can be read"
        hint = (
            f"carry them out in the program that made them (page {where}), or take the marks away; then save the file"
        )
        raise Unprintable([Problem("unapplied-redaction", message, None, hint)])


def _redactions(file: pikepdf.Pdf) -> Iterator[int]:
    for number, page in enumerate(file.pages, start=1):
        yield from (number for each in annotations_of(page) if each.get("/Subtype") == "/Redact")
