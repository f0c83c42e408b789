"""In Markdown and text, the editors' words are told from the source's: they are quotations, with a line at the left."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import lxml.html
from markdown_it import MarkdownIt

from briefpress.core.design import Medium
from briefpress.formats.plaintext import LINE, to_markdown, to_text
from briefpress.markup.render import Html, render
from briefpress.reading.read import read
from briefpress.schema.edition import Edition

BRIEF = """
language: en
date: 2026-11-20
title: A trial
sections:
  - title: First
    blocks:
      - {type: quote, text: Said once., author: Ada}
      - type: note
        date: 2026-11
        sources: [s]
        text: |
          - The list has changed since, and this line of the editors is longer than a line of a terminal, by far.
          - So has the rest.

          And a paragraph.
      - {type: note, date: 2026-11-20, sources: [s], text: One *sentence*.}
sources: [{id: s, text: A source}]
"""


def brief(folder: Path) -> tuple[Html, Edition]:
    (folder / "brief.yaml").write_text(BRIEF, "utf-8")
    edition = read(folder, "en")
    return render(edition, replace(edition.brief.design, medium=Medium.SCREEN)), edition


def test_in_markdown_they_are_quotations_that_begin_with_who_says_it(tmp_path: Path) -> None:
    text = to_markdown(*brief(tmp_path)).decode()
    page = lxml.html.fromstring(MarkdownIt("commonmark").render(text))
    said, first, second = (" ".join(quotation.text_content().split()) for quotation in page.iter("blockquote"))
    assert said == "Said once. — Ada"
    assert first.startswith("Editors, November 2026. The list has changed since")
    assert first.endswith("So has the rest. And a paragraph. [1]")
    assert second == "Editors, 20 November 2026. One sentence. [1]"
    assert [strong.text for strong in page.iter("strong")] == ["Editors, November 2026.", "Editors, 20 November 2026."]


def test_in_text_they_have_a_line_at_the_left_and_nothing_else_has(tmp_path: Path) -> None:
    lines = to_text(*brief(tmp_path)).decode().splitlines()
    lined = [line.removeprefix("|").strip() for line in lines if line.startswith("|")]
    assert lined[0] == "Editors, November 2026."
    assert {"- So has the rest.", "And a paragraph. [1]", "Editors, 20 November 2026. One sentence. [1]"} <= set(lined)
    assert "  Said once." in lines
    assert max(map(len, lines)) <= LINE
    assert "\ue000" not in "".join(lines)
