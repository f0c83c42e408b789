"""Long words with soft hyphens where a dictionary divides them (Unicode, 6.2): not every browser has one of its own."""

from __future__ import annotations

import re
from functools import cache

import pyphen

#: A word of fewer letters has room on any line. English is divided as the house writes it, in Britain.
_WORD = re.compile(r"[^\W\d_]{16,}")
_DICTIONARIES = {"en": "en_GB"}
#: How many letters are left before and after a hyphen.
_EDGE = 4


def hyphenated(text: str, language: str) -> str:
    """The text with the places where its long words may be divided; as it is in a language without a dictionary."""
    dictionary = _dictionary(language)
    return _WORD.sub(lambda word: dictionary.inserted(word[0], "\u00ad"), text) if dictionary else text


@cache
def _dictionary(language: str) -> pyphen.Pyphen | None:
    name = pyphen.language_fallback(_DICTIONARIES.get(language, language))
    return pyphen.Pyphen(lang=name, left=_EDGE, right=_EDGE) if name else None
