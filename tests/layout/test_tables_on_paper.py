"""Tables on paper: numbers under each other by their marks, whatever the direction; and the way back from sources."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from briefpress.layout.proof import Run
from briefpress.layout.typeset import Pdf, typeset
from briefpress.markup.render import render
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
