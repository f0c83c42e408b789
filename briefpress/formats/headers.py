"""The headers of a mail, encoded by the press alone, and read again once they are written.

A library that reads a text as it sets a header decodes what looks encoded in it (RFC 2047, CVE-2024-6923), such as
`=?utf-8?q?…?=` in a title: that may hold the end of a line, and then another header. So each text is encoded here,
whatever it looks like.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterable, Mapping, Sequence
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from briefpress.core.problems import Problem, Unprintable
from briefpress.formats.addresses import is_hidden

#: Writes headers as they were set: one that was encoded is not read again and folded anew.
AS_ENCODED = SMTP.clone(refold_source="none")
#: The longest line of a header, and of what stands in one as it is, in characters (RFC 5322, 2.1.1).
_LINE = 76
_PLAIN = 60
#: The name of a file that is read alike everywhere.
_SIMPLE = re.compile(r"[A-Za-z0-9 _.()+-]+")
#: The headers of every draft, beside the subject and who it is for.
_OTHERS = ("X-Unsent", "MIME-Version", "Content-Type", "Content-Language")


def encoded(text: str, header: str) -> str:
    """A text as a header holds it: as it is where it is plain, or else as encoded words (RFC 2047)."""
    return text if _is_plain(text) else Header(text, "utf-8", _LINE, header).encode(linesep="\r\n")


def encoded_addresses(addresses: Iterable[Address], header: str) -> str:
    """Addresses as a header holds them (RFC 5322, 3.4), each on a line of its own."""
    return ",\r\n ".join(
        str(address) if _is_plain(name := address.display_name) else f"{encoded(name, header)} <{address.addr_spec}>"
        for address in addresses
    )


def attached(file: str) -> str:
    """What a part says that is attached as this file (RFC 2183); RFC 2231 has a form for every name.

    Not all programs read what is quoted: a name with `;` would end there.
    """
    is_simple = _is_plain(file) and _SIMPLE.fullmatch(file)
    return f'attachment; filename="{file}"' if is_simple else f"attachment; filename*=utf-8''{quote(file, safe='')}"


def _is_plain(text: str) -> bool:
    return len(text) <= _PLAIN and text.isascii() and text.isprintable() and "=?" not in text


def check(data: bytes, subject: str, recipients: Mapping[str, Sequence[Address]], file: str) -> None:
    """Raise Unprintable where a mail, once it is read, has other headers or files than were meant."""
    mail = email.message_from_bytes(data, policy=SMTP)
    assert isinstance(mail, EmailMessage)  # noqa: S101 (of this policy)
    meant = ["Subject", *recipients, *_OTHERS]
    said = [
        (sorted(mail.keys()), sorted(meant)),
        (str(mail["Subject"]), subject),
        *((_named(mail[name].addresses), _named(addresses)) for name, addresses in recipients.items()),
        ([part.get_filename() for part in mail.iter_attachments()], [file]),
    ]
    texts = [subject, file, *(address.display_name for addresses in recipients.values() for address in addresses)]
    if any(read != written for read, written in said) or any(map(is_hidden, "".join(texts))):
        message = "the title, a name or the name of the file would be read otherwise in a mail than it is written"
        hint = "leave out what is no plain text: codes of characters, invisible characters, ends of lines"
        raise Unprintable([Problem("unsafe-text", message, None, hint)])


def _named(addresses: Iterable[Address]) -> list[tuple[str, str]]:
    # Python reads a space between two encoded words of a name, where RFC 2047 (6.2) has none.
    return [("".join(address.display_name.split()), address.addr_spec) for address in addresses]
