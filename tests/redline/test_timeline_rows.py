"""What has changed in the rows and milestones of a timeline is told as the brief prints it."""

from __future__ import annotations

from pathlib import Path

from briefpress.reading.read import read
from briefpress.redline.compare import compare
from briefpress.redline.report import differences
from briefpress.schema.edition import Edition

BRIEF = """
language: en
date: 2026-11-23
title: The river
sections:
  - title: All
    blocks:
      - type: timeline
        caption: Plan
        rows:
          - {id: talks, title: Talks, period: 2026-03/2027-06}
          - {id: office, title: Office, start: 2026, state: ongoing}
        milestones: [{id: signature, title: Signature, date: 2026-12-09}]
"""


def edition(folder: Path, text: str) -> Edition:
    folder.mkdir()
    (folder / "brief.yaml").write_text(text, "utf-8")
    return read(folder, "en")


def test_a_row_has_one_time_a_title_and_a_state(tmp_path: Path) -> None:
    text = BRIEF.replace("title: Talks, period: 2026-03", "title: Long talks, period: 2026-04")
    text = text.replace("start: 2026, state: ongoing", "start: 2026").replace("2026-12-09", "2026-12-09/10")
    old, new = edition(tmp_path / "old", BRIEF), edition(tmp_path / "new", text)
    told = [each.line(coloured=False).replace("\u00a0", " ") for each in differences(compare(old, new).edits, old, new)]
    plan = "sections.all.blocks.plan"
    assert [line.replace("\u2060", "") for line in told] == [
        f"{plan}.rows.talks: [-March 2026 – June 2027-]{{+April 2026 – June 2027+}}",
        f"{plan}.rows.talks.title: [-Talks-]{{+Long talks+}}",
        f"{plan}.rows.office.state: [-ongoing-]",
        f"{plan}.milestones.signature.date: [-9 December 2026-]{{+9–10 December 2026+}}",
    ]
