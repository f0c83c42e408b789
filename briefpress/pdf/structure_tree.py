"""The structure tree of a finished file, from its bytes alone, as a screen reader goes through it.

See ISO 32000-2, 14.7 and 14.8.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

from briefpress.language.bidi import is_right_to_left, read
from briefpress.pdf.marked_text import Place, marked_texts
from briefpress.tagging.structure import GROUPING


@dataclass(eq=False)
class Element:
    """A structure element: what it says, and what is in it."""

    type: str
    #: The page on which it begins, from 1; 0 where it is on none.
    page: int = 0
    kids: list[Element | str] = field(default_factory=list)
    #: The language, where it is another than around it.
    language: str | None = None
    #: The alternative text of a picture, what an abbreviation stands for, and what is read in place of the content.
    alternative: str | None = None
    expansion: str | None = None
    actual_text: str | None = None
    #: What a link says of itself.
    description: str | None = None
    #: How the items of a list are numbered.
    numbering: str | None = None
    #: By what the cells of an irregular table name it, and the header cells that a cell names.
    id: str | None = None
    headers: tuple[str, ...] = ()
    #: How many columns a cell covers.
    columns: int = 1

    @property
    def text(self) -> str:
        """All text in it."""
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    @property
    def elements(self) -> list[Element]:
        """The elements directly in it."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def walk(self) -> Iterator[Element]:
        """It and all elements in it, in reading order."""
        yield self
        for element in self.elements:
            yield from element.walk()


def structure_of(data: bytes) -> Element:
    """The structure of a finished file, from its root."""
    with pikepdf.open(BytesIO(data)) as file:
        return _Reader(file).element(file.Root.StructTreeRoot.K, str(file.Root.get("/Lang", "")))


class _Reader:
    def __init__(self, file: pikepdf.Pdf) -> None:
        self.texts = marked_texts(file)
        self.pages = {page.obj.objgen: number for number, page in enumerate(file.pages, start=1)}

    def element(self, thing: Any, language: str, parent: str = "") -> Element:
        """A structure element, in the language around it."""
        texts = {
            key: str(thing[f"/{key}"]) if f"/{key}" in thing else None for key in ("Lang", "Alt", "E", "ActualText")
        }
        own = texts["Lang"] or language
        element = Element(
            _type(str(thing.S)[1:], parent),
            self.pages[thing.Pg.objgen] if "/Pg" in thing else 0,
            language=texts["Lang"],
            alternative=texts["Alt"],
            expansion=texts["E"],
            actual_text=texts["ActualText"],
            numbering=(number := _attribute(thing, "List", "ListNumbering")) and str(number)[1:],
            id=str(thing.ID) if "/ID" in thing else None,
            headers=tuple(map(str, _attribute(thing, "Table", "Headers") or ())),
            columns=int(_attribute(thing, "Table", "ColSpan") or 1),
        )
        for kid in _list(thing.get("/K", [])):
            self.add(kid, element, own, thing)
        element.page = element.page or next((kid.page for kid in element.elements if kid.page), 0)
        return element

    def add(self, kid: Any, element: Element, language: str, thing: Any) -> None:
        """Add to an element what it holds."""
        if isinstance(kid, int):
            element.kids.append(self.text(Place(thing.Pg.objgen, kid), language))
        elif "/S" in kid:
            element.kids.append(self.element(kid, language, element.type))
        elif kid.get("/Type") == "/OBJR":
            element.description = element.description or str(kid.Obj.get("/Contents", ""))
        else:
            stream = kid.Stm if "/Stm" in kid else kid.get("/Pg", thing.get("/Pg"))
            element.kids.append(self.text(Place(stream.objgen, int(kid.MCID)), language))
            element.page = element.page or self.pages[kid.get("/Pg", thing.get("/Pg")).objgen]

    def text(self, place: Place, language: str) -> str:
        """The text of a piece of marked content, as it is read."""
        return read(self.texts.get(place, ""), is_right_to_left=is_right_to_left(language))


def _type(name: str, parent: str) -> str:
    """The type of an element; in PDF 1.7 what stands aside is a note as well, among blocks (tagging/writer.py)."""
    if name == "Note":
        return "Aside" if parent in GROUPING else "FENote"
    return name


def _attribute(thing: Any, owner: str, name: str) -> Any:
    """An attribute of an element; None where it has none of this owner and name."""
    owned = [attributes for attributes in _list(thing.get("/A", [])) if attributes.get("/O") == f"/{owner}"]
    return next((attributes[f"/{name}"] for attributes in owned if f"/{name}" in attributes), None)


def _list(thing: Any) -> list[Any]:
    return list(thing) if isinstance(thing, (list, pikepdf.Array)) else [thing]
