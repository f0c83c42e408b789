"""A text from its line of YAML to its place on the page: what is printed knows where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, without_origins
from hypothesis import given, settings
from hypothesis import strategies as st

from briefpress.core.design import Medium
from briefpress.core.files import Files
from briefpress.core.located import Located
from briefpress.core.paths import LABELS
from briefpress.core.problems import Problem
from briefpress.formats.html import to_html
from briefpress.formats.mail import compose
from briefpress.language.figures import JOINER
from briefpress.layout.typeset import Pdf, typeset
from briefpress.markup.jinja import Templates
from briefpress.markup.origin_marks import letters, settled
from briefpress.markup.origins import Source
from briefpress.markup.render import Html, render
from briefpress.markup.tree import parse
from briefpress.pdf.preflight import preflight
from briefpress.reading.read import read
from briefpress.schema.edition import Edition
from briefpress.schema.fields import parts

SPECIMEN = ROOT / "content" / "specimen"
#: Characters that only marks use.
MARK = re.compile("[\ufdd1-\ufddf\U000f0000-\U000fffff]")


@cache
def laid_out(language: str, layout: str) -> tuple[Edition, Html, Pdf]:
    """The specimen in a language and a layout: the edition, its page and its file."""
    edition = read(SPECIMEN, language)
    html = render(edition, replace(edition.brief.design, layout=layout))
    return edition, html, typeset(html)


def texts(edition: Edition) -> Iterator[Any]:
    """All texts of a brief, each with its path."""
    for _, part in parts(edition.brief):
        for name in type(part).model_fields:
            value = getattr(part, name)
            for text in value.values() if isinstance(value, dict) else (value,):
                if isinstance(text, Located) or hasattr(text, "html"):
                    yield text


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_text_of_every_section_and_block_arrives(language: str) -> None:
    """From its line in the manuscript, by its path in the model and in the page, to a run on the page."""
    pages = [laid_out(language, layout) for layout in ("brief", "onepager")]
    edition = pages[0][0]
    runs = {origin for _, _, pdf in pages for run in pdf.proof.runs for _, origin in run.origins}
    attributes = {name for _, html, _ in pages for name in re.findall(r'(?<=[ "])alt=([^ "]+)', html.markup)}
    drawn = b"".join(data for _, html, _ in pages for data in html.pictures.values()).decode()
    expected = {text.path: text for text in texts(edition)}
    assert len(expected) > 60
    for path, text in expected.items():
        position = edition.places[path]
        assert position.file == edition.manuscript, path
        line = edition.manuscript.read_text("utf-8").splitlines()[(position.line or 0) - 1]
        words = re.findall(r"\w+", getattr(text, "commonmark", text))
        assert words[0] in line[(position.column or 0) - 1 :] or line.rstrip().endswith((">", "|", ">-")), path
        is_seen = path in runs or (path.endswith(".alt") and path in attributes) or path.startswith("glossary.")
        # What the axes of a chart are called stands in its picture.
        is_seen |= ".words." in path and str(text) in drawn
        assert is_seen, f"{path} is printed and arrives nowhere"


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("layout", ["brief", "onepager"])
def test_every_run_of_a_page_leads_to_a_line(language: str, layout: str) -> None:
    """Labels, facts, what templates print and what stylesheets generate as well as the words of the brief."""
    edition, _, pdf = laid_out(language, layout)
    source = Source(edition.places, edition.folder, pdf.files, pdf.sheets)
    files = set()
    for run in pdf.proof.runs:
        position = source.position(run.origin, run.text)
        assert position, run
        assert position.line, run
        assert position.text, run
        assert position.text.splitlines()[position.line - 1], run
        files.add(position.file)
    assert files >= {edition.manuscript, SPECIMEN / "brief.yaml", LABELS / f"{language}.yaml"}
    assert any(file.suffix == ".css" for file in files)


def test_a_run_of_words_leads_to_those_words() -> None:
    edition, _, pdf = laid_out("fr", "brief")
    source = Source(edition.places, edition.folder, pdf.files, pdf.sheets)
    found = 0
    for run in pdf.proof.runs:
        # A value of brief.yaml stands in the midst of some, and some are the beginning of a longer one.
        position = source.position(run.origin, run.text)
        if position and position.file == edition.manuscript and len(letters(run.text)) > 8:
            word = max(re.findall(r"\w+", run.text), key=len)
            line = edition.manuscript.read_text("utf-8").splitlines()[(position.line or 0) - 1]
            found += word in line
            assert (
                word in line
                or word in "".join(position.excerpt())
                or run.text.replace(JOINER, "") in text_of(edition, run.origin)
            ), run
    assert found > 40


def text_of(edition: Edition, path: str) -> str:
    return next(str(getattr(text, "plain", text)).replace(JOINER, "") for text in texts(edition) if text.path == path)


@pytest.mark.parametrize("edition", ["specimen.ar", "interpol-eu.fr"])
def test_no_mark_is_left(edition: str) -> None:
    brief, _, language = edition.partition(".")
    whole = read(ROOT / "content" / brief, language)
    page = render(whole).markup
    assert not MARK.search(page)
    assert "data-at" in page
    on_screen = render(whole, replace(whole.brief.design, medium=Medium.SCREEN))
    letter = compose(whole, whole.brief.design, "brief.pdf", b"")
    for delivered in (to_html(on_screen, whole).decode(), letter.html, letter.text):
        assert not MARK.search(delivered)
        assert "data-at" not in delivered
        assert "data-by" not in delivered


# What is told, and where.


def problems(folder: Path) -> set[tuple[str, str, int | None, int | None]]:
    """Code, file, line and column of what is wrong with the pages of a brief."""
    edition = read(folder, "fr")
    told: tuple[Problem, ...] = preflight(typeset(render(edition)), edition)
    return {
        (problem.code, place.file.name, place.line, place.column) for problem in told if (place := problem.position)
    }


def styled(folder: Path, css: str) -> Path:
    (folder / "styles").mkdir(exist_ok=True)
    (folder / "styles" / "extra.css").write_text(css, "utf-8")
    return folder


def masthead(folder: Path, html: str) -> Path:
    template = folder / "templates" / "parts" / "masthead.html"
    template.parent.mkdir(parents=True)
    template.write_text(html, "utf-8")
    return folder


def line_of(path: Path, words: str) -> tuple[str, int, int]:
    """The file, line and column where words stand."""
    lines = path.read_text("utf-8").splitlines()
    number = next(number for number, line in enumerate(lines) if words in line)
    return path.name, number + 1, lines[number].index(words) + 1


def test_of_a_sentence_that_stands_twice_the_right_one_is_told(small: Path) -> None:
    manuscript = small / "fr.yaml"
    text = manuscript.read_text("utf-8").replace("la recherche de financements", "Le bureau a ouvert en 2009.")
    manuscript.write_text(text, "utf-8")
    styled(small, ".list li:last-child { height: 2pt; overflow: hidden; }")
    assert problems(small) == {("cut-off-text", "fr.yaml", 12, 20)}


def test_a_line_deep_in_a_passage_is_told(small: Path) -> None:
    manuscript = small / "fr.yaml"
    passage = "opening: |\n        Le bureau a ouvert.\n\n        Il est *petit*, dit-on, et\n        silencieux.\n"
    text = manuscript.read_text("utf-8").replace("opening: Le bureau a ouvert en 2009.\n", passage)
    manuscript.write_text(text, "utf-8")
    styled(small, ".block.prose p + p { height: 2pt; overflow: hidden; }")
    assert ("cut-off-text", *line_of(manuscript, "Il est")) in problems(small)


def test_a_label_names_the_file_of_the_labels(small: Path) -> None:
    styled(small, "#sources h2 { width: 5mm; height: 30pt; overflow: hidden; overflow-wrap: normal; }")
    name, line, column = line_of(LABELS / "fr.yaml", "sources: Sources")
    assert problems(small) == {("cut-off-text", name, line, column + len("sources: "))}


def test_a_fact_names_its_line_in_brief_yaml(small: Path) -> None:
    """A date, and the number of a source, which is that of the text that cites it."""
    styled(small, ".dateline { height: 2pt; overflow: hidden; }")
    assert ("cut-off-text", *line_of(small / "brief.yaml", "2026-11-23")) in problems(small)


def test_words_of_a_template_name_the_template(small: Path) -> None:
    masthead(small, '<header>\n  <h1>{{ brief.title }}</h1>\n  <p style="color: #999">Un mot</p>\n</header>\n')
    assert problems(small) == {("low-contrast", "masthead.html", 3, 26)}


def test_two_texts_of_one_element_are_told_apart(small: Path) -> None:
    masthead(
        small,
        "<h1>{{ brief.title }}</h1>\n<p>{{ brief.purpose }} 漢 {{ labels.draft }} &amp; {{ brief.version }}</p>\n",
    )
    assert problems(small) == {("missing-glyph", "masthead.html", 2, 24)}
    text = (small / "fr.yaml").read_text("utf-8")
    (small / "fr.yaml").write_text(text.replace("Ce que fait", "Ce que 漢 fait"), "utf-8")
    assert problems(small) == {("missing-glyph", "fr.yaml", 2, 17)}


def test_what_a_stylesheet_generates_names_the_stylesheet(small: Path) -> None:
    label = '.note .label::before { content: "Avis : "; color: #999; }'
    page = "@page { @bottom-left { color: #888; content: counter(page); } }"
    styled(small, f"{label}\n{page}\n")
    assert problems(small) == {("low-contrast", "extra.css", 1, 34), ("low-contrast", "extra.css", 2, 46)}


def test_a_running_head_is_the_title_that_it_shows(small: Path) -> None:
    styled(small, "@page railed:first { @top-left { content: string(running-head); color: #999; } }")
    assert problems(small) == {("low-contrast", "fr.yaml", 1, 8)}


def test_an_alternative_text_and_a_file_have_their_paths() -> None:
    root = parse(laid_out("fr", "brief")[1].markup)
    (figure,) = root.xpath("//div[contains(@class, 'figure')]/figure/img")
    path = "sections.blocs.blocks.page"
    assert figure.get("data-at") == f"src={path}.file alt={path}.alt"


# Templates are innocent.


class Page:
    """Templates in a folder, rendered with some texts, by the path `p`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names = {
            "line": Located("Un mot & demi", "p"),
            "short": Located("mot", "q"),
            "phrase": read(ROOT / "tests" / "data" / "small", "fr").brief.purpose,
            "items": (Located("a", "i.0"), Located("b", "i.1")),
        }

    def render(self, template: str, name: str = "page.html") -> str:
        (self.folder / name).write_text(template, "utf-8")
        return settled(Templates(self.folder, Files(self.folder)).render(name, self.names))


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        ("{{ line }}", "Un mot &amp; demi"),
        ("{{ line | upper }}", "UN MOT &amp; DEMI"),
        ("{{ line | lower | capitalize }}", "Un mot &amp; demi"),
        ("{{ line | replace('mot', '<mot>') }}", "Un &lt;mot&gt; &amp; demi"),
        ("{{ line | length }}", "13"),
        ("{{ line ~ '!' }}", "Un mot &amp; demi!"),
        ("{{ line + '!' }}", "Un mot &amp; demi!"),
        ("{{ '%s, %s' | format(line, 1) }}", "Un mot &amp; demi, 1"),
        ("{{ [line, short] | join(', ') }}", "Un mot &amp; demi, mot"),
        ("{{ line | truncate(9, true, '…', 0) }}", "Un mot &amp;…"),
        ("{{ line[:2] }}", "Un"),
        ("{{ line | first }}", "U"),
        ("{{ line == 'Un mot & demi' }}", "True"),
        ("{{ 'mot' in line }}", "True"),
        ("{{ phrase }}", "Ce que fait le bureau."),
        ("{{ phrase.plain | upper }}", "CE QUE FAIT LE BUREAU."),
        ("{{ phrase | striptags | length }}", "22"),
        ("{% set all %}<b>{{ short }}</b>{% endset %}{{ all }}", "<b>mot</b>"),
        ("{% set all %}<b>{{ short }}</b>{% endset %}{{ all | striptags }}", "mot"),
        ("{% set all %}{{ short }}{% endset %}{{ all | length }}", "3"),
        ("{% set all %}{{ short }}{% endset %}{{ all == 'mot' }}", "True"),
        ("{% set all %}{{ short }}{% endset %}{{ all | title }}", "Mot"),
        ("{% set all %}{{ short }}{% endset %}{{ line | replace('mot', all) }}", "Un mot &amp; demi"),
        ("{% macro m(t) %}{{ t }}{% endmacro %}{{ m(short) | upper }}", "MOT"),
        ("{% macro m(t) %}{{ t }}{% endmacro %}{{ m('') or 'leer' }}", "leer"),
        ("{% filter upper %}{{ short }}{% endfilter %}", "MOT"),
        ("{{ unknown | default('leer') }}{{ line.unknown | default(short) }}", "leermot"),
        ("{% for item in items %}{{ item }}{{ loop.index }}{% endfor %}", "a1b2"),
        ("{% include line ~ '.html' ignore missing %}{{ short if line else 'x' }}", "mot"),
        ("<!-- {{ short }} --><p title='{{ line }}'>{{ '' }}</p>", "<!-- mot --><p title='Un mot &amp; demi'></p>"),
    ],
)  # fmt: skip
def test_what_a_template_prints_is_what_it_printed_before(template: str, printed: str, tmp_path: Path) -> None:
    page = Page(tmp_path).render(template)
    assert without_origins(page) == printed
    assert not MARK.search(page)


def test_a_text_that_is_not_html_has_no_marks(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("{{ line }} <b>{{ phrase.plain }}", "utf-8")
    page = Page(tmp_path)
    text = Templates(tmp_path, Files(tmp_path)).render("page.txt", page.names)
    assert text == "Un mot & demi <b>Ce que fait le bureau."


def test_a_text_keeps_its_path_through_filters(tmp_path: Path) -> None:
    page = Page(tmp_path).render("<p>{{ line | upper | replace('UN', 'DEUX') }}</p>")
    assert page == '<p data-at="p">DEUX MOT &amp; DEMI</p>'


def test_texts_of_one_element_are_told_by_the_letters_before_them(tmp_path: Path) -> None:
    template = "<p>{{ line }}, <b>{{ short }}</b> et <i>{{ line }}</i> {{ short }} {{ items | length }}</p>"
    # Nobody knows the path of a number that was counted; what is in a text of the same path goes without saying.
    assert Page(tmp_path).render(template) == (
        '<p data-by="page.html:1" data-at="p @9 q@11 ~@14">Un mot &amp; demi, <b data-at="q">mot</b> et'
        " <i>Un mot &amp; demi</i> mot 2</p>"
    )


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="ab<>&\"' \ufdd1\ufdd2\ufdd3\U000f0061~@=", max_size=30))
def test_a_text_that_looks_like_a_mark_does_no_harm(text: str) -> None:
    """At worst it loses what only marks are written with; it never breaks out of its element."""
    page = settled(f'<p title="{escaped(text)}">{escaped(text)}</p><b>x</b>')
    root = parse(page)
    assert [element.tag for element in root.iter("p", "b")] == ["p", "b"]


def escaped(text: str) -> str:
    for plain, html in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&#34;"), ("'", "&#39;")):
        text = text.replace(plain, html)
    return text
