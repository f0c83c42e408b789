"""What is shown of somebody else's text on a terminal, and in JSON: no character of it is obeyed, or hides another.

A terminal obeys controls (ECMA-48), and the bidirectional controls of Unicode (UAX #9) change the order in which a line
is seen. Tags, noncharacters and halves of surrogate pairs cannot be seen at all.
"""

from __future__ import annotations

import json
import re
import unicodedata

#: Tabs alone are shown as they are.
_OBEYED = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    # The last two of each plane are noncharacters.
    f"{''.join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17))}"
    "\U000e0000-\U000e007f]"
)


def shown(text: str) -> str:
    """A text on one line, with `U+202E` in the place of each character that is obeyed or hides."""
    return _OBEYED.sub(lambda char: _code(char[0]), text)


def laid_bare(line: str) -> str:
    """A line of a file, in which nothing but tabs is unseen: a no-break space is shown as well."""
    return "".join(char if char == "\t" or char.isprintable() else _sign(char) for char in line)


def as_json(value: object) -> str:
    r"""A value as JSON, in which such a character is written as JSON has it (RFC 8259): `\u202e`."""
    # ASCII, which any stream takes; of its characters a terminal obeys what JSON escapes, and the last one.
    return json.dumps(value, indent=2).replace("\x7f", r"\u007f")


def _sign(char: str) -> str:
    return "␣" if unicodedata.category(char) == "Zs" else _code(char)


def _code(char: str) -> str:
    return f"U+{ord(char):04X}"
