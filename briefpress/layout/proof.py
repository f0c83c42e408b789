"""The proof: what was laid out, page by page, as plain data that preflight reads.

Whatever is printed says its origin (markup/origins.py): the path of an entry, a line of a template, or what a
stylesheet generates. Lengths are in CSS pixels (1/96 inch) from the top left corner of the page, colours in sRGB from
0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefpress.core.problems import Problem
from briefpress.graphics.colours import Colour


@dataclass(frozen=True)
class Box:
    """A rectangle on a page."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, other: Box, slack: float = 1.0) -> bool:
        """Whether `other` lies inside, but for `slack` pixels."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.x + other.width <= self.x + self.width + slack
            and other.y + other.height <= self.y + self.height + slack
        )

    def meets(self, other: Box) -> bool:
        """Whether `other` lies on it somewhere."""
        return max(self.x, other.x) < min(self.x + self.width, other.x + other.width) and max(self.y, other.y) < min(
            self.y + self.height, other.y + other.height
        )


@dataclass(frozen=True)
class Run:
    """A run of text in one font and one colour, on one line."""

    page: int
    text: str
    #: The origins of its pieces, each with the letters of the run before it.
    origins: tuple[tuple[int, str], ...]
    box: Box
    #: What is visible of the page where the run stands.
    window: Box
    #: The font size, and whether the font is bold (600 or more).
    size: float
    bold: bool
    families: tuple[str, ...]
    colour: Colour
    background: Colour
    #: Whether its letters stand apart, as words do.
    is_spaced: bool
    #: The element of the HTML whose text it is; None for what a stylesheet generates.
    element: Any = None

    @property
    def origin(self) -> str:
        """Where it comes from, or begins to."""
        return self.origins[0][1]


@dataclass(frozen=True)
class Picture:
    """A picture and its alternative text (none where it is decoration).

    If it is made of pixels, it has their density; if it is an SVG, the size in which its smallest text is printed.
    """

    page: int
    url: str
    #: Where its file is named, or what draws it.
    origin: str
    #: The entry that it belongs to.
    entry: str
    alt: str | None
    dpi: float | None
    text_size: float | None
    box: Box
    #: Where it belongs: between the margins at head and foot. None for one that a stylesheet puts at a place.
    area: Box | None


@dataclass(frozen=True)
class Text:
    """A text of the page's HTML, or the URL of a link."""

    text: str
    origin: str


@dataclass(frozen=True)
class Heading(Text):
    """A heading of the page's HTML."""

    level: int


@dataclass(frozen=True)
class Altered(Text):
    """A text of the page's HTML that is printed otherwise, and what is printed in its place."""

    printed: str


@dataclass(frozen=True)
class Moved(Text):
    """What did not fit on its page: its class in the HTML, or the name of its element."""

    kind: str
    #: Of a picture, the part of a page that it may take to fit, from 0 to 1.
    fitting: float | None


@dataclass(frozen=True)
class Blank(Text):
    """What stands below a gap in the text of its page, and how tall the gap is."""

    page: int
    height: float


@dataclass(frozen=True)
class Break:
    """Where a page ends and the next begins."""

    #: The page that ends, and how much of it is filled, from 0 to 1.
    page: int
    filled: float
    #: What begins the next page for want of room; None where a stylesheet asks for the break.
    moved: Moved | None
    #: The heading or caption with which the page ends.
    heading: Text | None
    #: The first row that the next page prints of a table without its head.
    headless: Text | None


@dataclass(frozen=True)
class Remark:
    """A problem of a page, the origin of what it speaks of, and the words there that it speaks of."""

    problem: Problem
    origin: str = ""
    words: str = ""


@dataclass(frozen=True)
class Proof:
    """A set edition, as data."""

    pages: int
    runs: tuple[Run, ...]
    pictures: tuple[Picture, ...]
    headings: tuple[Heading, ...]
    #: Text of the HTML that is on no page, text that is printed otherwise, and text before what it should follow.
    lost: tuple[Text, ...]
    altered: tuple[Altered, ...]
    disordered: tuple[Text, ...]
    #: Words that go on in the next line without a hyphen, each with a stroke where it is broken.
    split: tuple[Text, ...]
    #: How much of each page is filled, from 0 to 1, and its texts in their order, those in its margins aside.
    filled: tuple[float, ...]
    texts: tuple[tuple[Run, ...], ...]
    breaks: tuple[Break, ...]
    blanks: tuple[Blank, ...]
    #: The links that lead out of it.
    links: tuple[Text, ...]
    #: How many pages the layout is made for; None where it is any number.
    made_for: int | None
