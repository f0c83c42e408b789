"""The numbers of lists, which HTML says by attributes and WeasyPrint takes for mere looks: `start`, `value` and so on.

They are said by counters, before the page is laid out (CSS Lists 3, 4; the HTML standard, 4.4.5). Items that a redline
edition shows as deleted are not counted: so a list says where it starts, and not each item what it is.
"""

from __future__ import annotations

import re
from typing import Any

#: What the items of a list are numbered by, by the values of `type` (the HTML standard, 15.3.8).
_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_INTEGER = re.compile(r"\s*([+-]?\d+)")


def number_lists(root: Any) -> None:
    """Let the lists of a page be numbered as their attributes say."""
    for numbered in root.iter("ol"):
        _count(numbered, [item for item in numbered if item.tag == "li"])


def _count(numbered: Any, items: list[Any]) -> None:
    step = -1 if numbered.get("reversed") is not None else 1
    start = _integer(numbered.get("start"))
    if start is not None or step < 0:
        first = len(items) if start is None else start
        _add_style(numbered, f"counter-reset: list-item {first - step}")
    for item in items:
        if step < 0:
            _add_style(item, f"counter-increment: list-item {step}")
        if (value := _integer(item.get("value"))) is not None:
            # Without an increment: WeasyPrint 70 sets before it counts, browsers after it.
            _add_style(item, f"counter-set: list-item {value}; counter-increment: list-item 0")
    for element in (numbered, *items):
        if kind := _TYPES.get(element.get("type", "")):
            _add_style(element, f"list-style-type: {kind}")


def _integer(text: str | None) -> int | None:
    """The integer at the beginning of an attribute (the HTML standard, 2.3.4.1)."""
    match = _INTEGER.match(text or "")
    return int(match[1]) if match else None


def _add_style(element: Any, declaration: str) -> None:
    element.set("style", "; ".join(filter(None, [element.get("style"), declaration])))
