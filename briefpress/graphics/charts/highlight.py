"""One series or bar of a chart in the blue of the house and solid, and all others in grey, told apart without colour.

Fills of grey pass through Vega under codes: `finish` puts textures in their place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from briefpress.graphics.charts.schema import AXES, LEGENDS
from briefpress.graphics.charts.spec import Spec, channels, mark_of, marked
from briefpress.graphics.charts.theme import DASHES
from briefpress.graphics.charts.words import Words
from briefpress.graphics.patterns import COUNT

Tree = dict[str, Any]

#: The codes of grey fills: the first is for one without a texture.
GREYS = tuple(f"#fe00{number:02x}" for number in range(COUNT))
#: The width of lines, in multiples of that which a chart without highlights has.
_WIDE, _THIN = 1.25, 0.6
_COLOURS = ("color", "fill")
_CATEGORIES = ("nominal", "ordinal")
#: The marks that are lines or outlines; others are fills.
_STROKES = frozenset(["line", "trail", "point", "rule", "tick"])
#: The marks that join the rows of a series.
_JOINED = frozenset(["line", "trail", "area"])


def highlightable(spec: Spec) -> list[str]:
    """The categories of a chart that can be highlighted: those of its legends, and of the axes of single marks."""
    parted = (encoding[channel] for mark, encoding in _views(spec.tree) for channel in _parting(mark) & encoding.keys())
    fields = {str(each.get("field")) for each in parted if isinstance(each, dict)}
    return [name for field in sorted(fields) if spec.is_categories(field) for name in spec.categories_of(field)]


def highlight(tree: Tree, words: Words) -> None:
    """Highlight the categories that words name, on all marks of a chart."""
    if not words.highlighted:
        return
    for view in list(marked(tree)):
        encoding, mark = tree.get("encoding", {}) | view.get("encoding", {}), mark_of(view)["type"]
        if colour := _first(encoding, _COLOURS, words):
            own = _series(encoding[colour], mark, words)
        elif channel := _first(encoding, _parting(mark), words):
            grey = words.theme.tokens.mix("muted") if mark in _STROKES else GREYS[0]
            test = _is_among(encoding[channel], words)
            own = {"color": _condition(test, words.theme.palette[0], grey)}
        else:
            continue
        view["encoding"] = view.get("encoding", {}) | own
    for channel, definition in channels(tree):
        if channel in AXES and _has(definition, words) and definition.get("axis", {}) is not None:
            weight = _condition(_among("datum.value", definition, words), 600, 400)
            definition["axis"] = {"labelFontWeight": weight} | definition.get("axis", {})


def _views(tree: Tree) -> Iterator[tuple[str, Tree]]:
    """The marks of a specification, each with the channels that it has."""
    for view in marked(tree):
        yield mark_of(view)["type"], tree.get("encoding", {}) | view.get("encoding", {})


def _parting(mark: str) -> frozenset[str]:
    """The channels by which marks of a kind differ: a line goes through all categories of an axis."""
    return LEGENDS if mark in _JOINED else LEGENDS.union(AXES)


def _first(encoding: Tree, names: Iterable[str], words: Words) -> str | None:
    return next((name for name in sorted(names) if _has(encoding.get(name, {}), words)), None)


def _has(definition: Tree, words: Words) -> bool:
    """Whether a channel shows categories, some of which are highlighted."""
    names = words.spec.categories_of(definition.get("field"))
    return definition.get("type") in _CATEGORIES and not words.highlighted.isdisjoint(names)


def _series(definition: Tree, mark: str, words: Words) -> Tree:
    """The channels that tell series apart: those highlighted come first in fills and dashes."""
    names = words.spec.categories_of(definition["field"])
    first = [name for name in names if name in words.highlighted]
    ranked = [*first, *(name for name in names if name not in words.highlighted)]
    domain = words.as_in_vega(definition, names)
    if mark not in _STROKES:
        fills = [*words.theme.palette[: len(first)], GREYS[0], *GREYS[len(first) :]]
        return {"color": definition | {"scale": {"domain": domain, "range": _by_rank(names, ranked, fills)}}}
    blue, grey = words.theme.tokens.mix("structure"), words.theme.tokens.mix("muted")
    colours = [blue if name in words.highlighted else grey for name in names]
    own = {"color": definition | {"scale": {"domain": domain, "range": colours}}}
    if mark == "line":
        dashes = _by_rank(names, ranked, DASHES)
        own["strokeDash"] = definition | {"scale": {"domain": domain, "range": dashes}}
        width = words.theme.line
        own["strokeWidth"] = _condition(_is_among(definition, words), _WIDE * width, _THIN * width)
    return own


def _by_rank(names: list[str], ranked: list[str], looks: Any) -> list[Any]:
    """What each of these has by its rank."""
    return [looks[ranked.index(name) % len(looks)] for name in names]


def _is_among(definition: Tree, words: Words) -> str:
    return _among(f"datum[{json.dumps(definition['field'])}]", definition, words)


def _among(value: str, definition: Tree, words: Words) -> str:
    """The test whether a value is highlighted."""
    names = [name for name in words.spec.categories_of(definition["field"]) if name in words.highlighted]
    return f"indexof({json.dumps(words.as_in_vega(definition, names))}, {value}) >= 0"


def _condition(test: str, value: object, otherwise: object) -> Tree:
    return {"condition": {"test": test, "value": value}, "value": otherwise}
