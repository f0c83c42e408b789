"""The process of a child: how it begins, lives behind its locks and ends.

On Linux it is a fork of the press, which has everything in its memory already. Where there is no fork that could be
trusted, it is an interpreter of its own: on other systems, and where a library runs threads in this process, for which
a forked child would wait in vain (V8 and Java do).
"""

from __future__ import annotations

import errno
import gc
import io
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn

from briefpress.confined import ends
from briefpress.confined.limits import Limits
from briefpress.confined.locks import lock
from briefpress.confined.reply import Reply
from briefpress.confined.tasks import Task
from briefpress.core import signals

#: The most that Windows sends as one message.
CHUNK = 1 << 20


def begun(task: Task, pipe: Connection, folder: Path) -> Fork | Spawn:
    """A process that does a task, answers through the pipe and writes nothing but the folder."""
    return (Fork if _can_fork() else Spawn)(task, pipe, folder)


def _can_fork() -> bool:
    """Whether all threads of this process are Python's: others do not live on in a fork."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        return sum(1 for _ in Path("/proc/self/task").iterdir()) <= len(sys._current_frames())
    except PermissionError:
        # The child of a child may not look. It is a fork itself, and engines that run threads have their own processes.
        return True


class Fork:
    """A child that is a fork of this process."""

    def __init__(self, task: Task, pipe: Connection, folder: Path) -> None:
        parent = os.getpid()
        # (The child of a child could not look it up.)
        task = replace(task, limits=task.limits.beyond_own())
        # What is there already is not looked at by the collector of the child, which would copy all of it.
        gc.freeze()
        # No signal may raise its exception in the child, which would then go on as its parent.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, signals.NUMBERS)
        try:
            self._pid = os.fork()
            if self._pid == 0:
                _live(task, pipe, folder, parent)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        self._is_over = False
        self.endings = _endings(self._pid)

    def status(self, seconds: float, limits: Limits) -> ends.End:
        """How it ended, which it is about to."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if os.waitid(os.P_PID, self._pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                # What it has left behind, as long as its number is its own.
                _kill(self._pid)
                _, status, usage = os.wait4(self._pid, 0)
                self._is_over = True
                return ends.of_status(os.waitstatus_to_exitcode(status), usage.ru_maxrss * 1024, limits)
            time.sleep(0.005)
        return ends.unanswered()

    def kill(self) -> None:
        """End it and its group."""
        if not self._is_over:
            _kill(self._pid)
            os.waitpid(self._pid, 0)
            self._is_over = True
        while self.endings:
            os.close(self.endings.pop())


class Spawn:
    """A child that is an interpreter of its own."""

    def __init__(self, task: Task, pipe: Connection, folder: Path) -> None:
        self._process = get_context("spawn").Process(target=_live, args=(task, pipe, folder, os.getpid()))
        self._process.start()
        # (Its sentinel is among what a child closes, but on Windows.)
        self.endings = _endings(self._process.pid or 0) if os.name == "posix" else [self._process.sentinel]

    def status(self, seconds: float, limits: Limits) -> ends.End:
        """How it ended, which it is about to."""
        self._process.join(seconds)
        code = self._process.exitcode
        return ends.unanswered() if code is None else ends.of_status(code, 0, limits)

    def kill(self) -> None:
        """End it and its group."""
        if self._process.is_alive():
            _kill(self._process.pid or 0)
            self._process.kill()
        self._process.join()
        while self.endings and os.name == "posix":
            os.close(self.endings.pop())


def _live(task: Task, pipe: Connection, folder: Path, parent: int) -> NoReturn:
    """The life of a child: it locks itself in, does its job, answers, and is gone without a word to its libraries."""
    try:
        _alone({each.fileno() for each in (pipe, *task.keeps)})
        lock(parent, folder, task.reads, task.limits)
        for reply in _answers(task, pipe):
            for data in reply.written():
                _say(pipe, data)
        os._exit(0)
    finally:
        os._exit(1)


def _answers(task: Task, pipe: Connection) -> Iterator[Reply]:
    """What comes of the job; an error of the press, or a limit that Python tells, is an answer as well."""
    try:
        answer = task.job(lambda stage: _say(pipe, json.dumps({"stage": stage}).encode() + b"\n"))
        yield from [answer] if isinstance(answer, Reply) else answer
    except MemoryError:
        yield Reply({"end": ["memory", ""]})
    except Exception as error:  # (whatever it is, it is to be told)
        if isinstance(error, OSError) and error.errno == errno.EFBIG:
            yield Reply({"end": ["file", ""]})
            return
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        yield Reply({"end": ["error", f"{type(error).__name__}: {str(error)[:300]} ({place})"]})


def _alone(kept: set[int]) -> None:
    """Part with what the parent has open but for what is kept, with its signals and its terminal."""
    if os.name != "posix":
        return
    # The child of a child stays in the group of that.
    with suppress(PermissionError):
        os.setpgid(0, 0)
    signal.set_wakeup_fd(-1)
    for number in signals.NUMBERS:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, signals.NUMBERS)
    null = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(null, stream)
    # What the parent has not yet written is not written by the child as well.
    sys.stdout, sys.stderr = (io.TextIOWrapper(io.FileIO(stream, "w", closefd=False)) for stream in (1, 2))
    # Locks do not hold for what is open already.
    for first, last in pairwise(sorted({2, *kept, 65_536})):
        os.closerange(first + 1, last)


def _endings(pid: int) -> list[int]:
    """The file that is ready when a process is dead; none on a system, or a kernel before 5.3, that has no such."""
    with suppress(AttributeError, OSError):
        return [os.pidfd_open(pid)]
    return []


def _kill(pid: int) -> None:
    """End a child and its group; it may not have come to have one."""
    for kill in (os.killpg, os.kill) if os.name == "posix" else ():
        with suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)


def _say(pipe: Connection, data: bytes) -> None:
    """Write into the pipe, all of it. On Windows it takes messages, not bytes."""
    view = memoryview(data)
    while view:
        if os.name == "posix":
            view = view[os.write(pipe.fileno(), view) :]
        else:
            pipe.send_bytes(view[:CHUNK])
            view = view[CHUNK:]
