"""Direct labels of charts: names at the ends of lines and values at the ends of bars, without a legend or an axis."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from briefpress.core.problems import Unprintable
from briefpress.graphics.charts.placing import spread
from briefpress.markup.render import Html, render
from briefpress.reading.read import read

LINE = {
    "mark": "line",
    "encoding": {
        "x": {"field": "year", "type": "temporal"},
        "y": {"field": "share", "type": "quantitative"},
        "color": {"field": "country", "type": "nominal"},
    },
}
BAR = {
    "mark": "bar",
    "encoding": {"y": {"field": "country", "type": "nominal"}, "x": {"field": "share", "type": "quantitative"}},
}
WORDS = {"year": "Year", "share": "Share", "country": "Country", "at": "Austria", "be": "Belgium", "cy": "Cyprus"}


def page(
    folder: Path, spec: dict[str, object], rows: list[dict[str, object]], language: str = "en", **block: object
) -> Html:
    """The page of a brief that has one chart."""
    folder.mkdir()
    words = {name: word for name, word in WORDS.items() if f"'{name}'" in f"{spec}{rows}"}
    chart = {"id": "c", "type": "chart", "spec": {"data": {"values": rows}, **spec}, **block}
    facts = {"date": "2026-11-23", "marking": "TLP:CLEAR"}
    facts |= {"sections": [{"id": "s", "kind": "prose", "blocks": [chart]}]}
    blocks = {"c": {"alt": "A chart.", "caption": "They rise", "words": words}}
    manuscript = {"title": "A brief", "purpose": "What it is for.", "imprint": "By its editors."}
    manuscript |= {"sections": {"s": {"title": "A section", "blocks": blocks}}}
    for name, tree in (("brief", facts), (language, manuscript)):
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(tree, allow_unicode=True), "utf-8")
    return render(read(folder, language))


def drawn(
    folder: Path, spec: dict[str, object], rows: list[dict[str, object]], language: str = "en", **block: object
) -> str:
    (picture,) = page(folder, spec, rows, language, **block).pictures.values()
    return picture.decode()


def texts(svg: str) -> dict[str, tuple[str, float, float]]:
    """The texts of a chart with their anchors and places."""
    found = re.findall(r'text-anchor="(\w+)" transform="translate\(([-\d.]+),([-\d.]+)\)"[^>]*>([^<]+)<', svg)
    return {text: (anchor, float(x), float(y)) for anchor, x, y, text in found}


def rows(**ends: float) -> list[dict[str, object]]:
    """Rows of two years: from 10 to these."""
    return [
        {"year": str(year), "country": country, "share": value}
        for country, end in ends.items()
        for year, value in ((2020, 10), (2024, end))
    ]


def test_lines_that_end_at_one_place_have_names_one_below_the_other(tmp_path: Path) -> None:
    labels = texts(drawn(tmp_path / "b", LINE, rows(at=20, be=20, cy=19.9)))
    places = sorted(labels[name][1:] for name in ("Austria", "Belgium", "Cyprus"))
    assert len({x for x, _ in places}) == 1
    heights = sorted(y for _, y in places)
    assert min(after - before for before, after in pairwise(heights)) > 10
    assert {"20", "19.9"} <= labels.keys()
    assert not {"Country", "Share", "Year"} & labels.keys()


def test_fields_that_are_folded_into_lines_have_their_last_values(tmp_path: Path) -> None:
    folded = {"transform": [{"fold": ["at", "be"], "as": ["country", "share"]}], **LINE}
    table = [{"year": "2020", "at": 1, "be": 2}, {"year": "2024", "at": 3.5, "be": 4}]
    assert {"Austria", "3.5", "Belgium", "4"} <= texts(drawn(tmp_path / "b", folded, table)).keys()


def test_names_stand_where_reading_ends(tmp_path: Path) -> None:
    labels = texts(drawn(tmp_path / "b", LINE, rows(at=20, be=40), "ar"))
    right = labels["2020"][1] > labels["2024"][1]
    assert right
    assert labels["Austria"][1] < labels["2024"][1] + 1
    assert texts(drawn(tmp_path / "c", LINE, rows(at=20, be=40)))["Austria"][1] > 200


def test_the_value_of_a_line_that_ends_early_has_its_date(tmp_path: Path) -> None:
    early = [{"year": "2022", "country": "cy", "share": 15}, {"year": "2020", "country": "cy", "share": 5}]
    assert "15 (2022)" in texts(drawn(tmp_path / "b", LINE, [*rows(at=20, be=40), *early]))


def test_bars_have_their_values_and_no_axis(tmp_path: Path) -> None:
    values = {"at": 12.5, "be": -3, "cy": 0}
    labels = texts(drawn(tmp_path / "b", BAR, [{"country": name, "share": value} for name, value in values.items()]))
    assert labels.keys() == {"Austria", "Belgium", "Cyprus", "12.5", "−3", "0"}
    assert (labels["12.5"][0], labels["−3"][0]) == ("start", "end")


def test_an_axis_that_is_stated_stays(tmp_path: Path) -> None:
    x = {"field": "share", "type": "quantitative", "axis": {"tickCount": 2}}
    spec = {"mark": "bar", "encoding": BAR["encoding"] | {"x": x}}
    labels = texts(drawn(tmp_path / "b", spec, [{"country": "at", "share": 7}, {"country": "be", "share": 10}]))
    assert "5" in labels
    assert "7" not in labels


@pytest.mark.parametrize("side", ["x", "y"])
def test_what_is_stacked_is_named_at_its_pieces_in_the_order_of_the_data(side: str, tmp_path: Path) -> None:
    other = {"x": "y", "y": "x"}[side]
    colour = {"field": "country", "type": "nominal"}
    encoding = {side: {"field": "share", "type": "quantitative"}, other: {"field": "year", "type": "ordinal"}}
    pieces = [
        {"year": year, "country": country, "share": share}
        for year in ("2020", "2024")
        for country, share in (("cy", 30), ("at", 30), ("be", 40))
    ]
    labels = texts(drawn(tmp_path / "b", {"mark": "bar", "encoding": encoding | {"color": colour}}, pieces))
    along = [labels[name][1 if side == "x" else 2] for name in ("Cyprus", "Austria", "Belgium")]
    assert along == sorted(along, reverse=side == "y")


def test_the_head_of_the_figure_says_what_the_axis_would(tmp_path: Path) -> None:
    unit = r'<figcaption[^>]*>They rise <span class="unit"[^>]*>[^<]*(Share)[^<]*</span></figcaption>'
    assert re.findall(unit, page(tmp_path / "b", LINE, rows(at=20, be=40)).markup) == ["Share"]


def test_what_is_highlighted_is_blue_and_solid_and_the_rest_is_not(tmp_path: Path) -> None:
    svg = drawn(tmp_path / "b", LINE, rows(at=20, be=40, cy=60), highlight="be")
    lines = re.findall(r'<path d="M[^"]*" stroke="(#\w+)" stroke-width="([\d.]+)" stroke-dasharray="([^"]*)"', svg)
    assert [colour == "#123c6e" for colour, _, _ in lines] == [False, True, False]
    assert [float(width) > 2 for _, width, _ in lines] == [False, True, False]
    assert [dashes == "1,0" for _, _, dashes in lines] == [False, True, False]
    assert len({dashes for _, _, dashes in lines}) == 3


def test_what_is_highlighted_on_an_axis_may_be_a_year(tmp_path: Path) -> None:
    years = [{"year": str(year), "share": year - 2019} for year in (2020, 2021, 2022)]
    x, y = {"field": "year", "type": "ordinal"}, {"field": "share", "type": "quantitative"}
    svg = drawn(tmp_path / "b", {"mark": "bar", "encoding": {"x": x, "y": y}}, years, highlight=[2021])
    fills = re.findall(r'<path d="M[^"]*" fill="(#\w+)"', svg)
    assert [fill == "#123c6e" for fill in fills] == [False, True, False]
    assert re.findall(r'font-weight="600"[^>]*>([^<]*)<', svg) == ["2021", "2"]


def test_a_category_that_cannot_be_highlighted_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unprintable) as caught:
        page(tmp_path / "b", LINE, rows(at=20, be=40), highlight=["bee", "2020"])
    assert {problem.code for problem in caught.value.problems} == {"unknown-id"}
    assert [problem.hint for problem in caught.value.problems] == [
        "did you mean `be`? categories: at, be",
        "categories: at, be",
    ]


@pytest.mark.parametrize(
    ("centres", "places"),
    [
        ([5, 50], [5, 50]),
        ([50, 50], [45, 55]),
        ([50, 51, 90], [45.5, 55.5, 90]),
        ([0, 0, 99], [5, 15, 95]),
    ],
)
def test_names_are_spread_as_little_as_can_be(centres: list[float], places: list[float]) -> None:
    assert spread(centres, [10] * len(centres), 0, 100) == places


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_swatch_is_wider_than_tall_and_stands_before_its_label(language: str, tmp_path: Path) -> None:
    colours = {"yOffset": {"field": "country"}, "color": {"field": "country", "type": "nominal"}}
    spec = {"mark": "bar", "encoding": {**BAR["encoding"], "y": {"field": "year", "type": "ordinal"}, **colours}}  # type: ignore[dict-item]
    svg = drawn(tmp_path / "b", spec, rows(at=20, be=40), language)
    swatches = re.findall(r'transform="translate\(([\d.]+),[\d.]+\)" d="M[-\d.,]+h(-?\d+)v([\d.]+)h-?\d+Z"', svg)
    assert len(swatches) == 2
    sign = -1 if language == "ar" else 1
    for name, (x, width, height) in zip(("Austria", "Belgium"), swatches, strict=True):
        anchor, left, _ = texts(svg)[name]
        assert anchor == "start"
        assert sign * int(width) == 14 > float(height)
        assert sign * (left - float(x)) > 14 - float(height) / 2
