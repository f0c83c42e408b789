"""Callouts in all formats: strong as a whole, or with strong words in them; one paragraph, or several with lists."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest

from briefpress.core.design import Medium
from briefpress.formats import plaintext
from briefpress.formats.docx import to_docx
from briefpress.layout.typeset import typeset
from briefpress.markup.render import render
from briefpress.reading.read import read
from briefpress.schema.edition import Edition

ALONE = "Half and half."
STRONG = "Half and **half**."
SEVERAL = "We *recommend*:\n\n- half;\n  - and\n- **half**.\n\nNothing else."


def brief(folder: Path, text: str) -> Edition:
    """The smallest brief with a callout."""
    typed = textwrap.indent(text, " " * 10)
    words = "language: en\ndate: 2026-11-20\ntitle: A trial\nsections:\n  - title: First\n    blocks:\n"
    folder.mkdir()
    (folder / "brief.yaml").write_text(f"{words}      - type: callout\n        text: |\n{typed}\n", "utf-8")
    return read(folder, "en")


@pytest.mark.parametrize(
    ("text", "bold", "marked"),
    [
        (ALONE, ["Half and half."], "> **Half and half.**\n"),
        (STRONG, ["half"], "> Half and **half**.\n"),
        (SEVERAL, ["half"], "> We *recommend*:\n>\n> - half;\n>   - and\n> - **half**.\n>\n> Nothing else.\n"),
    ],
)
def test_a_callout_is_strong_unless_words_in_it_are(text: str, bold: list[str], marked: str, tmp_path: Path) -> None:
    edition = brief(tmp_path / "brief", text)
    html = render(edition, replace(edition.brief.design, medium=Medium.SCREEN))
    assert marked in plaintext.to_markdown(html, edition).decode()
    paragraphs = docx.Document(BytesIO(to_docx(html, edition))).paragraphs
    said = [paragraph for paragraph in paragraphs if paragraph.style.name == "Callout"]
    assert len(said) == len([line for line in text.splitlines() if line])
    assert [run.text for paragraph in said for run in paragraph.runs if run.bold] == bold
    strong = " ".join(run.text for run in typeset(render(edition)).proof.runs if run.bold)
    assert strong.partition("First ")[2].split() == " ".join(bold).split()
