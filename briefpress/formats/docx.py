"""The format `docx`: the edition as a document for Word, written by pandoc in the styles of docx_styles.py.

What calls for sources and footnotes becomes what Word has for both (docx_notes.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree
from lxml.html import HtmlElement
from PIL import Image

from briefpress.core.pandoc import pandoc
from briefpress.formats.allowed import page
from briefpress.formats.docx_fields import Fields, name_owners
from briefpress.formats.docx_parts import finished
from briefpress.formats.docx_styles import reference
from briefpress.formats.docx_tables import paragraphs, tabulate
from briefpress.formats.flow import JOINERS, flow, number
from briefpress.formats.loading import loading
from briefpress.formats.pandoc import read, replaced, write
from briefpress.formats.tables import size_columns
from briefpress.graphics.rasters import FORMATS, data_url
from briefpress.graphics.svg import RESOLUTION, png
from briefpress.graphics.tokens import Tokens
from briefpress.language.locale import Language, is_language
from briefpress.layout.fetcher import Fetcher
from briefpress.markup.render import Html
from briefpress.markup.tree import create, fill, markup, parts, wrap
from briefpress.schema.edition import Edition
from briefpress.schema.widths import WIDTHS

#: Word has known embeddings for long, and isolates not everywhere (UAX #9).
_EMBEDDINGS = {0x2066: "\u202a", 0x2067: "\u202b", 0x2069: "\u202c"}
#: The styles of what has a class in the page.
_STYLES = {
    "kicker": "Kicker",
    "document-title": "Title",
    "glance-heading": "Glance Heading",
    "dateline": "Date",
    "purpose": "Subtitle",
    "lead": "Lead",
    "note": "Note",
    "label": "Note Label",
    "callout": "Callout",
    "author": "Attribution",
    "source": "Bibliography",
    **dict.fromkeys(("blank", "boundaries", "consulted", "remark", "remarks"), "Remark"),
    "source-line": "Source Line",
}
#: Where the text of a cell stands, by its class.
_SIDES = {"number": "right", "end": "right", "center": "center"}
#: The same in text from right to left, where Word has sides change: numbers keep theirs, as digits run as ever.
_MIRRORED_SIDES = {**_SIDES, "number": "left"}
#: How many characters of a table stand in a line.
_LINE = 100
#: The edge of a QR code in print, in millimetres.
_CODE = 26
#: Spans of these classes are comments and tracked changes to pandoc, which no edition has.
_REVIEWED = {
    "comment-end", "comment-start", "deletion", "insertion", "paragraph-deletion", "paragraph-insertion",
}  # fmt: skip


def to_docx(html: Html, edition: Edition) -> bytes:
    """The document; the same edition gives the same bytes."""
    body = flow(page(html, edition, JOINERS | _EMBEDDINGS), edition.language)
    with loading(html, edition) as fetcher:
        _embed_images(body, fetcher, html.tokens)
    for span in body.iter("span"):
        span.classes -= _REVIEWED
    tabulate(body)
    for caption in body.xpath(".//figure/figcaption[ul or p]"):
        # One of several paragraphs stands where it does on the page, and not above the picture.
        caption.tag = caption.getparent().tag = "div"
    _name_headings(body)
    sides = _MIRRORED_SIDES if edition.language.direction == "rtl" else _SIDES
    for element in list(body.iterdescendants()):
        _style(element, sides)
    name_owners(body)
    for unit in body.xpath(".//caption/span[@class='unit']|.//figcaption/span[@class='unit']"):
        unit.set("data-custom-style", "Unit")
    for unit in body.xpath(".//table[@class='glance']//span[@class='unit']"):
        unit.set("data-custom-style", "Glance Unit")
    # Words in another language are in italics, as styles/languages.css has them.
    for span in body.xpath(".//span[string(@lang) and not(@class='title')]") if edition.language.has_italics else ():
        if is_language(span.get("lang")) and Language(span.get("lang")).has_italics:
            wrap(span, "em")
    document = read(markup(body))
    fields = Fields()
    replaced(document, fields.gather)
    document = replaced(document, fields.put)
    language = (f"--metadata=lang:{edition.language.tag}", f"--metadata=dir:{edition.language.direction}")
    with TemporaryDirectory() as folder:
        styles = Path(folder) / "reference.docx"
        styles.write_bytes(reference(pandoc(b"", "--print-default-data-file=reference.docx"), html.tokens, edition))
        captions = "--figure-caption-position=above"
        data = write(document, "--to=docx", f"--reference-doc={styles}", "--output=-", captions, *language)
    return finished(data, edition, is_lettered=fields.has_footnotes)


def _name_headings(body: HtmlElement) -> None:
    """Let the title be one, as Word has it, and the headings of sections those of the first level."""
    for heading in [heading for level in range(1, 7) for heading in body.iter(f"h{level}")]:
        if heading.tag == "h1":
            heading.tag = "p"
            heading.classes.add("document-title")
        else:
            heading.tag = f"h{int(str(heading.tag)[1]) - 1}"
    for heading in body.xpath(".//*[contains(@class, 'glance')]/h1"):
        heading.tag = "p"
        heading.classes.add("glance-heading")


def _embed_images(body: HtmlElement, fetcher: Fetcher, tokens: Tokens) -> None:
    """Images as pixels: Word has not the fonts in which the text of an SVG is set."""
    for image in body.iter("img"):
        response = fetcher.fetch(image.get("src", ""))
        data, kind = response.read(), response.content_type
        room = _room(image, tokens)
        if kind == "image/svg+xml":
            data, kind = png(data, room), "image/png"
            image.set("width", f"{int.from_bytes(data[16:20]) / RESOLUTION * 25.4:.1f}mm")
        elif room < min(tokens.column, _width(data)):
            image.set("width", f"{room / 96 * 25.4:.1f}mm")
        image.set("src", data_url(kind, data))
    for svg in list(body.iter("svg")):
        # One that stands in the page itself is the QR code: it keeps its size in print.
        svg.attrib.update({"xmlns": "http://www.w3.org/2000/svg", "width": f"{_CODE}mm", "height": f"{_CODE}mm"})
        source = data_url("image/png", png(etree.tostring(svg, with_tail=False), _CODE / 25.4 * 96))
        attributes = {"alt": svg.findtext("title", ""), "width": f"{_CODE}mm", "src": source}
        svg.addprevious(create("img", (), attributes))
        svg.drop_tree()


def _room(image: HtmlElement, tokens: Tokens) -> float:
    """How wide an image may be, in CSS pixels: as the column, or that part of it which it takes on a page."""
    names = (name for around in image.iterancestors() for name in around.classes if name in WIDTHS)
    return tokens.column * tokens.share(next(names, "full"))


def _width(data: bytes) -> int:
    """The width of a PNG or JPEG, in pixels."""
    with Image.open(BytesIO(data), formats=FORMATS) as image:
        return image.width


def _style(element: HtmlElement, sides: Mapping[str, str]) -> None:
    style = next((_STYLES[name] for name in element.get("class", "").split() if name in _STYLES), None)
    if style and element.tag == "div":
        element.set("data-custom-style", style)
        for item in element.iter("li"):
            fill(item, paragraphs(parts(item)))
    elif style and element.tag == "p":
        wrap(element, "div", {"data-custom-style": style})
    elif element.tag in ("td", "th"):
        _style_cell(element, sides)
    elif element.tag == "table" and element.find("colgroup") is None:
        size_columns(element, _LINE)
    if "source" in element.classes:
        mark = create("span", [number(element)], {"class": "entry-number"})
        mark.tail, element[0].text = element[0].text, None
        element[0].insert(0, mark)


def _style_cell(cell: HtmlElement, sides: Mapping[str, str]) -> None:
    """Cells are aligned as in print, and totals are strong."""
    row = cell.getparent()
    if row is not None and "total" in row.classes:
        fill(cell, [create("strong", parts(cell))])
    for side in (sides[name] for name in cell.classes if name in sides):
        cell.set("style", f"text-align: {side}")
