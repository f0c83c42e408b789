"""What the operating system refuses, as a problem: wherever it is not told more closely."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from briefpress.core.problems import Position, Problem

#: No more can be written.
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_ROOM = f"make room on the disk, or set {'TEMP' if os.name == 'nt' else 'TMPDIR'} to a folder that has room"
_HINTS = {
    errno.ENAMETOOLONG: "give it a shorter name",
    errno.EMFILE: "close other programs, or let the press do less at once with --jobs 1",
    errno.ENFILE: "close other programs, or let the press do less at once with --jobs 1",
    errno.ENOMEM: "close other programs, or let the press do less at once with --jobs 1",
}


def refusal(error: OSError) -> Problem:
    """The problem behind an error of the operating system."""
    name = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
    place = Position(Path(name)) if name else None
    reason = error.strerror or str(error)
    if error.errno == errno.ENOENT and not name and _is_folder_gone():
        return Problem("missing-folder", "the current folder is no longer there", None, "go to one that is: cd")
    if error.errno in _FULL:
        return Problem("unwritable", f"the press cannot write its files: {reason}", place, _ROOM)
    if error.errno == errno.EROFS:
        hint = "choose another folder with --out, or copy the brief to where it can be written"
        return Problem("unwritable", f"the press cannot write its files: {reason}", place, hint)
    hint = _HINTS.get(error.errno or 0, "check its name, and who may read it")
    return Problem("unreadable-file", f"the press cannot go on: {reason}", place, hint)


def _is_folder_gone() -> bool:
    """Whether the current folder was removed."""
    try:
        Path.cwd()
    except OSError:
        return True
    return False
