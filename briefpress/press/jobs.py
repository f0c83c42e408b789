"""What a child does for an order, and what its answer says: nothing is written by it but its answer.

The files of an answer are named by what they are: `file/pdf`, `file/3.png` by their suffixes; `picture/` by the names
that drawn pictures are kept by; `compared/` by the names of files that `--keep` asks for.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import PurePath

from briefpress.confined.reply import Reply, problem_of, values_of
from briefpress.core.problems import Position, Problem, Unprintable, stopping
from briefpress.core.project import FACTS
from briefpress.core.refusals import refusal
from briefpress.press.drawn import is_drawn
from briefpress.press.order import Order, Progress

_DISTRUST = "do not print this brief on this machine before somebody has looked at it"

# The pipeline is imported where it runs: the parent of a single child does not need it.


def print_edition(order: Order, validator: Connection | None, progress: Progress) -> Reply:
    """The files of an edition in its formats, unless something is wrong; `validator` leads to one."""
    from briefpress.pdf.validator import ask_at
    from briefpress.press.pipeline import in_formats, press

    ask_at(validator, order.limits)
    try:
        pressed = press(order, progress, order.pictures)
        files = {}
        if not stopping(pressed.problems, is_strict=order.is_strict):
            formats = in_formats(pressed, order, progress)
            files = {f"file/{suffix}": data for each in formats.values() for suffix, data in each.items()}
    except (Unprintable, OSError) as error:
        return _refused(error)
    files |= {f"picture/{name}": data for name, data in pressed.drawn.items()}
    files |= {f"compared/{name}": data for name, data in pressed.compared.items()}
    return Reply(_values(pressed.problems, pressed.pdf.proof.pages, pressed.edition.left_out), files)


def check_edition(order: Order, validator: Connection | None, progress: Progress) -> Reply:
    """What is wrong with an edition, drafts as well, by all stages and the reference validator."""
    from briefpress.pdf.validator import ask_at
    from briefpress.press.pipeline import press

    ask_at(validator, order.limits)
    try:
        pressed = press(order, progress, with_drafts=True)
    except (Unprintable, OSError) as error:
        return _refused(error)
    files = {f"compared/{name}": data for name, data in pressed.compared.items()}
    return Reply(_values(pressed.problems, pressed.pdf.proof.pages, pressed.edition.left_out), files)


def _refused(error: Unprintable | OSError) -> Reply:
    """The answer where an edition, or the operating system, refuses; the limits of a child are told by it alone."""
    if isinstance(error, OSError) and error.errno == errno.EFBIG:
        raise error
    return Reply({"problems": _written(error.problems if isinstance(error, Unprintable) else [refusal(error)])})


def _values(problems: Iterable[Problem], pages: int, left_out: Mapping[str, str]) -> dict[str, object]:
    return {"problems": _written(problems), "pages": pages, "left_out": dict(left_out)}


def _written(problems: Iterable[Problem]) -> list[dict[str, object]]:
    return [values_of(problem) for problem in problems]


@dataclass(frozen=True)
class Answer:
    """What a child answered of an order."""

    problems: tuple[Problem, ...]
    #: None where the edition could not be laid out.
    pages: int | None
    left_out: Mapping[str, str]
    #: Finished files by their suffixes; drawn pictures, and those to be compared, by their names.
    files: Mapping[str, bytes]
    drawn: Mapping[str, bytes]
    compared: Mapping[str, bytes]


def answer_of(reply: Reply, order: Order) -> Answer:
    """The answer, as the stranger's that it may be; raises one of reply.MALFORMED.

    No name of a file leads anywhere but where such files are.
    """
    values, pages = reply.values, reply.values.get("pages")
    if not (pages is None or type(pages) is int):
        raise TypeError("a number of pages is wanted")
    groups: dict[str, dict[str, bytes]] = {"file": {}, "picture": {}, "compared": {}}
    for name, data in reply.files.items():
        group, _, name_in_group = name.partition("/")
        if not _is_allowed(group, name_in_group, order):
            raise ValueError("there are no such files")
        groups[group][name_in_group] = data
    left_out = {str(path): str(condition) for path, condition in values.get("left_out", {}).items()}
    return Answer(tuple(map(problem_of, values["problems"])), pages, left_out, *groups.values())


def malformed(order: Order) -> Problem:
    """What an answer is that is none, for an order."""
    message = f"`{order.name}` gave an answer that no press gives"
    return Problem("stage-failed", message, Position(order.folder / FACTS), _DISTRUST)


def _is_allowed(group: str, name: str, order: Order) -> bool:
    if group == "picture":
        return is_drawn(name)
    if group == "compared":
        return name.startswith(order.name) and name.endswith(".png") and PurePath(name).name == name
    number, _, suffix = name.rpartition(".")
    return suffix in order.formats and (number == "" or (suffix == "png" and number.isdecimal() and number.isascii()))
