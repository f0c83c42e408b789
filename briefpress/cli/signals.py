"""The signals by which the press is ended: each becomes an exception, so that children and drafts end on its way."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

#: POSIX; Windows has no SIGHUP.
_NAMES = ("SIGTERM", "SIGHUP")


class Ended(KeyboardInterrupt):
    """Raised by a signal that ends the press, other than SIGINT."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__()


@contextmanager
def raised() -> Iterator[None]:
    """Raise Ended at signals that would end the process, while the block runs; SIGINT raises KeyboardInterrupt."""
    if threading.current_thread() is not threading.main_thread():
        # (Python gives signals to the main thread alone.)
        yield
        return
    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    # One that is ignored, as by nohup, stays ignored.
    before = {number: signal.getsignal(number) for number in numbers if signal.getsignal(number) is not signal.SIG_IGN}
    for number in before:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)


def exit_code(interrupt: BaseException) -> int:
    """The exit code of a process that a signal has ended, as shells give it: 128 and its number."""
    cause = interrupt.__cause__ or interrupt
    return 128 + getattr(cause, "number", signal.SIGINT)


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    raise Ended(number)
