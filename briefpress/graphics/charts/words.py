"""The words of an edition on a chart: titles and labels in its language, in the order in which it is read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from briefpress.graphics.charts.cells import moment, number
from briefpress.graphics.charts.columns import Kind, kind_of
from briefpress.graphics.charts.schema import AXES, HEADERS, NAMED
from briefpress.graphics.charts.spec import Spec, channels, mappings
from briefpress.graphics.charts.theme import ChartTheme

_TYPES = {Kind.CATEGORY: "nominal", Kind.AMOUNT: "quantitative", Kind.DATE: "temporal"}
#: How many years an axis names at most.
_MOST_YEARS = 10


@dataclass(frozen=True)
class Words:
    """Gives the channels of a specification the words of an edition."""

    spec: Spec
    words: Mapping[str, str]
    theme: ChartTheme
    #: How many views share the width of the column.
    beside: int = 1

    def put(self, tree: Any) -> None:
        """Name all that the channels of a specification show."""
        for channel, definition in channels(tree):
            self._name(channel, definition)
        _tell_apart(tree)

    def labels(self, field: object) -> dict[str, str]:
        """What the categories in a field are called, by their ids."""
        return {name: self._label_of(field, name) for name in self.spec.categories_of(field)}

    def _label_of(self, field: object, name: str) -> str:
        if name in self.words or field not in self.spec.kinds:
            return self.words.get(name, name)
        return self.spec.printed(str(field), name, self.theme.language)

    def _name(self, channel: str, definition: dict[str, Any]) -> None:
        name = definition.get("field") or definition.get("aggregate")
        if isinstance(name, str) and channel in NAMED and name in self.words:
            definition.setdefault("title", self.theme.broken(self.words[name], self.theme.plot))
        if definition.get("type") in ("nominal", "ordinal"):
            self._sort(channel, definition)
            self._label(channel, definition)
        elif isinstance(name, str) and name in self.spec.kinds and channel in AXES:
            self._format(name, definition)
        if channel in AXES and self.theme.language.direction == "rtl":
            _mirror(channel, definition)

    def _sort(self, channel: str, definition: dict[str, Any]) -> None:
        """Categories come as they come in the data; numbers and dates that come anyhow, in their own order."""
        if "sort" in definition:
            return
        names = self.spec.categories_of(definition.get("field"))
        definition["sort"] = None
        has_order = definition["type"] == "ordinal" and all(map(_rank, names))
        order = sorted(names, key=lambda name: _rank(name) or (True, name)) if has_order else names
        if order not in (names, names[::-1]):
            definition["sort"] = [self.spec.plain(definition["field"], name) for name in order]
        elif self.spec.has_gaps and names:
            # Vega-Lite leaves out what has no value, and would put it last when it comes again.
            plain = [self.spec.plain(definition["field"], name) for name in names]
            if channel in HEADERS or "transform" in self.spec.tree or definition.get("scale", {}) is None:
                definition["sort"] = plain
            else:
                definition["scale"] = {"domain": plain} | definition.get("scale", {})

    def _label(self, channel: str, definition: dict[str, Any]) -> None:
        """Have the axis, header or legend of a channel print the ids of categories as words."""
        guide = "axis" if channel in AXES else "header" if channel in HEADERS else "legend"
        settings = definition.get(guide, {})
        if channel not in NAMED or not isinstance(settings, dict) or "labelExpr" in settings:
            return
        texts = self.labels(definition.get("field"))
        is_turned = settings.get("labelAngle", 0) != 0
        beside = self.beside if channel == "x" else 1
        width = float("inf") if is_turned else self.theme.label_width(channel, len(texts) * beside)
        labels = {name: self.theme.broken(word, width) for name, word in (dict(self.words) | texts).items()}
        own: dict[str, Any] = {"labelExpr": f"({json.dumps(labels)})[datum.value] || datum.label"}
        if guide == "legend" and (columns := self.theme.columns(list(texts.values()))) < len(texts):
            own["columns"] = columns
        definition[guide] = own | settings

    def _format(self, name: str, definition: dict[str, Any]) -> None:
        """Years are printed as years."""
        axis = definition.get("axis", {})
        if axis is None or "format" in axis or definition.get("timeUnit") or definition.get("aggregate"):
            return
        values = self.spec.values_of(name)
        if definition.get("type") == "quantitative" and self.spec.is_years(name):
            definition["axis"] = {"format": "d", "tickMinStep": 1} | axis
        elif definition.get("type") == "temporal" and values and all(len(str(value)) == 4 for value in values):
            years = [int(str(value)) for value in values]
            step = -(-(max(years) - min(years) + 1) // _MOST_YEARS)
            definition["axis"] = {"format": "%Y", "tickCount": {"interval": "year", "step": step}} | axis


def with_types(tree: Any) -> None:
    """Say in each channel what it takes its field for, where only Vega-Lite's default does."""
    for channel, definition in channels(tree):
        kind = kind_of(channel, definition)
        if "field" in definition and kind and not channel.endswith("2"):
            definition.setdefault("type", _TYPES[kind])


def _rank(name: str) -> tuple[bool, Decimal | str] | None:
    """What sorts a number or a date among its like; None for any other text."""
    amount = number(name)
    return (False, amount) if amount is not None else (True, date) if (date := moment(name)) else None


def _mirror(channel: str, definition: dict[str, Any]) -> None:
    """From right to left: time and amounts grow to the left, and the axis stands where reading begins."""
    part, setting = ("scale", {"reverse": True}) if channel == "x" else ("axis", {"orient": "right"})
    if {"field", "aggregate"} & definition.keys() and definition.get(part, {}) is not None:
        definition[part] = setting | definition.get(part, {})


def _tell_apart(tree: object) -> None:
    """Give lines a dash and points a shape of their own, where they differ by colour alone."""
    for view in list(mappings(tree)):
        mark, encoding = view.get("mark"), view.get("encoding", {})
        kind = mark.get("type") if isinstance(mark, dict) else mark
        channel = {"line": "strokeDash", "trail": "detail", "point": "shape"}.get(str(kind))
        colour = encoding.get("color", {})
        is_category = isinstance(colour, dict) and colour.get("type") in ("nominal", "ordinal")
        if channel and is_category and channel not in encoding:
            encoding[channel] = {key: value for key, value in colour.items() if key != "scale"}
            if domain := (colour.get("scale") or {}).get("domain"):
                encoding[channel]["scale"] = {"domain": domain}
