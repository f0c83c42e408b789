"""All formats of an edition say the same: their words and numbers are compared, one by one, in their order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import gettempdir

import pytest
from conftest import ROOT, Printed
from readers import (
    docx_words,
    html_words,
    markdown_words,
    pdf_words,
    plain_words,
    simple_words,
    without_gaps,
    words,
)

from briefpress.core.design import Medium, Overrides
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
        ("tests/data/running", "en", "brief"),
    ],
)
def test_all_formats_say_the_same(brief: str, language: str, layout: str, printed: Printed) -> None:
    """Every word, every number of a list, of a source, every alternative text, once and at its place."""
    edition = read(ROOT / brief, language, overrides=Overrides(layout=layout))
    design = replace(edition.brief.design, layout=layout)
    screen = render(edition, replace(design, medium=Medium.SCREEN), CACHE)
    labels, marking = edition.labels, edition.brief.marking
    page = to_html(screen, edition)
    expected = html_words(page)
    assert len(expected) > 250

    # The editions of content/ are final and printed for other tests as well; the other one is a draft.
    is_final = brief.startswith("content/")
    name = ".".join([Path(brief).name, *([] if layout == "brief" else [layout]), language])
    data = printed(name).read_bytes() if is_final else typeset(render(edition, design, CACHE)).data
    pdf = pdf_words(data, labels.back_to_text.partition("{")[0], str(labels.data))
    standards = edition.language.list(["PDF/A-3a", "PDF/UA-1"])
    claim = words(f"{labels.imprint.accessibility} {labels.imprint.conformance.html}".replace("{standards}", standards))
    assert pdf[: len(expected)] == expected
    assert pdf[len(expected) :] == (claim if is_final and layout == "brief" else [])

    page = without_gaps(page)
    assert docx_words(to_docx(screen, edition)) == html_words(page)

    markdown = to_markdown(screen, edition)
    wanted = simple_words(page, markdown, is_plain=False)
    assert markdown_words(markdown, marking, labels.speech.figure) == wanted

    text = to_text(screen, edition)
    assert plain_words(text, marking, labels.speech.figure) == simple_words(page, text, is_plain=True)
