"""How a document for Word looks: its styles, made from the design tokens of the edition.

They are the reference document that pandoc writes by. It is made anew for each edition, as the tokens of its brief and
theme, its language and its marking are in it; nothing of it is to be kept in step by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import RGBColor
from lxml.etree import strip_elements

from briefpress.formats.docx_page import set_up_page, twips
from briefpress.graphics.tokens import Tokens
from briefpress.schema.edition import Edition

#: WordprocessingML measures the sizes of fonts in half points.
_HALF_POINTS_IN_PIXEL = 2 * 72 / 96
#: How far from a rule at their side texts stand, in twips.
BAR_INDENT = 140


@dataclass(frozen=True)
class ParagraphStyle:
    """A style of Word by the tokens that it takes: size and line spacing, font and colour."""

    name: str
    size: str
    font: str = "text"
    colour: str = "ink"
    bold: bool = False
    #: The space before and after, in half lines.
    space: tuple[float, float] = (0, 1)
    #: Its other paragraph properties, in WordprocessingML.
    more: str = ""
    based_on: str = "Normal"


def _bar(colour: str) -> str:
    """A rule at the side where a line begins."""
    rule = f'<w:{{edge}} w:val="single" w:sz="13" w:space="7" w:color="{{{colour}}}"/>'
    return f'<w:pBdr>{rule}</w:pBdr><w:ind w:left="{BAR_INDENT}"/>'


_KEPT = "<w:keepNext/><w:keepLines/>"
#: The rule over the masthead: above the first of the paragraphs that have it, as they follow each other.
_MASTHEAD = f'{_KEPT}<w:pBdr><w:top w:val="single" w:sz="16" w:space="8" w:color="{{structure}}"/></w:pBdr>'
_STYLES = (
    ParagraphStyle("Normal", "text"),
    ParagraphStyle("Body Text", "text"),
    ParagraphStyle("First Paragraph", "text", based_on="Body Text"),
    ParagraphStyle("Compact", "text", space=(0, 0.25)),
    ParagraphStyle("List Paragraph", "text", space=(0, 0.5)),
    ParagraphStyle("Title", "title", "title", "structure", bold=True, more=_MASTHEAD),
    ParagraphStyle("Heading 1", "section", "head", "structure", bold=True, space=(3, 1), more=_KEPT),
    ParagraphStyle("Heading 2", "part", "head", "structure", bold=True, space=(2, 0.5), more=_KEPT),
    ParagraphStyle("Heading 3", "item", "head", bold=True, space=(1.5, 0.5), more=_KEPT),
    ParagraphStyle("Heading 4", "text", "head", bold=True, space=(1.5, 0.5), more=_KEPT),
    ParagraphStyle("Heading 5", "text", "head", "ink-soft", space=(1.5, 0.5), more=_KEPT),
    ParagraphStyle("Kicker", "label", "head", "structure", bold=True, more=_MASTHEAD),
    ParagraphStyle("Date", "label", "head", "ink-soft"),
    ParagraphStyle("Subtitle", "purpose", space=(1, 1)),
    ParagraphStyle("Lead", "lead", space=(0, 2)),
    ParagraphStyle("Block Text", "lead", space=(1, 1), more='<w:keepNext/><w:ind w:left="450"/>'),
    ParagraphStyle("Attribution", "small", "head", "ink-soft", more='<w:ind w:left="450"/>', space=(0, 2)),
    ParagraphStyle("Note", "small", "head", space=(0, 1), more=_bar("changed")),
    ParagraphStyle(
        "Note Label", "small", "head", "changed", bold=True, space=(1, 0), more="<w:keepNext/>" + _bar("changed")
    ),
    ParagraphStyle("Callout", "lead", "head", "structure", space=(1, 2), more=_bar("structure")),
    ParagraphStyle("Remark", "small", "head", "ink-soft", space=(0.5, 1)),
    ParagraphStyle("Source Line", "small", "head", "ink-soft", space=(0.5, 1)),
    ParagraphStyle("Fact Term", "data", "head", "ink-soft", space=(0.25, 0.25)),
    # A term goes on beside its swatch.
    ParagraphStyle(
        "Key Term", "data", "head", "ink-soft", space=(0.25, 0.25), more='<w:ind w:left="285" w:hanging="285"/>'
    ),
    ParagraphStyle("Glance Heading", "label", "head", "structure", bold=True, space=(1, 0.5), more="<w:keepNext/>"),
    ParagraphStyle("Glance Figure", "figure", "head", "structure", bold=True, space=(0.5, 0), more="<w:keepNext/>"),
    ParagraphStyle("Glance Word", "small", "head", space=(0, 0.5)),
    ParagraphStyle("Caption", "data", "head", bold=True, space=(1.5, 0.5), more=_KEPT),
    ParagraphStyle("Table Caption", "data", "head", bold=True, space=(1.5, 0.5), more=_KEPT, based_on="Caption"),
    ParagraphStyle("Image Caption", "data", "head", bold=True, space=(1.5, 0.5), more=_KEPT, based_on="Caption"),
    ParagraphStyle("Captioned Figure", "text", space=(0, 0.5)),
    ParagraphStyle("Table Text", "data", "head", space=(0.25, 0.25)),
    ParagraphStyle("Bibliography", "small", "head", space=(0, 0.5), more='<w:ind w:left="400" w:hanging="400"/>'),
    ParagraphStyle("Footnote Text", "small", "head", space=(0, 0.25)),
    ParagraphStyle("header", "small", "head", "ink-soft"),
    ParagraphStyle("footer", "small", "head", "ink-soft"),
)


def reference(default: bytes, tokens: Tokens, edition: Edition) -> bytes:
    """The reference document, made of pandoc's own."""
    document = Document(BytesIO(default))
    edge = "right" if edition.language.direction == "rtl" else "left"
    for style in _STYLES:
        _apply(document, style, tokens, edge)
    for name, colour in (("Numeral", "structure"), ("Unit", "ink-soft")):
        document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER).font.color.rgb = _rgb(tokens, colour)
    size = round(tokens.pixels("size-item") * _HALF_POINTS_IN_PIXEL)
    small = f'<w:b w:val="0"/><w:bCs w:val="0"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    unit = document.styles.add_style("Glance Unit", WD_STYLE_TYPE.CHARACTER)
    unit.element.append(parse_xml(f"<w:rPr {nsdecls('w')}>{small}</w:rPr>"))
    for name in ("Hyperlink", "Footnote Reference"):
        document.styles[name].font.color.rgb = _rgb(tokens, "structure")
    _style_tables(document, tokens)
    _name_substitutes(document, tokens)
    set_up_page(document.sections[0], tokens, edition)
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def _apply(document: Any, style: ParagraphStyle, tokens: Tokens, edge: str) -> None:
    # Looked up by their names, as python-docx does not find `Caption` by its own.
    known = {each.name: each for each in document.styles}
    target = known.get(style.name) or document.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH)
    target.quick_style = True
    target.base_style = None if style.name == "Normal" else known[style.based_on]
    strip_elements(target.element, qn("w:pPr"), qn("w:rPr"))
    for xml in (_paragraph_properties(style, tokens, edge), _run_properties(style, tokens)):
        target.element.append(parse_xml(xml))


def _paragraph_properties(style: ParagraphStyle, tokens: Tokens, edge: str) -> str:
    half, lead = twips(tokens, "half"), twips(tokens, f"lead-{style.size}")
    before, after = (round(half * share) for share in style.space)
    spacing = f'<w:spacing w:before="{before}" w:after="{after}" w:line="{lead}" w:lineRule="atLeast"/>'
    _, _, level = style.name.partition("Heading ")
    outline = f'<w:outlineLvl w:val="{int(level) - 1}"/>' if level else ""
    more = style.more.format(edge=edge, **{name: _hex(tokens, name) for name in ("changed", "structure")})
    # The order of the elements is prescribed (ISO/IEC 29500-1, 17.3.1.26).
    ahead, indent, size = more.partition("<w:ind ")
    return f"<w:pPr {nsdecls('w')}>{ahead}{spacing}{indent}{size}{outline}</w:pPr>"


def _run_properties(style: ParagraphStyle, tokens: Tokens) -> str:
    # What is read from right to left is set in the face of its script, all else in the Latin one.
    fonts = sorted(tokens.families(style.font), key=lambda name: "Arabic" in name)
    size = round(tokens.pixels(f"size-{style.size}") * _HALF_POINTS_IN_PIXEL)
    names = f'w:ascii="{fonts[0]}" w:hAnsi="{fonts[0]}" w:cs="{fonts[-1]}" w:eastAsia="{fonts[0]}"'
    bold = "<w:b/><w:bCs/>" if style.bold else ""
    colour = f'<w:color w:val="{_hex(tokens, style.colour)}"/>'
    return (
        f'<w:rPr {nsdecls("w")}><w:rFonts {names}/>{bold}{colour}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    )


def _style_tables(document: Any, tokens: Tokens) -> None:
    """Rules as in print: a line under the header cells, hairlines under the rows; header cells are strong."""
    style = document.styles["Table"].element
    strip_elements(style, qn("w:tblPr"), qn("w:tblStylePr"))
    rule = f'w:val="single" w:sz="4" w:space="0" w:color="{_hex(tokens, "rule")}"'
    strong = f'w:val="single" w:sz="8" w:space="0" w:color="{_hex(tokens, "structure")}"'
    bold = "<w:rPr><w:b/><w:bCs/></w:rPr>"
    for xml in (
        _table_properties(f"<w:bottom {rule}/><w:insideH {rule}/>"),
        f'<w:tblStylePr {nsdecls("w")} w:type="firstRow">{bold}<w:tcPr><w:tcBorders><w:bottom {strong}/></w:tcBorders>'
        "</w:tcPr></w:tblStylePr>",
        f'<w:tblStylePr {nsdecls("w")} w:type="firstCol">{bold}</w:tblStylePr>',
    ):
        style.append(parse_xml(xml))
    # Facts have no rules; figures at a glance stand between two.
    for name, borders in (("Facts", ""), ("Glance", f"<w:top {rule}/><w:bottom {rule}/>")):
        target = document.styles.add_style(name, WD_STYLE_TYPE.TABLE).element
        target.append(parse_xml(_table_properties(borders)))


def _table_properties(borders: str) -> str:
    margins = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="160" w:type="dxa"/></w:tblCellMar>'
    return f"<w:tblPr {nsdecls('w')}><w:tblBorders>{borders}</w:tblBorders>{margins}</w:tblPr>"


def _name_substitutes(document: Any, tokens: Tokens) -> None:
    """Name the fonts to use where a reader does not have those of the brief."""
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    table = parse_xml(part.blob)
    names = [name for role in ("text", "title", "head") for name in tokens.families(role)]
    for name in dict.fromkeys(names):
        family, other = ("roman", "Georgia") if "Serif" in name else ("swiss", "Calibri")
        substitute = f'<w:altName w:val="{"Arial" if "Arabic" in name else other}"/><w:family w:val="{family}"/>'
        table.append(parse_xml(f'<w:font {nsdecls("w")} w:name="{name}">{substitute}</w:font>'))
    part._blob = serialize_part_xml(table)


def _rgb(tokens: Tokens, name: str) -> RGBColor:
    return RGBColor.from_string(_hex(tokens, name))


def _hex(tokens: Tokens, name: str) -> str:
    return tokens.mix(name).lstrip("#").upper()
