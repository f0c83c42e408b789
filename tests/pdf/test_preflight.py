"""The limits of preflight: what lies just within passes, what lies just beyond is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from briefpress.layout.typeset import typeset
from briefpress.markup.render import render
from briefpress.markup.stylesheets import HOUSE
from briefpress.pdf.preflight import preflight
from briefpress.reading.read import read

PAGE = """\
<!doctype html><html lang="fr"><head><title>t</title><link rel="stylesheet" href="{house}styles/fonts.css">
<style>@page {{ size: 400px 1000px; margin: 0 }}
html, body {{ margin: 0; font: 10pt/1.4 "Source Sans 3" }} {css}</style>{made_for}</head>
<body>{body}</body></html>
"""

Codes = Callable[..., list[str]]


@pytest.fixture
def codes(small: Path) -> Codes:
    """The codes of what is told of a page of 400 by 1000 pixels, in the folder of the smallest brief."""
    edition = read(small, "fr")
    html = render(edition)

    def look(body: str, css: str = "", made_for: int | None = None) -> list[str]:
        pages = f'<meta name="pages" content="{made_for}">' if made_for else ""
        markup = PAGE.format(house=HOUSE, css=css, body=body, made_for=pages)
        return [problem.code for problem in preflight(typeset(replace(html, markup=markup)), edition)]

    return look


@pytest.mark.parametrize(
    ("css", "is_enough"),
    [
        # WCAG 2.2, 1.4.3: 4.5 to 1 ...
        ("color: #767676", True),
        ("color: #777777", False),
        ("color: #767676; background: #fcfcfc", False),
        # ... and 3 to 1 for text of 18 points, or bold of 14.
        ("color: #949494; font-size: 18pt", True),
        ("color: #959595; font-size: 18pt", False),
        ("color: #949494; font-size: 17.9pt", False),
        ("color: #949494; font-size: 14pt; font-weight: bold", True),
        ("color: #959595; font-size: 14pt; font-weight: bold", False),
        ("color: #949494; font-size: 13.9pt; font-weight: bold", False),
        ("color: #949494; font-size: 14pt", False),
        # A text that is seen through is as pale as it looks.
        ("color: #000000; opacity: 0.55", True),
        ("color: #000000; opacity: 0.5", False),
    ],
)
def test_contrast(css: str, is_enough: bool, codes: Codes) -> None:
    assert codes("<p>Texte</p>", f"p {{ {css} }}") == ([] if is_enough else ["low-contrast"])


@pytest.mark.parametrize(
    ("across", "down", "is_free"),
    # Of letters of 20 pixels: three tenths across, and a quarter down.
    [(5.5, 20, True), (6.5, 20, False), (20, 4.5, True), (20, 5.5, False), (20, 20, False)],
)
def test_text_over_text(across: float, down: float, is_free: bool, codes: Codes) -> None:
    css = "p { position: absolute; margin: 0; font-size: 20px; line-height: 1; white-space: nowrap }"
    one = '<p style="right: 200px; top: 0">Un texte</p>'
    two = f'<p style="left: {200 - across}px; top: {20 - down}px">Un autre</p>'
    assert codes(one + two, css) == ([] if is_free else ["overprinted-text"])


@pytest.mark.parametrize(("width", "is_enough"), [("2in", True), ("2.02in", False)])
def test_density_of_pictures(width: str, is_enough: bool, codes: Codes, small: Path) -> None:
    """150 dpi."""
    (small / "pictures").mkdir(exist_ok=True)
    Image.new("L", (300, 30)).save(small / "pictures" / "line.png")
    body = f'<p>Texte <img src="pictures/line.png" alt="une ligne" style="width: {width}"></p>'
    assert codes(body) == ([] if is_enough else ["coarse-image"])


@pytest.mark.parametrize(("level", "is_next"), [(2, True), (3, False)])
def test_levels_of_headings(level: int, is_next: bool, codes: Codes) -> None:
    assert codes(f"<h1>Un</h1><h{level}>Deux</h{level}>") == ([] if is_next else ["skipped-heading"])


@pytest.mark.parametrize(("left", "is_whole"), [(-1, True), (-2, False)])
def test_text_over_the_edge(left: int, is_whole: bool, codes: Codes) -> None:
    assert codes(f'<p style="position: absolute; left: {left}px">Texte</p>') == ([] if is_whole else ["cut-off-text"])


def line(bottom: int) -> str:
    """A line of text whose letters end so far down its page."""
    return f'<p style="margin: 0; padding-top: {bottom - 20}px; font-size: 20px; line-height: 20px">Texte</p>'


@pytest.mark.parametrize(("bottom", "is_enough"), [(103, True), (97, False)])
def test_the_last_page(bottom: int, is_enough: bool, codes: Codes) -> None:
    """A tenth of it."""
    body = line(900) + '<div style="break-before: page">' + line(bottom) + "</div>"
    assert codes(body) == ([] if is_enough else ["short-last-page"])


@pytest.mark.parametrize(("bottom", "is_enough"), [(603, True), (597, False)])
def test_pages_of_a_layout_that_is_made_for_their_number(bottom: int, is_enough: bool, codes: Codes) -> None:
    """Six tenths of each."""
    body = line(bottom) + '<div style="break-before: page">' + line(900) + "</div>"
    assert codes(body, made_for=2) == ([] if is_enough else ["too-short"])


@pytest.mark.parametrize(("pages", "told"), [(1, ["too-short"]), (2, []), (3, ["too-long"])])
def test_the_number_of_pages_that_a_layout_is_made_for(pages: int, told: list[str], codes: Codes) -> None:
    body = '<div style="break-before: page"></div>'.join([line(900)] * pages)
    assert codes(body, made_for=2) == told


def test_that_a_layout_is_too_long_is_said_before_what_comes_of_it(codes: Codes) -> None:
    cut_off = '<p style="position: absolute; left: -20px">Texte</p>'
    body = cut_off + '<div style="break-before: page"></div>'.join([line(900)] * 3)
    assert codes(body, made_for=2) == ["too-long", "cut-off-text"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Vereinbarungen", ["split-word"]),
        ("Συμφωνητικό", ["split-word"]),
        # Where a hyphen or another sign says so, where no spaces part words, and where nothing else helps.
        ("Verein-barungen", []),
        ("Verein\u200bbarungen", []),
        ("Verein <em>und</em> Bahn", []),
        ("https://www.institution.example/page", []),
        ("DE89370400440532013000370400", []),
        ("協力協定協力協定", []),
        ("Zusammenarbeitsvereinbarungen", []),
    ],
)
def test_a_word_that_is_broken_without_a_hyphen(text: str, told: list[str], codes: Codes) -> None:
    told_of = codes(f"<p>{text}</p>", "p { width: 70px; overflow-wrap: anywhere }")
    assert [code for code in told_of if code == "split-word"] == told


@pytest.mark.parametrize(("bottom", "is_enough"), [(603, True), (597, False)])
def test_a_page_from_which_something_was_moved(bottom: int, is_enough: bool, codes: Codes, small: Path) -> None:
    """Six tenths of it. What a stylesheet moves is meant to be."""
    (small / "pictures").mkdir(exist_ok=True)
    Image.new("L", (1600, 2800)).save(small / "pictures" / "tall.png")
    picture = '<p style="{}"><img src="pictures/tall.png" alt="haut" style="width: 400px"></p>'
    assert codes(line(bottom) + picture.format("")) == ([] if is_enough else ["short-page"])
    assert codes(line(bottom) + picture.format("break-before: page")) == []


@pytest.mark.parametrize(
    ("css", "under", "told"),
    [("avoid", "", []), ("auto", "", ["lone-heading"]), ("auto", "<div><p></p></div>", ["lone-heading"])],
)
def test_a_heading_at_the_foot_of_a_page(css: str, under: str, told: list[str], codes: Codes) -> None:
    heading = f'<h1 style="margin: 0; font-size: 20px; break-after: {css}">Un</h1>'
    assert codes(line(900) + heading + under + line(900)) == told


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        ("<figcaption>Titre</figcaption>{picture}", ["lone-heading"]),
        ("<p>Texte</p><figcaption>Titre</figcaption>", []),
        ("<table><caption>Titre</caption><tr><td>Un</td></tr></table>", []),
    ],
)
def test_a_caption_at_the_foot_of_a_page(figure: str, told: list[str], codes: Codes) -> None:
    picture = '<div style="padding-top: 700px; break-before: page">Texte</div>'
    body = line(880) + f"<figure>{figure.format(picture=picture)}</figure>" + line(900)
    assert codes(body, "figure, p, caption { margin: 0; font-size: 20px; line-height: 20px }") == told


@pytest.mark.parametrize(
    ("beside", "css", "told"),
    [
        (3, "", []),
        (4, "", ["blank-space"]),
        # What a stylesheet asks for.
        (1, "div { margin-bottom: 100px }", []),
        (1, "div { height: 100px }", []),
    ],
)
def test_a_gap_of_more_than_two_lines_in_the_text(beside: int, css: str, told: list[str], codes: Codes) -> None:
    """The note beside the text is taller, and the text stops until it ends."""
    row = f"<div><p>Texte</p><aside>{'mot<br>' * beside}</aside></div>"
    style = "p, aside { margin: 0; font-size: 20px; line-height: 20px; width: 280px } aside { width: 100px }"
    body = f"<p>{'mot ' * 200}</p>{row}<p>Texte</p>"
    assert codes(body, f"div {{ display: flex }} {style} {css}") == told


@pytest.mark.parametrize(
    ("css", "told"),
    # What is taller than its page is laid out again with the class `tall`.
    [("", []), ("tr { break-inside: avoid }", ["headless-row"]), ("tr:not(.tall) { break-inside: avoid }", [])],
)
def test_a_row_without_the_head_of_its_table(css: str, told: list[str], codes: Codes) -> None:
    table = f"<table><thead><tr><th>Tête</th></tr></thead><tbody><tr><td>{'mot ' * 2500}</td></tr></tbody></table>"
    assert codes(table, css) == told


@pytest.mark.parametrize(
    ("css", "is_inside"),
    [
        ("height: 950px; width: 20px", True),
        ("height: 952px; width: 20px", False),
        ("height: 20px; width: 401px", True),
        ("height: 20px; width: 402px", False),
        # What a stylesheet puts into the margins belongs there, unless it lies on what is printed in them.
        ("position: absolute; top: -50px; left: 100px; height: 40px", True),
        ("position: absolute; top: -50px; left: 0; height: 40px", False),
    ],
)
def test_pictures_over_the_edge(css: str, is_inside: bool, codes: Codes, small: Path) -> None:
    (small / "pictures").mkdir(exist_ok=True)
    Image.new("L", (2000, 2000)).save(small / "pictures" / "large.png")
    body = f'<img src="pictures/large.png" alt="grand" style="display: block; {css}">'
    margin = '@page { margin-top: 50px; @top-left { content: "Tête"; width: 80px } }'
    assert codes(body, margin) == ([] if is_inside else ["cut-off-picture"])
