"""Marked-content sequences: what WeasyPrint drew for each box, and where in a content stream (ISO 32000-2, 14.6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pydyf

from briefpress.tagging.clusters import ALIKE
from briefpress.tagging.text_objects import Glyph, read


@dataclass(eq=False)
class MarkedContent:
    """A marked-content sequence in the content stream of a page or of a group on it."""

    stream: Any
    #: Where its operands stand in the stream: the tag, then the properties.
    index: int

    @property
    def properties(self) -> Any:
        """The property list."""
        return self.stream.stream[self.index + 1]

    def make_artifact(self, kind: str, edge: str | None = None) -> None:
        """Make it an artifact of that kind; those of pagination may name the edge of the page."""
        self.stream.stream[self.index] = "/Artifact"
        self.properties.clear()
        self.properties["Type"] = f"/{kind}"
        if edge:
            self.properties["Subtype"] = f"/{edge}"

    def set_actual_text(self, text: str) -> None:
        """Let this text be read in place of what is drawn (ISO 32000-2, 14.9.4)."""
        self.properties["ActualText"] = pydyf.String(text.replace("\u00ad", "").translate(ALIKE))

    @property
    def characters(self) -> str:
        """The characters of what is drawn, as they stand on the page from left to right."""
        items = self.stream.stream
        drawn = [item for item in items[self.index : items.index(b"ET", self.index)] if isinstance(item, bytes)]
        fonts = {font.hash.encode(): font for font in self.stream._fonts.values()}
        glyphs, _ = read(b"\n".join(drawn).split(b"\n"), fonts, None)
        return "".join(glyph.text for glyph in glyphs if isinstance(glyph, Glyph))

    def draw_space(self, *, is_right_to_left: bool) -> None:
        """Draw a space where the text ends, if the font has one: after what is drawn, or before it.

        WeasyPrint draws none where a line ends: words would run into each other for who reads the content alone
        (ISO 32000-2, 14.8.2.6.2).
        """
        items = self.stream.stream
        end = items.index(b"ET", self.index)
        fonts = [index for index in range(self.index, end) if _sets_font(items[index])]
        if not fonts or not (space := self._space(items[fonts[0 if is_right_to_left else -1]])):
            return
        glyph, width = space
        if is_right_to_left:
            items[fonts[0]] += f"\n[{width}<{glyph:04x}>] TJ".encode()
        else:
            items[end - 1] += f"\n[<{glyph:04x}>] TJ".encode()

    def draw_lone_space(self, x: float, y: float) -> bool:
        """Draw a space where nothing was drawn, in the font of the text before it; whether there is one."""
        items = self.stream.stream
        font = next((items[index] for index in range(self.index, 0, -1) if _sets_font(items[index])), None)
        if font is None or not (space := self._space(font)):
            return False
        font = font.split(b"\n")[0]
        index = items.index(b"BT", self.index)
        items[index] += f"\n1 0 0 -1 {x:f} {y:f} Tm\n{font.decode()}\n<{space[0]:04x}> Tj".encode()
        return True

    def _space(self, operator: bytes) -> tuple[int, int] | None:
        """The glyph of the space in the font that an operator sets, and its width in thousandths of the size."""
        name = operator.split()[0][1:].decode()
        font = next(font for font in self.stream._fonts.values() if font.hash == name)
        glyph = next((glyph for glyph, text in font.to_unicode.items() if text in (" ", "\u00a0")), None)
        return (glyph, font.widths[glyph]) if glyph is not None and not font.bitmap else None


def marked_contents(stream: Any, pdf: Any) -> dict[Any, MarkedContent]:
    """The marked-content sequences of the content stream of a page, by the boxes that they were drawn for."""
    # What is not opaque stands in transparency groups, streams that share the tags of their page.
    streams = [thing for thing in pdf.objects if getattr(thing, "_tags", None) is stream._tags]
    by_number = {
        item["MCID"]: MarkedContent(part, index - 1)
        for part in streams
        for index, item in enumerate(part.stream)
        if isinstance(item, pydyf.Dictionary) and "MCID" in item
    }
    return {box: by_number[tag["mcid"]] for box, tag in stream._tags.items()}


def _sets_font(item: Any) -> bool:
    return isinstance(item, bytes) and item.split(b"\n")[0].endswith(b" Tf")
