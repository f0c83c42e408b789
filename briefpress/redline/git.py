"""Folders of revisions, as git has them: counted and weighed before a file of them is read.

The repository may be a stranger's. Only commands are used that run nothing (`rev-parse`, `ls-tree`, `cat-file`), with
none of the user's settings; its own are overruled where they could run a program, fetch or replace an object
(git-config, and the environment variables of git).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile
from typing import IO

from briefpress.confined.reading import LIMITS, read
from briefpress.confined.reply import Reply
from briefpress.confined.tasks import Progress
from briefpress.core.files import MAX_ALL
from briefpress.core.problems import Problem, Unprintable, WrongUsage
from briefpress.redline.repository import NoRepository, Repository

#: How many files a folder of a revision has at most, and how long a name and a path are, in bytes.
MAX_FILES, MAX_NAME, MAX_PATH = 2_000, 1_000, 4_096

_SETTINGS = ("-c", "protocol.allow=never", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
}
#: Regular files, as a tree of git has them.
_FILES = (b"100644", b"100755")
_ENTRY = re.compile(
    rb"(?P<mode>\d{6}) (?P<type>[a-z]+) (?P<id>[0-9a-f]{40,64}) +(?P<size>\d+|-|BAD)\t(?P<path>.+)", re.DOTALL
)
#: What git says, and what it means here.
_REASONS = {
    "Needed a single revision": "git knows no such revision",
    "not a tree object": "it is not a folder",
}
_CHUNK = 65_536
#: How much of git's complaints is read, in bytes, and shown, in characters.
_COMPLAINTS, _SHOWN = 10_000, 300


@dataclass(frozen=True)
class _File:
    path: PurePosixPath
    id: bytes
    size: int


@dataclass(frozen=True)
class Revision:
    """A revision, or a folder of one, by its name in git as seen from a folder: `HEAD~1:content/office`."""

    name: str
    folder: Path
    #: What the user calls it.
    typed: str

    def is_known(self) -> bool:
        """Whether git knows it."""
        try:
            return bool(self._read(self._known).values["id"])
        except Unprintable:
            return False

    def files(self) -> dict[PurePosixPath, bytes]:
        """Its files, without links; raises WrongUsage where there is none, Unprintable where it is too large."""
        return {PurePosixPath(path): data for path, data in self._read(self._files).files.items()}

    def _read(self, job: Callable[[Progress], Reply]) -> Reply:
        """What a child answers, which can read the repository and nothing else of the user's."""
        repository = self._repository()
        reads = [repository.top, repository.folder, repository.common, Path(self._program()).resolve()]
        hint = "name the folder of the brief alone, as in HEAD~1:content/office; do not trust a repository that hangs"
        return read(job, lambda reply: reply, reads=reads, name=self.typed, place=None, hint=hint, limits=LIMITS)

    def _known(self, progress: Progress) -> Reply:
        progress("git")
        return Reply({"id": self._id()})

    def _files(self, progress: Progress) -> Reply:
        progress("git")
        try:
            tree = self._id()
        except WrongUsage:
            # Where git does not know the revision, that is the reason.
            Revision(self.name.partition(":")[0], self.folder, self.typed)._id()
            raise self._unknown("the revision does not have this folder") from None
        files = list(self._listed(tree))
        return Reply(files=dict(zip((str(file.path) for file in files), self._contents(files), strict=True)))

    def _id(self) -> str:
        """The id of the object of this name."""
        with self._git("rev-parse", "--verify", "--end-of-options", self.name) as output:
            return output.read(_CHUNK).decode("ascii", "replace").strip()

    def _listed(self, tree: str) -> Iterator[_File]:
        """The files of a tree, as long as they are few and small."""
        count = size = 0
        with self._git("ls-tree", "-r", "-z", "-l", "--full-tree", tree, "--") as output:
            for entry in self._entries(output):
                count += 1
                if count > MAX_FILES:
                    raise self._large(f"has more than {MAX_FILES} files")
                found = _ENTRY.fullmatch(entry)
                if found is None or found["size"] == b"BAD":
                    raise self._unknown("the repository is damaged, or does not have all of it")
                if found["mode"] in _FILES:
                    size += int(found["size"])
                    if size > MAX_ALL:
                        raise self._large(f"has more than {MAX_ALL // 1_000_000} MB")
                    yield _File(PurePosixPath(os.fsdecode(found["path"])), found["id"], int(found["size"]))

    def _entries(self, output: IO[bytes]) -> Iterator[bytes]:
        rest = b""
        while chunk := output.read(_CHUNK):
            *entries, rest = (rest + chunk).split(b"\0")
            if max(map(len, (*entries, rest))) > MAX_PATH:
                raise self._large(f"has a file whose path is longer than {MAX_PATH} bytes")
            yield from entries

    def _contents(self, files: Sequence[_File]) -> Iterator[bytes]:
        """What is in files, in their order."""
        asked = b"".join(b"%s\n" % file.id for file in files)
        with self._git("cat-file", "--batch", asked=asked) as output:
            for file in files:
                if output.readline(_CHUNK) != b"%s blob %d\n" % (file.id, file.size):
                    raise self._unknown("the repository is damaged, or does not have all of it")
                yield output.read(file.size + 1)[:-1]

    @contextmanager
    def _git(self, *arguments: str, asked: bytes = b"") -> Iterator[IO[bytes]]:
        """The output of one of git's commands, which is ended with the block; raises WrongUsage where it fails."""
        line, environment = self._line(arguments)
        with TemporaryFile() as questions, TemporaryFile() as complaints:
            questions.write(asked)
            questions.seek(0)
            streams = {"stdin": questions, "stdout": subprocess.PIPE, "stderr": complaints}
            with subprocess.Popen(line, env=environment, **streams) as process:  # type: ignore[call-overload] # noqa: S603
                try:
                    yield process.stdout
                    is_failed = process.wait() != 0
                finally:
                    process.kill()
            if is_failed:
                complaints.seek(0)
                raise self._unknown(_reason(complaints.read(_COMPLAINTS), process.returncode))

    def _line(self, arguments: Sequence[str]) -> tuple[list[str], dict[str, str]]:
        """The command and its environment."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        line = [self._program(), *_SETTINGS, "-C", str(self.folder), *arguments]
        return line, {**inherited, **_ENVIRONMENT, **self._repository().environment}

    def _program(self) -> str:
        """The path of git; raises WrongUsage where there is none."""
        program = shutil.which("git")
        if program is None:
            raise self._unknown("git is not installed")
        return program

    def _repository(self) -> Repository:
        """The repository that it is of; raises WrongUsage where there can be none."""
        if self.name.startswith("-") or "\0" in self.name or len(os.fsencode(self.name)) > MAX_NAME:
            raise self._unknown(f"a revision begins with no hyphen, holds no null, and has at most {MAX_NAME} bytes")
        try:
            return Repository.around(self.folder)
        except NoRepository as error:
            raise self._unknown(error.reason, error.hint) from None

    def _unknown(self, reason: str, hint: str = "") -> WrongUsage:
        return unknown(self.typed, reason, hint)

    def _large(self, reason: str) -> Unprintable:
        hint = "name the folder of the brief alone, as in HEAD~1:content/office"
        return Unprintable([Problem("huge-file", f"`{self.typed}` {reason}", None, hint)])


def unknown(typed: str, reason: str, hint: str = "") -> WrongUsage:
    """That there is no version of this name; `hint` is what to do, where it is not to name another."""
    usual = "name a folder, a PDF of the press, or a folder of a revision as git does: HEAD~1:content/office"
    return WrongUsage([Problem("unknown-revision", f"there is no version `{typed}`: {reason}", None, hint or usual)])


def _reason(complaints: bytes, code: int) -> str:
    """What git says of its failure, in a line."""
    lines = complaints.decode("utf-8", "replace").strip().splitlines() or [f"exit code {code} of git"]
    reason = next((line for line in lines if line.startswith("fatal: ")), lines[0]).removeprefix("fatal: ")[:_SHOWN]
    return _REASONS.get(reason, reason)
