"""Languages as other programs write them: en-US, eng, German, de_DE."""

from __future__ import annotations

from babel import Locale
from babel.core import get_global

from briefpress.language.locale import is_language


def code_of(typed: str) -> str | None:
    """The code of the language that was meant; None where none is known."""
    typed = typed.strip().replace("_", "-")
    code, _, region = typed.partition("-")
    code = get_global("language_aliases").get(code.lower(), code.lower())
    names = {name.casefold(): each for each, name in Locale("en").languages.items()}
    codes = (f"{code}-{region.upper()}" if region else code, code, names.get(typed.casefold(), "").replace("_", "-"))
    return next((each for each in codes if each and is_language(each)), None)
