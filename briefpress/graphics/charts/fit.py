"""How a chart is arranged: how wide and tall its views are, and what helps where labels have no room."""

from __future__ import annotations

import copy
import math
from dataclasses import dataclass
from typing import Any

from briefpress.graphics.charts.columns import listed
from briefpress.graphics.charts.spec import Spec, channels, mappings, mark_of, marked
from briefpress.graphics.charts.theme import LINE_GAP, ChartTheme
from briefpress.graphics.charts.words import Words

Tree = dict[str, Any]

#: Between two views, in CSS pixels (Vega-Lite, “spacing”).
SPACING = 20
#: How many views stand side by side where nothing says it.
_COLUMNS = 3
#: The space between rows, in multiples of the font size, by how many there are at most.
_AIR = {6: 1.0, 14: 0.5, math.inf: 0.125}
#: The greatest width of a column and of what parts it from the next, and of a column of a group, in font sizes.
_COLUMN, _MEMBER = 8, 5
#: The greatest height of a bar that lies, in font sizes, and the share of a row that is between bars at least.
_BAR, _BETWEEN = 2, 0.2
#: The room for the labels of a vertical axis of amounts beside columns, in font sizes.
_AXIS = 3
#: About how many amounts an axis names that is as high as the chart, and one of several side by side.
_TICKS, _FEW_TICKS = 5, 3
#: The height of each of small multiples by its width.
_MULTIPLE = 0.8
_FIT = {"type": "fit", "contains": "padding"}
#: The marks that say the same when they lie: each stands for itself.
_TURNABLE = frozenset(["bar", "point", "circle", "square", "tick", "rule", "errorbar", "boxplot"])
_CATEGORIES = ("nominal", "ordinal")
SIDES = {"x": "y", "y": "x"}
#: What is about one side of a mark, and would be wrong at another.
SIDED = frozenset("dx dy align baseline angle orient x y x2 y2 xOffset yOffset interpolate width height".split())  # noqa: SIM905


@dataclass(frozen=True)
class Fit:
    """Gives the views of a chart their sizes."""

    spec: Spec
    theme: ChartTheme
    words: Words
    #: The height that direct labels need, and the room that they take beside the chart.
    least: float = 0.0
    beside_labels: float = 0.0

    def sized(self, tree: Tree, room: float, more_lines: int) -> Tree:
        """The specification with sizes where it has none, in this width; so many lines stand above it beyond two."""
        if "mark" in tree or "layer" in tree:
            return self._view(tree, room, more_lines)
        for key in ("hconcat", "vconcat", "concat"):
            if isinstance(views := tree.get(key), list):
                beside = columns(tree) if key != "vconcat" else 1
                share = (room - SPACING * (beside - 1)) / beside
                return tree | {key: [self.sized(view, share, 0) for view in listed(views)]}
        if isinstance(tree.get("spec"), dict):
            beside = columns(tree) or self._facets(tree.get("facet", {}))
            return tree | {"spec": self.sized(tree["spec"], (room - SPACING * (beside - 1)) / beside, 0)}
        return tree

    def beside(self, tree: Tree) -> int:
        """How many views share the width of the column."""
        if "mark" in tree or "layer" in tree:
            return self._facets(tree.get("encoding", {}))
        inner = max(
            (self.beside(view) for key in ("hconcat", "concat", "spec") for view in listed(tree.get(key))), default=1
        )
        return inner * (columns(tree) or self._facets(tree.get("facet", {})))

    def _view(self, tree: Tree, room: float, more_lines: int) -> Tree:
        encoding = tree.get("encoding", {})
        beside, above = self._facets(encoding), self._count(encoding.get("row", encoding.get("facet", {})))
        rows, step = self._rows(tree)
        margin = self.theme.margin(more_lines)
        height = max(self.theme.height(room, more_lines, is_tall=_has_lines(tree)), self.least + margin) + _extent(tree)
        if beside > 1 or above > 1 or {"row", "column", "facet"} & encoding.keys():
            width = (room - SPACING * (beside - 1)) / beside
            height = min(height / (2 if above > 1 else 1), max(_MULTIPLE * width, _COLUMN * self.theme.size))
            return {"width": width, "height": rows * step or height} | tree
        if rows and "height" not in tree:
            self._slim(tree, step)
            tall = {"step": step, "for": "position"}
            sizes = {"width": room, "height": tall, "autosize": {"type": "fit-x", "contains": "padding"}}
        else:
            sizes = {"width": min(room, self._columns(tree)), "height": height, "autosize": _FIT}
        return sizes | tree

    def _facets(self, definitions: Tree) -> int:
        """How many views stand side by side."""
        wrapped = definitions.get("facet", definitions if "field" in definitions else {})
        if "columns" in wrapped:
            return max(1, min(int(wrapped["columns"]), self._count(wrapped)))
        return self._count(definitions.get("column", {})) if "column" in definitions else self._count(wrapped)

    def _count(self, definition: Tree) -> int:
        return max(1, len(self.spec.categories_of(definition.get("field"))))

    def _rows(self, tree: Tree) -> tuple[int, float]:
        """How many categories a vertical axis has, and the height of each."""
        groups = max((self._count(each) for channel, each in channels(tree) if channel == "yOffset"), default=1)
        rows = [(0, 0.0)]
        for channel, definition in channels(tree):
            if channel == "y" and definition.get("type") in _CATEGORIES:
                labels = list(self.words.labels(definition.get("field")).values())
                air = next(air for most, air in _AIR.items() if len(labels) <= most) * self.theme.size
                tall = max(self.theme.row_height(labels), groups * (self.theme.size + LINE_GAP))
                rows.append((len(labels), round(tall + air, 2)))
        return max(rows)

    def _slim(self, tree: Tree, step: float) -> None:
        """Keep bars from being as tall as names of several lines."""
        rest = 1 - _BAR * self.theme.size / step
        if any(channel == "yOffset" for channel, _ in channels(tree)):
            return
        for channel, definition in channels(tree):
            if channel == "y" and definition.get("type") in _CATEGORIES and rest > _BETWEEN:
                definition["scale"] = {"paddingInner": round(rest, 3)} | (definition.get("scale") or {})

    def _columns(self, tree: Tree) -> float:
        """The greatest width of a chart whose marks are all columns over categories: few would be as wide as it."""
        fields = {channel: each.get("field") for channel, each in channels(tree) if each.get("type") in _CATEGORIES}
        if "x" not in fields or {mark_of(view)["type"] for view in marked(tree)} != {"bar"}:
            return math.inf
        labels = self.words.labels(fields["x"]).values()
        members = len(self.spec.categories_of(fields.get("xOffset")))
        widest = max((self.theme.fonts.width(label, self.theme.size) for label in labels), default=0)
        column = max(widest + self.theme.size, _COLUMN * self.theme.size, members * _MEMBER * self.theme.size)
        return len(labels) * column + _AXIS * self.theme.size + self.beside_labels


def _has_lines(tree: Tree) -> bool:
    """Whether a view shows more than columns: how steep a line is can be seen where it has height."""
    return any(mark_of(view)["type"] != "bar" for view in marked(tree))


def space_amounts(tree: Tree, beside: int) -> None:
    """Name fewer amounts on vertical axes than Vega would where letters are large or views are small."""
    for channel, definition in channels(tree):
        axis = definition.get("axis", {})
        if channel == "y" and definition.get("type") == "quantitative" and axis is not None and "height" not in tree:
            definition["axis"] = {"tickCount": _TICKS if beside == 1 else _FEW_TICKS} | axis


def wrap(tree: Tree, spec: Spec) -> None:
    """Have the views of a channel `facet` in rows, where it does not say how many stand side by side.

    In a last row that is not full, an axis that all share would stand where there is no view.
    """
    for view in mappings(tree):
        if isinstance(definition := view.get("encoding", {}).get("facet"), dict):
            columns = definition.setdefault("columns", _COLUMNS)
            if len(spec.categories_of(definition.get("field"))) % columns:
                view["resolve"] = {"axis": {"x": "independent"}} | view.get("resolve", {})


def _extent(tree: Tree) -> float:
    """How long the turned labels of a horizontal axis are."""
    axes = listed([definition.get("axis") for channel, definition in channels(tree) if channel == "x"])
    return max((axis.get("maxExtent", 0) for axis in axes), default=0)


def columns(tree: Tree) -> int:
    """How many of the views of a specification stand side by side; 0 where its facets say it."""
    repeat = tree.get("repeat")
    if isinstance(repeat, dict):
        return len(repeat.get("column", [0]))
    views = tree.get("hconcat") or tree.get("concat") or repeat
    if not isinstance(views, list):
        return 0
    return min(len(views), int(tree.get("columns", len(views)))) or 1


def lying(tree: Tree) -> Tree | None:
    """The chart with its axes changed over, where all it shows is bars or points over categories; else None."""
    turned = copy.deepcopy(tree)
    marks = list(map(mark_of, marked(turned)))
    if not marks or {"width", "height"} & tree.keys() or not all(map(_is_turnable, marks)):
        return None
    sides = {side: [definition for channel, definition in channels(tree) if channel == side] for side in ("x", "y")}
    if any("axis" in definition for definitions in sides.values() for definition in definitions):
        return None
    if {definition.get("type") for definition in sides["y"]} - {"quantitative", None}:
        return None
    for view in mappings(turned):
        if isinstance(encoding := view.get("encoding"), dict):
            view["encoding"] = {_turned(channel): definition for channel, definition in encoding.items()}
            for definition in view["encoding"].values():
                if isinstance(definition, dict) and isinstance(sort := definition.get("sort"), str):
                    definition["sort"] = {"x": "y", "y": "x", "-x": "-y", "-y": "-x"}.get(sort, sort)
    return turned


def _turned(channel: str) -> str:
    return SIDES.get(channel[:1], channel[:1]) + channel[1:] if channel[:1] in "xy" else channel


def _is_turnable(mark: Tree) -> bool:
    return mark["type"] in _TURNABLE and not SIDED & mark.keys()


def with_turned_labels(tree: Tree, extent: float) -> Tree:
    """The chart with the labels of its horizontal axes turned, to be read from below, and as long as `extent`."""
    turned = copy.deepcopy(tree)
    for channel, definition in channels(turned):
        if channel == "x" and definition.get("type") in _CATEGORIES and definition.get("axis", {}) is not None:
            turn = {"labelAngle": -90, "labelAlign": "right", "labelBaseline": "middle", "maxExtent": extent}
            definition["axis"] = turn | definition.get("axis", {})
    return turned


def with_fewer_labels(tree: Tree, ticks: int) -> Tree:
    """The chart with so many times on its horizontal axes, and of categories as many as have room."""
    thinned = copy.deepcopy(tree)
    for channel, definition in channels(thinned):
        if channel == "x" and definition.get("axis", {}) is not None:
            fewer = {"tickCount": ticks} if definition.get("type") == "temporal" else {"labelOverlap": True}
            definition["axis"] = fewer | definition.get("axis", {})
    return thinned
