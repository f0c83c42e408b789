"""A page that is laid out after another version of itself is the same, byte for byte, as one that is laid out alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT

from briefpress.layout import kept
from briefpress.layout.typeset import Pdf, typeset
from briefpress.markup.render import Html, render
from briefpress.reading.read import read

#: Between them they have all blocks, charts, maps, footnotes, columns, rails, several pages and both directions.
EDITIONS = (
    "content/interpol-eu.fr", "content/specimen.ar", "content/specimen.en", "examples/danube.de", "examples/annual.fr"
)  # fmt: skip


PAPER = "language: en\ndate: 2026-11-30\ntitle: A paper\nsections: [{title: A part, text: Some words.}]\n"


@pytest.fixture(autouse=True)
def _another_expected() -> Iterator[None]:
    with kept.another_expected():
        yield


def one_word_more(html: Html) -> Html:
    return replace(html, markup=re.sub(r"(<p data-at=[^>]*>\w+)", r"\1 anew", html.markup, count=1))


def one_paragraph_more(html: Html) -> Html:
    return replace(html, markup=re.sub(r"(<p data-at=[^>]*>)", r"\1A paragraph.</p>\1", html.markup, count=1))


def alone(html: Html) -> Pdf:
    """A page that nothing is known of."""
    kept.forget()
    return typeset(html)


def printed(pdf: Pdf) -> list[tuple[object, ...]]:
    """What is printed and where, but not from which element of its own page."""
    return [(run.text, run.box, run.origins) for page in pdf.proof.texts for run in page]


def told(pdf: Pdf) -> list[str]:
    return [f"{remark.problem} {remark.origin}" for remark in pdf.remarks]


@pytest.mark.parametrize(
    ("name", "change"),
    [*((name, one_word_more) for name in EDITIONS), ("content/specimen.fr", one_paragraph_more)],
)
def test_a_page_is_the_same_after_another_version_of_it(name: str, change: Callable[[Html], Html]) -> None:
    folder, _, language = name.rpartition(".")
    first = render(read(ROOT / folder, language))
    second = change(first)
    assert first.markup != second.markup
    one, other = alone(first), alone(second)
    for html, expected in ((first, one), (second, other)):
        pdf = typeset(html)
        assert pdf.data == expected.data
        assert printed(pdf) == printed(expected)
        assert told(pdf) == told(expected)


def test_what_is_remarked_of_stylesheets_is_told_each_time(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    css = "p { colour: red }\nh1 { width: calc(1em * 1em) }\n@font-face { font-family: X; src: url(none.ttf) }\n"
    (tmp_path / "styles" / "own.css").write_text(css, "utf-8")
    (tmp_path / "brief.yaml").write_text(
        "language: en\ndate: 2026-11-30\ntitle: A paper\nsections: [{title: A part, text: Some words.}]\n", "utf-8"
    )
    remarks = [told(typeset(render(read(tmp_path, "en")))) for _ in range(3)]
    assert remarks[0] == remarks[1] == remarks[2]
    assert len(remarks[0]) == 3


def test_a_stylesheet_that_changed_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "brief.yaml").write_text(
        "language: en\ndate: 2026-11-30\ntitle: A paper\nsections: [{title: A part, text: Some words.}]\n", "utf-8"
    )
    (tmp_path / "styles").mkdir()
    sheet, pages = tmp_path / "styles" / "own.css", []
    for colour in ("red", "blue", "red"):
        sheet.write_text(f"h1 {{ color: {colour} }}", "utf-8")
        pages.append(typeset(render(read(tmp_path, "en"))).data)
    assert pages[0] == pages[2] != pages[1]
