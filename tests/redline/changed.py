"""A later version of the brief, for the tests alone: facts and words changed, entries moved, deleted and inserted."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

#: What is written otherwise in brief.yaml.
FACTS = (
    ('date: 2026-11-23\nversion: "1.0"\nmarking: TLP:CLEAR', 'date: 2026-12-01\nversion: "1.1"\nmarking: TLP:GREEN'),
    ("      - {id: expertise, onepager: true}\n", ""),
    ("    objectives:\n", "    objectives:\n      - {id: expertise, onepager: true}\n"),
    ("[BF, TD, ML, MR, NE]", "[BF, TD, ML, MR, SN]"),
    ("end: 2023-01-31, sources: [sharaka-closing]", "end: 2023-02, sources: [sharaka-closing, rao]"),
    ("points, value: 46", "points, value: 48"),
    ("      - id: battlefield-evidence\n        onepager: true\n        state: unknown\n", ""),
    ("        countries: {codes: [IQ]}\n      - id: fugitives", "      - id: fugitives"),
    ("        state: ongoing\n", "        state: closed\n"),
    ("          amount: 28000000\n", "          amount: 29500000\n"),
    ("frontex, nature: agency", "frontex, nature: body"),
    ("sources: [press-2021]}\n", "sources: [press-2021]}\n      - {id: trial, nature: body, sources: [press-2021]}\n"),
)
#: What is written otherwise in the manuscripts, and what the new partner is called there.
WORDS = {
    "fr": (
        ("le Bureau du Représentant spécial d'INTERPOL", "le Bureau de liaison d'INTERPOL"),
        ("Quatre groupes de pays", "Trois groupes de pays"),
        ("trial", "name: Organe d'essai, text: \"entrée qui n'existe que pour l'essai\""),
    ),
    "ar": (
        ("الآلية الدائمة للتحقيق بشأن الفارّين", "الآلية الدائمة للتحري بشأن الفارّين الدوليين"),
        ("trial", "name: هيئة للتجربة, text: مدخل لا وجود له إلا للتجربة"),
    ),
}


def changed(brief: Path, target: Path) -> Path:
    """A later version of the brief, in a new folder."""
    shutil.copytree(brief, target)
    _rewrite(target / "brief.yaml", FACTS)
    for language, (*words, (name, said)) in WORDS.items():
        manuscript = target / f"{language}.yaml"
        _rewrite(manuscript, words)
        text = manuscript.read_text("utf-8")
        text = re.sub(r"(?m)^      battlefield-evidence:\n(?: {8}.*\n)+", "", text)
        text = text.replace("    partners:\n", f"    partners:\n      {name}: {{{said}}}\n")
        manuscript.write_text(text, "utf-8")
    return target


def _rewrite(path: Path, pairs: tuple[tuple[str, str], ...] | list[tuple[str, str]]) -> None:
    text = path.read_text("utf-8")
    for before, after in pairs:
        assert before in text, before
        text = text.replace(before, after, 1)
    path.write_text(text, "utf-8")
