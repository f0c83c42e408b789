"""What is too much of an edition is told at its likely cause."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from briefpress.confined.limits import Limits
from briefpress.core.problems import Problem
from briefpress.press.build import build
from briefpress.press.causes import with_cause
from briefpress.press.order import Order, State

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits that are told are those of Linux")

_TABLE = "      - {id: prices, type: table, caption: Prices, columns: [Name, Value], rows: ["
_LIST = "      - id: tasks\n        type: list\n        items: ["
_TEXT = "      - {id: opening, text: "


def brief(folder: Path, block: str) -> Path:
    """A brief of one section with a block."""
    head = "language: en\ndate: 2026-11-23\ntitle: A brief\nsections:\n  - id: all\n    title: All\n    blocks:\n"
    (folder / "brief.yaml").write_text(head + block, "utf-8")
    return folder


def table(rows: int) -> str:
    return _TABLE + ", ".join(f"[Row {number}, {number}]" for number in range(rows)) + "]}\n"


def items(count: int) -> str:
    return _LIST + ", ".join(f"An item {number}" for number in range(count)) + "]\n"


def text(letters: int) -> str:
    return _TEXT + "a" * (letters - 1) + ".}\n"


@pytest.mark.parametrize(
    ("block", "hint", "place"),
    [
        (table(500), "", ":"),
        (table(501), "the table `prices` has 501 rows; ", ":8:"),
        (items(300), "", ":"),
        (items(301), "`sections.all.blocks.tasks.items` has 301 entries; ", ":10:"),
        (text(50_000), "", ":"),
        (text(50_001), "`sections.all.blocks.opening.text` has 50 001 letters; ", ":8:"),
    ],
)
def test_what_there_is_far_more_of_than_elsewhere_is_told(block: str, hint: str, place: str, tmp_path: Path) -> None:
    order = Order(brief(tmp_path, block), "en", tmp_path / "out")
    problem = Problem("too-much", "it was too much", None, "print less")
    told = with_cause(problem, order)
    assert told.hint == f"{hint}print less"
    assert place in f"{told.position}:"


def test_an_edition_that_needs_too_much_says_where_how_far_and_how_to_go_on(tmp_path: Path) -> None:
    order = Order(brief(tmp_path, table(600)), "en", tmp_path / "out", limits=Limits(processor=1))
    publication = build(order)
    (problem,) = publication.problems
    assert publication.state is State.FAILED
    assert problem.code == "too-much"
    assert "it needs more than 1 s of the processor" in problem.message
    assert problem.position
    assert problem.position.line == 8
    assert problem.hint.startswith("the table `prices` has 600 rows; usual is a second for each five pages; ")
    assert problem.hint.endswith("what you trust, print with --limits 2, or more")


def test_the_page_that_is_laid_out_is_a_part_of_its_stage(small: Path, tmp_path: Path) -> None:
    stages: list[str] = []
    build(Order(small, "fr", tmp_path / "out"), stages.append)
    assert {"typeset", "typeset, page 1"} <= set(stages)
