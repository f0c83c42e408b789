"""How much a chart may make of its data: rows, views, rows in them. The engine would make any number, for ever."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from math import prod

from briefpress.core.problems import Problem
from briefpress.core.yamltree import Node
from briefpress.data.records import Records
from briefpress.graphics.charts.limits import Limit, over, whole_number
from briefpress.graphics.charts.schema import AXES, MOST, entries
from briefpress.graphics.charts.steps import steps_of

_ROWS = Limit("rows of data", MOST, "most charts have under 100")
_MADE = Limit("rows, made of its data by `transform`", 100_000, "most charts have under 100")
_VIEWS = Limit("views beside and upon each other", 100, "most have under 10")
_MARKS = Limit("rows in its views together", 50_000, "most have under 500")
_TRANSFORMS = Limit("transformations", 50, "most have under 5")
_LIST = Limit("values in a list", MOST, "most have under 20")
#: The steps of a density where none are named.
_DENSITY = 200
#: How many values a field has, at the most, that is not in the data: so few are usual.
_MADE_VALUES = 10
#: The groups that a number is put into where nothing says how many (Vega-Lite, “maxbins”).
_BINS = 10
#: How many values a unit of time has; of a year, with its month or quarter, by so many characters of a date.
_UNITS = {"quarter": 4, "month": 12, "week": 53, "date": 31, "day": 7, "hours": 24, "minutes": 60, "seconds": 60}
_YEARS = {"year": 4, "yearmonth": 7, "yearquarter": 7}
#: The keys under which further views stand.
_INNER = ("layer", "hconcat", "vconcat", "concat")
_FACETS = ("facet", "row", "column")


def excesses(root: Node, data: Records) -> Iterator[Problem]:
    """What a specification makes too much of, each at its place."""
    rows, views = len(data.rows), _views(root, data)
    transforms = [node for entry in entries(root) if entry.key == "transform" for node in entry.value.items()]
    yield from over(_ROWS, rows, root.nearest("data", "values").position)
    yield from over(_VIEWS, views, root.position)
    yield from over(_TRANSFORMS, len(transforms), root.nearest("transform").position)
    yield from over(_MADE, _made(transforms, data), root.nearest("transform").position)
    yield from over(_MADE, _imputed(root, data), root.position)
    if rows <= MOST and views <= _VIEWS.most:
        yield from over(_MARKS, rows * _marks(root), root.position)
    for entry in entries(root):
        yield from over(_LIST, len([*entry.value.items()]), entry.place)


def _views(node: Node, data: Records) -> int:
    """How many views a specification draws: those upon each other as well, and each of what is repeated."""
    inner = [child for key in _INNER for child in node.items(key)]
    own = sum(_views(child, data) for child in inner) + (1 if node.get("mark") else 0)
    if spec := node.get("spec"):
        own += _views(spec, data)
    return own * _repeated(node.get("repeat")) * prod(_groups(facet, data) for facet in _facets(node))


def _facets(node: Node) -> Iterator[Node]:
    """The definitions by which a view is repeated for each group of rows."""
    for part in filter(None, (node, node.get("encoding"))):
        for facet in filter(None, map(part.get, _FACETS)):
            yield from filter(None, (facet, facet.get("row"), facet.get("column")))


def _groups(definition: Node, data: Records) -> int:
    """How many groups the rows are in by a field, its bins or its units of time."""
    field, unit = definition.text("field"), definition.text("timeUnit") or definition.text("timeUnit", "unit") or ""
    if unit in _YEARS:
        return max(1, len({cell.text[: _YEARS[unit]] for cell in data.column(field or "")}))
    most = _UNITS.get(unit.removeprefix("utc"), MOST)
    if bins := definition.get("bin"):
        most = min(most, whole_number(bins.get("maxbins")) or _BINS)
    return min(most, _distinct([field], data))


def _repeated(repeat: Node | None) -> int:
    """How often a view is repeated."""
    if repeat is None:
        return 1
    lists = [repeat, *(inner for _, inner in repeat.inside())]
    return prod(max(1, len(items.value)) for items in lists if isinstance(items.value, tuple))


def _marks(node: Node) -> int:
    """How many marks there are for each row: one in each view, which a facet does not add to."""
    inner = [child for key in _INNER for child in node.items(key)]
    spec = node.get("spec")
    own = sum(map(_marks, inner)) + (1 if node.get("mark") else 0) + (_marks(spec) if spec else 0)
    return own * _repeated(node.get("repeat"))


def _distinct(fields: Iterable[str | None], data: Records) -> int:
    """How many groups these fields make; a few for each that is not in the data."""
    named = {field for field in fields if field}
    known = named.intersection(name for row in data.rows for name in row)
    groups = len({tuple(row[name].text for name in known if name in row) for row in data.rows})
    return max(1, min(len(data.rows), groups * prod(_MADE_VALUES for _ in named - known)))


def _made(transforms: list[Node], data: Records) -> int:
    """How many rows transformations make of the data, at the most."""
    rows = len(data.rows)
    longest = max((len(cell.text) for row in data.rows for cell in row.values()), default=1)
    for step in transforms:
        groups = _distinct((node.text() for node in step.items("groupby")), data)
        if fold := [*step.items("fold")]:
            rows *= len(fold)
        elif step.get("flatten"):
            rows *= longest
        elif step.get("density"):
            rows = groups * max(whole_number(step.get(key)) or _DENSITY for key in ("steps", "maxsteps", "minsteps"))
        elif step.get("impute"):
            rows = max(rows, groups * max(_distinct([step.text("key")], data), _count(step.get("keyvals"))))
        if rows > _MADE.most:
            break
    return rows


def _imputed(root: Node, data: Records) -> int:
    """How many rows there are, at the most, where an encoding puts in those that are not in the data."""
    counts = [0]
    for entry in entries(root):
        if entry.key == "encoding" and any(each.get("impute") for _, each in entry.value.inside()):
            fields = {channel: definition.text("field") for channel, definition in entry.value.inside()}
            keys = max(_distinct([fields.get(axis)], data) for axis in AXES)
            counts.append(keys * _distinct((fields[channel] for channel in fields.keys() - set(AXES)), data))
    return max(counts)


def _count(keys: Node | None) -> int:
    """How many keys are listed, or lie between a beginning and an end."""
    if keys and isinstance(keys.value, tuple):
        return len(keys.value)
    return int(min(steps_of(keys, Decimal(0)), Decimal(10**9))) if keys else 0
