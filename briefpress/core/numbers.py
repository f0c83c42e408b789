"""Numbers as people type them, and as YAML takes them."""

from __future__ import annotations

import re
import unicodedata

#: What may stand around a number and is no part of it: a sign of per cent or of a currency, an ISO 4217 code.
_AROUND = re.compile(r"^(?:[A-Z]{3}|[^\w\s.,+-])\s*|\s*(?:[A-Z]{3}|[^\w\s.,+-])$")
_SPACES = re.compile(r"(?<=\d)[\s_'’٬](?=\d)")


def meant(text: str) -> list[str]:
    """The numbers that a text can mean, as YAML writes them: `11,6` is 11.6, `1,468` is 1468 or 1.468.

    There is none where it is no number.
    """
    plain = "".join(str(unicodedata.digit(sign, sign)) for sign in text.strip())
    plain = _AROUND.sub("", re.sub("[\u2212–]", "-", plain).replace("٫", ","))
    plain = _SPACES.sub("", plain)
    match = re.fullmatch(r"([+-]?)(\d+(?:[.,]\d+)*)", plain)
    if not match:
        return []
    sign, digits = match[1].replace("+", ""), match[2]
    return [sign + re.sub(r"^0+(?=\d)", "", number) for number in _readings(digits)]


def _readings(digits: str) -> list[str]:
    """Digits that may have points and commas: the last of them stands before decimals, or all between thousands."""
    marks = re.findall("[.,]", digits)
    whole = re.sub("[.,]", "", digits)
    if not marks:
        return [whole]
    head, _, tail = digits.rpartition(marks[-1])
    decimal = f"{re.sub('[.,]', '', head)}.{tail}"
    is_thousands = len(tail) == 3 and len(re.split("[.,]", head)[0]) <= 3
    if len(set(marks)) == 2:
        return [decimal]
    if len(marks) > 1:
        return [whole] if is_thousands else []
    if marks == ["."]:
        return [digits]
    return [whole, decimal] if is_thousands and not head.startswith("0") else [decimal]


def number_hint(text: str) -> str:
    """What to write for a text where a number is expected."""
    numbers = meant(text)
    if not numbers:
        return "write digits alone, with a point before decimals: 1250000, 11.6"
    if numbers == [text]:
        return f"write {text}, without quotation marks"
    whole, *others = numbers
    return f"write {whole}" + "".join(f", or {other} if the comma stands before decimals" for other in others)
