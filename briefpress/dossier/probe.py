"""Files from outside tried out: whether they can be read and drawn at all, in a process of its own that may die of it.

A small file can ask for more memory than there is (what is compressed a thousandfold) or for more time than anybody has
(forms that draw each other). Whatever else may be wrong with it is told by foreign.py, which opens it afterwards.
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
#: What the contents of a page may be, in bytes: whoever reads them makes an object of some hundred bytes of every
#: operator.
_MAX_CONTENTS = 40_000_000
#: Pages are drawn with this many pixels on their longer side.
_PIXELS = 1_000


def is_bearable(path: Path) -> bool:
    """Whether a PDF can be read and drawn within MAX_TIME and MAX_MEMORY (on Windows, within MAX_TIME)."""
    process = get_context("spawn").Process(target=_try, args=(path,))
    process.start()
    process.join(MAX_TIME)
    process.kill()
    process.join()
    return process.exitcode == 0


def _try(path: Path) -> None:
    _bind()
    try:
        _read(path)
        _draw(path)
    except MemoryError:
        sys.exit(1)
    except Exception:
        # Damaged, in whatever way: who opens it next says so.
        return


def _bind() -> None:
    """Take memory and voice from this process: what dies of its memory says so at length."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(path: Path) -> None:
    with pikepdf.open(path, suppress_warnings=True) as file:
        for page in file.pages:
            if sum(len(part) for part in _contents(page)) > _MAX_CONTENTS:
                raise MemoryError


def _contents(page: pikepdf.Page) -> list[bytes]:
    parts: Any = page.obj.get("/Contents", [])
    return [part.read_bytes() for part in ([parts] if isinstance(parts, pikepdf.Stream) else parts)]


def _draw(path: Path) -> None:
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            page.render(scale=min(1.0, _PIXELS / max(page.get_size())), may_draw_forms=False)
            page.close()
