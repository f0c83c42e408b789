"""Numbers of paragraphs that Word counts: those of sections, the letters of annexes, the numbers of sources.

They are lists of Word, one for each kind (ISO 29500-1, 17.9). That of the sections belongs to the style of their
headings: a new heading has a number at once, and one without a number says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from briefpress.formats.docx_fields import NUMBER

#: The style of the headings of sections.
_HEADING = "Heading1"
#: How far the text stands from where its number begins, in twips.
_WIDTHS = {_HEADING: 480, "Bibliography": 400}

_PRINTED = re.compile(r"(.*?)(\d+|\w+)(\W*)", re.DOTALL)
#: How Word writes letters that begin so: the Arabic ones in their old order or in that of the alphabet.
_LETTERS = {"أبج": "arabicAbjad", "أبت": "arabicAlpha"}


@dataclass(frozen=True)
class Kind:
    """What is counted together: the style of the paragraphs, what stands around the number, and how it is written."""

    style: str
    before: str
    after: str
    #: As Word calls it (ISO 29500-1, 17.18.59).
    format: str

    @property
    def is_of_sections(self) -> bool:
        """Whether these are the sections, of which annexes are none."""
        return self.style == _HEADING and self.format == "decimal"


def number_paragraphs(document: Any, letters: str) -> None:
    """Let Word count what has a number or one of these letters, anew where a number does not follow the one before."""
    lists = document.part.numbering_part.element
    definitions: dict[Kind, int] = {}
    last: dict[Kind, tuple[int, int]] = {}
    for mark in list(document.element.body.iter(qn(NUMBER))):
        paragraph = mark.getparent()
        paragraph.remove(mark)
        kind, number = _read(mark.get(qn("w:val")), paragraph.style, letters)
        if kind not in definitions:
            definitions[kind] = _define(lists, kind)
        before, listed = last.get(kind, (0, 0))
        if number != before + 1 or not listed:
            listed = _begin(lists, definitions[kind], number)
        last[kind] = number, listed
        _put(paragraph, listed)
    if sections := [listed for kind, (_, listed) in last.items() if kind.is_of_sections]:
        _link(document, sections[0])


def _read(text: str, style: str, letters: str) -> tuple[Kind, int]:
    """A number as it is printed: `2`, `7.`, `Annex B ·`."""
    printed = _PRINTED.fullmatch(text)
    assert printed is not None  # noqa: S101 (whatever has a number has a word)
    before, count, after = printed.groups()
    if count.isdigit():
        return Kind(style, before, after, "decimal"), int(count)
    number = 0
    for letter in count:
        number = number * len(letters) + letters.find(letter) + 1
    return Kind(style, before, after, _LETTERS.get(letters[:3], "upperLetter")), number


def _define(lists: Any, kind: Kind) -> int:
    """How a kind is counted; returns the id of the definition."""
    place = 1 + max((int(name) for name in lists.xpath("./w:abstractNum/@w:abstractNumId")), default=0)
    linked = f'<w:pStyle w:val="{kind.style}"/>' if kind.is_of_sections else ""
    width = _WIDTHS[kind.style]
    # A long name has no place beside the text: this follows it on its line.
    apart = '<w:suff w:val="space"/>' if kind.before else ""
    indent = "" if kind.before else f'<w:pPr><w:ind w:left="{width}" w:hanging="{width}"/></w:pPr>'
    level = (
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind.format}"/>{linked}{apart}'
        f'<w:lvlText w:val="{escape(kind.before)}%1{escape(kind.after)}"/><w:lvlJc w:val="left"/>{indent}</w:lvl>'
    )
    definition = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{place}"><w:multiLevelType w:val="multilevel"/>{level}'
        "</w:abstractNum>"
    )
    # All definitions stand before the lists that are made of them.
    lists.insert(len(lists.xpath("./w:abstractNum")), definition)
    return place


def _begin(lists: Any, definition: int, first: int) -> int:
    """A list that begins with this number; returns the id by which paragraphs name it."""
    listed = lists.add_num(definition)
    listed.add_lvlOverride(ilvl=0).add_startOverride(first)
    return int(listed.numId)


def _put(paragraph: Any, listed: int) -> None:
    properties = paragraph.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = listed


def _link(document: Any, listed: int) -> None:
    """Let the headings of sections be counted by their style, and those without a number be none of the list."""
    for paragraph in document.element.body.iter(qn("w:p")):
        if paragraph.style == _HEADING and paragraph.pPr.numPr is None:
            _put(paragraph, 0)
    style = next(style for style in document.styles if style.style_id == _HEADING)
    style.element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = listed
