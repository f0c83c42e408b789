"""What is common to all blocks: a title and notes, and an id on the page where a link leads to them."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefpress.core.problems import Problem, Unprintable
from briefpress.formats.docx import to_docx
from briefpress.markup.render import Html, render
from briefpress.markup.tree import parse, plain_text
from briefpress.reading.read import read
from briefpress.redline.compare import compare
from briefpress.schema.edition import Edition

SOURCES = [{"id": "survey", "text": "A survey", "accessed": 2026}]
NOTE = {"date": "2026-11", "sources": ["survey"], "text": "There is a third."}


def edition(folder: Path, *sections: list[Any], **more: object) -> Edition:
    """A brief whose sections, One, Two …, have these blocks; `more` are other keys."""
    titles = ("One", "Two", "Three")
    listed = [{"title": title, "blocks": blocks} for title, blocks in zip(titles, sections, strict=False)]
    facts = {"language": "en", "date": 2026, "title": "x", "contents": True, "sections": listed, **more}
    folder.mkdir()
    (folder / "brief.yaml").write_text(yaml.safe_dump(facts), "utf-8")
    return read(folder, "en")


def problems(folder: Path, *sections: list[Any], **more: object) -> list[Problem]:
    with pytest.raises(Unprintable) as refused:
        edition(folder, *sections, **more)
    return list(refused.value.problems)


def headings(html: Html) -> list[tuple[str, str, str]]:
    """The headings of the sections of a page: level, id and text."""
    found = parse(html.markup)[1].xpath("//main//*[self::h2 or self::h3 or self::h4]")
    return [(heading.tag, heading.get("id", ""), plain_text(heading)) for heading in found]


BLOCKS = [
    {"title": "Costs", "text": "Ours.\n\n### A share\n\nTheirs."},
    {"id": "asks", "type": "list", "items": ["Ask", "Wait"], "notes": [NOTE]},
    "See [costs](#costs), [a list](#asks), [a callout](#seen).",
]
SEEN: list[Any] = [{"id": "seen", "type": "callout", "text": "Look."}, {"title": "Two", "text": "Words."}]


def test_a_title_is_a_heading_above_those_of_the_text(tmp_path: Path) -> None:
    html = render(edition(tmp_path / "brief", BLOCKS, SEEN, sources=SOURCES))
    assert headings(html) == [
        ("h2", "", "1 One"),
        ("h3", "costs", "Costs"),
        ("h4", "one--a-share", "A share"),
        ("h2", "", "2 Two"),
        # The section is called so already.
        ("h3", "two--two--title", "Two"),
    ]
    links = parse(html.markup)[1].xpath("//nav//ol/li/ol/li/a/@href")
    assert links == ["#costs", "#two--two--title"]


def test_notes_stand_after_the_block_and_are_numbered_there(tmp_path: Path) -> None:
    page = parse(render(edition(tmp_path / "brief", BLOCKS, SEEN, sources=SOURCES)).markup)[1]
    (note,) = page.xpath("//ul[@id='asks']/following-sibling::*[1]/aside")
    assert (note.get("class"), plain_text(note)) == ("note", "Editors, November 2026 There is a third.1")


def test_what_is_linked_to_has_its_id_in_all_formats(tmp_path: Path) -> None:
    brief = edition(tmp_path / "brief", BLOCKS, SEEN, sources=SOURCES)
    html = render(brief)
    assert [element.tag for element in parse(html.markup)[1].xpath("//*[@id='asks' or @id='seen']")] == ["ul", "p"]
    with zipfile.ZipFile(BytesIO(to_docx(html, brief))) as document:
        text = document.read("word/document.xml").decode()
    assert all(f'w:name="{name}"' in text for name in ("costs", "asks", "seen"))


def test_a_block_that_nothing_links_to_has_none(tmp_path: Path) -> None:
    html = render(edition(tmp_path / "brief", [{"id": "asks", "type": "list", "items": ["Ask"]}]))
    assert 'id="asks"' not in html.markup


def test_a_section_entry_or_heading_of_the_same_id_comes_first(tmp_path: Path) -> None:
    one = ["See [it](#two), [that](#costs).\n\n### Costs {#costs}\n\nWords.", {"id": "two", "text": "Not this."}]
    html = render(edition(tmp_path / "brief", one, [{"id": "costs", "text": "Nor this."}]))
    ids = parse(html.markup)[1].xpath("//main//@id")
    assert ids == ["one", "costs", "two"]


@pytest.mark.parametrize(
    ("blocks", "message"),
    [
        ([{"id": "asks", "text": "Ask."}], "`asks` is the id of 2 entries"),
        (["Да.", "See [it](#block-1)."], "`block-1` only says where in its list something stands"),
    ],
)
def test_a_link_that_may_lead_elsewhere_is_told(tmp_path: Path, blocks: list[Any], message: str) -> None:
    (told,) = problems(tmp_path / "brief", [*blocks, "See [the asks](#asks)."], [{"id": "asks", "text": "Ask."}])
    assert (told.code, told.message) == ("broken-link", message)


def test_a_heading_with_a_title_below_it_heads_nothing(tmp_path: Path) -> None:
    (told,) = problems(tmp_path / "brief", ["Words.\n\n### Costs", {"title": "Shares", "text": "Ours."}])
    assert (told.code, told.message) == ("empty-text", "there are no words under the heading `Costs`")


def test_a_note_has_neither_title_nor_notes(tmp_path: Path) -> None:
    told = problems(tmp_path / "brief", [{**NOTE, "type": "note", "title": "News", "notes": [NOTE]}], sources=SOURCES)
    assert [problem.message for problem in told] == ["`note` has no key `notes`", "`note` has no key `title`"]


def test_a_new_title_changes_nothing_else(tmp_path: Path) -> None:
    text = {"id": "costs", "text": "Ours.\n\n### A share\n\nTheirs."}
    old, new = edition(tmp_path / "old", [text]), edition(tmp_path / "new", [{**text, "title": "Costs"}])
    assert [edit.place.path[-1] for edit in compare(old, new).edits] == ["title"]


def test_the_onepager_names_what_a_chosen_note_is_about(tmp_path: Path) -> None:
    chosen = {**NOTE, "onepager": True}
    blocks = [{"title": "Costs", "text": "Ours.", "notes": [chosen]}, {"text": "Theirs.", "notes": [chosen]}]
    brief = edition(tmp_path / "brief", blocks, sources=SOURCES)
    assert [change.subject for change in brief.changes] == ["Costs", "One"]


def test_templates_that_know_of_partials_alone_print_all_of_a_block(tmp_path: Path) -> None:
    brief = edition(tmp_path / "brief", [{**BLOCKS[0], "notes": [NOTE]}], sources=SOURCES)
    old = '{% for block in section.blocks %}{% include "blocks/" ~ block.type ~ ".html" %}{% endfor %}'
    (brief.folder / "templates" / "parts").mkdir(parents=True)
    (brief.folder / "templates" / "parts" / "section.html").write_text(old, "utf-8")
    texts = [plain_text(element) for element in parse(render(read(brief.folder, "en")).markup)[1].xpath("//main/*")]
    assert texts[0] == "Costs"
    assert texts[-1].startswith("Editors, November 2026")
