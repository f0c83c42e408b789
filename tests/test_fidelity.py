"""Every sentence of the source text is printed, word for word and in its order."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from conftest import ROOT

SOURCE = ROOT / "tests" / "data" / "interpol-ue.fr.txt"


def letters(text: str) -> str:
    """The text without what typography may change: spaces, the shape of the apostrophe, bullets."""
    return re.sub(r"[\s\u00a0\u202f•–]+", "", text.replace("'", "’"))


def printed_text(pdf: Path) -> str:
    """The text of the file as poppler reads it, without the margins of the pages."""
    command = ["pdftotext", "-enc", "UTF-8", "-x", "0", "-y", "60", "-W", "600", "-H", "720", str(pdf), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def test_every_sentence_of_the_source_is_printed_in_its_order(printed: Path) -> None:
    text = letters(printed_text(printed / "interpol-eu.fr.pdf"))
    place = 0
    for paragraph in SOURCE.read_text("utf-8").splitlines():
        if not (wanted := letters(paragraph)):
            continue
        found = text.find(wanted, place)
        assert found >= 0, f"not printed, or not in its place: {paragraph}"
        place = found + len(wanted)


def test_the_blank_lists_are_said_to_be_blank_and_filled_with_nothing(printed: Path) -> None:
    text = letters(printed_text(printed / "interpol-eu.fr.pdf"))
    said = letters("Le texte source ne nomme ici aucun organisme : la liste y est laissée en blanc.")
    for head in ("avec les agences européennes suivantes :", "Institutions européennes :"):
        start = text.index(letters(head)) + len(letters(head))
        assert text[start:].startswith(said)
