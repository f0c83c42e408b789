"""What is wrong with the values of one file, where the corpus of problems does not show it."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT
from pydantic import Field

from briefpress.core.problems import Problem
from briefpress.core.yamlreader import read_yaml
from briefpress.language.locale import Language
from briefpress.reading.validation import Context, read_file
from briefpress.schema.base import Frozen
from briefpress.schema.labels import Labels

MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]


class Shelf(Frozen):
    """A part whose list has room for two."""

    books: tuple[str, ...] = Field(max_length=2)


def problems(model: type[Frozen], text: str, folder: Path) -> list[Problem]:
    path = folder / "words.yaml"
    path.write_text(text, "utf-8")
    _, found = read_file(model, read_yaml(path), Context(Language("fr")))
    return found


def test_of_a_list_that_is_too_long_the_hint_says_how_much_fits(tmp_path: Path) -> None:
    (problem,) = problems(Shelf, "books: [one, two, three]\n", tmp_path)
    assert (problem.code, problem.message) == ("wrong-number", "the list has 3 items, more than 2")
    assert problem.hint == "remove some"


@pytest.mark.parametrize(
    ("count", "code"), [(0, None), (1, "empty-list"), (11, "empty-list"), (12, None), (13, "wrong-number")]
)
def test_a_year_has_twelve_months(count: int, code: str | None, tmp_path: Path) -> None:
    months = ", ".join([*MONTHS, "vendémiaire"][:count])
    text = (ROOT / "content" / "labels" / "fr.yaml").read_text("utf-8")
    found = problems(Labels, f"months: [{months}]\n{text}", tmp_path)
    assert [(problem.code, problem.position.column) for problem in found if problem.position] == (
        [(code, 9)] if code else []
    )
    assert all("twelve months" in problem.hint for problem in found)
