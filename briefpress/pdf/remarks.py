"""How the looks at a page remark on what they find."""

from __future__ import annotations

from briefpress.core.problems import Problem, Severity
from briefpress.language.figures import JOINER
from briefpress.layout.proof import Remark, Run, Text


def remark(text: Run | Text, code: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> Remark:
    """A remark on a text."""
    return Remark(Problem(code, message, None, hint, severity), text.origin, text.text)


def short(text: str) -> str:
    """The first words of a text, as messages name it."""
    text = " ".join(text.replace(JOINER, "").split())
    return text if len(text) <= 60 else text[:57] + "…"
