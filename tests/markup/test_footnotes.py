"""Footnotes: counted by letters as they are read, linked both ways, each where its text calls for it."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

from briefpress.core.design import Medium
from briefpress.core.problems import Severity
from briefpress.formats.docx import to_docx
from briefpress.language.locale import Language
from briefpress.layout.typeset import typeset
from briefpress.markup.render import render
from briefpress.markup.tree import parse, plain_text
from briefpress.pdf.preflight import preflight
from briefpress.pdf.structure_tree import structure_of
from briefpress.reading.read import read

NOTES = ROOT / "tests" / "cases" / "txt-notes"


def brief(folder: Path, text: str, **more: object) -> Path:
    """A brief in one file, of one text; `more` are other keys."""
    section = {"id": "one", "title": "One", "text": text}
    facts = {"language": "en", "date": 2026, "title": "x", "status": "draft", "sections": [section], **more}
    folder.mkdir()
    (folder / "brief.yaml").write_text(yaml.safe_dump(facts), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("language", "marks"),
    [
        ("en", {1: "a", 2: "b", 26: "z", 27: "aa", 28: "bb", 53: "aaa"}),
        ("ar", {1: "أ", 2: "ب", 5: "ه", 28: "غ", 29: "أأ"}),
    ],
)
def test_marks_are_those_that_word_gives_to_footnotes_in_letters(language: str, marks: dict[int, str]) -> None:
    assert {number: Language(language).note_mark(number) for number in marks} == marks


def test_they_are_counted_as_they_are_read_and_linked_both_ways() -> None:
    page = parse(render(read(NOTES, "en")).markup)
    calls = page.xpath("//a[@role='doc-noteref']")
    assert [plain_text(call) for call in calls] == ["a", "b", "b", "c", "d", "e"]
    notes = page.xpath("//*[@role='doc-footnote']")
    assert [note.get("id") for note in notes] == [
        call.get("href")[1:] for call in calls if call.get("id").count("-") == 2
    ]
    back = [note.xpath(".//a[@role='doc-backlink']")[0].get("href")[1:] for note in notes]
    assert back == [f"footnote-call-{number}" for number in range(1, 6)]
    assert calls[1].get("title") == "Footnote b"
    assert notes[1].xpath(".//a[@role='doc-backlink']")[0].get("title") == "Back to the text from footnote b"


def test_lines_of_a_note_run_on(tmp_path: Path) -> None:
    text = "One[^n].\n\n[^n]: As told\n    in [two\n    lines](https://a.example)."
    (note,) = parse(render(read(brief(tmp_path / "brief", text), "en")).markup).xpath("//*[@role='paragraph']")
    assert "".join(note.itertext()).startswith("As told in two lines.")


def test_a_source_that_only_a_note_cites_is_numbered_where_the_note_is_called_for(tmp_path: Path) -> None:
    sources = [{"id": name, "consulted": 2026, "text": name} for name in ("second", "first")]
    text = "One[^n]. Two [@second].\n\n[^n]: As told [@first]."
    assert render(read(brief(tmp_path / "brief", text, sources=sources), "en")).numbers == {"first": 1, "second": 2}


def test_templates_of_others_print_calls_without_a_change(tmp_path: Path) -> None:
    """In a macro that sees no names, in a text that is printed twice, and nowhere where a text is measured."""
    folder = brief(tmp_path / "brief", "Words^[A note].", layouts=["leaf"])
    (folder / "templates").mkdir()
    (folder / "templates" / "box.html").write_text("{% macro box(text) %}<div>{{ text }}</div>{% endmacro %}", "utf-8")
    (folder / "templates" / "leaf.html").write_text(
        '{% extends "base.html" %}{% from "box.html" import box %}{% block body %}'
        "{% set text = brief.sections[0].blocks[0].text %}{{ box(text) }}{{ text }}"
        '<i>{{ text | striptags }}</i><b>{{ "Words" in text.plain }}</b>{% endblock %}',
        "utf-8",
    )
    page = parse(render(read(folder, "en")).markup)
    assert [plain_text(call) for call in page.xpath("//a[@role='doc-noteref']")] == ["a", "b"]
    assert plain_text(page.find(".//b")) == "True"


def test_a_listener_hears_a_note_where_it_is_called_for() -> None:
    """The tag tree has it there, with its mark as its label, wherever it is printed."""
    tree = structure_of(typeset(render(read(NOTES, "en"))).data)
    (text,) = [each for each in tree.walk() if each.type == "P" and each.text.startswith("The river is long")]
    types = [each.type for each in text.elements]
    assert types[:2] == ["Reference", "FENote"]
    note = text.elements[1]
    assert [each.type for each in note.elements][:2] == ["Lbl", "P"]
    assert note.text.split()[:3] == ["b", "2857", "km,"]


def test_notes_stand_on_the_page_of_their_calls_in_their_order(tmp_path: Path) -> None:
    long = "It flows on through many countries until it reaches the sea in a delta of reeds and lakes. " * 4
    text = "\n\n".join(f"{long} Here^[{number}: {long * (number % 3)}]." for number in range(1, 25))
    proof = typeset(render(read(brief(tmp_path / "brief", text), "en"))).proof
    assert proof.pages > 2
    assert not proof.disordered
    pages = {}
    for run in proof.runs:
        if run.element is not None and run.element.get("class") == "mark":
            pages[run.text] = run.page
    calls = {
        run.text: run.page for run in proof.runs if run.element is not None and run.element.get("role") == "doc-noteref"
    }
    assert pages == calls
    assert list(pages) == list(calls)


def test_marks_of_several_letters_stand_on_one_line(tmp_path: Path) -> None:
    text = " ".join(f"Here^[{number}]." for number in range(40))
    proof = typeset(render(read(brief(tmp_path / "brief", text), "en"))).proof
    marks = [run.text for run in proof.runs if run.element is not None and run.element.get("class") == "mark"]
    assert marks == [Language("en").note_mark(number) for number in range(1, 41)]


def test_notes_that_are_too_long_for_their_page_are_one_problem(tmp_path: Path) -> None:
    text = "Here." + "".join(f"^[{'It flows on and on, as all waters do. ' * 150}]" for _ in range(4))
    edition = read(brief(tmp_path / "brief", text), "en")
    (problem,) = [each for each in preflight(typeset(render(edition)), edition) if each.severity is Severity.ERROR]
    assert problem.code == "cut-off-text"
    assert " are too long for it: “" in problem.message


def test_a_note_that_a_cell_of_numbers_calls_for_has_room_for_its_mark(tmp_path: Path) -> None:
    text = "| A | B |\n|---|---|\n| x | 3[^two] |\n\n[^two]: Called once."
    edition = read(brief(tmp_path / "brief", text), "en")
    assert "overprinted-text" not in [each.code for each in preflight(typeset(render(edition)), edition)]


@pytest.mark.parametrize(
    ("text", "ways_back"),
    [
        ("One [@s]. Two [@s].", ["a", "b"]),
        ("One [@s].", ["a"]),
        ("One [@s]. Two [@s]^[A note].", ["A", "B"]),
        ("One [@s]^[A note].", ["↑"]),
    ],
)
def test_the_way_back_from_a_source_does_not_look_like_a_footnote(
    text: str, ways_back: list[str], tmp_path: Path
) -> None:
    edition = read(brief(tmp_path / "brief", text, sources=[{"id": "s", "text": "S"}]), "en")
    page = parse(render(edition, replace(edition.brief.design, medium=Medium.SCREEN)).markup)
    assert [plain_text(link) for link in page.xpath("//*[@id='sources']//a[@role='doc-backlink']")] == ways_back


def test_word_has_them_as_footnotes_that_it_counts_by_letters() -> None:
    edition = read(NOTES, "en")
    data = to_docx(render(edition, replace(edition.brief.design, medium=Medium.SCREEN)), edition)
    with zipfile.ZipFile(BytesIO(data)) as parts:
        document = parts.read("word/document.xml").decode()
    assert document.count("<w:footnoteReference ") == 5
    assert '<w:footnotePr><w:numFmt w:val="lowerLetter"/></w:footnotePr>' in document
    assert "NOTEREF footnote_2 " in document
    assert "customMarkFollows" not in document
