"""Quotation marks and apostrophes for what a keyboard has of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Where its end may be an inch, and the next mark its end, it is no certain pair: "a 24" screen".
_PAIR = re.compile(r'(?<![\w"\u2069])"(?=[^\s"])([^"]*[^\s"])"(?![\w\u2066])(?!(?<=\d")[^"]*[^\s"]"(?![\w\u2066]))')
#: An apostrophe may stand between the two, inside a word.
_SINGLE_PAIR = re.compile(r"(?<![\w'’\u2069])'(?=[^\s'])((?:[^']|(?<=\w)'(?=\w))*[^\s'’])'(?![\w'\u2066])")
#: What is left out at the beginning of a word: rock 'n' roll, 'tis, 's avonds, the '90s.
_LEFT_OUT = re.compile(
    r"(?<!\w)'(?:(n)'(?!\w)|(?=(?:n|s|t|k|em|til|tis|twas|cause|bout|round)(?![\w'’])|\d\d(?![\d'’]|[.,]\d)))",
    re.IGNORECASE,
)
#: The end of a quotation in which the apostrophe of a plural was taken for it: 'It's the members' choice.'
_CLOSING = re.compile(r"(?<=[.,!?…])'(?![\w'’\u2066])")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'|(?<=\d)'(?=[^\W\d_]|\d{3}(?!\d))")

#: How deep quotations stand in each other at most.
_DEPTH = 10


@dataclass(frozen=True)
class Quotation:
    """The quotation marks of a language, inner spaces included: for what was typed between `"`, and between `'`."""

    outer: tuple[str, str] = ("“", "”")
    inner: tuple[str, str] = ("‘", "’")

    def set(self, text: str) -> str:
        """The text with the marks of the language; what is neither a pair nor an apostrophe stays as it was typed."""
        # A pair that was set may leave one around it, or an end to what was opened before.
        for _ in range(_DEPTH):
            text, before = self._set_once(text), text
            if text == before:
                break
        return text

    def _set_once(self, text: str) -> str:
        once = _LEFT_OUT.sub(lambda word: f"’{word[1]}’" if word[1] else "’", text)
        once = _enclosed(_PAIR, self.outer, self._closed(once))
        once = _enclosed(_SINGLE_PAIR, self.inner, once)
        once = _CLOSING.sub(self.inner[1], once)
        return _APOSTROPHE.sub("’", once)

    def _closed(self, text: str) -> str:
        """The text with the closing mark of the language where only the opening one was typed: „so"."""
        opening, closing = self.outer[0].strip(), self.outer[1].strip()
        if opening == closing:
            return text
        # Where the closing mark follows, the other is one of inches: “a 24" screen”.
        unclosed = rf'({opening}[^"{opening}{closing}]*[^\s"{opening}{closing}])"(?!\w)(?![^{opening}]*{closing})'
        return re.sub(unclosed, rf"\1{self.outer[1]}", text)


def _enclosed(pair: re.Pattern[str], marks: tuple[str, str], text: str) -> str:
    # A pair inside another is set before the pair around it.
    for _ in range(_DEPTH):
        text, before = pair.sub(rf"{marks[0]}\1{marks[1]}", text), text
        if text == before:
            break
    return text
