"""Lines: plain words, as they are read. And what any text is refused for, whatever its type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from briefpress.core.characters import strangers
from briefpress.core.located import Located, path_of
from briefpress.core.problems import Severity
from briefpress.core.unseen import disordered
from briefpress.language.finding import Finding
from briefpress.language.foreign_markup import in_line
from briefpress.language.placeholders import line_findings, line_with_values, without_placeholders
from briefpress.language.small_letters import in_small_characters

#: So much of what is wrong in a text is told.
_MOST = 200


def read_line(value: object, check: Callable[[object], str], info: ValidationInfo) -> Located:
    """A line with its values, set by the typography of its language; what stood on several is one."""
    # What pydantic has checked is a plain string.
    text = in_small_characters(check(value))
    check_text(text)
    context: Any = info.context
    # What a value prints is never markup, whatever it looks like.
    foreign = () if context.values.are_values else in_line(without_placeholders(text))
    refuse([*foreign, *line_findings(text, context.values)], value, info)
    text = re.sub(r"[ \t\r\n]+", " ", line_with_values(text, context.values)).strip()
    return Located(context.language.typography.set(text), path_of(value))


def read_lines(value: object, check: Callable[[object], str], info: ValidationInfo) -> Located:
    """Lines that stay apart; empty ones are left out."""
    typed = check(value)
    check_text(typed)
    lines = [read_line(Located(line, path_of(value)), str, info) for line in typed.splitlines() if line.strip()]
    return Located("\n".join(lines), path_of(value))


def check_text(text: str) -> None:
    """Refuse a text without words, or with characters that no text may hold, wherever it was written."""
    if not text.strip():
        raise PydanticCustomError("empty-text", "there are no words here")
    findings = [
        Finding("not-text", f"{name} cannot stand in a text", re.escape(text[start]), remedy)
        for start, name, remedy in strangers(text)
    ] or [
        Finding("unseen-character", message, re.escape(text[start]), hint) for start, message, hint in disordered(text)
    ]
    if findings:
        raise PydanticCustomError("not-text", "no text", {"findings": findings})


def refuse(findings: Iterable[Finding], value: object, info: ValidationInfo) -> None:
    """Refuse a text for what is wrong in it; what may be meant is noted, for those who read the whole."""
    errors = []
    context: Any = info.context
    for finding in islice(dict.fromkeys(findings), _MOST):
        if finding.severity is Severity.ERROR:
            errors.append(finding)
        else:
            context.warnings.append((path_of(value), finding))
    if errors:
        raise PydanticCustomError("not-in-text", "not in a text", {"findings": errors})
