"""Foreign files tried out: whether they can be read and rendered at all, in a process of its own that may die of it.

A small file can need more memory than there is (what is compressed a thousandfold) or more time than anybody has
(forms that draw each other). Whatever else may be wrong with it is reported by foreign.py, which opens it afterwards.
"""

from __future__ import annotations

import os
import sys
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

#: Seconds, and bytes.
MAX_TIME, MAX_MEMORY = 60, 4_000_000_000
#: How long the contents of a page may be, in bytes: whoever reads them makes an object of some hundred bytes of every
#: operator.
MAX_CONTENTS = 40_000_000
#: Pages are rendered with this many pixels on their longer side.
_PIXELS = 1_000


def is_renderable(path: Path) -> bool:
    """Whether a PDF can be read and rendered within MAX_TIME and MAX_MEMORY (on Windows, within MAX_TIME)."""
    process = get_context("spawn").Process(target=_probe, args=(path, MAX_MEMORY))
    process.start()
    process.join(MAX_TIME)
    process.kill()
    process.join()
    return process.exitcode == 0


def _probe(path: Path, memory: int) -> None:
    _limit(memory)
    try:
        _read(path)
        _render(path)
    except MemoryError:
        sys.exit(1)
    except Exception:
        # Damaged, in whatever way: who opens it next says so.
        return


def _limit(memory: int) -> None:
    """Limit the memory of this process, and silence it: what dies of its memory reports it at length."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(path: Path) -> None:
    with pikepdf.open(path, suppress_warnings=True) as file:
        for page in file.pages:
            contents: Any = page.obj.get("/Contents", [])
            streams = [contents] if isinstance(contents, pikepdf.Stream) else contents
            if sum(len(stream.read_bytes()) for stream in streams) > MAX_CONTENTS:
                raise MemoryError


def _render(path: Path) -> None:
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            page.render(scale=min(1.0, _PIXELS / max(page.get_size())), may_draw_forms=False)
            page.close()
