"""The addresses of a mail, as they were typed on the command line and as a header may hold them (RFC 5322)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.policy import SMTP

from briefpress.core.problems import Problem, WrongUsage

#: What joins and parts letters in names of some scripts; every other character of format or control is refused.
_JOINERS = "\u200c\u200d"
_LOCAL = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*", re.ASCII)
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)", re.ASCII)

_LOCAL_PART = "before the @ stand letters without accents, figures, full stops and hyphens"
_HINT = (
    "write it as name@office.example or Name <name@office.example>, several parted by commas; "
    'a name that holds a comma or a full stop stands in quotation marks: "Weil, Z." <name@office.example>'
)


def addresses(typed: Iterable[str]) -> tuple[Address, ...]:
    """The addresses that were typed, one or several at a time; raises WrongUsage with all that are none."""
    found: list[Address] = []
    problems: list[Problem] = []
    for text in typed:
        try:
            found += _read(text)
        except ValueError as error:
            escaped = "".join(ascii(letter)[1:-1] if _is_hidden(letter) else letter for letter in text)
            problems.append(Problem("wrong-address", f"`{escaped}` is no address: {error}", None, _HINT))
    if problems:
        raise WrongUsage(problems)
    return tuple(found)


def shown(text: str) -> str:
    """A text for a header: on one line, with plain spaces and no character that is not to be seen."""
    return " ".join("".join(letter for letter in " ".join(text.split()) if not _is_hidden(letter)).split())


def _read(text: str) -> list[Address]:
    if any(map(_is_hidden, text)):
        raise ValueError("it holds a line end, or a character that is not to be seen")
    if not text.strip():
        raise ValueError("it is empty")
    try:
        header = SMTP.header_factory("To", text)
    except (HeaderParseError, IndexError, ValueError):
        raise ValueError("it is not well formed") from None
    for address in header.addresses:
        if address.domain and not address.username.isascii():
            raise ValueError(_LOCAL_PART)
    if header.defects or not header.addresses or any(group.display_name is not None for group in header.groups):
        raise ValueError("semicolons do not part addresses" if ";" in text else "it is not well formed")
    return [_checked(address) for address in header.addresses]


def _checked(address: Address) -> Address:
    if not _LOCAL.fullmatch(address.username) or len(address.username) > 64:
        raise ValueError(_LOCAL_PART)
    return Address(shown(address.display_name), address.username, _domain(address.domain))


def _domain(typed: str) -> str:
    """The domain in ASCII (RFC 3490), as a program for mail writes it."""
    try:
        domain = typed.encode("idna").decode("ascii").lower()
        is_same = (
            domain.encode("ascii").decode("idna") == unicodedata.normalize("NFC", typed).lower() or typed.isascii()
        )
    except UnicodeError:
        raise ValueError("there is no such domain") from None
    if not is_same:
        # The standard library knows IDNA 2003, where ß is ss: another domain than it is today.
        raise ValueError("write its domain in ASCII letters, xn--…")
    labels = domain.split(".")
    if len(labels) < 2 or len(domain) > 253 or not all(map(_LABEL.fullmatch, labels)):
        raise ValueError("after the @ stands a domain such as office.example")
    return domain


def _is_hidden(letter: str) -> bool:
    """Whether a letter is a control, of direction too, a line end, or none that Unicode has assigned (UAX #9, #44)."""
    category = unicodedata.category(letter)
    return letter not in _JOINERS and (category.startswith("C") or category in ("Zl", "Zp"))
