"""What is wrong with a chart that was drawn: what a reader could not see, read or tell apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from briefpress.core.problems import Problem
from briefpress.graphics.charts.scene import Lettering, Scene
from briefpress.graphics.charts.schema import problem
from briefpress.graphics.charts.spec import Spec
from briefpress.graphics.charts.theme import ChartTheme

#: By how many CSS pixels a text may run over the edge: it is measured glyph by glyph.
_TOLERANCE = 4
#: The smallest type that can be read in print, in points, and the sizes of a page that a caption needs beside a chart.
MIN_TYPE = 6
_CAPTION = 48
#: How many pairs of texts are told.
_MOST = 3


def problems_of(scene: Scene, spec: Spec, words: Mapping[str, str], theme: ChartTheme) -> Iterator[Problem]:
    """The problems of a chart of this specification, all at its beginning."""
    known = set(words.values())
    yield from _empty(scene, spec)
    yield from _cut_off(scene, spec, known)
    for one, two in islice(scene.collisions(), _MOST):
        message = f"“{one.text}” and “{two.text}” are printed over each other in the chart"
        hint = "write them shorter under `words:`, show less, put long names on the vertical axis, or add `height`"
        yield Problem("overprinted-text", message, spec.place, hint)
    for text in scene.hidden:
        if text in known and _is_name(text):
            hint = "leave out `labelOverlap`, or put what has so many names on the vertical axis"
            yield problem(f"the axis does not name “{text}”", spec.place, hint)
    yield from _marks(scene, spec)
    yield from _alike(scene, spec)
    yield from _sizes(scene, spec, theme)


def _is_name(text: str) -> bool:
    return any(map(str.isalpha, text))


def _empty(scene: Scene, spec: Spec) -> Iterator[Problem]:
    names = [name for name, count in scene.counts.items() if not count]
    if names or not scene.counts:
        hint = "look at its fields and their types, at `filter`, and at fields that `calculate` makes"
        part = "the chart" if len(names) == len(scene.counts) else f"part {names[0].partition('_')[2]} of the chart"
        yield problem(f"{part} shows nothing: no row of the data has a mark", spec.place, hint)


def _cut_off(scene: Scene, spec: Spec, known: set[str]) -> Iterator[Problem]:
    """Texts that Vega shortened, or that run over the left or right edge."""
    for text in scene.texts:
        if (_is_shortened(text) and text.text not in known) or _is_over_edge(text, scene.width):
            hint = "write it shorter under `words:` in the manuscript"
            yield Problem("cut-off-text", f"the chart has no room for the whole of “{text.text}”", spec.place, hint)
            return


def _is_shortened(text: Lettering) -> bool:
    return text.lines[-1].endswith("…") or text.lines[0].startswith("…")


def _is_over_edge(text: Lettering, width: float) -> bool:
    across = [x for box in text.boxes for x, _ in box]
    return not text.is_turned and (min(across) < -_TOLERANCE or max(across) > width + _TOLERANCE)


def _marks(scene: Scene, spec: Spec) -> Iterator[Problem]:
    """Marks that cannot be seen where they are."""
    if nowhere := sum(mark.is_nowhere for mark in scene.marks):
        hint = "a logarithmic scale has no place for 0 and less, and a `domain` none for what it does not name"
        yield problem(f"{_marks_of(nowhere)} no place on the chart", spec.place, hint)
    if outside := sum(mark.is_outside for mark in scene.marks):
        hint = "give `scale.domain` room for all values, or leave it out; bars begin at 0"
        yield problem(f"{_marks_of(outside)} a part outside the axes of the chart", spec.place, hint)
    if covered := sum(1 for _ in scene.covered()):
        hint = "name what tells them apart under `xOffset` or `color`, or add them up by `aggregate: sum`"
        yield problem(f"{_marks_of(covered)} another one over it, which hides it", spec.place, hint)


def _marks_of(count: int) -> str:
    return "one mark has" if count == 1 else f"{count} marks have"


def _alike(scene: Scene, spec: Spec) -> Iterator[Problem]:
    """Entries of a legend that look the same."""
    for looks in scene.legends.values():
        if (different := len(set(looks))) < len(looks):
            message = f"the legend has {len(looks)} entries, and only {different} can be told apart"
            hint = "show fewer, join the smallest, or name them on an axis instead of by `color`"
            yield problem(message, spec.place, hint)


def _sizes(scene: Scene, spec: Spec, theme: ChartTheme) -> Iterator[Problem]:
    """A chart that is taller than a page where it is as wide as the column."""
    scale = theme.tokens.column / scene.width if scene.width else 1
    if (height := scene.height * scale) > theme.page - _CAPTION:
        sides = f"{height / 96 * 25.4:.0f} mm tall, and a page has room for {(theme.page - _CAPTION) / 96 * 25.4:.0f}"
        hint = "show fewer categories, or make two charts of it; leave out `width` and `height`"
        yield problem(f"the chart is {sides}", spec.place, hint)
