"""The values of bars at their ends, instead of an axis: by the press, or by texts that a specification lays on bars."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element

from briefpress.graphics.charts.fit import SIDED, SIDES
from briefpress.graphics.charts.placing import Described, described, lettering, plot_of
from briefpress.graphics.charts.shapes import Point, corners_of
from briefpress.graphics.charts.spec import mappings, mark_of, marked
from briefpress.graphics.charts.theme import ZERO, ChartTheme, Padding
from briefpress.graphics.charts.words import Words

Tree = dict[str, Any]

#: Between the end of a bar and its value, in CSS pixels.
_GAP = 3
#: How many digits of a sum are certain.
_DIGITS = 15
#: The settings of an axis that leave it open whether there is one: how its numbers are written, and at which side.
_OPEN = {"format", "formatType", "orient"}
#: The ways to put several values together that keep their digits.
_EXACT = frozenset([None, "sum", "count", "min", "max", "distinct", "valid", "missing"])


@dataclass(frozen=True)
class ValuesAtEnds:
    """Values at the ends of bars that are long along the axis `side`: those under 0 at the other end."""

    side: str
    #: Whether the axis runs from right to left, or down.
    is_reversed: bool
    #: Whether Vega has written the values in a format that the specification states.
    is_written: bool
    #: Whether bars are highlighted: those of the first fill.
    has_highlights: bool
    theme: ChartTheme
    #: (They ask for no height inside the axes.)
    height: float = 0.0

    @property
    def padding(self) -> Padding:
        """The room above columns; that beside bars follows from how long their values are."""
        return Padding() if self.side == "x" else Padding(top=self.theme.size + _GAP)

    def put(self, svg: Element) -> bool:
        """Put a value at the end of each bar."""
        group = plot_of(svg).labelled()
        style = {"fill": self.theme.tokens.mix("ink")}
        for bar in described(svg, "rect"):
            text = bar.text if self.is_written else self.theme.language.number(_number(bar.text))
            at, anchor = self._beyond(bar)
            is_strong = self.has_highlights and bar.element.get("fill") == self.theme.palette[0]
            weight = {"font-weight": "600"} if is_strong else {}
            group.append(lettering([text], at, anchor, self.theme.size, style | weight))
        return True

    def _beyond(self, bar: Described) -> tuple[Point, str]:
        """The place beyond the end of a bar, and how a text is anchored there."""
        (left, top), (right, bottom) = corners_of(bar.outline)
        is_onward = bar.text.startswith(("-", "−")) == self.is_reversed
        if self.side == "x":
            middle = (top + bottom) / 2
            return ((right + _GAP, middle), "start") if is_onward else ((left - _GAP, middle), "end")
        away = _GAP + self.theme.size / 2
        return ((left + right) / 2, top - away if is_onward else bottom + away), "middle"


def _number(text: str) -> Decimal:
    """A number as JavaScript writes it, without what adding up left in its last digits."""
    number = Decimal(text)
    return number if len(number.as_tuple().digits) <= _DIGITS else Decimal(f"{float(text):.{_DIGITS}g}")


def values_of(tree: Tree, words: Words) -> ValuesAtEnds | None:
    """The values at the ends of the bars of a chart that is changed to have these instead of an axis; else None."""
    encoding = tree.get("encoding", {})
    side = _length(encoding) if "mark" in tree and mark_of(tree)["type"] == "bar" else None
    if side is None or encoding.get(SIDES[side], {}).get("type") not in ("nominal", "ordinal"):
        return None
    amount, categories = encoding[side], encoding[SIDES[side]]
    axis, scale = amount.get("axis") or {}, amount.get("scale") or {}
    if axis.keys() - _OPEN or "type" in scale or amount.get("aggregate") not in _EXACT:
        return None
    is_written = "format" in axis
    form = {"type": "quantitative", "format": axis["format"]} if is_written else {"type": "nominal"}
    encoding["description"] = {key: amount[key] for key in ("field", "aggregate") if key in amount} | form
    # What is left of the axis is a line at 0.
    line = {"grid": True, "gridColor": words.theme.tokens.mix("ink-soft"), "gridWidth": ZERO, "zindex": 1}
    amount["axis"] = {"values": [0], "labels": False, "ticks": False, "domain": False} | line
    amount["scale"] = {"nice": False} | _room_beneath(side, str(amount.get("field")), words) | scale
    if categories.get("axis", {}) is not None:
        categories["axis"] = {"domain": False, "ticks": False} | categories.get("axis", {})
    return ValuesAtEnds(side, bool(amount["scale"].get("reverse")), is_written, bool(words.highlighted), words.theme)


def _room_beneath(side: str, field: str, words: Words) -> Tree:
    """The setting of a scale that leaves room for values under 0 between these and the names of the bars."""
    below = [value for value in words.spec.values_of(field) if isinstance(value, Decimal) and value < 0]
    texts = map(words.theme.language.number, below)
    widths = [words.theme.fonts.width(text, words.theme.size) for text in texts]
    return {"padding": (max(widths) if side == "x" else words.theme.size) + 2 * _GAP} if below else {}


def label_bars(tree: Tree) -> None:
    """Have texts that lie on bars of one colour stand beyond the ends of these, where nothing says their place."""
    for view in mappings(tree):
        shared, layers = view.get("encoding", {}), marked(view.get("layer"))
        marks = [(mark_of(layer), shared | layer.get("encoding", {}), layer) for layer in layers]
        bars = [encoding for mark, encoding, _ in marks if mark["type"] == "bar"]
        for mark, encoding, layer in marks if bars else ():
            side = _length(bars[0])
            if side and mark["type"] == "text" and not SIDED & mark.keys() and _is_same(side, bars[0], encoding):
                layer["mark"] = mark | _beyond(side, encoding[side])


def _length(encoding: Tree) -> str | None:
    """The side along which bars are long; None where they are parts of others, or do not begin at 0."""
    kinds = {side: encoding.get(side, {}).get("type") for side in SIDES}
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
