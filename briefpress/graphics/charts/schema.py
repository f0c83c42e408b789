"""The grammar of charts: what a specification of Vega-Lite may hold here, and what it may not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefpress.core.problems import Position, Problem, Unprintable, choices
from briefpress.core.yamltree import Node
from briefpress.graphics.charts.vegalite import STACKS, keys_under

Table = list[dict[str, Any]]

#: The channels of an encoding that are named on the page: by an axis, a legend or a head.
NAMED = frozenset("x y color fill stroke shape strokeDash size opacity theta radius row column facet".split())  # noqa: SIM905
_CHANNELS = NAMED | set("x2 y2 xOffset yOffset theta2 radius2 text detail order angle strokeWidth".split())  # noqa: SIM905
_MARKS = set("arc area bar boxplot circle errorband errorbar line point rect rule square text tick trail".split())  # noqa: SIM905
_TYPES = {"quantitative", "temporal", "ordinal", "nominal"}
_LOADED = "data stand in the specification, or in a CSV file of the brief's folder: `data: {url: data/growth.csv}`"
_WORDS = "words stand in the manuscript, under `words:`, by the names of fields and categories"
#: Keys that a specification of ours has no place for, and why.
_REFUSED = {
    "url": _LOADED,
    "data": "a chart has one table, at its beginning",
    "datasets": _LOADED,
    "href": "a picture has no links; link from the text",
    "config": "the look is that of styles/tokens.css",
    "params": "a page on paper does not answer",
    "sample": "the same input must give the same picture",
}


def mistakes(root: Node, table: Table) -> list[Problem]:
    """All that is wrong in a specification with that table, each at its place."""
    return [*_wrong(root), *_unknown_fields(root, table)]


def _wrong(root: Node) -> Iterator[Problem]:
    """What cannot stand in a specification, each at its place."""
    if not any(key in root.keys for key in ("mark", "layer", "facet", "hconcat", "vconcat", "concat", "repeat")):
        yield problem("nothing is drawn", root.position, "say how: `mark: bar`, or several under `layer:`")
    for parent, key, place, inner in _walk(root):
        yield from _chance(inner)
        if key in _REFUSED:
            yield problem(f"`{key}` cannot stand in a chart", place, _REFUSED[key])
        elif key in ("title", "description", "text") and isinstance(inner.value, str):
            yield problem(f"`{key}` is made of words", place, _WORDS)
        else:
            yield from _misplaced(parent, key, place, inner)


def _misplaced(parent: str, key: str, place: Position, inner: Node) -> Iterator[Problem]:
    """A key that nothing of the kind has, or that holds what it cannot."""
    known = keys_under(parent, _CHANNELS)
    if parent == "encoding" and key not in _CHANNELS:
        yield problem(f"there is no channel `{key}`", place, choices(key, _CHANNELS, "channels"))
    elif known is not None and key not in known:
        yield Problem("unknown-key", f"a chart has no key `{key}` here", place, choices(key, known, "keys"))
    elif key == "stack" and inner.value not in (None, True, False, *STACKS):
        hint = f"one of: {', '.join(STACKS)}, null"
        yield problem(f"amounts are not stacked by {inner.shown()}", inner.position, hint)
    elif key in ("encoding", "transform", "layer") or parent == "encoding":
        yield from _misshapen(key, inner)
    elif key == "mark" or (key == "type" and parent in ("mark", *_CHANNELS)):
        yield from _unknown(key, parent, inner)


def _chance(inner: Node) -> Iterator[Problem]:
    if isinstance(inner.value, str) and re.search(r"\b(random|now|sample\w*)\s*\(", inner.value):
        yield problem(f"{inner.shown()} is another every time", inner.position, _REFUSED["sample"])


def _walk(node: Node, parent: str = "") -> Iterator[tuple[str, str, Position, Node]]:
    """All keys of a specification but those of its table: the key around each, its place and what it holds."""
    for key, inner in node.value.items() if isinstance(node.value, dict) else ():
        if parent or key != "data":
            yield parent, key, node.keys[key], inner
            # What stands in a layer is as at the top, but that the table is there already.
            yield from _walk(inner, key)
    for inner in node.items():
        yield from _walk(inner, parent)


def _misshapen(key: str, inner: Node) -> Iterator[Problem]:
    shape = tuple if key in ("transform", "layer") else dict
    if not isinstance(inner.value, shape):
        what, hint = ("a list", "- …") if shape is tuple else ("keys and values", "field: year, type: ordinal")
        yield problem(f"`{key}` is made of {what}", inner.position, f"write `{key}: {{{hint}}}`")


def _unknown(key: str, parent: str, inner: Node) -> Iterator[Problem]:
    """A mark or a type that there is not."""
    if isinstance(inner.value, dict) and key == "mark":
        return
    what, known = ("mark", _MARKS) if "mark" in (key, parent) else ("type", _TYPES)
    if inner.value not in known:
        hint = choices(str(inner.value), known, f"{what}s")
        yield problem(f"there is no {what} {inner.shown()}", inner.position, hint)


def _unknown_fields(root: Node, table: Table) -> Iterator[Problem]:
    """Fields that neither the table nor a transformation has."""
    known = {name for row in table for name in row}
    known |= {name for parent, key, _, node in _walk(root) if key == "as" for name in _texts(node)}
    if any(key in ("fold", "pivot", "flatten", "regression", "density") for _, key, _, _ in _walk(root)):
        return
    for parent, key, _, node in _walk(root):
        if key == "field" and parent in _CHANNELS and isinstance(node.value, str) and node.value not in known:
            yield problem(f"the data have no field `{node.value}`", node.position, choices(node.value, known, "fields"))


def _texts(node: Node) -> list[str]:
    return [str(item.value) for item in (node, *node.items()) if isinstance(item.value, str)]


def problem(message: str, place: Position, hint: str) -> Problem:
    """A problem of a chart."""
    return Problem("wrong-chart", message, place, hint)


def unprintable(message: str, place: Position, hint: str) -> Unprintable:
    """What is raised for a chart that cannot even be read."""
    return Unprintable([problem(message, place, hint)])
