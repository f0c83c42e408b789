"""The stages of a dossier in order, and its file: read, open the parts, bind, write."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from briefpress.confined.limits import USUAL
from briefpress.confined.reading import read
from briefpress.confined.reply import Reply, problem_of
from briefpress.core.output import deliver
from briefpress.core.problems import Position, Problem, Unprintable, errors, in_order, stopping
from briefpress.dossier.binding import bind
from briefpress.dossier.model import Dossier
from briefpress.dossier.parts import Opener
from briefpress.dossier.read import read_dossier
from briefpress.press.order import Progress, Publication, State

_HINT = "leave out one part after another, to see which it is; a part that is enclosed is not bound: `enclose: true`"

#: The bytes of a file, how many pages it has, and its problems.
_Bound = tuple[bytes, int, tuple[Problem, ...]]


def assemble(path: Path, out: Path, epoch: int | None, progress: Progress, *, is_strict: bool = False) -> Publication:
    """Bind a dossier. The file takes the place of an older one only when it is finished and without errors.

    Where it is strict, warnings are taken as errors.
    """
    target = out / f"{path.stem}.pdf"
    try:
        progress("read")
        dossier = read_dossier(path)
        data, pages, problems = _bound(dossier, Opener(dossier, out, epoch, progress), progress)
        if stopping(problems, is_strict=is_strict):
            raise Unprintable(problems)
        progress("publish")
        deliver({target: data})
    except Unprintable as unprintable:
        return Publication(path.stem, State.FAILED, problems=unprintable.problems)
    return Publication(path.stem, State.BUILT, (target,), pages, problems)


def _bound(dossier: Dossier, opener: Opener, progress: Progress) -> _Bound:
    progress("gather")
    parts, enclosed = opener.bound(), opener.enclosed()
    if errors(opener.problems):
        raise Unprintable(opener.problems)
    name, folder, place = dossier.path.stem, dossier.folder.absolute(), Position(dossier.path)
    # What is bound was tried out part by part: all of them together may need more.
    limits = USUAL.times(2)
    job = partial(bind, dossier, parts, enclosed)
    try:
        data, pages, problems = read(
            job, _of_reply, reads=[folder], name=name, place=place, hint=_HINT, limits=limits, progress=progress
        )
    except Unprintable as unprintable:
        raise Unprintable([*opener.problems, *unprintable.problems]) from None
    return data, pages, in_order([*dossier.warnings, *opener.problems, *problems])


def _of_reply(reply: Reply) -> _Bound:
    return reply.files["pdf"], int(reply.values["pages"]), tuple(map(problem_of, reply.values["problems"]))
