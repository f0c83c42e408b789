"""What killed builds have left behind, and what nobody will ask for again: both are swept when files are delivered.

Nothing that another living build may use is touched: what is younger than a day stays.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from functools import cache, partial
from pathlib import Path

from briefpress.core import delivered
from briefpress.core.files import Files
from briefpress.core.problems import Unprintable

_DAY = 86_400
#: A file beside its place (core/output.py), and a record beside its place as older presses wrote it.
_DRAFT = re.compile(r"\.(?:.+\.(?:pdf|html|docx|md|txt|png|eml|json|svg)|delivered)\.[0-9a-f]{8}")
_OLD_DRAFT = re.compile(r".+\.\d+")
#: Temporary folders: those of the press, and those in which WeasyPrint keeps fonts.
_TEMPORARY = re.compile(r"(?:briefpress|weasyprint)-\w{8}")
_RECORD, _PICTURE, _PROCESS = re.compile(r".+\.json"), re.compile(r"\w+\.svg"), re.compile("[0-9]+")
#: How long a picture is kept that was drawn, and how many are.
_PICTURE_DAYS = 30
_PICTURES = 1000


@cache
def sweep(folder: Path) -> None:
    """Sweep a folder of finished files, and that of temporary ones; once in a process."""
    for part in (partial(delivered.prune, folder), partial(_sweep_finished, folder), _sweep_temporary):
        # What cannot be swept stays, and the files are delivered all the same.
        with suppress(OSError):
            part()


def sweep_folders(folder: Path) -> None:
    """Sweep what killed presses have left of a folder that they were about to put in its place."""
    draft = re.compile(rf"\.{re.escape(folder.name)}\.[0-9a-f]{{8}}")
    for path in _entries(folder.parent, draft):
        if path.is_dir() and _is_old(path):
            shutil.rmtree(path, ignore_errors=True)


def _sweep_finished(folder: Path) -> None:
    records, pictures = folder / ".records", folder / ".pictures"
    for inner, form in ((folder, _DRAFT), (records, _DRAFT), (records, _OLD_DRAFT), (pictures, _DRAFT)):
        _remove(path for path in _entries(inner, form) if path.is_file() and _is_old(path))
    _remove(path for path in _entries(records, _RECORD) if _is_stale(path, folder))
    drawn = sorted(_entries(pictures, _PICTURE), key=_age)
    _remove(path for number, path in enumerate(drawn) if number >= _PICTURES or _is_old(path, _PICTURE_DAYS))


def _sweep_temporary() -> None:
    entries = _entries(Path(tempfile.gettempdir()), _TEMPORARY)
    abandoned = [path for path in entries if path.is_dir() and _is_own(path) and _is_old(path)]
    if abandoned and not any(map(_may_set_type, _entries(Path("/proc"), _PROCESS))):
        for path in abandoned:
            shutil.rmtree(path, ignore_errors=True)


def _entries(folder: Path, pattern: re.Pattern[str]) -> list[Path]:
    """What has a name of this form in a folder of our own; nothing where there is none. No link is followed."""
    if folder.is_symlink() or not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        return [Path(entry) for entry in entries if pattern.fullmatch(entry.name) and not entry.is_symlink()]


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink()


def _age(path: Path) -> float:
    """How long ago a file was written, in seconds; 0 where another press has just taken it away."""
    try:
        return _now() - path.stat().st_mtime
    except OSError:
        return 0


@cache
def _now() -> float:
    """The time by the clock of the file system, which is that of its files, whatever Python's says."""
    with tempfile.TemporaryFile() as file:
        return os.fstat(file.fileno()).st_mtime


def _is_old(path: Path, days: int = 1) -> bool:
    return _age(path) > days * _DAY


def _is_stale(record: Path, folder: Path) -> bool:
    """Whether none of the files that a record is about are there."""
    try:
        names = json.loads(Files(record.parent).read(record))["outputs"]
        return not any(os.path.lexists(folder / name) for name in names)
    except (Unprintable, OSError, ValueError, KeyError, TypeError, RecursionError):
        return _is_old(record)


def _is_own(folder: Path) -> bool:
    """Whether a folder is of this user."""
    return os.name != "posix" or folder.stat().st_uid == os.getuid()


def _may_set_type(process: Path) -> bool:
    """Whether a process is Python with Pango, and older than what is old: it may use a folder for weeks (proc(5))."""
    try:
        started = int((process / "stat").read_text("utf-8").rpartition(")")[2].split()[19])
        uptime = float((process.parent / "uptime").read_text("utf-8").split()[0])
        libraries = (process / "maps").read_bytes()
    except (OSError, ValueError, IndexError):
        return False
    is_old = uptime - started / os.sysconf("SC_CLK_TCK") > _DAY
    return is_old and b"python" in libraries and b"pango" in libraries
