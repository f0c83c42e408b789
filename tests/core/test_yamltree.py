"""The limits of a file of YAML: what lies just within is read, what lies just beyond is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpress.core.problems import Unprintable
from briefpress.core.yamlreader import MAX_DEPTH, MAX_NODES, read_yaml


def codes(text: str, folder: Path) -> list[str]:
    """The codes of what is told of a file with this text."""
    path = folder / "fr.yaml"
    path.write_text(text, "utf-8")
    try:
        read_yaml(path)
    except Unprintable as unprintable:
        return [problem.code for problem in unprintable.problems]
    return []


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
