"""A row that a translation has no words for is told once: its cells are empty for that reason alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpress.core.problems import Unprintable
from briefpress.reading.read import read

BRIEF = """
language: en
date: 2026-12-01
title: Shares
sections:
  - id: all
    title: All
    blocks:
      - id: shares
        type: table
        caption: Shares
        columns: [{id: country, title: Country}, {id: half, title: Half}, {id: pay, title: Pay, holds: number}]
        rows:
          - {id: hungary, cells: [Hungary, agrees, 5]}
          - {cells: ROW}
"""
WORDS = """
title: Cuotas
sections:
  all:
    title: Todo
    blocks:
      shares:
        caption: Cuotas
        columns: {country: {title: País}, half: {title: Mitad}, pay: {title: Pago}}
        rows:
          hungary: {cells: {country: Hungría, half: acepta}}
"""


@pytest.mark.parametrize(
    ("words", "row", "codes"),
    [
        ("", "[Slovakia, observes, 7]", ["missing-words"]),
        ("          slovakia: {cells: {country: Eslovaquia}}\n", "[Slovakia, observes, 7]", ["missing-words"]),
        # A number is no word of a language.
        ("", "{country: Slovakia, half: observes}", ["empty-cell", "missing-words"]),
    ],
)
def test_a_row_without_words_is_told_once(words: str, row: str, codes: list[str], tmp_path: Path) -> None:
    (tmp_path / "brief.yaml").write_text(BRIEF.replace("ROW", row), "utf-8")
    (tmp_path / "es.yaml").write_text(WORDS + words, "utf-8")
    with pytest.raises(Unprintable) as unprintable:
        read(tmp_path, "es", alone=True)
    assert sorted(problem.code for problem in unprintable.value.problems) == codes
