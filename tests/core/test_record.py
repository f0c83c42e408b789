"""What is made is made again when anything that it was made from has changed, and only then."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import ROOT, press

from briefpress.core import record
from briefpress.markup.render import render
from briefpress.reading.read import read

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links and pipes are made by POSIX")


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small house, of which the press takes its digests."""
    names = ("templates/a.html", "styles/a.css", "styles/fonts/a.ttf", "maps/a.json", "content/labels/fr.yaml")
    for name in (*names, "briefpress/press/a.py", "briefpress/a.pyc"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a", "utf-8")
    shared = tuple(tmp_path / name for name in ("templates", "styles", "maps", "content/labels"))
    monkeypatch.setattr(record, "SHARED", shared)
    monkeypatch.setattr(record, "PACKAGE", tmp_path / "briefpress")
    monkeypatch.setattr(record, "STYLES", tmp_path / "styles")
    monkeypatch.setattr(record, "MAPS", tmp_path / "maps")
    record.press_digest.cache_clear()
    yield tmp_path
    record.press_digest.cache_clear()


CHANGES: dict[str, Callable[[Path], object]] = {
    "changed": lambda path: path.write_text("b", "utf-8"),
    "added": lambda path: path.with_name("other").write_text("a", "utf-8"),
    "renamed": lambda path: path.rename(path.with_name("other")),
    "deleted": lambda path: path.unlink(),
    "replaced by a link": lambda path: path.symlink_to(shutil.move(path, path.parents[2] / "outside")),
    "replaced by a pipe": lambda path: (path.unlink(), os.mkfifo(path)),
}
FILES = (
    "small/fr.yaml", "templates/a.html", "styles/a.css", "styles/fonts/a.ttf", "maps/a.json", "content/labels/fr.yaml",
    "briefpress/press/a.py",
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", FILES)
def test_an_edition_has_another_digest_when_a_file_has_changed(
    name: str, change: str, house: Path, small: Path
) -> None:
    before = record.inputs_digest(small, "fr")
    CHANGES[change](house / name)
    assert record.inputs_digest(small, "fr") != before


def test_an_edition_has_the_same_digest_when_nothing_has_changed(house: Path, small: Path) -> None:
    before = record.inputs_digest(small, "fr")
    (house / "briefpress" / "a.pyc").write_text("b", "utf-8")
    (small / "empty").mkdir()
    assert record.inputs_digest(small, "fr") == before
    assert record.inputs_digest(small, "en") != before


@pytest.mark.parametrize("name", ["styles/fonts/a.ttf", "maps/a.json", "briefpress/press/a.py"])
def test_pictures_are_drawn_anew_when_what_they_are_drawn_with_has_changed(name: str, house: Path) -> None:
    edition, cache = read(ROOT / "tests" / "data" / "archive", "en"), house / "cache"
    render(edition, cache=cache)
    drawn = set(cache.iterdir())
    render(edition, cache=cache)
    assert set(cache.iterdir()) == drawn
    (house / name).write_text("b", "utf-8")
    record.press_digest.cache_clear()
    render(edition, cache=cache)
    assert len(set(cache.iterdir())) == 2 * len(drawn)


@pytest.mark.parametrize("name", ["delivered", "small.fr.pdf.json"])
def test_what_is_no_record_is_as_good_as_none(name: str, small: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / ".records").mkdir(parents=True)
    os.mkfifo(tmp_path / "out" / ".records" / name)
    for said in ("built", "unchanged"):
        run = press("build", small, "--out", tmp_path / "out")
        assert (run.code, f": {said}, " in run.err or f": {said}\n" in run.err) == (0, True), run.err
