"""How much a drawing draws, counted before anybody draws it: a few lines can ask for millions of shapes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from math import inf
from typing import NamedTuple
from xml.etree.ElementTree import Element

#: The elements of a drawing, and how deep they stand inside each other. Most have under 1000, ten deep.
MAX_ELEMENTS, MAX_DEPTH = 20_000, 100
#: What is drawn of them, with all that is drawn again by `use`, patterns and markers.
MAX_DRAWN = 100_000

#: The elements that draw what they name by `href`, or are made of it.
_TAKING = ("use", "tref", "pattern", "linearGradient", "radialGradient")
#: What an element takes from elsewhere in the drawing, by a property, which is named in an attribute `style`.
_TAKEN = re.compile(r"(?:(?<![\w-])([\w-]++)\s*+:\s*+)?url\(\s*[\"']?#([^)\"']+)")
#: The properties whose elements stand at each point of an outline.
_AT_POINTS = ("marker", "marker-mid")
#: The numbers of an outline, of which two are a point.
_NUMBER = re.compile(r"\d+(?:\.\d*)?|\.\d+")


class _Weight(NamedTuple):
    """How many elements are drawn of one, and how deep they stand in each other."""

    shapes: float
    depth: int


_ENDLESS = _Weight(inf, 0)


def drawn(root: Element) -> float:
    """How many elements are drawn of a tree; infinite where one is drawn within itself, or too deep."""
    return _drawn(root, {element.get("id", ""): element for element in root.iter()}, {}, 0).shapes


def _drawn(element: Element, ids: Mapping[str, Element], known: dict[Element, _Weight], depth: int) -> _Weight:
    if depth > MAX_DEPTH:
        return _ENDLESS
    if element not in known:
        known[element] = _ENDLESS  # (until it is known: what is drawn within itself has no end)
        parts = [(child, 1) for child in element]
        parts += [(ids[name], count) for name, count in _references(element).items() if name in ids]
        weights = [(_drawn(part, ids, known, depth + 1), count) for part, count in parts]
        below = max((weight.depth for weight, _ in weights), default=0)
        total = 1 + sum(weight.shapes * count for weight, count in weights)
        known[element] = _Weight(total, below + 1) if below < MAX_DEPTH else _ENDLESS
    return known[element]


def _references(element: Element) -> Counter[str]:
    """The ids of what an element takes, each with how often: all in it inherit it, a marker stands at each point."""
    taken: Counter[str] = Counter()
    is_taking = str(element.tag).rpartition("}")[2] in _TAKING
    for key, value in element.attrib.items():
        name = key.rpartition("}")[2]
        if name == "href" and is_taking and value.startswith("#"):
            taken[value[1:]] += 1
        for declared, part in _TAKEN.findall(value):
            is_at_points = (declared or name) in _AT_POINTS
            taken[part] += sum(_points(inner) if is_at_points else 1 for inner in element.iter())
    return taken


def _points(element: Element) -> int:
    outline = f"{element.get('d', '')} {element.get('points', '')}"
    return 1 + len(_NUMBER.findall(outline)) // 2
