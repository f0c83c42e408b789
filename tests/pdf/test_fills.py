"""Fills that cannot be told apart are told, at the token that makes them so."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import GROUP

from briefpress.layout.typeset import typeset
from briefpress.markup.render import render
from briefpress.pdf.preflight import preflight
from briefpress.reading.read import read


@pytest.mark.parametrize(
    ("css", "told"),
    [
        (":root { --land: #33598a; }", []),
        (":root { --land: #305688; }", [("the first group of a map", 9)]),
        (":root { --tint: 61%; }", []),
        (":root { --tint: 62%; }", [("the lines of textures in maps", 9)]),
    ],
)
def test_tones_of_fills(css: str, told: list[tuple[str, int]], tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "brief.yaml").write_text(GROUP, "utf-8")
    (tmp_path / "styles" / "tokens.css").write_text(css, "utf-8")
    edition = read(tmp_path, "en")
    problems = [each for each in preflight(typeset(render(edition)), edition) if each.code == "low-contrast"]
    assert [(problem.message.partition(" and ")[0], problem.position.column) for problem in problems] == told
