"""Numbers as people and other programs type them, and what they are to this press: -1250.5."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

#: How many digits a number may have, written without an exponent.
MAX_DIGITS = 40

#: A figure with all that may stand between its digits, before and after them.
_FIGURE = re.compile(r"(?P<before>[^0-9.,]*)(?P<digits>[.,]?[0-9](?:[0-9.,'’_\s]*[0-9])?)(?P<after>[^0-9]*)")
_GROUPS = re.compile(r"['’_\s]")
_SIGNS = str.maketrans("\u2212\u2012\u2013\u2011٫٬", "----.'")


@dataclass(frozen=True)
class TypedNumber:
    """What a typed figure can mean."""

    #: The numbers that it may be: two for 1,250, none where its separators make no sense.
    readings: tuple[str, ...]
    #: What stands before and after it, signs aside: `%`, `EUR`, `million`.
    unit: str
    #: The last separator in it, by its name.
    separator: str

    @property
    def hint(self) -> str:
        """What to write in its place."""
        if not self.readings:
            return "write its digits without separators, with a point before the decimals: 1250.5"
        first, *others = self.readings
        return f"write {first}" + "".join(
            f", or {other} if its {self.separator} stands before decimals" for other in others
        )


def typed_number(text: str) -> TypedNumber | None:
    """What a text can mean as a number; None where it is not one figure."""
    plain = "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in text).translate(_SIGNS)
    match = _FIGURE.fullmatch(plain)
    if not match:
        return None
    before, after = match["before"].strip(), match["after"].strip()
    # Accounts put what is below zero in parentheses, or its sign at the end.
    is_negative = before.endswith("-") or before.startswith(("-", "(")) or after.startswith("-")
    readings = tuple(f"{'-' * is_negative}{reading}" for reading in _readings(match["digits"]))
    unit = re.sub(r"[-+()]|^\.$", "", f"{before} {after}").strip()
    return TypedNumber(readings, unit, "comma" if "," in match["digits"] else "point")


def _readings(digits: str) -> list[str]:
    digits = _GROUPS.sub("", digits)
    signs = re.findall(r"[.,]", digits)
    whole, _, decimals = digits.rpartition(signs[-1]) if signs else (digits, "", "")
    if len(set(signs)) > 1:
        # The last sign is the decimal one.
        whole = re.sub(r"[.,]", "", whole) if signs.count(signs[-1]) == 1 else ""
        return [f"{_whole(whole)}.{decimals}"] if whole else []
    if len(signs) > 1:
        is_grouped = re.fullmatch(r"[0-9]{1,3}([.,][0-9]{2,3})*[.,][0-9]{3}", digits)
        return [_whole(re.sub(r"[.,]", "", digits))] if is_grouped else []
    if not signs:
        return [_whole(digits)]
    reading = f"{_whole(whole)}.{decimals}"
    could_be_thousands = len(decimals) == 3 and re.fullmatch(r"[1-9][0-9]{0,2}", whole)
    return [whole + decimals, reading] if could_be_thousands else [reading]


def _whole(digits: str) -> str:
    return digits.lstrip("0") or "0"


def number_hint(text: str) -> str:
    """What to write for a text where a number is expected."""
    typed = typed_number(text)
    if typed is None:
        is_large = re.fullmatch(r"[-+]?[0-9.]+[eE][-+]?[0-9]+", text)
        return _TOO_LONG if is_large else "write digits alone, with a point before decimals: 1250000, 11.6"
    if any(len(reading) > MAX_DIGITS for reading in typed.readings):
        return _TOO_LONG
    if typed.readings == (text,):
        return f"write {text}, without quotation marks"
    beside = f", and say in words what `{typed.unit}` says" if typed.unit and typed.readings else ""
    return typed.hint + beside


_TOO_LONG = f"a number has {MAX_DIGITS} digits at most"
