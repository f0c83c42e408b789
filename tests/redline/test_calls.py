"""What calls for sources and footnotes in a redline: changes in notes are told and marked, letters only follow."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from conftest import ROOT

from briefpress.core.design import Finish
from briefpress.markup.tree import parse, plain_text
from briefpress.reading.read import read
from briefpress.redline.compare import compare
from briefpress.redline.page import redline_page
from briefpress.redline.report import differences

NOTES = ROOT / "tests" / "cases" / "txt-notes"


def test_notes_and_citations_are_compared(tmp_path: Path) -> None:
    folder = tmp_path / "later"
    shutil.copytree(NOTES, folder)
    text = (folder / "brief.yaml").read_text("utf-8").replace("^[In Vienna.]", "").replace("2857 km", "2850 km")
    (folder / "brief.yaml").write_text(text.replace("@eea, ch. 3]", "@eea, ch. 4]"), "utf-8")
    before, after = (read(each, "en") for each in (NOTES, folder))
    comparison = compare(before, after)
    changes = differences(comparison.edits, before, after)
    lines = "\n".join(each.line(coloured=False) for each in changes)
    assert "agreed on[- [In Vienna.]-], and" in lines
    assert "[[-2857-]{+2850+} km, from the source to the sea. [icpdr]]" in lines
    assert "eea ch. [-3-]{+4+}]" in lines
    html = redline_page(before, after, comparison, changes, replace(after.brief.design, finish=Finish.REDLINE), None)
    page = parse(html.markup)
    assert not page.xpath("//section[@id='redline']//table")
    marks = {name: [plain_text(each) for each in page.iter(name)] for name in ("ins", "del")}
    # After the samples of the first page; what is called for by letters that only moved up bears no mark.
    assert marks["ins"][-2:] == ["2850", "4"]
    assert [plain_text(call) for call in page.xpath("//a[@role='doc-noteref']")] == ["a", "a", "b", "c", "d"]
