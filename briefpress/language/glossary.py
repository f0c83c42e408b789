"""The abbreviations of a glossary, as they are found in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable


def abbreviations(words: Iterable[str]) -> re.Pattern[str]:
    """Matches these abbreviations as words of their own, the longest first: SIPAO is not SI."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")
