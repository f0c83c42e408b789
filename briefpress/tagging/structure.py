"""The structure of a set edition: what a screen reader goes through, in its order.

Types are the structure types of ISO 32000-2, 14.8.4, with those of ISO 32000-1 that it left out (Reference, TOC, TOCI,
Code, Quote, BlockQuote). builder.py builds a structure, writer.py writes it into the file, formats/transcript.py reads
it aloud. Types, texts and languages are plain data; contents and links also hold what WeasyPrint wrote for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from briefpress.tagging.marked_content import MarkedContent

#: Types that hold other elements and no text of their own.
GROUPING = frozenset(("Document", "Part", "Sect", "Aside", "BlockQuote", "L", "Table", "THead", "TBody", "TFoot", "TR"))


@dataclass(eq=False)
class Content:
    """A piece of text or a picture on a page."""

    page: int
    text: str
    #: Where it stands in the page's content stream.
    marked: MarkedContent
    is_right_to_left: bool = False
    #: Whether a stylesheet made it and the HTML does not have it.
    is_generated: bool = False
    #: The HTML element whose text it is, if it is the text of one.
    element: Any = None


@dataclass(eq=False)
class Link:
    """The active area of a link on one line, and where it leads: an id with `#` before it, or a URL."""

    page: int
    target: str
    annotation: Any


@dataclass(eq=False)
class Structure:
    """A structure element."""

    type: str
    kids: list[Structure | Content | Link] = field(default_factory=list)
    #: The language, where it is another than around it.
    language: str | None = None
    #: The alternative text of a picture.
    alternative: str | None = None
    #: What an abbreviation stands for.
    expansion: str | None = None
    #: What is read in place of its content.
    actual_text: str | None = None
    #: What is read before and after its content.
    change_markers: tuple[str, str] = ("", "")
    #: What a link says of itself, in the language of the edition.
    description: str | None = None
    #: The id of the HTML element.
    id: str | None = None
    #: Attributes by their owner (ISO 32000-2, 14.8.5): Layout, List, Table.
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)
    #: What it refers to, or what refers to it.
    references: list[Structure] = field(default_factory=list)
    #: The page on which it begins, from 1.
    page: int = 1
    #: The HTML element that it was made for; the document has none.
    element: Any = None

    @property
    def text(self) -> str:
        """All text in it that the HTML has."""
        kids = (kid for kid in self.kids if not isinstance(kid, Link))
        return "".join(kid.text for kid in kids if isinstance(kid, Structure) or not kid.is_generated)

    @property
    def elements(self) -> list[Structure]:
        """The elements directly in it."""
        return [kid for kid in self.kids if isinstance(kid, Structure)]

    def walk(self) -> Iterator[Structure]:
        """It and all elements in it, in reading order."""
        yield self
        for element in self.elements:
            yield from element.walk()
