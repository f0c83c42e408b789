"""Where two versions of a brief come from: a folder, a revision in git, or a PDF that encloses its sources.

What is not a folder is laid out in a temporary one, file by file. Symbolic links and names that lead out of the folder
are left behind.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from briefpress.archive.extract import read_sources
from briefpress.core import project
from briefpress.core.problems import Position, Problem, Unprintable, WrongUsage

#: Nothing is fetched, asked or run on the way (git-config, `protocol.allow` and `core.fsmonitor`).
_GIT = ("-c", "protocol.allow=never", "-c", "core.fsmonitor=false")
_QUIET = {"GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
#: Regular files, as a tree of git has them.
_FILES = (b"100644", b"100755")


@dataclass(frozen=True)
class Versions:
    """The folders of two versions, each of the name of its brief."""

    old: Path
    new: Path
    #: What the user calls the folders that were laid out for the purpose: `HEAD~1:content/office`, `office.fr.pdf`.
    names: Mapping[Path, str]

    def named(self, problems: Iterable[Problem]) -> list[Problem]:
        """The problems at places that the user knows."""
        return [problem.at(self._named(problem.position)) for problem in problems]

    def _named(self, place: Position | None) -> Position | None:
        for folder, name in self.names.items():
            if place and place.file.is_relative_to(folder):
                return replace(place, named=f"{name}/{place.file.relative_to(folder).as_posix()}")
        return place


@contextmanager
def versions(old: str, new: str) -> Iterator[Versions]:
    """Two versions of a brief.

    A version is named by a folder, a PDF or `REVISION:FOLDER`, as git does; the old one also by a revision alone, of
    the folder that the new one is. Raises WrongUsage where there is no such version, Unprintable where a PDF is not
    of the press.
    """
    with tempfile.TemporaryDirectory(prefix="briefpress-") as temporary:
        after = _laid_out(new, Path(temporary) / "new")
        if _is_alone(old):
            former, home = (f"{old}:{_inside(new)}", Path()) if _is_tree(new) else (f"{old}:./", after)
            old = f"{old}:{_inside(new) if _is_tree(new) else new}"
            before = _written(Path(temporary) / "old" / _plain(after.name), _tree(former, home, old), old)
        else:
            before = _laid_out(old, Path(temporary) / "old")
        names = {folder: name for folder, name in ((before, old), (after, new)) if folder.is_relative_to(temporary)}
        both = Versions(before, after, {folder: name.rstrip("/") for folder, name in names.items()})
        try:
            yield both
        except Unprintable as unprintable:
            raise type(unprintable)(both.named(unprintable.problems)) from None


def _laid_out(name: str, parent: Path) -> Path:
    """The folder of a version; what is not one is laid out in `parent`."""
    if _is_pdf(name):
        enclosed = {PurePosixPath(path): data for path, data in read_sources(Path(name)).sources.items()}
        return _written(parent / _plain(Path(name).name.partition(".")[0]), enclosed, name)
    if _is_tree(name):
        return _written(parent / _plain(PurePosixPath(_inside(name)).name), _tree(name.rstrip("/"), Path(), name), name)
    if _is_alone(name) and _is_revision(name):
        raise _unknown(name, f"a revision has many folders, write `{name}:content/office`")
    (folder,) = project.find([name])
    return folder.absolute()


def _is_pdf(name: str) -> bool:
    return name.lower().endswith(".pdf") and Path(name).is_file()


def _is_tree(name: str) -> bool:
    """Whether it names a folder of a revision, as git does."""
    return ":" in name and not Path(name).exists()


def _is_alone(name: str) -> bool:
    """Whether it can only be a revision: what is there as a folder or a file is never taken for one."""
    return not (_is_tree(name) or Path(name).exists() or (project.CONTENT / name).exists())


def _inside(name: str) -> str:
    return name.partition(":")[2].rstrip("/")


def _plain(name: str) -> str:
    """The name of a brief, for a folder and a file."""
    return name if re.fullmatch(r"\w[\w.-]*", name) else "brief"


def _is_revision(name: str) -> bool:
    try:
        return bool(_resolved(name, Path(), name))
    except WrongUsage:
        return False


def _tree(name: str, folder: Path, typed: str) -> dict[PurePosixPath, bytes]:
    """The files of a tree in git, which is named as seen from a folder; `typed` is what the user calls it."""
    if name.startswith("-"):
        raise _unknown(typed, "a revision does not begin with a hyphen")
    try:
        tree = _resolved(name, folder, typed)
    except WrongUsage:
        # Where git does not know the revision, that is the reason.
        _resolved(name.partition(":")[0], folder, typed)
        raise _unknown(typed, "the revision does not have this folder") from None
    if _git(typed, folder, "cat-file -t", tree).strip() != b"tree":
        raise _unknown(typed, "it is not a folder")
    listed = _git(typed, folder, "ls-tree -r -z --full-tree", tree, "--").split(b"\0")
    files = {}
    for mode, _, blob, path in (re.split(rb"[ \t]", entry, maxsplit=3) for entry in listed if entry):
        if mode in _FILES:
            files[PurePosixPath(os.fsdecode(path))] = _git(typed, folder, "cat-file blob", blob.decode())
    return files


def _resolved(name: str, folder: Path, typed: str) -> str:
    """The id of the object that git knows by this name."""
    return _git(typed, folder, "rev-parse --verify --end-of-options", name).decode().strip()


def _git(typed: str, folder: Path, command: str, *arguments: str) -> bytes:
    """The output of one of git's commands, whose arguments are never read as options."""
    program = shutil.which("git")
    if program is None:
        raise _unknown(typed, "git is not installed")
    line = [program, *_GIT, "-C", str(folder), *command.split(), *arguments]
    done = subprocess.run(line, env={**os.environ, **_QUIET}, capture_output=True, check=False)  # noqa: S603 (fixed)
    if done.returncode:
        error, *_ = done.stderr.decode(errors="replace").strip().splitlines() or [f"exit code {done.returncode} of git"]
        reason = error.removeprefix("fatal: ")
        raise _unknown(typed, "git knows no such revision" if reason == "Needed a single revision" else reason)
    return done.stdout


def _unknown(name: str, reason: str) -> WrongUsage:
    hint = "name a folder, a PDF of the press, or a folder of a revision as git does: HEAD~1:content/office"
    return WrongUsage([Problem("unknown-revision", f"there is no version `{name}`: {reason}", None, hint)])


def _written(folder: Path, files: Mapping[PurePosixPath, bytes], name: str) -> Path:
    """Write the files into a new folder."""
    if PurePosixPath(project.FACTS) not in files:
        hint = "a brief is a folder with that file; a PDF of the press encloses it"
        raise WrongUsage([Problem("missing-file", f"there is no `{project.FACTS}` in it", Position(Path(name)), hint)])
    for path, content in files.items():
        if path.is_absolute() or {"..", "", "."} & set(path.parts) or "\\" in str(path) or "\0" in str(path):
            continue
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder
