"""Codes of countries and currencies, and which of them was meant by a name, a longer code, a sign or small letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Annotated, Any

from babel import Locale
from babel.core import get_global
from pydantic import AfterValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from briefpress.language.currencies import CURRENCIES
from briefpress.language.folding import folded

_ENGLISH = Locale("en")
#: ISO 3166 codes are those CLDR names, regions such as 001 (the world) aside.
COUNTRIES = {
    code: name
    for code, name in _ENGLISH.territories.items()
    if len(code) == 2 and code not in {"ZZ", "XA", "XB", "QO", "EZ"}
}


def _one_of(known: Mapping[str, str], what: str, names: str, standard: str) -> AfterValidator:
    def check(value: str, info: ValidationInfo) -> str:
        if value in known:
            return value
        context: Any = info.context
        code = _by_code(value, known) or _by_name(value, (context.language.locale, _ENGLISH), names, known)
        hint = f"did you mean `{code}`?" if code else f"codes are those of ISO {standard}, in capitals"
        error = {"what": what, "value": value, "hint": hint}
        raise PydanticCustomError("unknown-code", "there is no {what} `{value}`", error)

    return AfterValidator(check)


def _by_code(value: str, known: Mapping[str, str]) -> str | None:
    """The code that another one stands for: in small letters, of three letters or digits, or the European Union's."""
    code = value.strip().upper()
    aliases = {key: codes for key, codes in get_global("territory_aliases").items() if len(codes) == 1}
    code = {"EL": "GR"}.get(code) or (code if code in known else next(iter(aliases.get(code, [])), ""))
    return code if code in known else None


def _by_name(value: str, locales: tuple[Locale, ...], names: str, known: Mapping[str, str]) -> str | None:
    """The code of a name in one of the languages, exactly or nearly as CLDR has it; of a currency, also by its sign."""
    codes: dict[str, str] = {}
    for locale in locales:
        for code, name in _named(locale, names):
            if code in known:
                codes.setdefault(_plain(name), code)
    plain = _plain(value)
    return codes.get(plain) or next((codes[name] for name in get_close_matches(plain, codes, n=1, cutoff=0.8)), None)


def _named(locale: Locale, names: str) -> Iterator[tuple[str, str]]:
    """The codes of what CLDR names, with each of its names."""
    table: Mapping[str, str] = getattr(locale, names)
    yield from table.items()
    if names == "currencies":
        yield from ((code, sign) for code, sign in locale.currency_symbols.items() if sign)
    else:
        # `Myanmar (Burma)`, `Bosnia & Herzegovina`: the first part alone is a name too.
        yield from (
            (code, re.split(r" \(| & ", name)[0]) for code, name in table.items() if re.search(r" \(| & ", name)
        )


def _plain(name: str) -> str:
    """A name without capitals, accents and what joins its words."""
    words = folded(name.replace("’", "'")).split()
    return " ".join(word for word in words if word not in {"the", "and", "&", "of"})


def _schema(title: str, known: Mapping[str, str]) -> WithJsonSchema:
    return WithJsonSchema({"title": title, "enum": [*known], "enumDescriptions": [*known.values()]})


Country = Annotated[str, _one_of(COUNTRIES, "country", "territories", "3166"), _schema("country", COUNTRIES)]
Currency = Annotated[str, _one_of(CURRENCIES, "currency", "currencies", "4217"), _schema("currency", CURRENCIES)]
