"""For whom the command prints: which editions `--audience` and `--recipient` order, and how their files are called."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import press

from briefpress.cli.options import parse
from briefpress.cli.orders import orders
from briefpress.core.problems import WrongUsage

BRIEF = """language: en
date: 2026-11-23
status: draft
title: Water for {{city}}
layouts: [brief, onepager]
audiences: [staff, {id: board}]
recipients: [{id: linz, values: [{id: city, text: Linz}]}, {id: graz, values: [{id: city, text: Graz}]}]
sections:
  - {title: Costs, text: A lot., if: {audience: staff}}
  - {title: Aims, text: "Few.", if: {audience: [staff, board]}}
  - {title: Means, text: None.}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "water").mkdir()
    (tmp_path / "water" / "brief.yaml").write_text(BRIEF, "utf-8")
    return tmp_path / "water"


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ("", ["water.en"]),
        ("--audience staff", ["water.staff.en"]),
        ("--audience staff --audience board", ["water.staff.en", "water.board.en"]),
        ("--recipient all", ["water.linz.en", "water.graz.en"]),
        ("--audience board --recipient graz", ["water.board.graz.en"]),
        ("--layout onepager --audience staff", ["water.onepager.staff.en"]),
    ],
)
def test_the_readers_of_a_command_are_in_the_names_of_its_files(options: str, names: list[str], folder: Path) -> None:
    listened, _ = orders(parse(["listen", str(folder), *options.split()]))
    assert [order.name for order in listened] == names
    assert len({order.digest() for order in listened}) == len(names)


@pytest.mark.parametrize(
    ("options", "message", "hint"),
    [
        (
            "--audience stuff",
            "the brief `water` has no audience `stuff`",
            "did you mean `staff`? audiences: board, staff",
        ),
        ("--recipient wels", "the brief `water` has no recipient `wels`", "recipients: graz, "),
    ],
)
def test_readers_that_there_are_not_are_wrong_usage(options: str, message: str, hint: str, folder: Path) -> None:
    with pytest.raises(WrongUsage) as wrong:
        orders(parse(["build", str(folder), *options.split()]))
    (problem,) = wrong.value.problems
    assert problem.message == message
    assert problem.hint.startswith(hint)


def test_what_is_wrong_in_a_brief_is_told_whatever_its_readers(folder: Path, tmp_path: Path) -> None:
    (folder / "brief.yaml").write_text(BRIEF + "  - {title: Ends, text: [}\n", "utf-8")
    for reader in ("staff", "all"):
        run = press("build", folder, "--audience", reader, "--out", tmp_path / "out")
        assert "[yaml-syntax]" in run.err
        assert "no audience" not in run.err


def test_each_build_says_what_it_is_without(folder: Path, tmp_path: Path) -> None:
    command = ("build", folder, "--layout", "brief", "--recipient", "linz", "--out", tmp_path / "out")
    without = "without 2 parts for other editions (audience staff; audience board or staff)"
    for state in ("built, 1 page", "unchanged"):
        run = press(*command)
        assert run.err.strip() == f"water.linz.en: {state}, {without}"
