"""Pictures that take a part of the column: in a line where they fit, in the order in which they are written."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image

from briefpress.core.design import Overrides
from briefpress.formats.docx import to_docx
from briefpress.layout.proof import Box
from briefpress.layout.typeset import typeset
from briefpress.markup.render import render
from briefpress.pdf.preflight import preflight
from briefpress.reading.read import read
from briefpress.schema.edition import Edition

#: Of A4, in CSS pixels.
COLUMN = 120 / 25.4 * 96


def edition(folder: Path, *widths: str, size: tuple[int, int] = (900, 600), language: str = "en") -> Edition:
    """A brief of one section with pictures of these widths, each named by its place."""
    Image.new("RGB", size, "navy").save(folder / "photo.png")
    figures = "".join(
        f"      - {{type: figure, file: photo.png, width: {width}, alt: Photo {number}, caption: Caption {number}}}\n"
        for number, width in enumerate(widths)
    )
    head = f"language: {language}\ndate: 2026-11-29\ntitle: Pictures\nstatus: draft\nsections:\n  - title: Pictures\n"
    (folder / "brief.yaml").write_text(f"{head}    blocks:\n{figures}", "utf-8")
    return read(folder, language)


def boxes(edition: Edition, theme: str | None = None) -> list[Box]:
    """Where the pictures are, in the order in which they are written; nothing is wrong with the pages."""
    pdf = typeset(render(edition, Overrides(theme=theme).applied_to(edition.brief.design)))
    assert not preflight(pdf, edition)
    return [picture.box for picture in sorted(pdf.proof.pictures, key=lambda picture: str(picture.alt))]


def lines(found: list[Box]) -> list[int]:
    """How many pictures stand in each line."""
    tops = [round(box.y) for box in found]
    return [tops.count(top) for top in sorted(set(tops))]


@pytest.mark.parametrize(
    ("widths", "shape"),
    [
        (("third", "third", "third", "two-thirds", "third"), [3, 2]),
        (("half", "half", "third", "half", "two-thirds"), [2, 2, 1]),
        (("half", "full", "half"), [1, 1, 1]),
    ],
)
def test_neighbours_that_fit_stand_in_a_line(widths: tuple[str, ...], shape: list[int], tmp_path: Path) -> None:
    found = boxes(edition(tmp_path, *widths))
    assert lines(found) == shape
    shares = {"full": 1, "two-thirds": 0.653, "half": 0.48, "third": 0.307}
    assert [box.width for box in found] == pytest.approx([shares[width] * COLUMN for width in widths], abs=1)
    assert all(box.x + box.width <= found[0].x + COLUMN + 1 for box in found)


def test_a_line_runs_from_the_right_where_its_language_does(tmp_path: Path) -> None:
    first, second = boxes(edition(tmp_path, "half", "half", language="ar"))
    assert first.y == second.y
    assert first.x > second.x + second.width


def test_one_column_has_one_picture_in_a_line(tmp_path: Path) -> None:
    assert lines(boxes(edition(tmp_path, "half", "half", size=(1200, 400)), "large-print")) == [1, 1]


CHART = """\
language: en
date: 2026-11-29
title: A chart
sections:
  - title: A chart
    blocks:
      - type: chart
        width: WIDTH
        spec:
          data: {values: [{y: 2015, v: 310}, {y: 2020, v: 340}, {y: 2025, v: 355}]}
          mark: bar
          encoding: {x: {field: y, type: ordinal}, y: {field: v, type: quantitative}}
        words: {y: Year, v: Water}
        alt: Bars.
        caption: Water
      - {type: map, width: WIDTH, view: [AT, HU], cities: [Vienna], alt: A map., caption: A city}
"""


def test_charts_and_maps_are_drawn_for_their_width_in_letters_of_one_size(tmp_path: Path) -> None:
    drawn = {}
    for width in ("full", "half"):
        (tmp_path / width).mkdir()
        (tmp_path / width / "brief.yaml").write_text(CHART.replace("WIDTH", width), "utf-8")
        page = render(read(tmp_path / width, "en"))
        drawn[width] = [svg.decode() for svg in page.pictures.values() if b"<text" in svg]
    for full, half in zip(drawn["full"], drawn["half"], strict=True):
        sizes = [set(re.findall(r'font-size="([\d.]+)px"', svg)) for svg in (full, half)]
        widths = [float(re.findall(r'<svg[^>]* width="([\d.]+)', svg)[0]) for svg in (full, half)]
        assert sizes[0] == sizes[1]
        assert widths[1] == pytest.approx(0.48 * widths[0], abs=1)


def test_a_picture_in_word_is_no_wider_than_its_part_of_the_column(tmp_path: Path) -> None:
    brief = edition(tmp_path, "half")
    with ZipFile(BytesIO(to_docx(render(brief), brief))) as parts:
        (width,) = map(int, re.findall(r'<wp:extent cx="(\d+)"', parts.read("word/document.xml").decode()))
    # In English Metric Units, 914,400 to the inch.
    assert width / 914_400 * 25.4 == pytest.approx(0.48 * 120, abs=0.1)


def test_data_that_are_wider_than_their_chart_stand_in_the_annex(tmp_path: Path) -> None:
    words = "words: {y: Year of the agreement, v: Contributions in euros, w: Water of the upper basin}"
    text = (
        CHART.replace("WIDTH", "third").replace("v: 310}", "v: 310, w: 1}").replace("words: {y: Year, v: Water}", words)
    )
    (tmp_path / "brief.yaml").write_text(text, "utf-8")
    page = render(read(tmp_path, "en")).markup
    assert page.index("Water of the upper basin") > page.index('id="charts--data--annex"')
