"""Folders written at random: the short profile, and all that was ever found wrong. `make fuzz` runs the long ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from grammars import GRAMMARS, Folder
from hypothesis import HealthCheck, Phase, given, settings
from properties import to_html, to_pdf

CASES = Path(__file__).parent / "cases"
#: How many folders of each grammar `make test` tries: the same ones every time.
SHORT = {"briefs": 40, "mangled": 50, "structures": 40, "tables": 30, "templates": 30}


@pytest.mark.parametrize("name", SHORT)
def test_a_folder_is_printed_with_every_word_or_told(name: str) -> None:
    @settings(
        max_examples=SHORT[name],
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(GRAMMARS[name])
    def holds(folder: Folder) -> None:
        to_html(folder)

    holds()


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir() if path.is_dir()))
def test_what_was_found_is_mended(case: str) -> None:
    files = {
        path.relative_to(CASES / case).as_posix(): path.read_bytes().decode("utf-8", "surrogatepass")
        for path in (CASES / case).rglob("*")
        if path.is_file() and path.name != "words.txt"
    }
    words = CASES / case / "words.txt"
    folder = Folder(files, tuple(words.read_text("utf-8").split()) if words.is_file() else ())
    (to_pdf if case.startswith("pdf-") else to_html)(folder)
