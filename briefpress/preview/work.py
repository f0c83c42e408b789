"""The work on an edition that is kept right: which child is at it, and what becomes of what that says."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from multiprocessing.connection import Connection

from briefpress.confined.reply import MALFORMED, Reply
from briefpress.confined.service import Service
from briefpress.core.problems import Position
from briefpress.core.project import FACTS
from briefpress.press.causes import with_cause
from briefpress.press.drawn import is_drawn, keep_drawn
from briefpress.press.jobs import malformed
from briefpress.press.order import Order
from briefpress.preview.choices import Choice
from briefpress.preview.live import Live
from briefpress.preview.setting import Display, Setting

#: The parts after which all is told of a version that a fork sets.
_LAST = ("layers", "problems")


class Work:
    """An edition, and the children that keep it right."""

    def __init__(
        self, choice: Choice, order: Order, validator: Service | None, changed: Callable[[Work], None], display: Display
    ) -> None:
        self.choice, self.order = choice, order
        self.live = Live(choice, order.name)
        self._validator, self._changed, self._display = validator, changed, display
        #: When its newest version was set first.
        self._built = ""
        #: The digest of what the newest version is made from.
        self._digest = ""
        #: Whether all is told of the newest version that a writer waits for.
        self.is_told = False
        #: The child that has set a former version and stays, and the one that sets the newest from the beginning.
        self._staying: Setting | None = None
        self._fresh: Setting | None = None
        self._is_asked = False

    @property
    def is_busy(self) -> bool:
        """Whether something is still to come of the newest version."""
        return self._fresh is not None or self._is_asked

    @property
    def is_ready(self) -> bool:
        """Whether a child stays to set the next version."""
        return self._staying is not None

    @property
    def settings(self) -> list[Setting]:
        """The children that may have something to say."""
        return [each for each in (self._staying, self._fresh) if each]

    def renew(self, *, stays: bool) -> None:
        """Set the edition as it is now, unless that was done; where it `stays`, a child is there for the next time."""
        digest = self.order.digest()
        if digest == self._digest:
            if stays and not (self._staying or self._fresh) and self.is_told and not self.live.is_broken:
                self._begin(stays=True)
            return
        self._digest, self.is_told, self._built = digest, False, ""
        self._end_fresh()
        if self._staying and self._staying.is_of_today():
            try:
                self._staying.ask(self.live.wanted())
                self._is_asked = True
                return
            except OSError:
                pass
        self.release()
        self._digest = digest
        self._begin(stays=stays)

    def stop(self) -> None:
        """End what is at work on a version that is not the newest, of an edition that nobody looks at."""
        if self._fresh:
            self._end_fresh()
            self._digest = ""

    def release(self) -> None:
        """Let go of the child that stays; what its fork was at is set anew when it is wanted again."""
        if self._is_asked:
            self._digest = ""
        self._is_asked = False
        if self._staying:
            self._staying.end()
            self._staying = None

    def end(self) -> None:
        """End all children."""
        self._end_fresh()
        self.release()

    def hear(self, ready: Sequence[object]) -> None:
        """Take in what the children have said."""
        now = time.monotonic()
        for setting in self.settings:
            is_ready = setting.waits_for[0] in ready
            if is_ready or setting.deadline <= now or any(each in ready for each in setting.waits_for):
                for reply in setting.hear(is_ready=is_ready):
                    self._take(setting, reply)
                if setting.is_over:
                    self._over(setting)

    def _begin(self, *, stays: bool) -> None:
        connection: Connection | None = self._validator.connect() if self._validator else None
        # What is set once more, from the beginning, is nothing that a writer waits for.
        display = _silent if self.is_told else self._display
        self._fresh = Setting(self.order, self.live.wanted(), connection, display, stays=stays)

    def _end_fresh(self) -> None:
        if self._fresh:
            self._fresh.end()
            self._fresh = None

    def _take(self, setting: Setting, reply: Reply) -> None:
        if "over" in reply.values:
            # What a fork has shown is set from the beginning, whatever became of it.
            self._is_asked = False
            self._begin(stays=True)
        elif reply.values.get("part") == "stays":
            if self._staying:
                self._staying.end()
            self._staying, self._fresh = setting, None
            self._changed(self)
        else:
            self._take_part(reply)

    def _take_part(self, reply: Reply) -> None:
        try:
            self._built = self._built or datetime.now().astimezone().isoformat(timespec="seconds")
            self.live.take(reply, self._built)
        except MALFORMED:
            self.live.fail([malformed(self.order)])
        keep_drawn(self.order, _pictures(reply))
        self.is_told = self.is_told or reply.values.get("part") in _LAST
        self._changed(self)

    def _over(self, setting: Setting) -> None:
        if setting is self._staying:
            # It has died while it waited, or its fork has taken it along.
            self._staying, self._is_asked = None, False
            if not self.is_told:
                self._begin(stays=True)
            return
        self._fresh = None
        if not self.is_told and setting.problem:
            problem = setting.problem.at(self._place)
            self.live.fail([with_cause(problem, self.order) if problem.code == "too-much" else problem])
            self.is_told = True
        self._changed(self)

    @property
    def _place(self) -> Position:
        return Position(self.order.folder / FACTS)


def _silent(_name: str, _stage: str) -> None:
    """Show no progress."""


def _pictures(reply: Reply) -> dict[str, bytes]:
    """The pictures that were drawn for an edition, by their names."""
    named = ((name.removeprefix("picture/"), data) for name, data in reply.files.items())
    return {name: data for name, data in named if is_drawn(name)}
