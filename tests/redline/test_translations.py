"""A redline edition of a translation: what has changed in the source alone is told, as `check` tells it."""

from __future__ import annotations

from pathlib import Path

from conftest import press

BRIEF = """
language: en
date: 2026-12-01
status: draft
title: The shares
sections:
  - id: all
    title: All
    text: The office pays 86,800 euros.
    blocks:
      - {id: more, text: The rest is open.}
      - {id: end, text: Nothing was decided in the end.}
"""
WORDS = """
title: Las cuotas
sections:
  all:
    title: Todo
    text: La oficina paga 86 800 euros.
    blocks: {more: El resto está abierto., end: Al final no se ha decidido nada.}
"""


def version(folder: Path, brief: str, words: str) -> Path:
    folder.mkdir()
    (folder / "brief.yaml").write_text(brief, "utf-8")
    (folder / "es.yaml").write_text(words, "utf-8")
    return folder


def test_a_translation_is_read_against_its_source(tmp_path: Path) -> None:
    old = version(tmp_path / "old", BRIEF, WORDS)
    assert press("translate", "--accept", "es", "--brief", old).code == 0
    words = WORDS.replace("decidido", "acordado")
    stale = version(tmp_path / "stale", BRIEF.replace("rest is open", "rest is still open"), words)
    false = version(tmp_path / "false", BRIEF.replace("86,800", "91,200"), words)
    for folder in (stale, false):
        (folder / "translations.yaml").write_bytes((old / "translations.yaml").read_bytes())
    run = press("diff", old, stale, "--lang", "es", "--out", tmp_path)
    change, path = run.out.splitlines()
    # No mark of what is stale is among the changes.
    assert change == "sections.all.blocks.end.text: Al final no se ha [-decidido-]{+acordado+} nada."
    assert (Path(path).name, run.err.count("[stale-translation]")) == ("stale.es.redline.pdf", 1)
    run = press("diff", old, false, "--lang", "es", "--out", tmp_path)
    assert (run.code, run.out, "[different-figures]" in run.err) == (1, "", True)
