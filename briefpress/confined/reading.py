"""What others supply, read by a child: a PDF, a repository, a folder of theirs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from briefpress.confined.children import run
from briefpress.confined.limits import Limits, Use
from briefpress.confined.reply import MALFORMED, Fallen, Reply, problem_of, values_of
from briefpress.confined.tasks import Progress
from briefpress.core.problems import Position, Problem, Unprintable, WrongUsage

#: Of one that reads a file: more than ten times what a hundred pages take.
LIMITS = Limits(processor=60, clock=300, use=Use("less than 5 s", "less than 10 s", "less than 200 MB"))

_REPORT = "see CONTRIBUTING.md for how to report what is the press's own fault"
_Result = TypeVar("_Result")


def read(
    job: Callable[[Progress], Reply],
    result_of: Callable[[Reply], _Result],
    *,
    reads: Sequence[Path],
    name: str,
    place: Position | None,
    hint: str,
    limits: Limits,
    progress: Progress | None = None,
) -> _Result:
    """The result of what a child answers that does this job; raises Unprintable, or WrongUsage, as the job does.

    It is raised as well where the child falls, or answers what `result_of` takes for malformed (reply.MALFORMED): at
    this place and with this hint.
    """
    outcome = run(partial(_done, job), limits=limits, reads=reads, name=name, progress=progress)
    if isinstance(outcome, Fallen):
        more = outcome.problem.hint if outcome.problem.code == "too-much" else _REPORT
        raise Unprintable([replace(outcome.problem, position=place, hint=f"{hint}; {more}")])
    try:
        if raised := outcome.values.get("raised"):
            raise (WrongUsage if raised["is_usage"] else Unprintable)(map(problem_of, raised["problems"]))
        return result_of(outcome)
    except MALFORMED:
        message = f"`{name}` was read, and no press gives such an answer"
        raise Unprintable([Problem("stage-failed", message, place, hint)]) from None


def _done(job: Callable[[Progress], Reply], progress: Progress) -> Reply:
    """The answer of a job, which may be what it raises."""
    try:
        return job(progress)
    except Unprintable as error:
        problems = [values_of(problem) for problem in error.problems]
        return Reply({"raised": {"is_usage": isinstance(error, WrongUsage), "problems": problems}})
