"""What others wrote is shown, and neither obeyed nor hidden: on a terminal, and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefpress.core.problems import Position, Problem
from briefpress.core.shown import as_json, shown


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a\x1b]0;x\x07b", "aU+001B]0;xU+0007b"),
        ("a\x9b31mb\x7f", "aU+009B31mbU+007F"),
        ("a\nb:1:1: all is well", "aU+000Ab:1:1: all is well"),
        ("a\rb", "aU+000Db"),
        ("a\u202eb\u2069\u200f", "aU+202EbU+2069U+200F"),
        ("a\U000e0041b", "aU+E0041b"),
        ("\ufdd0\ufffe\U0001ffff\U0010fffe", "U+FDD0U+FFFEU+1FFFFU+10FFFE"),
        ("\udcff.pdf", "U+DCFF.pdf"),
        ("a\u2028b", "aU+2028b"),
        # What is harmless, and what scripts and emoji are made with.
        ("a\tb\u00a0« é » نمی\u200cخواهم 👩\u200d💻", "a\tb\u00a0« é » نمی\u200cخواهم 👩\u200d💻"),
    ],
)
def test_each_is_shown_by_its_code(text: str, wanted: str) -> None:
    assert shown(text) == wanted
    printed = as_json({text: text})
    assert json.loads(printed) == {text: text}
    assert printed.isascii()
    assert printed.replace("\n", "").isprintable()


def test_a_problem_is_on_lines_of_its_own_and_its_mark_stands_under_the_place() -> None:
    place = Position(Path("a\x1b[2J.yaml"), 1, 5, 2, text="a: \u202e\u00a0b")
    problem = Problem("wrong-key", "no `a\nb`", place, "write `\u2067`")
    assert str(problem).splitlines() == [
        "aU+001B[2J.yaml:1:5: no `aU+000Ab` [wrong-key]",
        "    1 | a: U+202E␣b",
        "      |          ^^",
        "  hint: write `U+2067`",
    ]
