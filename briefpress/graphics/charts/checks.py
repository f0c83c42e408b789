"""What a specification would draw of its data that says something else, each at its place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from briefpress.core.problems import Problem, Severity
from briefpress.core.yamltree import Node
from briefpress.data.cells import number
from briefpress.data.columns import Kind, Table
from briefpress.data.records import Records
from briefpress.graphics.charts.aliases import aliases
from briefpress.graphics.charts.schema import AXES, HEADERS, LEGENDS, NAMED, guide_of, problem

#: The keys under which further views stand, and the marks that have a length from 0.
_INNER = ("layer", "hconcat", "vconcat", "concat")
_LENGTHS = ("bar", "area")
_ONE = {"bar": "a bar", "area": "an area"}
_STROKES = ("line", "area", "trail")
#: The channels that part the marks of a view into series.
_SERIES = LEGENDS.union(HEADERS, ["detail"])


class _View(NamedTuple):
    """A mark, and the definitions of its channels, those of the views around it among them."""

    mark: str
    encoding: dict[str, Node]


def contradictions(root: Node, data: Records, table: Table, kinds: Mapping[str, Kind]) -> Iterator[Problem]:
    """The problems and warnings of a specification that is well-formed, with data that are."""
    views = list(_views(root, {}))
    yield from _paths(root, kinds)
    yield from _unnamed(views)
    for view in views:
        yield from _lengths(view)
        yield from _detailed(view, views, table)
    # What a transformation makes of the data is not known here.
    if any(step.value for _, node in root.walk() for step in node.items("transform")):
        return
    yield from _nameless(views, data, table, kinds)
    for view in views:
        for channel, definition in view.encoding.items():
            if (field := definition.text("field") or "") in kinds:
                values = [value for row in table if (value := row.get(field)) is not None]
                yield from _narrow(definition, values)
                if definition.text("scale", "type") == "log" and any(isinstance(v, Decimal) and v <= 0 for v in values):
                    hint = "take `symlog`, or take these rows out by `filter`"
                    yield problem("a logarithmic scale has no place for 0 and less", definition.position, hint)
                if channel == "theta" and any(isinstance(value, Decimal) and value < 0 for value in values):
                    hint = "show it as bars"
                    yield problem(f"`{field}` has values under 0, which no pie shows", definition.position, hint)
                yield from _shares(definition, values)
                yield from _cut_base(view, channel, definition, values)
        yield from _zigzag(view, table, kinds)


def _views(node: Node, above: dict[str, Node]) -> Iterator[_View]:
    encoding = node.get("encoding")
    inner = above | (encoding.value if encoding and isinstance(encoding.value, dict) else {})
    if mark := node.get("mark"):
        yield _View(node.text("mark", "type") or str(mark.value), inner)
    for child in (child for key in _INNER for child in node.items(key)):
        yield from _views(child, inner)
    if spec := node.get("spec"):
        facet = node.get("facet")
        facets = facet.value if facet and isinstance(facet.value, dict) else {}
        yield from _views(spec, inner | ({"facet": facet} if facet and "field" in facets else facets))


def _paths(root: Node, kinds: Mapping[str, Kind]) -> Iterator[Problem]:
    """Expressions that take the name of a field for a path."""
    names = {name: re.compile(rf"\bdatum\.{re.escape(name)}(?!\w)") for name in aliases(kinds) if "." in name}
    for _, node in root.walk() if names else ():
        for name, path in names.items():
            if isinstance(node.value, str) and path.search(node.value):
                message = f"`datum.{name}` is a path, and `{name}` the name of a field"
                yield problem(message, node.position, f"write `datum['{name}']`")


def _unnamed(views: list[_View]) -> Iterator[Problem]:
    """Categories that no axis, legend or text names."""
    named, hidden = set[str | None](), list[tuple[str, Node]]()
    for channel, definition in (pair for view in views for pair in view.encoding.items()):
        guide = definition.get(guide_of(channel))
        if channel in NAMED and guide and guide.value is None:
            hidden.append((guide_of(channel), definition))
        elif channel in NAMED or channel == "text":
            named.add(definition.text("field"))
    for key, definition in hidden:
        field = definition.text("field")
        if definition.text("type") in ("nominal", "ordinal") and field not in named:
            hint = f"take out `{key}: null`, or name the categories by a mark `text`"
            yield problem(f"nothing says which mark is which `{field}`", definition.position, hint)


def _detailed(view: _View, views: list[_View], table: Table) -> Iterator[Problem]:
    """Lines that nothing names."""
    named = {
        definition.text("field")
        for other in views
        for channel, definition in other.encoding.items()
        if channel in NAMED or channel == "text"
    }
    detail = view.encoding.get("detail")
    for definition in [detail, *detail.items()] if detail and view.mark in _STROKES else ():
        field = definition.text("field")
        if field and field not in named and len({row[field] for row in table if field in row}) != 1:
            message = f"nothing says which {view.mark} is which `{field}`"
            hint = "name the field under `color` instead of `detail`, or name the lines by a mark `text`"
            yield Problem("wrong-chart", message, definition.position, hint, Severity.WARNING)


def _nameless(views: list[_View], data: Records, table: Table, kinds: Mapping[str, Kind]) -> Iterator[Problem]:
    """Rows with a value and without the category that it is of: Vega calls it “null”."""
    used = {definition.text("field") for view in views for name, definition in view.encoding.items() if name in NAMED}
    categories = [name for name, kind in kinds.items() if kind is Kind.CATEGORY and name in used]
    amounts = [name for name, kind in kinds.items() if kind is Kind.AMOUNT and name in used]
    for row, cells in zip(table, data.rows, strict=True):
        if any(row.get(name) is not None for name in amounts):
            for name in categories:
                if row.get(name) is None:
                    place = (cells.get(name) or next(iter(cells.values()))).place
                    yield problem(f"this row has a value and no `{name}`", place, "name it, or take out the row")


def _narrow(definition: Node, values: list[Decimal | str]) -> Iterator[Problem]:
    """A domain that has no room for some of the values."""
    domain = definition.at("scale", "domain")
    ends = [str(item.value) for item in definition.items("scale", "domain")]
    if not domain or not ends or not values:
        return
    limits = [limit for limit in map(number, ends) if limit is not None]
    if definition.text("type") in ("nominal", "ordinal"):
        outside = [value for value in values if str(value) not in ends]
    else:
        amounts = [value for value in values if isinstance(value, Decimal) and len(limits) == len(ends)]
        outside = [value for value in amounts if not min(limits) <= value <= max(limits)]
    if outside:
        hint = "give `domain` room for all values, or leave it out; take rows out by `filter`"
        yield problem(f"`{outside[0]}` is outside of this `domain`", domain.position, hint)


def _lengths(view: _View) -> Iterator[Problem]:
    """Bars and areas that cannot begin at 0: their axis has none."""
    for channel, definition in view.encoding.items():
        if view.mark not in _LENGTHS or channel not in AXES or f"{channel}2" in view.encoding:
            continue
        kind = definition.at("scale", "type")
        if kind and kind.value == "log":
            message = f"{_ONE[view.mark]} has no beginning on a logarithmic axis"
            yield problem(message, kind.position, "take the mark `point` or `line`, or the scale `symlog`")
        elif (domain := _without_zero(definition)) and definition.text("type") == "quantitative":
            hint = "give `domain` room for 0, or take the mark `point` or `line`"
            yield problem(f"{view.mark}s begin at 0, outside of this `domain`", domain.position, hint)


def _without_zero(definition: Node) -> Node | None:
    """What limits an axis so that 0 is not on it."""
    for key, sign in (("domainMin", 1), ("domainMax", -1)):
        limit = definition.at("scale", key)
        if limit and isinstance(limit.value, int | Decimal) and limit.value * sign > 0:
            return limit
    limits = [number(str(item.value)) for item in definition.items("scale", "domain")]
    ends = [limit for limit in limits if limit is not None]
    is_beside = bool(ends) and len(ends) == len(limits) and (min(ends) > 0 or max(ends) < 0)
    return definition.at("scale", "domain") if is_beside else None


def _shares(definition: Node, values: list[Decimal | str]) -> Iterator[Problem]:
    """Shares of a whole of which a part is less than nothing."""
    stack = definition.at("stack")
    below = [value for value in values if isinstance(value, Decimal) and value < 0]
    if stack and stack.value == "normalize" and below:
        message = f"`{definition.text('field')}` has values under 0, which are no shares of a whole"
        yield problem(message, stack.position, "leave out `stack: normalize`")


def _cut_base(view: _View, channel: str, definition: Node, values: list[Decimal | str]) -> Iterator[Problem]:
    """Bars that do not begin at 0: their lengths say something else than their values."""
    zero = definition.at("scale", "zero")
    is_length = view.mark in _LENGTHS and channel in AXES and f"{channel}2" not in view.encoding
    amounts = [value for value in values if isinstance(value, Decimal)] or [Decimal(0)]
    has_zero = min(amounts) <= 0 <= max(amounts) and not definition.get("aggregate")
    if is_length and zero and zero.value is False and not _is_stacked(definition) and not has_zero:
        hint = "leave out `zero: false`, or take the mark `point` or `line`"
        message = f"the lengths of {_ONE[view.mark]} are compared, and this axis does not begin at 0"
        yield Problem("wrong-chart", message, zero.position, hint, Severity.WARNING)


def _is_stacked(definition: Node) -> bool:
    """Whether Vega-Lite adds up what lies on one another: then it draws an axis from 0 whatever its scale says."""
    stack = definition.get("stack")
    is_sum = definition.text("aggregate") in (None, "sum", "count") and not definition.get("bin")
    return is_sum and definition.text("scale", "type") in (None, "linear") and (not stack or bool(stack.value))


def _zigzag(view: _View, table: Table, kinds: Mapping[str, Kind]) -> Iterator[Problem]:
    """A line that goes through several values of one time: of series that nothing parts."""
    x, y = (view.encoding.get(side) for side in AXES)
    if view.mark != "line" or not x or not y or {"order"} & view.encoding.keys():
        return
    field = x.text("field")
    is_plain = not any(definition.get(key) for definition in (x, y) for key in ("aggregate", "bin", "timeUnit"))
    if not is_plain or kinds.get(field or "") not in (Kind.DATE, Kind.CATEGORY):
        return
    parts = [definition.text("field") for name, definition in view.encoding.items() if name in _SERIES]
    seen: dict[tuple[object, ...], int] = defaultdict(int)
    for row in table:
        if row.get(y.text("field") or "") is not None:
            seen[(row.get(field or ""), *(row.get(part or "") for part in parts))] += 1
    if several := [key for key, count in seen.items() if count > 1]:
        hint = "name the field that parts them under `color`, or add them up by `aggregate: sum`"
        message = f"the line goes through several values of `{several[0][0]}`"
        yield Problem("wrong-chart", message, x.position, hint, Severity.WARNING)
