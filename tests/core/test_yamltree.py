"""The limits of a file of YAML: what lies just within is read, what lies just beyond is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpress.core.problems import Problem, Unprintable
from briefpress.core.yamlreader import MAX_DEPTH, MAX_NODES, read_yaml


def problems(text: str, folder: Path) -> list[Problem]:
    """What is told of a file with this text."""
    path = folder / "fr.yaml"
    path.write_text(text, "utf-8")
    try:
        read_yaml(path)
    except Unprintable as unprintable:
        return list(unprintable.problems)
    return []


def codes(text: str, folder: Path) -> list[str]:
    """The codes of what is told of a file with this text."""
    return [problem.code for problem in problems(text, folder)]


def nested(depth: int) -> str:
    """A list of lists, the innermost text so deep in it; the mapping around them is the first step."""
    return "a: " + "[" * (depth - 1) + "x" + "]" * (depth - 1) + "\n"


def aliased(nodes: int) -> str:
    """A file of so many nodes once its aliases are expanded: a mapping, two lists, a text and what stands for it."""
    return f"a: [&x x]\nb: [{'*x, ' * (nodes - 4)}]\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (nested(MAX_DEPTH), []),
        (nested(MAX_DEPTH + 1), ["too-deep"]),
        (aliased(MAX_NODES), []),
        (aliased(MAX_NODES + 1), ["too-many-aliases"]),
    ],
    ids=["deep", "too deep", "many", "too many"],
)
def test_the_limits(text: str, told: list[str], tmp_path: Path) -> None:
    assert codes(text, tmp_path) == told


@pytest.mark.parametrize(
    ("typed", "column", "hint", "mended"),
    [
        ("[Austria, 11,6]", 14, "write 11.6; for a text, put", "[Austria, 11.6]"),
        ("[Austria, 1,250, 3]", 14, "write 1250, or 1.250 if its comma stands before decimals", "[Austria, 1250, 3]"),
        ("[النمسا, ١١,٦]", 13, "write 11.6", "[النمسا, 11.6]"),
        ("[2,4-D, atrazine]", 5, 'put quotation marks around it: "2,4-D"', '["2,4-D", atrazine]'),
        ("[one, 3,4]", 10, "for two items, type a space after the comma", "[one, 3, 4]"),
        ("[“One, two”, Three]", 5, 'put " in place of “ and ”', '["One, two", Three]'),
        ("[Un, « deux, trois »]", 9, 'put " in place of « and »', '[Un, "deux, trois"]'),
        ("[Say “one, two” now]", 5, 'put " around the whole item', '["Say “one, two” now"]'),
        ('[Say "one, two" now]', 5, "put ' around the whole item", "['Say \"one, two\" now']"),
    ],
)
def test_a_comma_inside_a_number_or_a_text_of_a_list_is_told(
    typed: str, column: int, hint: str, mended: str, tmp_path: Path
) -> None:
    (problem,) = problems(f"a: {typed}\n", tmp_path)
    assert problem.position
    assert (problem.code, problem.position.column) == ("yaml-syntax", column)
    assert hint in problem.hint
    assert problems(f"a: {mended}\n", tmp_path) == []


@pytest.mark.parametrize(
    "typed", ["[1,2,3]", "[[0,1], [2,3]]", "[« Un », « Deux »]", "[‘tis, it’s, O’Neil]", '[5", 6"]', '["1,2", 3]']
)
def test_commas_that_part_the_items_of_a_list_are_not_suspected(typed: str, tmp_path: Path) -> None:
    assert problems(f"a: {typed}\n", tmp_path) == []
