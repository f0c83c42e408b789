"""Figures and signs above and below the line: `CO~2~`, `m^2^`.

A text has elements for them. A line is plain text and has the characters that Unicode gives them, as has what is read
in place of such an element: 10⁶ is not 106.
"""

from __future__ import annotations

import re

_SMALL = {
    "sub": str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋"),
    "sup": str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ"),
}
_MARKS = {"~": "sub", "^": "sup"}
_TYPED = re.compile(r"(?<=[^\W_)\]])([~^])([\d+−n-]+)\1(?![\d~^])")


def small(text: str, tag: str) -> str:
    """A text in the small characters of an element, `sub` or `sup`; "" where Unicode lacks one of them."""
    written = text.translate(_SMALL[tag])
    return "" if any(one == other for one, other in zip(text, written, strict=True)) else written


def in_small_characters(line: str) -> str:
    """A line with the small characters of what was typed between `~` or `^`, where there are such."""
    return _TYPED.sub(lambda typed: small(typed[2], _MARKS[typed[1]]) or typed[0], line)
