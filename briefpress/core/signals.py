"""The signals by which the press is ended: each becomes an exception, so that children and drafts end on its way.

The first one does; whatever comes after it changes nothing any more, as all that is at work is being ended. While
finished files take their places and results are printed, a signal waits: what is whole is to be told as such.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

#: The signals that end the press; Windows has no SIGHUP.
NUMBERS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


#: The exit code of what somebody has interrupted, by Ctrl-C.
INTERRUPTED = 128 + signal.SIGINT


class Ended(KeyboardInterrupt):
    """Raised by a signal that ends the press."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__()


@dataclass
class _State:
    """What has come, and whether it is to wait."""

    has_come: bool = False
    is_held: bool = False
    waiting: int | None = None


_state = _State()


@contextmanager
def raised() -> Iterator[None]:
    """Raise Ended at the first signal that would end the process, while the block runs."""
    if threading.current_thread() is not threading.main_thread() or signal.getsignal(signal.SIGTERM) is _end:
        # (Python gives signals to the main thread alone. Or it is done already.)
        yield
        return
    _state.has_come, _state.is_held, _state.waiting = False, False, None
    # One that is ignored, as by nohup, stays ignored.
    before = {number: signal.getsignal(number) for number in NUMBERS if signal.getsignal(number) is not signal.SIG_IGN}
    for number in before:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)


def hold() -> None:
    """Let a signal wait from now on, until `release`; raises Ended where one waits already."""
    release()
    _state.is_held = True


def release() -> None:
    """Let signals wait no more; raises Ended where one does."""
    number, _state.waiting, _state.is_held = _state.waiting, None, False
    if number is not None:
        raise Ended(number)


def exit_code(interrupt: BaseException) -> int:
    """The exit code of a process that a signal has ended, as shells give it: 128 and its number."""
    cause = interrupt.__cause__ or interrupt
    return 128 + getattr(cause, "number", signal.SIGINT)


def _end(number: int, _frame: FrameType | None) -> None:
    if _state.has_come:
        return
    _state.has_come = True
    if not _state.is_held:
        raise Ended(number)
    _state.waiting = number
