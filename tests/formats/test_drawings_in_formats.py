"""Drawings of other programs in the formats: what is printed, what Word shows, and what a browser shows are one."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import GROUP, ROOT

from briefpress.core.design import Medium
from briefpress.formats.docx import to_docx
from briefpress.formats.html import to_html
from briefpress.layout.second_look import differences
from briefpress.layout.typeset import typeset
from briefpress.markup.render import render
from briefpress.reading.read import read

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}"><image width="100%" height="100%" href="{}"/></svg>'


@pytest.mark.parametrize("case", ["svg-svglite", "svg-bom", "svg-drawio", "svg-halo"])
def test_a_drawing_is_the_same_in_print_in_word_and_on_the_web(case: str) -> None:
    edition = read(ROOT / "tests" / "cases" / case, "en")
    design = edition.brief.design
    pdf = typeset(render(edition, design))
    (picture,) = pdf.proof.pictures
    page = render(edition, replace(design, medium=Medium.SCREEN))
    with ZipFile(BytesIO(to_docx(page, edition))) as parts:
        (in_word,) = (parts.read(name) for name in parts.namelist() if name.endswith(".png"))
    width, height = (int.from_bytes(in_word[at : at + 4]) for at in (16, 20))
    pixels = f"data:image/png;base64,{b64encode(in_word).decode()}"
    (on_the_web,) = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', to_html(page, edition).decode())
    for svg in (HEAD.format(width, height, pixels).encode(), b64decode(on_the_web)):
        assert list(differences(pdf.data, [picture], {picture.url: svg})) == []
    nothing = HEAD.format(width, height, "").encode()
    assert [each.url for each in differences(pdf.data, [picture], {picture.url: nothing})] == [picture.url]


def test_a_map_of_figures_alone_is_lettered_in_the_face_of_the_house(tmp_path: Path) -> None:
    (tmp_path / "brief.yaml").write_text(GROUP, "utf-8")
    edition = read(tmp_path, "en")
    page = render(edition, replace(edition.brief.design, medium=Medium.SCREEN))
    drawings = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', to_html(page, edition).decode())
    (lettered,) = (svg for drawing in drawings if b"<text" in (svg := b64decode(drawing)))
    assert b'@font-face { font-family: "Source Sans 3"' in lettered


CHART = """\
language: en
date: 2026-11-29
title: The basin
sections:
  - title: The basin
    blocks:
      - type: chart
        alt: Two bars.
        caption: The basin
        words: {place: Place, gauges: Gauges, up: Upstream, down: Downstream}
        spec:
          data: {values: [{place: up, gauges: 3}, {place: down, gauges: 4}]}
          mark: bar
          encoding: {y: {field: place, type: nominal}, x: {field: gauges, type: quantitative}}
"""


def test_a_chart_has_letters_of_eleven_pixels_on_a_telephone(tmp_path: Path) -> None:
    (tmp_path / "brief.yaml").write_text(CHART, "utf-8")
    edition = read(tmp_path, "en")
    page = to_html(render(edition, replace(edition.brief.design, medium=Medium.SCREEN)), edition).decode()
    (narrow,) = re.findall(r'<source media="\(max-width: 34rem\)" srcset="data:image/svg\+xml;base64,([^"]+)">', page)
    svg = b64decode(narrow).decode()
    width, size = (
        float(number)
        for pattern in (r'width="([\d.]+)"', r'font-size="([\d.]+)px"')
        for number in re.findall(pattern, svg)[:1]
    )
    # What margins leave of 390 pixels.
    assert size * 358 / width >= 11
    assert "@font-face" in svg
