"""Children: processes that do one job each, behind the locks of the machine, and answer through a pipe.

On Linux a child is a fork of the press, which has everything in its memory already. Where there is no fork that could
be trusted, it is an interpreter of its own: on other systems, and where a library runs threads in this process, for
which a forked child would wait in vain (V8 and Java do).
"""

from __future__ import annotations

import errno
import gc
import io
import json
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from multiprocessing import connection, get_context
from pathlib import Path
from typing import NoReturn

from briefpress.confined import ends
from briefpress.confined.limits import Limits
from briefpress.confined.locks import lock
from briefpress.confined.reply import MALFORMED, Fallen, Incoming, Reply

#: Called with the name of each stage as it begins.
Progress = Callable[[str], None]
_CHUNK = 1 << 20
#: How long a child whose pipe is closed may take to end, in seconds.
_GRACE = 2.0
#: The signals that end the press; Windows lacks some.
_ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


@dataclass(frozen=True)
class Task:
    """A job, and what the child that does it may read and use."""

    #: As problems call it.
    name: str
    #: Does it; the progress it is given tells a stage. Another interpreter is sent it pickled.
    job: Callable[[Progress], Reply]
    reads: tuple[Path, ...]
    limits: Limits
    #: What it has open, beside the pipe; it is closed here once the child has it.
    keeps: tuple[connection.Connection, ...] = ()


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
    endings = [ending for child in children for ending in child.endings]
    ready = connection.wait([*pipes, *endings], max(0.0, deadline - time.monotonic()))
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
        self.outcome: Reply | Fallen = self._fallen(ends.unanswered())
        self.pipe, own = get_context("spawn").Pipe(duplex=False)
        self._process = (_Fork if _can_fork() else _Spawn)(task, own, self.folder)
        #: What can be waited for, as for the pipe, and is ready when the child is dead.
        self.endings = self._process.endings
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

    def _over(self, outcome: Reply | ends.End | None) -> bool:
        if outcome is None:
            outcome = self.status()
        elif isinstance(outcome, Reply) and "end" in outcome.values:
            outcome = ends.of_values(outcome.values["end"], self._task.limits)
        self.outcome = outcome if isinstance(outcome, Reply) else self._fallen(outcome)
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


class _Fork:
    """A child that is a fork of this process."""

    def __init__(self, task: Task, pipe: connection.Connection, folder: Path) -> None:
        parent = os.getpid()
        # (The child of a child could not look it up.)
        task = replace(task, limits=task.limits.beyond_own())
        # What is there already is not looked at by the collector of the child, which would copy all of it.
        gc.freeze()
        # No signal may raise its exception in the child, which would then go on as its parent.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
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
        if not self._is_over:
            _kill(self._pid)
            os.waitpid(self._pid, 0)
            self._is_over = True
        while self.endings:
            os.close(self.endings.pop())


class _Spawn:
    """A child that is an interpreter of its own."""

    def __init__(self, task: Task, pipe: connection.Connection, folder: Path) -> None:
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
        if self._process.is_alive():
            _kill(self._process.pid or 0)
            self._process.kill()
        self._process.join()
        while self.endings and os.name == "posix":
            os.close(self.endings.pop())


def _live(task: Task, pipe: connection.Connection, folder: Path, parent: int) -> NoReturn:
    """The life of a child: it locks itself in, does its job, answers, and is gone without a word to its libraries."""
    try:
        _alone({each.fileno() for each in (pipe, *task.keeps)})
        lock(parent, folder, task.reads, task.limits)
        for data in _answer(task, pipe).written():
            _say(pipe, data)
        os._exit(0)
    finally:
        os._exit(1)


def _answer(task: Task, pipe: connection.Connection) -> Reply:
    """What comes of the job; an error of the press, or a limit that Python tells, is an answer as well."""
    try:
        return task.job(lambda stage: _say(pipe, json.dumps({"stage": stage}).encode() + b"\n"))
    except MemoryError:
        return Reply({"end": ["memory", ""]})
    except Exception as error:  # (whatever it is, it is to be told)
        if isinstance(error, OSError) and error.errno == errno.EFBIG:
            return Reply({"end": ["file", ""]})
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        return Reply({"end": ["error", f"{type(error).__name__}: {str(error)[:300]} ({place})"]})


def _alone(kept: set[int]) -> None:
    """Part with what the parent has open but for what is kept, with its signals and its terminal."""
    if os.name != "posix":
        return
    # The child of a child stays in the group of that.
    with suppress(PermissionError):
        os.setpgid(0, 0)
    signal.set_wakeup_fd(-1)
    for number in _ENDING:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
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


def _can_fork() -> bool:
    """Whether all threads of this process are Python's: others do not live on in a fork."""
    if not sys.platform.startswith("linux"):
        return False
    return sum(1 for _ in Path("/proc/self/task").iterdir()) <= len(sys._current_frames())


def _kill(pid: int) -> None:
    """End a child and its group; it may not have come to have one."""
    for kill in (os.killpg, os.kill) if os.name == "posix" else ():
        with suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)


def _say(pipe: connection.Connection, data: bytes) -> None:
    """Write into the pipe, all of it. On Windows it takes messages, not bytes."""
    view = memoryview(data)
    while view:
        if os.name == "posix":
            view = view[os.write(pipe.fileno(), view) :]
        else:
            pipe.send_bytes(view[:_CHUNK])
            view = view[_CHUNK:]


def _heard(pipe: connection.Connection) -> bytes:
    """What is in the pipe, which is not empty; b"" at its end. It never waits for the rest of a message."""
    if os.name == "posix":
        return os.read(pipe.fileno(), _CHUNK)
    try:
        return pipe.recv_bytes(_CHUNK)
    except (EOFError, OSError):
        return b""
