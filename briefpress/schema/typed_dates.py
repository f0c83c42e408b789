"""Dates as people type them, and how each is written in a brief: 23.11.2026, 23 November 2026, 11/23/2026."""

from __future__ import annotations

import re
from datetime import date

from babel import Locale

_NUMBERS = re.compile(r"(\d{1,4})[./\-\u2010-\u2015 ](\d{1,2})[./\-\u2010-\u2015 ](\d{1,4})(?:[T ].*)?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[./\-](\d{4})")


def iso(typed: str, locales: tuple[Locale, ...]) -> list[str]:
    """What was probably meant, as a brief writes it: two dates where day and month may be either; [] if nothing."""
    text = " ".join(typed.split())
    if match := _NUMBERS.fullmatch(text):
        return _by_numbers(*map(int, match.groups()))
    if match := _MONTH_YEAR.fullmatch(text):
        return [f"{match[2]}-{int(match[1]):02}"] if 1 <= int(match[1]) <= 12 else []
    if match := re.fullmatch(r"(\d{4})(\d\d)(\d\d)", text):
        return _valid(*map(int, match.groups()))
    return _by_name(text, locales)


def _by_numbers(first: int, second: int, third: int) -> list[str]:
    if first > 31:
        return _valid(first, second, third)
    if third < 1000:
        return []
    return list(dict.fromkeys([*_valid(third, second, first), *_valid(third, first, second)]))


def _by_name(text: str, locales: tuple[Locale, ...]) -> list[str]:
    """A date with the name of its month, in one of the languages."""
    year, day = re.search(r"\b\d{4}\b", text), re.search(r"\b(\d{1,2})(?!\d)", text)
    if not year:
        return []
    for locale in locales:
        for width in ("wide", "abbreviated"):
            for number, name in locale.months["format"][width].items():
                if re.search(rf"(?<!\w){re.escape(name.rstrip('.'))}(?!\w)", text, re.IGNORECASE):
                    return _valid(int(year[0]), number, int(day[1])) if day else [f"{year[0]}-{number:02}"]
    return []


def _valid(year: int, month: int, day: int) -> list[str]:
    try:
        return [date(year, month, day).isoformat()]
    except ValueError:
        return []
