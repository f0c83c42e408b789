"""The repository of git that a folder is in: where it is, without a word of its own about it.

Git itself would believe what stands there: a `.git` that leads to the repository of somebody else, a folder that only
looks like a repository, a work tree elsewhere, objects that are another repository's (gitrepository-layout).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

#: A file that leads to a folder is a line with a path.
_LINE = 4_096


class NoRepository(Exception):
    """Raised where a folder is in no repository that can be read: why, and what to do about it."""

    def __init__(self, reason: str, hint: str = "") -> None:
        self.reason, self.hint = reason, hint
        super().__init__(reason)


@dataclass(frozen=True)
class Repository:
    """A repository: its work tree, its folder, and the one that holds what all of its work trees share."""

    top: Path
    folder: Path
    common: Path

    @classmethod
    def around(cls, place: Path) -> Repository:
        """The repository that a folder is in; raises NoRepository."""
        inside = place.resolve()
        top = next((each for each in (inside, *inside.parents) if os.path.lexists(each / ".git")), None)
        if top is None:
            raise NoRepository("this folder is in no repository of git")
        own = top / ".git"
        if own.is_symlink() or not (own.is_dir() or own.is_file()):
            raise NoRepository(
                f"`{own}` is neither a folder nor a file", "links are not followed: put the folder there"
            )
        folder, common = (own, own) if own.is_dir() else _linked(own)
        objects = common / "objects"
        if objects.is_symlink() or os.path.lexists(objects / "info" / "alternates"):
            hint = "make a copy that has all: git clone --no-local --dissociate OLD NEW"
            raise NoRepository("the repository has its objects in another one", hint)
        return cls(top, folder, common)

    @property
    def environment(self) -> dict[str, str]:
        """The variables by which git uses this repository and no other."""
        return {"GIT_DIR": str(self.folder), "GIT_COMMON_DIR": str(self.common), "GIT_WORK_TREE": str(self.top)}


def _linked(file: Path) -> tuple[Path, Path]:
    """The folder that a file `.git` leads to, which has to know of it, and the one of the repository around it.

    It is that of a further work tree, which names the file (git-worktree), or that of a module in the repository
    around it (gitsubmodules).
    """
    top = file.parent
    folder = (top / _line(file).removeprefix("gitdir: ")).resolve()
    if folder.parent.name == "worktrees" and (folder / _line(folder / "gitdir")).resolve() == file:
        return folder, folder.parent.parent
    if any(folder.is_relative_to(outer / ".git" / "modules") for outer in top.parents):
        return folder, folder
    hint = "look whether this folder comes from somebody else; in your own, `git worktree repair` may help"
    raise NoRepository(f"`{file}` leads to a folder that does not know of it: `{folder}`", hint)


def _line(file: Path) -> str:
    """The one line of a file; "" where it is none."""
    if file.is_symlink() or not file.is_file():
        return ""
    with file.open("rb") as lines:
        return os.fsdecode(lines.read(_LINE)).rstrip("\n")
