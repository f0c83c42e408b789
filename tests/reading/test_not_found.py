"""What a brief does not tell is not printed; a dash says that it was looked for and not found."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import without_origins

from briefpress.core.design import DEFAULT_STANDARD, Design
from briefpress.core.problems import Unprintable
from briefpress.markup.render import render
from briefpress.reading.read import read
from briefpress.redline.compare import compare
from briefpress.redline.report import differences
from briefpress.schema.brief import Brief

FOUND: dict[str, Any] = {
    "timeframe": {"start": 2020, "end": 2024},
    "countries": {"codes": ["ML"]},
    "contribution": {"amount": 4_200_000, "currency": "EUR"},
    "results": [{"value": 4, "text": "{value} wells"}],
}
HEADS = {
    "timeframe": "Timeframe",
    "countries": "Beneficiary countries",
    "contribution": "Contribution",
    "results": "Results",
}


def brief(folder: Path, *projects: dict[str, Any], **more: Any) -> Path:
    """The folder of a brief in one file about these projects."""
    listed = [{"title": f"P{n}", "text": f"Text {n}.", "onepager": True, **each} for n, each in enumerate(projects)]
    section = {"kind": "projects", "title": "Work", "intro": "All.", "projects": listed}
    facts = {"language": "en", "date": 2026, "title": "Water", "status": "draft", "sections": [section], **more}
    folder.mkdir(exist_ok=True)
    (folder / "brief.yaml").write_text(yaml.safe_dump(facts), "utf-8")
    return folder


def sheets(folder: Path) -> str:
    """What is printed from the heads of the sheets on."""
    return without_origins(render(read(folder, "en")).markup).partition('class="editorial"')[2]


@pytest.mark.parametrize("name", FOUND)
def test_a_fact_is_printed_left_out_or_said_to_be_not_found(name: str, tmp_path: Path) -> None:
    state = {"state": "ongoing"}
    told, untold, sought = ({**state, **({name: value} if value else {})} for value in (FOUND[name], None, "–"))
    page = sheets(brief(tmp_path / "water", told, untold, sought))
    pieces = re.split("<article", page)[1:]
    assert [(HEADS[name] in piece, "<dt>No data found</dt>" in piece) for piece in pieces] == [
        (True, False),
        (False, False),
        (True, True),
    ]


def test_a_project_of_which_nothing_is_told_has_no_sheet(tmp_path: Path) -> None:
    page = without_origins(render(read(brief(tmp_path / "water", {}, {}), "en")).markup)
    assert "Project sheets" not in page
    assert "<article" not in page
    assert '<li id="work-p0">Text 0.</li>' in page


@pytest.mark.parametrize(("second", "printed"), [(None, ">–<"), ("–", "no data found")])
def test_a_table_has_columns_for_what_is_told(second: str | None, printed: str, tmp_path: Path) -> None:
    folder = brief(tmp_path / "water", {"timeframe": FOUND["timeframe"]}, {"timeframe": second} if second else {})
    edition = read(folder, "en")
    page = without_origins(render(edition, Design("onepager", None, DEFAULT_STANDARD)).markup)
    table = page.partition("<table>")[2].partition("</table>")[0]
    assert re.findall(r'<th scope="col">(.*?)</th>', table) == ["Project", "Timeframe"]
    assert printed in table


@pytest.mark.parametrize(("url", "is_told"), [(None, False), ("–", True)])
def test_the_address_of_a_source_text(url: str | None, is_told: bool, tmp_path: Path) -> None:
    origin = {"text": "a book of 1924"} | ({"url": url} if url else {})
    page = without_origins(render(read(brief(tmp_path / "water", {}, origin=origin), "en")).markup)
    assert ("page address not recorded" in page) == is_told


@pytest.mark.parametrize("typed", ["n/a", "none", "…", "?", {"amount": "–"}, {"amount": "-", "currency": "EUR"}])
def test_what_other_people_write_for_it_is_told(typed: object, tmp_path: Path) -> None:
    with pytest.raises(Unprintable) as raised:
        read(brief(tmp_path / "water", {"contribution": typed}), "en")
    (problem,) = raised.value.problems
    assert (problem.code, "write `–`" in problem.hint) == ("wrong-type", True)


def test_a_redline_tells_what_was_found_since(tmp_path: Path) -> None:
    old, new = (
        read(brief(tmp_path / name, {"timeframe": time, "results": "–"}), "en")
        for name, time in (("old", "–"), ("new", FOUND["timeframe"]))
    )
    comparison = compare(old, new)
    (told,) = differences(comparison.edits, old, new)
    assert (told.path.rpartition(".")[2], told.old) == ("timeframe", "no data found")
    for edition, aligned in ((old, comparison.old), (new, comparison.new)):
        assert render(replace(edition, brief=aligned)).markup == render(edition).markup


def test_a_brief_whose_words_stand_in_manuscripts_alone_has_looked_for_all(tmp_path: Path) -> None:
    folder = brief(tmp_path / "water", {"id": "wells"})
    facts = yaml.safe_load((folder / "brief.yaml").read_text("utf-8"))
    (section,) = facts.pop("sections")
    (project,) = section.pop("projects")
    words = {"title": facts.pop("title"), "sections": {"work": {"title": section.pop("title"), "intro": "All."}}}
    words["sections"]["work"]["projects"] = {"wells": {name: project.pop(name) for name in ("title", "text")}}
    facts["sections"] = [{"id": "work", "kind": "projects", "projects": [{**project, "state": "ongoing"}]}]
    (folder / "brief.yaml").write_text(yaml.safe_dump(facts), "utf-8")
    (folder / "en.yaml").write_text(yaml.safe_dump(words), "utf-8")
    page = without_origins(render(read(folder, "en")).markup)
    assert '<dt>No data found</dt> <dd class="unknown">Timeframe, Contribution, Results</dd>' in page
    assert "compiled by the editors" in page


def test_a_dash_is_written_as_a_dash(tmp_path: Path) -> None:
    dumped = read(brief(tmp_path / "water", {"timeframe": "-"}), "en").brief.model_dump(mode="json")
    assert dumped["sections"][0]["projects"][0]["timeframe"] == "–"
    assert "–" in str(Brief.model_json_schema()["$defs"]["Project"]["properties"]["timeframe"])
