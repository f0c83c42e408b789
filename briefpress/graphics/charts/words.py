"""The words of an edition on a chart: titles and labels in its language, in the order in which it is read."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from briefpress.data.cells import moment
from briefpress.data.columns import Kind
from briefpress.graphics.charts.apart import ROW, lighten, tell_apart
from briefpress.graphics.charts.columns import folded, kind_of, listed
from briefpress.graphics.charts.schema import AXES, HEADERS, LEGENDS, NAMED, guide_of
from briefpress.graphics.charts.spec import Spec, channels, mappings, mark_of, marked
from briefpress.graphics.charts.theme import ChartTheme
from briefpress.graphics.charts.times import dated
from briefpress.graphics.charts.titles import named, needs_title

#: The field in which each row has the words for its category in the field of this number.
LABELS = "words of the field {}"
#: The field that has the place of each series among the others.
ORDER = "order of the series"
_TYPES = {Kind.CATEGORY: "nominal", Kind.AMOUNT: "quantitative", Kind.DATE: "temporal"}
#: How many views stand side by side at most that have room for more than the ends of an axis of time.
_MOST_BESIDE = 2


@dataclass(frozen=True)
class Words:
    """Gives the channels of a specification the words of an edition."""

    spec: Spec
    words: Mapping[str, str]
    theme: ChartTheme
    #: How many views share the width of the column.
    beside: int = 1
    #: Fields that have another name for Vega-Lite, with that name: folded, their names are categories.
    aliases: Mapping[str, str] = field(default_factory=dict)
    #: The ids of the categories that are highlighted.
    highlighted: frozenset[str] = frozenset()

    def put(self, tree: Any) -> None:
        """Name all that the channels of a specification show."""
        for channel, definition in channels(tree):
            self._name(channel, definition)
        for view in mappings(tree):
            _title_once(view.get("layer"))
            lighten(view, self.theme.ground)
        tell_apart(tree)
        for view in list(marked(tree)):
            encoding = tree.get("encoding", {}) | view.get("encoding", {})
            self._stack(view, encoding)
            # (A width under `config` would be stronger than one by series.)
            if mark_of(view)["type"] == "line" and "strokeWidth" not in {*mark_of(view), *encoding}:
                view["encoding"] = view.get("encoding", {}) | {"strokeWidth": {"value": self.theme.line}}

    def labels(self, field: object) -> dict[str, str]:
        """What the categories in a field are called, by their ids."""
        return {name: self._label_of(field, name) for name in self.spec.categories_of(field)}

    def _label_of(self, field: object, name: str) -> str:
        if name in self.words or field not in self.spec.kinds:
            return self.words.get(name, name)
        return self.spec.printed(str(field), name, self.theme.language)

    def in_rows(self) -> list[dict[str, Any]]:
        """The rows of the table, each with its number and with what its categories are called."""
        labels = {name: self.labels(name) for name, kind in self.spec.kinds.items() if kind is Kind.CATEGORY}
        return [
            {self.aliases.get(name, name): value for name, value in row.items()}
            | {ROW: number}
            | {
                LABELS.format(self.spec.fields.index(name)): texts.get(str(cells.get(name)), "")
                for name, texts in labels.items()
            }
            for number, (row, cells) in enumerate(zip(self.spec.rows, self.spec.table, strict=True))
        ]

    def _name(self, channel: str, definition: dict[str, Any]) -> None:
        name = named(definition)
        if channel in NAMED and name in self.words:
            is_titled = needs_title(channel, definition, self.spec, self.words)
            definition.setdefault("title", self.theme.broken(self.words[name], self.theme.plot) if is_titled else None)
        if definition.get("type") in ("nominal", "ordinal"):
            self._sort(channel, definition)
            self._label(channel, definition)
            if channel == "text" and name in self.spec.kinds:
                definition["field"] = LABELS.format(self.spec.fields.index(name))
        elif channel == "text" and definition.get("type") == "quantitative":
            definition.setdefault("format", "d" if name in self.spec.kinds and self.spec.is_years(name) else ",")
        elif channel in AXES:
            self._format(name, definition)
        if channel in AXES and self.theme.language.direction == "rtl":
            _mirror(channel, definition)

    def _sort(self, channel: str, definition: dict[str, Any]) -> None:
        """Categories come as they come in the data; numbers and dates that come anyhow, in their own order."""
        names = self.spec.categories_of(definition.get("field"))
        is_ranked = definition["type"] == "ordinal" and all(map(_rank, names))
        order = sorted(names, key=lambda name: _rank(name) or (2, name)) if is_ranked else names
        if "sort" not in definition:
            comes_anyhow = order not in (names, names[::-1])
            stated = self._plain(definition, order if comes_anyhow else names)
            definition["sort"] = None
            # Vega-Lite leaves out what has no value, sorts the views of facets by their ids, and layers come one after
            # the other, as would their categories.
            if names and (comes_anyhow or channel in HEADERS or self.spec.has_gaps or self.spec.is_layered):
                if self._keeps_all(channel, definition):
                    definition["scale"] = {"domain": stated} | definition.get("scale", {})
                elif channel not in LEGENDS:
                    # (It would part the legend of a colour from that of its dash.)
                    definition["sort"] = stated
        elif definition["sort"] in ("ascending", "descending") and is_ranked:
            definition["sort"] = self._plain(definition, order[:: -1 if definition["sort"] == "descending" else 1])

    def _stack(self, view: dict[str, Any], encoding: dict[str, Any]) -> None:
        """What lies on one another comes as it comes in the data: Vega-Lite would sort it by its ids."""
        colours = (encoding.get(key, {}) for key in ("color", "fill"))
        definition: dict[str, Any] = next((colour for colour in colours if "field" in colour), {})
        names = self.spec.categories_of(definition.get("field"))
        if mark_of(view)["type"] in ("bar", "area") and names and not {"order", "detail"} & encoding.keys():
            rank = (
                f"indexof({json.dumps(self.as_in_vega(definition, names))}, datum[{json.dumps(definition['field'])}])"
            )
            view["transform"] = [*view.get("transform", ()), {"calculate": rank, "as": ORDER}]
            view["encoding"] = view.get("encoding", {}) | {"order": {"field": ORDER, "type": "quantitative"}}

    def as_in_vega(self, definition: dict[str, Any], names: list[str]) -> list[object]:
        """Categories of the field of a channel as they are in Vega's data."""
        plain = self._plain(definition, names) if definition["field"] in self.spec.kinds else names
        return [self.aliases.get(str(name), name) for name in plain]

    def _plain(self, definition: dict[str, Any], names: list[str]) -> list[object]:
        return [self.spec.plain(definition["field"], name) for name in names]

    def _keeps_all(self, channel: str, definition: dict[str, Any]) -> bool:
        """Whether a channel has all categories of the data, and a scale."""
        is_filtered = any("filter" in step for step in listed(self.spec.tree.get("transform")))
        return (
            definition.get("field") in self.spec.kinds
            and not is_filtered
            and channel not in HEADERS
            and definition.get("scale", {}) is not None
        )

    def _label(self, channel: str, definition: dict[str, Any]) -> None:
        """Have the axis, header or legend of a channel print the ids of categories as words."""
        guide = guide_of(channel)
        settings = definition.get(guide, {})
        if channel not in NAMED or not isinstance(settings, dict) or "labelExpr" in settings:
            return
        texts = self.labels(definition.get("field"))
        is_turned = settings.get("labelAngle", 0) != 0
        beside = self.beside if channel == "x" else 1
        width = float("inf") if is_turned else self.theme.label_width(channel, len(texts) * beside)
        labels = {name: self.theme.broken(word, width) for name, word in (dict(self.words) | texts).items()}
        labels |= {self.aliases[name]: label for name, label in labels.items() if name in self.aliases}
        own: dict[str, Any] = {"labelExpr": f"({json.dumps(labels)})[datum.value] || (datum.label)"}
        if guide == "legend" and (columns := self.theme.columns(list(texts.values()))) < len(texts):
            own["columns"] = columns
        definition[guide] = own | settings

    def _format(self, name: str, definition: dict[str, Any]) -> None:
        """Years are printed as years."""
        axis = definition.get("axis", {})
        if axis is None or definition.get("timeUnit") or definition.get("aggregate"):
            return
        if definition.get("type") == "quantitative" and name in self.spec.kinds and self.spec.is_years(name):
            definition["axis"] = {"format": "d", "tickMinStep": 1} | axis
        elif definition.get("type") == "temporal":
            definition["axis"] = dated(axis, self.spec.categories_of(name), is_short=self.beside > _MOST_BESIDE)


def with_dates(tree: Any) -> None:
    """Make dates of the names of fields that are folded into one of dates: Vega-Lite would take 2018 for a number."""
    dates = {str(definition.get("field")) for _, definition in channels(tree) if definition.get("type") == "temporal"}
    for view in mappings(tree):
        for step in listed(view.get("transform")):
            if "fold" in step and (name := folded(step)[0]) in dates:
                view["transform"].append({"calculate": f"toDate(datum[{json.dumps(name)}])", "as": name})


def with_types(tree: Any) -> None:
    """Say in each channel what it takes its field for, where only Vega-Lite's default does."""
    for channel, definition in channels(tree):
        kind = kind_of(channel, definition)
        if "field" in definition and kind and not channel.endswith("2"):
            definition.setdefault("type", _TYPES[kind])


def _rank(name: str) -> tuple[int, Decimal | str] | None:
    """What sorts a number, a date or a range of numbers (5–9, 10 or more) among its like; None for any other text."""
    if day := moment(name):
        return (1, day)
    first = re.match(r"[-+]?[0-9]+(\.[0-9]+)?", name)
    return (0, Decimal(first[0])) if first else None


def _mirror(channel: str, definition: dict[str, Any]) -> None:
    """From right to left: time and amounts grow to the left, and the axis stands where reading begins."""
    part, setting = ("scale", {"reverse": True}) if channel == "x" else ("axis", {"orient": "right"})
    if {"field", "aggregate"} & definition.keys() and definition.get(part, {}) is not None:
        definition[part] = setting | definition.get(part, {})


def _title_once(layers: object) -> None:
    """Layers share their axes: a title that two of them give would stand there twice."""
    seen = set()
    for channel, definition in channels(layers):
        key = channel, str(definition.get("field")), str(definition.get("title"))
        if key in seen:
            del definition["title"]
        elif channel in AXES and definition.get("title"):
            seen.add(key)
