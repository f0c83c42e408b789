"""Problems: everything that can go wrong for a user, in one form.

A problem is printed as editors and CI understand it, `file:line:column: message [code]`, with the line, a mark
under the place, and a hint. Lines and columns count from 1.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from briefpress.core.shown import laid_bare, shown

#: In a layout that is made for fewer pages than there are, texts are also cut off, or printed over each other.
_FIRST = "too-long"
#: A longer line is not shown, in characters.
_WIDTH = 240

#: Where a line ends, as an editor counts lines: Python also ends them at U+2028 and others.
LINE_END = re.compile(r"\r\n|\r|\n")

#: All that can be wrong. docs/problems.md explains each code, and a test provokes it.
CODES = (
    "altered-text", "bad-link", "blank-space", "broken-link", "busy-port", "changed-file", "changed-house",
    "changed-page", "changed-source", "changed-version", "coarse-image", "comment-in-text", "commented-part",
    "css-ignored", "cut-off-picture", "cut-off-text", "damaged-file", "different-drawing", "different-figures",
    "different-items", "different-links", "different-sources", "different-values", "disarmed-part", "duplicate-code",
    "duplicate-id", "duplicate-key", "duplicate-source", "edited-file", "empty-cell", "empty-file", "empty-list",
    "empty-measure", "empty-text", "empty-timeline", "existing-edition", "existing-folder", "foreign-face",
    "foreign-pdf", "headless-row", "huge-file", "idle-abbreviation", "idle-audience", "idle-condition", "idle-value",
    "idle-waiver", "joined-lines", "line-break", "list-item", "locked-file", "lone-heading", "lost-text",
    "low-contrast", "low-marking", "misplaced-annex", "missing-alt", "missing-face", "missing-file", "missing-folder",
    "missing-glyph", "missing-image", "missing-key", "missing-lock", "missing-pandoc", "missing-server",
    "missing-stylesheet", "missing-template", "missing-validator", "missing-value", "missing-words", "not-conforming",
    "not-in-text", "not-text", "overprinted-text", "printed-quotes", "reading-order", "refused-address", "refused-file",
    "refused-mail", "refused-markup", "same-version", "set-field", "short-last-page", "short-page", "skipped-heading",
    "small-text", "split-word", "stage-failed", "stale-translation", "svg-ignored", "template-error", "template-syntax",
    "too-deep", "too-long", "too-many-aliases", "too-much", "too-short", "typesetting", "unapplied-redaction",
    "uncited-source", "undefined-name", "unknown-code", "unknown-id", "unknown-key", "unknown-kind", "unknown-language",
    "unknown-layout", "unknown-revision", "unknown-section", "unknown-source", "unknown-tag", "unknown-theme",
    "unknown-type", "unknown-value", "unlike-markings", "unprintable-field", "unread-file", "unreadable-file",
    "unsafe-name", "unsafe-text", "unseen-character", "unsettable", "untagged-part", "untranslated-text", "unwritable",
    "withheld-sources", "wrong-address", "wrong-bibliography", "wrong-chart", "wrong-choice", "wrong-data",
    "wrong-date", "wrong-file", "wrong-id", "wrong-image", "wrong-key", "wrong-map", "wrong-marking", "wrong-measure",
    "wrong-name", "wrong-number", "wrong-part", "wrong-phone", "wrong-placeholder", "wrong-schema", "wrong-source",
    "wrong-style", "wrong-table", "wrong-text", "wrong-total", "wrong-type", "yaml-syntax",
)  # fmt: skip


class Severity(StrEnum):
    """An error stops the press; a warning is printed beside the finished brief."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Position:
    """A place in a file: the line and column where something begins and how many characters it spans."""

    file: Path
    line: int | None = None
    column: int | None = None
    length: int = 1
    #: What the user calls the file, where that is not its path: one of a revision, or inside a PDF.
    named: str | None = None
    #: The text of the file as it was read, and the line that it begins with: it may be one line of many.
    text: str | None = field(default=None, compare=False, repr=False)
    first: int = field(default=1, compare=False, repr=False)

    def __str__(self) -> str:
        """`file:line:column`, the file as the user would name it from the current folder."""
        return ":".join(str(part) for part in (self.shown, self.line, self.column) if part is not None)

    @property
    def shown(self) -> str:
        """The file as the user would name it."""
        if self.named:
            return self.named
        try:
            return os.path.relpath(self.file) if self.file.is_relative_to(Path.cwd()) else str(self.file)
        except OSError:  # pragma: no cover (the current folder was deleted)
            return str(self.file)

    @property
    def whole_line(self) -> str:
        """The line that it is on; "" where that is not known."""
        index = (self.line or 0) - self.first
        return "".join(lines_of(self.text or "")[index : index + 1]) if index >= 0 else ""

    def excerpt(self) -> list[str]:
        """The line in question and a mark under the place, or nothing where the line is not known."""
        line = self.whole_line
        if not line.strip() or len(line) > _WIDTH:
            return []
        excerpt = [f"{self.line:5} | {laid_bare(line)}"]
        if self.column:
            start = self.column - 1
            # Tabs are kept in the lead-in, so that the mark stands under the place in any terminal.
            lead = re.sub(r"[^\t]", " ", laid_bare(line[:start]))
            excerpt.append(" " * 5 + " | " + lead + "^" * max(1, len(laid_bare(line[start : start + self.length]))))
        return excerpt


@dataclass(frozen=True)
class Problem:
    """What is wrong, where, and what to do about it."""

    #: One of CODES.
    code: str
    message: str
    position: Position | None = None
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"there is no code `{self.code}`")

    def __str__(self) -> str:
        """The problem as it is printed: place and message, the line with a mark, the hint."""
        place = f"{self.position}: " if self.position else ""
        weight = "warning: " if self.severity is Severity.WARNING else ""
        lines = [shown(f"{place}{weight}{self.message} [{self.code}]")]
        lines += self.position.excerpt() if self.position else []
        lines += [shown(f"  hint: {self.hint}")] if self.hint else []
        return "\n".join(lines)

    def at(self, position: Position | None) -> Problem:
        """The same problem at `position`."""
        return replace(self, position=position)

    def as_json(self) -> dict[str, Any]:
        """The problem for machines: the keys of `--json`."""
        place = self.position
        return {
            "code": self.code,
            "severity": str(self.severity),
            "file": place.shown if place else None,
            "line": place.line if place else None,
            "column": place.column if place else None,
            "message": self.message,
            "hint": self.hint or None,
        }


class Unprintable(Exception):
    """Raised by a stage that cannot go on; carries every problem found so far."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class WrongUsage(Unprintable):
    """Raised for a wrong name or value on the command line."""


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems without repetitions, by file, line and column; first that of which others are consequences."""

    def key(problem: Problem) -> tuple[bool, str, int, int]:
        place = problem.position
        is_later = problem.code != _FIRST
        return (is_later, str(place.file), place.line or 0, place.column or 0) if place else (is_later, "", 0, 0)

    return tuple(sorted(dict.fromkeys(problems), key=key))


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those of the problems that stop the press."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def stopping(problems: Iterable[Problem], *, is_strict: bool) -> tuple[Problem, ...]:
    """Those of the problems that stop a press, which may take warnings as errors."""
    return tuple(problems) if is_strict else errors(problems)


def near(word: str, known: Iterable[str]) -> list[str]:
    """The known word that `word` was probably meant to be, if any."""
    names = sorted(known)
    same = [name for name in names if name.casefold() == word.casefold()]
    return same[:1] or difflib.get_close_matches(word, names, n=1, cutoff=0.6)


def choices(word: str, known: Iterable[str], plural: str) -> str:
    """A hint that lists the known words and, where one is near to `word`, asks whether it was meant."""
    names = sorted(known)
    question = "".join(f"did you mean `{name}`? " for name in near(word, names))
    return f"{question}{plural}: {', '.join(names)}" if names else f"there are no {plural} here"


@lru_cache(maxsize=8)
def lines_of(text: str) -> list[str]:
    """The lines of a text without their ends."""
    return LINE_END.split(text)
