"""The proof: what was laid out, page by page, as plain data that preflight reads.

Lengths are in CSS pixels (1/96 inch) from the top left corner of the page, colours in sRGB from 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass

Colour = tuple[float, float, float]


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


@dataclass(frozen=True)
class Run:
    """A run of text in one face and one colour, on one line."""

    page: int
    text: str
    box: Box
    #: What is visible of the page where the run stands.
    window: Box
    #: The font size, and whether the face is bold (600 or more).
    size: float
    bold: bool
    families: tuple[str, ...]
    colour: Colour
    background: Colour


@dataclass(frozen=True)
class Picture:
    """A picture, its alternative text (none where it is decoration) and, if it is made of pixels, their density."""

    page: int
    address: str
    alt: str | None
    dpi: float | None


@dataclass(frozen=True)
class Heading:
    """A heading of the page's HTML."""

    level: int
    text: str


@dataclass(frozen=True)
class Proof:
    """A set edition, as data."""

    pages: int
    runs: tuple[Run, ...]
    pictures: tuple[Picture, ...]
    headings: tuple[Heading, ...]
    #: Text of the HTML that is on no page, and text that comes before what it should follow.
    lost: tuple[str, ...]
    disordered: tuple[str, ...]
    #: How much of each page is filled, from 0 to 1, and its texts in their order, those in its margins aside.
    filled: tuple[float, ...]
    texts: tuple[tuple[str, ...], ...]
    links: tuple[str, ...]
    #: How many pages the layout is made for; None where it is any number.
    made_for: int | None
