"""Tables with gaps, groups and remarks, as a screen reader finds them in the finished file."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from conftest import ROOT

from briefpress.formats.transcript import utterances
from briefpress.layout.typeset import typeset
from briefpress.markup.render import render
from briefpress.pdf.conformance import conform
from briefpress.pdf.structure_tree import structure_of
from briefpress.pdf.validator import failures
from briefpress.reading.read import read


@pytest.fixture(scope="module")
def data() -> bytes:
    edition = read(ROOT / "tests" / "cases" / "tab-totals", "en")
    return conform(typeset(render(edition)), edition, {"brief.yaml": b""}).data


def test_it_is_said_row_by_row_with_the_heads_of_each_cell(data: bytes) -> None:
    edition = read(ROOT / "tests" / "cases" / "tab-totals", "en")
    lines = list(utterances(data, edition.labels.speech, edition.language))
    start = lines.index("caption: Table 1. Water in the basin")
    assert lines[start + 1 : start + 11] == [
        "table, 5 columns, 10 rows",
        "Country, Basin, Change, Party since",
        "Area (km²), Share (%)",
        "Upstream",
        "Germany, Basin Area (km²): 56.2, Basin Share (%): 29.0, Change: −3.2, Party since: June 1994",
        "Austria, Basin Area (km²): 1,280.6, Basin Share (%): 11.6 [link: Footnote †, page 1], "
        "Change: no data, Party since: 2004",
        "Subtotal, Basin Area (km²): 1,336.8, Basin Share (%): 40.6, Change: no data, Party since: no data",
        "Downstream",
        "Hungary, Basin Area (km²): 93.0, Basin Share (%): 40.4, Change: 12.5, Party since: 29 June 1994",
        "Moldova, Basin Area (km²) Share (%): no survey, Change: 0, Party since: no data",
    ]


def test_an_empty_cell_is_its_head_alone(tmp_path: Path) -> None:
    text = "| Region | Change |\n|---|---|\n| North | -3 |\n| South | |"
    facts = {"language": "en", "date": 2026, "title": "x", "sections": [{"title": "One", "text": text}]}
    (tmp_path / "brief.yaml").write_text(yaml.safe_dump(facts), "utf-8")
    edition = read(tmp_path, "en")
    lines = list(utterances(typeset(render(edition)).data, edition.labels.speech, edition.language))
    assert {"North, Change: −3", "South, Change"} <= {*lines}


def test_a_head_over_rows_is_that_of_the_rows_of_its_group(data: bytes) -> None:
    table = next(element for element in structure_of(data).walk() if element.type == "Table")
    names = {cell.id: cell.text.strip() for cell in table.walk() if cell.id}

    def heads(row: str) -> list[str]:
        cells = next(line.elements for line in table.walk() if line.type == "TR" and line.text.startswith(row))
        return [names[name] for name in cells[1].headers]

    assert heads("Germany") == ["Basin", "Area (km²)", "Upstream", "Germany"]
    assert heads("Hungary") == ["Basin", "Area (km²)", "Downstream", "Hungary"]


def test_the_validator_finds_nothing(data: bytes) -> None:
    assert failures(data, ("a-3a", "ua-1")) == ()
