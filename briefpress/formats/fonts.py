"""Faces that hold only the letters of one page, so that a page can carry them."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, replace
from io import BytesIO

import uharfbuzz
from fontTools.ttLib import TTFont

#: What styles ask for by name, beside what every text needs: kinds of figures, and those of calls.
_FEATURES = ("lnum", "onum", "pnum", "tnum", "sups")


def address(kind: str, data: bytes) -> str:
    """The data as an address of their own (RFC 2397)."""
    return f"data:{kind};base64,{b64encode(data).decode()}"


@dataclass(frozen=True)
class Face:
    """A face as a stylesheet describes it: its family, its style, and the rest of the rule."""

    family: str
    style: str
    #: The declarations of the @font-face rule but for its source.
    rule: str
    data: bytes

    @property
    def is_readable(self) -> bool:
        """Whether the data are a face at all."""
        return bool(uharfbuzz.Face(self.data).unicodes)

    def has_letters_of(self, text: str) -> bool:
        """Whether the face has any letter of a text: digits and marks are in every face."""
        known = uharfbuzz.Face(self.data).unicodes
        return any(char.isalpha() and ord(char) in known for char in set(text))

    def narrowed(self, text: str) -> Face:
        """The face with no more letters than those of a text."""
        wanted = uharfbuzz.SubsetInput()
        wanted.unicode_set.update(map(ord, set(text)))
        wanted.layout_feature_tag_set.update(int.from_bytes(tag.encode()) for tag in _FEATURES)
        return replace(self, data=uharfbuzz.subset(uharfbuzz.Face(self.data), wanted).blob.data)

    def css(self) -> str:
        """The @font-face rule with the face inside of it."""
        with TTFont(BytesIO(self.data), recalcTimestamp=False) as font:
            font.flavor, data = "woff2", BytesIO()
            font.save(data)
        return f'@font-face {{ {self.rule} src: url("{address("font/woff2", data.getvalue())}") format("woff2"); }}\n'
