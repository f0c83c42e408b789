"""The children that keep an edition right: one that sets it from the beginning, and the forks of the one before.

The first one stays when it has set the edition, and its forks set the next versions in a part of the time. What a fork
has shown is set from the beginning once more, by a child that knows nothing of it: that one stays in its turn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from briefpress.confined.children import Child
from briefpress.confined.reply import Fallen, Reply, problem_of
from briefpress.confined.tasks import Task
from briefpress.core.paths import MARKINGS, SHARED
from briefpress.core.problems import Problem
from briefpress.press.order import Order
from briefpress.preview.jobs import Wanted, set_edition

#: Called with the name of an edition and of each of its stages as it begins.
Display = Callable[[str, str], None]


class Setting:
    """A child that sets an edition, and stays."""

    def __init__(self, order: Order, wanted: Wanted, validator: Connection | None, display: Display, *, stays: bool):
        # A child reads no folder that is made after it has begun.
        with suppress(OSError):
            order.pictures.mkdir(parents=True, exist_ok=True)
        self._order = order
        self._reads = (order.folder.absolute(), order.pictures.absolute())
        self._folders = _identities(self._reads)
        own, others = get_context("spawn").Pipe()
        self._requests, requests = own, others if stays else None
        job = partial(set_edition, order, wanted, validator, requests, self._reads)
        keeps = tuple(filter(None, (validator, others)))
        self._child = Child(Task(order.name, job, self._reads, order.limits.here(), keeps), display)
        self._asked = 0
        #: Whether it has set its edition, and does what is asked next.
        self.is_free = False
        self.is_over = False
        #: Why it, or its last fork, did not end as it should.
        self.problem: Problem | None = None

    @property
    def waits_for(self) -> list[Connection | int]:
        """What is ready when it has something to say."""
        return self._child.waits_for

    @property
    def deadline(self) -> float:
        """When its time is over, by the monotonic clock."""
        return self._child.deadline

    def is_of_today(self) -> bool:
        """Whether the folders that it may read are those that are there: it cannot read one that took their place."""
        return self._folders == _identities(self._reads)

    def ask(self, wanted: Wanted) -> None:
        """Let a fork set the edition as it is now; one that is still at work is ended. Raises OSError."""
        self._child.renew()
        self._requests.send_bytes(wanted.written())
        self._asked += 1

    def hear(self, *, is_ready: bool) -> Iterator[Reply]:
        """The parts that have come; none of a version that is no longer asked for."""
        is_over = self._child.hear(is_ready=is_ready)
        for reply in self._child.replies():
            if reply.values.get("request", 0) != self._asked:
                continue
            if "over" in reply.values:
                self.problem = problem_of(reply.values["over"])
                self._child.rest()
            elif reply.values.get("part") == "stays":
                self.is_free = True
                self._child.rest()
            yield reply
        if is_over:
            self.is_over = True
            self._requests.close()
            outcome = self._child.outcome
            self.problem = outcome.problem if isinstance(outcome, Fallen) else None

    def end(self) -> None:
        """End it, and its fork."""
        if not self.is_over:
            self._child.end()
            self._requests.close()
            self.is_over = True


def _identities(folders: Iterable[Path]) -> list[tuple[int, int] | None]:
    """What tells folders from others that have their names."""
    return [_identity(folder) for folder in (*folders, *SHARED, MARKINGS.parent)]


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
