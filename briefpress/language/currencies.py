"""Currencies by their codes (ISO 4217), their signs, and their English names (CLDR)."""

from __future__ import annotations

import re

from babel import Locale

_ENGLISH = Locale("en")
#: The English names of currencies, by their codes.
CURRENCIES = dict(_ENGLISH.currencies)
#: The signs of currencies, as in a class of a regular expression: most are a block of Unicode.
SIGNS = "$£¥\u20a0-\u20cf"
#: A code or a sign beside a number, as a regular expression: EUR, €, US$.
MONEY = rf"(?:(?:{'|'.join(sorted(CURRENCIES))})(?![^\W\d_])|[A-Z]{{0,2}}[{SIGNS}])"
#: The names of the currencies that share a sign.
_SHARED = {"$": "Dollar|Peso", "£": "Pound", "¥": "Yen|Yuan"}


def currency_code(text: str) -> str | None:
    """The currency that a code, a sign or an English name is of; None where it is of none."""
    signs = {sign: code for code, sign in _ENGLISH.currency_symbols.items() if not sign.isalpha()}
    return text.upper() if text.upper() in CURRENCIES else signs.get(text) or _code_of_name(text)


def _code_of_name(text: str) -> str | None:
    names = {name.casefold(): code for code, name in CURRENCIES.items()}
    return names.get(text.casefold().removesuffix("s"))


def currencies_in(text: str) -> frozenset[str]:
    """The currencies that a text may name, by codes, signs and names of one word; a sign may be that of several."""
    words = re.findall(r"[^\W\d_]+", text)
    named = (word if word in CURRENCIES else _code_of_name(word) for word in words)
    return frozenset(filter(None, named)).union(*map(_of_sign, re.findall(f"[{SIGNS}]", text)))


def _of_sign(sign: str) -> set[str]:
    named = {code for code, name in CURRENCIES.items() if sign in _SHARED and re.search(_SHARED[sign], name)}
    return named | {code for code, symbol in _ENGLISH.currency_symbols.items() if symbol.endswith(sign)}
