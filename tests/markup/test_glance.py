"""The strip of figures: the typed are printed with unit, date, sources and trend, and what is counted as ever."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from briefpress.core.problems import Unprintable
from briefpress.language.locale import Language
from briefpress.markup.origin_marks import without_origins
from briefpress.markup.render import render
from briefpress.reading.label_checks import check_labels
from briefpress.reading.read import read
from briefpress.reading.validation import Context
from briefpress.schema.brief import Brief
from briefpress.schema.edition import Edition
from briefpress.schema.value_labels import Figures, Periods

FIGURES = """
  - {value: 81.4, unit: million, at: 2024, sources: [census], text: people in the basin}
  - {value: 952417000, currency: EUR, decimals: 1, at: 2026/27, text: of investment}
  - {value: 73.5, unit: "%", trend: {value: -2.1, unit: points, since: 2019}, text: of households}
  - {value: [1.5, 2.0], unit: °C, trend: {sense: up}, text: warmer}
  - {value: 0, at: 2027-spring, text: deaths}
  - {of: projects, text: projects}
"""
PROJECT = """
  - id: works
    kind: projects
    title: Works
    intro: One project.
    projects:
      - id: pipes
        title: Pipes
        text: pipes
        state: closed
        timeframe: {period: 2026-12-09/10}
        contribution:
          amount: -1100000
          currency: USD
          period: FY2026
          equivalent: {amount: 1000000, currency: EUR, at: 2026-06-30}
        results:
          - {id: length, value: 12.5, unit: km, at: 2026-Q3, text: "{value} laid"}
"""
SOURCE = """
sources:
  - {id: census, text: The census, consulted: 2026-11-23}
"""


def edition(folder: Path, glance: str = FIGURES, sections: str = PROJECT) -> Edition:
    brief = f"language: en\ndate: 2026-11-23\ntitle: The river\nglance:{glance}sections:{sections}"
    (folder / "brief.yaml").write_text(brief + (SOURCE if "census" in glance else ""), "utf-8")
    return read(folder, "en")


def text(html: str) -> str:
    return " ".join(re.sub("<[^>]*>", "", html).replace("\u2060", "").replace("\u00a0", " ").split())


def test_a_typed_figure_is_printed_with_all_that_belongs_to_it(tmp_path: Path) -> None:
    page = without_origins(render(edition(tmp_path)).markup).replace("\u00a0", " ")
    figures = [text(item) for item in re.findall(r"<li><span class=\"figure\">.*?</li>", page, re.DOTALL)]
    assert figures == [
        "81.4 million people in the basin (2024)1",
        "about 952.4 million euros of investment (2026/27)",
        "73.5% of households, ▼ down 2.1 percentage points since 2019",
        "1.5–2.0°C warmer, ▲ rising",
        "0 deaths (spring 2027)",
        "1 projects",
    ]
    assert '<span aria-hidden="true">▼ </span>' in page
    assert '<span class="unit">about </span>952.4<span class="unit"> million euros</span>' in page


def test_periods_and_amounts_are_printed_in_a_project(tmp_path: Path) -> None:
    page = text(render(edition(tmp_path)).markup)
    for printed in (
        "Timeframe 9–10 December 2026",
        "−1.1 million US dollars (1 million euros at the rate of 30 June 2026) (FY 2026)",
        "12.5 km laid (Q3 2026)",
    ):
        assert printed in page


def test_what_was_typed_is_dumped_and_read_again_as_the_same(tmp_path: Path) -> None:
    brief = edition(tmp_path).brief
    dumped = brief.model_dump(mode="json", exclude_none=True)
    assert list(Draft202012Validator(Brief.model_json_schema()).iter_errors(dumped)) == []
    context = Context(Language("en"), frozenset({"census"}))
    assert Brief.model_validate(brief.model_dump(exclude_none=True), context=context) == brief


def test_what_needs_a_label_that_is_missing_is_told_once(tmp_path: Path) -> None:
    whole = edition(tmp_path)
    bare = whole.labels.model_copy(update={"figures": Figures(), "periods": Periods()})
    problems = list(check_labels(whole.brief, bare, {}, Path("labels/en.yaml"), whole.places))
    assert [(problem.code, problem.message.split("`")[1]) for problem in problems] == [
        ("missing-words", "labels.figures.points"),
        ("missing-words", "labels.figures.up"),
        ("missing-words", "labels.periods.spring"),
        ("missing-words", "labels.periods.financial_year"),
    ]
    assert all(problem.position and problem.position.line for problem in problems)
    assert list(check_labels(whole.brief, whole.labels, {}, Path("labels/en.yaml"), whole.places)) == []


NOTES = "\n  - {title: One, text: One}\n"
DOMAINS = """
  - id: fields
    kind: domains
    title: Fields
    domains: [{id: water, title: Water, text: Water}]
"""


@pytest.mark.parametrize("of", ["objectives", "domains", "projects", "partners", "countries", "opened"])
def test_nothing_is_counted_where_there_is_nothing(of: str, tmp_path: Path) -> None:
    with pytest.raises(Unprintable) as unprintable:
        edition(tmp_path, f"\n  - {{of: {of}, text: words}}\n", NOTES)
    assert [problem.code for problem in unprintable.value.problems] == ["empty-measure"]


def test_what_one_of_several_sections_has_is_counted(tmp_path: Path) -> None:
    whole = edition(tmp_path, "\n  - {of: domains, text: fields}\n", NOTES + DOMAINS + NOTES)
    assert [whole.count(measure) for measure in whole.brief.glance] == ["1"]
