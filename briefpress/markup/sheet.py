"""A stylesheet as tinycss2 parses it (CSS Syntax Module Level 3), asked where something stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import tinycss2

from briefpress.core.files import position_of
from briefpress.core.problems import Position

_NOT_CODE = re.compile(r"""/\*.*?\*/|"[^"\n]*"|'[^'\n]*'""", re.DOTALL)


@dataclass(frozen=True)
class Sheet:
    """A stylesheet: the URL that it is loaded from, its file, and what stands in it."""

    url: str
    path: Path
    text: str

    @cached_property
    def _rules(self) -> list[Any]:
        rules: list[Any] = tinycss2.parse_stylesheet(self.text, skip_comments=True, skip_whitespace=True)
        return rules

    def urls(self, url: str) -> Iterator[Position]:
        """Where it names what is loaded from this URL."""
        for token in _tokens(self._rules):
            if token.type in ("url", "string") and unquote(urljoin(self.url, token.value)) == unquote(url):
                yield self._position(token, token.value)

    def selectors(self, selector: str) -> Iterator[Position]:
        """Where its rules of this selector begin."""
        for rule in _rules(self._rules):
            if rule.type == "qualified-rule" and tinycss2.serialize(rule.prelude).strip() == selector.strip():
                yield self._position(rule.prelude[0])

    def contents(self, origin: str) -> Iterator[Position]:
        """Where it says what is generated in a pseudo-element, `p::before`, or a margin box, `@top-left`."""
        name = origin.rpartition("::")[2]
        for rule in _rules(self._rules):
            if rule.type == "at-rule":
                is_of = f"@{rule.lower_at_keyword}" == name
            else:
                is_of = bool(re.search(rf":{re.escape(name)}\b", tinycss2.serialize(rule.prelude)))
            for each in tinycss2.parse_blocks_contents(rule.content or ()) if is_of else ():
                if each.type == "declaration" and each.lower_name == "content":
                    value = tinycss2.serialize(each.value).strip()
                    if value not in ("none", "normal", '""'):
                        yield self._position(each, value)

    def has(self, name: str, line: int) -> bool:
        """Whether a name stands in a line of it."""
        lines = self.text.splitlines()
        return line <= len(lines) and name in lines[line - 1]

    def unclosed(self) -> Position | None:
        """The first brace that is never closed; CSS takes all that follows as part of its rule."""
        braces: list[int] = []
        code = _NOT_CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), self.text)
        for match in re.finditer(r"[{}]", code):
            if match[0] == "{":
                braces.append(match.start())
            elif braces:
                braces.pop()
        return position_of(self.path, self.text, braces[0]) if braces else None

    def _position(self, token: Any, text: str = "") -> Position:
        """Where a token stands, or this text from there on."""
        lines = self.text.splitlines(keepends=True)
        start = sum(map(len, lines[: token.source_line - 1])) + token.source_column - 1
        found = self.text.find(text, start) if text else start
        start = max(start, found)
        return position_of(self.path, self.text, start, start + len(text))


def _rules(nodes: Iterable[Any]) -> Iterator[Any]:
    """All rules, those inside others as well."""
    for node in nodes:
        if node.type in ("qualified-rule", "at-rule"):
            yield node
            if node.type == "at-rule" and node.content:
                yield from _rules(tinycss2.parse_blocks_contents(node.content))
                yield from _rules(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True))


def _tokens(nodes: Iterable[Any]) -> Iterator[Any]:
    """All tokens, those inside rules, blocks and functions as well."""
    for node in nodes:
        yield node
        for name in ("prelude", "content", "arguments"):
            yield from _tokens(getattr(node, name, None) or ())
