"""The one door to files: what it lets through, what it refuses, and that each file is read once."""

from __future__ import annotations

import os
import pickle
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefpress.core import files
from briefpress.core.files import Files, inside, position_of
from briefpress.core.problems import Position, Problem, Unprintable

FILE = Path("fr.yaml")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links, pipes and sockets are made by POSIX")


@pytest.fixture(autouse=True)
def _in_time() -> Iterator[None]:
    """A pipe that is waited for would stop the tests for ever."""

    signal.signal(signal.SIGALRM, lambda *_: pytest.fail("a file is waited for"))
    signal.alarm(30)
    yield
    signal.alarm(0)


@pytest.fixture(params=["beneath a handle", "by paths"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of a brief, and files outside of it; some systems cannot open a file beneath the handle of a folder."""
    if request.param == "by paths":
        monkeypatch.setattr(os, "supports_dir_fd", frozenset())
    (tmp_path / "brief" / "data").mkdir(parents=True)
    for path in ("brief/fr.yaml", "brief/data/a.csv", "secret", "outside/a.csv"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(f"this is {path}", "utf-8")
    return tmp_path / "brief"


def link(path: Path, target: Path) -> None:
    path.symlink_to(target, target_is_directory=target.is_dir())


def bind(path: Path) -> None:
    # The path of a socket may have no more than some hundred characters.
    before = Path.cwd()
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path.name)
    os.chdir(before)


FORMS: dict[str, tuple[str, Callable[[Path], None], str]] = {
    "a link out of the folder": ("x", lambda path: link(path, path.parent.parent / "secret"), "it is a link"),
    "a link inside the folder": ("x", lambda path: link(path, path.parent / "fr.yaml"), "it is a link"),
    "a link to nothing": ("x", lambda path: link(path, path.parent / "nothing"), "it is a link"),
    "a link to a folder": ("x", lambda path: link(path, path.parent / "data"), "it is a link"),
    "a file in a linked folder": (
        "x/a.csv",
        lambda path: link(path.parent, path.parent.parent.parent / "outside"),
        "its folder `x` is a link",
    ),
    "a file in a folder that is linked inside": (
        "x/a.csv",
        lambda path: link(path.parent, path.parent.parent / "data"),
        "its folder `x` is a link",
    ),
    "a pipe": ("x", lambda path: os.mkfifo(path), "it is a pipe"),
    "a socket": ("x", bind, "it is a socket"),
    "a folder": ("data", lambda _: None, "it is a folder"),
}


@pytest.mark.parametrize("form", FORMS)
def test_only_a_file_of_the_folder_is_opened(form: str, folder: Path) -> None:
    name, make, reason = FORMS[form]
    make(folder / name)
    with pytest.raises(Unprintable) as caught:
        Files(folder).read(folder / name)
    (problem,) = caught.value.problems
    assert (problem.code, problem.position) == ("unreadable-file", Position(folder / name))
    assert problem.message.endswith(reason)
    assert problem.hint
    assert "this is" not in str(problem)


def test_the_folder_itself_may_be_named_by_a_link(folder: Path) -> None:
    link(folder.parent / "named", folder)
    assert Files(folder.parent / "named").text(folder.parent / "named" / "data" / "a.csv") == "this is brief/data/a.csv"


def test_a_file_that_nobody_may_read(folder: Path) -> None:
    (folder / "fr.yaml").chmod(0)
    if os.access(folder / "fr.yaml", os.R_OK):
        pytest.skip("the superuser may read all files")
    with pytest.raises(Unprintable, match="Permission denied"):
        Files(folder).read(folder / "fr.yaml")


@pytest.mark.parametrize("name", ["../secret", "data/../../secret", "../brief/../secret", "/etc/passwd"])
def test_a_path_out_of_the_folder_is_refused(name: str, folder: Path) -> None:
    assert inside(folder, name) is None
    with pytest.raises(Unprintable, match="unreadable-file"):
        Files(folder).read(folder / name)


@pytest.mark.parametrize(("name", "path"), [("a/../fr.yaml", "fr.yaml"), ("..a", "..a"), ("a..b/c", "a..b/c")])
def test_what_only_looks_like_a_way_out_is_none(name: str, path: str, folder: Path) -> None:
    assert inside(folder, name) == folder / path


def test_a_name_holds_no_nul(folder: Path) -> None:
    assert inside(folder, "fr.yaml\0") is None


@pytest.mark.parametrize(("size", "is_read"), [(9, True), (10, True), (11, False)])
def test_a_file_has_a_largest_size(size: int, is_read: bool, folder: Path) -> None:
    (folder / "x").write_bytes(bytes(size))
    if is_read:
        assert len(Files(folder).read(folder / "x", 10)) == size
    else:
        with pytest.raises(Unprintable, match="huge-file"):
            Files(folder).read(folder / "x", 10)


def test_all_files_together_have_a_largest_size(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_ALL", 20)
    for name, size in (("a", 10), ("b", 10), ("c", 1)):
        (folder / name).write_bytes(bytes(size))
    read = Files(folder)
    read.read(folder / "a")
    read.read(folder / "b")
    # What is read already counts once.
    read.read(folder / "a")
    with pytest.raises(Unprintable, match="huge-file"):
        read.read(folder / "c")


def test_a_file_is_read_once(folder: Path) -> None:
    read = Files(folder)
    first = read.read(folder / "fr.yaml")
    (folder / "fr.yaml").write_text("title: another", "utf-8")
    # By whatever path it is named.
    assert read.read(folder / "data" / ".." / "fr.yaml") is first
    assert read.under(folder) == {"fr.yaml": first}
    assert folder / "fr.yaml" in read
    assert folder / "data" / "a.csv" not in read
    (folder / "fr.yaml").unlink()
    assert read.text(folder / "fr.yaml") == "this is brief/fr.yaml"


def test_the_files_of_two_editions_are_those_of_each(folder: Path) -> None:
    other = folder.parent / "outside"
    old, new = Files(other), Files(folder)
    first = old.read(other / "a.csv")
    (other / "a.csv").unlink()
    both = new | old
    assert both.read(other / "a.csv") is first
    assert both.text(folder / "fr.yaml") == "this is brief/fr.yaml"
    with pytest.raises(Unprintable, match="none of the folders"):
        new.read(other / "a.csv")


def test_an_excerpt_is_of_the_text_that_was_read(folder: Path) -> None:
    path = folder / "fr.yaml"
    path.write_text("title: a\ntitle: b\n", "utf-8")
    text = Files(folder).text(path)
    problem = Problem("duplicate-key", "`title` stands twice here", position_of(path, text, 9, 14))
    shown = str(problem)
    assert shown.endswith("\n    2 | title: b\n      | ^^^^^")
    path.unlink()
    os.mkfifo(path)
    assert str(problem) == shown
    assert str(pickle.loads(pickle.dumps(problem))) == shown


@pytest.mark.parametrize(
    ("start", "end", "place"),
    [(0, None, (1, 1, 1)), (2, 5, (1, 3, 3)), (5, None, (1, 6, 1)), (6, 6, (2, 1, 1)), (7, 9, (3, 1, 2))],
)
def test_an_offset_is_a_line_and_a_column(start: int, end: int | None, place: tuple[int, int, int]) -> None:
    assert position_of(FILE, "title\n\nété", start, end) == Position(FILE, *place)
