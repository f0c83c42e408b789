"""The one door to the files of a brief and of the house, and places in their texts.

A file is opened beneath its folder and through no link, read once, and remembered: what is parsed, printed, digested,
enclosed and shown in messages are the same bytes, whatever becomes of the file while the press is at work.
"""

from __future__ import annotations

import codecs
import errno
import hashlib
import os
import stat
from bisect import bisect_right
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from briefpress.core.paths import MARKINGS, SHARED
from briefpress.core.problems import LINE_END, Position, Problem, Unprintable

#: The largest text, in bytes: some three hundred printed pages.
MAX_TEXT = 1_000_000
#: The largest picture or font, in bytes.
MAX_PICTURE = 20_000_000
#: All files of an edition together, in bytes.
MAX_ALL = 10 * MAX_PICTURE

#: To open a file: a link is not followed, a pipe is not waited for (POSIX), and line ends are left as is (Windows).
FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
_KINDS = {
    stat.S_IFLNK: ("a link", "put the file itself in its place: links are not followed"),
    stat.S_IFDIR: ("a folder", "put a file in its place"),
    stat.S_IFIFO: ("a pipe", "put a file in its place"),
    stat.S_IFSOCK: ("a socket", "put a file in its place"),
    stat.S_IFCHR: ("a device", "put a file in its place"),
    stat.S_IFBLK: ("a device", "put a file in its place"),
}


class Files:
    """The files of an edition, those of its folder and of the house, as they were when they were read."""

    def __init__(self, *folders: Path) -> None:
        self._folders = [folder.absolute() for folder in (*folders, *SHARED)]
        self._read: dict[Path, bytes] = {}

    def read(self, path: Path, limit: int = MAX_TEXT) -> bytes:
        """The bytes of a file.

        Raises Unprintable when it is missing or larger than `limit`, and for what is no file beneath the folders.
        """
        folder, key = self._place(path)
        if key not in self._read:
            data = read_beneath(folder, key.relative_to(folder).parts, limit, path)
            if sum(map(len, self._read.values())) + len(data) > MAX_ALL:
                raise _huge(path, f"the brief needs more than {MAX_ALL // 1_000_000} MB of files")
            self._read[key] = data
        return self._read[key]

    def text(self, path: Path) -> str:
        """The text of a file of content, template or style; raises Unprintable as `read`, and when it is not UTF-8."""
        data = self.read(path)
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            before = error.object[: error.start].decode("utf-8")
            place = position_of(path, data.decode("utf-8-sig", "replace"), len(before))
            raise Unprintable([Problem("not-text", *_encoding(data, error.start, place))]) from None

    def under(self, folder: Path) -> dict[str, bytes]:
        """The files of a folder that were read, by their names in it."""
        root = folder.absolute()
        read = sorted((path, data) for path, data in self._read.items() if path.is_relative_to(root))
        return {path.relative_to(root).as_posix(): data for path, data in read}

    def __contains__(self, path: Path) -> bool:
        """Whether a file was read."""
        return self._place(path)[1] in self._read

    def __or__(self, other: Files) -> Files:
        """The files of two editions."""
        both = Files(*self._folders, *other._folders)
        both._read = self._read | other._read
        return both

    def _place(self, path: Path) -> tuple[Path, Path]:
        """The folder of a file, and the path by which it is remembered."""
        if path.absolute() == MARKINGS:
            # Beside it are the briefs of others.
            return MARKINGS.parent, MARKINGS
        for folder in self._folders:
            if path.absolute().is_relative_to(folder):
                key = inside(folder, str(path.absolute().relative_to(folder)))
                if key:
                    return folder, key
        raise _unreadable(path, "it is in none of the folders of the brief", "copy it into the folder of the brief")


def _encoding(data: bytes, start: int, place: Position) -> tuple[str, Position, str]:
    """What a file is that is not UTF-8, where that shows, and what to do about it."""
    kinds = "a picture, a PDF or a Word file cannot stand here"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "the file is UTF-16, not UTF-8 text", place, f"save it with the encoding UTF-8; {kinds}"
    char = data[start : start + 1].decode("cp1252", "replace")
    hint = f"save the file with the encoding UTF-8, and look whether the letters are still right; {kinds}"
    shown = f": this byte is {char} in Windows-1252" if char.isprintable() and char != "\ufffd" else ""
    return f"the file is not UTF-8 text{shown}", place, hint


def digest(data: bytes) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def inside(folder: Path, name: str) -> Path | None:
    """The path that a name means in a folder; None for one that leads out of it."""
    path = Path(os.path.normpath(name))
    return None if "\0" in name or path.anchor or os.pardir in path.parts else folder / path


def is_there(path: Path) -> bool:
    """Whether something has this name; what it is shows when it is read."""
    return os.path.lexists(path)


def check_links(folder: Path) -> None:
    """Raise Unprintable for all links in a folder, which are not followed: what they lead to would be missing."""
    paths = [folder] if folder.is_symlink() else sorted(path for path in folder.rglob("*") if path.is_symlink())
    hint = "put the file or the folder itself in its place: links are not followed"
    if problems := [_unreadable(path, "it is a link", hint) for path in paths]:
        raise Unprintable([problem for each in problems for problem in each.problems])


def position_of(file: Path, text: str, start: int, end: int | None = None) -> Position:
    """The place of `text[start:end]` in a file of this text; without an end, that of one character."""
    starts = _line_starts(text)
    line = bisect_right(starts, start)
    length = 1 if end is None else max(1, end - start)
    return Position(file, line, start - starts[line - 1] + 1, length, text=text)


def offset_of(place: Position) -> int:
    """Where a place begins in the text of its file."""
    starts = _line_starts(place.text or "")
    return starts[min(place.line or 1, len(starts)) - 1] + (place.column or 1) - 1


@lru_cache(maxsize=16)
def _line_starts(text: str) -> tuple[int, ...]:
    """Where the lines of a text begin; of each text it is found out once, however many places in it are told."""
    return (0, *(end.end() for end in LINE_END.finditer(text)))


def read_beneath(folder: Path, parts: tuple[str, ...], limit: int, path: Path) -> bytes:
    """The bytes of a file, by its path beneath a folder; raises Unprintable as `Files.read` does, at `path`."""
    try:
        handle = _open(folder, parts)
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise OSError(errno.EINVAL, "it is not a file")
            with open(handle, "rb", closefd=False) as file:
                data = file.read(limit + 1)
        finally:
            os.close(handle)
    except FileNotFoundError:
        hint = "check its name, and the folder that it is in"
        raise Unprintable([Problem("missing-file", f"there is no file `{path.name}`", Position(path), hint)]) from None
    except OSError as error:
        raise _unreadable(path, *_obstacle(folder, parts, error)) from None
    if len(data) > limit:
        raise _huge(path, f"`{path.name}` is larger than {limit // 1_000_000} MB")
    return data


def _open(folder: Path, parts: tuple[str, ...]) -> int:
    """A handle of a file beneath a folder, to which no link leads from there; raises OSError."""
    if os.open not in os.supports_dir_fd:  # (Windows)
        path = folder.joinpath(*parts)
        if path.resolve() != folder.resolve().joinpath(*parts):
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        return os.open(path, FLAGS)
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    for number, part in enumerate(parts, start=1):
        flags = FLAGS if number == len(parts) else FLAGS | os.O_DIRECTORY
        try:
            inner = os.open(part, flags, dir_fd=handle)
        finally:
            os.close(handle)
        handle = inner
    return handle


def _obstacle(folder: Path, parts: tuple[str, ...], error: OSError) -> tuple[str, str]:
    """Why a file cannot be read, and what to do about it."""
    path = folder
    with suppress(OSError):
        for part in parts:
            path /= part
            kind, hint = _KINDS.get(stat.S_IFMT(path.lstat().st_mode), ("", ""))
            if kind and path == folder.joinpath(*parts):
                return f"it is {kind}", hint
            if path.is_symlink():
                return f"its folder `{part}` is {kind}", hint
    return str(error.strerror), "check who may read it"


def _unreadable(path: Path, reason: str, hint: str) -> Unprintable:
    return Unprintable([Problem("unreadable-file", f"`{path.name}` cannot be read: {reason}", Position(path), hint)])


def _huge(path: Path, message: str) -> Unprintable:
    hint = "texts have at most 1 MB, pictures and fonts 20 MB: was another file meant?"
    return Unprintable([Problem("huge-file", message, Position(path), hint)])
