"""Reads an edition in each of its formats as a sequence of words and numbers, by means that know nothing of the press.

Two formats say the same when their sequences are the same. What formats differ in by design is left out, and nothing
else: marks in the margins, contents, ways back from sources, URLs beside words, the claim that only the PDF makes.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import lxml.etree
import lxml.html
from markdown_it import MarkdownIt

from briefpress.pdf.structure_tree import Element, structure_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: What stands in a line without an end of its own; all else ends a word.
_INLINE = {"a", "abbr", "code", "em", "strong", "span", "sub", "ins", "del", "q"}
_INLINE_TYPES = {"Em", "Strong", "Span", "Link", "Code", "Quote"}
#: Figures below and above the line, which formats without elements for them have as characters.
_SMALL = str.maketrans("₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹", "01234567890123456789")
_LEFT_OUT = ("skip", "marking", "draft-mark", "contents", "back")


def words(text: str) -> list[str]:
    """The words and numbers of a text, without their capitals and marks."""
    text = "".join(char for char in unicodedata.normalize("NFC", text) if unicodedata.category(char) != "Cf")
    return re.findall(r"(?:\w|[\u0300-\u036f\u064b-\u065f\u0670])+", text.casefold().translate(_SMALL))


# The PDF, by the structure tree of the finished file.


def pdf_words(data: bytes, back: str, chart_data: str) -> list[str]:
    """The words of a file; `back` is what links back to the text say of themselves.

    `chart_data` is the title of the data of charts. Pages have the number of the chart before it: it may stand on
    another one.
    """
    root = structure_of(data)
    for caption in root.walk():
        if caption.type == "Caption" and chart_data in caption.text:
            caption.kids = [chart_data + caption.text.partition(chart_data)[2]]
    return words("".join(_structure_text(root, back)))


def _structure_text(element: Element, back: str) -> Iterator[str]:
    edge = "" if element.type in _INLINE_TYPES else " "
    if any(kid.type == "TOC" for kid in element.elements) or _leads(element, back):
        return
    yield edge
    if element.type == "Figure":
        # What it shows is said after its caption, which may stand above it or beside its foot.
        kids = [*(kid for kid in element.elements if kid.type == "Caption"), f" {element.alternative or ''} "]
    else:
        kids = element.kids if element.actual_text is None else [element.actual_text]
    for kid in kids:
        if isinstance(kid, Element):
            yield from _structure_text(kid, back)
        else:
            yield kid
    yield edge


def _leads(element: Element, back: str) -> bool:
    """Whether it is a link that leads back to the text."""
    return element.type == "Link" and (element.description or "").startswith(back)


# HTML, and Markdown, which is read as HTML.


def html_words(data: bytes) -> list[str]:
    """The words of a page, with the numbers that a browser gives to the items of its lists."""
    return words("".join(_html_text(lxml.html.fromstring(data).find("body"))))


def without_gaps(data: bytes) -> bytes:
    """A page as formats have it that write a dash for what is not known, and say nothing of it."""
    return re.sub(rb'<span class="gap"[^>]*>[^<]*</span>', b"", data)


def simple_words(data: bytes, other: bytes, *, is_plain: bool) -> list[str]:
    """The words of a page as the file `other`, of Markdown or of plain text, should have them.

    Without the QR code, whose URL stands beside it. A table of many columns that is wider than a line is a list for
    each row. In plain text, the words of two cells may stand in turns, and nothing tells URLs of the text from those
    that are put beside words.
    """
    body = lxml.html.fromstring(data).find("body")
    for picture in list(body.iter("svg")):
        picture.drop_tree()
    told = words(other.decode())
    for table in body.iter("table"):
        heads, *rows = table.iter("tr")
        names = [head.text_content() for head in heads]
        if len(names) > 3 and not _holds(told, words(" ".join(names))):
            heads.drop_tree()
            for name, cell in [pair for row in rows for pair in zip(names, row, strict=True)]:
                cell.text = f"{name} {cell.text or ''}"
        elif is_plain:
            caption = table.find("caption")
            text = sorted(words("".join(piece for part in table if part is not caption for piece in _html_text(part))))
            table[:] = [] if caption is None else [caption]
            table.tail = f" {' '.join(text)} {table.tail or ''}"
    for link in list(body.iter("a")) if is_plain else []:
        shown = "".join(char for char in link.text_content() if unicodedata.category(char) != "Cf").strip()
        if shown in (target := link.get("href", "").removeprefix("mailto:"), target.removeprefix("https://")):
            link.drop_tree()
    return words("".join(_html_text(body)))


def _holds(text: list[str], part: list[str]) -> bool:
    return any(text[start : start + len(part)] == part for start in range(len(text)))


def markdown_words(data: bytes, marking: str, figure: str) -> list[str]:
    """The words of CommonMark without the two lines of the marking; pictures are told as `figure` has it."""
    html = MarkdownIt("commonmark").enable("table").render(_unmarked(data, marking))
    text = "".join(_html_text(lxml.html.fromstring(f"<body>{html}</body>")))
    return words(_without_figure(text, figure))


def _html_text(element: Any, number: int | None = None) -> Iterator[str]:
    is_left_out = (
        not isinstance(element.tag, str)
        or element.get("aria-hidden") == "true"
        or any(name in _LEFT_OUT for name in element.get("class", "").split())
    )
    is_small = element.tag == "sup" and not element.get("class")
    edge = "" if is_small or element.tag in _INLINE else " "
    if element.get("role") == "img" and element.get("aria-label"):
        yield element.get("aria-label")
    elif not is_left_out:
        yield f"{edge}{'' if number is None else number} {element.get('alt', '')} " if edge else ""
        # A picture in the page itself is what its title says.
        inside = [element.find("title")] if element.tag == "svg" else list(element)
        yield "" if element.tag == "svg" else (element.text or "")
        numbers = _ordinals(element) if element.tag == "ol" else {}
        for child in inside:
            yield from _html_text(child, numbers.get(child))
        yield edge
    yield element.tail or ""


def _ordinals(element: Any) -> dict[Any, int]:
    """The ordinal values of the items of a list (the HTML standard, 4.4.8), and of those that a style counts on."""
    items = element.findall("li")
    step = -1 if element.get("reversed") is not None else 1
    next_number = int(element.get("start", len(items) if step < 0 else 1))
    numbers = {}
    for item in items:
        skipped = re.search(r"counter-increment: list-item (\d+)", item.get("style", ""))
        next_number += int(skipped[1]) - 1 if skipped else 0
        numbers[item] = int(item.get("value", next_number))
        next_number = numbers[item] + step
    return numbers


# Text.


#: A table of pandoc's, with a line for each row, or with rules around rows of several lines.
_TABLE = re.compile(r"^  -+\n(?s:.*?)^  -+$|^  .*\n  -+(?: +-+)*\n(?:  .*\n)+", re.MULTILINE)


def plain_words(data: bytes, marking: str, figure: str) -> list[str]:
    """The words of plain text without the two lines of the marking, and without URLs; those of a table are sorted."""
    text = re.sub(r"<(?:https?:|mailto:|\w[\w.-]*[.@]\w)[^>\s]*>", "", _unmarked(data, marking))
    text = _TABLE.sub(lambda table: " ".join(sorted(words(table[0]))) + "\n", text)
    return words(_without_figure(text, figure))


def _unmarked(data: bytes, marking: str) -> str:
    first, *lines, last = data.decode().strip().split("\n")
    assert first == last == marking
    return "\n".join(lines)


def _without_figure(text: str, figure: str) -> str:
    """The text without the word that stands before the alternative text of a picture."""
    before, _, _ = figure.partition("{text}")
    spaced = r"\s+".join(map(re.escape, before.split()))
    return re.sub(rf"\[{spaced}(?=\s|[^\]])", "[", text) if before.strip() else text


# Word.


def docx_words(data: bytes) -> list[str]:
    """The words of a document as Word shows them: with the numbers of its lists and footnotes, without the latter."""
    with zipfile.ZipFile(BytesIO(data)) as parts:
        body = lxml.etree.fromstring(parts.read("word/document.xml"))
        numbering = _numbering(lxml.etree.fromstring(parts.read("word/numbering.xml")))
    counted: dict[tuple[str, str], int] = {}
    notes = 0
    text = []
    for paragraph in body.iter(f"{_W}p"):
        text.append(_list_number(paragraph, numbering, counted))
        for element in paragraph.iter():
            if element.tag == f"{_W}t":
                run = element.getparent()
                is_mark = run.find(f"{_W}rPr/{_W}rStyle[@{_W}val='FootnoteReference']") is not None
                text.append(f" {element.text} " if is_mark else element.text or "")
            elif element.tag in (f"{_W}tab", f"{_W}br"):
                text.append(" ")
            elif element.tag == f"{_W}footnoteReference":
                notes += 1
                text.append(f" {notes} ")
            elif element.tag.endswith("}docPr"):
                text.append(f" {element.get('descr', '')} ")
        text.append(" ")
    return words("".join(text))


def _numbering(root: Any) -> dict[tuple[str, str], int | None]:
    """By list and level, the number of the first item; None where it is a bullet."""
    kinds: dict[str, dict[str, tuple[str, int]]] = defaultdict(dict)
    for abstract in root.iter(f"{_W}abstractNum"):
        for level in abstract.iter(f"{_W}lvl"):
            shape = level.find(f"{_W}numFmt").get(f"{_W}val")
            start = level.find(f"{_W}start")
            number = 0 if start is None else int(start.get(f"{_W}val"))
            kinds[abstract.get(f"{_W}abstractNumId")][level.get(f"{_W}ilvl")] = shape, number
    first: dict[tuple[str, str], int | None] = {}
    for listed in root.iter(f"{_W}num"):
        overrides = {
            each.get(f"{_W}ilvl"): int(each.find(f"{_W}startOverride").get(f"{_W}val"))
            for each in listed.iter(f"{_W}lvlOverride")
        }
        for level, (shape, start) in kinds[listed.find(f"{_W}abstractNumId").get(f"{_W}val")].items():
            number = overrides.get(level, start) if shape == "decimal" else None
            first[listed.get(f"{_W}numId"), level] = number
    return first


def _list_number(paragraph: Any, numbering: dict[tuple[str, str], int | None], counted: dict[Any, int]) -> str:
    properties = paragraph.find(f"{_W}pPr/{_W}numPr")
    if properties is None:
        return ""
    key = properties.find(f"{_W}numId").get(f"{_W}val"), properties.find(f"{_W}ilvl").get(f"{_W}val")
    start = numbering.get(key)
    if start is None:
        return ""
    counted[key] = counted.get(key, start - 1) + 1
    return f"{counted[key]} "
