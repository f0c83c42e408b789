"""The design tokens of an edition, for what is drawn outside of CSS: colours, font families and lengths.

They are the custom properties of the root element, by the cascade of the edition's stylesheets (CSS Cascade 5).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from xml.etree.ElementTree import Element

from cssselect2 import ElementWrapper
from PIL import ImageColor
from tinycss2 import serialize

from briefpress.graphics.css import declared, pixels

_TOKEN = re.compile(r"(?<![\w-])--[\w-]++\s*+:")


@dataclass(frozen=True)
class Tokens:
    """The tokens by their names, without the dashes."""

    values: Mapping[str, str]

    def pixels(self, name: str) -> float:
        """A length in CSS pixels; 0 for what is not a length."""
        return pixels(self._value(name))

    @property
    def column(self) -> float:
        """The width of the column in CSS pixels; where it follows the paper, that on A4: styles scale the picture."""
        # (What is a part of the column itself, as the rail of large print, takes nothing of it.)
        beside = sum(map(self.pixels, ("margin-inner", "margin-outer", "gutter", "side")))
        return self.pixels("main") or max(pixels("60mm"), pixels("210mm") - beside)

    def share(self, width: str) -> float:
        """The share of the column that a picture takes by its width, `half` or so; 1 where there is no token for it."""
        return self.percentage(f"width-{width}", 1)

    def percentage(self, name: str, otherwise: float = 0) -> float:
        """A percentage as a number, 1 for 100 %; what is given for what is not a percentage."""
        percentage = re.fullmatch(r"([\d.]+)%", self._value(name))
        return float(percentage[1]) / 100 if percentage else otherwise

    def narrowed(self, share: float) -> Tokens:
        """The tokens of a column that takes a share of this one."""
        return Tokens({**self.values, "main": f"{self.column * share}px"})

    def families(self, role: str = "head") -> list[str]:
        """The font families of a role (`text`, `title`, `head`), by their names."""
        return re.split(r"\s*,\s*", re.sub(r"[\"']", "", self._value(f"{role}-face")))

    def mix(self, name: str, white: float = 0.0) -> str:
        """A colour as `#rrggbb`, with that share of white in it; black for what is not a colour."""
        try:
            colour: tuple[int, ...] = ImageColor.getrgb(self._value(name))[:3]
        except ValueError:
            colour = (0, 0, 0)
        return "#" + "".join(f"{round(part + (255 - part) * white):02x}" for part in colour)

    def _value(self, name: str) -> str:
        value = self.values.get(name, "")
        reference = re.fullmatch(r"var\(--([\w-]+)\)", value)
        return self.values.get(reference[1], "") if reference else value


def read_tokens(sheets: Iterable[str], language: str) -> Tokens:
    """The tokens that stylesheets, by their texts, give the root element in a language and in print."""
    root = ElementWrapper.from_html_root(Element("html", {"lang": language}))
    # Most stylesheets declare no token, and to parse them all takes a tenth of a second.
    sheets = filter(_TOKEN.search, sheets)
    weighed = [each for sheet in sheets for each in declared(sheet, root, lambda name: name.startswith("--"))]
    cascade = [token for _, token in sorted(weighed, key=itemgetter(0))]
    return Tokens({token.name.removeprefix("--"): serialize(token.value).strip() for token in cascade})
