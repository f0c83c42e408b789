"""What may be said of a table: what is wrong in it, and where."""

from __future__ import annotations

from dataclasses import dataclass

from briefpress.core.problems import Problem, Severity
from briefpress.core.yamltree import Node


@dataclass(frozen=True)
class TableFinding:
    """What is wrong in a table, and the keys and indices that lead there."""

    code: str
    message: str
    hint: str
    path: tuple[str | int, ...]
    severity: Severity = Severity.ERROR

    def problem(self, table: Node) -> Problem:
        """The problem, as near to its place as the files say."""
        node = table.nearest(*self.path)
        place = node.get("id") or node if isinstance(node.value, dict) else node
        return Problem(self.code, self.message, place.position, self.hint, self.severity)
