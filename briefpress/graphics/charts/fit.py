"""How a chart is arranged: how wide and tall its views are, and what helps where labels have no room."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from typing import Any

from briefpress.graphics.charts.columns import listed
from briefpress.graphics.charts.spec import Spec, channels, mappings, mark_of, marked
from briefpress.graphics.charts.theme import ChartTheme
from briefpress.graphics.charts.words import Words

Tree = dict[str, Any]

#: Between two views, in CSS pixels (Vega-Lite, “spacing”).
SPACING = 20
#: How many views stand side by side where nothing says it.
_COLUMNS = 3
#: The least height of a bar among those of a group, in CSS pixels.
_BAR = 7
#: Between the end of a bar and a text beyond it, in CSS pixels.
_GAP = 3
#: The marks that say the same when they lie: each stands for itself.
_TURNABLE = frozenset(["bar", "point", "circle", "square", "tick", "rule", "errorbar", "boxplot"])
_SIDES = {"x": "y", "y": "x"}
#: What is about one side of a mark, and would be wrong at another.
_SIDED = frozenset("dx dy align baseline angle orient x y x2 y2 xOffset yOffset interpolate width height".split())  # noqa: SIM905


@dataclass(frozen=True)
class Fit:
    """Gives the views of a chart their sizes."""

    spec: Spec
    theme: ChartTheme
    words: Words

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
        height = max(self.theme.height(more_lines), self._rows(tree) + self.theme.margin(more_lines)) + _extent(tree)
        if beside > 1 or above > 1 or {"row", "column", "facet"} & encoding.keys():
            return {
                "width": (room - SPACING * (beside - 1)) / beside,
                "height": height / (2 if above > 1 else 1),
            } | tree
        return {"width": room, "height": height, "autosize": {"type": "fit", "contains": "padding"}} | tree

    def _facets(self, definitions: Tree) -> int:
        """How many views stand side by side."""
        wrapped = definitions.get("facet", definitions if "field" in definitions else {})
        if "columns" in wrapped:
            return max(1, min(int(wrapped["columns"]), self._count(wrapped)))
        return self._count(definitions.get("column", {})) if "column" in definitions else self._count(wrapped)

    def _count(self, definition: Tree) -> int:
        return max(1, len(self.spec.categories_of(definition.get("field"))))

    def _rows(self, tree: Tree) -> float:
        """The height that the categories of a vertical axis need."""
        rows = [0.0]
        encodings = [view.get("encoding", {}) for view in mappings(tree)]
        groups = max((self._count(encoding["yOffset"]) for encoding in encodings if "yOffset" in encoding), default=1)
        for channel, definition in channels(tree):
            if channel == "y" and definition.get("type") in ("nominal", "ordinal"):
                labels = self.words.labels(definition.get("field")).values()
                rows.append(len(labels) * max(self.theme.row_height(list(labels)), groups * _BAR))
        return max(rows)


def wrap(tree: Tree) -> None:
    """Have the views of a channel `facet` in rows, where it does not say how many stand side by side."""
    for channel, definition in channels(tree):
        if channel == "facet":
            definition.setdefault("columns", _COLUMNS)


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
    return _SIDES.get(channel[:1], channel[:1]) + channel[1:] if channel[:1] in "xy" else channel


def _is_turnable(mark: Tree) -> bool:
    return mark["type"] in _TURNABLE and not _SIDED & mark.keys()


def label_bars(tree: Tree) -> None:
    """Have texts that lie on bars of one colour stand beyond the ends of these, where nothing says their place."""
    for view in mappings(tree):
        shared, layers = view.get("encoding", {}), marked(view.get("layer"))
        marks = [(mark_of(layer), shared | layer.get("encoding", {}), layer) for layer in layers]
        bars = [encoding for mark, encoding, _ in marks if mark["type"] == "bar"]
        for mark, encoding, layer in marks if bars else ():
            side = _length(bars[0])
            if side and mark["type"] == "text" and not _SIDED & mark.keys() and _is_same(side, bars[0], encoding):
                layer["mark"] = mark | _beyond(side, encoding[side])


def _length(encoding: Tree) -> str | None:
    """The side along which bars are long; None where they are parts of others, or do not begin at 0."""
    kinds = {side: encoding.get(side, {}).get("type") for side in _SIDES}
    long = [side for side, kind in kinds.items() if kind == "quantitative" and "bin" not in encoding[side]]
    named = {encoding.get(side, {}).get("field") for side in ("x", "y", "xOffset", "yOffset")}
    colours = {encoding.get(key, {}).get("field") for key in ("color", "fill", "detail", "opacity")}
    is_whole = not {"x2", "y2"} & encoding.keys() and colours <= {None, *named}
    return long[0] if len(long) == 1 and is_whole else None


def _is_same(side: str, one: Tree, other: Tree) -> bool:
    """Whether two marks end at the same place."""
    keys = ("field", "aggregate")
    return [one[side].get(key) for key in keys] == [other.get(side, {}).get(key) for key in keys]


def _beyond(side: str, definition: Tree) -> Tree:
    """The place of a text beyond the end of a bar, which is at the other side for a value under 0."""
    before, after = ("right", "left") if side == "x" else ("top", "bottom")
    is_reversed = bool((definition.get("scale") or {}).get("reverse"))
    if is_reversed:
        before, after = after, before
    is_below = f"datum[{json.dumps(definition.get('field'))}] < 0" if "aggregate" not in definition else "false"
    gap = _GAP * (1 if side == "x" else -1) * (-1 if is_reversed else 1)
    return {
        "align" if side == "x" else "baseline": {"expr": f"{is_below} ? '{before}' : '{after}'"},
        f"d{side}": {"expr": f"{is_below} ? {-gap} : {gap}"},
    }


def with_turned_labels(tree: Tree, extent: float) -> Tree:
    """The chart with the labels of its horizontal axes turned, to be read from below, and as long as `extent`."""
    turned = copy.deepcopy(tree)
    for channel, definition in channels(turned):
        if (
            channel == "x"
            and definition.get("type") in ("nominal", "ordinal")
            and definition.get("axis", {}) is not None
        ):
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
