"""Golden files: the HTML, the tag tree, what a screen reader says and the text of each page, as readable text."""

from __future__ import annotations

import re

import pytest
from conftest import EDITIONS, ONEPAGERS, ROOT, Golden, Printed, without_origins
from pdf_reader import page_texts, tag_tree

from briefpress.markup.render import render
from briefpress.press.order import Order
from briefpress.press.words import listen
from briefpress.reading.read import read


@pytest.mark.parametrize("edition", EDITIONS)
def test_html(edition: str, golden: Golden) -> None:
    brief, _, language = edition.partition(".")
    page = without_origins(render(read(ROOT / "content" / brief, language)).markup)
    # Each part and each type of block links a stylesheet, whether it is on the page or not.
    golden(f"{edition}.html", re.sub(r"<link [^>]*>\n", "", page))


@pytest.mark.parametrize("edition", EDITIONS + ONEPAGERS)
def test_tag_tree(edition: str, golden: Golden, printed: Printed) -> None:
    golden(f"{edition}.tags.txt", tag_tree(printed(edition)))


@pytest.mark.parametrize("edition", EDITIONS)
def test_transcript(edition: str, golden: Golden) -> None:
    brief, _, language = edition.partition(".")
    golden(f"{edition}.speech.txt", "\n".join(listen(Order(ROOT / "content" / brief, language, ROOT))) + "\n")


@pytest.mark.parametrize("edition", EDITIONS + ONEPAGERS)
def test_page_texts(edition: str, golden: Golden, printed: Printed) -> None:
    golden(f"{edition}.pages.txt", page_texts(printed(edition)))
