"""What a screen reader says of running text: sources with their places, small figures, abbreviations."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import press

BRIEF = """\
date: 2026-11-20
title: A trial
status: draft
sources:
  - {id: one, title: Paper, publisher: House, date: 2026}
  - {id: two, title: Pages, publisher: House, date: 2025}
glossary: {BOD: biochemical oxygen demand}
sections:
  - title: Water
    text: |
      It fell [@one, art. 12]. Each pays.

      It fell [@one; @two, p. 3, in short]. Each pays.

      It fell [@one], and rose.

      All BOD~5~ of it, and BOD.
"""
SAID = {
    "en": [
        "It fell. [link: Source 1, page 1, art. 12] Each pays.",
        "It fell. [link: Source 1, page 1]; [link: Source 2, page 1, p. 3, in short] Each pays.",
        "It fell [link: Source 1, page 1], and rose.",
        "All BOD₅ (biochemical oxygen demand) of it, and BOD (biochemical oxygen demand).",
    ],
    "fr": [
        "It fell [lien : Source 1, page 1, art. 12]. Each pays.",
        "It fell [lien : Source 1, page 1] ; [lien : Source 2, page 1, p. 3, in short]. Each pays.",
        "It fell [lien : Source 1, page 1], and rose.",
        "All BOD₅ (biochemical oxygen demand) of it, and BOD (biochemical oxygen demand).",
    ],
}


@pytest.mark.parametrize("language", SAID)
def test_what_belongs_together_is_said_as_one(language: str, tmp_path: Path) -> None:
    (tmp_path / "brief.yaml").write_text(f"language: {language}\n{BRIEF}", "utf-8")
    run = press("listen", tmp_path, "--lang", language)
    said = [line for line in run.out.splitlines() if line.startswith(("It fell", "All BOD"))]
    assert said == SAID[language], run.err
