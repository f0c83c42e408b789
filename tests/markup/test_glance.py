"""The strip of figures: the typed are printed with unit, date, sources and trend, and what is counted as ever."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import without_origins
from jsonschema import Draft202012Validator

from briefpress.core.problems import Unprintable
from briefpress.language.locale import Language
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
    assert (
        '<span class="unit">about </span><span class="value">952.4</span><span class="unit"> million euros</span>'
        in page
    )


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


@pytest.mark.parametrize(
    "of",
    ["objectives", "domains", "projects", "partners", "countries", "opened", "ongoing", "first_year", "contribution"],
)
def test_nothing_is_counted_where_there_is_nothing(of: str, tmp_path: Path) -> None:
    with pytest.raises(Unprintable) as unprintable:
        edition(tmp_path, f"\n  - {{of: {of}, text: words}}\n", NOTES)
    assert [problem.code for problem in unprintable.value.problems] == ["empty-measure"]


def test_what_one_of_several_sections_has_is_counted(tmp_path: Path) -> None:
    whole = edition(tmp_path, "\n  - {of: domains, text: fields}\n", NOTES + DOMAINS + NOTES)
    assert [measure.value for measure in whole.glance] == [1]


def projects(*keys: str) -> str:
    """A section of projects with these keys."""
    entries = "\n".join(f"      - {{id: p{at}, title: P, text: p, {each}}}" for at, each in enumerate(keys))
    return f"\n  - id: works\n    kind: projects\n    title: Works\n    intro: Some.\n    projects:\n{entries}\n"


def told(folder: Path, glance: str, sections: str) -> list[tuple[str, str]]:
    with pytest.raises(Unprintable) as unprintable:
        edition(folder, f"\n  - {glance}\n", sections)
    return [(problem.code, problem.message) for problem in unprintable.value.problems]


EUROS, DOLLARS = "contribution: {amount: 2000000, currency: EUR}", "contribution: {amount: 5, currency: USD}"
AGENTS = 'results: [{id: agents, value: 85, at: 2025-12, text: "{value} agents"}]'


@pytest.mark.parametrize(
    ("measure", "keys", "printed"),
    [
        ("of: contribution", [EUROS, EUROS], "4 million euros"),
        ("of: contribution", [EUROS, "state: closed"], "at least 2 million euros"),
        ("of: ongoing", ["state: ongoing", "state: closed", "state: ongoing"], "2"),
        ("of: ongoing", ["state: closed"], "0"),
        ("of: first_year", ["timeframe: {start: 2017-03}", "timeframe: {start: 2012, end: 2019}"], "2012"),
        ("result: p0.agents", [AGENTS], "85"),
    ],
)
def test_what_projects_say_is_counted(measure: str, keys: list[str], printed: str, tmp_path: Path) -> None:
    counting = edition(tmp_path, f"\n  - {{{measure}, text: words}}\n", projects(*keys))
    date = " (December 2025)" if "result" in measure else ""
    for layout in ("brief", "plate"):
        page = render(counting, replace(counting.brief.design, layout=layout)).markup
        (figure,) = re.findall(r"<li><span class=\"figure.*?</li>", page, re.DOTALL)
        assert text(figure) == f"{printed} words{date}"


def test_what_cannot_be_counted_is_told(tmp_path: Path) -> None:
    for glance, sections, problem in (
        ("{of: contribution, text: w}", projects(EUROS, DOLLARS), ("wrong-measure", "several currencies")),
        ("{result: p0.agent, text: w}", projects(AGENTS), ("unknown-id", "there is no result `p0.agent`")),
        ("{result: p0.agents, unit: t, text: w}", projects(AGENTS), ("wrong-measure", "nothing but `result`")),
        ("{of: ongoing, result: p0.agents, text: w}", projects(AGENTS), ("wrong-measure", "nothing but `of`")),
    ):
        ((code, message),) = told(tmp_path, glance, sections)
        assert (code, problem[1] in message) == (problem[0], True)


COLUMNS = "columns: [{id: a, title: A}, {id: b, title: B}], rows: [{cells: {a: x, b: y}}]"
PICTURE = f"{{id: %s, type: table, caption: C%s, {COLUMNS}%s}}"


def test_a_figure_opens_the_brief_by_choice(tmp_path: Path) -> None:
    blocks = ", ".join(PICTURE % each for each in (("one", 1, ""), ("two", 2, ", opening: true")))
    page = without_origins(
        render(edition(tmp_path, "\n  - {value: 3, text: w}\n", f"\n  - {{title: T, blocks: [{blocks}]}}\n")).markup
    )
    assert page.index("C2") < page.index('<h2 class="side">T') < page.index("C1")
    assert page.count("C2") == 1
    assert re.findall(r"Table\W+(\d)", text(page)) == ["1", "2"]
    with pytest.raises(Unprintable, match="two figures open the brief"):
        edition(
            tmp_path,
            "\n  - {value: 3, text: w}\n",
            f"\n  - {{title: T, blocks: [{blocks.replace('C1', 'C1, opening: true')}]}}\n",
        )
