"""Every code that the press can say is explained in docs/problems.md and provoked by a test."""

from __future__ import annotations

import re
from functools import cache

import pytest
from conftest import ROOT
from provoked import PROVOKED

from briefpress.core.problems import CODES, Problem

DOCUMENT = (ROOT / "docs" / "problems.md").read_text("utf-8")
#: The codes that docs/problems.md explains, in its order.
EXPLAINED = re.findall(r"^## `([a-z-]+)`$", DOCUMENT, re.MULTILINE)


def test_every_code_is_explained_and_no_other() -> None:
    assert sorted(CODES) == EXPLAINED


def test_a_problem_has_one_of_the_codes() -> None:
    with pytest.raises(ValueError, match="there is no code `unknown-kid`"):
        Problem("unknown-kid", "there is no kid")


def test_every_explanation_has_its_three_parts() -> None:
    """What it means; then the commonest cause and what to do, each begun in bold."""
    for entry in re.split(r"^## ", DOCUMENT, flags=re.MULTILINE)[1:]:
        code, *paragraphs = [part for part in entry.split("\n\n") if part.strip()]
        assert len(paragraphs) == 3, code
        assert paragraphs[1].startswith("**Usually:** "), code
        assert paragraphs[2].startswith("**What to do:** "), code


@cache
def in_cases() -> frozenset[str]:
    """The codes that tests/unprintable and tests/cases expect; test_unprintable.py and test_cases.py provoke them."""
    tests = ROOT / "tests"
    unprintable = [path.read_text("utf-8") for path in (tests / "unprintable").iterdir() if path.is_file()]
    outcomes = [path.read_text("utf-8") for path in (tests / "cases").glob("*/outcome.yaml")]
    return frozenset(
        code
        for pattern, texts in (
            (r"\bproblem\b[^:]*(?:[\d:]+)?: ([a-z-]+): ", unprintable),
            (r"^ +- [\"']?[^ :]+:[\d-]+:[\d-]+: ([a-z-]+): ", outcomes),
        )
        for text in texts
        for code in re.findall(pattern, text, re.MULTILINE)
    )


def test_every_code_is_provoked() -> None:
    """By a case, or else by the test that provoked.py names, where conftest.py sees to it."""
    assert PROVOKED.keys() == set(CODES) - in_cases()


@pytest.mark.parametrize("code", sorted(PROVOKED))
def test_what_provokes_a_code_is_there(code: str) -> None:
    path, _, name = PROVOKED[code].partition("::")
    assert f"def {name.partition('[')[0]}(" in (ROOT / "tests" / path).read_text("utf-8")
