"""Charts: a specification of Vega-Lite, the words of the edition and the tokens of the house → SVG, offline.

The press themes a chart and names it; vl-convert draws it. Text stays text, set by WeasyPrint in the faces of the
house: it can be searched, its letters are embedded once, and a character that no face has is told.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from typing import Any

import vl_convert

from briefpress.core.paths import STYLES
from briefpress.graphics.charts.chartfit import cut_off
from briefpress.graphics.charts.labels import AXES, HEADS, ChartWords
from briefpress.graphics.charts.schema import NAMED
from briefpress.graphics.charts.spec import Spec, encodings
from briefpress.graphics.charts.theme import Look

#: The version of Vega-Lite that specifications are written for.
VEGA_LITE = "6.4"

vl_convert.register_font_directory(str(STYLES / "fonts"))


class Undrawable(ValueError):
    """Raised for a specification that Vega-Lite cannot draw."""


class Overset(ValueError):
    """Raised for a text that a chart has no room for; its message is that text."""


@dataclass(frozen=True)
class Diagram:
    """A chart that is to be drawn: what is said, in which language, and how it looks."""

    spec: Spec
    words: ChartWords
    look: Look

    def draw(self) -> str:
        """The SVG; raises Undrawable or Overset."""
        tree = self._named(copy.deepcopy(self.spec.tree))
        tree["data"] = {"values": self.spec.table}
        above, more = self.words.lines(tree)
        if "mark" in tree or "layer" in tree:
            tree = {
                "width": self.look.tokens.column,
                "height": self.look.height(above - 1 + more),
                "autosize": {"type": "fit", "contains": "padding"},
            } | tree
        try:
            svg = vl_convert.vegalite_to_svg(
                tree,
                vl_version=VEGA_LITE,
                config=self.look.config(above),
                allowed_base_urls=[],
                format_locale=self.look.numbers(),
                time_format_locale=self.look.dates(),
            )
        except ValueError as error:
            raise Undrawable(
                re.sub(r"^.*conversion failed:\s*(\w*Error: )?|\s+at .*", "", str(error), flags=re.DOTALL)
            ) from None
        if cut := cut_off(svg):
            raise Overset(cut)
        return self.look.textured(svg)

    def _named(self, tree: dict[str, Any]) -> dict[str, Any]:
        """The specification with the words of the edition, in the order in which its language is read."""
        for channel, held in encodings(tree):
            name = held.get("field") or held.get("aggregate")
            if isinstance(name, str) and channel in NAMED and name in self.words.words:
                held.setdefault("title", self.words.title(name))
            if held.get("type") in ("nominal", "ordinal"):
                held.setdefault("sort", None)
                self._label(channel, held)
            elif held.get("type") == "temporal":
                self._date(held)
            if channel in AXES:
                self._turn(channel, held)
        _tell_apart(tree)
        return tree

    def _label(self, channel: str, held: dict[str, Any]) -> None:
        """Have the ids of categories printed as words."""
        part = "axis" if channel in AXES else "header" if channel in HEADS else "legend"
        says = held.get(part, {})
        if channel in NAMED and isinstance(says, dict) and "labelExpr" not in says:
            held[part] = self.words.labels(part, channel, held.get("field")) | says

    def _date(self, held: dict[str, Any]) -> None:
        """Dates are days, whatever the time zone of the machine."""
        if unit := held.get("timeUnit"):
            held["timeUnit"] = re.sub(r"^(?!utc)", "utc", unit) if isinstance(unit, str) else {**unit, "utc": True}
        elif held.get("scale", {}) is not None:
            held["scale"] = {"type": "utc"} | held.get("scale", {})

    def _turn(self, channel: str, held: dict[str, Any]) -> None:
        """From right to left: time and amounts grow to the left, and the axis stands where reading begins."""
        if self.look.language.direction == "ltr" or not {"field", "aggregate"} & held.keys():
            return
        part, setting = ("scale", {"reverse": True}) if channel == "x" else ("axis", {"orient": "right"})
        if held.get(part, {}) is not None:
            held[part] = setting | held.get(part, {})


def _tell_apart(tree: object) -> None:
    """Give lines a dash and points a shape of their own, where they differ by colour alone."""
    for part in _units(tree):
        kind = part["mark"] if isinstance(part["mark"], str) else part["mark"].get("type")
        more = {"line": "strokeDash", "trail": "detail", "point": "shape"}.get(kind)
        encoding = part.get("encoding", {})
        colour = encoding.get("color", {})
        if more and isinstance(colour, dict) and colour.get("type") in ("nominal", "ordinal") and more not in encoding:
            encoding[more] = {key: value for key, value in colour.items() if key != "scale"}


def _units(tree: object) -> list[dict[str, Any]]:
    inner = list(tree.values()) if isinstance(tree, dict) else tree if isinstance(tree, list) else []
    own = [tree] if isinstance(tree, dict) and "mark" in tree and isinstance(tree["mark"], str | dict) else []
    return own + [unit for part in inner for unit in _units(part)]
