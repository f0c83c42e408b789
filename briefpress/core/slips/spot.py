"""Where PyYAML could not go on, and what is around: the lines, and what was read up to there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import yaml

from briefpress.core.problems import lines_of

#: A key at the beginning of a line, without its colon.
KEY = r"(?P<indent>[ \t]*)(?P<dashes>(?:- +)*)(?P<key>[^\s:#\"'{}\[\],&*!|>%@`-][^\s:#\"{}\[\],]*)"
#: A key with its colon.
ENTRY = rf"{KEY}\s*:(?:\s|$)"


@dataclass(frozen=True)
class Slip:
    """What somebody did wrong: where (line and column from 0, and the length), what, and the way out."""

    line: int
    column: int
    length: int
    message: str
    hint: str


@dataclass
class Spot:
    """Where PyYAML could not go on."""

    text: str
    error: yaml.MarkedYAMLError
    loader: type[yaml.SafeLoader]

    @property
    def problem(self) -> str:
        """What PyYAML says."""
        return str(self.error.problem)

    @cached_property
    def mark(self) -> yaml.Mark:
        """Where it says it; of a key without a colon, where that begins."""
        mark = self.error.problem_mark or self.error.context_mark
        assert mark  # noqa: S101 (the errors of scanner, parser and composer have one)
        return self.error.context_mark or mark if "expected ':'" in self.problem else mark

    @property
    def line(self) -> int:
        """The number of its line, from 0."""
        return int(self.mark.line)

    @property
    def column(self) -> int:
        """Its column, from 0."""
        return int(self.mark.column)

    @property
    def context(self) -> yaml.Mark:
        """Where that begins which it stands in."""
        return self.error.context_mark or self.mark

    @cached_property
    def lines(self) -> Sequence[str]:
        """The lines of the file."""
        return lines_of(self.text)

    @cached_property
    def here(self) -> str:
        """The line it stands in."""
        return self.lines[self.line] if self.line < len(self.lines) else ""

    @property
    def char(self) -> str:
        """The character it stands at."""
        return self.here[self.column : self.column + 1]

    @property
    def begins_line(self) -> bool:
        """Whether nothing stands before it in its line."""
        return not self.here[: self.column].strip()

    @cached_property
    def before(self) -> int:
        """The number of the line before it that holds something other than a comment; -1 where there is none."""
        numbers = range(min(self.line, len(self.lines)) - 1, -1, -1)
        return next((number for number in numbers if re.match(r"\s*[^\s#]", self.lines[number])), -1)

    @property
    def above(self) -> str:
        """That line; "" where there is none."""
        return self.lines[self.before] if self.before >= 0 else ""

    def near(self) -> Iterator[int]:
        """The lines in which a slip may be: its own, and the one before."""
        yield from (number for number in (self.line, self.before) if 0 <= number < len(self.lines))

    @cached_property
    def tokens(self) -> list[yaml.Token]:
        """What PyYAML read up to there."""
        tokens: list[yaml.Token] = []
        try:
            for token in yaml.scan(self.text, self.loader):
                if token.start_mark.index >= self.mark.index:
                    break
                tokens.append(token)
        except yaml.YAMLError:
            pass
        return tokens

    @property
    def scalar(self) -> yaml.ScalarToken | None:
        """The last value before it."""
        return next((token for token in reversed(self.tokens) if isinstance(token, yaml.ScalarToken)), None)

    @property
    def last(self) -> yaml.Token | None:
        """The last token before it that is something."""
        empty = (yaml.BlockEndToken, yaml.KeyToken, yaml.StreamEndToken)
        return next((token for token in reversed(self.tokens) if not isinstance(token, empty)), None)

    def at(self, message: str, hint: str) -> Slip:
        """A slip right there."""
        return Slip(self.line, self.column, 1, message, hint)
