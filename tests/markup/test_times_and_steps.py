"""Timelines of their own, steps and cards: what is printed of them, and what is told of those that cannot be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import without_origins

from briefpress.core.problems import Unprintable
from briefpress.formats.plaintext import to_markdown
from briefpress.markup.render import render
from briefpress.reading.label_checks import check_labels
from briefpress.reading.read import read
from briefpress.schema.edition import Edition

TIMELINE = """
      - type: timeline
        caption: Plan
        rows:
          - {title: Talks, period: 2026-03/2027-06}
          - {title: Rule, start: 2027-06}
          - {title: Office, start: 2026-05-15, state: ongoing}
          - {title: Old rule, end: 2026-12-31}
          - {title: Hearing, start: 2026-12-09, end: 2026-12-09}
          - {title: Review}
        milestones:
          - {title: Signature, date: 2026-12-09/10}
          - {title: Report, date: 2027-Q2}
"""
DATES = """
      - type: timeline
        caption: Past
        milestones: [{title: Treaty, date: 1948-08-18}, {title: Conference, date: 1893}]
"""
STEPS = """
      - type: steps
        items:
          - {title: Ask, who: Services, date: 2027-Q1, duration: ten days, text: "With:\\n\\n- a map"}
          - Wait
"""
CARDS = """
      - type: cards
        items:
          - {title: Rule, value: 12.5, unit: million, currency: EUR, at: 2026, text: a year, url: "https://example.org/rule"}
          - {title: Price, text: to be found}
"""


def edition(folder: Path, blocks: str) -> Edition:
    head = "language: en\ndate: 2026-11-23\ntitle: The river\nsections:\n  - title: All\n    blocks:"
    (folder / "brief.yaml").write_text(head + blocks, "utf-8")
    return read(folder, "en")


def page(folder: Path, blocks: str) -> str:
    return without_origins(render(edition(folder, blocks)).markup).replace("\u00a0", " ").replace("\u2060", "")


def rows(html: str) -> list[list[str]]:
    """The words of the cells of a table, without what is for the eye alone."""
    html = re.sub(r'<span class="(years|track)" aria-hidden="true">.*\n', "", html)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in html.split("<tr")[1:]]
    return [[" ".join(re.sub("<[^>]*>", "", cell).split()) for cell in row] for row in cells]


def test_a_timeline_is_a_table_of_rows_and_milestones(tmp_path: Path) -> None:
    assert rows(page(tmp_path, TIMELINE)) == [
        ["Activity", "Dates"],
        ["Talks", "March 2026 – June 2027"],
        ["Rule", "from June 2027, end not known"],
        ["Office", "since 15 May 2026, ongoing"],
        ["Old rule", "until 31 December 2026, start not known"],
        ["Hearing", "9 December 2026"],
        ["Review", "no data"],
        ["Milestones"],
        ["Signature", "9–10 December 2026"],
        ["Report", "Q2 2027"],
    ]


def test_milestones_alone_are_dates_as_they_are_written(tmp_path: Path) -> None:
    assert rows(page(tmp_path, DATES)) == [
        ["Dates", "Milestones"],
        ["18 August 1948", "Treaty"],
        ["1893", "Conference"],
    ]


def test_the_heads_of_a_timeline_need_labels(tmp_path: Path) -> None:
    whole = edition(tmp_path, TIMELINE)
    heads = whole.labels.heads.model_copy(update={"activity": None, "milestones": None})
    bare = whole.labels.model_copy(update={"heads": heads})
    problems = list(check_labels(whole.brief, bare, {}, Path("labels/en.yaml"), whole.places))
    assert [problem.message.split("`")[1] for problem in problems] == [
        "labels.heads.activity",
        "labels.heads.milestones",
    ]


def test_steps_are_a_numbered_list_and_cards_a_list(tmp_path: Path) -> None:
    made = edition(tmp_path, STEPS + CARDS)
    assert to_markdown(render(made), made).decode().partition("All\n\n")[2].replace("\u00a0", " ") == (
        "1.  **Ask**\n\n    Services, Q1 2027, ten days\n\n    With:\n\n    - a map\n\n2.  **Wait**\n\n"
        "- **Rule**\n\n  12.5 million euros (2026)\n\n  a year\n\n  [example.org/rule](https://example.org/rule)\n\n"
        "- **Price**\n\n  to be found\n"
    )


@pytest.mark.parametrize(
    ("blocks", "problem"),
    [
        (CARDS.replace("value: 12.5, ", ""), "wrong-measure: there is no figure here"),
        (CARDS.partition("          - {title: Price")[0], "empty-list: the list is too short"),
        (CARDS + CARDS[CARDS.index("          - {title: Rule") :] * 2, "wrong-number: the list has 6 items"),
        (DATES.replace("milestones", "events"), "unknown-key: `timeline` has no key `events`"),
        (TIMELINE.replace("period: 2026-03/2027-06", "date: 2026"), "unknown-key: `activity` has no key `date`"),
        (STEPS.replace("who:", "responsible:"), "unknown-key: `step` has no key `responsible`"),
    ],
)
def test_what_cannot_be_printed_is_told(blocks: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(Unprintable) as unprintable:
        edition(tmp_path, blocks)
    told = [f"{each.code}: {each.message}" for each in unprintable.value.problems]
    assert [each for each in told if each.startswith(problem)]


def test_a_year_on_a_card_is_told_where_it_is_printed_as_an_amount(tmp_path: Path) -> None:
    cards = CARDS.replace("value: 12.5, unit: million, currency: EUR, at: 2026", "value: +2009")
    told = sorted(warning.message for warning in edition(tmp_path, cards).warnings)
    assert told == [
        "2009 is printed as an amount, with separators, and may be a year",
        "the plus before 2009 is not printed",
    ]
