"""The rail at the outer side of a page: what is there is level with its text, what has no room stands below that."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefpress.layout.proof import Proof, Run
from briefpress.layout.typeset import typeset
from briefpress.markup.render import render
from briefpress.pdf.preflight import preflight
from briefpress.reading.read import read

SENTENCE = "The committee has read the report and asks that the measures be taken before the end of the year. "
BASE: dict[str, Any] = {"language": "en", "date": "2026-11-30", "title": "A paper", "contents": False, "imprint": False}
SOURCES = [{"id": "s", "text": "A source"}]


def prose(words: int, first: str = "") -> str:
    return " ".join([first, *(SENTENCE * (words // 18 + 1)).split()][: words or None]).strip()


def domain(name: str, words: int, note: int = 0) -> dict[str, Any]:
    """A domain whose text has so many words, and so many the note beside it."""
    notes = [{"date": "2026-11", "sources": ["s"], "text": prose(note, f"Note{name}")}] if note else []
    return {"title": f"Head{name}", "text": prose(words, f"Text{name}"), "notes": notes}


def proof(folder: Path, *sections: dict[str, Any], **keys: Any) -> Proof:
    brief = {**BASE, "sections": list(sections), "sources": SOURCES, **keys}
    (folder / "brief.yaml").write_text(yaml.safe_dump(brief, allow_unicode=True), "utf-8")
    edition = read(folder, brief["language"])
    pdf = typeset(render(edition))
    assert [problem for problem in preflight(pdf, edition) if problem.code != "short-page"] == []
    return pdf.proof


def run(proof: Proof, word: str) -> Run:
    """The first run of the page, beside its margins, that has a word."""
    return next(run for page in proof.texts for run in page if word in run.text.split())


def baseline(run: Run) -> float:
    return run.box.y + 0.75 * run.size


def section(name: str, *domains: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return {"title": f"Section{name}", "kind": "domains", "domains": list(domains), **keys}


def test_what_stands_in_the_rail_is_level_with_its_text_at_the_outer_side(tmp_path: Path) -> None:
    first = [domain("A", 100), domain("B", 380, 40)]
    pages = proof(tmp_path, section("One", *first), section("Two", domain("C", 100), domain("D", 300, 40)))
    for page, title, name in ((1, "SectionOne", "B"), (2, "SectionTwo", "D")):
        head, text, note = run(pages, f"Head{name}"), run(pages, f"Text{name}"), run(pages, f"Note{name}")
        label = max((each for each in pages.texts[page - 1] if each.text.startswith("Editors")), key=baseline)
        assert (head.page, text.page, note.page, run(pages, title).page) == (page,) * 4
        assert baseline(label) == pytest.approx(baseline(head), abs=0.01)
        assert run(pages, title).box.x == label.box.x
        assert (label.box.x > text.box.x) == bool(page % 2)


def test_a_section_at_the_head_of_a_page_has_no_margin_above(tmp_path: Path) -> None:
    head = run(proof(tmp_path, section("One", domain("A", 520, 5)), section("Two", domain("B", 60))), "HeadB")
    # Its rule is at the margin, 22 mm from the edge of the paper, and its text half a line below that.
    assert head.page == 2
    assert head.box.y == pytest.approx(83.1 + 9.3, abs=6)


def test_a_table_at_the_head_of_a_page_has_no_margin_above(tmp_path: Path) -> None:
    rows = [[f"Row {number}", number] for number in range(9)]
    columns = ["Name", {"title": "m", "total": False}]
    table = {"type": "table", "caption": "Lengths", "columns": columns, "rows": rows, "sources": ["s"]}
    caption = run(proof(tmp_path, {"title": "One", "text": prose(520), "blocks": [table]}), "Lengths")
    assert caption.page == 2
    assert caption.box.y == pytest.approx(83.1, abs=6)


@pytest.mark.parametrize(("language", "side"), [("en", 1), ("ar", -1)])
def test_the_first_rail_is_at_the_end_of_the_line(language: str, side: int, tmp_path: Path) -> None:
    page = proof(tmp_path, section("One", domain("A", 60, 20)), language=language)
    assert (run(page, "NoteA").box.x - run(page, "TextA").box.x) * side > 0


@pytest.mark.parametrize(
    ("words", "is_in_rail"),
    # A note runs down beside the next domain, up to the head of the next section.
    [(60, True), (130, True), (170, False), (2000, False)],
)
def test_a_note_without_room_in_the_rail_stands_below_its_text(words: int, is_in_rail: bool, tmp_path: Path) -> None:
    pages = proof(tmp_path, section("One", domain("A", 40, words), domain("B", 180)), section("Two", domain("C", 40)))
    text, note = run(pages, "TextA"), run(pages, "NoteA")
    assert (note.box.x > text.box.x + 400) == is_in_rail
    assert is_in_rail or baseline(note) > baseline(text)
    # All of it is there.
    assert sum(each.text.count("measures") for page in pages.texts for each in page) == sum(
        prose(each).count("measures") for each in (40, words, 180, 40)
    )


def test_notes_stand_one_below_the_other_each_whole(tmp_path: Path) -> None:
    pages = proof(tmp_path, section("One", *(domain(name, 45, 28) for name in "ABCD")))
    (page,) = pages.texts
    notes = [each for each in page if each.box.x == run(pages, "NoteA").box.x]
    assert len(notes) > 12
    for above, below in pairwise(notes):
        assert below.box.y >= above.box.y + above.box.height


@pytest.mark.parametrize("words", range(520, 640, 30))
def test_no_section_begins_where_there_is_no_room_for_its_head(words: int, tmp_path: Path) -> None:
    pages = proof(
        tmp_path, section("One", domain("A", words, 5)), section("Two", domain("B", 200), title="A title " * 9)
    )
    head, text = (
        next(each for page in pages.texts for each in page if each.text.startswith("A title")),
        run(pages, "TextB"),
    )
    assert head.page == text.page
    assert head.box.x > text.box.x or head.page == 2


def test_what_is_wide_covers_the_rail_and_nothing_there_reaches_past_it(tmp_path: Path) -> None:
    partners = [
        {"name": f"Office {number}", "nature": "body", "text": prose(30), "sources": ["s"]} for number in range(60)
    ]
    table = {"title": "Two", "kind": "partners", "partners": partners, "groups": []}
    pages = proof(tmp_path, section("One", domain("A", 300), domain("B", 60, 200)), table)
    heads = {each.page: each.box.x for page in pages.texts for each in page if each.text == "Entity"}
    assert heads == {page: pytest.approx(75.6 if page % 2 else 60.5, abs=0.1) for page in heads}
    assert len(heads) > 2
    assert run(pages, "NoteB").box.x < 300


def test_what_is_wide_begins_at_the_outer_edge_of_the_rail_with_its_head(tmp_path: Path) -> None:
    partners = [{"name": f"Office {n}", "nature": "body", "text": "Agreement", "sources": ["s"]} for n in range(3)]
    two = {"title": "Two", "kind": "partners", "partners": partners, "groups": []}
    columns = [{"id": f"c{n}", "title": f"Column{n}"} for n in range(5)]
    rows = [{"cells": {f"c{n}": f"some metres of {n}{row}" for n in range(5)}} for row in range(3)]
    table = {"type": "table", "caption": "Metres", "columns": columns, "rows": rows}
    three = {"title": "Three", "kind": "prose", "blocks": [table]}
    pages = proof(tmp_path, section("One", domain("A", 560)), two, three)
    places = [run(pages, word) for word in ("Two", "Entity", "Column0")]
    assert [place.page for place in places] == [2, 2, 2]
    assert [place.box.x for place in places] == [pytest.approx(60.5, abs=0.1)] * 3


def test_a_head_over_both_columns_takes_no_lines_of_the_section_before_along(tmp_path: Path) -> None:
    partners = [{"name": f"Office {n}", "nature": "body", "text": "Agreement", "sources": ["s"]} for n in range(4)]
    two = {"title": "Two", "kind": "partners", "partners": partners, "groups": []}
    pages = proof(tmp_path, section("One", domain("A", 450)), two)
    assert run(pages, "Two").page == 2
    assert not any("committee" in each.text for each in pages.texts[1])


@pytest.mark.parametrize(("count", "is_in_rail"), [(6, True), (16, False)])
def test_the_front_is_made_higher_for_contents_that_nearly_fit_beside_it(
    count: int, is_in_rail: bool, tmp_path: Path
) -> None:
    sections = [{"title": f"Part{number}", "text": "Words"} for number in range(count)]
    glance = [{"id": "six", "value": 6, "text": "Figure"}]
    pages = proof(tmp_path, *sections, contents=True, lead=prose(50), glance=glance, sources=[])
    contents, lead, figure = run(pages, "Contents"), run(pages, "committee"), run(pages, "Figure")
    assert (contents.box.x > lead.box.x + 400) == is_in_rail
    assert baseline(run(pages, f"Part{count - 1}")) < baseline(figure)


def test_a_text_is_read_before_what_accompanies_it(tmp_path: Path) -> None:
    sections = section("One", domain("A", 60, 20), domain("B", 60, 20))
    words = " ".join(each.text for page in proof(tmp_path, sections).texts for each in page).split()
    order = [word for word in words if word[:4] in ("Head", "Text", "Note")]
    assert order == ["HeadA", "TextA", "NoteA", "HeadB", "TextB", "NoteB"]


def test_a_section_begins_where_it_has_room_once_what_is_before_it_has_moved(tmp_path: Path) -> None:
    """A callout is kept whole at first, and so the second section begins too low; then it is parted."""
    callout = {"type": "callout", "text": prose(520)}
    first = section("One", domain("A", 280), blocks=[callout])
    pages = proof(tmp_path, first, section("Two", domain("D", 300, 30), domain("E", 300)))
    assert run(pages, "TextD").page == 2
    assert pages.filled[1] > 0.9
