"""The list of what the press has delivered into a folder: a digest a line, in `.records/delivered`.

A file that is not listed is not the press's to replace.
"""

from __future__ import annotations

import errno
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from briefpress.core.files import MAX_ALL, Files, digest, is_there
from briefpress.core.problems import Unprintable

if sys.platform != "win32":
    import fcntl

#: A list is long that has more lines, and is twice as long as its folder.
_LONG = 1000


def is_ours(path: Path) -> bool:
    """Whether a file is as the press has delivered it."""
    data = _content(path)
    return data is not None and digest(data).encode() in _lines(_list_of(path.parent))


def add(folder: Path, data: bytes) -> None:
    """List a file that is about to take its place in a folder; raises OSError."""
    listed = _list_of(folder)
    own_folder(listed.parent)
    if is_there(listed) and (listed.is_symlink() or not listed.is_file()):
        # To write into a pipe is to wait for who reads it; a link leads to what is somebody else's.
        listed.unlink()
    # A line is appended as a whole, also where two presses are at it at once.
    with _alone(listed.parent), open(listed, "a", encoding="ascii", opener=_open) as lines:
        lines.write(f"{digest(data)}\n")


def prune(folder: Path) -> None:
    """Forget what is no longer in a folder, where its list is long; raises OSError.

    What stands beside its place, whole but for its name, is of a press that is about to deliver it, and is kept.
    """
    listed = _list_of(folder)
    if len(_lines(listed)) <= max(_LONG, 2 * len(list(folder.iterdir()))):
        return
    with _alone(listed.parent) as is_alone:
        if is_alone:
            there = {digest(data).encode() for path in folder.iterdir() if (data := _content(path)) is not None}
            kept = there & set(_lines(listed))
            draft = listed.with_name(f".{listed.name}.{secrets.token_hex(4)}")
            draft.write_bytes(b"".join(line + b"\n" for line in sorted(kept)))
            draft.replace(listed)


def _open(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)


def own_folder(folder: Path) -> None:
    """Make a folder of the press's own beside finished files; raises OSError where a link is in its place."""
    folder.mkdir(exist_ok=True)
    if folder.is_symlink():
        raise NotADirectoryError(errno.ENOTDIR, f"`{folder.name}` is a link", str(folder))


def _list_of(folder: Path) -> Path:
    return folder / ".records" / "delivered"


def _lines(listed: Path) -> list[bytes]:
    return (_content(listed) or b"").split()


def _content(path: Path) -> bytes | None:
    """The bytes of a file; None for what is none, or cannot be read."""
    try:
        return Files(path.parent).read(path, MAX_ALL)
    except (Unprintable, OSError):
        return None


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Keep all other presses from the list; whether the system has such locks."""
    if sys.platform == "win32":
        yield False
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    is_alone = False
    try:
        # (Some network file systems have none.)
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
            is_alone = True
        yield is_alone
    finally:
        os.close(handle)
