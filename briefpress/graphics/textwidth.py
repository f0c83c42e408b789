"""How wide words are in the faces of the house, for pictures that are drawn before they are set."""

from __future__ import annotations

import re
from functools import cache

from PIL import ImageFont

from briefpress.core.paths import STYLES

_ARABIC = re.compile("[\u0600-\u06ff]")
#: The faces of words in Latin and in Arabic letters, by whether they are strong.
_LATIN = {False: "SourceSans3-Regular.ttf", True: "SourceSans3-Semibold.ttf"}
_NASKH = {False: "NotoNaskhArabic-Regular.ttf", True: "NotoNaskhArabic-Bold.ttf"}
#: The size at which letters are measured.
_SIZE = 100


def width(text: str, size: float, *, is_strong: bool = False) -> float:
    """How wide a text is, in the unit of its size: Arabic is measured without its joins, and so a little too wide."""
    face = (_NASKH if _ARABIC.search(text) else _LATIN)[is_strong]
    return float(_face(face).getlength(text)) * size / _SIZE


def lines(text: str, size: float, room: float) -> list[str]:
    """A text in lines that are no wider than the room, but for words that are so alone."""
    found: list[str] = []
    for word in text.split(" "):
        longer = f"{found[-1]} {word}" if found else word
        if found and width(longer, size) <= room:
            found[-1] = longer
        else:
            found.append(word)
    return found


@cache
def _face(name: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(STYLES / "fonts" / name), _SIZE)
