"""The design tokens of an edition, for what is drawn outside of CSS: colours, faces and lengths.

They are read from the stylesheets of the edition in the order of the cascade, the theme last; a value for a language,
as languages.css gives it, wins over one for all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PIL import ImageColor

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"(:root[^{}]*)\{([^{}]*)\}")
_TOKEN = re.compile(r"(--[\w-]+)\s*:\s*([^;}]+)")
#: How many CSS pixels a unit is.
UNITS = {"px": 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}

Colour = tuple[int, ...]


@dataclass(frozen=True)
class Tokens:
    """The tokens by their names, without the dashes."""

    values: Mapping[str, str]

    def pixels(self, name: str) -> float:
        """A length in CSS pixels."""
        found = re.fullmatch(r"([\d.]+)\s*(px|pt|mm|cm|in)", self._value(name))
        return float(found[1]) * UNITS[found[2]] if found else 0.0

    @property
    def column(self) -> float:
        """The width of the column in CSS pixels; where it follows the paper, that on A4: styles scale the picture."""
        return self.pixels("main") or 120 * UNITS["mm"]

    def faces(self, name: str = "head-face") -> str:
        """The faces of a role, as SVG names them."""
        return ", ".join(re.sub(r"[\"']", "", self._value(name)).split(", "))

    def mix(self, name: str, white: float = 0.0) -> str:
        """A colour as `#rrggbb`, with that share of white in it."""
        try:
            colour: Colour = ImageColor.getrgb(self._value(name))[:3]
        except ValueError:
            colour = (0, 0, 0)
        return "#" + "".join(f"{round(part + (255 - part) * white):02x}" for part in colour)

    def _value(self, name: str) -> str:
        value = self.values.get(name, "")
        inner = re.fullmatch(r"var\(--([\w-]+)\)", value)
        return self.values.get(inner[1], "") if inner else value


def read_tokens(sheets: Iterable[str], language: str) -> Tokens:
    """The tokens that these stylesheets, by their texts, give in a language."""
    general: dict[str, str] = {}
    special: dict[str, str] = {}
    for sheet in sheets:
        for selector, body in _RULE.findall(_COMMENT.sub("", sheet)):
            if ":lang(" in selector and f":lang({language})" not in selector:
                continue
            level = special if ":lang(" in selector else general
            level |= {name.lstrip("-"): value.strip() for name, value in _TOKEN.findall(body)}
    return Tokens({**general, **special})
