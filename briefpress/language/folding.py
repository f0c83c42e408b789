"""Texts without regard to capitals, whatever a language's rules for these are."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """A text in one case and without signs on its letters: the same for a text and for its capitals in any language.

    Capitals of Turkish part `i` from `ı`, those of Greek lose their accents, German writes SS for ß. No such rule is
    followed here: what any of them tells apart or leaves out is the same letter.
    """
    if text.isascii():
        return text.lower()
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join("i" if char == "ı" else char for char in bare if unicodedata.category(char) != "Mn")
