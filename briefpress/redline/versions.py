"""Where two versions of a brief come from: a folder, a revision in git, or a PDF that encloses its sources.

What is not a folder is laid out in a temporary one, file by file. Symbolic links and names that lead out of the folder
are left behind.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from briefpress.archive.extract import read_sources
from briefpress.core import project
from briefpress.core.files import is_there
from briefpress.core.problems import Position, Problem, Unprintable, WrongUsage
from briefpress.redline.git import Revision, unknown


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
            before = _written(Path(temporary) / "old" / _plain(after.name), Revision(former, home, old).files(), old)
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
        files = Revision(name.rstrip("/"), Path(), name).files()
        return _written(parent / _plain(PurePosixPath(_inside(name)).name), files, name)
    if _is_alone(name) and Revision(name, Path(), name).is_known():
        raise unknown(name, f"a revision has many folders, write `{name}:content/office`")
    (folder,) = project.find([name])
    return folder.absolute()


def _is_pdf(name: str) -> bool:
    return name.lower().endswith(".pdf") and is_there(Path(name)) and Path(name).is_file()


def _is_tree(name: str) -> bool:
    """Whether it names a folder of a revision, as git does."""
    return ":" in name and not is_there(Path(name))


def _is_alone(name: str) -> bool:
    """Whether it can only be a revision: what is there as a folder or a file is never taken for one."""
    return not (_is_tree(name) or is_there(Path(name)) or is_there(project.CONTENT / name))


def _inside(name: str) -> str:
    return name.partition(":")[2].rstrip("/")


def _plain(name: str) -> str:
    """The name of a brief, for a folder and a file."""
    return name if re.fullmatch(r"\w[\w.-]*", name) else "brief"


def _written(folder: Path, files: Mapping[PurePosixPath, bytes], name: str) -> Path:
    """Write the files into a new folder."""
    if PurePosixPath(project.FACTS) not in files:
        hint = "a brief is a folder with that file; a PDF of the press encloses it"
        raise WrongUsage([Problem("missing-file", f"there is no `{project.FACTS}` in it", Position(Path(name)), hint)])
    for path, content in files.items():
        if not path.parts or path.is_absolute() or ".." in path.parts or {"\\", "\0"} & set(str(path)):
            continue
        target = folder / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        except OSError as error:
            message, hint = f"its file `{path}` cannot be laid out: {error.strerror}", "rename it in another revision"
            raise Unprintable([Problem("unreadable-file", message, Position(Path(name)), hint)]) from None
    return folder
