"""Charts: a specification of Vega-Lite, the words of the edition and the tokens of the house → SVG, offline.

The press gives a chart its look and its words; vl-convert draws it. Text stays text, set by WeasyPrint in the fonts of
the edition: it can be searched, its glyphs are embedded once, and a character that no font has is reported.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import vl_convert

from briefpress.core.paths import STYLES
from briefpress.core.problems import Problem, Unprintable
from briefpress.graphics.charts.schema import AXES, HEADERS, LEGENDS, NAMED, VEGA_LITE, unprintable
from briefpress.graphics.charts.spec import Channels, Spec, channels, mappings
from briefpress.graphics.charts.theme import ChartTheme

vl_convert.register_font_directory(str(STYLES / "fonts"))

#: By how many CSS pixels a text may run over the edge: it is measured glyph by glyph.
_TOLERANCE = 4


@dataclass(frozen=True)
class VegaChart:
    """A specification, what its fields and categories are called by their ids, and how it looks."""

    spec: Spec
    words: Mapping[str, str]
    theme: ChartTheme

    def draw(self) -> str:
        """The SVG; raises Unprintable where Vega-Lite cannot draw it, or a text has no room."""
        tree = copy.deepcopy(self.spec.tree)
        encoded = channels(tree)
        for channel, definition in encoded:
            self._name(channel, definition)
        _tell_apart(tree)
        # The title of a vertical axis stands above it.
        titles = [definition.get("title") for channel, definition in encoded if channel == "y"]
        title_lines = max((len(title) for title in titles if isinstance(title, list)), default=1)
        if "mark" in tree or "layer" in tree:
            tree = {
                "width": self.theme.tokens.column,
                "height": self.theme.height(title_lines - 1 + self._more_rows(encoded)),
                "autosize": {"type": "fit", "contains": "padding"},
            } | tree
        svg = self._svg(tree | {"data": {"values": self.spec.table}}, title_lines)
        if text := self._cut_off(svg):
            hint = "write it shorter under `words:` in the manuscript"
            message = f"the chart has no room for the whole of “{text}”"
            raise Unprintable([Problem("cut-off-text", message, self.spec.place, hint)])
        return self.theme.textured(svg)

    def _svg(self, tree: dict[str, Any], title_lines: int) -> str:
        try:
            return str(
                vl_convert.vegalite_to_svg(
                    json.dumps(tree, default=float),
                    vl_version=VEGA_LITE,
                    config=self.theme.config(title_lines),
                    allowed_base_urls=[],
                    format_locale=self.theme.numbers(),
                    time_format_locale=self.theme.dates(),
                )
            )
        except ValueError as error:
            reason = re.sub(r"^.*conversion failed:\s*(\w*Error: )?|\s+at .*", "", str(error), flags=re.DOTALL)
            hint = "try the specification, with its data, in the editor of Vega-Lite: https://vega.github.io/editor"
            raise unprintable(f"Vega-Lite cannot draw this chart: {reason}", self.spec.place, hint) from None

    def _name(self, channel: str, definition: dict[str, Any]) -> None:
        """Give a channel the words of the edition, in the order in which its language is read."""
        name = definition.get("field") or definition.get("aggregate")
        if isinstance(name, str) and channel in NAMED and name in self.words:
            definition.setdefault("title", self.theme.broken(self.words[name], self.theme.plot))
        if definition.get("type") in ("nominal", "ordinal"):
            definition.setdefault("sort", None)
            self._label(channel, definition)
        elif definition.get("type") == "temporal":
            _keep_days(definition)
        if channel in AXES and self.theme.language.direction == "rtl":
            _mirror(channel, definition)

    def _label(self, channel: str, definition: dict[str, Any]) -> None:
        """Have the axis, header or legend of a channel print the ids of categories as words."""
        guide = "axis" if channel in AXES else "header" if channel in HEADERS else "legend"
        settings = definition.get(guide, {})
        if channel not in NAMED or not isinstance(settings, dict) or "labelExpr" in settings:
            return
        texts = self._categories(definition.get("field"))
        width = self.theme.label_width(channel, len(texts))
        labels = {name: self.theme.broken(word, width) for name, word in self.words.items()}
        own: dict[str, Any] = {"labelExpr": f"({json.dumps(labels)})[datum.value] || datum.label"}
        if guide == "legend" and (columns := self.theme.columns(texts)) < len(texts):
            own["columns"] = columns
        definition[guide] = own | settings

    def _categories(self, field: object) -> list[str]:
        """The categories in a field, in words."""
        return [self.words.get(name, name) for name in self.spec.categories_of(field)]

    def _more_rows(self, encoded: Channels) -> int:
        """How many rows the legends have beyond their first."""
        fields = {str(definition.get("field")) for channel, definition in encoded if channel in LEGENDS}
        return sum(max(0, self.theme.rows(self._categories(field)) - 1) for field in fields)

    def _cut_off(self, svg: str) -> str | None:
        """The first text of a chart that Vega shortened, or that runs over the left or right edge, if any."""
        root = fromstring(svg)  # noqa: S314 (made by vl-convert a moment ago)
        width = float(root.get("width", "0"))
        return next(("".join(text.itertext()) for text, x in _texts(root) if self._is_cut_off(text, x, width)), None)

    def _is_cut_off(self, text: Element, x: float, width: float) -> bool:
        # A text of several lines has a part for each.
        lines = ["".join(line.itertext()) for line in list(text) or [text]]
        transform = text.get("transform", "")
        is_turned = "rotate" in transform and "rotate(0)" not in transform
        if is_turned or lines[-1].endswith("…"):
            return lines[-1].endswith("…")
        size = float(text.get("font-size", "0").removesuffix("px"))
        longest = max(self.theme.fonts.width(line, size) for line in lines)
        begin = x - {"start": 0, "middle": longest / 2, "end": longest}[text.get("text-anchor", "start")]
        return begin < -_TOLERANCE or begin + longest > width + _TOLERANCE


def _texts(element: Element, x: float = 0.0) -> Iterator[tuple[Element, float]]:
    """The texts of an SVG, each with the distance of its origin from the left edge, in CSS pixels."""
    if translation := re.match(r"translate\(([-\d.]+),", element.get("transform", "")):
        x += float(translation[1])
    if element.tag.endswith("}text"):
        yield element, x
    for child in element:
        yield from _texts(child, x)


def _keep_days(definition: dict[str, Any]) -> None:
    """Dates are days, whatever the time zone of the machine."""
    if unit := definition.get("timeUnit"):
        definition["timeUnit"] = re.sub(r"^(?!utc)", "utc", unit) if isinstance(unit, str) else {**unit, "utc": True}
    elif definition.get("scale", {}) is not None:
        definition["scale"] = {"type": "utc"} | definition.get("scale", {})


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
