"""The page of a document for Word: its size and margins, and what its header and footer say on every page."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Twips

from briefpress.graphics.tokens import Tokens
from briefpress.schema.edition import Edition
from briefpress.schema.markings import Marking

#: The sizes of paper, in millimetres.
_PAPERS = {"a3": (297, 420), "a4": (210, 297), "a5": (148, 210), "b5": (176, 250), "letter": (215.9, 279.4)}
#: WordprocessingML measures lengths in twips, twentieths of a point.
_TWIPS_IN_PIXEL = 1440 / 96


def twips(tokens: Tokens, name: str) -> int:
    """A length among the tokens."""
    return round(tokens.pixels(name) * _TWIPS_IN_PIXEL)


def set_up_page(section: Any, tokens: Tokens, edition: Edition) -> None:
    """The page, and in its header and footer what every page carries."""
    name, *turned = (tokens.values.get("paper") or "A4").lower().split()
    width, height = sorted(_PAPERS.get(name, _PAPERS["a4"]), reverse="landscape" in turned)
    # A page of Word has one column: its margins take what the side column leaves over.
    side = (twips(tokens, "margin-inner") + twips(tokens, "margin-outer")) // 2 + twips(tokens, "gutter")
    section.page_width, section.page_height = (Mm(edge) for edge in (width, height))
    section.left_margin = section.right_margin = Twips(side)
    section.top_margin, section.bottom_margin = (Twips(twips(tokens, f"margin-{edge}")) for edge in ("top", "bottom"))
    section.header_distance = section.footer_distance = Mm(10)
    brief = edition.brief
    head = str(brief.short_title or brief.title)
    draft = f" · {edition.labels.draft}" if brief.status == "draft" else ""
    column = round(Mm(width).pt * 20) - 2 * side
    for part, runs in ((section.header, _text(head + draft)), (section.footer, _PAGES)):
        part.is_linked_to_previous = False
        empty = part.paragraphs[0]._p
        empty.getparent().replace(empty, parse_xml(_line(part, runs, edition.marking, column)))


def _line(part: Any, runs: str, marking: Marking | None, column: int) -> str:
    """A text at the left, the marking at the right (TLP 2.0), in whatever direction the language runs."""
    style = "Header" if "hdr" in part._element.tag else "Footer"
    stop = f'<w:tabs><w:tab w:val="clear" w:pos="4513"/><w:tab w:val="right" w:pos="{column}"/></w:tabs>'
    return (
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/>{stop}<w:bidi w:val="0"/></w:pPr>'
        f"{runs}{_mark(marking) if marking else ''}</w:p>"
    )


def _mark(marking: Marking) -> str:
    colour, ground = (value.lstrip("#").upper() for value in (marking.color, marking.background))
    return (
        f'<w:r><w:tab/></w:r><w:r><w:rPr><w:b/><w:color w:val="{colour}"/><w:sz w:val="24"/><w:szCs w:val="24"/>'
        # A border of the colour of the ground leaves room around the letters.
        f'<w:bdr w:val="single" w:sz="24" w:space="0" w:color="{ground}"/>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/></w:rPr>'
        f'<w:t xml:space="preserve">\u00a0{escape(marking.printed)}\u00a0</w:t></w:r>'
    )


def _text(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _field(code: str) -> str:
    return f'<w:fldSimple w:instr=" {code} ">{_text("1")}</w:fldSimple>'


_PAGES = _field("PAGE") + _text(" / ") + _field("NUMPAGES")
