"""The tag tree as a screen reader finds it in the finished file: built by us, proved by veraPDF, read by pikepdf."""

from __future__ import annotations

import inspect
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import cssselect2
import pdfplumber
import pikepdf
import pytest
import weasyprint.pdf
import weasyprint.svg
from conftest import EDITIONS, ROOT, Golden, Printed
from pdf_reader import Element, structure, tag_tree
from weasyprint.formatting_structure import boxes

from briefpress.core.design import STANDARDS
from briefpress.layout.svg_text import whole_texts
from briefpress.layout.typeset import typeset
from briefpress.markup.render import render
from briefpress.pdf.conformance import conform
from briefpress.pdf.validator import failures
from briefpress.reading.read import read
from briefpress.tagging.structure import Content, Structure
from briefpress.tagging.writer import tagged


def printed_page(folder: Path, body: str, language: str = "fr", css: str = "", standard: str = "a-3a+ua-1") -> Path:
    """The file of one page in the house's style, by all stages up to conform."""
    edition = read(ROOT / "content" / "specimen", language)
    html = render(edition, replace(edition.brief.design, standard=STANDARDS[standard]))
    markup = re.sub(r"<body.*</body>", lambda _: f"<body>{body}</body>", html.markup, flags=re.DOTALL)
    markup = markup.replace("</head>", f"<style>{css}</style></head>")
    pdf = typeset(replace(html, markup=markup))
    assert [remark.problem for remark in pdf.remarks] == []
    path = folder / f"{standard}.pdf"
    path.write_bytes(conform(pdf, edition, {"brief.yaml": b""}).data)
    return path


LEFT_TO_RIGHT = [edition for edition in EDITIONS if not edition.endswith(".ar")]

#: Some sheets with all that the press tags.
PAGE = (ROOT / "tests" / "data" / "tags.html").read_text("utf-8")
CSS = """
.leader::after { content: leader('.') '7' }
[role=doc-toc] a::after { content: ', ' target-counter(attr(href), page) }
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return printed_page(tmp_path_factory.mktemp("tags"), PAGE, css=CSS)


def find(path: Path, kind: str) -> list[Element]:
    return [element for element in structure(path).walk() if element.type == kind]


def test_the_seam_is_where_it_was() -> None:
    """WeasyPrint 70.0 calls add_tags by its global name, with these arguments, after all pages are painted."""
    assert list(inspect.signature(weasyprint.pdf.add_tags).parameters) == [
        "pdf", "document", "pdf_version", "page_streams",
    ]  # fmt: skip
    source = inspect.getsource(weasyprint.pdf.generate_pdf)
    assert source.count("add_tags(pdf, document, options['pdf_version'], page_streams)") == 1
    assert source.index("page.paint(stream, scale)") < source.index("add_tags(")
    stock = weasyprint.pdf.add_tags
    with tagged(lambda *_: ""):
        assert weasyprint.pdf.add_tags is not stock
    assert weasyprint.pdf.add_tags is stock


def test_the_seam_of_svg_texts_is_where_it_was() -> None:
    """Private names of WeasyPrint 70.0 on which layout/svg_text.py stands: one function draws texts, by three names."""
    tags, stock = weasyprint.svg.TAGS, weasyprint.svg.text
    assert tags["text"] is tags["tspan"] is stock
    with whole_texts():
        assert tags["text"] is tags["tspan"] is weasyprint.svg.text is not stock
    assert tags["text"] is tags["tspan"] is weasyprint.svg.text is stock
    node = weasyprint.svg.Node(cssselect2.ElementWrapper.from_xml_root(ElementTree.fromstring("<text>A</text>")), None)
    assert node._etree_node.text == "A"


def test_the_seam_of_the_proof_is_where_it_was() -> None:
    """Names of WeasyPrint 70.0 on which layout/walk.py and layout/log.py stand, besides `_page_box`."""
    css = "@page { @top-left { content: 'B' } } p::before { content: 'C' }"
    document = weasyprint.HTML(string=f"<style>{css}</style><p><a href='https://example.org/'>A</a>").render()
    ((kind, url, _, box),) = document.pages[0].links
    assert (kind, url, box.element.get("href")) == ("external", "https://example.org/", "https://example.org/")
    margins = [box for box in document.pages[0]._page_box.children if isinstance(box, boxes.MarginBox)]
    assert [(box.at_keyword, box.element, box.element_tag) for box in margins] == [("@top-left", None, None)]
    texts = [box for box in document.pages[0]._page_box.descendants() if isinstance(box, boxes.TextBox)]
    assert {(box.text, box.element_tag) for box in texts} == {("A", "a"), ("B", None), ("C", "p::before")}
    assert "'Step 2 - Fetching and parsing CSS - %s'" in inspect.getsource(weasyprint.CSS.__init__)


def test_the_seam_has_the_names_that_we_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Private names of WeasyPrint 70.0 on which the builder, marked_content.py and text_objects.py stand."""
    calls: list[tuple[Any, Any, list[Any]]] = []
    monkeypatch.setattr(
        weasyprint.pdf, "add_tags", lambda pdf, document, _version, streams: calls.append((pdf, document, streams))
    )
    fonts = (ROOT / "styles" / "fonts.css").as_uri()
    style = "p { font-family: 'Source Sans 3' } b { opacity: 0.5 }"
    markup = f"<link rel=stylesheet href='{fonts}'><style>{style}</style><p>A<b>B</b>"
    weasyprint.HTML(string=markup).write_pdf(pdf_tags=True)
    ((pdf, document, (stream,)),) = calls
    (tag, *_) = [tag for box, tag in stream._tags.items() if box.text == "A"]
    assert document.pages[0]._page_box.children
    items = stream.stream
    (start,) = [index for index, item in enumerate(items) if isinstance(item, dict) and item.get("MCID") == tag["mcid"]]
    assert isinstance(items[start - 1], str)
    text = items[items.index(b"BT", start) : items.index(b"ET", start) + 1]
    (name,) = [item.split()[0][1:].decode() for item in text if item.split(b"\n")[0].endswith(b" Tf")]
    (font,) = [font for font in stream._fonts.values() if font.hash == name]
    assert font in document.fonts.values()
    (glyph,) = [glyph for glyph, shown in font.to_unicode.items() if shown == "A"]
    assert (font.widths[glyph] > 0, font.bitmap) == (True, False)
    assert any(re.fullmatch(rb"\[<%04x>.*\] TJ" % glyph, item) for item in text)
    groups = [thing for thing in pdf.objects if getattr(thing, "_tags", None) is stream._tags and thing is not stream]
    assert [len(group.stream) > 0 for group in groups] == [True]


def test_all_that_is_tagged(page: Path, golden: Golden) -> None:
    golden("tags.tags.txt", tag_tree(page))


@pytest.mark.parametrize("standard", ["a-3a+ua-1", "a-4f+ua-2"])
def test_all_that_is_tagged_conforms(standard: str, tmp_path: Path) -> None:
    path = printed_page(tmp_path, PAGE, css=CSS, standard=standard)
    profiles = ("a-3a", "ua-1") if standard == "a-3a+ua-1" else ("a-4f", "ua-2", "wtpdf-accessibility", "wtpdf-reuse")
    assert failures(path.read_bytes(), profiles) == ()


@pytest.mark.parametrize("edition", ["interpol-eu.fr", "specimen.en"])
def test_the_file_holds_what_listen_says(edition: str, printed: Printed) -> None:
    """The structure that `listen` goes through is, type by type and word by word, the one in the file."""
    brief, _, language = edition.partition(".")
    built = typeset(render(read(ROOT / "content" / brief, language))).structure
    in_pdf_1 = {"Aside": "Note", "FENote": "Note", "Em": "Span", "Strong": "Span"}

    def own(element: Structure) -> str:
        return "".join(kid.text for kid in element.kids if isinstance(kid, Content))

    def plain(text: str) -> str:
        # pdfplumber takes the hyphens at line ends for content.
        text = re.sub("[-\u00ad\u2011\u2060\u2066-\u2069]", "", text).replace("\u00a0", " ")
        return " ".join(text.split()).casefold()

    # Right-to-left text is drawn from its end: pdfplumber gives it as it is drawn.
    is_right_to_left = re.compile("[\u0590-\u08ff]").search
    ours = [(in_pdf_1.get(each.type, each.type), plain(own(each))) for each in built.walk()]
    theirs = [(each.type, plain(each.text)) for each in structure(printed(edition)).walk()]
    assert [kind for kind, _ in theirs] == [kind for kind, _ in ours]
    pairs = [
        (one, two) for one, two in zip(theirs, ours, strict=True) if one[0] != "Figure" and not is_right_to_left(two[1])
    ]
    assert [one for one, _ in pairs] == [two for _, two in pairs]


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_stands_in_the_margins_is_no_content(edition: str, printed: Printed) -> None:
    """Running heads, folios and markings are artifacts of pagination (ISO 14289-1, 7.8)."""
    with pdfplumber.open(printed(edition)) as pdf:
        for sheet in pdf.pages:
            margins = [char for char in sheet.chars if char["top"] < 55 or char["bottom"] > sheet.height - 60]
            assert margins
            assert {char["tag"] for char in margins} == {"Artifact"}
            assert {char["mcid"] for char in margins} == {None}
    with pikepdf.open(printed(edition)) as file:
        for sheet in file.pages:
            operands = [each.operands for each in pikepdf.parse_content_stream(sheet) if str(each.operator) == "BDC"]
            kinds = {str(each[1].get("/Subtype")) for each in operands if str(each[0]) == "/Artifact"}
            assert kinds >= {"/Header", "/Footer"}


def test_a_table_over_pages_is_one_and_its_head_is_said_once(page: Path) -> None:
    tables = find(page, "Table")
    (long,) = [table for table in tables if "plusieurs pages" in table.read()]
    assert [row.type for row in long.kids] == ["Caption", "THead", "TBody"]
    assert long.read().count("Tête") == 1
    with pdfplumber.open(page) as pdf:
        heads = [sheet.extract_text().count("Tête") for sheet in pdf.pages]
    assert sum(heads) > 1


def test_a_link_has_one_area_a_line(page: Path) -> None:
    (link,) = [link for link in find(page, "Link") if "va d’une page" in link.read()]
    assert link.areas == 2
    assert link.said["Contents"].endswith("tout à l’heure, page 2")
    with pikepdf.open(page) as file:
        areas = [note for sheet in file.pages for note in sheet.get("/Annots", [])]
        of_the_link = [area for area in areas if str(area.Contents) == link.said["Contents"]]
        assert len(of_the_link) == 2
        assert {int(area.F) for area in areas} == {4}
        assert all("/StructParent" in area for area in areas)


def test_a_picture_has_its_place_in_points_from_the_bottom(page: Path) -> None:
    (figure,) = find(page, "Figure")
    left, bottom, right, top = map(int, figure.said["BBox"].split())
    assert (left, right - left) == (57, 113)  # 20 mm from the left edge, 40 mm wide
    with pdfplumber.open(page) as pdf:
        (sheet,) = [sheet for sheet in pdf.pages if "Les pages." in sheet.extract_text()]
        (caption,) = sheet.search("Les pages.")
        assert 0 < bottom - (sheet.height - caption["top"]) < 12
        assert bottom < top < sheet.height
    assert (figure.said["Alt"], [kid.type for kid in figure.kids]) == ("Deux pages", ["Caption"])


def test_hyphens_at_line_ends_are_not_extracted(page: Path) -> None:
    text = subprocess.run(["pdftotext", page, "-"], capture_output=True, check=True).stdout.decode()
    assert re.search(r"internationa\nlisation|interna\ntionalisation|internatio\nnalisation", text)
    assert "\u2010" not in text
    assert "\u00ad" not in text
    assert "porte-monnaie" in text


@pytest.mark.parametrize("edition", LEFT_TO_RIGHT)
def test_words_do_not_run_into_each_other(edition: str, printed: Printed) -> None:
    """A space is drawn where a line ends, so that the content alone can be read (ISO 32000-2, 14.8.2.6)."""
    brief, _, language = edition.partition(".")
    words = " ".join(re.findall(r"\w+", render(read(ROOT / "content" / brief, language)).markup)).casefold()
    for element in structure(printed(edition)).walk():
        if element.type != "Figure" and "Lang" not in element.said:
            for word in re.findall(r"[^\W\d_]{4,}", element.text.casefold()):
                assert word in words, (element.type, word)


def test_arabic_is_extracted_in_logical_order_with_whole_words(printed: Printed) -> None:
    out = subprocess.run(["pdftotext", printed("interpol-eu.ar"), "-"], capture_output=True, check=True)
    text = re.sub("[\u202a-\u202e\u200e\u200f]", "", out.stdout.decode())
    signs = "[\u064b-\u0652]"
    assert re.search(signs, text)
    # Drawn before its letter, a sign tears the word: it stands on a line of its own, or between two spaces.
    assert [line for line in text.splitlines() if re.search(rf"(?:^|\s){signs}+(?:\s|$)", line)] == []
    lead = read(ROOT / "content" / "interpol-eu", "ar").brief.lead
    assert lead
    # Where a comma stands is pdftotext's own guess; what counts is that words are whole.
    for word in re.findall(r"\w+", re.sub(signs, "", lead.plain)):
        assert re.search(rf"(?<!\w){word}(?!\w)", re.sub(signs, "", text)), word


def test_a_link_may_lead_to_what_is_empty(tmp_path: Path) -> None:
    body = '<h1>Titre</h1><p><a href="#vide">Un lien</a></p><section id="vide"></section><p>Fin.</p>'
    path = printed_page(tmp_path, body, standard="a-4f+ua-2")
    assert failures(path.read_bytes(), ("ua-2",)) == ()


def test_a_file_that_leads_to_structure(tmp_path: Path) -> None:
    """PDF/UA-2, 8.8: links and bookmarks lead to elements, and name the place on the page as well."""
    path = printed_page(tmp_path, PAGE, css=CSS, standard="a-4f+ua-2")
    with pikepdf.open(path) as file:
        (area, *_) = [note for sheet in file.pages for note in sheet.get("/Annots", []) if "/D" in note.A]
        assert str(area.A.SD[0].S) == "/Table"
        with file.open_outline() as outline:
            assert [str(item.obj.A.SD[0].S) for item in outline.root[0].children] == ["/H2"] * 4
        assert "/Dests" not in file.Root.get("/Names", {})
        names = [str(space.NS) for space in file.Root.StructTreeRoot.Namespaces]
        assert names == ["http://iso.org/pdf2/ssn", "http://iso.org/pdf/ssn"]
