"""Marks that nobody sees, in the midst of a text: what only the press reads, until it takes them out again.

A mark is the sign of its kind, what it says in letters of a private plane, and a stop. Unicode leaves U+FDD0 to U+FDEF
to such uses (23.7): no file of content may hold one (characters.py). What is spelt in that plane is out of the reach of
filters.
"""

from __future__ import annotations

STOP = "\ufdd3"
#: For a regular expression: what is spelt between a sign and its stop.
SPELT = "[\U000f0000-\U000f007f]*"
_SPELL = {code: 0xF0000 + code for code in range(128)}
_READ = {letter: code for code, letter in _SPELL.items()}


def spell(text: str) -> str:
    """A text of ASCII in letters of the private plane."""
    return text.translate(_SPELL)


def read_spelt(letters: str) -> str:
    """The text that is spelt in letters of the private plane."""
    return letters.translate(_READ)
