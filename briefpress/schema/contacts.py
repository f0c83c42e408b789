"""People and desks to turn to, as blocks."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from briefpress.language.markdown import Line, Lines, Statement
from briefpress.schema.base import Entry, OneOrMore, Sourced
from briefpress.schema.blocks import Block
from briefpress.schema.emails import Email
from briefpress.schema.facts import Url
from briefpress.schema.phones import PhoneNumber


class Contact(Entry, Sourced):
    """A person or a desk, and how to reach them."""

    name: Line
    """The name of a person or a desk."""
    role: Line | None = None
    """What they do: `Head of unit`."""
    organization: Line | None = None
    """Where they do it: the ministry, the department."""
    address: Lines | None = None
    """Where a letter finds them, in lines as they are to be printed."""
    phone: Annotated[tuple[PhoneNumber, ...], OneOrMore()] = ()
    """A telephone number, or a list, printed as typed; with the code of its country, `+32 2 281 61 11`, a link."""
    email: Annotated[tuple[Email, ...], OneOrMore()] = ()
    """The address of a mail, or a list of them."""
    url: Url | None = None
    """A page of theirs."""
    text: Statement | None = None
    """What else is to be known: hours, languages."""


class Contacts(Block):
    """People and desks to turn to."""

    items: tuple[Contact, ...] = Field(min_length=1)
    """The contacts, at least one, in the order in which they are read."""
