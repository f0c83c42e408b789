"""What pandoc leaves to be done in a document for Word: properties, directions, styles.

The file is then written so that the same input gives the same bytes.
"""

from __future__ import annotations

import re
from datetime import datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Twips

from briefpress.formats.docx_numbering import number_paragraphs
from briefpress.formats.docx_styles import BAR_INDENT
from briefpress.schema.edition import Edition

_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
#: How far an item stands behind its mark, in twips; in a cell there is less room.
_ITEM_INDENT, _CELL_INDENT = 360, 200
#: What pandoc gives paragraphs that it has no other style for.
_PLAIN = ("Compact", "FirstParagraph", "BodyText")
#: The list of pandoc whose paragraphs go on with an item: they have no mark.
_CONTINUED = 1000
#: What is followed by a line of sources, and what stands with what is below it: heads of columns and of groups of rows,
#: rows of facts, figures and tables over their sources, paragraphs of one item.
_BEFORE_SOURCES = (
    "[following-sibling::*[not(self::w:bookmarkStart or self::w:bookmarkEnd)][1][self::w:p]"
    "/w:pPr/w:pStyle/@w:val='SourceLine']"
)
_KEPT = (
    "w:tr[w:trPr/w:tblHeader or count(w:tc[.//w:gridSpan]) = count(w:tc)]//w:p",
    "w:tbl[w:tblPr/w:tblStyle/@w:val='Facts']/w:tr[position() < last()]//w:p",
    f"w:tbl{_BEFORE_SOURCES}/w:tr[last()]//w:p",
    f"w:p[w:pPr/w:pStyle/@w:val='CaptionedFigure']{_BEFORE_SOURCES}",
    f"w:p[following-sibling::*[1][self::w:p/w:pPr/w:numPr/w:numId/@w:val='{_CONTINUED}']]",
)
#: The years that the date of a part can have (APPNOTE.TXT of PKWARE, 4.4.6).
_FIRST_YEAR, _LAST_YEAR = 1980, 2107
#: Tells readers to pass over a picture (MS-ODRAWXML, 2.27).
_DECORATION = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1" '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst>'
)


def finished(data: bytes, edition: Edition, *, is_lettered: bool) -> bytes:
    """The finished document, whose footnotes are counted by letters or by numbers."""
    document = Document(BytesIO(data))
    body = document.element.body
    notes = document.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
    root = parse_xml(notes.blob)
    for tree in (body, root):
        _direct(tree)
    number_paragraphs(document, edition.labels.dossier.letters)
    _restyle(body)
    _lower_marks(body)
    _keep_together(body)
    if is_lettered:
        _letter(body.sectPr, edition)
    if edition.language.direction == "rtl":
        for table in body.iter(qn("w:tblPr")):
            table.find(qn("w:tblStyle")).addnext(OxmlElement("w:bidiVisual"))
        body.sectPr.append(OxmlElement("w:bidi"))
    _describe(document, edition)
    for picture in body.xpath(".//wp:docPr[not(string(@descr))]"):
        picture.append(parse_xml(_DECORATION))
    for picture in body.iter(qn("wp:inline")):
        # LibreOffice keeps text apart from a picture that does not say how far.
        picture.attrib.update(dict.fromkeys(("distT", "distB", "distL", "distR"), "0"))
    for picture in body.iter(qn("pic:cNvPr")):
        picture.attrib.pop("descr", None)
    notes._blob = serialize_part_xml(root)
    saved = BytesIO()
    document.save(saved)
    return _packed(saved.getvalue(), edition)


def _letter(section: Any, edition: Edition) -> None:
    """Let footnotes be counted as in print (language/locale.py); ISO 29500-1, 17.11.11."""
    form = "arabicAbjad" if edition.language.note_mark(1) == "أ" else "lowerLetter"
    counted = OxmlElement("w:footnotePr")
    counted.append(OxmlElement("w:numFmt", {qn("w:val"): form}))
    heads = [child for child in section if child.tag in (qn("w:headerReference"), qn("w:footerReference"))]
    section.insert(len(heads), counted)


def _direct(tree: Any) -> None:
    """Latin names run from left to right, with the spaces inside of them; the language of Arabic is named as such."""
    for paragraph in tree.iter(qn("w:p")):
        kinds = [(run, _kind("".join(run.itertext(qn("w:t"))))) for run in paragraph.iter(qn("w:r"))]
        for place, (run, kind) in enumerate(kinds):
            is_inside = kind == "" and _next(kinds[place::-1]) == _next(kinds[place:]) == "latin"
            for mark in run.xpath("./w:rPr/w:rtl"):
                if kind == "latin" or is_inside:
                    mark.getparent().remove(mark)
                    continue
                for language in mark.xpath("../w:lang"):
                    language.set(qn("w:bidi"), language.attrib.pop(qn("w:val")))


def _kind(text: str) -> str:
    return "arabic" if _ARABIC.search(text) else "latin" if _LATIN.search(text) else ""


def _next(kinds: list[tuple[Any, str]]) -> str:
    return next((kind for _, kind in kinds if kind), "")


def _restyle(body: Any) -> None:
    """Give items of lists and cells of tables, which pandoc sets alike, styles of their own.

    First cells are header cells of their rows.
    """
    for cell in body.xpath(".//w:tc//w:p"):
        if cell.style in (None, *_PLAIN):
            cell.style = "TableText"
    for item in body.xpath(".//w:p[w:pPr/w:numPr]"):
        if item.style in (None, "Compact"):
            item.style = "ListParagraph"
        elif item.style == "TableText":
            _indent(item.pPr, _CELL_INDENT)
    for item in body.xpath(".//w:pPr[w:numPr][w:pStyle[@w:val='Callout' or @w:val='Note']]"):
        # The rule beside it goes on from the paragraph above, whatever the indent of lists is.
        _indent(item, _ITEM_INDENT, BAR_INDENT)
    for shown in body.iter(qn("w:tblLook")):
        shown.set(qn("w:firstColumn"), "1")
        shown.set(qn("w:val"), "00A0")


def _lower_marks(body: Any) -> None:
    """Let the numbers of sources stand in the line below what rests on them."""
    for mark in body.xpath(".//w:p[w:pPr/w:pStyle/@w:val='SourceLine']//w:rPr[w:rStyle/@w:val='FootnoteReference']"):
        mark.append(OxmlElement("w:vertAlign", {qn("w:val"): "baseline"}))


def _keep_together(body: Any) -> None:
    """Let rows, facts and items stand on one page, and what belongs to what is below on the page of that."""
    for row in body.iter(qn("w:tr")):
        row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for paragraph in body.xpath("|".join(f".//{path}" for path in _KEPT)):
        paragraph.get_or_add_pPr().get_or_add_keepNext()
    for paragraph in body.xpath(".//w:p[w:pPr/w:numPr]"):
        paragraph.pPr.get_or_add_keepLines()


def _indent(item: Any, width: int, edge: int = 0) -> None:
    """Let an item stand as far from its mark, and a list as far from the edge, in twips."""
    indent = item.get_or_add_ind()
    indent.left = Twips(edge + (item.numPr.ilvl.val + 1) * width)
    indent.hanging = Twips(width)
    indent.addnext(OxmlElement("w:contextualSpacing"))


def _describe(document: Any, edition: Edition) -> None:
    """The same properties as the PDF's."""
    brief, properties = edition.brief, document.core_properties
    properties.title, properties.subject = str(brief.title), brief.purpose.plain if brief.purpose else ""
    properties.language, properties.keywords = edition.language.code, edition.keywords
    properties.author = ", ".join(name.as_said for name in brief.author) or "briefpress"
    properties.created = properties.modified = datetime.combine(brief.date.first, time())
    properties.last_modified_by, properties.revision = "briefpress", 1


def _packed(data: bytes, edition: Edition) -> bytes:
    """The parts in their order, all of one date."""
    day = edition.brief.date.first
    packed = BytesIO()
    with ZipFile(BytesIO(data)) as parts, ZipFile(packed, "w", ZIP_DEFLATED) as file:
        # Readers of the Open Packaging Conventions look for the types of the parts first.
        for name in sorted(parts.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = ZipInfo(name, (min(max(day.year, _FIRST_YEAR), _LAST_YEAR), day.month, day.day, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            file.writestr(entry, parts.read(name))
    return packed.getvalue()
