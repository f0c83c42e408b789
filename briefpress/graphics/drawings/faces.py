"""In which of the house's faces a text of a drawing is set, whatever families it names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from briefpress.graphics.fonts import SEMIBOLD, Fonts
from briefpress.graphics.tokens import Tokens

#: Families with serifs, by words of their names.
_SERIF = re.compile(
    r"(?i)(?<!sans-)(?<!sans )\bserif\b|\btimes|roman\b|georgia|garamond|cambria|palatino|antiqua|bookman|century sch|"
    r"minion|constantia|didot|bodoni|baskerville|caslon|charter|utopia|tinos|merriweather|\blora\b|playfair|\bcmr|"
    r"libertin|crimson|stix|source serif|noto serif|naskh|amiri|computer modern|latin modern rom|new york"
)


@dataclass(frozen=True)
class Faces:
    """The faces of an edition: those of the fonts that its stylesheets bring."""

    fonts: Fonts
    tokens: Tokens
    #: The language of the edition, which a drawing may have branches for.
    language: str

    @cached_property
    def named(self) -> Callable[[str], Fonts]:
        """The fonts of a list of families as CSS has it."""
        return lru_cache(self._named)

    def _named(self, families: str) -> Fonts:
        names = [name.strip().strip("\"'") for name in families.split(",")]
        known = self.fonts.names
        own = [known[name.casefold()] for name in names if name.casefold() in known]
        role = "text" if names and _SERIF.search(names[0]) else "head"
        return replace(self.fonts, families=[*own, *self.tokens.families(role)])

    def width(self, text: str, families: str, size: float, weight: int) -> float:
        """How wide a text is, in the unit of its size."""
        return self.named(families).width(text, size, SEMIBOLD if weight > 500 else 400)
