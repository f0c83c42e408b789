"""Golden files: the HTML, the tag tree and the text of each page, as readable text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import BRIEFS, ROOT
from reading import page_texts, tag_tree

from briefpress.content import read
from briefpress.render import render

Golden = Callable[[str, str], None]


@pytest.mark.parametrize("brief", BRIEFS)
def test_html(brief: str, golden: Golden) -> None:
    golden(f"{brief}.fr.html", render(read(ROOT / "content" / brief, "fr")).markup)


@pytest.mark.parametrize("brief", BRIEFS)
def test_tag_tree(brief: str, golden: Golden, printed: Path) -> None:
    golden(f"{brief}.fr.tags.txt", tag_tree(printed / f"{brief}.fr.pdf"))


@pytest.mark.parametrize("brief", BRIEFS)
def test_page_texts(brief: str, golden: Golden, printed: Path) -> None:
    golden(f"{brief}.fr.pages.txt", page_texts(printed / f"{brief}.fr.pdf"))
