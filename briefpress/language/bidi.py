"""From the order in which a line stands on the page to that in which it is read (UAX #9, backwards).

A page is drawn from left to right, Arabic and Hebrew as well. What is read from right to left is turned around here,
and in it what is read from left to right stays: Latin words, and each number. The way back is not always the only one;
where it is not, the words stand in the order of a text without marks of direction.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from briefpress.language.locale import Language, is_language

#: Characters that are for the eye or for the direction of the line alone, and not drawn.
UNSEEN = re.compile("[\u00ad\u034f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]")

#: A letter for each bidirectional class that counts here: letters, digits, what stands in a number, signs on letters.
_CLASSES = {"L": "L", "R": "R", "AL": "R", "EN": "E", "AN": "E", "CS": "S", "ES": "H", "ET": "T", "NSM": "M"}
#: A number, between letters of Arabic and elsewhere: a hyphen or a percent sign is part of it only elsewhere.
_ARABIC_NUMBER = re.compile("E(?:S?E)*")
_NUMBER = re.compile("T*E(?:[SH]?E)*T*")
_RIGHT_TO_LEFT = re.compile("M*R(?:[^L]*R)?")
#: A sign comes before its letter here.
_LEFT_TO_RIGHT = re.compile("(?:(?<![RM])M+)?[EL](?:[^R]*[EL])?")


def is_right_to_left(language: str) -> bool:
    """Whether a language, by its code, is written from right to left."""
    return is_language(language) and Language(language).direction == "rtl"


def read(shown: str, *, is_right_to_left: bool) -> str:
    """The text of a line as it is read, from its characters as they stand on the page from left to right."""
    if is_right_to_left:
        return _turned(shown)
    return shown if shown.isascii() else _changed(shown, _RIGHT_TO_LEFT, _turned)


def _turned(shown: str) -> str:
    """A text that is read from right to left; in it, Latin words and numbers are not."""
    is_arabic = any(unicodedata.bidirectional(char) == "AL" for char in shown)
    number = _ARABIC_NUMBER if is_arabic else _NUMBER

    def back(words: str) -> str:
        return words[::-1] if "L" in _classes(words) else _changed(words, number, lambda digits: digits[::-1])

    return _changed(shown[::-1], _LEFT_TO_RIGHT, back)


def _changed(text: str, part: re.Pattern[str], change: Callable[[str], str]) -> str:
    """A text in which each part whose classes are such is changed."""
    pieces, end = [], 0
    for match in part.finditer(_classes(text)):
        pieces += [text[end : match.start()], change(text[match.start() : match.end()])]
        end = match.end()
    return "".join([*pieces, text[end:]])


def _classes(text: str) -> str:
    return "".join(_CLASSES.get(unicodedata.bidirectional(char), "N") for char in text)
