"""The text of a section is named as a manuscript has it, wherever a translation is told of or accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpress.core.problems import WrongUsage
from briefpress.reading.acceptance import translate
from briefpress.reading.content import read_content
from briefpress.reading.review import review

BRIEF = """
language: en
date: 2026-12-01
title: The shares
sections:
  - {id: ask, title: We ask, text: The office asks for a share., blocks: [{id: more, text: The rest is open.}]}
"""
WORDS = """
title: Las cuotas
sections: {ask: {title: Pedimos, text: La oficina pide una cuota., blocks: {more: El resto está abierto.}}}
"""


@pytest.mark.parametrize("path", ["sections.ask.text", "sections.ask.blocks.text"])
def test_the_text_of_a_section(path: str, tmp_path: Path) -> None:
    (tmp_path / "es.yaml").write_text(WORDS, "utf-8")
    (tmp_path / "brief.yaml").write_text(BRIEF, "utf-8")
    assert translate(tmp_path, "es", []) == 4
    (tmp_path / "brief.yaml").write_text(BRIEF.replace("asks for", "wants"), "utf-8")
    source, translation = (read_content(tmp_path, code) for code in ("en", "es"))
    (problem,) = review(tmp_path, source, translation).problems
    assert "`sections.ask.text`" in problem.message
    assert problem.hint.endswith(" sections.ask.text`")
    assert translate(tmp_path, "es", [path]) == 1
    assert not review(tmp_path, source, translation).problems
    with pytest.raises(WrongUsage, match=r"did you mean `sections\.ask\.text`"):
        translate(tmp_path, "es", ["sections.ask.texts"])
