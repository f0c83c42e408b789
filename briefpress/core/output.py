"""The last step of every verb: finished files into a folder, none of them half, none over the work of somebody else.

What was delivered is listed by its digest (core/delivered.py). A file that is not listed (edited in Word or a mail
program, annotated, put there by somebody) is not the press's to replace.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from briefpress.core import delivered, signals
from briefpress.core.files import is_there
from briefpress.core.leftovers import sweep
from briefpress.core.problems import Position, Problem, Unprintable


def deliver(files: Mapping[Path, bytes]) -> None:
    """Write files: whatever happens, each of them is the old file or the new one, whole; raises Unprintable.

    A signal that comes once they take their places waits until who has called says so by `signals.release`.
    """
    # (A name that no system takes is not there: it is told when it is written.)
    there = [path for path in files if is_there(path)]
    if devices := [path for path in there if path.exists() and not (path.is_file() or path.is_dir())]:
        hint = "choose another folder with --out"
        raise Unprintable(Problem("unwritable", "this is a device or a pipe", Position(path), hint) for path in devices)
    # (Of a folder, the system says that it is in the way.)
    edited = [path for path in there if not path.is_dir() and not delivered.is_ours(path)]
    if edited:
        message = "this file is not as the press left it, or is not the press's: it would be lost"
        hint = "rename or move it if it is to be kept, delete it if not; or choose another folder with --out"
        raise Unprintable(Problem("edited-file", message, Position(path), hint) for path in edited)
    drafts = {path: beside(path) for path in files}
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with drafts[path].open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            # Before it takes its place: a press that is killed in between knows its file again.
            delivered.add(path.parent, data)
        # Until it is known what is whole.
        signals.hold()
        for path, draft in drafts.items():
            draft.replace(path)
        for folder in {path.parent for path in files}:
            _sync_folder(folder)
            sweep(folder)
    except OSError as error:
        named = Path(error.filename) if isinstance(error.filename, str) else path
        place = Position(path if named in drafts.values() else named)
        hint = "choose another folder with --out"
        raise Unprintable(
            [Problem("unwritable", f"the file cannot be written: {error.strerror}", place, hint)]
        ) from None
    finally:
        # A draft is left only where the press is killed at this very moment.
        for draft in drafts.values():
            with suppress(OSError):
                draft.unlink(missing_ok=True)


def write(path: Path, data: bytes) -> None:
    """Write a file, which nobody else is at: it is the old one or the new one, whole, also where two presses are at it.

    Who may read and write it stays as it was.
    """
    draft = beside(path)
    try:
        draft.write_bytes(data)
        if path.exists():
            shutil.copymode(path, draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def beside(path: Path) -> Path:
    """The path of a draft, beside the file or folder whose place it is to take."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}")


def withdraw(paths: Iterable[Path]) -> None:
    """Take away files that were delivered; what somebody has changed stays."""
    for path in paths:
        if delivered.is_ours(path):
            path.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make the renaming last through a power cut; folders cannot be opened on Windows."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
