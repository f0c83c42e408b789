"""Recommendations: numbered through the whole brief, with who is asked and by when."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml.html import HtmlElement

from briefpress.core.problems import Unprintable
from briefpress.markup.render import render
from briefpress.markup.tree import parse, plain_text
from briefpress.reading.label_checks import check_labels
from briefpress.reading.read import read
from briefpress.redline.compare import compare
from briefpress.schema.edition import Edition
from briefpress.schema.recommendations import RecommendationLabels

GAUGES = {
    "id": "gauges",
    "title": "Gauges",
    "text": "Share them.",
    "addressee": "States",
    "deadline": "2027-spring",
}


def edition(folder: Path, *sections: list[Any], title: str | None = None) -> Edition:
    """A brief whose sections have these recommendations, under a title of the block or not."""
    blocks = [{"type": "recommendations", "items": items, **({"title": title} if title else {})} for items in sections]
    listed = [{"title": f"Section {number}", "blocks": [block]} for number, block in enumerate(blocks, start=1)]
    facts = {"language": "en", "date": 2026, "title": "x", "sections": listed}
    folder.mkdir()
    (folder / "brief.yaml").write_text(yaml.safe_dump(facts), "utf-8")
    return read(folder, "en")


def page(brief: Edition) -> HtmlElement:
    return parse(render(brief).markup)[1]


def test_numbers_go_on_from_section_to_section(tmp_path: Path) -> None:
    brief = edition(tmp_path / "brief", [GAUGES, "Wait."], ["Report."])
    headings = page(brief).xpath("//article/h3")
    assert [plain_text(heading) for heading in headings] == [
        "Recommendation 1 · Gauges",
        "Recommendation 2",
        "Recommendation 3",
    ]


def test_who_is_asked_and_by_when_stand_beside(tmp_path: Path) -> None:
    brief = edition(tmp_path / "brief", [{**GAUGES, "priority": "high", "status": "accepted"}])
    (facts,) = page(brief).xpath("//article/dl")
    assert plain_text(facts) == "Addressee States Deadline spring 2027 Priority high Status accepted"


def test_a_link_leads_to_one_and_prints_its_number(tmp_path: Path) -> None:
    brief = edition(tmp_path / "brief", ["Wait.", GAUGES], ["As [](#gauges) says."])
    (article,) = page(brief).xpath("//article[@id]")
    (link,) = page(brief).xpath("//article//a")
    assert (article.get("id"), link.get("href"), plain_text(link)) == ("gauges", "#gauges", "recommendation 2")


def test_two_of_one_id_are_told_where_a_link_means_them(tmp_path: Path) -> None:
    with pytest.raises(Unprintable, match="`gauges` is the id of 2 entries"):
        edition(tmp_path / "brief", [GAUGES], [GAUGES, "As [it](#gauges) says."])


def test_their_headings_stand_under_the_title_of_the_block(tmp_path: Path) -> None:
    headings = page(edition(tmp_path / "brief", [GAUGES], title="What we ask")).xpath("//h3 | //h4")
    assert [heading.tag for heading in headings] == ["h3", "h4"]


def test_what_was_put_before_one_does_not_change_it(tmp_path: Path) -> None:
    old, new = edition(tmp_path / "old", [GAUGES]), edition(tmp_path / "new", ["Wait.", GAUGES])
    assert [(edit.kind, edit.place.path[-1]) for edit in compare(old, new).edits] == [("inserted", "wait")]


def test_a_language_without_the_term_is_told_which(tmp_path: Path) -> None:
    brief = edition(tmp_path / "brief", [GAUGES])
    labels = brief.labels.model_copy(update={"recommendations": RecommendationLabels()})
    problems = check_labels(brief.brief, labels, {}, Path("labels/xx.yaml"), brief.places)
    assert [problem.message for problem in problems] == [
        f"there are no words for `labels.recommendations.{key}`, which this needs" for key in ("addressee", "deadline")
    ]
