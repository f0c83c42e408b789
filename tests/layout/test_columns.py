"""Columns: what is in them stands in its order, and they are about equally long."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from briefpress.layout.proof import Run
from briefpress.layout.typeset import typeset
from briefpress.markup.render import render
from briefpress.pdf.preflight import preflight
from briefpress.reading.read import read

#: Between the two columns, in CSS pixels from the left edge of the paper.
GAP = 400


def is_second(run: Run, language: str) -> bool:
    return run.box.x + run.box.width < GAP if language == "ar" else run.box.x > GAP


@pytest.mark.parametrize(("count", "language"), [(3, "en"), (24, "ar"), (130, "en"), (130, "ar")])
def test_sources_fill_their_columns_in_their_order(count: int, language: str, tmp_path: Path) -> None:
    words = "report of the committee on the state of works "
    sources = [{"id": f"s{n}", "text": f"First{n} {words * (n % 4 + 1)}"} for n in range(count)]
    section = {"title": "Works", "kind": "prose", "text": " ".join(f"It is so [@s{n}]." for n in range(count))}
    brief = {"language": language, "date": "2026-11-30", "title": "A paper", "sections": [section], "sources": sources}
    (tmp_path / "brief.yaml").write_text(yaml.safe_dump(brief), "utf-8")
    edition = read(tmp_path, language)
    pdf = typeset(render(edition))
    assert {each.code for each in preflight(pdf, edition)} <= {"short-page", "short-last-page"}
    runs = [run for page in pdf.proof.texts for run in page]
    firsts = [run for run in runs if run.text.startswith("First")]
    assert len(firsts) == count
    assert firsts == sorted(firsts, key=lambda run: (run.page, is_second(run, language), run.box.y))
    last = [run for run in firsts if run.page == firsts[-1].page]
    one, other = ([run for run in last if is_second(run, language) == second][-1] for second in (False, True))
    assert abs(one.box.y - other.box.y) < 50


@pytest.mark.parametrize(
    "css",
    [
        "ul { display: grid; grid-template-columns: 1fr 1fr } li { break-inside: avoid }",
        "ul { columns: 2 } li { break-inside: avoid }",
        "ul { columns: 3 } li { break-inside: avoid; position: relative } li::after { position: absolute }",
    ],
)
def test_lists_of_other_stylesheets_are_printed_whole(css: str, tmp_path: Path) -> None:
    words = "".join(f"- Entry{n} of the list {'and what it says ' * (n % 3)}\n" for n in range(40))
    brief = {"language": "en", "date": "2026-11-30", "title": "A paper", "contents": False}
    brief |= {"sections": [{"title": "Works", "kind": "prose", "text": f"They are these:\n\n{words}"}]}
    (tmp_path / "brief.yaml").write_text(yaml.safe_dump(brief, width=10_000), "utf-8")
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "own.css").write_text(css, "utf-8")
    edition = read(tmp_path, "en")
    pdf = typeset(render(edition))
    assert {each.code for each in preflight(pdf, edition)} <= {"short-page", "short-last-page", "blank-space"}
    printed = [run.text.split()[0] for page in pdf.proof.texts for run in page if run.text.startswith("Entry")]
    assert sorted(printed) == sorted(f"Entry{n}" for n in range(40))
