"""What a child answers: values as JSON, then files as bytes. Nothing is unpickled, as a child is its stranger's.

On the pipe, each stage that begins is a line of JSON, `{"stage": "typeset"}`. An answer is a line as well, its head,
which gives the values and the length of each file; the files follow it, in its order. Most children answer once, and
nothing comes after that.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefpress.core.problems import Position, Problem, Severity

#: No text has more lines than bytes.
_MOST_LINES = 1_000_000
#: What is raised where values are not as they should be.
MALFORMED = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True)
class Reply:
    """What a child answers."""

    #: Of what JSON can hold.
    values: Mapping[str, Any] = field(default_factory=dict)
    #: By names that mean something to who asked.
    files: Mapping[str, bytes] = field(default_factory=dict)

    def written(self) -> Iterator[bytes]:
        """The head and the files, as they go through the pipe."""
        lengths = {name: len(data) for name, data in self.files.items()}
        yield json.dumps({"values": self.values, "files": lengths}).encode() + b"\n"
        yield from self.files.values()


@dataclass(frozen=True)
class Fallen:
    """A child that did not answer, and the problem that this is."""

    problem: Problem


class Incoming:
    """What has come of the answers of a child, which are read as they come."""

    def __init__(self) -> None:
        self.stage = ""
        #: What the child says of its end, where that came before it was done.
        self.end: object = None
        #: The bytes that are kept: of answers that nobody has taken, and of what is on its way.
        self.size = 0
        self._head: Mapping[str, Any] | None = None
        self._lengths: dict[str, int] = {}
        self._rest = bytearray()
        self._replies: list[Reply] = []

    def add(self, data: bytes) -> list[str]:
        """Take in what has come; returns the stages that have begun. Raises one of MALFORMED."""
        self.size += len(data)
        self._rest += data
        stages = []
        while self._head is not None or b"\n" in self._rest:
            if self._head is None:
                line = json.loads(self._cut(self._rest.find(b"\n") + 1))
                if "stage" in line:
                    self.stage = str(line["stage"])[:40]
                    stages.append(self.stage)
                    continue
                self._head = self._begun(line)
            if sum(self._lengths.values()) > len(self._rest):
                break
            self._take(self._head)
        return stages

    def taken(self) -> list[Reply]:
        """The answers that have come since they were taken last."""
        replies, self._replies = self._replies, []
        self.size = len(self._rest)
        return replies

    def reply(self) -> Reply | None:
        """The last answer of a child that has ended; None where it has none, or is not whole."""
        is_whole = self._head is None and not self._rest
        return self._replies[-1] if is_whole and self._replies else None

    def _take(self, head: Mapping[str, Any]) -> None:
        files = {name: self._cut(length) for name, length in self._lengths.items()}
        reply = Reply(dict(head["values"]), files)
        self._head = None
        if "end" in reply.values:
            self.end = reply.values["end"]
        else:
            self._replies.append(reply)

    def _begun(self, head: Mapping[str, Any]) -> Mapping[str, Any]:
        self._lengths = {str(name): length for name, length in head["files"].items()}
        if not all(type(length) is int and length >= 0 for length in self._lengths.values()):
            raise ValueError("a length is a whole number")
        return head

    def _cut(self, length: int) -> bytes:
        data = bytes(self._rest[:length])
        del self._rest[:length]
        return data


def values_of(problem: Problem) -> dict[str, Any]:
    """A problem as values, with the line that it shows."""
    place = problem.position
    values = {
        "code": problem.code, "message": problem.message, "hint": problem.hint, "severity": str(problem.severity)
    }  # fmt: skip
    if place is None:
        return values
    numbers = [place.line, place.column, place.length]
    return values | {
        "place": {"file": str(place.file), "named": place.named, "numbers": numbers, "text": place.whole_line}
    }


def problem_of(values: Mapping[str, Any]) -> Problem:
    """The problem that has these values; raises one of MALFORMED."""
    code, message, hint = (_word(values[key]) for key in ("code", "message", "hint"))
    place = _position(values["place"]) if "place" in values else None
    return Problem(code, message, place, hint, Severity(values["severity"]))


def _position(values: Mapping[str, Any]) -> Position:
    line, column, length = values["numbers"]
    named = None if values["named"] is None else _word(values["named"])
    text = _word(values["text"]) if line else None
    column = None if column is None else _number(column)
    first = _number(line) if line else 1
    return Position(Path(_word(values["file"])), line, column, _number(length), named, text, first)


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is wanted")
    return value


def _number(value: object) -> int:
    if type(value) is not int or not 0 <= value <= _MOST_LINES:
        raise ValueError("a number of a line, or of letters on one, is wanted")
    return value
