"""The edition in a browser, from a telephone to a wall, by day and by night: looked at in Chromium."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import pypdfium2
import pytest
from conftest import ROOT
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser, Page

from briefpress.core.design import Medium
from briefpress.formats.html import to_html
from briefpress.markup.render import render
from briefpress.reading.read import read

#: Words on two lines, and what is wider than the window: an address may break, and a frame scrolls.
SPLIT = r"""() => {
  const split = [], wide = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const around = node.parentElement;
    if (around.closest('.address, style, .skip')) continue;
    for (const word of node.data.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
      const range = document.createRange();
      // The hyphen of a word that is divided stands before what follows.
      range.setStart(node, word.index + (node.data[word.index - 1] == '\u00ad'));
      range.setEnd(node, word.index + word[0].length);
      const boxes = [...range.getClientRects()].filter(box => box.width > 0.5);
      const tops = boxes.map(box => box.top);
      if (Math.max(...tops) - Math.min(...tops) > 4) split.push(word[0]);
      const leaves = boxes.some(box => box.right > innerWidth + 1 || box.left < -1);
      if (leaves && !around.closest('.frame, svg, .stacked thead')) wide.push(word[0]);
    }
  }
  return {split, wide, scrolled: document.documentElement.scrollWidth - innerWidth};
}"""


@cache
def page_of(brief: str, language: str) -> bytes:
    edition = read(ROOT / brief, language)
    design = replace(edition.brief.design, medium=Medium.SCREEN)
    return to_html(render(edition, design, Path(gettempdir()) / "briefpress-pictures"), edition)


def opened(browser: Browser, folder: Path, data: bytes, width: int, **how: Any) -> Page:
    """A page in a window of a width, as one with these preferences sees it."""
    (folder / "page.html").write_bytes(data)
    page = browser.new_context(viewport={"width": width, "height": 900}, **how).new_page()
    page.goto((folder / "page.html").as_uri())
    page.evaluate("document.fonts.ready.then(() => true)")
    return page


# Narrow screens.


@pytest.mark.parametrize(
    ("brief", "language"),
    [
        ("content/interpol-eu", "ar"),
        ("content/interpol-eu", "fr"),
        ("examples/danube", "de"),
        ("examples/survey", "de"),
    ],
)
def test_on_a_telephone_no_word_is_split_and_nothing_is_wider(
    brief: str, language: str, browser: Browser, tmp_path: Path
) -> None:
    """Letters of Arabic stay joined, too."""
    page = opened(browser, tmp_path, page_of(brief, language), 390)
    for width in (320, 360, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(SPLIT) == {"split": [], "wide": [], "scrolled": 0}, width


def test_words_of_any_length_are_divided_as_a_dictionary_has_it(browser: Browser, tmp_path: Path) -> None:
    """Chromium has none by itself. The page has few letters, and the kicker above its title has them as capitals."""
    words = "Hochwasserrückhaltebeckenbetriebsgesellschaft"
    rows = f"[[{words}, Talsperrensanierungsvorhaben, Rechtsgrundlagenermittlung]]"
    table = f"{{type: table, caption: {words}, columns: [{words}, {words}, {words}], rows: {rows}}}"
    section = f"{{title: {words}, text: '`Talsperrensanierung`', blocks: [{table}]}}"
    brief = f"language: de\ndate: 2026\ntitle: {words}\nsections: [{section}]\n"
    (tmp_path / "brief.yaml").write_text(brief, "utf-8")
    data = page_of(str(tmp_path), "de")
    assert b"Talsperrensanierung</code>" in data
    page = opened(browser, tmp_path, data, 320)
    for width in (320, 390, 800):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(SPLIT) == {"split": [], "wide": [], "scrolled": 0}, width
    assert "\u00ad" in page.locator("h1").inner_text()
    fonts = [TTFont(BytesIO(base64.b64decode(font))) for font in re.findall(rb"font/woff2;base64,([^\"]*)", data)]
    sans = [font for font in fonts if font["name"].getDebugName(1).startswith("Source Sans")]
    assert sans
    assert all(set(map(ord, "INFORMATIONSVERMERK\u2010")) <= set(font.getBestCmap()) for font in sans)


def test_rows_of_words_are_stacked_and_stay_rows(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, page_of("content/interpol-eu", "fr"), 360)
    name = page.get_by_role("rowheader", name="CEPOL")
    row = page.get_by_role("row").filter(has=name)
    boxes = [
        row.get_by_role("rowheader").bounding_box(),
        *(cell.bounding_box() for cell in row.get_by_role("cell").all()),
    ]
    assert len({box["x"] for box in boxes if box}) == 1
    assert len({box["y"] for box in boxes if box}) == 3
    heads = row.get_by_role("cell").evaluate_all(
        "cells => cells.map(cell => getComputedStyle(cell, '::before').content)"
    )
    assert [head.partition('"')[2].partition('"')[0] for head in heads] == [
        "Nature\u00a0: ",
        "Coopération documentée\u00a0: ",
    ]


def test_what_scrolls_keeps_the_names_of_its_rows_and_shows_that_it_goes_on(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, page_of("examples/danube", "de"), 320)
    frame = page.locator(".frame").filter(has_text="Drei Städte")
    frame.evaluate("frame => frame.scrollBy(60, 0)")
    assert frame.evaluate("frame => frame.scrollLeft") == 60
    lefts = [element.bounding_box() for element in (frame, frame.get_by_role("rowheader", name="Drei Städte"))]
    assert lefts[0] and lefts[1] and lefts[0]["x"] == lefts[1]["x"]  # noqa: PT018 (both are there)
    assert "gradient" in frame.evaluate("frame => getComputedStyle(frame).backgroundImage")
    frame.focus()
    assert frame.evaluate("frame => frame == document.activeElement")


# Wider ones.


def test_text_has_its_measure_and_what_accompanies_it_a_place_beside_it(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, page_of("content/interpol-eu", "fr"), 1280)
    text, note = page.locator("article .main p").first, page.locator("article .side").first
    for width, is_beside in ((1280, True), (800, True), (700, False)):
        page.set_viewport_size({"width": width, "height": 900})
        left, right = text.bounding_box(), note.bounding_box()
        assert left and right  # noqa: PT018 (both are there)
        assert left["width"] <= 40 * 16
        assert (right["x"] > left["x"] + left["width"]) == is_beside, width
    fact = page.locator(".facts > div").first
    for width, is_beside in ((500, True), (390, False)):
        page.set_viewport_size({"width": width, "height": 900})
        term, said = fact.locator("dt").bounding_box(), fact.locator("dd").bounding_box()
        assert term and said and (term["y"] == said["y"]) == is_beside  # noqa: PT018 (both are there)


def test_what_a_browser_prints_has_the_marking_in_the_margins_of_each_page(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, page_of("content/interpol-eu", "fr"), 1280, color_scheme="dark")
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    with pypdfium2.PdfDocument(tmp_path / "page.pdf") as printed:
        assert len(printed) > 4
        for sheet in printed:
            width, height = sheet.get_size()
            text, margin = sheet.get_textpage(), 22 / 25.4 * 72
            for bottom in (0, height - margin):
                assert "TLP:CLEAR" in text.get_text_bounded(width / 2, bottom, width, bottom + margin)


# In the dark.


def colours(sheet: str) -> dict[str, str]:
    """The tokens of a stylesheet that are colours."""
    return dict(re.findall(r"--([\w-]+): (#\w{6});", (ROOT / "styles" / sheet).read_text("utf-8")))


@pytest.mark.parametrize("sheet", ["tokens.css", "media/dark.css"])
def test_what_is_written_can_be_read_on_its_ground(sheet: str) -> None:
    """WCAG 2.2, 1.4.3 and, for what is drawn, 1.4.11."""
    tokens = colours(sheet)
    for name in ("ink", "ink-soft", "structure", "changed"):
        assert contrast(tokens[name], tokens["ground"]) >= 4.5, name
    assert contrast(tokens["mark"], tokens["ground"]) >= 3


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb` (WCAG 2.2)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


GROUND = "getComputedStyle(document.documentElement).backgroundColor"


def test_in_the_dark_pictures_lie_on_paper(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, page_of("content/interpol-eu", "fr"), 800, color_scheme="dark")
    assert page.evaluate(GROUND) == "rgb(18, 22, 28)"
    grounds = page.locator("img").evaluate_all("all => all.map(image => getComputedStyle(image).backgroundColor)")
    assert set(grounds) == {"rgb(255, 255, 255)"}


@pytest.mark.parametrize(
    ("style", "is_dark"),
    [
        ("h1 { letter-spacing: 1pt }", True),
        ("h1 { color: var(--ink) }", True),
        ("h1 { color: transparent }", True),
        (":root { --structure: #006633 }", False),
        ("@media print { h1 { background: linear-gradient(white, var(--rule)) } }", False),
    ],
)
def test_a_brief_with_colours_of_its_own_stays_on_paper(style: str, is_dark: bool, small: Path) -> None:
    """They are made for it, and nobody knows what they would be in the dark."""
    (small / "styles").mkdir()
    (small / "styles" / "own.css").write_text(style, "utf-8")
    edition = read(small, "fr")
    for medium in Medium:
        html = render(edition, replace(edition.brief.design, medium=medium))
        assert ("media/dark.css" in html.markup) == (is_dark and medium is Medium.SCREEN)
