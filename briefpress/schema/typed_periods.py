"""Periods as people type them, and how each is written in a brief: 9-10 December 2026, Q3 2026, Frühjahr 2027."""

from __future__ import annotations

import re

from babel import Locale

from briefpress.language.periods import is_reversed, parse
from briefpress.schema.typed_dates import iso

_TO = r"\s*(?:[-–—/]|\.\.|\b(?:to|until|and|au|et|bis|und|al|a|y|إلى)\b)\s*"
_DAYS = re.compile(rf"(?<![\d-])(\d{{1,2}})(?:\.|er)?{_TO}(\d{{1,2}})(?!\d)")
_YEARS = r"(?P<year>[12]\d{3})(?:[-–/](?P<next>\d{2}(?!\d)))?"
_NUMBER = r"(?P<number>[1-4])(?:st|nd|rd|th|er|e|ème|\.(?:er|º|ª)?|º)?"
#: What is said of parts of a year in the languages of the house, by what a brief writes.
_WORDS = {
    "spring": "spring|printemps|primavera|frühling|frühjahr|الربيع|ربيع",
    "summer": "summer|été|verano|sommer|الصيف|صيف",
    "autumn": "autumn|fall|automne|otoño|herbst|الخريف|خريف",
    "winter": "winter|hiver|invierno|الشتاء|شتاء",
    "FY": "fy|fiscal year|financial year|exercice|ejercicio|haushaltsjahr|geschäftsjahr|السنة المالية",
    "H1": "h1|s1|first half|first semester|premier semestre|primer semestre|erstes halbjahr",
    "H2": "h2|s2|second half|second semester|second semestre|segundo semestre|zweites halbjahr",
    **{
        f"Q{number}": f"[qt]{number}|{word} quarter"
        for number, word in enumerate(("first", "second", "third", "fourth"), 1)
    },
    "Q": rf"{_NUMBER} (?:quarter|trimestre|quartal)",
    "H": rf"{_NUMBER} (?:half|semestre|semester|halbjahr)",
}


def typed_periods(typed: str, locales: tuple[Locale, ...]) -> list[str]:
    """What was probably meant, as a brief writes it; several where it may be any of them; [] if nothing."""
    text = " ".join(typed.split())
    return _valid([re.sub(r"\s*(?:[–—]|\s-\s|\bto\b)\s*", "/", text)]) or _valid(
        _part(text) or _days(text, locales) or _interval(text, locales) or iso(text, locales)
    )


def _part(text: str) -> list[str]:
    """A part of a year, or a year of accounts."""
    if decade := re.fullmatch(r"([12]\d{2}0)'?s", text):
        return [f"{decade[1]}/{int(decade[1]) + 9}"]
    if double := re.fullmatch(_YEARS, text):
        return ["/".join(double.group("year", "next"))] if double["next"] else []
    for name, words in _WORDS.items():
        between = r"(?:[ /,-]| of | de | del | d[eu] l’)*"
        for pattern in (rf"(?:the )?(?:{words}){between}{_YEARS}", rf"{_YEARS}{between}(?:{words})"):
            if match := re.fullmatch(pattern, text, re.IGNORECASE):
                years = "/".join(filter(None, match.group("year", "next")))
                number = match["number"] if len(name) == 1 else ""
                return [f"FY{years}" if name == "FY" else f"{years}-{name}{number}"]
    return []


def _days(text: str, locales: tuple[Locale, ...]) -> list[str]:
    """Two days of one month."""
    pair = _DAYS.search(text)
    if pair is None:
        return []
    first, last = (iso(text[: pair.start()] + day + text[pair.end() :], locales) for day in pair.groups())
    return [f"{one}/{other[8:]}" for one, other in zip(first, last, strict=False) if len(one) == len(other) == 10]


def _interval(text: str, locales: tuple[Locale, ...]) -> list[str]:
    """Two dates, of which the first may lack its year."""
    for mark in re.finditer(_TO, text):
        one, other = text[: mark.start()], text[mark.end() :]
        for end in iso(other, locales) or re.findall("^[12][0-9]{3}$", other):
            starts = iso(one, locales) or iso(f"{one} {end[:4]}", locales) or re.findall("^[12][0-9]{3}$", one)
            if starts and len(starts[0]) == len(end):
                return [f"{start}/{end}" for start in starts]
    return []


def _valid(texts: list[str]) -> list[str]:
    """Those that are periods."""
    valid = []
    for text in texts:
        try:
            valid += [] if is_reversed(parse(text)) else [text]
        except ValueError:
            continue
    return valid
