"""Selectors that would be compared with a page for ever: each ancestor and sibling that they name multiplies that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import comb
from typing import Any, NamedTuple

import tinycss2

from briefpress.core.problems import Problem
from briefpress.layout.page_css import Css

#: The tokens of the selectors of a rule, with those that `&` stands for; most have under 20.
MAX_TOKENS = 1000
#: How often one element is compared, at the most; most are under 100 times.
MAX_COMPARISONS = 10_000_000

_COMBINATORS = frozenset([">", "+", "~"])


class _Size(NamedTuple):
    """How many tokens selectors have, and how many of them lead to any ancestor, or to any sibling before."""

    tokens: int = 0
    ancestors: int = 0
    siblings: int = 0

    def __add__(self, other: tuple[Any, ...]) -> _Size:
        return _Size(*map(sum, zip(self, other, strict=True)))


def slow(sheets: Iterable[Css], root: Any) -> Iterator[Problem]:
    """The rules of stylesheets whose selectors take too long on a page with this root element, each at its place."""
    depth, siblings = _deepest(root), max(map(len, root.iter()))
    for css in sheets:
        for rule, size in _rules(css.nodes, _Size()):
            if size.tokens > MAX_TOKENS:
                message = (
                    f"the selectors of this rule have more than {MAX_TOKENS} parts with those of the rules around it"
                )
                yield Problem("too-much", f"{message}; most have under 20", css.place(rule), "write fewer `&`")
            elif comb(depth, size.ancestors) * comb(siblings, size.siblings) > MAX_COMPARISONS:
                message = f"this selector is compared with each element more than {MAX_COMPARISONS} times"
                hint = "name fewer elements around it: a class of its own is enough"
                yield Problem("too-much", f"{message}; most are under 100 times", css.place(rule), hint)


def _deepest(root: Any) -> int:
    """How deep the elements stand in each other."""
    depth, level = 0, [root]
    while level:
        depth, level = depth + 1, [child for element in level for child in element]
    return depth


def _rules(nodes: Iterable[Any], outer: _Size) -> Iterator[tuple[Any, _Size]]:
    """The rules that select, also those in others, each with the size of its selectors."""
    for node in nodes:
        if node.type in ("qualified-rule", "at-rule") and node.content:
            size = _size(node.prelude, outer) if node.type == "qualified-rule" else outer
            if node.type == "qualified-rule":
                yield node, size
            # (What is in a rule that is told is not looked at: it would be, as often as it is.)
            if size.tokens <= MAX_TOKENS:
                inner = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
                yield from _rules(inner, size)


def _size(tokens: list[Any], outer: _Size) -> _Size:
    """The tokens of a list of selectors, and what its longest asks."""
    sizes = [_one(group, outer) for group in _groups(tokens)]
    return _Size(sum(size.tokens for size in sizes), *(max(size[part] for size in sizes) for part in (1, 2)))


def _groups(tokens: Iterable[Any]) -> list[list[Any]]:
    """The selectors of a list."""
    groups: list[list[Any]] = [[]]
    for token in tokens:
        if _sign(token) == ",":
            groups.append([])
        elif token.type != "comment":
            groups[-1].append(token)
    return groups


def _one(tokens: list[Any], outer: _Size) -> _Size:
    """What one selector asks."""
    size = _Size(tokens=len(tokens))
    for number, token in enumerate(tokens):
        beside = [_sign(each) for each in (*tokens[max(0, number - 1) : number], *tokens[number + 1 : number + 2])]
        if token.type == "whitespace":
            size += _Size(ancestors=int(len(beside) == 2 and not set(beside) & _COMBINATORS))
        elif token.type == "function":
            size += _size(token.arguments, outer) + _Size(ancestors=int(token.lower_name == "has"))
        elif _sign(token) == "&":
            size += outer
        elif _sign(token) == "~":
            size += _Size(siblings=1)
    return size


def _sign(token: Any) -> str:
    """A sign as it is written; "" for anything else."""
    return token.value if token.type == "literal" else ""
