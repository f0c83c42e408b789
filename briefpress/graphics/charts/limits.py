"""Limits of a chart: what is counted, and how it is told that there is too much of it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from briefpress.core.problems import Position, Problem
from briefpress.core.yamltree import Node


class Limit(NamedTuple):
    """What is counted, how many of it there may be, and what is usual."""

    what: str
    most: int
    usual: str


def over(limit: Limit, count: float | Decimal, place: Position, hint: str = "") -> Iterator[Problem]:
    """The problem of a count that is over its limit."""
    if not count <= limit.most:
        # (A number of any length is not written out.)
        shown = f"{count:.0f}" if count < 10**9 else "thousands of millions of"
        message = f"this chart has {shown} {limit.what}, more than {limit.most}; {limit.usual}"
        hint = hint or "add up or leave out what a reader cannot tell apart, or make several charts"
        yield Problem("too-much", message, place, hint)


def whole_number(node: Node | None) -> int:
    """The whole number at a node; 0 where there is none."""
    value = node.value if node else None
    return int(value) if isinstance(value, int | Decimal) and Decimal(value).is_finite() else 0
