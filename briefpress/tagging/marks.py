"""Marked content: what WeasyPrint drew for each box, and where that stands in a content stream (ISO 32000-2, 14.6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pydyf


@dataclass(eq=False)
class Mark:
    """A marked-content sequence in the content stream of a page or of a group on it."""

    stream: Any
    #: Where its operands stand in the stream: the name, then the properties.
    index: int

    @property
    def properties(self) -> Any:
        """The property list."""
        return self.stream.stream[self.index + 1]

    def decline(self, kind: str, edge: str | None = None) -> None:
        """Make it an artifact of that kind; those of pagination may tell the edge of the page."""
        self.stream.stream[self.index] = "/Artifact"
        self.properties.clear()
        self.properties["Type"] = f"/{kind}"
        if edge:
            self.properties["Subtype"] = f"/{edge}"

    def say(self, text: str) -> None:
        """Let its text be taken as this one (ISO 32000-2, 14.9.4)."""
        self.properties["ActualText"] = pydyf.String(text.replace("\u00ad", ""))

    def draw_space(self, *, leading: bool = False) -> bool:
        """Draw a space after the text (before it, where `leading` text runs to the left); whether the face has one.

        WeasyPrint draws none where a line ends: words would run into each other for who reads the content alone
        (ISO 32000-2, 14.8.2.6.2).
        """
        items = self.stream.stream
        end = items.index(b"ET", self.index)
        faces = [place for place in range(self.index, end) if _is_face(items[place])]
        if not faces or not (space := self._space(items[faces[0 if leading else -1]])):
            return False
        glyph, width = space
        if leading:
            items[faces[0]] += f"\n[{width}<{glyph:04x}>] TJ".encode()
        else:
            items[end - 1] += f"\n[<{glyph:04x}>] TJ".encode()
        return True

    def draw_lone_space(self, x: float, y: float) -> bool:
        """Draw a space where nothing was drawn, in the face of the text before it; whether there is one."""
        items = self.stream.stream
        face = next((items[place] for place in range(self.index, 0, -1) if _is_face(items[place])), None)
        if face is None or not (space := self._space(face)):
            return False
        face = face.split(b"\n")[0]
        place = items.index(b"BT", self.index)
        items[place] += f"\n1 0 0 -1 {x:f} {y:f} Tm\n{face.decode()}\n<{space[0]:04x}> Tj".encode()
        return True

    def _space(self, face: bytes) -> tuple[int, int] | None:
        """The glyph of the space in a face, and its width in thousandths of the size."""
        name = face.split()[0][1:].decode()
        font = next(font for font in self.stream._fonts.values() if font.hash == name)
        glyph = next((glyph for glyph, text in font.to_unicode.items() if text in (" ", "\u00a0")), None)
        return (glyph, font.widths[glyph]) if glyph is not None and not font.bitmap else None


class Marks:
    """The marks of one page, by the boxes that they were drawn for."""

    def __init__(self, stream: Any, pdf: Any) -> None:
        self._boxes = stream._tags
        # What is not opaque stands in transparency groups, streams that share the tags of their page.
        streams = [thing for thing in pdf.objects if getattr(thing, "_tags", None) is stream._tags]
        self._marks = {
            item["MCID"]: Mark(part, index - 1)
            for part in streams
            for index, item in enumerate(part.stream)
            if isinstance(item, pydyf.Dictionary) and "MCID" in item
        }

    def of(self, box: Any) -> Mark | None:
        """The mark of a box; None where nothing was drawn for it."""
        tag = self._boxes.get(box)
        return self._marks[tag["mcid"]] if tag else None


def _is_face(item: Any) -> bool:
    return isinstance(item, bytes) and item.split(b"\n")[0].endswith(b" Tf")
