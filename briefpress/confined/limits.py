"""How much a child may use at most, and how much is usual."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path

if sys.platform != "win32":
    import resource


#: What no factor makes more of.
_FIXED = ("open_files", "is_for_each", "use", "factor")
#: How many times as much the children of this process may use: `--limits`, for what is trusted.
_factor: ContextVar[int] = ContextVar("factor", default=1)


@dataclass(frozen=True)
class Use:
    """How much is usual of what is limited, in words; where nothing else is said, of an edition."""

    processor: str = "a second for each five pages"
    clock: str = "two seconds for each five pages"
    memory: str = "150 to 300 MB"
    file: str = "1 to 20 MB"
    answer: str = "1 to 20 MB"


@dataclass(frozen=True)
class Limits:
    """What a child may use at most: seconds, bytes, numbers."""

    #: Of the processor; and by the clock, which also runs while others have the processor.
    processor: int = 120
    clock: int = 600
    #: RLIMIT_DATA: what is allocated beyond what a fork has of its parent. RLIMIT_AS cannot be used, as V8 reserves
    #: more than any machine has.
    memory: int = 2_000_000_000
    #: The largest file that it writes, and all that it answers.
    file: int = 256_000_000
    answer: int = 512_000_000
    open_files: int = 256
    #: Whether the seconds are those of each request, for a child that answers several.
    is_for_each: bool = False
    use: Use = Use()
    #: How often they are already that for which they are written down; see `raised`.
    factor: int = 1

    def times(self, factor: int) -> Limits:
        """So many times the seconds, the memory and the bytes."""
        return replace(self, **{name: value * factor for name, value in vars(self).items() if name not in _FIXED})

    def here(self) -> Limits:
        """What a child of this process may use."""
        return replace(self.times(_factor.get()), factor=_factor.get())

    def beyond_own(self) -> Limits:
        """The same, with as much more memory as this process has already: its forks share that, and it is counted."""
        return replace(self, memory=self.memory + _data())

    def impose(self) -> None:
        """Hold this process to them, by setrlimit (POSIX); the clock and the answer are its parent's to watch."""
        # (A child that is an interpreter of its own does not know it.)
        _factor.set(self.factor)
        if sys.platform == "win32":
            return
        soft = {
            resource.RLIMIT_CPU: self.processor,
            resource.RLIMIT_DATA: self.memory,
            resource.RLIMIT_FSIZE: self.file,
            resource.RLIMIT_NOFILE: self.open_files,
            # A dump would hold what the office keeps secret.
            resource.RLIMIT_CORE: 0,
        }
        for name, value in soft.items():
            _, hard = resource.getrlimit(name)
            # SIGXCPU says why it ends; what goes on in spite of it is killed a second later.
            most = value + 1 if name == resource.RLIMIT_CPU else value
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            # What is to be raised again for each request has no limit of its own that is hard.
            is_raised = self.is_for_each and name == resource.RLIMIT_CPU
            resource.setrlimit(name, (min(value, most), hard if is_raised else most))

    def renew(self) -> None:
        """Let this process use as many seconds of the processor from now on, as far as it may have them."""
        if sys.platform == "win32":
            return
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + 1 + self.processor
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        most = soft if hard == resource.RLIM_INFINITY else min(soft, hard)
        resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


def _data() -> int:
    """The bytes that this process has allocated, as RLIMIT_DATA counts them (proc_pid_statm(5)).

    A child of a child may not ask for that: it is the most that it ever had in memory.
    """
    try:
        pages = Path("/proc/self/statm").read_text("ascii").split()[5]
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return int(pages) * resource.getpagesize()


#: More than ten times what an edition takes.
USUAL = Limits()


@contextmanager
def raised(factor: int) -> Iterator[None]:
    """Let all children use so many times as much, and theirs as well, while the block runs."""
    token = _factor.set(factor)
    try:
        yield
    finally:
        _factor.reset(token)


#: How each is told.
WORDS = {
    "processor": "{} s of the processor",
    "clock": "{} s by the clock",
    "memory": "{} MB of memory",
    "file": "{} MB in one file",
    "answer": "{} MB of finished files",
}
#: What most often makes a stage long, by its name.
CAUSES = {
    "read": "very long texts or tables, or a spreadsheet with many empty rows",
    "render": "a loop in a template, or a chart that calculates very many values",
    "typeset": "a table of many thousand rows, very large pictures, or grids and flex boxes inside one another",
    "conform": "many large files that are enclosed",
    "preflight": "very many texts on one page",
    "validate": "very many pages, or very many tags on one",
    "formats": "a table of many thousand rows, or very many pages as pictures",
}


def told(limit: str, limits: Limits) -> str:
    """A limit in words: `120 s of the processor`."""
    value = getattr(limits, limit)
    return WORDS[limit].format(value if limit in ("processor", "clock") else value // 1_000_000)
