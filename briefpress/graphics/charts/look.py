"""What is wrong with a chart that was drawn: what a reader could not see, read or tell apart."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice

from briefpress.core.problems import Problem
from briefpress.data.cells import has_letters
from briefpress.graphics.charts.scene import Lettering, Scene
from briefpress.graphics.charts.schema import LEGENDS, NAMED, guide_of, problem
from briefpress.graphics.charts.spec import Spec, mappings, mark_of
from briefpress.graphics.charts.theme import ChartTheme

#: By how many CSS pixels a text may run over the edge: it is measured glyph by glyph.
_TOLERANCE = 4
#: The height of a page that a caption needs beneath a chart, in CSS pixels.
_CAPTION = 48
#: The marks of which each row of the data has one, and the channels that place them.
_ONE_EACH = frozenset(["bar", "point", "circle", "square", "tick", "rect", "arc"])
_STROKES = frozenset(["line", "area", "trail"])
_PLACES = frozenset(["x", "y", "theta"])
#: How far apart the colours of two lines are at least, in sRGB, where there is more than one ink.
_NEAR = 50
#: The least height or width of what is inside the axes, in CSS pixels.
_ROOM = 20
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
    yield from _unnamed(scene, spec, words)
    if any(text.role == "axis-label" and re.fullmatch(r"\.\d{3}", text.text) for text in scene.texts):
        hint = 'make a date of it: `{calculate: "toDate(datum.day)", as: day}`'
        yield problem("the axis shows parts of a second: what it takes for dates are numbers", spec.place, hint)
    yield from _repeated(scene, spec)
    yield from _marks(scene, spec)
    yield from _missing(scene, spec)
    yield from _alike(scene, spec, _NEAR if theme.tokens.percentage("tint") else math.inf)
    yield from _sizes(scene, spec, theme)
    if scene.least_frame < _ROOM:
        hint = "leave out `width` and `height`, show less side by side, or write labels shorter under `words:`"
        yield problem("the axes leave no room for what the chart shows", spec.place, hint)


def _repeated(scene: Scene, spec: Spec) -> Iterator[Problem]:
    """Formats that print two places of an axis or a legend alike."""
    for (is_axis, _), texts in scene.guides().items():
        across = len({round(text.boxes[0][0][1]) for text in texts}) == 1
        channels = ("x" if across else "y") if is_axis else LEGENDS
        twice = [text for text, count in Counter(text.text for text in texts).items() if count > 1]
        form = next((each for each in spec.formats if each.channel in channels), None)
        if form and twice:
            message = f"`{form.text}` prints two values as “{twice[0]}”"
            yield problem(message, form.place, _finer(form.text, len({text.text for text in texts})))


def _finer(form: str, values: int) -> str:
    """What to write where a format prints so many different values, and some of them twice."""
    if re.search("%[^)]", form):
        return "print more of the date, as `%-d %b %Y` does"
    fewer = f"write `tickCount: {values - 1}` beside it, or " if values > 1 else "write "
    return f"{fewer}a format with more digits"


def _unnamed(scene: Scene, spec: Spec, words: Mapping[str, str]) -> Iterator[Problem]:
    """Categories with words that no axis and no legend names."""
    if any("transform" in view for view in mappings(spec.tree)):
        return
    texts = {" ".join(text.text.split()) for text in scene.texts}
    fields = [
        str(definition.get("field"))
        for channel, definition in spec.channels
        if channel in NAMED and definition.get("type") in ("nominal", "ordinal") and not _is_own(channel, definition)
    ]
    names = {" ".join(words.get(name, "").split()) for field in fields for name in spec.categories_of(field)}
    if missing := sorted(name for name in names - texts if has_letters(name)):
        named = f"“{missing[0]}”" + (f", nor {len(missing) - 1} more" if len(missing) > 1 else "")
        hint = "leave out what limits its labels, or put what has so many names on the vertical axis"
        yield problem(f"no axis and no legend names {named}", spec.place, hint)


def _is_own(channel: str, definition: Mapping[str, object]) -> bool:
    """Whether the labels of a channel are the author's own affair."""
    guide = definition.get(guide_of(channel), {})
    return not isinstance(guide, dict) or bool({"labelExpr", "format"} & guide.keys())


def _empty(scene: Scene, spec: Spec) -> Iterator[Problem]:
    if scene.marks and all(mark.is_flat for mark in scene.marks):
        hint = "look at its scales and values: bars of 0 are no picture, say it in words"
        yield problem("the chart shows nothing: no mark has a length", spec.place, hint)
    elif not sum(scene.counts.values()):
        hint = "look at its fields and their types, at `filter`, and at fields that `calculate` makes"
        yield problem("the chart shows nothing: no row of the data has a mark", spec.place, hint)


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
    (left, _), (right, _) = text.corners
    return not text.is_turned and (left < -_TOLERANCE or right > width + _TOLERANCE)


def _marks(scene: Scene, spec: Spec) -> Iterator[Problem]:
    """Marks that cannot be seen where they are."""
    if nowhere := sum(mark.is_nowhere for mark in scene.marks):
        hint = "a logarithmic scale has no place for 0 and less, and a `domain` none for what it does not name"
        yield problem(f"{_marks_of(nowhere)} no place on the chart", spec.place, hint)
    if outside := sum(1 for _ in scene.outside()):
        hint = "give `scale.domain` room for all values, or leave it out; bars begin at 0"
        yield problem(f"{_marks_of(outside)} a part outside the axes of the chart", spec.place, hint)
    if covered := len(set(scene.covered())):
        hint = "name what tells them apart under `xOffset` or `color`, or add them up by `aggregate: sum`"
        yield problem(f"{_marks_of(covered)} another one at the same place, and cannot be seen", spec.place, hint)


def _missing(scene: Scene, spec: Spec) -> Iterator[Problem]:
    """Rows without a mark, where each has one: a scale has no place for them."""
    layers = spec.tree.get("layer")
    views = {"marks": spec.tree} if layers is None else {f"layer_{n}_marks": layer for n, layer in enumerate(layers)}
    for name, view in views.items():
        above = spec.tree.get("encoding", {}) if view is not spec.tree else {}
        encoding = above | view.get("encoding", {})
        if "mark" not in view or "transform" in {**spec.tree, **view} or any(map(_is_joined, encoding.values())):
            continue
        fields = {str(definition.get("field", "")) for channel, definition in encoding.items() if channel in _PLACES}
        rows = [row for row in spec.table if all(row.get(field) is not None for field in fields if field)]
        kind, marks = mark_of(view)["type"], scene.counts.get(name, len(rows))
        lost = len(rows) - marks
        if (kind in _ONE_EACH and lost > 0) or (kind in _STROKES and lost == len(rows) > 0):
            hint = "a logarithmic scale has no place for 0 and less; else, look at the scales"
            yield problem(f"{lost} of {len(rows)} rows of the data have no mark", spec.place, hint)


def _is_joined(definition: object) -> bool:
    """Whether one mark stands for several rows."""
    return not isinstance(definition, dict) or bool({"aggregate", "bin", "timeUnit", "impute"} & definition.keys())


def _marks_of(count: int) -> str:
    return "one mark has" if count == 1 else f"{count} marks have"


def _alike(scene: Scene, spec: Spec, near: float) -> Iterator[Problem]:
    """Entries of a legend that look the same: colours of lines do that are no farther apart than `near`."""
    for looks in scene.legends.values():
        different: list[tuple[str, ...]] = []
        for look in looks:
            if not any(_is_like(look, other, near) for other in different):
                different.append(look)
        if len(different) < len(looks):
            message = f"the legend has {len(looks)} entries, and only {len(different)} can be told apart"
            hint = "show fewer, join the smallest, or name them on an axis instead of by `color`"
            yield problem(message, spec.place, hint)


def _is_like(one: tuple[str, ...], two: tuple[str, ...], near: float) -> bool:
    """Whether two symbols look alike: each tone of a fill has its texture, but lines and outlines have none."""
    (*shape, stroke, fill), (*other_shape, other_stroke, other_fill) = one, two
    if shape != other_shape or fill != other_fill:
        return False
    tones = [
        [int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in (stroke, other_stroke) if len(colour) == 7
    ]
    return stroke == other_stroke or (len(tones) == 2 and math.dist(*tones) < near)


def _sizes(scene: Scene, spec: Spec, theme: ChartTheme) -> Iterator[Problem]:
    """A chart that is taller than a page where it is as wide as the column."""
    scale = min(1, theme.tokens.column / scene.width) if scene.width else 1
    if (height := scene.height * scale) > theme.page - _CAPTION:
        sides = f"{height / 96 * 25.4:.0f} mm tall, and a page has room for {(theme.page - _CAPTION) / 96 * 25.4:.0f}"
        hint = "show fewer categories, or make two charts of it; leave out `width` and `height`"
        yield problem(f"the chart is {sides}", spec.place, hint)
