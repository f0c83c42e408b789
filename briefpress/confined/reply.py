"""What a child answers: values as JSON, then files as bytes. Nothing is unpickled, as a child is its stranger's.

On the pipe, each stage that begins is a line of JSON, `{"stage": "typeset"}`. The last line is the head, which gives
the values and the length of each file; the files follow it, in its order, and nothing after them.
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
    """What has come of an answer, which is read as it comes."""

    def __init__(self) -> None:
        self.stage = ""
        self.size = 0
        self._head: dict[str, Any] | None = None
        self._rest = bytearray()

    def add(self, data: bytes) -> list[str]:
        """Take in what has come; returns the stages that have begun. Raises one of MALFORMED."""
        self.size += len(data)
        self._rest += data
        stages = []
        while self._head is None and (end := self._rest.find(b"\n")) >= 0:
            line = json.loads(self._rest[:end])
            del self._rest[: end + 1]
            if "stage" in line:
                self.stage = str(line["stage"])[:40]
                stages.append(self.stage)
            else:
                self._head = line
        return stages

    def reply(self) -> Reply | None:
        """The answer; None where it is not whole. Raises one of MALFORMED."""
        if self._head is None:
            return None
        files, start = {}, 0
        for name, length in self._head["files"].items():
            if type(length) is not int or length < 0:
                raise ValueError("a length is a whole number")
            files[str(name)] = bytes(self._rest[start : start + length])
            start += length
        return Reply(dict(self._head["values"]), files) if start == len(self._rest) else None


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
