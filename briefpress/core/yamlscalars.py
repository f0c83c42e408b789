"""Scalars that are YAML and not what was meant: cut off at ` #`, going on through other entries, without backslashes.

To YAML ` #` ends a text wherever it stands. A comment that is meant has a line of its own, or two spaces before its `#`
and one after it, as style guides of YAML ask for.
"""

from __future__ import annotations

import re

from briefpress.core.characters import strangers

#: What to do about a comment that may have been meant as text.
COMMENT_HINT = (
    'to print it, put quotation marks around the whole text, "like #this"; '
    "for a comment, type two spaces before # and one after it, or give it a line of its own"
)
_COMMENT = re.compile(r"(?P<space>[ \t]+)(?P<comment>(?P<hash>#)[^\r\n]*)")
_MEANT = re.compile(r"#+(?:[ \t]|$)")

_ENTRY = re.compile(r"(?P<indent> *)(?:- +)*(?:- |[^\s:#\"'{}\[\],][^:#\"{}\[\],]*:(?:\s|$))")

_ESCAPE = re.compile(r"\\(?P<sign>x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
#: Escapes that make a control of a letter: of those that make an end of a line or a tab, only a path says so.
_CONTROLS = frozenset("0abevfNLP_")
_PATH = re.compile(r"(?:\b[A-Za-z]:|\\\\)(?:\\\w+)*\\[ntr]")


def comment_in(text: str, end: int, *, plain: bool = True) -> re.Match[str] | None:
    """The comment behind a value that ends at `end`, where it may have been meant as its rest; None otherwise.

    After a text without quotation marks (`plain`) it takes two spaces to show that it is not.
    """
    comment = _COMMENT.match(text, end)
    if not comment:
        return None
    is_apart = not plain or comment["space"].endswith("  ")
    is_comment = is_apart and _MEANT.match(text, comment.start("hash"))
    return None if is_comment else comment


def runs_on(text: str, start: int, end: int) -> bool:
    """Whether a quoted text (`text[start:end]`) goes through other entries: its own closing mark is missing.

    YAML wants its lines indented deeper than its key; PyYAML does not look.
    """
    least = indent(text, text.rfind("\n", 0, start) + 1)
    entries = (_ENTRY.match(line) for line in text[start:end].splitlines()[1:])
    return any(len(entry["indent"]) <= least for entry in entries if entry)


def lost_backslash(quoted: str) -> re.Match[str] | None:
    r"""The first escape that was probably a backslash and a letter: `\b` makes a backspace of C:\bureau."""
    paths = {path.end() - 2 for path in _PATH.finditer(quoted)}
    escapes = _ESCAPE.finditer(quoted)
    return next((each for each in escapes if _is_control(each["sign"]) or each.start() in paths), None)


def _is_control(sign: str) -> bool:
    """Whether an escape makes a character that no text may hold, by its letter or its number."""
    return sign in _CONTROLS or (len(sign) > 1 and bool(strangers(chr(min(int(sign[1:], 16), 0x10FFFF)))))


def indent(text: str, start: int = 0) -> int:
    """How many spaces the line of a text that begins at `start` begins with."""
    end = start
    while text.startswith(" ", end):
        end += 1
    return end - start
