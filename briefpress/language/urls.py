"""URLs as they are read, not as they are sent: in the letters that they stand for."""

from __future__ import annotations

import re

#: The form of a name of a host in ASCII (IDNA 2008, RFC 5890, 2.3.2.1).
_ENCODED_NAME = re.compile(r"(?<![\w-])xn--([a-z0-9-]+)", re.IGNORECASE)
_ENCODED_LETTERS = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
#: What has a meaning of its own in a URL (RFC 3986, 2.2), and stays encoded.
_RESERVED = frozenset(":/?#[]@!$&'()*+,;=%")


def in_letters(url: str) -> str:
    """A URL, or the beginning of one, with its letters as they were before they were encoded, if they can be read."""
    return _ENCODED_LETTERS.sub(_decoded_letters, _ENCODED_NAME.sub(_decoded_name, url))


def _decoded_name(match: re.Match[str]) -> str:
    try:
        name = match[1].encode("ascii").decode("punycode")
    except ValueError:
        return match[0]
    return name if name.isprintable() else match[0]


def _decoded_letters(match: re.Match[str]) -> str:
    try:
        letters = bytes.fromhex(match[0].replace("%", "")).decode("utf-8")
    except ValueError:
        return match[0]
    return letters if letters.isprintable() and not _RESERVED & set(letters) else match[0]
