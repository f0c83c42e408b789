"""Headings, tables, nested lists and definitions of running text, as a finished edition has them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pikepdf
import pytest
from conftest import ROOT, Golden, press
from pdf_reader import tag_tree


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition, final, which the validator has passed."""
    folder = tmp_path_factory.mktemp("press")
    brief = Path(shutil.copytree(ROOT / "tests" / "data" / "running", folder / "running"))
    facts = brief / "brief.yaml"
    facts.write_text(facts.read_text("utf-8").replace("status: draft", "status: final"), "utf-8")
    run = press("build", brief, "--format", "pdf,html", "--out", folder / "dist", cwd=folder)
    assert (run.code, "warning" in run.err) == (0, False), run.err
    return folder / "dist" / "running.en.pdf"


def test_the_tags_say_what_the_text_is(edition: Path, golden: Golden) -> None:
    golden("running.en.tags.txt", tag_tree(edition))


def outline(items: list[pikepdf.OutlineItem]) -> list[object]:
    """The titles of bookmarks, each followed by those under it."""
    return [part for item in items for part in (item.title, *([outline(item.children)] if item.children else []))]


def test_bookmarks_follow_the_levels_of_headings(edition: Path) -> None:
    with pikepdf.open(edition) as file, file.open_outline() as bookmarks:
        (title, (contents, water, under_water, fields, under_fields, *_)) = outline(bookmarks.root)
    assert (title, contents) == ("CO₂ and water, 10⁶ m³ a year", "Contents")
    assert (water, fields) == ("1 Water and CO₂", "2 Fields")
    assert under_water == ["Who takes what", ["In figures of H₂O", ["Of the ~5 rivers"]], "What words mean", "Costs"]
    assert under_fields == ["Training", ["Under a domain", ["Deeper"]]]


def test_contents_list_the_headings_of_a_section(edition: Path) -> None:
    page = edition.with_suffix(".html").read_text("utf-8")
    contents = page[page.index("<nav") : page.index("</nav>")]
    assert contents.count("<ol>") == 2
    for name in ("water--who-takes-what", "water--what-words-mean", "costs"):
        assert f'<li><a href="#{name}">' in contents
        assert f'<h3 id="{name}" class="subheading">' in page
    assert "#fields--" not in contents
