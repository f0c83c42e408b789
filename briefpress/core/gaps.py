"""What is typed where there is no value: dashes everywhere, and what else people and programs write in their place.

A dash alone is a gap to this press. The rest may be words: in a table it is told, or named under `gaps:`; in a table of
a text it is printed as it is typed, and only tells nothing of what its column holds.
"""

from __future__ import annotations

#: What is typed in a cell whose value is not known.
GAPS = frozenset("-–—")
#: What people write for a gap, and no column of words has.
_BESIDE_NUMBERS = GAPS | {"n/a", "na", "..", "...", "…"}
#: What stands for a missing value: in Eurostat, the World Bank, the OECD, R, pandas and offices.
_MISSING = _BESIDE_NUMBERS | {"n.a.", "n.a", "nan", "null", "none", "nil", "--", ".", ":", "x", "*"}


def is_gap_beside_numbers(text: str) -> bool:
    """Whether a text is no more than a gap where the other cells of its column are numbers."""
    return not text or text.casefold() in _BESIDE_NUMBERS


def is_missing(text: str) -> bool:
    """Whether a text of another program may stand for a value that is not there."""
    return text.casefold() in _MISSING
