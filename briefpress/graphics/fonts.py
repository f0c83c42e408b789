"""The fonts of an edition, in which the text of a picture is measured before WeasyPrint sets it."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from fontTools.ttLib import TTFont
from PIL import ImageFont
from tinycss2 import serialize

from briefpress.core.problems import Unprintable
from briefpress.graphics.css import Rule, print_rules

#: The weights of CSS in which pictures are lettered.
REGULAR, SEMIBOLD = 400, 600
#: The size in pixels at which glyphs are measured.
_SIZE = 100


@dataclass(frozen=True)
class _Font:
    """An upright font file; a variable one has a range of weights."""

    family: str
    weights: tuple[int, int]
    data: bytes
    #: The family as it is declared.
    name: str
    #: The first and the last of the code points that it is used for, range by range; none for all that it has.
    ranges: tuple[tuple[int, int], ...] = ()

    def distance(self, weight: int) -> int:
        """How far the weight is from those of the font."""
        return max(self.weights[0] - weight, weight - self.weights[1], 0)


class _Glyphs(NamedTuple):
    """The glyphs of a font, and the code points that it has them for."""

    font: ImageFont.FreeTypeFont
    code_points: frozenset[int]

    def lacks(self, text: str) -> int:
        """How many characters of a text the font has no glyph for, those aside that leave no ink."""
        return len(self.missing(text))

    def missing(self, text: str) -> str:
        """These characters."""
        inked = (char for char in text if unicodedata.category(char)[0] not in "ZC")
        return "".join(char for char in inked if ord(char) not in self.code_points)


@dataclass(frozen=True)
class Fonts:
    """The fonts that stylesheets bring, by the files and texts of these; `families` are asked first, in their order."""

    sheets: Mapping[Path, str]
    families: Sequence[str]
    #: Gives the bytes of a file; raises Unprintable.
    read: Callable[[Path], bytes]

    def width(self, text: str, size: float, weight: int = REGULAR) -> float:
        """How wide a text is, in the unit of its size."""
        return float(self._glyphs(text, weight).font.getlength(text)) * size / _SIZE

    def can_write(self, text: str) -> bool:
        """Whether the fonts have every character of a text: WeasyPrint takes what a family lacks from any other."""
        return not self.setting(text)[1]

    def lines(self, text: str, size: float, room: float) -> list[str]:
        """A text in lines that are no wider than the room, but for words that are so alone."""
        lines: list[str] = []
        for word in text.split(" "):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer, size) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def setting(self, text: str) -> tuple[list[str], str]:
        """The families that a text needs, in the order in which they are asked, and the characters that none has."""
        names: list[str] = []
        rest = text or " "
        for font in sorted(self._fonts, key=self._rank):
            if rest and (glyphs := _glyphs_of(font.data, font.ranges)) and (missing := glyphs.missing(rest)) != rest:
                names.append(font.name)
                rest = missing
        return list(dict.fromkeys(names)), rest

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of all that widths depend on, in hexadecimal."""
        fonts = [(font.family, font.weights, hashlib.sha256(font.data).hexdigest()) for font in self._fonts]
        return hashlib.sha256(repr((self.families, fonts)).encode()).hexdigest()

    def _glyphs(self, text: str, weight: int) -> _Glyphs:
        """The glyphs of the first family that has the whole text, or else of that which lacks the least of it."""
        # Of two that are as near to the weight, the later declaration wins.
        later_first = self._fonts[::-1]
        nearest = sorted(later_first, key=lambda font: (self._rank(font), font.distance(weight)))
        incomplete = []
        for glyphs in filter(None, (_glyphs_of(font.data, font.ranges) for font in nearest)):
            if not glyphs.lacks(text):
                return glyphs
            incomplete.append(glyphs)
        return min(incomplete, key=lambda glyphs: glyphs.lacks(text))

    def _rank(self, font: _Font) -> int:
        """How many families are asked before that of a font."""
        return [*map(str.casefold, self.families), *self.names].index(font.family)

    @cached_property
    def names(self) -> dict[str, str]:
        """The families as they are declared, by their names in small letters."""
        return {font.family: font.name for font in self._fonts}

    @cached_property
    def _fonts(self) -> list[_Font]:
        """The upright fonts, in the order in which they are declared."""
        sheets = [(sheet, print_rules(css)) for sheet, css in self.sheets.items() if "@font-face" in css]
        declared = [(sheet, rule) for sheet, rules in sheets for rule in rules if rule.keyword == "font-face"]
        return [font for sheet, rule in declared if (font := self._font_of(sheet, rule))]

    def _font_of(self, sheet: Path, rule: Rule) -> _Font | None:
        """The font of a rule; None for one that is slanted or not there."""
        values = {declaration.lower_name: declaration.value for declaration in rule.declarations}
        texts = {name: serialize(value).strip() for name, value in values.items()}
        url = next((token.value for token in values.get("src", ()) if token.type == "url"), None)
        if texts.get("font-style", "normal") != "normal" or url is None or "font-family" not in texts:
            return None
        weights = [int(number) for number in re.findall(r"\d+", texts.get("font-weight", "").replace("bold", "700"))]
        with suppress(Unprintable):  # (WeasyPrint misses it as well, which is reported)
            data = self.read(Path(os.path.normpath(sheet.parent / unquote(url))))
            name = texts["font-family"].strip("\"'")
            ends = (min(weights, default=REGULAR), max(weights, default=REGULAR))
            return _Font(name.casefold(), ends, data, name, _ranges(texts.get("unicode-range", "")))
        return None


def _ranges(descriptor: str) -> tuple[tuple[int, int], ...]:
    """The ranges of `unicode-range` (CSS Fonts 4, 4.5), without those that are written with wildcards."""
    ranges = re.findall(r"U\+([0-9a-fA-F]+)(?:-([0-9a-fA-F]+))?(?![0-9a-fA-F?])", descriptor, re.IGNORECASE)
    return tuple((int(first, 16), int(last or first, 16)) for first, last in ranges)


@lru_cache(maxsize=16)
def _glyphs_of(data: bytes, ranges: tuple[tuple[int, int], ...]) -> _Glyphs | None:
    """The glyphs of a font file in these ranges; None for a damaged one, which is reported when the page is set."""
    with suppress(Exception), TTFont(BytesIO(data), lazy=True) as font:  # (its readers raise many kinds)
        used = (code for code in font.getBestCmap() if not ranges or any(low <= code <= high for low, high in ranges))
        return _Glyphs(ImageFont.truetype(BytesIO(data), _SIZE), frozenset(used))
    return None
