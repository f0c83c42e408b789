"""What Word counts and refers to by itself: numbers of headings and sources, of figures, footnotes and what cites them.

A document that is edited keeps them right: where a section, a figure or a source is taken out, the others are counted
anew, and so is what refers to them once the fields are updated. Sources stand in one list; numbers of headings and
sources are those of paragraphs (docx_numbering.py), those of figures fields, as Word's captions have them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from xml.sax.saxutils import escape, quoteattr

from lxml.html import HtmlElement

from briefpress.formats.pandoc import Node, children, footnote, is_a, node, raw, target, text_of

#: The element that stands for the number of a paragraph until docx_numbering.py counts it.
NUMBER = "w:number"
_NUMERAL = re.compile(r"(?P<name>.*?)(?P<number>\d+)(?P<rest>\D*)", re.DOTALL)
_NUMERAL_STYLE = "Numeral"
_xml = partial(raw, "openxml")


@dataclass
class Fields:
    """The numbers of a document by the ids of what has them, and what has been written of them."""

    #: What is counted in figures: its number, and the switches of fields that refer to it (ISO 29500-1, 17.16.5.51).
    numbers: dict[str, tuple[str, str]] = field(default_factory=dict)
    #: Whether the text has footnotes of its own.
    has_footnotes: bool = False
    #: The footnotes that stand there already, by their bookmarks.
    footnotes: set[str] = field(default_factory=set)
    #: The last number of each sequence, as of figures.
    sequences: Counter[str] = field(default_factory=Counter)
    #: The bookmarks of what has an id and a number.
    bookmarks: dict[str, str] = field(default_factory=dict)
    #: How many bookmarks there are.
    count: int = 0

    def gather(self, element: Node) -> None:
        """Note what has a number, and whether there are footnotes."""
        if is_a("Span", "footnote", element):
            self.has_footnotes = True
        of = _owner(element) if element["t"] == "Span" else ""
        if of and (counted := _NUMERAL.fullmatch(text_of(children(element)))):
            self.numbers[of] = counted["number"], "\\h" if is_a("Span", "numeral", element) else "\\n \\h"

    def put(self, element: Node) -> list[Node] | None:
        """What stands for a number, or for what cites a source, calls for a footnote or refers to a number."""
        if is_a("Span", "citation", element):
            return self.mention(text_of(children(element)), is_raised=not is_a("Span", "in-line", element))
        if is_a("Span", "citations", element):
            return children(element) if is_a("Span", "in-line", element) else _raised(children(element))
        if is_a("Span", "noteref", element):
            return _raised(self.footnote(element))
        if is_a("Span", "entry-number", element):
            return self.numbered(element, f"{text_of(children(element))}.")
        if is_a("Span", "numeral", element):
            return self.sequence(element)
        if element["t"] == "Header":
            return self.heading(element)
        if element["t"] == "Link":
            return self.reference(element)
        return None

    def mention(self, source: str, *, is_raised: bool) -> list[Node]:
        """A reference to the number of a source, or that number alone where the list is without it."""
        style = "FootnoteReference" if is_raised else "Hyperlink"
        name = f"source-{source}"
        mark = _run(escape(source), style)
        return [_xml(_field(f"REF {self.bookmark(name)} \\n \\h", mark, style) if name in self.numbers else mark)]

    def footnote(self, element: Node) -> Iterator[Node]:
        """A footnote of the text, or a reference to it, with what stands beside its mark."""
        for part in children(element):
            if is_a("Span", "call", part):
                bookmark = re.sub(r"\W", "_", target(part))
                yield from self.called(text_of(children(part)), bookmark, footnote(element))
            elif not is_a("Span", "footnote", part):
                yield part

    def called(self, mark: str, bookmark: str, paragraphs: list[Node]) -> list[Node]:
        """A footnote in a bookmark where it is called for first, and later a reference to that."""
        style = "FootnoteReference"
        if bookmark in self.footnotes:
            return [_xml(_field(f"NOTEREF {bookmark} \\f \\h", _run(escape(mark), style), style))]
        self.footnotes.add(bookmark)
        start, end = self.marked(bookmark)
        return [_xml(start), node("Note", paragraphs), _xml(end)]

    def numbered(self, element: Node, text: str) -> list[Node]:
        """The number of a paragraph, in a bookmark if something may refer to it."""
        start, end = self.marked(self.bookmark(of)) if (of := _owner(element)) else ("", "")
        return [_xml(f"{start}{end}<{NUMBER} w:val={quoteattr(text)}/>")]

    def heading(self, element: Node) -> list[Node] | None:
        """A heading whose number is that of its paragraph."""
        level, attributes, contents = element["c"]
        if not contents or not is_a("Span", "number", contents[0]):
            return None
        is_over = [part["t"] == "Space" or part.get("c") == "·" for part in contents]
        first = next(place for place in range(1, len(contents)) if not is_over[place])
        number = self.numbered(contents[0], text_of(contents[:first]).strip())
        return [node("Header", [level, attributes, [*number, *contents[first:]]])]

    def sequence(self, element: Node) -> list[Node] | None:
        """The numeral of a figure, a table or a recommendation: its name, and a number that Word counts by it."""
        numeral = _NUMERAL.fullmatch(text_of(children(element)))
        if numeral is None:
            return None
        name, number = re.sub(r"\W", "", numeral["name"]) or "Number", int(numeral["number"])
        reset = "" if number == self.sequences[name] + 1 else f" \\r {number}"
        self.sequences[name] = number
        start, end = self.marked(self.bookmark(of)) if (of := _owner(element)) else ("", "")
        counted = _field(f"SEQ {escape(name)} \\* ARABIC{reset}", _run(str(number), _NUMERAL_STYLE), _NUMERAL_STYLE)
        words = [_xml(_run(numeral[part], _NUMERAL_STYLE)) for part in ("name", "rest")]
        return [words[0], _xml(start + counted + end), words[1]]

    def reference(self, element: Node) -> list[Node] | None:
        """A link whose words end with the number of what it leads to refers to that number."""
        attributes, contents, (url, title) = element["c"]
        of, last = url.removeprefix("#"), contents[-1].get("c") if contents else None
        number, switches = self.numbers.get(of, ("", ""))
        if not (number and url.startswith("#") and isinstance(last, str) and re.search(rf"(?<!\d){number}$", last)):
            return None
        words = [*contents[:-1], node("Str", last.removesuffix(number))]
        shown = _xml(_field(f"REF {self.bookmark(of)} {switches}", _run(number)))
        return [node("Link", [attributes, [*words, shown], [url, title]])]

    def bookmark(self, name: str) -> str:
        """The bookmark of what has this id: Word has names of 40 letters, and hides its own, which begin so."""
        return self.bookmarks.setdefault(name, f"_Ref{len(self.bookmarks) + 1:09}")

    def marked(self, bookmark: str) -> tuple[str, str]:
        """The beginning and the end of a bookmark."""
        self.count += 1
        # Pandoc counts its own from 1 on.
        number = f'w:id="{self.count}0000"'
        return f"<w:bookmarkStart {number} w:name={quoteattr(bookmark)}/>", f"<w:bookmarkEnd {number}/>"


def name_owners(body: HtmlElement) -> None:
    """Let each number of a heading, a figure or a source say the id of what has it, where links may lead to that."""
    for number in body.xpath(".//h1/span[@class='number']|.//span[@class='numeral' or @class='entry-number']"):
        owner = next((element for element in number.iterancestors() if element.get("id")), None)
        is_heading = number.getparent().tag == "h1"
        if owner is not None and is_heading == ("section" in owner.classes):
            number.set("data-of", owner.get("id"))


def _owner(number: Node) -> str:
    return str(dict(number["c"][0][2]).get("of", ""))


def _raised(contents: Iterable[Node]) -> list[Node]:
    """What encloses and separates marks stands as high as they do."""
    return [node("Superscript", [part]) if part["t"] in ("Str", "Space") else part for part in contents]


def _run(text: str, style: str = "") -> str:
    return _styled(f'<w:t xml:space="preserve">{escape(text)}</w:t>', style)


def _styled(contents: str, style: str) -> str:
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f"<w:r>{properties}{contents}</w:r>"


def _field(code: str, result: str, style: str = "") -> str:
    """A field (ISO 29500-1, 17.16) with what it shows until it is updated."""
    begin, separate, end = (
        _styled(f'<w:fldChar w:fldCharType="{kind}"/>', style) for kind in ("begin", "separate", "end")
    )
    instruction = _styled(f'<w:instrText xml:space="preserve"> {code} </w:instrText>', style)
    return f"{begin}{instruction}{separate}{result}{end}"
