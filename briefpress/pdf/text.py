"""Whether the text that comes out of the finished file is the text that went in.

Three ways lead out of a file: its structure, as a screen reader goes through it (structure_tree.py); its pages, as a
program copies or searches them, here PDFium; and what each element of the page's HTML prints (layout/printed_text.py).
No way knows what another does to capitals, ligatures or line ends.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cached_property
from io import BytesIO

import pypdfium2

from briefpress.core.problems import Severity
from briefpress.language.bidi import UNSEEN
from briefpress.layout.proof import Proof, Remark, Text
from briefpress.layout.typeset import Pdf
from briefpress.pdf.remarks import remark, short
from briefpress.pdf.structure_tree import Element, structure_of
from briefpress.tagging.structure import Content, Structure

_LOST = "a stylesheet hides it or WeasyPrint lost it at a page break; mark as `hidden` what is meant not to be printed"
_ORDER = "a screen reader follows the HTML: let the stylesheet keep its order"
_BREAK = "give its column more room, or put a zero-width space (U+200B) where the word may break"
_FACE = (
    "set it in another face: this one has not what the text needs to be copied, searched and read aloud as it is typed"
)
#: What fonts have one glyph for, what readers write for a hyphen at a line end, and ligatures that they part.
_ALIKE: dict[int, str] = dict.fromkeys((0x2010, 0x2011, 0x02, 0xFFFE), "-")
_ALIKE |= {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
#: A word from right to left, another word with its signs, or a number.
_WORD = re.compile(r"[\u0590-\u08ff]+|[^\W\d_\u0590-\u08ff][^\W\d_\u0590-\u08ff\u0300-\u036f]*|\d+")
#: Where PDFium may part a word from right to left: at punctuation and vowel signs, which it may move to another.
_MOVED = re.compile(r"[\u0591-\u05c7\u060c\u061b\u061f\u064b-\u065f\u066a-\u066d\u0670\u06d4\u06d6-\u06ed]")


def texts(pdf: Pdf) -> Iterator[Iterable[Remark]]:
    """What is lost, altered or out of order in the text of a finished file, by ways."""
    yield _printed(pdf.proof)
    # A print variant is not read by anybody, and a letter that no font has is a problem of its own.
    if not (pdf.design.finish.is_print_variant or any(each.problem.code == "missing-glyph" for each in pdf.remarks)):
        yield _structure(pdf)
        yield _pages(pdf)


def _printed(proof: Proof) -> Iterator[Remark]:
    for text in proof.lost:
        yield remark(text, "lost-text", f"“{short(text.text)}” is in the HTML and on no page", _LOST)
    for altered in proof.altered:
        message = f"“{short(altered.text)}” is in the HTML, and “{short(altered.printed)}” is printed"
        yield remark(altered, "altered-text", message, "let the stylesheet change neither letters nor their order")
    for text in proof.disordered:
        yield remark(text, "reading-order", f"“{short(text.text)}” is printed after what it comes before", _ORDER)
    for text in proof.split:
        message = f"a word is broken without a hyphen: “{short(text.text)}”"
        yield remark(text, "split-word", message, _BREAK, Severity.WARNING)


def _structure(pdf: Pdf) -> Iterator[Remark]:
    """Where the structure of the file says another text than it was made to say, or in another order."""
    parts = list(_structure_texts(pdf.structure, pdf))
    expected, actual = [part.text for part in parts], list(_file_texts(structure_of(pdf.data)))
    if expected == actual:
        return
    for kind, start, end, low, high in SequenceMatcher(None, expected, actual, autojunk=False).get_opcodes():
        if kind != "equal":
            text = Text(" ".join(expected[start:end]), parts[min(start, len(parts) - 1)].origin)
            message = f"the file says “{short(' '.join(actual[low:high]))}” where “{short(text.text)}” was meant"
            yield remark(text, "altered-text", message, _FACE)


def _structure_texts(structure: Structure, pdf: Pdf) -> Iterator[Text]:
    """The texts of the structure that was built, in reading order."""
    origin = pdf.origins.whole(structure.element) if structure.element is not None else ""
    for text in (structure.alternative, structure.expansion, structure.actual_text):
        if text:
            yield Text(_plain(text), origin)
    for kid in structure.kids:
        if isinstance(kid, Structure):
            yield from _structure_texts(kid, pdf)
        elif isinstance(kid, Content) and structure.type != "Figure" and not structure.actual_text:
            yield Text(_plain(kid.text), pdf.origins.text(kid.element) if kid.element is not None else origin)


def _file_texts(element: Element) -> Iterator[str]:
    """The texts of the structure in the file, in reading order."""
    yield from (_plain(text) for text in (element.alternative, element.expansion, element.actual_text) if text)
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _file_texts(kid)
        elif element.type != "Figure" and not element.actual_text:
            yield _plain(kid)


def _plain(text: str) -> str:
    """A text as it is compared: its characters as they were typed, its spaces as one."""
    return " ".join(UNSEEN.sub("", text).translate(_ALIKE).split())


def _pages(pdf: Pdf) -> Iterator[Remark]:
    """The runs of text that are not to be found on their page as PDFium reads it."""
    runs = defaultdict(list)
    for run in pdf.proof.runs:
        runs[run.page].append(run)
    with pypdfium2.PdfDocument(BytesIO(pdf.data)) as document:
        pages = [_Page(_plain(page.get_textpage().get_text_range())) for page in document]
    for number, page in enumerate(pages, start=1):
        for run in runs[number]:
            if not page.has(_plain(run.text), is_spaced=run.is_spaced):
                message = f"“{short(run.text)}” cannot be copied or found as it stands on page {number}"
                yield remark(Text(run.text, run.origin), "altered-text", message, _FACE)


class _Page:
    """What PDFium reads on a page."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.is_leftward = _RIGHT_TO_LEFT.search(text) is not None

    def has(self, text: str, *, is_spaced: bool) -> bool:
        """Whether a text is on it, in its order; letters that stand apart may be words to PDFium.

        In lines from right to left PDFium changes brackets and the order of words and numbers: there each counts alone.
        """
        # A hyphen at the end of a line may not be part of the word (tagging/line_ends.py).
        text = text.removesuffix("-")
        if text in self.text or (is_spaced and text.replace(" ", "") in self.text.replace(" ", "")):
            return True
        return self.is_leftward and all(word in self.words for word in _words(text))

    @cached_property
    def words(self) -> str:
        """Its words, in the forms that PDFium gives to Arabic letters."""
        return " ".join(_words(self.text))


def _words(text: str) -> list[str]:
    """The words and numbers of a text, parted where PDFium may part them."""
    return _WORD.findall(_MOVED.sub(" ", unicodedata.normalize("NFKC", text)))
