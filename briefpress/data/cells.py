"""What is typed in a cell of data: a number or a date as this press takes it, or what to write in its place.

A number is one of JSON, and may have a sign of any kind; a date is one of ISO 8601. What other programs and offices
write (12,5 and 1,250; 45 %; 06/05/2024; n/a) can mean several things, or is no value at all: it is never guessed.
"""

from __future__ import annotations

import calendar
import re
from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal

from briefpress.core.gaps import is_missing
from briefpress.core.numbers import typed_number
from briefpress.language.dates import PartialDate

_NUMBER = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]{1,2})?")
_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?)Z?")
#: A unit beside a number has no more letters.
_MOST_LETTERS = 2
_EMPTY_HINT = "leave the cell empty where there is no value, or, for a table, name what stands there under `gaps:`"
#: The day before the first of a spreadsheet, which counts 29 February 1900 as well.
_FIRST_DAY = date(1899, 12, 30)
_DATE_HINT = (
    "write a date as 2024, 2024-05 or 2024-05-06; to print it as it is typed, make the field `type: ordinal` in a "
    "chart, `holds: words` in a table"
)


def number(text: str) -> Decimal | None:
    """The number that a text is, with all of its digits; None for one with zeros before it, which is rather a code."""
    plain = text.replace("\u2212", "-")
    if not _NUMBER.fullmatch(plain) or re.match(r"[-+]?0[0-9]", plain):
        return None
    return Decimal(format(Decimal(plain), "f"))


def is_figure(text: str) -> bool:
    """Whether a text is rather a number than words, in whatever form: 12.5, 1,250, 45 %, 12.3 e, € 4."""
    typed = typed_number(text)
    return typed is not None and not text[:1].isalpha() and sum(map(str.isalpha, typed.unit)) <= _MOST_LETTERS


def is_canonical(text: str) -> bool:
    """Whether a text is a number that is printed as it is typed by any program."""
    return bool(re.fullmatch(r"0|-?(0|[1-9][0-9]{0,14})(\.[0-9]*[1-9])?", text)) and text != "-0"


def has_letters(text: str) -> bool:
    """Whether a text has words to it, and is not a code of digits and signs."""
    return any(map(str.isalpha, text))


def moment(text: str) -> str | None:
    """The date that a text is, or the time of a day, without its zone where that is Z (ISO 8601)."""
    with suppress(ValueError):
        if time := _TIME.fullmatch(text):
            iso = f"{time[1]}T{time[2]}"
            return iso if datetime.fromisoformat(iso).year >= 1000 else None
        if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
            return str(PartialDate.parse(text))
    return None


def number_hint(text: str) -> str:
    """What to write in the place of a text that is no number."""
    if is_missing(text):
        return _EMPTY_HINT
    if text.startswith("#"):
        return f"mend the formula in the spreadsheet, or {_EMPTY_HINT}"
    typed = typed_number(text)
    if typed is None:
        return "write one number, or " + _EMPTY_HINT
    if re.fullmatch(r"[-+\u2212]?0\d+", text):
        return (
            f"{typed.hint}, or, if this is a code, make the field `type: nominal` in a chart, `holds: words` in a table"
        )
    beside = f", and say in the title of the column or in the caption what `{typed.unit}` means" if typed.unit else ""
    return typed.hint + (beside if typed.readings else "")


def date_hint(text: str) -> str:
    """What to write in the place of a text that is no date."""
    if is_missing(text) or text.startswith("#"):
        return _EMPTY_HINT
    dates = [iso for iso in _dates(text) if moment(iso)]
    if not dates:
        return _DATE_HINT
    return f"write {' or '.join(dict.fromkeys(dates))}" + (", whichever is meant" if len(set(dates)) > 1 else "")


def _dates(text: str) -> list[str]:
    """The dates that a text may mean; among them such as do not exist."""
    if match := re.fullmatch(r"(\d{4})(?:\.0+|[-./ ]?(\d\d)[-./ ]?(\d\d)?)", text):
        return ["-".join(filter(None, match.groups()))]
    if match := re.fullmatch(r"(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?", text):
        return ["-".join(f"{int(part):02}" for part in match.groups() if part)]
    if match := re.fullmatch(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4}|\d\d)(?:[T ,].*)?", text):
        one, two, year = match.groups()
        orders = ((year, two, one), (year, one, two), *([(one, two, year)] if len(year) == len(one) == 2 else []))
        return [f"{_year(year)}-{int(month):02}-{int(day):02}" for year, month, day in orders]
    if match := re.fullmatch(r"(\d{1,2})[-./](\d{4})", text):
        return [f"{match[2]}-{int(match[1]):02}"]
    if match := re.fullmatch(r"(\d{5})(?:\.\d+)?", text):
        return [(_FIRST_DAY + timedelta(int(match[1]))).isoformat()]
    if match := re.fullmatch(rf"{_TIME.pattern}\s*[-+]\d\d:?\d\d", text):
        return [f"{match[1]}T{match[2]}"]
    return [*_quarters(text), *_named_months(text)]


def _year(text: str) -> str:
    return text if len(text) == 4 else f"20{text}"


def _quarters(text: str) -> list[str]:
    """The first month of the quarter that a text names: 2024Q1, Q1 2024, 2024-T1."""
    quarter, year = re.search(r"[QT]\s*([1-4])(?!\d)", text), re.search(r"(?<!\d)\d{4}(?!\d)", text)
    return [f"{year[0]}-{3 * int(quarter[1]) - 2:02}"] if quarter and year else []


def _named_months(text: str) -> list[str]:
    """The date in which a text names the month in English: May 2024, 6 May 2024, May-24."""
    match = re.fullmatch(r"(?:(\d{1,2})[-. ]+)?([A-Za-z]{3})[a-z]*[-., ]+(?:(\d{1,2}),? )?(\d{4}|\d\d)", text)
    names = [name.casefold() for name in calendar.month_abbr]
    if not match or match[2].casefold() not in names:
        return []
    month = f"{_year(match[4])}-{names.index(match[2].casefold()):02}"
    return [f"{month}-{int(day):02}" if (day := match[1] or match[3]) else month]
