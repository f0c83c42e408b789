"""Fonts that hold only the glyphs of one page, so that a page can carry them."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, replace
from io import BytesIO

import uharfbuzz
from fontTools.ttLib import TTFont

#: OpenType features that styles ask for by name, beside what every text needs: kinds of digits, and superscripts.
_FEATURES = ("lnum", "onum", "pnum", "tnum", "sups")


def data_url(kind: str, data: bytes) -> str:
    """The data, of this media type, as a URL (RFC 2397)."""
    return f"data:{kind};base64,{b64encode(data).decode()}"


@dataclass(frozen=True)
class Font:
    """A font as a stylesheet describes it: its family, its style, and the rest of the rule."""

    family: str
    style: str
    #: The declarations of the @font-face rule but for its source.
    rule: str
    data: bytes

    @property
    def is_readable(self) -> bool:
        """Whether the data are a font at all."""
        return bool(uharfbuzz.Face(self.data).unicodes)

    def has_letters_of(self, text: str) -> bool:
        """Whether the font has any letter of a text: digits and marks are in every font."""
        known = uharfbuzz.Face(self.data).unicodes
        return any(char.isalpha() and ord(char) in known for char in set(text))

    def subset(self, text: str) -> Font:
        """The font with no more glyphs than a text needs."""
        wanted = uharfbuzz.SubsetInput()
        wanted.unicode_set.update(map(ord, set(text)))
        wanted.layout_feature_tag_set.update(int.from_bytes(tag.encode()) for tag in _FEATURES)
        return replace(self, data=uharfbuzz.subset(uharfbuzz.Face(self.data), wanted).blob.data)

    def css(self) -> str:
        """The @font-face rule with the font inside of it."""
        with TTFont(BytesIO(self.data), recalcTimestamp=False) as font:
            font.flavor, data = "woff2", BytesIO()
            font.save(data)
        return f'@font-face {{ {self.rule} src: url("{data_url("font/woff2", data.getvalue())}") format("woff2"); }}\n'
