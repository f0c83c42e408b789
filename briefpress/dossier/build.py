"""The stages of a dossier in order, and its file: read, open the parts, bind, write.

A child does all but write: it reads the dossier and starts a child for each of its parts, and one that binds them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePath

from briefpress.confined.limits import USUAL
from briefpress.confined.reading import read
from briefpress.confined.reply import Reply, problem_of, values_of
from briefpress.core import record
from briefpress.core.output import deliver
from briefpress.core.problems import Position, Problem, Unprintable, errors, in_order, stopping
from briefpress.core.project import CONTENT
from briefpress.dossier.binding import bind
from briefpress.dossier.model import Dossier
from briefpress.dossier.parts import Opener
from briefpress.dossier.read import read_dossier
from briefpress.press.order import Progress, Publication, State

_HINT = "leave out one part after another, to see which it is; a part that is enclosed is not bound: `enclose: true`"
#: What is bound was tried out part by part: all of them together may need more.
_ALL = USUAL.times(2)
#: The child of a dossier waits for those of its parts.
_WHOLE = replace(_ALL, clock=10 * _ALL.clock, answer=2 * _ALL.answer)

#: The bytes of a file, how many pages it has, and its problems.
_Bound = tuple[bytes, int, tuple[Problem, ...]]


@dataclass(frozen=True)
class _Answer:
    """What a child makes of a dossier: its file, where there is one, its problems, and the editions made for it."""

    data: bytes | None
    pages: int
    problems: tuple[Problem, ...]
    #: By their names.
    editions: Mapping[str, bytes]
    #: What each of them was made from, if it is to be kept for the next time, and what it is without.
    inputs: Mapping[str, str]
    left_out: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def assemble(path: Path, out: Path, epoch: int | None, progress: Progress, *, is_strict: bool = False) -> Publication:
    """Bind a dossier. The file takes the place of an older one only when it is finished and without errors.

    Where it is strict, warnings are taken as errors. Editions are kept beside it, as they may be made to another
    standard than on their own.
    """
    target, kept = out / f"{path.stem}.pdf", out / ".parts"
    try:
        answer = read(
            partial(_assembled, path, kept, epoch), _answer_of, name=path.stem, place=Position(path), hint=_HINT,
            reads=[path.parent.absolute(), CONTENT.absolute(), kept.absolute()], limits=_WHOLE, progress=progress,
        )  # fmt: skip
        _keep(answer, kept)
        if answer.data is None or stopping(answer.problems, is_strict=is_strict):
            raise Unprintable(answer.problems)
        progress("publish")
        deliver({target: answer.data})
    except Unprintable as unprintable:
        return Publication(path.stem, State.FAILED, problems=unprintable.problems)
    return Publication(path.stem, State.BUILT, (target,), answer.pages, answer.problems)


def _keep(answer: _Answer, folder: Path) -> None:
    """Keep the editions that were made for a dossier, for the next time; raises Unprintable."""
    paths = {name: folder / f"{name}.pdf" for name in answer.editions}
    if paths:
        deliver({path: answer.editions[name] for name, path in paths.items()})
    for name, path in paths.items():
        record.forget(path)
        if name in answer.inputs:
            record.keep(path, [path], answer.inputs[name], answer.left_out[name])


def _assembled(path: Path, kept: Path, epoch: int | None, progress: Progress) -> Reply:
    """The file of a dossier, as far as it came; raises Unprintable where the dossier cannot be read."""
    progress("read")
    dossier = read_dossier(path)
    opener = Opener(dossier, kept, epoch, progress)
    files: dict[str, bytes] = {}
    pages, problems = 0, list[Problem]()
    try:
        files["dossier"], pages, bound = _bound(dossier, opener, progress)
        problems += bound
    except Unprintable as unprintable:
        problems += unprintable.problems
    made = opener.editions
    editions = {f"edition/{name}": each.data for name, each in made.items()}
    records = {name: [each.inputs, dict(each.left_out)] for name, each in made.items() if each.is_kept}
    values = {"pages": pages, "problems": [values_of(problem) for problem in problems], "records": records}
    return Reply(values, files | editions)


def _answer_of(reply: Reply) -> _Answer:
    editions = {name.removeprefix("edition/"): data for name, data in reply.files.items() if name != "dossier"}
    if not all(PurePath(name).name == name for name in editions):
        raise ValueError("there are no such files")
    records = reply.values["records"]
    return _Answer(
        reply.files.get("dossier"),
        int(reply.values["pages"]),
        tuple(map(problem_of, reply.values["problems"])),
        editions,
        {name: str(inputs) for name, (inputs, _) in records.items()},
        {name: {str(path): str(why) for path, why in left_out.items()} for name, (_, left_out) in records.items()},
    )


def _bound(dossier: Dossier, opener: Opener, progress: Progress) -> _Bound:
    progress("gather")
    parts, enclosed = opener.bound(), opener.enclosed()
    if errors(opener.problems):
        raise Unprintable(opener.problems)
    name, folder, place = dossier.path.stem, dossier.folder.absolute(), Position(dossier.path)
    stages = [""]

    def staged(stage: str) -> None:
        stages.append(stage)
        progress(stage)

    job = partial(bind, dossier, parts, enclosed)
    try:
        data, pages, problems = read(
            job, _of_reply, reads=[folder], name=name, place=place, hint=_HINT, limits=_ALL, progress=staged
        )
    except Unprintable as unprintable:
        # What ended a child is of the part that it was at: `stamp, part 2`.
        _, _, number = stages[-1].partition(", part ")
        at = parts[int(number) - 1].part.named if number else place
        told = [each.at(at) if each.position == place else each for each in unprintable.problems]
        raise Unprintable([*opener.problems, *told]) from None
    return data, pages, tuple(in_order([*dossier.warnings, *opener.problems, *problems]))


def _of_reply(reply: Reply) -> _Bound:
    return reply.files["pdf"], int(reply.values["pages"]), tuple(map(problem_of, reply.values["problems"]))
