"""The rows of tables on the page of a redline edition: each entry is a row, each cell stays in its column."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from briefpress.core.design import Finish
from briefpress.reading.read import read
from briefpress.redline.compare import compare
from briefpress.redline.page import redline_page

BRIEF = """
language: en
date: 2026-12-01
title: Delegations
sections:
  - title: All
    blocks:
      - type: table
        caption: Delegations
        columns: [Country, Half and half, Fifths, Return]
        rows:
          - [Hungary, agrees, refuses, the seat]
          - ROW
"""
OLD = "[Bulgaria, agrees, refuses, –]"


def rows(folder: Path, new: str) -> list[list[str]]:
    """The cells of the last rows of the page, deletions after a minus, insertions after a plus."""
    editions = []
    for version, row in (("old", OLD), ("new", new)):
        (folder / version).mkdir()
        (folder / version / "brief.yaml").write_text(BRIEF.replace("ROW", row), "utf-8")
        editions.append(read(folder / version, "en", alone=True))
    before, after = editions
    design = replace(after.brief.design, finish=Finish.REDLINE)
    page = html.fromstring(redline_page(before, after, compare(before, after), [], design, None).markup)
    for mark, sign in (("del", "-"), ("ins", "+")):
        for element in page.iter(mark):
            element.text = f"{sign}{element.text or ''}"
    return [
        [cell.text_content() for cell in row]
        for row in page.xpath("//table[starts-with(@class, 'block table')]//tbody/tr")[1:]
    ]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (
            "[Slovakia, observes, –, nothing yet]",
            [["-Bulgaria", "-agrees", "-refuses", "-–"], ["+Slovakia", "+observes", "+–", "+nothing yet"]],
        ),
        # Mostly the same words make no other country of it.
        (
            "[Croatia, agrees, refuses, –]",
            [["-Bulgaria", "-agrees", "-refuses", "-–"], ["+Croatia", "+agrees", "+refuses", "+–"]],
        ),
        ("[Bulgaria, observes, –, agrees]", [["Bulgaria", "-agrees+observes", "-refuses+–", "-–+agrees"]]),
    ],
)
def test_a_row_is_known_by_its_id_and_a_cell_by_its_column(new: str, expected: list[list[str]], tmp_path: Path) -> None:
    assert rows(tmp_path, new) == expected
