"""The text of a finished file's marked content, from its content streams and the ToUnicode maps of its fonts.

See ISO 32000-2, 9.10 and 14.6. Characters come in the order in which they are drawn, from left to right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

#: What is looked at: marked content, fonts, texts, and groups.
_OPERATORS = "BDC BMC EMC Tf Tj TJ Do"
_MAPPING = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]*)>")


class Place(NamedTuple):
    """A piece of marked content: the page or group that it stands in, by its object, and its number (MCID)."""

    stream: tuple[int, int]
    number: int


def marked_texts(file: pikepdf.Pdf) -> dict[Place, str]:
    """The text of all marked content of a file."""
    reader = _Reader()
    for page in file.pages:
        reader.read(page.obj, page.obj.get("/Resources"), page.obj.objgen)
    return dict(reader.texts)


class _Mark(NamedTuple):
    """An open mark: its number, if it has one, and whether a text was given in place of what it holds."""

    number: int | None
    is_replaced: bool


class _Reader:
    def __init__(self) -> None:
        self.texts: dict[Place, str] = defaultdict(str)
        self.maps: dict[tuple[int, int], dict[bytes, str]] = {}

    def read(self, content: Any, resources: Any, stream: tuple[int, int]) -> None:
        """Read a page, or a group on it."""
        marks: list[_Mark] = []
        font: dict[bytes, str] = {}
        for instruction in pikepdf.parse_content_stream(content, _OPERATORS):
            operator, operands = str(instruction.operator), instruction.operands
            if operator in ("BDC", "BMC"):
                marks.append(self.opened(operands, marks, stream))
            elif operator == "EMC":
                marks.pop()
            elif operator == "Tf":
                font = self.map(resources.Font[str(operands[0])])
            elif operator == "Do":
                self.group(resources.XObject[str(operands[0])], resources)
            elif marks and not any(mark.is_replaced for mark in marks):
                self.add(marks, stream, "".join(_shown(operands[0], font)))

    def opened(self, operands: Any, marks: list[_Mark], stream: tuple[int, int]) -> _Mark:
        """A mark that begins here, within others."""
        properties: Any = operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else {}
        mark = _Mark(int(properties["/MCID"]) if "/MCID" in properties else None, "/ActualText" in properties)
        if mark.is_replaced and not any(around.is_replaced for around in marks):
            self.add([*marks, mark], stream, str(properties["/ActualText"]))
        return mark

    def add(self, marks: list[_Mark], stream: tuple[int, int], text: str) -> None:
        """Add a text to the innermost mark that has a number."""
        number = next((mark.number for mark in reversed(marks) if mark.number is not None), None)
        if number is not None:
            self.texts[Place(stream, number)] += text

    def group(self, form: Any, resources: Any) -> None:
        """Read a group where it is drawn; pictures made of pixels have no text."""
        if form.get("/Subtype") == "/Form":
            self.read(form, form.get("/Resources", resources), form.objgen)

    def map(self, font: Any) -> dict[bytes, str]:
        """What the codes of a font stand for."""
        if font.objgen not in self.maps:
            cmap = font.ToUnicode.read_bytes() if "/ToUnicode" in font else b""
            self.maps[font.objgen] = {
                bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
                for code, text in _MAPPING.findall(cmap.partition(b"endcodespacerange")[2])
            }
        return self.maps[font.objgen]


def _shown(operand: Any, font: dict[bytes, str]) -> Iterator[str]:
    for part in operand if isinstance(operand, pikepdf.Array) else [operand]:
        if isinstance(part, pikepdf.String):
            codes = bytes(part)
            yield from (font.get(codes[index : index + 2], "\ufffd") for index in range(0, len(codes), 2))
