"""What a page may ask of its layout: what would be laid out for ever is told before it is begun, at its place."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from briefpress.core.files import Files
from briefpress.core.paths import STYLES
from briefpress.core.problems import Problem, Unprintable
from briefpress.layout.bounds import MAX_WORD
from briefpress.layout.fetcher import Fetcher, Refused
from briefpress.layout.typeset import typeset
from briefpress.markup.render import Html
from briefpress.markup.stylesheets import BRIEF, HOUSE
from briefpress.reading.read import read

FOLDERS = {f"{HOUSE}styles/": STYLES}
#: A page of a template, whose body stands in the third line of that.
PAGE = '<!doctype html><html lang="en"><title>A</title>{head}<body data-by="page.html:3">{body}</body></html>'
LINK = '<link rel="stylesheet" href="own.css">'

#: Makes a page of a body and a stylesheet.
Page = Callable[..., Html]
#: The problems of such a page, which none is printed of.
Told = Callable[..., tuple[Problem, ...]]


@pytest.fixture
def page(small: Path) -> Page:
    edition = read(small, "fr")
    (small / "templates").mkdir(exist_ok=True)
    (small / "templates" / "page.html").write_text("\n\n<body>\n")

    def make(body: str, css: str = "", head: str = LINK) -> Html:
        (small / "own.css").write_text(css)
        folders = {BRIEF: small, **FOLDERS}
        markup = PAGE.format(head=head, body=body)
        return Html(markup, folders, Files(small, STYLES), edition.labels.links, edition.brief.design)

    return make


@pytest.fixture
def told(page: Page) -> Told:
    def problems(body: str, css: str = "", head: str = LINK) -> tuple[Problem, ...]:
        with pytest.raises(Unprintable) as raised:
            typeset(page(body, css, head))
        assert all(problem.hint for problem in raised.value.problems)
        return raised.value.problems

    return problems


def nest(depth: int, start: str = "<div>", end: str = "</div>") -> str:
    return start * depth + "x" + end * depth


BOMB = ":root { --v0: 1px; " + "".join(f"--v{n + 1}: {f'var(--v{n}) ' * 10};" for n in range(6)) + "}"

#: CSS that is too much, and the line at which it is told.
TOO_MUCH = {
    "variables": (f"{BOMB}\np {{ margin: var(--v6) }}", 2),
    "a line of a grid": ("\np { grid-column: 10000000 }", 2),
    "a line before it": ("\np { grid-row-start: -10000000 }", 2),
    "a span": ("\np { grid-area: span 10000000 }", 2),
    "by a variable": (":root { --n: 10000000 }\np { grid-column: var(--n) }", 2),
    "by its fallback": ("\np { grid-column: var(--n, 10000000) }", 2),
    "computed": ("\np { grid-column: calc(1000 * 1000 * 1000) }", 2),
    "repeated": ("\np { grid-template-columns: repeat(1000000, 1fr) }", 2),
    "waves": ("\np { text-decoration: underline wavy red 0.0001px }", 2),
    "pieces of a border": ("\np { border-image: linear-gradient(red, blue) 30 / 0.001em repeat }", 2),
    "rules in rules": ("p {" + "& & {" * 9 + "color: red" + "}" * 10, 1),
    "blocks in blocks": ("\n" + "a{" * 400, 2),
    "braces alone": ("\n" + "{" * 100_000, 2),
    "rules of their own in each other": ("\n" + "@a {" * 400, 2),
    "brackets in brackets": ("\np { margin: " + "calc(" * 400, 2),
    "columns": ("\np { column-count: 100000 }", 2),
    "columns, short": ("\np { columns: 100000 }", 2),
    "tabs": ("\np { tab-size: 1000000000 }", 2),
    "bookmarks": ("\np { bookmark-level: 1000000000 }", 2),
    "counters": ("\np { counter-reset: x 1000000000 }", 2),
    "signs of a counter": ("\n@counter-style x { system: fixed; symbols: a; pad: 1000000000 'x' }", 2),
    "in a medium": ("@media print {\np { tab-size: 1000000000 } }", 2),
    "in a rule": ("div {\n& p { tab-size: 1000000000 } }", 2),
    "in a margin": ("@page { @top-left {\ntab-size: 1000000000 } }", 2),
    "gradient": ("\np { background: repeating-linear-gradient(45deg, red 0, blue 0.00001px) }", 2),
    "gradient to a side": ("\np { background: repeating-linear-gradient(to right, red, blue 0.00001%) }", 2),
    "gradient around": ("\np { background: repeating-radial-gradient(circle 90px, red 5px, blue 5.00001px) }", 2),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_css_that_is_too_much_is_told_at_its_line(name: str, told: Told) -> None:
    css, line = TOO_MUCH[name]
    problems = told(nest(9), css)
    assert {problem.code for problem in problems} == {"too-much"}
    assert str(problems[-1].position).partition("own.css:")[2].startswith(f"{line}:")


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ('<table><colgroup><col span="1000000"></colgroup><tr><td>x</table>', ""),
        ('<table><tr><td colspan="1001">x</table>', ""),
        ('<table><tr><td rowspan="99999999999999999999">x</table>', ""),
        ('<p style="tab-size: 1000000000">x</p>', ""),
        (f'<p style="margin: {"calc(" * 400}">x</p>', ""),
        ("<b></b>" * 250_001, ""),
        (
            '<svg viewBox="0 0 9 9"><defs><g id="a0"><path d="M0 0h1"/></g>'
            + "".join(f'<g id="a{n + 1}">{f"<use href=#a{n} />" * 10}</g>' for n in range(6))
            + '</defs><use href="#a6"/></svg>',
            "",
        ),
    ],
)
def test_a_page_that_is_too_much_is_told(body: str, head: str, told: Told) -> None:
    assert {problem.code for problem in told(body, head=head)} == {"too-much"}


@pytest.mark.parametrize("sign", ["x", "{ ", "— ", "! ", ". ", "\u3002", "\u00a0a"])
def test_a_word_without_an_end_is_told(sign: str, told: Told) -> None:
    (problem,) = told(f"<p>{sign * (MAX_WORD + 9)}</p>")
    assert problem.code == "too-much"
    assert str(problem.position).endswith("templates/page.html:3")


@pytest.mark.parametrize(
    "text", ["x" * MAX_WORD, "x " * MAX_WORD, "\u6f22" * (MAX_WORD + 9), "x" + " " * MAX_WORD + "x"]
)
def test_other_words_are_none(text: str, page: Page) -> None:
    assert typeset(page(f"<p>{text}</p>"))


def test_what_is_in_a_template_is_told_at_its_line(told: Told) -> None:
    (problem,) = told('<table><tr><td colspan="1001">x</table>')
    assert str(problem.position).endswith("templates/page.html:3")


@pytest.mark.parametrize(
    "selector", ["z " + "div " * 14 + "div", ":is(z " + ":not(a) " * 14 + "b)", "& ~ div" + " ~ div" * 14]
)
def test_selectors_that_are_compared_for_ever(selector: str, told: Told) -> None:
    (problem,) = told(nest(40) + "<div></div>" * 40, f"\n{selector} {{ color: red }}")
    assert problem.code == "too-much"
    assert str(problem.position).endswith("own.css:2:1")


@pytest.mark.parametrize(
    ("depth", "css", "line"),
    [
        (10, "\ndiv { display: flex !important } div { display: block }", 2),
        (14, "body { display: grid }\ndiv { display: inherit }", 1),
        (5, ":root { --count: 2 }\ndiv { columns: var(--count, 3) }", 1),
    ],
)
def test_boxes_that_are_laid_out_again_and_again(depth: int, css: str, line: int, told: Told) -> None:
    (problem,) = told(nest(depth), css)
    assert problem.code == "too-much"
    assert str(problem.position).partition("own.css:")[2].startswith(f"{line}:")


@pytest.mark.parametrize(
    ("body", "css"),
    [
        ("<p>" + "word " * 2000, "\n@page { size: 3mm; margin: 0 }"),
        ("<p>" + "word<i>note</i> " * 450, "i { float: footnote }\n@page { size: 3mm; margin: 0 }"),
    ],
)
def test_pages_without_room_for_their_text(body: str, css: str, told: Told) -> None:
    (problem,) = told(body, css)
    assert problem.code == "too-much"
    assert str(problem.position).endswith("own.css:2:1")


def test_stylesheets_that_import_each_other(told: Told, small: Path) -> None:
    for number in range(16):
        (small / f"s{number}.css").write_text(f"@import 's{number + 1}.css';" * 2)
    (small / "s16.css").write_text("p { color: red }")
    (problem,) = told("x", "\n@import 's0.css';")
    assert problem.code == "too-much"
    (small / "round.css").write_text("@import 'round.css'; @import 'round.css';")
    (problem,) = told("x", "@import 'round.css';")
    assert problem.code == "too-much"


@pytest.mark.parametrize(
    ("body", "css"),
    [
        (nest(5), "div { display: flex }"),
        (nest(3), "div { column-count: 2 }"),
        (nest(9), "div { display: flex } div div { display: block }"),
        (nest(9), "div { columns: 2 } div { columns: auto }"),
        ("<p>x</p>", "p { margin: var(--m, 1px); --m: 2px; tab-size: 100; counter-reset: x 100000 }"),
        ('<table><tr><td colspan="3">x</table>', "p { background: repeating-linear-gradient(red 0, blue 4pt) }"),
        (
            "<main>" + "<p>x</p>" * 9 + "</main>",
            "html body main p:not(:first-child, .x .y) ~ p + p, main { & p { &::after { content: 'x' } } }",
        ),
        (
            "<p>x</p>",
            "p { text-decoration: underline 0.05em; border-image: none 30 / 2px } div:has(> p ~ a) { top: 0 }",
        ),
        ("<p>x</p>", "@media print {" * 20 + "p { color: red }" + "}" * 20),
        ("<p>x</p>", "p { z-index: 2147483647; padding: 1200px; order: 99999 }"),
    ],
)
def test_what_pages_do_goes_on(body: str, css: str, page: Page) -> None:
    assert typeset(page(body, css)).proof.pages == 1


@pytest.mark.parametrize(
    "head", ["<!-- {} -->", "<meta content={}>", '<link rel="stylesheet" media="screen" href="{}">']
)
def test_a_page_that_only_names_the_fonts_of_the_house_has_them(head: str, page: Page) -> None:
    """Without any font Pango brings the process down."""
    pdf = typeset(page("<p>x</p>", head=head.format(f"{HOUSE}styles/fonts.css")))
    assert pdf.families == {"Source Serif 4"}


def picture(width: int, shade: int) -> bytes:
    file = BytesIO()
    Image.new("L", (width, 1000), shade).save(file, "PNG")
    return file.getvalue()


def test_all_pictures_together_have_a_hundred_million_pixels_at_most(page: Page, small: Path) -> None:
    for number in range(2):
        (small / f"{number}.png").write_bytes(picture(49_000, number))
    (small / "2.png").write_bytes(picture(2_000, 2))
    (small / "same.png").write_bytes(picture(2_000, 2))
    (small / "3.png").write_bytes(picture(1, 3))
    fetcher = Fetcher(page(""))
    for name in ("0", "1", "2", "same", "0"):
        fetcher.fetch(f"{BRIEF}{name}.png")
    with pytest.raises(Refused):
        fetcher.fetch(f"{BRIEF}3.png")
    assert fetcher.refusals[f"{BRIEF}3.png"].code == "too-much"


def test_a_picture_in_a_page_is_a_png_or_jpeg_as_well(page: Page) -> None:
    from base64 import b64encode

    file = BytesIO()
    Image.new("L", (9, 9)).save(file, "GIF")
    fetcher = Fetcher(page(""))
    with pytest.raises(Refused):
        fetcher.fetch(f"data:image/png;base64,{b64encode(file.getvalue()).decode()}")
    good = picture(9, 0)
    assert fetcher.fetch(f"data:image/png;base64,{b64encode(good).decode()}").read() == good
