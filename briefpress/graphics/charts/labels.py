"""Direct labels: what a legend or an axis would say stands at the marks themselves, where a chart lends itself to it.

Vega describes the marks in its SVG, so that it is known which is which; labels are put there when it has drawn them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol
from xml.etree.ElementTree import Element

from briefpress.data.cells import has_letters
from briefpress.data.columns import Kind
from briefpress.graphics.charts.columns import folded, listed
from briefpress.graphics.charts.names import NamesAbove, NamesAtEnds, SeriesNames
from briefpress.graphics.charts.schema import HEADERS, LEGENDS
from briefpress.graphics.charts.spec import channels, mappings, mark_of, marked
from briefpress.graphics.charts.theme import DASHES, Padding
from briefpress.graphics.charts.words import Words
from briefpress.graphics.patterns import COUNT

Tree = dict[str, Any]

#: The marks that may go with lines whose names stand at their ends.
_POINTS = frozenset(["point", "circle", "square"])
#: The marks whose series have names, as Vega calls what it draws of them, and how many can be told apart.
_KINDS = {"line": ("line", len(DASHES)), "area": ("area", COUNT), "bar": ("rect", COUNT)}
#: How much of the column names at ends take in lines, and at most where they are words that no line holds.
_SHARE, _MOST = 0.3, 0.45


class Labels(Protocol):
    """Labels of the marks of a chart."""

    @property
    def padding(self) -> Padding:
        """The room that they take around the chart."""

    @property
    def height(self) -> float:
        """The least height of what is inside the axes."""

    def put(self, svg: Element) -> bool:
        """Put them on a chart that Vega drew with this room; False where they find no place."""


def is_single(tree: Tree) -> bool:
    """Whether a chart is one view."""
    return bool({"mark", "layer"} & tree.keys()) and not set(HEADERS) & tree.get("encoding", {}).keys()


def names_of(tree: Tree, words: Words) -> Labels | None:
    """The names of series at their marks, in a chart that is changed to have these instead of a legend; else None."""
    views = [view for view in marked(tree) if mark_of(view)["type"] not in _POINTS]
    legends = [definition for channel, definition in channels(tree) if channel in LEGENDS]
    fields = {definition.get("field") for definition in legends}
    is_stated = any("legend" in definition for channel, definition in words.spec.channels if channel in LEGENDS)
    if not is_single(tree) or len(views) != 1 or len(fields) != 1 or is_stated:
        return None
    (view,), (field,) = views, fields
    encoding = tree.get("encoding", {}) | view.get("encoding", {})
    labels = _Series(str(field), mark_of(view)["type"], encoding, words).labels()
    if labels:
        for definition in legends:
            definition["legend"] = None
        view["encoding"] = view.get("encoding", {}) | {"description": {"field": field, "type": "nominal"}}
    return labels


@dataclass(frozen=True)
class _Series:
    """The series of a mark, by the field that parts them."""

    field: str
    mark: str
    encoding: Tree
    words: Words

    def labels(self) -> Labels | None:
        """Their names where they can stand, none of them twice; None where there is no such place."""
        kind, most = _KINDS.get(self.mark, ("", 0))
        texts = self.words.labels(self.field)
        sides = [side for side in ("x", "y") if self.encoding.get(side, {}).get("type") == "quantitative"]
        if not 1 < len(texts) <= most or not sides or not self._is_stacked(sides):
            return None
        if self.mark == "bar" and sides == ["x"]:
            return NamesAbove(self._names(texts, self.words.theme.plot / len(texts)))
        column = self.words.theme.tokens.column
        series = self._names(texts, column * _SHARE)
        if sides[-1] != "y" or max(map(series.width, series.names)) > column * _MOST:
            return None
        x = self.encoding.get("x", {})
        if kind != "rect" and x.get("type") in ("nominal", "ordinal") and x.get("scale", {}) is not None:
            # Names stand where lines end, and lines end where the axis does.
            x["scale"] = {"padding": 0.1} | x.get("scale", {})
        return NamesAtEnds(kind, series)

    def _is_stacked(self, sides: list[str]) -> bool:
        """Whether pieces lie on one another, or are lines."""
        other = {"x": "y", "y": "x"}[sides[-1]]
        is_category = self.encoding.get(other, {}).get("field") == self.field
        is_parted = is_category or bool({"xOffset", "yOffset"} & self.encoding.keys())
        is_laid_over = "stack" in self.encoding[sides[-1]] and not self.encoding[sides[-1]]["stack"]
        return self.mark == "line" or not (is_parted or is_laid_over)

    def _names(self, texts: dict[str, str], room: float) -> SeriesNames:
        theme, aliases = self.words.theme, self.words.aliases
        names = {aliases.get(name, name): theme.fonts.lines(text, theme.size, room) for name, text in texts.items()}
        highlighted = frozenset(aliases.get(name, name) for name in self.words.highlighted)
        series = SeriesNames(names, {}, highlighted, theme)
        values = {aliases.get(name, name): value for name, value in self._last_values() if name in texts}
        valued = SeriesNames(names, values, highlighted, theme)
        has_room = all(len(lines) == 1 for lines in names.values()) and max(map(valued.width, names)) <= room
        # Beside a code, a value would be read as a part of it.
        return valued if has_room and all(map(has_letters, texts.values())) else series

    def _last_values(self) -> Iterator[tuple[str, str]]:
        """The last value of each line over time, with its date where others go on; none that no row has."""
        x, y = (self.encoding.get(side, {}) for side in ("x", "y"))
        spec, time, language = self.words.spec, str(x.get("field")), self.words.theme.language
        is_plain = not any({"aggregate", "timeUnit", "bin", "sort", "impute"} & each.keys() for each in (x, y))
        if self.mark != "line" or not is_plain or spec.kinds.get(time) is not Kind.DATE or self._is_turned():
            return
        last: dict[str, tuple[str, str]] = {}
        for name, moment, value in self._points(time, str(y.get("field"))):
            if moment >= last.get(name, ("",))[0]:
                last[name] = moment, value
        end = max((moment for moment, _ in last.values()), default="")
        for name, (moment, value) in last.items():
            yield name, value + (f" ({spec.printed(time, moment, language)})" if moment < end else "")

    def _is_turned(self) -> bool:
        """Whether the specification has time run backwards."""
        return any("scale" in definition for channel, definition in self.words.spec.channels if channel == "x")

    def _points(self, time: str, measure: str) -> Iterator[tuple[str, str, str]]:
        """The series, the time and the value, as it is printed, of each row; fields may be folded into series."""
        spec = self.words.spec
        steps = [step for view in mappings(spec.tree) for step in listed(view.get("transform"))]
        folds = [step["fold"] for step in steps if "fold" in step and folded(step) == (self.field, measure)]
        if len(folds) != len(steps):
            return
        for row in spec.table:
            for name, field in [(name, name) for name in folds[0]] if folds else [(row.get(self.field), measure)]:
                if (value := row.get(field)) is not None:
                    yield str(name), str(row.get(time) or ""), spec.printed(field, value, self.words.theme.language)
