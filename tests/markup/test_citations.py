"""Sources bear the numbers 1, 2, 3 … in the order in which a reader meets them, whatever cites them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

from briefpress.markup.render import render
from briefpress.markup.tree import parse
from briefpress.reading.read import read

#: What can cite a source, in an order that is not that of the page: `blocks` and `notes` come first.
COMMON = {
    "blocks": [
        {"id": "text", "type": "prose", "sources": ["s1", "s2"]},
        {"id": "facts", "type": "facts", "items": [{"id": "one", "sources": ["s3"]}, {"id": "two", "sources": ["s4"]}]},
        {"id": "areas", "type": "map", "sources": ["s5"], "areas": [{"id": "a", "codes": ["FR"], "sources": ["s6"]}]},
        {"id": "words", "type": "quote", "sources": ["s7", "s1"]},
        {"id": "seen", "type": "callout", "sources": ["s8"]},
    ],
    "notes": [{"id": "n", "date": 2026, "sources": ["s9", "s10"]}],
}
AMOUNT = {"amount": 5, "currency": "EUR", "sources": ["s14"], "others": [{"id": "o", "amount": 4, "currency": "EUR"}]}
KINDS = {
    "prose": {},
    "mandate": {"objectives": ["goal"]},
    "domains": {
        "domains": [
            {"id": "d", "notes": COMMON["notes"], "countries": {"codes": ["BE"], "sources": ["s11"]}},
            {"id": "e", "countries": {"codes": ["NL"], "sources": ["s12"]}},
        ]
    },
    "projects": {
        "projects": [
            {
                "id": "p",
                "state": "ongoing",
                "results": [{"id": "r", "value": 3, "sources": ["s13"]}],
                "contribution": AMOUNT,
                "countries": {"codes": ["LU"], "sources": ["s15"]},
                "timeframe": {"start": 2020, "sources": ["s16"]},
                "notes": [{"id": "m", "date": 2026, "sources": ["s17"]}],
            }
        ]
    },
    "partners": {"partners": [{"id": "q", "nature": "body", "sources": ["s18"]}]},
}
BLOCKS = {
    "text": "x",
    "facts": {"items": {"one": {"term": "x", "text": "x"}, "two": {"term": "x", "text": "x"}}},
    "areas": {"alt": "x", "caption": "x", "areas": {"a": "x"}},
    "words": {"text": "x", "author": "x"},
    "seen": "x",
}
PARTS = {
    "prose": {},
    "mandate": {"intro": "x", "objectives": {"goal": "x"}},
    "domains": {"domains": {"d": {"title": "x", "text": "x", "notes": {"n": "x"}}, "e": {"title": "x", "text": "x"}}},
    "projects": {
        "intro": "x",
        "projects": {"p": {"title": "x", "text": "x", "results": {"r": "{value}"}, "notes": {"m": "x"}}},
    },
    "partners": {"partners": {"q": {"name": "x", "text": "x"}}},
}


def written(folder: Path, kinds: list[str], **more: object) -> Path:
    """A brief of sections of these kinds, in which everything that can be cites."""
    sections = [{"id": kind, "kind": kind, **COMMON, **KINDS[kind]} for kind in kinds]
    cited = sorted(set(yaml.safe_dump(sections).split()) & {f"s{number}" for number in range(1, 30)})
    # As they are listed, they are in no order that a reader could guess.
    sources = [{"id": name, "consulted": 2026} for name in cited]
    facts = {"date": 2026, "marking": "TLP:CLEAR", "status": "draft", "sections": sections, "sources": sources, **more}
    words = {
        "title": "x",
        "purpose": "x",
        "imprint": "x",
        "sections": {kind: {"title": "x", "notes": {"n": "x"}, "blocks": BLOCKS, **PARTS[kind]} for kind in kinds},
        "sources": dict.fromkeys(cited, "x"),
    }
    folder.mkdir()
    (folder / "brief.yaml").write_text(yaml.safe_dump(facts), "utf-8")
    (folder / "en.yaml").write_text(yaml.safe_dump(words), "utf-8")
    return folder


def marks(markup: str) -> list[int]:
    """The numbers of sources in a page, each where it stands first."""
    links = parse(markup).xpath("//*[@role='doc-biblioref']")
    return list(dict.fromkeys(int(link.text_content()) for link in links))


def entries(markup: str) -> list[int]:
    """The numbers of the entries of the list of sources."""
    return [int(entry.get("id").removeprefix("source-")) for entry in parse(markup).xpath("//li[@role]")]


@pytest.mark.parametrize(
    "kinds", [*([kind] for kind in KINDS), ["projects", "partners", "domains", "mandate", "prose"]]
)
def test_they_are_numbered_as_they_are_read(kinds: list[str], tmp_path: Path) -> None:
    page = render(read(written(tmp_path / "brief", kinds), "en")).markup
    assert len(marks(page)) > 9
    assert marks(page) == entries(page) == list(range(1, len(entries(page)) + 1))


@pytest.mark.parametrize("brief", ["interpol-eu", "specimen"])
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_ours_are_numbered_as_they_are_read(brief: str, language: str) -> None:
    page = render(read(ROOT / "content" / brief, language)).markup
    assert marks(page) == entries(page) == list(range(1, len(entries(page)) + 1))


def test_a_sheet_has_the_numbers_of_the_full_edition() -> None:
    """It says so: a reader finds there what the sheet leaves out."""
    edition = read(ROOT / "content" / "interpol-eu", "en")
    full, sheet = (render(edition, replace(edition.brief.design, layout=name)) for name in ("brief", "onepager"))
    assert sheet.numbers == full.numbers
    assert sorted(marks(sheet.markup)) == entries(sheet.markup)


def test_a_layout_without_a_full_edition_is_numbered_by_itself(tmp_path: Path) -> None:
    """So is one of the brief's own, which may print its sections in another order."""
    folder = written(tmp_path / "brief", ["prose", "partners"], layouts=["leaflet"])
    (folder / "templates").mkdir()
    (folder / "templates" / "leaflet.html").write_text(
        '{% extends "base.html" %}{% block body %}{% for section in brief.sections | reverse %}'
        '{% set number = 1 %}{% include "parts/section.html" %}{% endfor %}'
        '{% include "parts/sources.html" %}{% endblock %}',
        "utf-8",
    )
    edition = read(folder, "en")
    page = render(edition).markup
    assert marks(page) == entries(page) == list(range(1, len(entries(page)) + 1))
    assert page != render(edition, replace(edition.brief.design, layout="brief")).markup


def test_a_template_of_the_brief_that_prints_in_another_order_is_followed(tmp_path: Path) -> None:
    folder = written(tmp_path / "brief", ["mandate", "projects"])
    (folder / "templates" / "parts").mkdir(parents=True)
    (folder / "templates" / "parts" / "section.html").write_text(
        '<section id="{{ section.id }}"><h2>{{ number }}</h2>'
        '{% for block in section.blocks | reverse %}{% include "blocks/" ~ block.type ~ ".html" %}{% endfor %}'
        '{% include "sections/" ~ section.kind ~ ".html" %}</section>',
        "utf-8",
    )
    page = render(read(folder, "en")).markup
    assert marks(page) == entries(page) == list(range(1, len(entries(page)) + 1))


@pytest.mark.parametrize(
    ("opening", "order"),
    [
        ({"text": "The text [@a]."}, ["The text", "The note", "The block"]),
        ({}, ["The block", "The note"]),
    ],
)
def test_the_notes_of_a_section_stand_after_its_text(opening: dict[str, str], order: list[str], tmp_path: Path) -> None:
    note = {"date": 2026, "sources": ["b"], "text": "The note."}
    section = {"title": "One", **opening, "notes": [note], "blocks": ["The block [@a]."]}
    sources = [{"id": name, "text": name} for name in "ba"]
    facts = {"language": "en", "date": 2026, "title": "x", "sections": [section], "sources": sources}
    (tmp_path / "brief.yaml").write_text(yaml.safe_dump(facts), "utf-8")
    html = render(read(tmp_path, "en"))
    assert sorted(order, key=html.markup.index) == order
    assert html.numbers == {"a": 1, "b": 2}
