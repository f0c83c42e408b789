"""Figures as people type them, in one text with their units, and how each is written in a brief: EUR 952.4 million."""

from __future__ import annotations

import re
from decimal import Decimal

from briefpress.core.numbers import number_hint, typed_number
from briefpress.language.currencies import currency_code
from briefpress.language.numerals import shifted
from briefpress.language.quantity_units import POINTS, SCALES, UNITS

#: What people type for a unit that has a symbol of its own.
_SYMBOLS = {
    **{scale: scale for scale in SCALES},
    **dict.fromkeys(("percent", "per cent", "pct", "prozent", "pourcent"), "%"),
    **dict.fromkeys(("pp", "percentage points", "prozentpunkte"), POINTS),
    **dict.fromkeys(("millions", "mn", "mio", "mio.", "millionen", "millones"), "million"),
    **dict.fromkeys(("billions", "bn", "mrd", "mrd.", "milliarden", "milliard", "milliards"), "billion"),
    "km2": "km²",
    "m2": "m²",
    "m3": "m³",
    "km3": "km³",
    "m3/s": "m³/s",
    "tonnes": "t",
    "℃": "°C",
}
#: Beside a currency, m are no metres.
_BESIDE_CURRENCY = {"m": "million", "b": "billion"}
#: What stands before a number that is known only roughly.
_ROUGHLY = re.compile(r"(?:[~≈]|ca?\.|(?:circa|about|around|some|environ|rund|etwa)\b)\s*", re.IGNORECASE)
_RANGE = re.compile(r"(?P<low>[^–-].*?)\s*(?:[-–—]|\.\.|\b(?:to|bis|à|a)\b)\s*(?P<high>[^\s–-].*)")


def symbol(text: str) -> str:
    """The symbol of a unit that was typed otherwise; the text itself where it is none."""
    return _SYMBOLS.get(text.casefold(), text)


def quantity_hint(text: str) -> str:
    """What to write for a text that holds a number and its unit, or a range."""
    text = re.sub("(?<=m)[23](?![0-9])", lambda power: "²³"[int(power[0]) - 2], text)
    exact = _ROUGHLY.sub("", text, count=1) if _ROUGHLY.match(text) else text
    pair = _RANGE.fullmatch(exact)
    figures = [typed for part in (pair.groups() if pair else (exact,)) if (typed := typed_number(part))]
    if len(figures) != (2 if pair else 1) or any(len(typed.readings) != 1 for typed in figures):
        return number_hint(text)
    numbers = ", ".join(typed.readings[0] for typed in figures)
    units = dict.fromkeys(word for typed in figures for word in typed.unit.split())
    if not (pair or units or exact != text):
        return number_hint(text)
    keys, words = _keys(list(units))
    keys = [
        f"value: [{numbers}]" if pair else f"value: {numbers}",
        *keys,
        *(["approximate: true"] if exact != text else ()),
    ]
    beside = f", and say in words what `{' '.join(words)}` says" if words else ""
    return f"write {', '.join(f'`{key}`' for key in keys)}{beside}"


def _keys(words: list[str]) -> tuple[list[str], list[str]]:
    """The keys for the currency and the unit that stand beside a number, and the words that are neither."""
    code, units = _parted(words)
    keys, others = [f"currency: {code}"] if code else [], []
    for word, unit in units:
        if unit in UNITS:
            keys.append(f"unit: {unit}" if unit[0].isalnum() else f'unit: "{unit}"')
        else:
            others.append(word)
    return keys, others


def _parted(words: list[str], *, is_money: bool = False) -> tuple[str, list[tuple[str, str]]]:
    """The code of the currency that stands beside a number, or "", and the other words, each with its symbol."""
    code = next(filter(None, map(currency_code, words)), "") or ""
    others = [word for word in words if not currency_code(word)]
    money = _BESIDE_CURRENCY if code or is_money else {}
    return code, [(word, symbol(money.get(word.casefold(), word))) for word in others]


def typed_amount(text: str) -> tuple[str, str] | None:
    """An amount in units of its currency, and the code of that or ""; None where it is not one, or not certain."""
    typed = typed_number(text)
    if typed is None or len(typed.readings) != 1:
        return None
    code, units = _parted(typed.unit.split(), is_money=True)
    scales = [unit for _, unit in units]
    if len(scales) > 1 or any(scale not in SCALES for scale in scales):
        return None
    return f"{shifted(Decimal(typed.readings[0]), sum(SCALES[scale] for scale in scales)):f}", code
