"""Charts: a specification of Vega-Lite, the words of the edition and the tokens of the house → SVG, offline.

The press gives a chart its look and its words; vl-convert draws it. Text stays text, set by WeasyPrint in the fonts of
the edition: it can be searched, its glyphs are embedded once, and a character that no font has is reported. Then the
picture is looked at: what it does not show is told.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from briefpress.confined.ends import End
from briefpress.confined.limits import told
from briefpress.core.problems import Problem, Unprintable
from briefpress.graphics.charts.aliases import aliased, aliases, made
from briefpress.graphics.charts.engine import svg_of
from briefpress.graphics.charts.finish import centre_labels, finished, mirror_legends, mirror_views
from briefpress.graphics.charts.fit import (
    SPACING,
    Fit,
    lying,
    space_amounts,
    with_fewer_labels,
    with_turned_labels,
    wrap,
)
from briefpress.graphics.charts.highlight import highlight
from briefpress.graphics.charts.labels import names_of
from briefpress.graphics.charts.look import problems_of
from briefpress.graphics.charts.placing import plot_of
from briefpress.graphics.charts.scene import Scene
from briefpress.graphics.charts.scene_reader import scene_of
from briefpress.graphics.charts.schema import LEGENDS, VEGA_LITE, unprintable
from briefpress.graphics.charts.spec import Channels, Spec, channels
from briefpress.graphics.charts.steps import with_fewer_bins
from briefpress.graphics.charts.theme import ChartTheme, Padding
from briefpress.graphics.charts.values import label_bars, values_of
from briefpress.graphics.charts.words import Words, with_dates, with_types

Tree = dict[str, Any]

#: The least space between two labels of an axis, in CSS pixels.
_GAP = 6
#: The share of the column that direct labels leave at least to what they are at.
_LEAST_PLOT = 1 / 6


@dataclass(frozen=True)
class _Drawn:
    """A picture of a chart, and what is on it."""

    svg: Element
    scene: Scene
    #: Whether its direct labels are on it; None where it has none.
    is_labelled: bool | None

    def is_clear(self, least: float) -> bool:
        """Whether its direct labels, if it has any, hide nothing and leave so much width to what they are at."""
        if self.is_labelled is None:
            return True
        return self.is_labelled and plot_of(self.svg).width >= least and not any(self.scene.collisions())


@dataclass(frozen=True)
class VegaChart:
    """A specification, what its fields and categories are called by their ids, and how it looks."""

    spec: Spec
    words: Mapping[str, str]
    theme: ChartTheme
    #: The ids of the categories that are highlighted.
    highlighted: frozenset[str] = frozenset()

    def draw(self) -> str:
        """The SVG; raises Unprintable where Vega-Lite cannot draw it, or a reader could not read it."""
        tree = copy.deepcopy(self.spec.tree)
        with_types(tree)
        with_dates(tree)
        with_fewer_bins(tree)
        wrap(tree, self.spec)
        chart = self._labelled(tree)
        if chart.scene.crowded(_GAP):
            trials = (self._labelled(other) for other in self._alternatives(tree))
            chart = next((trial for trial in trials if not trial.scene.crowded(0)), chart)
        if problems := [*problems_of(chart.scene, self.spec, self.words, self.theme)]:
            raise Unprintable(problems)
        return finished(chart.svg, self.theme)

    def _labelled(self, tree: Tree) -> _Drawn:
        """The chart with direct labels where these have room; else with a legend and an axis."""
        chart = self._drawn(tree, is_direct=True)
        least = _LEAST_PLOT * self.theme.tokens.column
        return chart if chart.is_clear(least) else self._drawn(tree, is_direct=False)

    def _alternatives(self, tree: Tree) -> Iterator[Tree]:
        """Other arrangements of a chart whose labels have no room, the better before the worse."""
        named = [definition.get("field") for channel, definition in channels(tree) if channel == "x"]
        names = {name for field in named for name in self.spec.categories_of(field)}
        if not names.intersection(self.spec.nameless):
            yield from (with_fewer_labels(tree, ticks) for ticks in (5, 2))
        if other := lying(tree):
            yield other
        widths = [self.theme.fonts.width(self.words.get(name, name), self.theme.size) for name in names]
        yield with_turned_labels(tree, max(widths, default=0) + 2 * self.theme.size)

    def _drawn(self, tree: Tree, *, is_direct: bool) -> _Drawn:
        """The chart in the width of the column."""
        column = self.theme.tokens.column
        chart = self._once(tree, column, is_direct)
        is_whole = "mark" in tree or "layer" in tree
        # Views side by side are fitted by what stands beside them: axes, legends and headers.
        if abs(chart.scene.width - column) > SPACING and not (is_whole and "width" in tree):
            chart = self._once(tree, max(column / 4, 2 * column - chart.scene.width), is_direct)
        # A font of the brief's own may be wider than that in which Vega measures, and values stand beyond their bars.
        over = chart.scene.over_edges
        return self._once(tree, column, is_direct, over) if is_whole and 1 < max(over) < column / 3 else chart

    def _once(self, tree: Tree, room: float, is_direct: bool, over: tuple[float, float] = (0, 0)) -> _Drawn:
        tree = copy.deepcopy(tree)
        words = Words(self.spec, self.words, self.theme)
        fit = Fit(self.spec, self.theme, words)
        words = replace(words, beside=fit.beside(tree), aliases=self._aliases, highlighted=self.highlighted)
        words.put(tree)
        highlight(tree, words)
        label_bars(tree)
        labels = (names_of(tree, words) or values_of(tree, words)) if is_direct else None
        space_amounts(tree, words.beside)
        encoded = channels(tree)
        # The title of a vertical axis stands above it.
        titles = [definition.get("title") or [] for channel, definition in encoded if channel == "y"]
        title_lines = max((len(title) if isinstance(title, list) else 1 for title in titles), default=0)
        padding = labels.padding if labels else Padding()
        fit = replace(fit, least=labels.height if labels else 0.0, beside_labels=padding.left + padding.right)
        tree = fit.sized(tree, room, max(0, title_lines - 1) + self._more_rows(encoded, words))
        tree = aliased(tree, self._aliases) | {"data": {"values": words.in_rows()}}
        padding = padding.and_sides(*over)
        svg = fromstring(self._svg(tree, title_lines, padding))  # noqa: S314 (made by vl-convert a moment ago)
        centre_labels(svg)
        if self.theme.language.direction == "rtl":
            mirror_views(svg)
            mirror_legends(svg)
        is_labelled = labels.put(svg) if labels else None
        return _Drawn(svg, scene_of(svg, self.theme.fonts.width), is_labelled)

    @cached_property
    def _aliases(self) -> dict[str, str]:
        return aliases([*self.spec.fields, *made(self.spec.tree)])

    def _svg(self, tree: Tree, title_lines: int, padding: Padding) -> str:
        settings = {
            "vl_version": VEGA_LITE,
            "config": self.theme.config(title_lines, padding),
            "format_locale": self.theme.numbers(),
            "time_format_locale": self.theme.dates(),
        }
        try:
            svg = svg_of(tree, settings)
        except ValueError as error:
            reason = re.sub(r"^.*conversion failed:\s*(\w*Error: )?|\s+at .*", "", str(error), flags=re.DOTALL)
            hint = "try the specification, with its data, in the editor of Vega-Lite: https://vega.github.io/editor"
            raise unprintable(f"Vega-Lite cannot draw this chart: {reason}", self.spec.place, hint) from None
        if isinstance(svg, End):
            raise Unprintable([_undrawn(svg).at(self.spec.place)])
        return svg

    def _more_rows(self, encoded: Channels, words: Words) -> int:
        """How many rows the legends have beyond their first."""
        named = [definition for channel, definition in encoded if channel in LEGENDS]
        fields = {str(each.get("field")) for each in named if each.get("type") in ("nominal", "ordinal")}
        return sum(max(0, self.theme.rows(list(words.labels(field).values())) - 1) for field in fields)


def _undrawn(end: End) -> Problem:
    """That the engine has ended before it had drawn a chart."""
    if end.limit:
        message = f"this chart is not drawn: it needs more than {told(end.limit, end.limits)}"
        cause = "look for data of very many rows, or for a transform or a scale that makes very many values of few"
        return Problem("too-much", message, None, f"{end.usual}; {cause}; {end.remedy}")
    hint = "undo the last change of the chart or of its data, and make it again in smaller steps"
    return Problem("stage-failed", f"this chart is not drawn: {end.accident}", None, hint)
