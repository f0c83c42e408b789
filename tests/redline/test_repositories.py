"""Repositories of strangers: nothing is run, fetched, replaced or read elsewhere, and all is counted."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from conftest import press

from briefpress.core.problems import Unprintable, WrongUsage
from briefpress.redline.git import MAX_FILES, MAX_NAME, Revision
from briefpress.redline.versions import versions

CONTENT = b"title: one\n"


def git(root: Path, *arguments: str, given: bytes = b"") -> str:
    line = ["git", "-C", str(root), "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments]
    return subprocess.run(line, input=given, stdout=subprocess.PIPE, check=True).stdout.decode().strip()


def made(root: Path) -> Path:
    """A repository of one revision of the folder `small`."""
    (root / "small").mkdir(parents=True)
    (root / "small" / "brief.yaml").write_bytes(CONTENT)
    git(root, "init", "-q")
    git(root, "add", "small")
    git(root, "commit", "-qm", "one")
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return made(tmp_path / "theirs")


def files(root: Path, name: str = "HEAD:small") -> dict[PurePosixPath, bytes]:
    return Revision(name, root, name).files()


def problem(root: Path, name: str = "HEAD:small") -> str:
    with pytest.raises(Unprintable) as raised:
        files(root, name)
    (told,) = raised.value.problems
    return f"{told.code}: {told.message}"


def tree(root: Path, entries: bytes) -> str:
    """A tree, whatever its entries are."""
    return git(root, "hash-object", "-t", "tree", "-w", "--stdin", "--literally", given=entries)


def entry(mode: str, name: bytes, ident: str) -> bytes:
    return mode.encode() + b" " + name + b"\0" + bytes.fromhex(ident)


def blob(root: Path, data: bytes) -> str:
    return git(root, "hash-object", "-w", "--stdin", given=data)


# What is counted and weighed.


def test_a_tree_of_billions_of_paths(root: Path) -> None:
    inner = tree(root, b"".join(entry("100644", b"%d" % n, blob(root, CONTENT)) for n in range(10)))
    for _ in range(10):
        inner = tree(root, b"".join(entry("40000", b"%d" % n, inner) for n in range(10)))
    assert problem(root, inner) == f"huge-file: `{inner}` has more than {MAX_FILES} files"


@pytest.mark.parametrize("count", [MAX_FILES, MAX_FILES + 1])
def test_how_many_files(count: int, root: Path) -> None:
    ident = blob(root, CONTENT)
    full = tree(root, b"".join(entry("100644", b"%05d" % n, ident) for n in range(count)))
    if count == MAX_FILES:
        assert len(files(root, full)) == MAX_FILES
    else:
        assert "more than 2000 files" in problem(root, full)


def test_one_large_object_many_times(root: Path) -> None:
    ident = blob(root, bytes(21_000_000))
    full = tree(root, b"".join(entry("100644", b"%d" % n, ident) for n in range(10)))
    assert problem(root, full) == f"huge-file: `{full}` has more than 200 MB"


def test_a_tree_that_is_very_deep(root: Path) -> None:
    inner = tree(root, entry("100644", b"f", blob(root, CONTENT)))
    for _ in range(30):
        inner = tree(root, entry("40000", b"x" * 200, inner))
    assert problem(root, inner) == f"huge-file: `{inner}` has a file whose path is longer than 4096 bytes"


def test_an_object_that_is_missing(root: Path) -> None:
    full = tree(root, entry("100644", b"brief.yaml", "1" * 40))
    assert "the repository is damaged, or does not have all of it" in problem(root, full)


def versions_with(name: bytes, root: Path) -> None:
    """Lay out a revision with a file of this name, and see that nothing stands outside of its folder."""
    ident = blob(root, CONTENT)
    full = tree(root, entry("100644", b"brief.yaml", ident) + entry("100644", name, ident))
    git(root, "tag", "odd", git(root, "commit-tree", "-m", "odd", full))
    with versions("odd:", str(root / "small")) as found:
        assert all(path.is_relative_to(found.old) for path in found.old.parent.rglob("*"))


@pytest.mark.parametrize("name", [b"..", b".", b"../out", b"/etc/x", b"a/../../out", b"a\\b", b".git"])
def test_names_of_files_that_lead_elsewhere(name: bytes, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    versions_with(name, root)


@pytest.mark.parametrize("name", [b"x" * 300, b"brief.yaml/x"])
def test_names_of_files_that_cannot_be_written(name: bytes, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    with pytest.raises(Unprintable, match=r"cannot be laid out: .* \[unreadable-file\]"):
        versions_with(name, root)


# What is neither run nor fetched.


@pytest.mark.parametrize(
    "settings",
    [
        {"core.fsmonitor": "touch RUN"},
        {"core.hooksPath": "hooks", "core.pager": "touch RUN", "core.editor": "touch RUN", "core.askPass": "touch RUN"},
        {"filter.x.smudge": "touch RUN", "filter.x.process": "touch RUN", "diff.x.textconv": "touch RUN"},
        {"core.sshCommand": "touch RUN", "core.gitProxy": "touch RUN", "credential.helper": "!touch RUN"},
        {"core.worktree": "/", "core.bare": "true"},
        {"core.attributesFile": "attributes", "core.alternateRefsCommand": "touch RUN", "alias.ls-tree": "!touch RUN"},
        {"include.path": "../evil"},
        {"gpg.program": "touch RUN", "log.showSignature": "true", "uploadpack.packObjectsHook": "touch RUN"},
    ],
)
def test_settings_that_would_run_something(settings: dict[str, str], root: Path) -> None:
    canary = root / "canary"
    (root / "evil").write_text(f"[core]\n\tfsmonitor = touch {canary}\n", "utf-8")
    (root / ".git" / "info" / "attributes").write_text("* filter=x diff=x\n", "utf-8")
    for name, value in settings.items():
        git(root, "config", "--file", str(root / ".git" / "config"), name, value.replace("RUN", str(canary)))
    assert files(root) == {PurePosixPath("brief.yaml"): CONTENT}
    assert not canary.exists()


@pytest.mark.parametrize(
    "settings",
    [
        {"remote.origin.url": "ext::sh -c 'touch RUN'", "protocol.ext.allow": "always"},
        {"remote.origin.url": "ssh://x/y", "core.sshCommand": "touch RUN", "protocol.ssh.allow": "always"},
        {"remote.origin.url": "x", "remote.origin.vcs": "ext", "protocol.ext.allow": "always"},
        {"remote.origin.url": "/nowhere", "remote.origin.uploadpack": "touch RUN #", "protocol.file.allow": "always"},
    ],
)
def test_objects_that_would_be_fetched(settings: dict[str, str], root: Path) -> None:
    """A partial clone promises objects that it does not have (gitglossary, "promisor")."""
    canary = root / "canary"
    settings = {"core.repositoryFormatVersion": "1", "extensions.partialClone": "origin", **settings}
    for name, value in {**settings, "remote.origin.promisor": "true"}.items():
        git(root, "config", name, value.replace("RUN", str(canary)))
    full = tree(root, entry("100644", b"brief.yaml", "1" * 40))
    assert "unknown-revision" in problem(root, full)
    assert not canary.exists()


def test_an_object_with_a_replacement(root: Path) -> None:
    git(root, "replace", git(root, "rev-parse", "HEAD:small/brief.yaml"), blob(root, b"title: another one\n"))
    assert files(root) == {PurePosixPath("brief.yaml"): CONTENT}


def test_variables_of_git_in_the_environment(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = made(tmp_path / "mine")
    for name in ("GIT_DIR", "GIT_COMMON_DIR"):
        monkeypatch.setenv(name, str(other / ".git"))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", f"touch {root}/canary")
    monkeypatch.setenv("GIT_TRACE", str(root / "canary"))
    assert files(root) == {PurePosixPath("brief.yaml"): CONTENT}
    assert not (root / "canary").exists()


# Where a repository leads.


def commit_beside(mine: Path) -> str:
    """A repository of the user's own, and the tree of a folder that is nobody's business."""
    made(mine)
    (mine / "small" / "secret.yaml").write_text("title: a secret\n", "utf-8")
    git(mine, "add", "small")
    git(mine, "commit", "-qm", "two")
    return git(mine, "rev-parse", "HEAD:small")


def with_file(root: Path, mine: Path) -> None:
    (root / ".git").rename(root / "gone")
    (root / ".git").write_text(f"gitdir: {mine}/.git\n", "utf-8")


def with_link(root: Path, mine: Path) -> None:
    (root / ".git").rename(root / "gone")
    (root / ".git").symlink_to(mine / ".git")


def with_link_to_objects(root: Path, mine: Path) -> None:
    (root / ".git" / "objects").rename(root / "gone")
    (root / ".git" / "objects").symlink_to(mine / ".git" / "objects")


def with_alternates(root: Path, mine: Path) -> None:
    (root / ".git" / "objects" / "info" / "alternates").write_text(f"{mine}/.git/objects\n", "utf-8")


def with_common_folder(root: Path, mine: Path) -> None:
    (root / ".git" / "commondir").write_text(f"{mine}/.git\n", "utf-8")


def with_unmutual_worktree(root: Path, mine: Path) -> None:
    git(mine, "worktree", "add", "-q", str(mine.parent / "tree"), "-b", "tree")
    (root / ".git").rename(root / "gone")
    (root / ".git").write_text(f"gitdir: {mine}/.git/worktrees/tree\n", "utf-8")


def with_pipe(root: Path, _: Path) -> None:
    (root / ".git").rename(root / "gone")
    os.mkfifo(root / ".git")


@pytest.mark.parametrize(
    "lead",
    [
        with_file, with_link, with_link_to_objects, with_alternates, with_common_folder, with_unmutual_worktree,
        with_pipe,
    ],
)  # fmt: skip
def test_a_repository_that_leads_to_another(lead: Callable[[Path, Path], None], root: Path, tmp_path: Path) -> None:
    secret = commit_beside(tmp_path / "mine")
    lead(root, tmp_path / "mine")
    assert problem(root, secret).startswith("unknown-revision: ")


def test_a_folder_that_looks_like_a_repository(root: Path) -> None:
    """Git takes a folder with these names for a repository without a work tree."""
    inner = root / "small"
    (inner / "objects").mkdir()
    (inner / "refs").mkdir()
    (inner / "HEAD").write_text("ref: refs/heads/none\n", "utf-8")
    (inner / "config").write_text("[core]\n\tbare = true\n", "utf-8")
    assert files(inner, "HEAD:./") == {PurePosixPath("brief.yaml"): CONTENT}


def test_work_trees_and_modules_of_ones_own(root: Path, tmp_path: Path) -> None:
    git(root, "worktree", "add", "-q", str(tmp_path / "tree"), "-b", "tree")
    outer = made(tmp_path / "outer")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(root), "inner")
    for place in (tmp_path / "tree", outer / "inner"):
        assert files(place, "HEAD:small") == files(place / "small", "HEAD:./") == {PurePosixPath("brief.yaml"): CONTENT}


def test_no_repository(tmp_path: Path) -> None:
    assert problem(tmp_path, "HEAD:x").endswith("this folder is in no repository of git")


# Names.


@pytest.mark.parametrize(
    "name", ["HEAD\0:small", "-h", "--exec=x:small", "x" * MAX_NAME, "x" * (MAX_NAME + 1), "y/" * 2500, ":/" + "(a+)+$"]
)
def test_names_that_no_revision_has(name: str, root: Path) -> None:
    with pytest.raises(WrongUsage) as raised:
        files(root, name)
    assert [each.code for each in raised.value.problems] == ["unknown-revision"]


@pytest.mark.parametrize("name", ["l" * 300, "l" * 300 + ".pdf", "HEAD:" + "l" * 300, "a/" * 2500 + "b:c"])
def test_long_names_on_the_command_line(name: str, root: Path) -> None:
    run = press("diff", name, "small", cwd=root)
    assert run.code == 2
    assert "[unknown-revision]" in run.err
