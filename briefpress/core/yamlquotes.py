"""Texts in quotation marks that are YAML and not what was meant: one that runs on, one that loses its backslashes."""

from __future__ import annotations

import re

from briefpress.core.characters import strangers

_ESCAPE = re.compile(r"\\(?P<sign>x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
#: Escapes that make a control of a letter: of those that make an end of a line or a tab, only a path says so.
_CONTROLS = frozenset("0abevfNLP_")
_PATH = re.compile(r"(?:\b[A-Za-z]:|\\\\)(?:\\\w+)*\\[ntr]")
_ENTRY = re.compile(r"(?P<indent> *)(?:- +)*(?:- |[^\s:#\"'{}\[\],][^:#\"{}\[\],]*:(?:\s|$))")


def runs_on(text: str, start: int, end: int) -> bool:
    """Whether a quoted text (`text[start:end]`) goes through other entries: its own closing mark is missing.

    YAML wants its lines indented deeper than its key; PyYAML does not look.
    """
    before = text[text.rfind("\n", 0, start) + 1 : start]
    indent = len(before) - len(before.lstrip(" "))
    entries = (_ENTRY.match(line) for line in text[start:end].splitlines()[1:])
    return any(len(entry["indent"]) <= indent for entry in entries if entry)


def lost_backslash(quoted: str) -> re.Match[str] | None:
    r"""The first escape that was probably a backslash and a letter: `\b` makes a backspace of C:\bureau."""
    paths = {path.end() - 2 for path in _PATH.finditer(quoted)}
    escapes = _ESCAPE.finditer(quoted)
    return next((each for each in escapes if _is_control(each["sign"]) or each.start() in paths), None)


def _is_control(sign: str) -> bool:
    """Whether an escape makes a character that no text may hold, by its letter or its number."""
    return sign in _CONTROLS or (len(sign) > 1 and bool(strangers(chr(min(int(sign[1:], 16), 0x10FFFF)))))
