"""Every sentence of the source text is printed, word for word, and read in its order."""

from __future__ import annotations

import re

from conftest import ROOT, Printed
from pdf_reader import structure

SOURCE = ROOT / "tests" / "data" / "interpol-ue.fr.txt"


def letters(text: str) -> str:
    """The text without what typography may change: spaces, the shape of the apostrophe, bullets."""
    return re.sub(r"[\s\u00a0\u202f•–]+", "", text.replace("'", "’"))


def test_every_sentence_of_the_source_is_printed_in_its_order(printed: Printed) -> None:
    text = letters(structure(printed("interpol-eu.fr")).read())
    place = 0
    for paragraph in SOURCE.read_text("utf-8").splitlines():
        if not (wanted := letters(paragraph)):
            continue
        found = text.find(wanted, place)
        assert found >= 0, f"not printed, or not in its place: {paragraph}"
        place = found + len(wanted)


def test_the_blank_lists_are_said_to_be_blank_and_filled_with_nothing(printed: Printed) -> None:
    text = letters(structure(printed("interpol-eu.fr")).read())
    said = letters("Le texte source ne nomme ici aucun organisme : la liste y est laissée en blanc.")
    for head in ("avec les agences européennes suivantes :", "Institutions européennes :"):
        start = text.index(letters(head)) + len(letters(head))
        assert text[start:].startswith(said)
