"""What is taller than what is left of a page, or than a page: it comes out whole, under its heading and its head."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image

from briefpress.core.design import Overrides
from briefpress.core.problems import Problem
from briefpress.layout.proof import Proof
from briefpress.layout.typeset import typeset
from briefpress.markup.render import render
from briefpress.pdf.preflight import preflight
from briefpress.reading.read import read

SENTENCE = "The committee has read the report and asks that the measures be taken before the end of the year. "


def text(words: int) -> str:
    return " ".join((SENTENCE * (words // 18 + 1)).split()[:words])


def rows(*words: int, names: int = 0) -> dict[str, Any]:
    """The words of a table whose rows have so many in their second column, and in their first."""
    cells = {
        f"r{number}": {"cells": {"name": f"Row {number} {text(names)}", "text": text(each)}}
        for number, each in enumerate(words)
    }
    return {"caption": "Measures", "columns": {"name": "Name", "text": "Measure"}, "rows": cells}


def table(count: int) -> dict[str, Any]:
    return {"type": "table", "columns": ["name", "text"], "rows": [f"r{number}" for number in range(count)]}


#: A block in brief.yaml, and its words.
TALL: dict[str, tuple[dict[str, Any], Any]] = {
    "callout": ({"type": "callout"}, text(1000)),
    "quote": ({"type": "quote"}, {"text": text(1200), "author": "The head"}),
    "facts": (
        {"type": "facts", "items": ["a", "b"]},
        {"items": {"a": {"term": "Short", "text": "short"}, "b": {"term": "Long", "text": text(1500)}}},
    ),
    "list": ({"type": "list", "items": ["a", "b"]}, {"items": {"a": text(1500), "b": "short"}}),
    "row": (table(2), rows(1400, 5)),
    "rows": (table(6), rows(*[260] * 6)),
    "first column": (table(2), rows(1, 5, names=700)),
    "screen": ({"type": "figure", "file": "screen.png"}, {"alt": "A screen", "caption": text(30)}),
}


def pages(folder: Path, block: tuple[dict[str, Any], Any], **design: str) -> tuple[Proof, tuple[Problem, ...]]:
    """The proof of a brief with this block between two texts, and its problems."""
    facts, words = block
    blocks = [{"id": "before", "type": "prose"}, {"id": "x", **facts}, {"id": "after", "type": "prose"}]
    blocks = [each | {"onepager": True} for each in blocks]
    brief = {
        "date": "2026-11-23",
        "marking": "TLP:CLEAR",
        "status": "draft",
        "layouts": ["brief", "onepager"],
        "sections": [{"id": "one", "kind": "prose", "blocks": blocks}],
    }
    section = {"title": "Tall things", "blocks": {"before": text(60), "x": words, "after": text(30)}}
    manuscript = {"title": "T", "purpose": "A test.", "imprint": "A test.", "sections": {"one": section}}
    for name, content in (("brief", brief), ("en", manuscript)):
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(content), "utf-8")
    Image.new("L", (1080, 2340)).save(folder / "screen.png")
    edition = read(folder, "en")
    pdf = typeset(render(edition, Overrides(**design).applied_to(edition.brief.design)))
    return pdf.proof, preflight(pdf, edition)


@pytest.mark.parametrize("theme", ["house", "large-print"])
@pytest.mark.parametrize("name", TALL)
def test_a_tall_block_follows_its_heading_and_fills_the_pages(name: str, theme: str, tmp_path: Path) -> None:
    proof, problems = pages(tmp_path, TALL[name], theme=theme, layout="brief")
    assert problems == ()
    assert all(filled > 0.4 for filled in proof.filled[:-1]), proof.filled


def test_the_head_of_a_table_is_printed_over_every_part_of_a_row(tmp_path: Path) -> None:
    proof, _ = pages(tmp_path, TALL["row"], layout="brief")
    heads = [run.page for run in proof.runs if run.text == "Measure"]
    assert heads == sorted({run.page for run in proof.runs if run.text.startswith("measures be")}) == [1, 2, 3]


def test_a_caption_goes_with_the_first_rows(tmp_path: Path) -> None:
    """Wherever on the page there is still room for it alone."""
    for lines in range(3):
        proof, problems = pages(tmp_path, (table(14), rows(*[12] * 14) | {"caption": text(18 * lines + 170)}))
        assert not problems
        (caption,) = {run.page for run in proof.runs if run.bold and "year" in run.text}
        assert caption == next(run.page for run in proof.runs if run.text == "Row 2")


def test_a_note_parts_rather_than_take_its_short_text_along(tmp_path: Path) -> None:
    """Five lines with a footnote, of which none may stand alone: neither they nor the note are taller than the room."""
    note = {"date": "2026-05", "text": f"{text(60)}\n\n{text(70)}", "sources": ["s"]}
    short = {"title": "Second", "text": f"{text(20)}[^a] {text(40)}\n\n[^a]: {text(18)}", "notes": [note]}
    sections = [{"title": "First", "text": text(70)}, short | {"blocks": [{"type": "prose", "text": text(300)}]}]
    source = {"id": "s", "type": "report", "author": "A", "title": "R", "language": "en", "date": 2026}
    brief = {"language": "en", "title": "T", "date": "2026-11-30", "sections": sections, "sources": [source]}
    (tmp_path / "brief.yaml").write_text(yaml.safe_dump(brief | {"theme": "large-print", "imprint": False}), "utf-8")
    proof = typeset(render(read(tmp_path, "en"))).proof
    assert {run.page for run in proof.runs if run.text in ("Second", "Editors, May 2026")} == {1}
    assert proof.filled[0] > 0.9


@pytest.mark.parametrize(("title", "order"), [(None, ["Text", "Figure"]), ("Under a heading", ["Figure", "Text"])])
def test_a_figure_without_room_stands_behind_the_text_after_it(
    title: str | None, order: list[str], tmp_path: Path
) -> None:
    Image.new("L", (1080, 900)).save(tmp_path / "wide.png")
    figure = {"type": "figure", "file": "wide.png", "alt": "A picture", "caption": "Figure"}
    after = {"type": "prose", "text": "Text " + text(90)} | ({"title": title} if title else {})
    section = {"title": "Three", "kind": "prose", "blocks": [{"type": "prose", "text": text(300)}, figure, after]}
    brief = {"language": "en", "title": "T", "date": "2026-11-30", "sections": [section], "imprint": False}
    (tmp_path / "brief.yaml").write_text(yaml.safe_dump(brief), "utf-8")
    proof = typeset(render(read(tmp_path, "en"))).proof
    runs = [(word, run.page) for run in proof.runs for word in ("Text", "Figure") if run.text.startswith(word)]
    assert [word for word, _ in runs] == order
    assert dict(runs) == {"Figure": 2, "Text": 2 if title else 1}


@pytest.mark.parametrize("name", ["row", "callout", "facts"])
def test_on_a_sheet_that_is_too_small_nothing_else_is_wrong(name: str, tmp_path: Path) -> None:
    _, problems = pages(tmp_path, TALL[name], layout="onepager")
    assert {problem.code for problem in problems} <= {"too-long"}
    assert all(re.search(r"pages", problem.message) for problem in problems)


URL = "https://data.example.org/api/v2/observations/" + "x7f3c9a1b2" * 9 + "?format=csv"
LAW = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"


@pytest.mark.parametrize(
    ("name", "words"),
    [(LAW, URL), ("Institutional affairs", "FR7630006000011234567890189" * 3), (LAW, LAW + " " + LAW[::-1])],
)
def test_long_words_break_and_no_others(name: str, words: str, tmp_path: Path) -> None:
    cells = {"r0": {"cells": {"name": name, "text": words}}, "r1": {"cells": {"name": "Cooperation", "text": "Yes"}}}
    proof, problems = pages(tmp_path, (table(2), rows() | {"rows": cells}), layout="brief")
    assert problems == ()
    texts = {run.text for run in proof.runs}
    assert {"Cooperation", "Yes", "Measure"} <= texts
    # The column of text is 120 mm wide, from a margin of 20 mm.
    assert max(run.box.x + run.box.width for run in proof.runs if run.size < 13 and run.box.y > 300) < 150 / 25.4 * 96


@pytest.mark.parametrize("marks", [("**", "**"), ("", "")])
def test_a_word_that_has_room_on_the_next_line_is_whole(marks: tuple[str, str], tmp_path: Path) -> None:
    """Emphasised in what is emphasised as well, where WeasyPrint takes every word for the first of its line."""
    codes = [f"SEC{number}X{number}" for number in range(2001, 2111)]
    text = marks[0] + " ".join(f"{'ab ' * (number % 5)}_{code}_" for number, code in enumerate(codes)) + marks[1]
    proof, problems = pages(tmp_path, ({"type": "prose"}, text), layout="brief")
    assert problems == ()
    assert {run.text.strip() for run in proof.runs} >= set(codes)


def test_a_word_that_is_wider_than_its_line_breaks(tmp_path: Path) -> None:
    """In a text, in a narrow column, and in a heading."""
    items = {"items": {"a": {"term": LAW, "text": URL}, "b": {"term": "Short", "text": "short"}}}
    for block in (({"type": "prose"}, f"Read _{URL}_ and {URL}"), ({"type": "facts", "items": ["a", "b"]}, items)):
        proof, problems = pages(tmp_path, block, layout="brief")
        assert problems == ()
        assert "short" in {run.text for run in proof.runs} or block[0]["type"] == "prose"


FILE = "Jahresbericht_Donau_2026_endgueltige_Fassung.pdf"


def test_in_german_words_are_divided_with_a_hyphen_and_names_of_files_are_not(tmp_path: Path) -> None:
    columns = [
        "Land",
        "Wasserwirtschaftsverwaltung",
        "Hochwasserrisikomanagementplan",
        "Grundwasserbewirtschaftung",
        "Landesentwicklungsplanung",
        "Akte",
    ]
    block = {"type": "table", "caption": "x", "columns": columns, "rows": [["Sachsen", "y", LAW, "z", LAW, FILE]]}
    brief = {"date": 2026, "language": "de", "title": "T", "sections": [{"title": "S", "blocks": [block]}]}
    (tmp_path / "brief.yaml").write_text(yaml.safe_dump(brief), "utf-8")
    texts = [run.text for run in typeset(render(read(tmp_path, "de"))).proof.runs]
    whole = "".join(texts)
    parts = [text for text in texts if text.endswith("\u2010")]
    assert "Hochwasserrisiko" in whole.replace("\u2010", "")
    assert len(parts) > 2
    assert FILE in whole
    assert FILE not in texts
