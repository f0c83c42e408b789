"""Children: processes that do one job each, behind the locks of the machine, and answer through a pipe.

What is here is their parent's: it begins them, hears them, and ends them. What they are is in processes.
"""

from __future__ import annotations

import math
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from multiprocessing import connection, get_context
from pathlib import Path

from briefpress.confined import ends
from briefpress.confined.limits import Limits
from briefpress.confined.processes import CHUNK, begun
from briefpress.confined.reply import MALFORMED, Fallen, Incoming, Reply
from briefpress.confined.tasks import Progress, Task

#: How long a child whose pipe is closed may take to end, in seconds.
_GRACE = 2.0


def run(
    job: Callable[[Progress], Reply],
    *,
    limits: Limits,
    reads: Sequence[Path],
    name: str,
    progress: Progress | None = None,
) -> Reply | Fallen:
    """What a child answers that does this job, or why it does not."""
    task = Task(name, job, tuple(reads), limits.here())
    ((_, outcome),) = run_all([task], 1, lambda _, stage: progress(stage) if progress else None)
    return outcome


def run_all(
    tasks: Iterable[Task], at_once: int, progress: Callable[[str, str], None]
) -> Iterator[tuple[int, Reply | Fallen]]:
    """The number of each task and what came of it, as they end; at most so many at once.

    However it is left, by an exception of a signal as well, no child is left behind.
    """
    waiting = enumerate(tasks)
    children: dict[int, Child] = {}
    try:
        while True:
            for number, task in islice(waiting, at_once - len(children)):
                children[number] = Child(task, progress)
            if not children:
                return
            ready = _ready(children.values())
            for number, child in list(children.items()):
                if child.hear(is_ready=child.pipe in ready):
                    del children[number]
                    yield number, child.outcome
    finally:
        for child in children.values():
            child.end()


def _ready(children: Collection[Child]) -> list[connection.Connection]:
    """The pipes that can be read, once there is one, or a child is dead, or its time is over."""
    deadline = min(child.deadline for child in children)
    pipes = [child.pipe for child in children]
    ready = connection.wait(
        [each for child in children for each in child.waits_for], max(0.0, deadline - time.monotonic())
    )
    late = time.monotonic() - deadline
    if late > _GRACE:
        # This process was stopped, or the machine was, and its children with it.
        for child in children:
            child.deadline += late
    return [pipe for pipe in pipes if pipe in ready]


class Child:
    """A child at work, as its parent sees it."""

    def __init__(self, task: Task, progress: Callable[[str, str], None]) -> None:
        self._task, self._progress = task, progress
        self.folder = Path(tempfile.mkdtemp(prefix="briefpress-"))
        self.deadline = time.monotonic() + task.limits.clock
        self._incoming = Incoming()
        self.fallen = self._fallen(ends.unanswered())
        self.outcome: Reply | Fallen = self.fallen
        self.pipe, own = get_context("spawn").Pipe(duplex=False)
        self._process = begun(task, own, self.folder)
        #: What can be waited for, as for the pipe, and is ready when the child is dead.
        self.endings: list[int] = self._process.endings
        for each in (own, *task.keeps):
            each.close()

    def hear(self, *, is_ready: bool) -> bool:
        """Take in what the child has said; whether it is over, and the outcome is known."""
        try:
            if is_ready:
                data = _heard(self.pipe)
                for stage in self._incoming.add(data):
                    self._progress(self._task.name, stage)
                if not data:
                    return self._over(self._incoming.reply())
            if self._incoming.size > self._task.limits.answer:
                return self._over(ends.limit("answer", self._task.limits))
        except MALFORMED:
            return self._over(ends.unanswered())
        if is_ready:
            # There may be more, and what it has said in time counts.
            return False
        if time.monotonic() >= self.deadline:
            return self._over(ends.limit("clock", self._task.limits))
        # One that it has started may hold the pipe open when it is dead.
        is_dead = bool(connection.wait(self.endings, 0)) and not self.pipe.poll()
        return is_dead and self._over(self._incoming.reply())

    @property
    def waits_for(self) -> list[connection.Connection | int]:
        """What is ready when there is something to hear."""
        return [self.pipe, *self.endings]

    def replies(self) -> list[Reply]:
        """What it has answered since this was asked last; what is not taken is its outcome, when it is over."""
        return self._incoming.taken()

    def renew(self) -> None:
        """Give it its time by the clock anew."""
        self.deadline = time.monotonic() + self._task.limits.clock

    def rest(self) -> None:
        """Let no clock run while it waits for what it is to do next."""
        self.deadline = math.inf

    def _over(self, outcome: Reply | ends.End | None) -> bool:
        if self._incoming.end is not None:
            outcome = ends.of_values(self._incoming.end, self._task.limits)
        elif outcome is None:
            outcome = self.status()
        if isinstance(outcome, ends.End):
            self.fallen = self._fallen(outcome)
        self.outcome = outcome if isinstance(outcome, Reply) else self.fallen
        self.end()
        return True

    def _fallen(self, end: ends.End) -> Fallen:
        return Fallen(end.problem(self._task.name, self._incoming.stage))

    def status(self) -> ends.End:
        """How it ended, which it is about to."""
        return self._process.status(_GRACE, self._task.limits)

    def end(self) -> None:
        """End the child and all that it has started, and leave nothing of it."""
        self._process.kill()
        self.pipe.close()
        # (A folder deeper than Python can go is a trick of the child's.)
        with suppress(RecursionError):
            shutil.rmtree(self.folder, ignore_errors=True)


def _heard(pipe: connection.Connection) -> bytes:
    """What is in the pipe, which is not empty; b"" at its end. It never waits for the rest of a message."""
    if os.name == "posix":
        return os.read(pipe.fileno(), CHUNK)
    try:
        return pipe.recv_bytes(CHUNK)
    except (EOFError, OSError):
        return b""
