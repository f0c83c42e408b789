"""What is wrong in a text, before it is known where the text stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefpress.core.files import offset_of
from briefpress.core.problems import Problem, Severity
from briefpress.core.yamltree import Node

#: Stands in a text for what is not looked at, what was escaped and code; and for URLs.
BLANK = "\ufffc"
ADDRESS = "\ufffb"
#: How much of a text is quoted in a message, in characters.
_SHOWN = 40


@dataclass(frozen=True)
class Finding:
    """What is wrong in a text, and a regular expression that matches it in the file."""

    code: str
    message: str
    pattern: str
    hint: str
    severity: Severity = Severity.ERROR

    def problem(self, node: Node) -> Problem:
        """The problem, at its place in the text of `node`, or where the text begins."""
        # What can be copied from a hint: YAML has backslashes of its own between double quotation marks.
        hint = self.hint.replace("\\", "\\\\") if node.style == '"' else self.hint
        place = node.seek(self.pattern)
        is_outside = node.span[1] and offset_of(place) > node.span[1]
        return Problem(self.code, self.message, node.position if is_outside else place, hint, self.severity)


def shown(text: str) -> str:
    """A piece of a text as a message quotes it: on one line, and not too much of it."""
    text = " ".join(text.split())
    text = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return f"“{text}”" if "`" in text else f"`{text}`"


def as_typed(text: str) -> str:
    """A pattern that matches a piece of text in a file, wherever its lines are broken, but not where it is escaped."""
    return r"(?<!\\)" + r"\s+".join(map(re.escape, text.split()))


def refused(what: str, typed: str, place: str, hint: str) -> Finding:
    """What cannot stand in a text or a line; it is known by what was typed on its first line, up to a BLANK."""
    typed = re.split(rf"[\n{BLANK}]|(?<!^){ADDRESS}", typed.strip())[0].replace(ADDRESS, "")
    return Finding("not-in-text", f"{what} cannot stand in a {place}: {shown(typed)}", as_typed(typed), hint)
