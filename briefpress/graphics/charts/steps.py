"""The steps of bins, scales and axes: no more than a page could show. The engine would make any number, for ever."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from briefpress.core.problems import Problem
from briefpress.core.yamltree import Node
from briefpress.data.cells import moment, number
from briefpress.data.records import Records
from briefpress.graphics.charts.limits import Limit, over, whole_number
from briefpress.graphics.charts.schema import MOST, Entry, entries, problem

_STEPS = Limit("steps here", MOST, "most have under 50")
_ORDER = Limit("powers in a regression", 10, "most have under 4")
#: The keys of steps, and what to write in their place.
_STEPPED = {
    "bin": "write a longer `step`, or `maxbins`",
    "bins": "write a longer `step`, with `start` and `stop`, or a list",
    "keyvals": "write a longer `step`, or a list",
}
#: The least base of a logarithm or of bins.
_LEAST_BASE = 2
_ENDLESS = Decimal("inf")
#: The intervals of time by which an axis has ticks, in seconds.
_SECONDS = {
    "millisecond": Decimal("0.001"),
    "second": Decimal(1),
    "minute": Decimal(60),
    "hour": Decimal(3600),
    "day": Decimal(86_400),
    "week": Decimal(604_800),
    "month": Decimal(2_419_200),
    "year": Decimal(31_536_000),
}
#: The keys of the ends of a scale beside its `domain`.
_DOMAIN_ENDS = ("domainMin", "domainMax")
#: The channels along which time runs.
_ALONG = ("x", "x2", "y", "y2")


def long_steps(root: Node, data: Records) -> Iterator[Problem]:
    """Steps, powers and ticks of a specification of which there are too many, each at its place."""
    for entry in entries(root):
        yield from _long(entry, root, data)


def with_fewer_bins(tree: Any) -> None:
    """Let bins be longer where there would be too many of them: what is made in the engine is not known before."""
    if isinstance(tree, dict):
        bins = tree.get("bin")
        if isinstance(bins, dict) and "step" in bins and not bins.get("binned"):
            tree["bin"] = {**bins, "minstep": bins["step"], "maxbins": MOST}
            del tree["bin"]["step"]
    for inner in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        with_fewer_bins(inner)


def _long(entry: Entry, root: Node, data: Records) -> Iterator[Problem]:
    """Too many steps, powers or ticks under a key."""
    key, value, step = entry.key, entry.value, entry.step
    if key == "base" and not _is_at_least(value, _LEAST_BASE):
        yield problem(f"{value.shown()} is too small for `base`", value.position, "write 2 or more")
    elif key in _STEPPED and isinstance(value.value, dict) and value.value.keys() & {"step", "start"}:
        yield from over(_STEPS, steps_of(value, _span(step, value, root, data)), value.position, _STEPPED[key])
    elif key == "step" and step.get("quantile"):
        yield from over(_STEPS, steps_of(step, Decimal(1)), value.position, "write `step: 0.05`")
    elif key == "order" and step.get("regression"):
        yield from over(_ORDER, whole_number(value) if _is_at_least(value, 0) else _ENDLESS, value.position)
    elif key == "tickCount" and isinstance(value.value, str | dict):
        yield from _ticks(value, _reach(root, data))


def _is_at_least(node: Node, least: int) -> bool:
    value = node.value
    return isinstance(value, int | Decimal) and Decimal(value).is_finite() and value >= least


def _span(node: Node, steps: Node, root: Node, data: Records) -> Decimal:
    """How far the numbers that are put into steps reach, those of a field and the ends of its scale.

    Of a field that is made nothing is known; where the ends are computed, it is endless.
    """
    definition = next((entry.value for entry in entries(root) if entry.value.get("scale") is node), node)
    scale = definition.nearest("scale")
    ends = [*steps.items("extent")] or [*scale.items("domain"), *(scale.nearest(key) for key in _DOMAIN_ENDS)]
    if any(part.get(key) for part in (*ends, scale.nearest("domain")) for key in ("expr", "signal")):
        return _ENDLESS
    known = _numbers(str(end.value) for end in ends)
    if not steps.get("extent"):
        known += _numbers(cell.text for cell in data.column(definition.text("field") or ""))
    return max(known) - min(known) if known else Decimal(0)


def _numbers(texts: Iterable[str]) -> list[Decimal]:
    return [value for value in map(number, texts) if value is not None]


def steps_of(node: Node, span: Decimal) -> Decimal:
    """How many steps a mapping makes, of itself or in a span; endless for what is no number."""
    sizes = [node.get(key) for key in ("start", "stop", "step")]
    values = [Decimal(size.value) if size and isinstance(size.value, int | Decimal) else None for size in sizes]
    if any(size and value is None for size, value in zip(sizes, values, strict=True)):
        return _ENDLESS
    start, stop, step = values
    reach = span if stop is None else stop - (start or 0)
    if not (step is None or step > 0) or not reach.is_finite():
        return _ENDLESS
    return abs(reach) / (step or 1)


def _ticks(node: Node, reach: Decimal) -> Iterator[Problem]:
    """Ticks at an interval of time that is too short for so many seconds."""
    name, step = node.text("interval") or node.text() or "", node.get("step")
    if name not in _SECONDS or (step and not _is_at_least(step, 1)):
        message = "ticks are at intervals of time, or as many as a number says"
        yield problem(message, node.position, f"write `interval: month`, one of: {', '.join(_SECONDS)}")
    else:
        seconds = _SECONDS[name] * max(1, whole_number(step))
        yield from over(_STEPS, reach / seconds, node.position, "take a longer interval, or a number of ticks")


def _reach(root: Node, data: Records) -> Decimal:
    """How many seconds lie between the first and the last moment of a specification; endless where some are made."""
    known = {name for row in data.rows for name in row}
    made = {node.value for entry in entries(root) if entry.key == "as" for node in (entry.value, *entry.value.items())}
    fields = {
        entry.value.text("field") for entry in entries(root) if entry.parent == "encoding" and entry.key in _ALONG
    }
    if not fields <= known - made | {None}:
        return _ENDLESS
    years = [f"{node.value:04}" for path, node in root.walk() if path.endswith(".year") and isinstance(node.value, int)]
    texts = [node.value for _, node in root.walk() if isinstance(node.value, str)]
    cells = [cell.text for row in data.rows for cell in row.values()]
    days = [day for text in (*years, *texts, *cells) if (day := moment(text))]
    dates = [
        datetime.fromisoformat(day + "-01-01"[len(day) - 4 :] if len(day) < len("2026-01-01") else day) for day in days
    ]
    return Decimal((max(dates) - min(dates)).total_seconds()) if dates else Decimal(0)
