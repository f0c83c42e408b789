"""Pages that look alike have the same digest, in whichever file; what looks otherwise has another."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import press

from briefpress.pdf.page_digests import page_digests

_BRIEF = """\
language: en
date: 2026-11-29
status: draft
title: Two pages
imprint: false
sections:
  - title: First
    text: The first page, which stays as it is.
    blocks:
      - {type: figure, id: square, file: square.svg, alt: A square., caption: A square}
  - title: Second
    text: |
      WORDS
"""
_STYLE = "section + section { break-before: page }\n"
_SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><rect width="90" height="90" fill="FILL"/></svg>'
)


def digests(folder: Path, words: str = "The second page.", fill: str = "#123456", style: str = _STYLE) -> list[str]:
    """The digests of the pages of a brief with these words on its second page and this square on its first."""
    brief = folder / "brief"
    (brief / "styles").mkdir(parents=True, exist_ok=True)
    (brief / "brief.yaml").write_text(_BRIEF.replace("WORDS", words), "utf-8")
    (brief / "square.svg").write_text(_SQUARE.replace("FILL", fill), "utf-8")
    (brief / "styles" / "own.css").write_text(style, "utf-8")
    run = press("build", brief, "--out", folder / "out", "--force")
    assert run.code == 0, run.err
    return page_digests((folder / "out" / "brief.en.pdf").read_bytes(), [])


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return digests(tmp_path_factory.mktemp("usual"))


@pytest.mark.parametrize(
    ("change", "is_same"),
    [
        ({}, [True, True]),
        # Letters that the fonts of the file did not have, and a face that it did not have.
        ({"words": "The second pagê, žluťoučký."}, [True, False]),
        ({"words": "The *second* page, and **more**."}, [True, False]),
        ({"words": "The second page. [A link](https://example.org)"}, [True, False]),
        ({"fill": "#123457"}, [False, True]),
        ({"style": _STYLE + "h2 { color: #345678 }"}, [False, False]),
    ],
)
def test_what_changes_a_page(change: dict[str, str], is_same: list[bool], usual: list[str], tmp_path: Path) -> None:
    assert [before == after for before, after in zip(usual, digests(tmp_path, **change), strict=True)] == is_same


def test_another_font_is_another_page(tmp_path: Path) -> None:
    digests(tmp_path)
    data = (tmp_path / "out" / "brief.en.pdf").read_bytes()
    assert not set(page_digests(data, [b"a"])) & set(page_digests(data, [b"b"]))
