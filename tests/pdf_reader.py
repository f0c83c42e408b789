"""Reads a finished PDF without any of our code: the text of its pages by pdfplumber, its tag tree by pikepdf."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pdfplumber
import pikepdf


def page_texts(path: Path) -> str:
    """The text of each page in reading order as pdfplumber sees it, headed by the page's number."""
    with pdfplumber.open(path) as pdf:
        pages = [f"── page {page.page_number} ──\n{page.extract_text(y_tolerance=2)}\n" for page in pdf.pages]
    return "\n".join(pages)


@dataclass
class Element:
    """A structure element of a file."""

    type: str
    #: Lang, Alt, ActualText, E, ID, attributes, and the Contents of its annotations.
    said: dict[str, str]
    #: Its own text and the elements in it, in their order.
    parts: list[str | Element] = field(default_factory=list)
    #: How many active areas a link has.
    areas: int = 0

    @property
    def text(self) -> str:
        """The text of its own marked content."""
        return "".join(part for part in self.parts if isinstance(part, str))

    @property
    def kids(self) -> list[Element]:
        """The elements directly in it."""
        return [part for part in self.parts if isinstance(part, Element)]

    def read(self) -> str:
        """All text in it, in reading order."""
        return "".join(part if isinstance(part, str) else part.read() for part in self.parts)

    def walk(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            yield from kid.walk()


def structure(path: Path) -> Element:
    """The structure tree of a file, from its root element."""
    texts: dict[tuple[int, int], str] = defaultdict(str)
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            for char in page.chars:
                if char["mcid"] is not None:
                    texts[page.page_number, char["mcid"]] += char["text"]
    with pikepdf.open(path) as file:
        numbers = {page.obj.objgen: number for number, page in enumerate(file.pages, start=1)}
        return _element(file.Root.StructTreeRoot.K, texts, numbers)


def tag_tree(path: Path) -> str:
    """The structure tree as text, an element a line."""
    lines: list[str] = []
    _write(structure(path), lines, 0)
    return "\n".join(lines) + "\n"


def _element(thing: pikepdf.Object, texts: dict[tuple[int, int], str], numbers: dict[tuple[int, int], int]) -> Element:
    element = Element(str(thing.S)[1:], _said(thing))
    page = numbers[thing.Pg.objgen] if "/Pg" in thing else 0
    for kid in _list(thing.get("/K", [])):
        if isinstance(kid, int):
            element.parts.append(texts[page, kid])
        elif "/S" in kid:
            element.parts.append(_element(kid, texts, numbers))
        elif kid.get("/Type") == "/OBJR":
            element.areas += 1
            element.said["Contents"] = str(kid.Obj.Contents)
        else:
            element.parts.append(texts[numbers[kid.Pg.objgen], int(kid.MCID)])
    return element


def _said(thing: pikepdf.Object) -> dict[str, str]:
    said = {key: str(thing[f"/{key}"]) for key in ("Lang", "Alt", "ActualText", "E", "ID") if f"/{key}" in thing}
    for attributes in _list(thing.get("/A", [])):
        for key, value in attributes.items():
            if key not in ("/O", "/Placement"):
                shown = " ".join(map(_shown, value)) if isinstance(value, pikepdf.Array) else _shown(value)
                said[key[1:]] = shown
    return said


def _shown(value: object) -> str:
    return f"{value:.0f}" if isinstance(value, (int, Decimal)) else str(value)


def _list(thing: object) -> list[pikepdf.Object]:
    return list(thing) if isinstance(thing, (list, pikepdf.Array)) else [thing]


def _write(element: Element, lines: list[str], depth: int) -> None:
    said = [element.type, *(f"{key}={value!r}" for key, value in element.said.items())]
    lines.append("  " * depth + " ".join([*said, *([repr(element.text)] if element.text else [])]))
    for kid in element.kids:
        _write(kid, lines, depth + 1)
