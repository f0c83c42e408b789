"""Telephone numbers: printed as they were typed, and the URL that calls them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import ValidationInfo, WithJsonSchema, WrapValidator
from pydantic_core import PydanticCustomError

from briefpress.core.located import path_of
from briefpress.core.problems import Severity
from briefpress.language.finding import Finding, shown

#: A number as people write it, `+32 (0)2 281 61 11` or `+49 30 / 18 17-0`, and the extension behind it.
_PHONE = re.compile(
    r"\(?[+＋]?(?P<digits>(?:[\d\s().\-‐-–]|/(?!\s*/))*\d)"
    r"(?:[,;]?\s*(?:ext(?:ension)?\.?|x|poste|app\.?|durchwahl|dw\.?|int\.?|w(?:ew)?\.|доб\.?|#|تحويلة)"
    r"\s*(?P<extension>\d{1,7}))?",
    re.IGNORECASE,
)
#: A slash after a whole number, as in `+41 58 462 21 11/12`: before another number, or before an extension.
_LATE_SLASH = re.compile(r"(?:\D*\d){8,}\D*/")
#: A number with the code of its country (ITU-T E.164), and one that is called in one country alone, such as 112.
_INTERNATIONAL, _SHORT, _NATIONAL = re.compile(r"[1-9]\d{6,14}"), re.compile(r"\d{2,6}"), re.compile(r"(?!00)\d{7,15}")
#: In Italy and San Marino the zero is called from abroad, too.
_ZERO_KEPT = re.compile(r"\D*(?:39|378)")
#: What is called before a number within other countries alone, but for `(0)`, which is left out of the URL.
_TRUNK_PREFIX = re.compile(r"\((?:0\d+|8\s?\d?)\)")
#: What comes along from an address book, and is not seen: spaces, and marks of direction.
_UNSEEN = " \t\u00a0\u200e\u200f\u202a\u202b\u202c\u202d\u2066\u2067\u2068\u2069"
_HINT = (
    "write the number alone, with the code of its country, as in `+32 2 281 61 11`; an extension as in "
    "`+32 2 281 61 00 ext. 12`; several numbers as a list: `[…, …]`"
)
_SLASH_HINT = (
    "if these are several numbers, write each in full, as a list: `[…, …]`; if it is an extension, write `ext. 12`"
)


class Phone(str):
    """A telephone number as it was typed."""

    __slots__ = ()

    @property
    def is_international(self) -> bool:
        """Whether it begins with a plus, and so with the code of its country."""
        return self.removeprefix("(").startswith(("+", "＋"))

    @property
    def digits(self) -> str:
        """Its digits, as they are called from abroad; "" where it is no number."""
        number = _PHONE.fullmatch(self)
        digits = _in_ascii(number["digits"]) if number else ""
        # A zero in parentheses is called in the country alone.
        is_kept = not self.is_international or _ZERO_KEPT.match(digits)
        return re.sub(r"\D", "", digits if is_kept else digits.replace("(0)", ""))

    @property
    def url(self) -> str | None:
        """Its URL (RFC 3966), where it has the code of its country."""
        number = _PHONE.fullmatch(self)
        extension = f";ext={_in_ascii(number['extension'])}" if number and number["extension"] else ""
        return f"tel:+{self.digits}{extension}" if self.is_international else None


def _in_ascii(text: str) -> str:
    """A text with the digits of all scripts as those of ASCII."""
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text)


def _hint(phone: Phone) -> str:
    """What to do about what is no telephone number; "" about one that is."""
    if _LATE_SLASH.match(phone) or ("/" in phone and _SHORT.fullmatch(phone.digits)):
        return _SLASH_HINT
    prefix = _TRUNK_PREFIX.search(phone) if phone.is_international and not _ZERO_KEPT.match(phone) else None
    if prefix:
        return f"leave out `{prefix[0]}`, which is called within the country alone"
    forms = (_INTERNATIONAL,) if phone.is_international else (_SHORT, _NATIONAL)
    if any(form.fullmatch(phone.digits) for form in forms):
        return ""
    return f"write it with a plus: `+{phone[2:].lstrip()}`" if phone.startswith("00") else _HINT


def _phone(value: object, check: Callable[[object], str], info: ValidationInfo) -> Phone:
    phone = Phone(check(value).strip(_UNSEEN))
    if hint := _hint(phone):
        context = {"phone": shown(phone), "hint": hint}
        raise PydanticCustomError("wrong-phone", "{phone} is no telephone number", context)
    if not phone.is_international and not _SHORT.fullmatch(phone.digits):
        message = f"{shown(phone)} has no code of a country: it is printed, and is no link"
        hint = "write it with that code, as in `+32 2 281 61 11`; leave it if it cannot be called from other countries"
        edition: Any = info.context
        edition.warnings.append((path_of(value), Finding("wrong-phone", message, "", hint, Severity.WARNING)))
    return phone


#: A telephone number.
PhoneNumber = Annotated[str, WrapValidator(_phone), WithJsonSchema({"type": "string"})]
