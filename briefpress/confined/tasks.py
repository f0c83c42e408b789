"""What a child is to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from briefpress.confined.limits import Limits
from briefpress.confined.reply import Reply

#: Called with the name of each stage as it begins.
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Task:
    """A job, and what the child that does it may read and use."""

    #: As problems call it.
    name: str
    #: Does it, and answers once, or as it goes on; the progress it is given tells a stage. Another interpreter is sent
    #: it pickled.
    job: Callable[[Progress], Reply | Iterator[Reply]]
    reads: tuple[Path, ...]
    limits: Limits
    #: What it has open, beside the pipe; it is closed here once the child has it.
    keeps: tuple[Connection, ...] = ()
