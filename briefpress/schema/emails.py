"""Addresses of mails: printed as they were typed, and the URL that writes to them."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, ValidatedEmail, validate_email
from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from briefpress.language.finding import shown

# Networks of offices use it, though the web does not know it. The list is made to be changed: email-validator says so.
SPECIAL_USE_DOMAIN_NAMES.remove("local")


class EmailAddress(str):
    """The address of a mail as it was typed."""

    __slots__ = ()

    @property
    def url(self) -> str:
        """Its URL (RFC 6068)."""
        valid = valid_email(self)
        local = quote(valid.local_part, "!$'*+")
        return f"mailto:{local}@{valid.ascii_domain}"


def valid_email(address: str) -> ValidatedEmail:
    """An address with its domain in ASCII (IDNA 2008, RFC 5891); no name server is asked whether there is one.

    Raises EmailNotValidError.
    """
    return validate_email(address, allow_smtputf8=False, check_deliverability=False, strict=True)


def _email(value: str) -> EmailAddress:
    address = EmailAddress(value.strip())
    try:
        valid_email(address)
    except EmailNotValidError:
        context = {"address": shown(address), "hint": _hint(address)}
        raise PydanticCustomError("wrong-address", "{address} is not a valid address of a mail", context) from None
    return address


def _hint(address: str) -> str:
    name, _, domain = address.rpartition("@")
    if not name.isascii():
        return "before the `@` it has letters of a to z alone: ask for the one that all mail programs can write to"
    if name and "." not in domain:
        return "write all of what stands after the `@`, as in `name@office.example`"
    return "write the address alone, as in `name@office.example`"


#: The address of a mail.
Email = Annotated[str, AfterValidator(_email), WithJsonSchema({"type": "string", "format": "email"})]
