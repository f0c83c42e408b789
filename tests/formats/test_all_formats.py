"""All formats of an edition say the same: their words and numbers are compared, one by one, in their order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import gettempdir

import pytest
from conftest import ROOT
from readers import docx_words, html_words, markdown_words, pdf_words, plain_words, simple_words, words

from briefpress.core.design import Medium
from briefpress.formats.docx import to_docx
from briefpress.formats.html import to_html
from briefpress.formats.plaintext import to_markdown, to_text
from briefpress.layout.typeset import typeset
from briefpress.markup.render import render
from briefpress.reading.read import read

CACHE = Path(gettempdir()) / "briefpress-pictures"


@pytest.mark.parametrize(
    ("brief", "language", "layout"),
    [
        *(("content/specimen", language, "brief") for language in ("ar", "en", "es", "fr")),
        ("content/interpol-eu", "fr", "brief"),
        ("content/interpol-eu", "ar", "onepager"),
        ("tests/data/odd", "en", "brief"),
    ],
)
def test_all_formats_say_the_same(brief: str, language: str, layout: str) -> None:
    """Every word, every number of a list, of a source, every alternative text, once and at its place."""
    edition = read(ROOT / brief, language)
    design = replace(edition.brief.design, layout=layout)
    screen = render(edition, replace(design, medium=Medium.SCREEN), CACHE)
    labels, marking = edition.labels, edition.brief.marking
    page = to_html(screen, edition)
    expected = html_words(page)
    assert len(expected) > 300

    pdf = pdf_words(typeset(render(edition, design, CACHE)).structure, labels.back_to_text.partition("{")[0])
    claim = words(labels.imprint.accessibility)
    assert pdf[: len(expected)] == expected
    assert pdf[len(expected) :][: len(claim)] in ([], claim)

    assert docx_words(to_docx(screen, edition)) == expected

    markdown = to_markdown(screen, edition)
    wanted = simple_words(page, markdown, is_plain=False)
    assert markdown_words(markdown, marking, labels.speech.figure) == wanted

    text = to_text(screen, edition)
    assert plain_words(text, marking, labels.speech.figure) == simple_words(page, text, is_plain=True)
