"""The words of a chart, in as many columns and lines as the column of text asks for: Vega would cut what is longer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefpress.graphics import textwidth
from briefpress.graphics.charts.schema import NAMED
from briefpress.graphics.charts.spec import Spec, encodings
from briefpress.graphics.charts.theme import Look

AXES = ("x", "y")
HEADS = ("row", "column", "facet")
#: The channels that a legend tells.
_KEYED = NAMED - {*AXES, *HEADS}
#: How much of the column labels may take beside a chart: titles and legends begin where they end.
_MARGIN = 1 / 3
#: What stands before and after a label of a legend, in CSS pixels.
_SYMBOL = 26


@dataclass(frozen=True)
class ChartWords:
    """What the fields and categories of a chart are called, by their ids, and the look that gives them room."""

    spec: Spec
    words: Mapping[str, str]
    look: Look

    def title(self, name: str) -> str | list[str]:
        """The title of an axis or a legend: a text, or its lines."""
        return self._fitted(self.words[name], self._column)

    def labels(self, part: str, channel: str, field: object) -> dict[str, Any]:
        """What has an axis, a head or a legend print the ids of a field as words."""
        said = self._said(field)
        fitted = {name: self._fitted(word, self._room(channel, len(said))) for name, word in self.words.items()}
        held: dict[str, Any] = {"labelExpr": f"({json.dumps(fitted)})[datum.value] || datum.label"}
        if part == "legend" and (columns := self._columns(said)) < len(said):
            held |= {"columns": columns}
        return held

    def lines(self, tree: object) -> tuple[int, int]:
        """How many lines the longest title over a chart has, and how many legends have beyond their first."""
        titles = [held.get("title") for channel, held in encodings(tree) if channel == "y"]
        fields = {str(held.get("field")) for channel, held in encodings(tree) if channel in _KEYED}
        above = max((len(title) for title in titles if isinstance(title, list)), default=1)
        return above, sum(max(0, self._rows(self._said(field)) - 1) for field in fields)

    @property
    def _column(self) -> float:
        """What is left of the column of text beside the labels of the upright axis, in CSS pixels."""
        return self.look.tokens.column * (1 - _MARGIN)

    def _said(self, field: object) -> list[str]:
        return [self.words.get(name, name) for name in self.spec.named_in(field)]

    def _room(self, channel: str, count: int) -> float:
        """How wide a label may be, in CSS pixels."""
        if channel in _KEYED:
            return self._column - _SYMBOL
        whole = self.look.tokens.column
        return whole * _MARGIN if channel == "y" else whole / max(1, count)

    def _fitted(self, text: str, room: float) -> str | list[str]:
        lines = textwidth.lines(text, self.look.size, room)
        return lines if len(lines) > 1 else text

    def _columns(self, labels: list[str]) -> int:
        """How many columns of a legend the column of text holds."""
        # Vega measures Arabic letters one by one: twice as wide as they are when they are joined.
        times = 2 if self.look.language.direction == "rtl" else 1
        widest = max((textwidth.width(label, self.look.size) for label in labels), default=0) * times + _SYMBOL
        return max(1, int(self._column / widest))

    def _rows(self, labels: list[str]) -> int:
        """How many lines a legend of these labels has."""
        columns, room = self._columns(labels), self._column - _SYMBOL
        lines = [len(textwidth.lines(label, self.look.size, room)) for label in labels]
        return sum(max(lines[begin : begin + columns]) for begin in range(0, len(lines), columns))
