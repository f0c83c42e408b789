"""The file of a drawing as a tree whose elements know their places in it.

An SVG is read as XML 1.0 by expat, which follows no link and stops what would blow up.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

from briefpress.core.files import position_of
from briefpress.core.problems import Position, Problem, Unprintable
from briefpress.graphics.drawings.weights import MAX_DEPTH, MAX_ELEMENTS

SVG = "{http://www.w3.org/2000/svg}"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"

#: What a file is that is called `.svg` and is none, by how it begins.
_KINDS = (
    (rb"%PDF-", "a PDF", "export it from there as SVG, or as PNG at 300 dpi"),
    (rb"\x89PNG", "a PNG picture", "give it the ending .png"),
    (rb"\xff\xd8\xff", "a JPEG picture", "give it the ending .jpg"),
    (rb"GIF8|BM|II\*\0|MM\0\*|RIFF....WEBP", "a picture made of pixels", "open it and save it as PNG"),
    (rb"\x1f\x8b", "a compressed drawing (.svgz)", "save it as plain SVG, without compression"),
    (rb"PK\x03\x04", "a ZIP archive", "unpack it and name the drawing inside"),
    (rb"%!PS|\xc5\xd0\xd3\xc6", "an EPS drawing", "open it in a drawing program and save it as SVG"),
    (rb"\s*\{", "data in JSON", "export the drawing itself as SVG"),
    (rb"version https://git-lfs", "a pointer of Git LFS", "run `git lfs pull`"),
    (rb"(?is)(\s|<!--.*?-->)*<(!doctype\s+html|html|head|body)\b", "a web page", "save the drawing, not its page"),
    (rb"(?s).{0,400}<mxfile\b", "a file of draw.io", "in draw.io choose File > Export as > SVG"),
    (rb"\s*$", "empty", "export the drawing again"),
)  # fmt: skip


class Element(ElementTree.Element):
    """An element that knows where its tag begins, in bytes of the text as UTF-8."""

    start: int = 0


@dataclass(frozen=True)
class Source:
    """A drawing as it was saved."""

    file: Path
    text: str
    root: Element
    #: The targets and contents of its processing instructions, and their places.
    instructions: tuple[tuple[str, Position], ...]

    def place(self, element: Element, word: str = "") -> Position:
        """Where the tag of an element stands, or a word in it or after it."""
        start = len(self.text.encode()[: element.start].decode())
        end = start + len(re.match(r"<[^\s/>]*", self.text[start:])[0]) if start < len(self.text) else None  # type: ignore[index]
        if word and (found := self.text.find(word, start)) >= 0:
            start, end = found, found + len(word)
        return position_of(self.file, self.text, start, end)


def read_source(data: bytes, file: Path) -> Source:
    """The drawing in a file; raises Unprintable where it is no SVG, or none that can be read."""
    for pattern, kind, hint in _KINDS:
        if re.match(pattern, data):
            raise Unprintable(
                [Problem("wrong-image", f"`{file.name}` is no drawing: it is {kind}", Position(file), hint)]
            )
    text = _decoded(data, file)
    builder = _Builder()
    try:
        builder.parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        place = Position(file, error.lineno, error.offset + 1, text=text)
        message = f"the drawing is damaged here: {expat.errors.messages[error.code]}"
        hint = "export it again from the program that drew it"
        raise Unprintable([Problem("wrong-image", message, place, hint)]) from None
    except _TooMuch as error:
        place = position_of(file, text, len(text.encode()[: error.start].decode()))
        hint = "export it with less detail, or as PNG at 300 dpi"
        raise Unprintable([Problem("too-much", str(error), place, hint)]) from None
    root = builder.tree.close()
    if root.tag not in ("svg", f"{SVG}svg"):
        message = f"`{file.name}` is no drawing: it begins with <{root.tag.rpartition('}')[2]}>, not with <svg>"
        raise Unprintable([Problem("wrong-image", message, Position(file), "export the drawing as SVG")])
    if root.tag == "svg":
        # Nothing says that it is SVG; everybody who reads it takes it as that.
        for element in root.iter():
            element.tag = element.tag if "}" in element.tag else f"{SVG}{element.tag}"
    source = Source(file, text, root, ())
    places = tuple(
        (each, position_of(file, text, len(text.encode()[:at].decode()))) for each, at in builder.instructions
    )
    return Source(file, source.text, root, places)


def _decoded(data: bytes, file: Path) -> str:
    declared = re.match(rb"\s*<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)", data)
    boms = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
    name = next((name for bom, name in boms.items() if data.startswith(bom)), None)
    name = name or (declared[1].decode() if declared else "utf-8")
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        message = f"the letters of the drawing are not in {name.upper()}, as it says"
        raise Unprintable([Problem("not-text", message, Position(file), "save it again as UTF-8")]) from None


class _TooMuch(Exception):
    """Raised where a drawing holds more than is drawn, at a byte of its text."""

    def __init__(self, message: str, start: int) -> None:
        super().__init__(message)
        self.start = start


class _Builder:
    """Gathers what expat tells."""

    def __init__(self) -> None:
        self.tree: Any = ElementTree.TreeBuilder(element_factory=Element)
        self.instructions: list[tuple[str, int]] = []
        self._count = 0
        self._depth = 0
        self.parser = expat.ParserCreate("utf-8", "}")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.tree.data
        self.parser.SkippedEntityHandler = self._entity
        self.parser.ProcessingInstructionHandler = self._instruction

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        element = self.tree.start(_name(name), {_name(key): value for key, value in attributes.items()})
        element.start = self.parser.CurrentByteIndex
        self._count += 1
        self._depth += 1
        if self._count > MAX_ELEMENTS:
            raise _TooMuch(f"the drawing has more than {MAX_ELEMENTS} elements; most have under 1000", element.start)
        if self._depth > MAX_DEPTH:
            message = f"the elements of the drawing stand more than {MAX_DEPTH} deep inside each other; most do 10 deep"
            raise _TooMuch(message, element.start)

    def _end(self, name: str) -> None:
        self.tree.end(_name(name))
        self._depth -= 1

    def _entity(self, name: str, _is_parameter: bool) -> None:
        """What only an outer DTD explains: a name of HTML is known, any other prints nothing."""
        text = html.unescape(f"&{name};")
        self.tree.data(text if text != f"&{name};" else "")

    def _instruction(self, target: str, content: str) -> None:
        self.instructions.append((f"{target} {content}", self.parser.CurrentByteIndex))


def _name(name: str) -> str:
    return f"{{{name}" if "}" in name else name
