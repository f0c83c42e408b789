"""The edition in other formats than PDF: complete, accessible, asking nothing of anyone, the same at every build."""

from __future__ import annotations

import base64
import json
import re
import shutil
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import gettempdir
from typing import Any
from xml.etree import ElementTree

import axe_playwright_python
import docx
import pytest
import yaml
from conftest import ROOT, press, process
from PIL import Image
from playwright.sync_api import Browser

from briefpress.core.design import Medium
from briefpress.core.output import deliver
from briefpress.core.problems import Unprintable
from briefpress.formats import plaintext
from briefpress.formats.docx import to_docx
from briefpress.formats.html import to_html
from briefpress.formats.tables import size_columns, unfold
from briefpress.graphics.svg import png
from briefpress.markup.render import Html, render
from briefpress.markup.tree import create, parse
from briefpress.reading.read import read
from briefpress.schema.blocks import List
from briefpress.schema.edition import Edition
from briefpress.schema.tables import Table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = ["small.fr.pdf", "small.fr.html", "small.fr.docx", "small.fr.md", "small.fr.txt", "small.fr.1.png"]
ALL = ["--format", "pdf,html,docx,md", "--format", "txt,png"]


@cache
def rendered(brief: str, language: str, layout: str) -> tuple[Html, Edition]:
    edition = read(ROOT / "content" / brief, language)
    design = replace(edition.brief.design, layout=layout, medium=Medium.SCREEN)
    return render(edition, design, Path(gettempdir()) / "briefpress-pictures"), edition


def words(text: str) -> list[str]:
    """The words of a text, without marks and directions."""
    return re.findall(r"\w+", re.sub("[\u200e\u2060\u2066-\u2069\u202a-\u202c]", "", text))


# The command


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the smallest brief in all formats."""
    folder = tmp_path_factory.mktemp("formats")
    run = press("build", ROOT / "tests" / "data" / "small", *ALL, "--out", folder)
    assert run.code == 0, run.err
    assert run.out.split() == [str(folder / name) for name in NAMES]
    return folder


def test_what_has_not_changed_is_not_made_again(out: Path) -> None:
    small = ROOT / "tests" / "data" / "small"
    run = press("build", small, *ALL, "--out", out, "--json")
    (told,) = json.loads(run.out)["editions"]
    assert (told["state"], told["path"]) == ("unchanged", str(out / "small.fr.pdf"))
    assert told["paths"] == [str(out / name) for name in NAMES]
    page = out / "small.fr.1.png"
    good = page.read_bytes()
    page.unlink()
    assert "small.fr: built" in press("build", small, "--format", "png", "--out", out).err
    assert page.read_bytes() == good


def test_the_same_brief_gives_the_same_bytes(out: Path, small: Path, tmp_path: Path) -> None:
    env = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "HOME": str(tmp_path)}
    assert process("build", small, *ALL, "--out", tmp_path / "again", env=env).code == 0
    assert {name: (tmp_path / "again" / name).read_bytes() == (out / name).read_bytes() for name in NAMES} == (
        dict.fromkeys(NAMES, True)
    )


def test_a_brief_with_errors_is_written_in_no_format(out: Path, small: Path, tmp_path: Path) -> None:
    shutil.copytree(out, tmp_path / "old")
    before = {path.name: path.read_bytes() for path in (tmp_path / "old").iterdir() if path.is_file()}
    # An error that is only seen on the page: the PDF is not asked for, and yet it is looked at.
    (small / "styles").mkdir()
    (small / "styles" / "own.css").write_text("h1 { color: #cccccc; }", "utf-8")
    run = press("build", small, "--format", "html,docx,md,txt,png", "--out", tmp_path / "old")
    assert (run.code, "[low-contrast]" in run.err, run.out) == (1, True, "")
    assert {path.name: path.read_bytes() for path in (tmp_path / "old").iterdir() if path.is_file()} == before


def test_pages_that_are_no_more_are_taken_away(small: Path, tmp_path: Path) -> None:
    deliver({tmp_path / name: b"old" for name in ("small.fr.2.png", "small.fr.10.png", "other.fr.2.png")})
    for name in ("small.fr.3.png", "small.fr.cover.png"):
        (tmp_path / name).write_bytes(b"of somebody else")
    assert press("build", small, "--format", "png", "--out", tmp_path).code == 0
    left = {"small.fr.1.png", "small.fr.3.png", "small.fr.cover.png", "other.fr.2.png"}
    assert {path.name for path in tmp_path.glob("*.png")} == left


@pytest.mark.parametrize("arguments", [["--format", "pdf,odt"], ["--print", "--format", "html"]])
def test_what_cannot_be_asked_for(arguments: list[str]) -> None:
    run = press("build", *arguments)
    assert (run.code, run.out) == (2, "")
    assert "format" in run.err


@pytest.mark.parametrize(("name", "code"), [("docx", 1), ("md", 1), ("txt", 1), ("html", 0), ("png", 0)])
def test_without_pandoc(name: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the press was installed without its extra: Python is told that there is no pypandoc."""
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    run = press("build", "tests/data/small", "--format", name, "--out", tmp_path)
    assert (run.code, "[missing-pandoc]" in run.err) == (code, code == 1)
    assert any(tmp_path.glob(f"*.{name}")) == (code == 0)


def test_pages_as_pictures(out: Path) -> None:
    with Image.open(out / "small.fr.1.png") as page:
        assert page.size == (1241, 1754)
        assert page.info["dpi"] == pytest.approx((150, 150), abs=0.1)
        assert page.convert("L").getextrema() == (0, 255)


# HTML


LOADED = "[...document.fonts].filter(face => face.status == 'loaded').length > 3"
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


@pytest.mark.parametrize("layout", ["brief", "onepager"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_page_is_accessible_and_fits_any_screen(language: str, layout: str, browser: Browser, tmp_path: Path) -> None:
    """Zero violations of axe-core (WCAG 2.2 AA and its best practices), no scrolling sideways, no request."""
    file = tmp_path / "page.html"
    file.write_bytes(to_html(*rendered("specimen", language, layout)))
    for width in (320, 1280):
        context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(file.as_uri())
        page.wait_for_function(LOADED)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        page.evaluate(AXE)
        rules = page.evaluate("axe.run(document, {rules: {'target-size': {enabled: true}}})")
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in rules["violations"]] == []
        assert len(rules["passes"]) > 35
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
        context.close()


def test_a_page_lets_nothing_run_and_nothing_in(small: Path, browser: Browser, tmp_path: Path) -> None:
    """The policy of the page holds even where what may not leave has come into it (test_allowed.py)."""
    edition = read(small, "fr")
    markup = to_html(render(edition, replace(edition.brief.design, medium=Medium.SCREEN)), edition).decode()
    foreign = (
        '<script>document.title = "run"</script>'
        '<p onclick="x()" style="background: url(https://example.org/a.png)">text</p>'
    )
    file = tmp_path / "page.html"
    file.write_text(markup.replace("</h1>", f"</h1>{foreign}", 1), "utf-8")
    assert "default-src 'none'; " in file.read_text("utf-8")
    assert "base-uri 'none'; form-action 'none'\"" in file.read_text("utf-8")
    page = browser.new_page()
    failures: list[str | None] = []
    finished: list[str] = []
    page.on("requestfailed", lambda request: failures.append(request.failure))
    page.on("requestfinished", lambda request: finished.append(request.url))
    page.goto(file.as_uri())
    assert page.title() == "Un bureau à Bruxelles"
    assert failures == ["csp"]
    assert [url for url in finished if not url.startswith(("file:", "data:"))] == []
    page.close()


def test_a_page_carries_what_its_styles_name(small: Path) -> None:
    (small / "styles" / "media").mkdir(parents=True)
    shutil.copy(ROOT / "content" / "specimen" / "pictures" / "page.svg", small / "styles" / "page.svg")
    (small / "styles" / "own.css").write_text('@import "more.css"; h1 { background: url("page.svg") }', "utf-8")
    (small / "styles" / "more.css").write_text("h2 { background: url(page.svg) } /* </style> */", "utf-8")
    (small / "styles" / "media" / "screen.css").write_text("h1 { outline: 1px solid }", "utf-8")
    edition = read(small, "fr")
    markup = to_html(render(edition, replace(edition.brief.design, medium=Medium.SCREEN)), edition).decode()
    assert ".invalid" not in markup
    assert markup.count("</style>") == 1
    assert len(re.findall(r'h[12] \{ background: url\("data:image/svg\+xml;base64,', markup)) == 3
    assert "h1 { outline: 1px solid }" in markup
    assert "outline: 1px solid" not in render(edition).markup


@pytest.mark.parametrize(("columns", "is_framed"), [(3, False), (4, True)])
def test_a_table_wider_than_a_telephone_scrolls_in_a_frame(columns: int, is_framed: bool, small: Path) -> None:
    html, edition = with_table(small, columns, "mot")
    assert ('<div class="frame"' in to_html(html, edition).decode()) == is_framed


def test_a_frame_is_named_without_the_calls_of_its_caption(tmp_path: Path) -> None:
    table = {
        "type": "table",
        "caption": "Deaths in 2026",
        "sources": ["s"],
        "columns": [*"abcd"],
        "rows": [["x", 1, 2, 3]],
    }
    facts = {"language": "en", "date": 2026, "title": "x", "sections": [{"title": "One", "blocks": [table]}]}
    sources = [{"id": "s", "text": "A source"}]
    (tmp_path / "brief.yaml").write_text(yaml.safe_dump({**facts, "sources": sources}), "utf-8")
    edition = read(tmp_path, "en")
    markup = to_html(render(edition, replace(edition.brief.design, medium=Medium.SCREEN)), edition).decode()
    assert re.findall(r'class="frame".*aria-label="(.*?)"', markup) == ["Deaths in 2026"]


def test_a_table_that_scrolls_has_whole_words_and_a_caption_on_the_screen(
    browser: Browser, small: Path, tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(to_html(*with_table(small, 4, "Delegationsleitungen " + "a" * 40)))
    page = browser.new_page(viewport={"width": 375, "height": 900})
    page.goto(file.as_uri())
    heights = "[...document.querySelectorAll('.frame td')].map(cell => cell.getBoundingClientRect().height)"
    width = "document.querySelector('.frame caption').getBoundingClientRect().width"
    assert max(page.evaluate(heights)) < 70, "two lines"
    assert page.evaluate(width) <= 375
    page.close()


def with_table(folder: Path, columns: int, text: str) -> tuple[Html, Edition]:
    """The smallest brief with a table of so many columns, each cell of this text."""
    names = [f"c{number}" for number in range(columns)]
    facts = f"      - {{id: grid, type: table, columns: [{', '.join(names)}], rows: [one]}}\n"
    titles = ", ".join(f"{name}: {text}" for name in names)
    manuscript = f"      grid: {{caption: Grille, columns: {{{titles}}}, rows: {{one: {{cells: {{{titles}}}}}}}}}\n"
    for name, words in (("brief.yaml", facts), ("fr.yaml", manuscript)):
        before, blocks, after = (folder / name).read_text("utf-8").partition("    blocks:\n")
        (folder / name).write_text(before + blocks + words + after, "utf-8")
    edition = read(folder, "fr")
    return render(edition, replace(edition.brief.design, medium=Medium.SCREEN)), edition


def test_a_page_claims_no_standard_of_pdf() -> None:
    html, edition = rendered("specimen", "fr", "brief")
    assert "PDF/A" in render(edition).markup
    assert "PDF/A" not in html.markup


@pytest.mark.parametrize(
    ("style", "code"),
    [
        ("h1 { background: url(https://example.org/a.png) }", "refused-address"),
        ("h1 { background: url(none.png) }", "missing-image"),
        ("@font-face { font-family: Own; src: url(none.ttf) }", "missing-face"),
        ("@font-face { font-family: Own; src: url(broken.ttf) }", "missing-face"),
    ],
)
def test_a_style_for_screens_is_answered_as_any_other(style: str, code: str, small: Path) -> None:
    """No page of paper has used it: what it names is looked at when the page for screens is made."""
    (small / "styles" / "media").mkdir(parents=True)
    (small / "styles" / "media" / "screen.css").write_text(style, "utf-8")
    (small / "styles" / "media" / "broken.ttf").write_text("no face", "utf-8")
    edition = read(small, "fr")
    with pytest.raises(Unprintable) as caught:
        to_html(render(edition, replace(edition.brief.design, medium=Medium.SCREEN)), edition)
    assert [problem.code for problem in caught.value.problems] == [code]


# Word


def opened(data: bytes) -> dict[str, ElementTree.Element]:
    """The parts of a document for Word."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        return {name: ElementTree.fromstring(file.read(name)) for name in file.namelist() if name.endswith(".xml")}


def text_of(element: ElementTree.Element) -> str:
    """The text of an element, on one line."""
    return " ".join("".join(element.itertext()).split())


def style(paragraph: ElementTree.Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return found.get(f"{W}val", "") if found is not None else ""


@pytest.fixture(scope="module", params=["fr", "ar"])
def document(request: pytest.FixtureRequest) -> tuple[str, Edition, dict[str, ElementTree.Element]]:
    html, edition = rendered("specimen", request.param, "brief")
    return request.param, edition, opened(to_docx(html, edition))


Opened = tuple[str, Edition, dict[str, ElementTree.Element]]


def test_styles_are_those_of_word(document: Opened) -> None:
    _, _, parts = document
    body = parts["word/document.xml"]
    used = {style(paragraph) for paragraph in body.iter(f"{W}p")} - {""}
    known = {known.get(f"{W}styleId") for known in parts["word/styles.xml"].iter(f"{W}style")}
    assert used <= known
    assert {"Title", "Heading1", "Heading2", "Heading3", "ListParagraph", "TableText", "TableCaption"} <= used
    assert {"ImageCaption", "FactTerm", "Note", "NoteLabel", "Callout", "BlockText", "Bibliography"} <= used
    for paragraph in body.iter(f"{W}p"):
        if style(paragraph) == "ListParagraph":
            assert paragraph.find(f"{W}pPr/{W}numPr") is not None
    sizes = {
        known.get(f"{W}styleId"): known.find(f"{W}rPr/{W}sz").get(f"{W}val")  # type: ignore[union-attr]
        for known in parts["word/styles.xml"].iter(f"{W}style")
        if known.find(f"{W}rPr/{W}sz") is not None
    }
    assert sizes["Title"] == "60", "--size-title: 30pt"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_library_for_word_opens_it(language: str) -> None:
    """And finds what the page has: its outline, its lists, and tables as wide and as high."""
    html, edition = rendered("specimen", language, "brief")
    opened = docx.Document(BytesIO(to_docx(html, edition)))
    outline = [(p.style.name, p.text) for p in opened.paragraphs if p.style.name.startswith("Heading")]
    assert [p.text for p in opened.paragraphs if p.style.name == "Title"] == [str(edition.brief.title)]
    assert outline[0] == ("Heading 1", str(edition.brief.sections[0].title))
    tree = parse(html.markup)
    levels = [f"Heading {int(element.tag[1]) - 1}" for element in tree.iter("h2", "h3", "h4")]
    assert sorted({name for name, _ in outline}) == sorted(set(levels))
    lists = [block for section in edition.brief.sections for block in section.blocks if isinstance(block, List)]
    items = [words(item.text.plain) for block in lists for item in block.items]
    listed = [words(p.text) for p in opened.paragraphs if p.style.name == "List Paragraph"]
    assert items
    assert [item for item in items if item not in [text[: len(item)] for text in listed]] == []
    tables = [block for section in edition.brief.sections for block in section.blocks if isinstance(block, Table)]
    sizes = [(len(table.rows), len(table.columns)) for table in opened.tables]
    assert {(len(table.rows) + 1, len(table.columns)) for table in tables} <= set(sizes)
    assert opened.core_properties.title == str(edition.brief.title)


def test_a_quotation_stands_on_the_page_of_who_said_it(document: Opened) -> None:
    _, _, parts = document
    named = {style.find(f"{W}name").get(f"{W}val"): style for style in parts["word/styles.xml"].iter(f"{W}style")}
    for name in ("Block Text", "Note Label", "Table Caption"):
        assert named[name].find(f"{W}pPr/{W}keepNext") is not None
    assert named["Attribution"].find(f"{W}pPr/{W}keepNext") is None


def test_tables_have_header_rows(document: Opened) -> None:
    language, _, parts = document
    tables = list(parts["word/document.xml"].iter(f"{W}tbl"))
    assert all((table.find(f"{W}tblPr/{W}bidiVisual") is not None) == (language == "ar") for table in tables)
    with_heads = [table for table in tables if style_of_table(table) == "Table"]
    assert len(with_heads) == 4
    for table in with_heads:
        first, *others = table.iter(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in others)
        assert first.find(f".//{W}keepNext") is not None
        assert not [row for row in others[:-1] if row.find(f".//{W}keepNext") is not None]


def style_of_table(table: ElementTree.Element) -> str:
    return table.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val", "")  # type: ignore[union-attr]


def test_figures_at_a_glance_and_facts_are_tables(document: Opened) -> None:
    """The figures in one row; a term beside each fact, and both together on one page."""
    _, edition, parts = document
    tables = list(parts["word/document.xml"].iter(f"{W}tbl"))
    (glance,) = (table for table in tables if style_of_table(table) == "Glance")
    (row,) = glance.iter(f"{W}tr")
    cells = [[style(paragraph) for paragraph in cell.iter(f"{W}p")] for cell in row.iter(f"{W}tc")]
    assert cells == [["GlanceFigure", "GlanceWord"]] * len(edition.brief.glance)
    facts = [table for table in tables if style_of_table(table) == "Facts"]
    assert len(facts) == 6
    for table in facts:
        for number, row in enumerate(rows := list(table.iter(f"{W}tr")), start=1):
            term, fact = row.iter(f"{W}tc")
            is_key = term.find(f".//{W}drawing") is not None
            assert [style(paragraph) for paragraph in term.iter(f"{W}p")] == ["KeyTerm" if is_key else "FactTerm"]
            assert {style(paragraph) for paragraph in fact.iter(f"{W}p")} <= {"TableText", "Remark"}
            assert all((p.find(f"{W}pPr/{W}keepNext") is not None) == (number < len(rows)) for p in row.iter(f"{W}p"))


def test_units_at_a_glance_are_small_in_any_script(document: Opened) -> None:
    """Word reads the size of Arabic letters from a property of their own."""
    (unit,) = (each for each in document[2]["word/styles.xml"] if each.get(f"{W}styleId") == "GlanceUnit")
    values = {each.tag.removeprefix(W): each.get(f"{W}val") for each in unit.find(f"{W}rPr")}  # type: ignore[union-attr]
    assert values["sz"] == values["szCs"]
    assert values["b"] == values["bCs"] == "0"


def test_numbers_stand_at_the_right_in_any_direction(document: Opened) -> None:
    """Their digits run as ever; Word has `left` and `right` change sides in text from right to left."""
    language, _, parts = document
    paragraphs = [p for p in parts["word/document.xml"].iter(f"{W}p") if p.find(f"{W}pPr/{W}jc") is not None]
    numbers = [p for p in paragraphs if re.fullmatch(r"\d+(?:[.,]\d+)?", text_of(p))]
    assert len(numbers) == 22
    for number in numbers:
        assert number.find(f"{W}pPr/{W}jc").get(f"{W}val") == ("left" if language == "ar" else "right")  # type: ignore[union-attr]


def lists_of(parts: dict[str, ElementTree.Element]) -> dict[str, tuple[str, str]]:
    """How the lists of a document count, and what they write, by their numbers."""
    root = parts["word/numbering.xml"]
    levels = {
        abstract.get(f"{W}abstractNumId"): tuple(
            abstract.find(f"{W}lvl/{W}{name}").get(f"{W}val", "")  # type: ignore[union-attr]
            for name in ("numFmt", "lvlText")
        )
        for abstract in root.iter(f"{W}abstractNum")
    }
    return {
        num.get(f"{W}numId", ""): levels[num.find(f"{W}abstractNumId").get(f"{W}val")]  # type: ignore[union-attr, misc]
        for num in root.iter(f"{W}num")
    }


def listed(paragraph: ElementTree.Element) -> str:
    number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    return number.get(f"{W}val", "") if number is not None else ""


def test_word_counts_sections_and_sources(document: Opened) -> None:
    """By lists: that of the sections is that of their style, and headings that have no number say so."""
    _, edition, parts = document
    lists = lists_of(parts)
    heads = [paragraph for paragraph in parts["word/document.xml"].iter(f"{W}p") if style(paragraph) == "Heading1"]
    numbered = [paragraph for paragraph in heads if listed(paragraph) != "0"]
    assert [words(text_of(head)) for head in numbered] == [words(str(part.title)) for part in edition.brief.sections]
    (number,) = {listed(paragraph) for paragraph in numbered}
    assert lists[number] == ("decimal", "%1")
    (heading,) = (each for each in parts["word/styles.xml"].iter(f"{W}style") if each.get(f"{W}styleId") == "Heading1")
    assert listed(heading) == number
    sources = [text for text in parts["word/document.xml"].iter(f"{W}p") if style(text) == "Bibliography"]
    assert [words(text_of(source))[:3] for source in sources] == [
        words(source.text.plain)[:3] for source in edition.brief.sources
    ]
    assert {lists[listed(source)] for source in sources} == {("decimal", "%1.")}


def fields_of(body: ElementTree.Element) -> list[tuple[list[str], str]]:
    """The fields of a document: their instructions, and what they show until they are updated."""
    fields: list[tuple[list[str], str]] = []
    open_at = ""
    for run in body.iter(f"{W}r"):
        mark = run.find(f"{W}fldChar")
        if mark is not None:
            open_at = mark.get(f"{W}fldCharType", "")
        elif open_at == "begin":
            fields.append((text_of(run).split(), ""))
        elif open_at == "separate":
            fields[-1] = fields[-1][0], fields[-1][1] + text_of(run)
    return fields


@pytest.mark.parametrize(
    ("brief", "language", "layout"), [("interpol-eu", "ar", "onepager"), ("specimen", "en", "brief")]
)
def test_numbers_of_sources_refer_to_the_list(brief: str, language: str, layout: str) -> None:
    """Also on a sheet, which leaves sources out and keeps their numbers: the list counts on from each of them."""
    html, edition = rendered(brief, language, layout)
    parts = opened(to_docx(html, edition))
    body = parts["word/document.xml"]
    cited = [link.text_content() for link in parse(html.markup).xpath("//*[@role='doc-biblioref']")]
    references = [
        (code[1], shown) for code, shown in fields_of(body) if code[0] == "REF" and code[2:] == ["\\n", "\\h"]
    ]
    assert [shown for _, shown in references] == cited != []
    assert not list(body.iter(f"{W}footnoteReference"))
    starts = {
        num.get(f"{W}numId"): num.find(f".//{W}startOverride") for num in parts["word/numbering.xml"].iter(f"{W}num")
    }
    counts: Counter[str] = Counter()
    numbers = {}
    for entry in (paragraph for paragraph in body.iter(f"{W}p") if style(paragraph) == "Bibliography"):
        first = int(starts[listed(entry)].get(f"{W}val", ""))  # type: ignore[union-attr]
        (bookmark,) = (mark.get(f"{W}name") for mark in entry.iter(f"{W}bookmarkStart"))
        numbers[bookmark] = str(first + counts[listed(entry)])
        counts[listed(entry)] += 1
    assert dict(references) == numbers


def test_pictures_say_what_they_show(document: Opened) -> None:
    _, edition, parts = document
    body, names = parts["word/document.xml"], "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
    pictures = list(body.iter(f"{names}docPr"))
    told = [picture.get("descr") for picture in pictures if picture.get("descr")]
    assert told == [
        str(block.alt) for section in edition.brief.sections for block in section.blocks if hasattr(block, "alt")
    ]
    for picture in body.iter(f"{names}inline"):
        assert {picture.get(name) for name in ("distT", "distB", "distL", "distR")} == {"0"}
    for picture in pictures:
        assert bool(picture.get("descr")) != (picture.find(".//{*}decorative") is not None)


def test_languages_and_directions(document: Opened) -> None:
    language, _, parts = document
    body, styles = parts["word/document.xml"], parts["word/styles.xml"]
    (default,) = styles.iterfind(f"{W}docDefaults//{W}lang")
    spoken = {found.get(f"{W}val") for found in body.iter(f"{W}lang")}
    assert "en" in spoken
    if language == "fr":
        assert default.get(f"{W}val") == "fr-FR"
        assert {text_of(run) for run in body.iter(f"{W}r") if run.find(f"{W}rPr/{W}rtl") is not None} == {"العربية"}
        assert "ar" in {found.get(f"{W}bidi") for found in body.iter(f"{W}lang")}
    else:
        assert default.get(f"{W}bidi") == "ar-EG"
        assert all(paragraph.find(f"{W}pPr/{W}bidi") is not None for paragraph in body.iter(f"{W}p"))
        for run in body.iter(f"{W}r"):
            is_latin = re.search("[A-Za-z]", text_of(run)) and not re.search("[\u0600-\u06ff]", text_of(run))
            assert not (is_latin and run.find(f"{W}rPr/{W}rtl") is not None), text_of(run)


def test_words_in_another_language_are_italic_where_print_has_them_so(document: Opened) -> None:
    language, _, parts = document
    runs = list(parts["word/document.xml"].iter(f"{W}r"))
    foreign = [run for run in runs if run.find(f"{W}rPr/{W}lang") is not None]
    spoken = {text_of(run).strip("\u202a\u202c"): run.find(f"{W}rPr/{W}i") is not None for run in foreign}
    assert spoken["reading order"] == (language == "fr")
    if language == "fr":
        assert (spoken["English"], spoken["العربية"]) == (True, False)


def test_columns_of_a_table_hold_their_words() -> None:
    """As numbers and dates are: a space that holds them together is no place to break them."""
    cells = (("Nom", "Date"), ("un texte d’une certaine longueur, et d’autres " * 9, "15\u00a0janvier\u00a02023"))
    rows = [create("tr", [create("td", [one]), create("td", [two])]) for one, two in cells]
    table = create("table", rows)
    size_columns(table, 60)
    widths = [int(column.get("style", "").split()[1].rstrip("%")) for column in table.iter("col")]
    assert sum(widths) <= 100
    assert widths[1] * 60 / 100 >= len("15 janvier 2023")
    assert widths[0] > widths[1]


def test_short_words_stay_whole_beside_words_that_have_no_room() -> None:
    words = (
        "Hochwasserrückhaltebecken",
        "Deichrückverlegungsmaßnahme",
        "Bundesverwaltungsgericht",
        "Maßnahme",
        "1.200,25",
    )
    table = create("table", [create("tr", [create("td", [word]) for word in words])])
    size_columns(table, 80)
    widths = [int(column.get("style", "").split()[1].rstrip("%")) for column in table.iter("col")]
    assert [width * 80 / 100 >= len(word) for word, width in zip(words, widths, strict=True)] == [False] * 3 + [
        True
    ] * 2


def test_what_reaches_over_columns_is_said_in_each_but_the_name_of_a_row_once() -> None:
    rows = [
        [("Work", 1), ("Country", 1), ("Planned", 1), ("Spent", 1)],
        [("Banks", 1), ("no survey", 2), ("3", 1)],
        [("All banks", 2), ("5", 1), ("3", 1)],
    ]
    table = create(
        "table", [create("tr", [create("td", [text], {"colspan": str(n)}) for text, n in row]) for row in rows]
    )
    unfold(table)
    assert [[cell.text for cell in row] for row in table.iter("tr")][1:] == [
        ["Banks", "no survey", "no survey", "3"],
        ["All banks", None, "5", "3"],
    ]


def test_every_page_bears_the_marking_and_its_number(document: Opened) -> None:
    _, _, parts = document
    header, footer = (
        next(parts[name] for name in parts if re.match(rf"word/{kind}\d", name)) for kind in ("header", "footer")
    )
    assert "TLP:GREEN" in text_of(header)
    assert "TLP:GREEN" in text_of(footer)
    assert [field.get(f"{W}instr", "").strip() for field in footer.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]


def test_a_document_has_its_properties(document: Opened) -> None:
    language, edition, parts = document
    told = {element.tag.rpartition("}")[2]: element.text for element in parts["docProps/core.xml"]}
    assert (told["title"], told["subject"]) == (str(edition.brief.title), edition.brief.purpose.plain)
    assert (told["language"], told["creator"]) == (language, "briefpress")
    assert told["created"] == told["modified"] == "2026-11-23T00:00:00Z"


def test_a_drawing_reads_no_file(tmp_path: Path) -> None:
    """The library that draws would: an entity or a letter written as a number must not open a way."""
    secret = tmp_path / "secret.png"
    Image.new("RGB", (9, 9), "red").save(secret)
    image = f'<image xlink:href="{secret}" href="{secret}" width="9" height="9"/>'
    hidden = image.replace("href", "h&#114;ef")
    head = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
    inside = f"data:image/png;base64,{base64.b64encode(secret.read_bytes()).decode()}"
    drawings = {
        f"{head}{image}</svg>": (255, 255, 255),
        f"<!DOCTYPE svg [<!ENTITY x '{hidden}'>]>{head}&x;</svg>": (255, 255, 255),
        f'{head}<image href="{inside}" width="9" height="9"/></svg>': (255, 0, 0),
    }
    for drawing, colour in drawings.items():
        with Image.open(BytesIO(png(drawing.encode(), 400))) as picture:
            assert picture.convert("RGB").getpixel((14, 14)) == colour


def test_a_drawing_is_no_larger_than_the_column() -> None:
    for size in ('width="90000mm" height="90000mm"', 'viewBox="0 0 1 900000"', 'viewBox="0 0 900000 1"'):
        drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {size}><rect width="9" height="9"/></svg>'
        with Image.open(BytesIO(png(drawing.encode(), 400))) as picture:
            assert picture.width <= 1250
            assert picture.height <= 2500


# Text


@pytest.mark.parametrize("name", ["md", "txt"])
@pytest.mark.parametrize("brief", ["tests/data/small", "content/specimen"])
def test_text_is_as_it_was(brief: str, name: str, golden: Callable[[str, str], None]) -> None:
    edition = read(ROOT / brief, "fr")
    html = render(edition, replace(edition.brief.design, medium=Medium.SCREEN))
    made: Any = plaintext.to_markdown if name == "md" else plaintext.to_text
    golden(f"{Path(brief).name}.fr.{name}", made(html, edition).decode())


def test_text_tells_apart_what_a_page_does() -> None:
    edition = read(ROOT / "content" / "specimen", "en")
    html = render(edition, replace(edition.brief.design, medium=Medium.SCREEN))
    told, marked = plaintext.to_text(html, edition).decode(), plaintext.to_markdown(html, edition).decode()
    assert "Common Locale Data Repository, <https://cldr.unicode.org>," in " ".join(told.split())
    assert "\nReading\n~~~~~~~\n" in told
    assert "\nComplete example ·\u00a0completed\n............................\n" in told
    assert "\n  — The house, about itself [1]\n" in told
    assert "\n  A callout without a box: " in told
    for made in (told, marked):
        assert made.count("[graphic: ") == len(re.findall(r'<img [^>]*alt="[^"]', html.markup)) == 3
        assert ".invalid" not in made
    assert "\n>\n> — The house, about itself [1]\n" in marked
    assert "\n> **A callout without a box: " in marked


def test_a_heading_of_text_has_the_words_of_its_code_and_links(tmp_path: Path) -> None:
    text = r"### With `a_b`, “[a link](https://a.example)” and [mots]{lang=fr}\n\nText."
    brief = f'language: en\ndate: 2026-11-23\ntitle: T\nsections: [{{title: S, text: "{text}"}}]\n'
    (tmp_path / "brief.yaml").write_text(brief, encoding="utf-8")
    edition = read(tmp_path, "en")
    html = render(edition, replace(edition.brief.design, medium=Medium.SCREEN))
    assert "\nWith a_b, “a link <https://a.example>” and mots\n~~~" in plaintext.to_text(html, edition).decode()


@pytest.mark.parametrize(
    ("columns", "letters", "is_table"),
    # 76 characters with what stands around and between the columns, 77 characters, and 76 in three columns.
    [(5, 12, True), (4, 16, False), (3, 22, True)],
)
def test_a_table_of_many_columns_that_is_wider_than_a_line_becomes_lists(
    columns: int, letters: int, is_table: bool, small: Path
) -> None:
    text = plaintext.to_text(*with_table(small, columns, "a" * letters)).decode()
    table, _, _ = text.partition("Grille")[2].partition("Le bureau")
    assert ("-----" in table) == is_table
    assert max(map(len, table.splitlines())) <= plaintext.LINE


def test_heads_over_columns_make_no_list_of_a_narrow_table_in_markdown(tmp_path: Path) -> None:
    (tmp_path / "brief.yaml").write_text(
        "language: en\ndate: 2026-11-20\ntitle: A\nsections:\n  - title: B\n    blocks:\n"
        "      - type: table\n        caption: Gauges\n        groups: [Good status of the water, Gauges on rivers]\n"
        "        columns: [Country, {title: Then, group: good-status-of-the-water},"
        " {title: Now, group: good-status-of-the-water}, {title: All, group: gauges-on-rivers}]\n"
        "        rows: [[Austria, 71, 79, 38]]\n",
        "utf-8",
    )
    edition = read(tmp_path, "en")
    html = render(edition, replace(edition.brief.design, medium=Medium.SCREEN))
    assert "\n| Austria | 71 | 79 | 38 |\n" in plaintext.to_markdown(html, edition).decode()
    assert "Good status of the water · Now" in plaintext.to_text(html, edition).decode()


@pytest.mark.parametrize("layout", ["brief", "onepager"])
def test_text_fits_a_terminal(layout: str) -> None:
    html, edition = rendered("interpol-eu", "fr", layout)
    text = plaintext.to_text(html, edition).decode()
    lines = text.splitlines()
    assert lines[0] == lines[-1] == "TLP:CLEAR"
    # Only an address, which is not broken, may be longer.
    assert [line for line in lines if len(line) > plaintext.LINE and " " in line.strip()] == []
    for made in (text, plaintext.to_markdown(html, edition).decode()):
        assert "[TABLE]" not in made
        assert "\u2060" not in made
        numbers = {number for found in re.findall(r"\[([\d, ]+)\]", made) for number in found.split(", ")}
        assert numbers >= ({"5", "14"} if layout == "onepager" else {str(n) for n in range(1, 24)})
