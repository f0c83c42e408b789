"""What a specification of Vega-Lite may hold here: the keys that it knows, no words, no data from elsewhere, no chance.

`vega_lite_keys.json` is written by tools/vegalite_keys.py from the JSON schema of Vega-Lite.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from briefpress.core.problems import Position, Problem, Unprintable, choices
from briefpress.core.yamltree import Node

_SCHEMA = json.loads(Path(__file__).with_name("vega_lite_keys.json").read_text("utf-8"))
#: The version of Vega-Lite that specifications are written for, as vl-convert names it.
VEGA_LITE: str = _SCHEMA["version"].rpartition(".")[0]
#: The channels of an encoding that are named on the page: by an axis, a header or a legend.
AXES = ("x", "y")
HEADERS = ("row", "column", "facet")
LEGENDS = frozenset("color fill stroke shape strokeDash size opacity theta radius".split())  # noqa: SIM905
NAMED = LEGENDS.union(AXES, HEADERS)
#: Those that paper has a use for: no links, no tooltips, no maps.
_CHANNELS = NAMED | set("x2 y2 xOffset yOffset theta2 radius2 text detail order angle strokeWidth".split())  # noqa: SIM905
#: The keys that may stand in a part of a specification, or in the definition of a channel.
_KEYS = {**_SCHEMA["parts"], **{channel: _SCHEMA["channels"][channel] for channel in _CHANNELS}}
#: The names of marks and types; a chart shows neither the shapes of countries nor pictures.
_NAMES = {"mark": [mark for mark in _SCHEMA["marks"] if mark not in ("geoshape", "image")], "type": _SCHEMA["types"]}
#: The keys under which a whole view stands.
_VIEWS = frozenset(["", "concat", "hconcat", "layer", "spec", "vconcat"])
#: Transformations that make fields whose names do not all stand in the specification.
_RENAMING = frozenset(["fold", "pivot", "flatten", "regression", "density"])
#: What the values of some keys are, and what to write.
_MAPPING, _LIST, _TEXT, _NUMBER = "keys and values", "a list", "a text", "a number"
_SHAPES = {
    **dict.fromkeys(("axis", "header", "legend", "scale"), (_MAPPING,)),
    **dict.fromkeys(("spec", "facet", "encoding"), (_MAPPING,)),
    **dict.fromkeys(("transform", "layer", "hconcat", "vconcat", "concat", "fold", "groupby", "window"), (_LIST,)),
    **dict.fromkeys(("joinaggregate", "values"), (_LIST,)),
    **dict.fromkeys(("op", "pivot", "calculate", "labelExpr"), (_TEXT,)),
    **dict.fromkeys(("columns", "labelAngle", "labelLimit", "maxbins", "minsteps", "maxsteps"), (_NUMBER,)),
    "steps": (_NUMBER, _LIST),
    "scheme.count": (_NUMBER,),
    "tickCount": (_NUMBER, _TEXT, _MAPPING),
    **dict.fromkeys(("width", "height"), (_NUMBER, _MAPPING)),
    **dict.fromkeys(("row", "column"), (_MAPPING,)),
    "as": (_TEXT, _LIST),
    "field": (_TEXT, _MAPPING),
    "repeat": (_LIST, _MAPPING, _TEXT),
    "mark": (_TEXT, _MAPPING),
    "transform.aggregate": (_LIST,),
    "aggregate": (_TEXT, _MAPPING),
}
_STEPS = ("steps", "minsteps", "maxsteps")
#: Keys with numbers, and how great these may be: a page has no more pixels, and the engine no end of memory.
_COUNTS, MOST = frozenset(["columns", "width", "height", "tickCount", "maxbins", *_STEPS, "count", "nice"]), 5000
#: The keys that may be null, to leave a thing out.
_NULLABLE = frozenset(["axis", "header", "legend", "scale"])
#: What the lists under some keys have in them.
_ITEMS = {
    **dict.fromkeys(("transform", "layer", "hconcat", "vconcat", "concat", "window", "joinaggregate"), _MAPPING),
    **dict.fromkeys(("fold", "groupby", "as", "repeat"), _TEXT),
    "transform.aggregate": _MAPPING,
}
_EXAMPLES = {_MAPPING: "{…}", _LIST: "[…]", _TEXT: "name", _NUMBER: "40"}
_LOADED = "data stand in the specification, or in a CSV file of the brief's folder: `data: {url: data/growth.csv}`"
_WORDS = "write it in the manuscript, under `words:`, by the names of fields and categories"
#: Keys that are not allowed, and why.
_REFUSED = {
    "url": _LOADED,
    "data": "a chart has one table, at its beginning",
    "datasets": _LOADED,
    "href": "a picture has no links; link from the text",
    "config": "the look is that of styles/tokens.css",
    "params": "a page on paper does not react",
    "sample": "the same input must give the same picture",
}
#: The keys of fonts: Vega puts their values into an SVG as they are, and what is no XML ends the engine.
_FONTS = re.compile(r"(\w+F|f)ont(Style|Weight)?")


def guide_of(channel: str) -> str:
    """The key of a channel's definition under which stands what names it on the page."""
    return "axis" if channel in AXES else "header" if channel in HEADERS else "legend"


class Entry(NamedTuple):
    """A key of a specification with its place and value, and the key around it."""

    parent: str
    key: str
    place: Position
    value: Node
    #: The mapping that it stands in.
    step: Node


def problems_in(root: Node, fields: list[str]) -> list[Problem]:
    """All that is wrong in a specification of data with these fields, each at its place."""
    keys = list(entries(root))
    problems = [each for entry in keys for each in _wrong(entry)]
    if not {"mark", "layer", "facet", "hconcat", "vconcat", "concat", "repeat"} & root.keys.keys():
        hint = "say how: `mark: bar`, or several under `layer:`"
        problems.append(problem("the chart draws nothing", root.position, hint))
    return [*problems, *_unknown_fields(keys, fields)]


def entries(node: Node, parent: str = "") -> Iterator[Entry]:
    """All keys of a specification but those of its table."""
    for key, value in node.value.items() if isinstance(node.value, dict) else ():
        if parent or key != "data":
            yield Entry(parent, key, node.keys[key], value, node)
            # Under `resolve`, scales and axes have the names of channels.
            yield from entries(value, f"resolve.{key}" if parent == "resolve" else key)
    for item in node.items():
        yield from entries(item, parent)


def _wrong(entry: Entry) -> Iterator[Problem]:
    key, value = entry.key, entry.value
    if key in _REFUSED:
        yield problem(f"`{key}` is not allowed in a chart", entry.place, _REFUSED[key])
    elif key in ("title", "description", "text") and isinstance(value.value, str):
        yield problem(f"`{key}` is text for readers, which does not stand here", entry.place, _WORDS)
    else:
        yield from _unknown_key(entry) or _wrong_value(entry)


def _unknown_key(entry: Entry) -> list[Problem]:
    """A key that nothing of the kind has."""
    key, parent = entry.key, "view" if entry.parent in _VIEWS else entry.parent
    if parent == "encoding" and key not in _CHANNELS:
        return [problem(f"there is no channel `{key}`", entry.place, choices(key, _CHANNELS, "channels"))]
    if parent in _KEYS and key not in (known := _KEYS[parent]):
        return [Problem("unknown-key", f"a chart has no key `{key}` here", entry.place, choices(key, known, "keys"))]
    return []


def _wrong_value(entry: Entry) -> Iterator[Problem]:
    """A value that its key cannot have."""
    parent, key, _, node, _ = entry
    if _FONTS.fullmatch(key) and not _is_font(node):
        yield problem(f"{node.shown()} cannot be a font", node.position, "leave it out: the fonts are the house's")
    elif key == "stack" and parent in _CHANNELS and node.value not in (None, True, False, *_SCHEMA["stacks"]):
        hint = f"one of: {', '.join(_SCHEMA['stacks'])}, null"
        yield problem(f"amounts cannot be stacked by {node.shown()}", node.position, hint)
    elif parent == "encoding" and not isinstance(node.value, dict):
        hint = f"write `{key}: {{field: year, type: ordinal}}`"
        yield problem(f"`{key}` must hold keys and values", node.position, hint)
    elif key == "mark" and isinstance(node.value, dict) and "type" not in node.value:
        yield problem("`mark` has no `type`", node.position, "write `mark: {type: bar}`")
    # A mark may also be a mapping with a type of its own.
    elif (key == "mark" and not isinstance(node.value, dict)) or (key == "type" and parent in ("mark", *_CHANNELS)):
        kind = "mark" if "mark" in (key, parent) else "type"
        if node.value not in (known := _NAMES[kind]):
            hint = choices(str(node.value), known, f"{kind}s")
            yield problem(f"there is no {kind} {node.shown()}", node.position, hint)
    else:
        yield from _wrong_shape(entry)


def _wrong_shape(entry: Entry) -> Iterator[Problem]:
    """A value, or one of a list of them, of another kind than its key has."""
    parent, key, _, node, _ = entry
    shapes = (_LIST,) if parent == "repeat" else _SHAPES.get(f"{parent}.{key}") or _SHAPES.get(key)
    if _of_data(parent) or (node.value is None and key in _NULLABLE):
        return
    if key in _COUNTS and isinstance(node.value, int | Decimal) and not node.value <= MOST:
        hint = f"write {MOST} at most, or leave it out"
        yield problem(f"{node.shown()} is too much for `{key}`", node.position, hint)
    elif shapes and _shape(node) not in shapes:
        hint = f"write `{key}: {_EXAMPLES[shapes[0]]}`"
        yield problem(f"`{key}` must {' or '.join(map(_must, shapes))}", node.position, hint)
    if key == "field" and isinstance(node.value, dict) and not node.get("repeat"):
        yield problem("`field` names a field, or what is repeated", node.position, "write `field: year`")
    items = _ITEMS.get(f"{parent}.{key}") or _ITEMS.get(key)
    for item in node.items():
        if items and _shape(item) != items:
            hint = f"write `{key}: [{_EXAMPLES[items]}]`"
            yield problem(f"`{key}` is a list of {items}, not of {item.shown()}", item.position, hint)


def _is_font(node: Node) -> bool:
    """Whether a value, or each of those of its conditions, may be a family, a style or a weight."""
    values = [(path.rpartition(".")[2], each.value) for path, each in node.walk()]
    texts = [value for key, value in values if key in ("", "value") and isinstance(value, str)]
    return not any(key in ("expr", "signal") or isinstance(value, tuple) for key, value in values) and all(
        text.isprintable() and not re.search("[<>&]", text) for text in texts
    )


def _of_data(parent: str) -> bool:
    """Whether what stands under a key may have names of its own: values of the data, parts of a sort or a time."""
    return parent in ("values", "domain", "range", "sort")


def _must(shape: str) -> str:
    return f"{'hold' if shape == _MAPPING else 'be'} {shape}"


def _shape(node: Node) -> str | None:
    """What a value is; None for nothing, and for yes and no."""
    if isinstance(node.value, dict):
        return _MAPPING
    if isinstance(node.value, tuple):
        return _LIST
    if isinstance(node.value, str):
        return _TEXT
    return None if node.value is None or isinstance(node.value, bool) else _NUMBER


def _unknown_fields(keys: list[Entry], fields: list[str]) -> Iterator[Problem]:
    """Fields that neither the table nor a transformation has."""
    if any(entry.key in _RENAMING for entry in keys):
        return
    made = [node for entry in keys if entry.key == "as" for node in (entry.value, *entry.value.items())]
    known = {*fields} | {node.value for node in made if isinstance(node.value, str)}
    for parent, key, _, node, _ in keys:
        if key == "field" and parent in _CHANNELS and isinstance(node.value, str) and node.value not in known:
            yield problem(f"the data have no field `{node.value}`", node.position, choices(node.value, known, "fields"))


def problem(message: str, place: Position, hint: str) -> Problem:
    """A problem of a chart."""
    return Problem("wrong-chart", message, place, hint)


def of_chart(problems: Iterable[Problem]) -> list[Problem]:
    """Problems in which those of data are problems of the chart that shows these."""
    return [replace(each, code="wrong-chart") if each.code == "wrong-data" else each for each in problems]


def unprintable(message: str, place: Position, hint: str) -> Unprintable:
    """What is raised for a chart that cannot even be read."""
    return Unprintable([problem(message, place, hint)])
