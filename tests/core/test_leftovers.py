"""What killed builds leave is swept, and what nobody asks for again is forgotten; what others use stays."""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefpress.core import delivered, leftovers
from briefpress.core.output import deliver
from briefpress.core.problems import Unprintable

_DAY = 86_400


def put(path: Path, days: float, data: bytes = b"x") -> Path:
    """A file that was written so many days ago."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (time.time() - days * _DAY,) * 2)
    return path


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for temporary files of our own, swept by a process that has swept nothing."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    leftovers.sweep.cache_clear()
    yield folder
    leftovers.sweep.cache_clear()


@pytest.mark.parametrize(
    ("name", "days", "stays"),
    [
        (".a.fr.pdf.0123abcd", 1.1, False),
        (".a.fr.pdf.0123abcd", 0.9, True),
        (".records/.a.fr.pdf.json.0123abcd", 2, False),
        (".records/a.fr.pdf.4711", 2, False),
        (".pictures/.0123.svg.0123abcd", 2, False),
        # What may be somebody's.
        (".a.fr.pdf.0123", 9, True),
        (".notes.0123abcd", 9, True),
        ("a.fr.pdf", 900, True),
        ("a.fr.pdf.2024", 900, True),
        # Pictures are kept for a month.
        (".pictures/0123.svg", 29, True),
        (".pictures/0123.svg", 31, False),
    ],
)
def test_drafts_and_pictures(name: str, days: float, stays: bool, tmp_path: Path) -> None:
    path = put(tmp_path / "out" / name, days)
    deliver({tmp_path / "out" / "b.pdf": b"new"})
    assert path.exists() == stays


@pytest.mark.parametrize(
    ("name", "days", "stays"),
    [
        ("weasyprint-abcd1234", 2, False),
        ("briefpress-abcd_234", 2, False),
        ("weasyprint-abcd1234", 0.5, True),
        ("weasyprint", 2, True),
        ("chromium-abcd1234", 2, True),
    ],
)
def test_temporary_folders(name: str, days: float, stays: bool, tmp_path: Path, temporary: Path) -> None:
    put(temporary / name / "font.ttf", days)
    os.utime(temporary / name, (time.time() - days * _DAY,) * 2)
    deliver({tmp_path / "out" / "b.pdf": b"new"})
    assert (temporary / name).exists() == stays


@pytest.mark.parametrize(
    ("name", "days", "stays"),
    [(".a.0123abcd", 2, False), (".a.0123abcd", 0.5, True), (".b.0123abcd", 2, True), ("a", 2, True)],
)
def test_folders_that_were_to_take_a_place(name: str, days: float, stays: bool, tmp_path: Path) -> None:
    put(tmp_path / name / "brief.yaml", days)
    os.utime(tmp_path / name, (time.time() - days * _DAY,) * 2)
    leftovers.sweep_folders(tmp_path / "a")
    assert (tmp_path / name).exists() == stays


def test_no_link_is_followed(tmp_path: Path, temporary: Path) -> None:
    kept = put(tmp_path / "elsewhere" / ".a.pdf.0123abcd", 9)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".pictures").symlink_to(kept.parent)
    (temporary / "weasyprint-abcd1234").symlink_to(kept.parent)
    deliver({tmp_path / "out" / "b.pdf": b"new"})
    assert kept.exists()


def test_records_of_what_is_gone(tmp_path: Path) -> None:
    out = tmp_path / "out"
    put(out / "b.pdf", 9)
    gone = put(out / ".records" / "a.pdf.json", 9, json.dumps({"outputs": {"a.pdf": ""}}).encode())
    there = put(out / ".records" / "b.pdf.json", 9, json.dumps({"outputs": {"b.pdf": ""}}).encode())
    deliver({out / "c.pdf": b"new"})
    assert (gone.exists(), there.exists()) == (False, True)


@pytest.mark.parametrize(("lines", "is_pruned"), [(990, False), (1010, True)])
def test_a_long_list_of_what_was_delivered(lines: int, is_pruned: bool, tmp_path: Path) -> None:
    deliver({tmp_path / "a.pdf": b"ours"})
    listed = tmp_path / ".records" / "delivered"
    with listed.open("a") as file:
        file.writelines(f"{number:064x}\n" for number in range(lines))
    # A file that another press is about to deliver: beside its place, and listed.
    put(tmp_path / ".b.pdf.0123abcd", 0, b"soon")
    delivered.add(tmp_path, b"soon")
    leftovers.sweep.cache_clear()
    leftovers.sweep(tmp_path)
    assert (len(listed.read_text().split()) < 10) == is_pruned
    (tmp_path / ".b.pdf.0123abcd").rename(tmp_path / "b.pdf")
    deliver({tmp_path / "a.pdf": b"new", tmp_path / "b.pdf": b"new"})
    (tmp_path / "b.pdf").write_bytes(b"theirs")
    with pytest.raises(Unprintable):
        deliver({tmp_path / "b.pdf": b"newer"})


@pytest.mark.parametrize("name", [".records", ".records/delivered"])
def test_a_link_in_the_place_of_the_press_leads_it_nowhere(name: str, tmp_path: Path) -> None:
    """Such links come with a folder of finished files that somebody else has made."""
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "file").write_bytes(b"theirs")
    link = tmp_path / "out" / name
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / "theirs" / ("" if name == ".records" else "file"))
    try:
        deliver({tmp_path / "out" / "a.pdf": b"new"})
    except Unprintable as unprintable:
        (problem,) = unprintable.problems
        assert str(problem).startswith(f"{link}: the file cannot be written: `.records` is a link [unwritable]")
    assert [path.read_bytes() for path in (tmp_path / "theirs").iterdir()] == [b"theirs"]
    assert (tmp_path / "out" / "a.pdf").exists() == (name != ".records")


@pytest.mark.skipif(os.name != "posix", reason="pipes and links of POSIX systems")
@pytest.mark.parametrize("kind", ["pipe", "link", "link to nothing"])
def test_what_is_no_file_is_not_replaced(kind: str, tmp_path: Path) -> None:
    """With the rights of root, `/dev/null` would be lost for all."""
    put(tmp_path / "theirs", 0, b"theirs")
    target = tmp_path / "a.pdf"
    if kind == "pipe":
        os.mkfifo(target)
    else:
        target.symlink_to(tmp_path / ("theirs" if kind == "link" else "nothing"))
    with pytest.raises(Unprintable) as refused:
        deliver({target: b"new"})
    code = "unwritable" if kind == "pipe" else "edited-file"
    assert [problem.code for problem in refused.value.problems] == [code]
    assert target.is_fifo() or target.is_symlink()
    assert not (tmp_path / "nothing").exists()
