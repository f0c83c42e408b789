"""Figures and tables as one system: what stands above and below each, and where the data of charts stand."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml.html import HtmlElement
from PIL import Image

from briefpress.core.design import Medium
from briefpress.formats.html import to_html
from briefpress.formats.plaintext import to_text
from briefpress.graphics.proportions import size_of
from briefpress.markup.render import render
from briefpress.markup.tree import parse, plain_text
from briefpress.reading.read import read
from briefpress.schema.edition import Edition

PICTURE = {"type": "figure", "file": "p.png", "alt": "A gauge", "caption": "The gauge is dry", "sources": ["a"]}
TABLE = {
    "type": "table",
    "columns": ["Country", "Share"],
    "rows": [["Aldova", "a tenth"]],
    "remarks": [{"text": "Rounded."}],
    "caption": "Shares",
    "unit": "of the flow",
    "sources": ["b", "a"],
}
TIMELINE = {"type": "timeline", "milestones": [{"date": "2026", "title": "It begins"}], "caption": "Steps"}


def chart(rows: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """A chart of these rows: years, places and amounts."""
    encoding = {
        "x": {"field": "year", "type": "temporal", "title": None},
        "y": {"field": "flow", "type": "quantitative"},
        "color": {"field": "place", "type": "nominal", "title": None},
    }
    words = {"year": "Year", "flow": "Flow", "place": "Gauge", "up": "Upriver", "down": "Downriver"}
    spec = {"data": {"values": rows}, "mark": "line", "encoding": encoding}
    return {"type": "chart", "caption": "It falls", "alt": "Two lines", "words": words, "spec": spec, **more}


def rows(years: int) -> list[dict[str, Any]]:
    """Amounts of two places in so many years, one of which is missing."""
    every = [{"year": str(2001 + n), "place": name, "flow": 10 + n} for n in range(years) for name in ("up", "down")]
    return every[:-1]


def edition(folder: Path, *blocks: dict[str, Any], **more: object) -> Edition:
    Image.new("RGB", (60, 40)).save(folder / "p.png")
    section = {"title": "One", "blocks": list(blocks)}
    cited = {name for block in blocks for name in block.get("sources", ())}
    sources = [{"id": name, "text": f"Survey {name}", "accessed": 2026} for name in sorted(cited)]
    facts = {"language": "en", "date": "2026-11-23", "title": "x", "sections": [section], "sources": sources, **more}
    (folder / "brief.yaml").write_text(yaml.safe_dump(facts, sort_keys=False), "utf-8")
    return read(folder, "en")


def page(made: Edition) -> HtmlElement:
    return parse(render(made).markup)[1]


def lines(block: HtmlElement) -> list[str]:
    """What a reader meets in a block and after it: words, and what a picture shows."""
    parts = [block, *block.itersiblings()] if block.tag == "table" else [block]
    within = [element for part in parts for element in part.iter("caption", "figcaption", "img", "th", "p")]
    return [element.get("alt") or plain_text(element) for element in within]


def test_the_message_stands_above_and_the_sources_below(tmp_path: Path) -> None:
    body = page(edition(tmp_path, PICTURE, TIMELINE, TABLE))
    (picture,), (timeline,), (table,) = (body.find_class(name) for name in ("figure", "timeline", "table"))
    assert lines(picture) == ["Figure 1. The gauge is dry", "A gauge", "Source: 1"]
    assert lines(timeline)[0] == "Figure 2. Steps"
    assert lines(table)[0] == "Table 1. Shares (of the flow)"
    assert lines(table)[-2:] == ["Rounded.", "Sources: 1, 2"]


def test_who_made_a_figure_stands_below_it_after_its_sources(tmp_path: Path) -> None:
    credit = {"credit": "Photo: the river office"}
    body = page(edition(tmp_path, {**PICTURE, **credit}, {**TABLE, **credit, "sources": []}))
    ends = [lines(body.find_class(name)[0])[-1] for name in ("figure", "table")]
    assert ends == ["Source: 1 · Photo: the river office", "Photo: the river office"]


def test_sources_below_are_mentions_that_the_list_leads_back_to(tmp_path: Path) -> None:
    body = page(edition(tmp_path, PICTURE, {"text": "Words.", "sources": ["a", "b"]}))
    first, second = body.find_class("source-line")
    assert plain_text(second) == "Sources: 1, 2"
    anchors = [link.get("id") for line in (first, second) for link in line.iter("a")]
    assert sorted(anchors) == sorted(link.get("href")[1:] for link in body.xpath("//*[@role='doc-backlink']"))


def test_each_series_of_a_chart_has_a_column_of_its_data(tmp_path: Path) -> None:
    body = page(edition(tmp_path, chart(rows(3))))
    (data,) = body.find_class("data")
    assert data.get("class") == "data side"
    assert plain_text(data.find("table/caption")) == "Chart data · Flow · Gauge"
    assert [[plain_text(cell) for cell in row] for row in data.iter("tr")] == [
        ["Year", "Upriver", "Downriver"],
        ["2001", "10", "10"],
        ["2002", "11", "11"],
        ["2003", "12", "–"],
    ]
    assert [gap.get("aria-label") for gap in data.find_class("gap")] == ["no data"]


@pytest.mark.parametrize(
    ("views", "heads", "first"),
    [(2, ["Year", "V0", "V1"], ["2001", "10", "10"]), (9, ["Gauge", "2001", "2002"], ["V0", "10", "11"])],
)
def test_views_have_columns_or_rows_of_their_data(
    views: int, heads: list[str], first: list[str], tmp_path: Path
) -> None:
    values = [
        {"year": year, "place": f"v{n}", "flow": 10 + index}
        for n in range(views)
        for index, year in enumerate(("2001", "2002"))
    ]
    made = chart(values)
    del made["words"]["up"], made["words"]["down"]
    made["words"] |= {f"v{n}": f"V{n}" for n in range(views)}
    made["spec"]["encoding"]["facet"] = made["spec"]["encoding"].pop("color")
    (data,) = page(edition(tmp_path, made)).find_class("data")
    lines = [[plain_text(cell) for cell in row] for row in data.iter("tr")]
    assert lines[:2] == [heads, first]


def test_two_amounts_at_one_place_stay_rows(tmp_path: Path) -> None:
    twice = [*rows(2), {"year": "2001", "place": "up", "flow": 9}]
    (data,) = page(edition(tmp_path, chart(twice))).find_class("data")
    assert [plain_text(head) for head in data.find("table/thead").iter("th")] == ["Year", "Gauge", "Flow"]


@pytest.mark.parametrize(
    ("years", "more", "classes"),
    [(12, {}, "data side"), (12, {"width": "half"}, "data"), (13, {}, "section data")],
)
def test_long_data_stand_in_an_annex(years: int, more: dict[str, Any], classes: str, tmp_path: Path) -> None:
    (data,) = page(edition(tmp_path, chart(rows(years), **more))).find_class("data")
    assert data.get("class") == classes


def test_the_annex_and_the_chart_lead_to_each_other(tmp_path: Path) -> None:
    made = edition(tmp_path, chart(rows(20), sources=["b"]), contents=True)
    body = page(made)
    (there,), (back,) = body.find_class("to-data"), body.xpath("//h3/a[@role='doc-backlink']")
    assert back.getparent().get("id") == there.get("href")[1:]
    assert there.get("id") == back.get("href")[1:]
    assert [plain_text(link) for link in body.xpath("//nav//a")] == ["1 One", "Data of the charts", "Sources"]
    assert "Source: [1] · Chart data" in to_text(render(made), made).decode()


def test_a_chart_template_of_an_older_house_has_its_data_in_place(tmp_path: Path) -> None:
    old = "<table>{% for row in draw(block).rows %}<tr><td>{{ row[1] }}</td></tr>{% endfor %}</table>"
    (tmp_path / "templates" / "blocks").mkdir(parents=True)
    (tmp_path / "templates" / "blocks" / "chart.html").write_text(old, "utf-8")
    body = page(edition(tmp_path, chart(rows(20))))
    assert len(body.findall(".//td")) == 39
    assert not body.find_class("data")


def test_a_screen_folds_up_all_data_below_their_pictures(tmp_path: Path) -> None:
    made = edition(tmp_path, chart(rows(3)), {**chart(rows(20)), "id": "long"}, contents=True)
    html = render(made, replace(made.brief.design, medium=Medium.SCREEN))
    body = parse(to_html(html, made).decode())[1]
    details = body.findall(".//details")
    assert [plain_text(each[0]) for each in details] == ["Chart data · Flow · Gauge"] * 2
    assert [len(each.findall(".//tbody/tr")) for each in details] == [3, 20]
    assert all("chart" in each.getparent().classes for each in details)
    assert not body.find_class("to-data")
    assert [plain_text(link) for link in body.xpath("//nav//a")] == ["1 One"]


def jpeg(orientation: int) -> bytes:
    """A picture that is wider than tall, and how its camera was held."""
    data, exif = BytesIO(), Image.Exif()
    exif[0x0112] = orientation
    Image.new("RGB", (60, 40)).save(data, "JPEG", exif=exif)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (jpeg(1), (60, 40)),
        (jpeg(6), (40, 60)),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 40.5"/>', (30, 40.5)),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="80" viewBox="0 0 30 40"/>', (90, 80)),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', None),
        (b"no picture", None),
    ],
)
def test_the_size_of_a_picture_is_that_which_is_seen(data: bytes, size: tuple[float, float] | None) -> None:
    assert size_of(data) == size


def test_an_upright_picture_has_its_message_beside_it(tmp_path: Path) -> None:
    made = edition(tmp_path, PICTURE, {**PICTURE, "width": "half"})
    Image.new("RGB", (40, 60)).save(tmp_path / "p.png")
    figures = page(read(made.folder, "en")).find_class("figure")
    assert [figure.get("class") for figure in figures] == ["block figure upright", "block figure"]
