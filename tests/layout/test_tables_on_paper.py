"""Tables on paper: numbers under each other by their marks, whatever the direction; and the way back from sources."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from briefpress.layout.proof import Run
from briefpress.layout.typeset import Pdf, typeset
from briefpress.markup.render import render
from briefpress.pdf.preflight import preflight
from briefpress.reading.read import read

NUMBERS = [12.03, -1.391, 12.7, 1600, "–"]


def laid_out(folder: Path, language: str) -> Pdf:
    """A brief with the same numbers in a block and typed in a text, which cites one source four times."""
    typed = "".join(f"| a | {number} % |\n" for number in (12.03, 8, 100.5))
    rows = [[f"Station {place}", number] for place, number in enumerate(NUMBERS)]
    columns = ["Station", {"title": "Number", "total": False}]
    blocks = [{"type": "table", "caption": "One", "columns": columns, "rows": rows, "sources": ["s"]}]
    text = f"One [@s]. Two [@s]. Three [@s].\n\n| A | B |\n|---|---|\n{typed}"
    facts = {"language": language, "date": 2026, "title": "x", "status": "draft"}
    sections = [{"title": "One", "text": text, "blocks": blocks}]
    folder.mkdir(exist_ok=True)
    sources = [{"id": "s", "text": "Survey"}]
    (folder / "brief.yaml").write_text(yaml.safe_dump(facts | {"sections": sections, "sources": sources}), "utf-8")
    return typeset(render(read(folder, language)))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_numbers_stand_under_each_other_by_their_decimal_marks(tmp_path: Path, language: str) -> None:
    pdf = laid_out(tmp_path, language)
    boxes = {run.text.strip("\u200e\u2066\u2069"): run.box for run in pdf.proof.runs}
    three, two, one, none = (boxes[text].x + boxes[text].width for text in ("−1.391", "12.03", "12.7", "1,600"))
    figure = three - two
    assert figure > 3
    assert two - one == pytest.approx(figure, abs=0.1)
    assert one - none > figure
    assert pdf.proof.altered == ()
    assert pdf.proof.lost == ()
    texts = [run.text for run in pdf.proof.runs]
    assert ".00" not in texts
    assert back(pdf.proof.runs) == ["1"]


def back(runs: tuple[Run, ...]) -> list[str]:
    """The pages that the source leads back to."""
    return [run.text for run in runs if run.element is None and run.text.isdigit()]


def table(columns: int, word: str = "Qmadodurux", name: str = "Name") -> dict[str, object]:
    heads = [name, *(f"{word}{number}" for number in range(columns - 1))]
    rows = [["Row one", *(111.5 + row + column for column in range(columns - 1))] for row in range(3)]
    return {"type": "table", "caption": "Much", "columns": heads, "rows": rows, "sources": ["s"]}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_table_that_is_too_wide_gets_smaller_letters_and_is_told_once(tmp_path: Path, language: str) -> None:
    blocks = [table(6, "Qmadodur"), table(16, "Qmadodur")]
    facts = {"language": language, "date": 2026, "title": "x", "contents": False}
    sections = [{"title": "One", "blocks": blocks}]
    facts |= {"sections": sections, "sources": [{"id": "s", "text": "Survey"}]}
    (tmp_path / "brief.yaml").write_text(yaml.safe_dump(facts), "utf-8")
    edition = read(tmp_path, language)
    pdf = typeset(render(edition))
    within, beyond = (run.size for run in pdf.proof.runs if run.text.strip("\u200e\u2066\u2069") == "Qmadodur1")
    assert beyond < within
    told = [problem for problem in preflight(pdf, edition) if problem.code == "cut-off-text"]
    (problem,) = told
    assert re.fullmatch(r"the table is \d+ mm wide, and has room for 174 mm", problem.message)
    assert problem.position is not None
