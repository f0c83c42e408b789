"""The e-mail addresses of a mail, as they were typed on the command line and as a header may hold them (RFC 5322)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.policy import SMTP

from email_validator import EmailNotValidError

from briefpress.core.problems import Problem, WrongUsage
from briefpress.schema.emails import valid_email

#: What joins and separates letters in some scripts; every other character of format or control is refused.
_JOINERS = "\u200c\u200d"
_HINT = (
    "write it as name@office.example or Name <name@office.example>, several separated by commas; "
    'put a name with a comma, a full stop or parentheses in quotation marks: "Weil, Z. (HR)" <name@office.example>'
)


def addresses(typed: Iterable[str]) -> tuple[Address, ...]:
    """The addresses that were typed, one or several at a time; raises WrongUsage with all that are not valid."""
    read: list[Address] = []
    problems: list[Problem] = []
    for text in typed:
        try:
            read += _read(text)
        except ValueError as error:
            escaped = "".join(ascii(letter)[1:-1] if is_hidden(letter) else letter for letter in text)
            problems.append(Problem("wrong-address", f"`{escaped}` is not a valid address: {error}", None, _HINT))
    if problems:
        raise WrongUsage(problems)
    return tuple(read)


def header_text(text: str) -> str:
    """A text for a header: on one line, with plain spaces and no invisible character."""
    return " ".join("".join(letter for letter in " ".join(text.split()) if not is_hidden(letter)).split())


def _read(text: str) -> list[Address]:
    if any(map(is_hidden, text)):
        raise ValueError("it contains a line break or an invisible character")
    if not text.strip():
        raise ValueError("it is empty")
    try:
        header = SMTP.header_factory("To", text)
    except (HeaderParseError, IndexError, ValueError):
        raise ValueError("it is not well formed") from None
    for address in header.addresses:
        if address.domain and not address.username.isascii():
            raise ValueError("before the @, use letters without accents, digits, full stops and hyphens")
    if header.defects or not header.addresses or any(group.display_name is not None for group in header.groups):
        raise ValueError("separate addresses by commas, not semicolons" if ";" in text else "it is not well formed")
    read = "".join(f"{each.display_name}{each.username}{each.domain}" for each in header.addresses)
    if _letters(text) != _letters(read):
        raise ValueError(_lost(text))
    return [_checked(address) for address in header.addresses]


def _letters(text: str) -> list[str]:
    return [letter for letter in unicodedata.normalize("NFC", text) if letter.isalnum()]


def _lost(text: str) -> str:
    """Why a mail would not have all that was typed: comments are left out of an address, encoded words decoded."""
    if "=?" in text:
        return "write the name in its own letters, not as it is encoded in a header"
    if "(" in text:
        return "what is in parentheses would be left out: put the whole name in quotation marks"
    return "a part of it would be left out"


def _checked(address: Address) -> Address:
    """The address with its domain in ASCII."""
    spec = f"{address.username}@{address.domain}"
    try:
        valid = valid_email(spec)
    except EmailNotValidError:
        if "." not in address.domain:
            raise ValueError("after the @, write the whole domain, such as office.example") from None
        reason = f"check `{spec}`: a character in it is not allowed, a part is too long, or its ending is reserved"
        raise ValueError(reason) from None
    return Address(header_text(address.display_name), valid.local_part, valid.ascii_domain)


def is_hidden(letter: str) -> bool:
    """Whether a letter is a control, of direction too, a line end, or none that Unicode has assigned (UAX #9, #44)."""
    category = unicodedata.category(letter)
    return letter not in _JOINERS and (category.startswith("C") or category in ("Zl", "Zp"))
