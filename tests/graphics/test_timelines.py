"""A timeline draws what is known of the projects' times, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from conftest import ROOT, Printed, without_origins
from pdf_reader import structure

from briefpress.markup.render import render
from briefpress.reading.read import read
from briefpress.schema.timeline_scale import Bar, Scale
from briefpress.schema.timelines import Timeline

LANGUAGES = ("ar", "en", "es", "fr")


def drawn(folder: Path, language: str = "fr") -> Scale:
    """What the first timeline of a brief draws."""
    edition = read(folder, language)
    blocks = (block for section in edition.brief.sections for block in section.blocks)
    return edition.scale(next(block for block in blocks if isinstance(block, Timeline)))


def with_time(copy: Any, state: str, timeframe: str) -> Bar | None:
    """The bar of the first project of the specimen, whose brief is of 23 November 2026, with that time."""
    folder = copy("specimen")
    path = folder / "brief.yaml"
    text = path.read_text("utf-8").replace("state: closed", f"state: {state}", 1)
    path.write_text(re.sub(r"timeframe: .*", f"timeframe: {timeframe}", text, count=1), "utf-8")
    return drawn(folder).tracks[0].bar


@pytest.mark.parametrize(
    ("state", "timeframe", "bar"),
    [
        ("closed", "{start: 2025, end: 2026}", Bar(0.0, 100.0, "known", "known")),
        ("closed", "{start: 2025-07, end: 2025-12-31}", Bar(25.0, 25.0, "known", "known")),
        # Up to the date of the brief, and open.
        ("ongoing", "{start: 2025}", Bar(0.0, 94.76, "known", "open")),
        ("unknown", "{start: 2025}", Bar(0.0, 94.76, "known", "unknown")),
        ("closed", "{start: 2025}", Bar(0.0, 94.76, "known", "unknown")),
        ("closed", "{end: 2025-06}", Bar(0.0, 25.0, "unknown", "known")),
    ],
)
def test_a_bar_is_what_is_known(copy: Any, state: str, timeframe: str, bar: Bar) -> None:
    assert with_time(copy, state, timeframe) == bar


def test_the_scale_has_few_years_and_all_times() -> None:
    scale = drawn(ROOT / "content" / "interpol-eu")
    assert (scale.axis.start, scale.axis.stop) == (2010, 2027)
    assert [year.name for year in scale.years] == ["2010", "2015", "2020", "2025"]
    assert [track.project.id for track in scale.tracks if track.bar is None] == ["battlefield-evidence"]
    for track in scale.tracks:
        assert track.bar is None or 0 <= track.bar.start <= track.bar.start + track.bar.length <= 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_is_drawn_in_every_language(language: str) -> None:
    own, french = (drawn(ROOT / "content" / "interpol-eu", code) for code in (language, "fr"))
    assert [track.bar for track in own.tracks] == [track.bar for track in french.tracks]


@pytest.mark.parametrize(
    ("language", "since", "until"),
    [
        ("fr", 'depuis le 1<span class="ordinal">er</span> mars 2017', "jusqu’au 31 janvier 2023"),
        ("es", "desde el 1 de marzo de 2017", "hasta el 31 de enero de 2023"),
        ("en", "since 1 March 2017", "until 31 January 2023"),
    ],
)
def test_one_end_that_is_a_day_reads_as_a_sentence_does(language: str, since: str, until: str, copy: Any) -> None:
    folder = copy("interpol-eu")
    path = folder / "brief.yaml"
    facts = path.read_text("utf-8")
    facts = facts.replace("{start: 2017, end: 2023-01-31, s", "{end: 2023-01-31, s", 1)
    path.write_text(facts.replace("{start: 2017, sources: [elp", "{start: 2017-03-01, sources: [elp", 1), "utf-8")
    said = without_origins(render(read(folder, language)).markup).replace("\N{NO-BREAK SPACE}", " ")
    assert since in said
    assert until in said


def test_no_date_stands_in_the_block() -> None:
    facts = (ROOT / "content" / "interpol-eu" / "brief.yaml").read_text("utf-8")
    assert "{id: durees, type: timeline, of: projets}" in facts


def test_the_sources_of_the_dates_are_cited_where_the_timeline_stands(copy: Any) -> None:
    folder = copy("interpol-eu")
    path = folder / "brief.yaml"
    facts = path.read_text("utf-8")
    (block,) = re.findall(r" +- \{id: durees, .*\n", facts)
    first = "    objectives:\n"
    path.write_text(facts.replace(block, "").replace(first, f"    blocks:\n{block}{first}", 1), "utf-8")
    words = folder / "fr.yaml"
    text = words.read_text("utf-8")
    (said,) = re.findall(r"      durees: .*\n", text)
    words.write_text(text.replace(said, "").replace("  bureau:\n", f"  bureau:\n    blocks:\n{said}", 1), "utf-8")
    numbers = [int(number) for number in re.findall(r'href="#source-(\d+)"', render(read(folder, "fr")).markup)]
    assert list(dict.fromkeys(numbers)) == list(range(1, 24))


def test_it_is_read_as_a_table(printed: Printed) -> None:
    tables = [element for element in structure(printed("interpol-eu.fr")).walk() if element.type == "Table"]
    rows = [[kid.read().strip() for kid in row.kids] for row in tables[0].walk() if row.type == "TR"]
    assert rows[0] == ["Projet", "Calendrier"]
    assert rows[2] == ["Éléments de preuve, Iraq", "aucune donnée trouvée"]
    assert rows[3][1].startswith("depuis 2017, en cours")
    assert rows[4][1].startswith("depuis septembre 2012, fin non connue")


def test_it_is_mirrored_from_right_to_left(printed: Printed) -> None:
    """The bars that are drawn solid lie as far from the one edge of the page as from the other."""
    places = []
    for language in ("ar", "fr"):
        with pdfplumber.open(printed(f"interpol-eu.{language}")) as pdf:
            page = pdf.pages[3]
            bars = [rect for rect in page.rects if abs(rect["height"] - 6) < 0.1 and rect["width"] > 20]
            places.append(sorted((round(bar["x0"]), round(bar["x1"])) for bar in bars))
    right_to_left, left_to_right = places
    assert len(left_to_right) == 2
    width = round(210 / 25.4 * 72)
    mirrored = sorted((width - end, width - start) for start, end in left_to_right)
    assert all(
        abs(a - b) <= 2 for one, two in zip(mirrored, right_to_left, strict=True) for a, b in zip(one, two, strict=True)
    )
