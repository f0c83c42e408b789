"""The verb `diff`: two versions of a brief in, a redline edition out, with a list of what differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from briefpress.confined.reading import LIMITS, read
from briefpress.confined.reply import Reply, problem_of, values_of
from briefpress.core import project
from briefpress.core.design import Finish
from briefpress.core.output import deliver
from briefpress.core.problems import Position, Problem, Severity, Unprintable, WrongUsage, stopping
from briefpress.core.yamlreader import read_yaml
from briefpress.press.make import read_order
from briefpress.press.order import Order, Progress, Publication, State, chosen_layout
from briefpress.press.pipeline import press_page
from briefpress.reading.markings import read_office
from briefpress.redline.compare import compare
from briefpress.redline.page import redline_page
from briefpress.redline.report import Difference, differences
from briefpress.schema.edition import Edition

_HINT = "build each of the two versions by itself, to see which one it is; do not trust a brief that is not yours"


@dataclass(frozen=True)
class Redlined:
    """What came of a comparison: how the two differ, and the file that shows it."""

    publication: Publication
    differences: tuple[Difference, ...] = ()


def diff(old: Path, order: Order, progress: Progress) -> Redlined:
    """Print the redline edition from the brief in the folder `old` to that of the order, by a child.

    Nothing is printed where they do not differ. The file takes the place of an older one only when it is finished and
    without errors.
    """
    answer = _Answer()
    place = Position(order.folder / project.FACTS)
    reads = [old.absolute(), order.folder.absolute(), order.pictures.absolute()]
    try:
        answer = read(
            partial(_redline, old, order), _answer_of, reads=reads, name=order.name, place=place, hint=_HINT,
            limits=order.limits, progress=progress,
        )  # fmt: skip
        if stopping(answer.problems, is_strict=order.is_strict):
            raise Unprintable(answer.problems)
        if answer.data is None:
            return Redlined(Publication(order.name, State.UNCHANGED))
        target = order.target("redline.pdf")
        deliver({target: answer.data})
    except Unprintable as unprintable:
        return Redlined(Publication(order.name, State.FAILED, problems=unprintable.problems), answer.differences)
    publication = Publication(order.name, State.CHANGED, (target,), answer.pages, answer.problems)
    return Redlined(publication, answer.differences)


@dataclass(frozen=True)
class _Answer:
    """What a child answers: how the two differ, what is wrong, and the file with its pages, where there is one."""

    differences: tuple[Difference, ...] = ()
    problems: tuple[Problem, ...] = ()
    pages: int = 0
    data: bytes | None = None


def _answer_of(reply: Reply) -> _Answer:
    values = reply.values
    differences = tuple(map(Difference.of_values, values["differences"]))
    return _Answer(
        differences, tuple(map(problem_of, values["problems"])), int(values["pages"]), reply.files.get("pdf")
    )


def _redline(old: Path, order: Order, progress: Progress) -> Reply:
    """The redline edition of an order, as far as it came."""
    changes: tuple[Difference, ...] = ()
    try:
        before, _ = read_order(_as_then(order, old), progress, alone=True, later=order.folder)
        # What was not translated anew is told, as by `check`; marks before it would be differences of their own.
        after, design = read_order(order, progress, unmarked=True)
        comparison = compare(before, after)
        changes = tuple(differences(comparison.edits, before, after))
        if not changes:
            return _reply()
        design = replace(design, finish=Finish.REDLINE)
        page = partial(redline_page, before, after, comparison, changes, cache=order.pictures)
        pressed = press_page(page, design, after, progress)
    except Unprintable as unprintable:
        return _reply(changes, unprintable.problems)
    problems = pressed.problems + _unraised(before, after) + _less_severe(before, after)
    return _reply(changes, problems, pressed.pdf.proof.pages, {"pdf": pressed.pdf.data})


def _reply(
    changes: Iterable[Difference] = (),
    problems: Iterable[Problem] = (),
    pages: int = 0,
    files: Mapping[str, bytes] = {},
) -> Reply:
    told = {"differences": [vars(change) for change in changes], "problems": [values_of(each) for each in problems]}
    return Reply({**told, "pages": pages}, files)


def _as_then(order: Order, old: Path) -> Order:
    """The order of the older version, which may not know the readers of the newer one yet: then it is for all."""
    chosen = order.overrides
    audience = chosen.audience if chosen.audience in (project.readers(old, "audiences") or ()) else None
    recipient = chosen.recipient if chosen.recipient in (project.readers(old, "recipients") or ()) else None
    return replace(order, folder=old, overrides=replace(chosen, audience=audience, recipient=recipient))


def _unraised(old: Edition, new: Edition) -> tuple[Problem, ...]:
    """A warning where both versions have one name: nobody can tell from the pages what is compared with what."""
    if (old.brief.version, old.brief.date) != (new.brief.version, new.brief.date):
        return ()
    name = ", ".join(filter(None, [new.brief.version, str(new.brief.date.first)]))
    message = f"the old version bears the same version and date: {name}"
    hint = "raise `version:` or `date:`, which the redline edition names on every page"
    position = read_yaml(new.folder / project.FACTS).nearest("version").position
    return (Problem("same-version", message, position, hint, Severity.WARNING),)


def _less_severe(old: Edition, new: Edition) -> tuple[Problem, ...]:
    """A warning where what is deleted was marked more severely than the new version, whose marking every page bears."""
    if old.marking is None:
        return ()
    markings = read_office(new.folder, new.files, new.language).markings
    if new.marking and markings.severest([old.marking.name, new.marking.name]) == [new.marking.name]:
        return ()
    message = f"the old version is marked {old.marking.printed}, and every page here as the new one"
    hint = "show it only to those who may read the old version: what is deleted stands in it"
    position = read_yaml(new.folder / project.FACTS).nearest("marking").position
    return (Problem("low-marking", message, position, hint, Severity.WARNING),)


def language_and_layout(old: Path, new: Path, wanted: str | None, layout: str | None) -> tuple[str, str | None]:
    """What is compared: the language that is wanted, that of the source wording, or the first; and the layout.

    The layout is None where it is the newer version's own. A child reads that. Raises WrongUsage where one of the two
    versions lacks the language.
    """
    return read(
        partial(_chosen, old, new, wanted, layout), _choice_of, reads=[old, new], name=new.name,
        place=Position(new / project.FACTS), hint=_HINT, limits=LIMITS,
    )  # fmt: skip


def _chosen(old: Path, new: Path, wanted: str | None, layout: str | None, _progress: Progress) -> Reply:
    return Reply({"language": _language(old, new, wanted), "layout": chosen_layout(new, layout)})


def _choice_of(reply: Reply) -> tuple[str, str | None]:
    layout = reply.values["layout"]
    return str(reply.values["language"]), None if layout is None else str(layout)


def _language(old: Path, new: Path, wanted: str | None) -> str:
    codes = project.languages(new)
    shared = [code for code in codes if code in project.languages(old)]
    if not shared or (wanted and wanted not in shared):
        lacking = f"manuscript in `{wanted}`" if wanted else "language"
        hint = f"languages of both: {', '.join(shared)}" if shared else "a PDF encloses the manuscript of its language"
        raise WrongUsage([Problem("unknown-language", f"the two versions have no {lacking} in common", None, hint)])
    source = read_yaml(new / project.FACTS).text("language")
    return wanted or (source if source in shared else shared[0])
