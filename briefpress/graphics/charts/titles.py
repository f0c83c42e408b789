"""What titles the axes and legends of a chart: none that says what the labels beneath it, or the figure's head, say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefpress.data.cells import moment
from briefpress.data.columns import Kind
from briefpress.graphics.charts.columns import kind_of
from briefpress.graphics.charts.schema import AXES
from briefpress.graphics.charts.spec import YEARS, Spec


def measure_of(spec: Spec) -> str | None:
    """The id of what the axes of amounts measure, where it is one thing: the figure's head names it as its unit."""
    names = {named(definition) for channel, definition in spec.channels if _is_measured(channel, definition, spec)}
    return names.pop() if len(names) == 1 and "" not in names else None


def named(definition: Mapping[str, Any]) -> str:
    """The id that a channel is titled by: of its field, or else of how that is counted; "" where it has none."""
    ids = (definition.get("field"), definition.get("aggregate"))
    return next((name for name in ids if isinstance(name, str)), "")


def needs_title(channel: str, definition: Mapping[str, Any], spec: Spec, words: Mapping[str, str]) -> bool:
    """Whether the labels of a channel leave open what they are: amounts and codes do, but no dates and no names."""
    field = named(definition)
    if channel in AXES and definition.get("type") == "temporal":
        return False
    if definition.get("type") in ("nominal", "ordinal"):
        categories = spec.categories_of(definition.get("field"))
        return not categories or not all(name in words or _is_time(name) for name in categories)
    return not (channel in AXES and (field == measure_of(spec) or _is_years(field, spec)))


def _is_measured(channel: str, definition: Mapping[str, Any], spec: Spec) -> bool:
    """Whether a channel is an axis of amounts that has a title."""
    is_counted = "field" not in definition and "aggregate" in definition
    is_amount = is_counted or kind_of(channel, definition) in (Kind.AMOUNT, Kind.UNKNOWN)
    is_titled = bool({"field", "aggregate"} & definition.keys()) and "title" not in definition
    return (
        channel in AXES
        and is_amount
        and is_titled
        and "bin" not in definition
        and not _is_years(named(definition), spec)
    )


def _is_years(field: str, spec: Spec) -> bool:
    return field in spec.kinds and spec.is_years(field)


def _is_time(name: str) -> bool:
    """Whether a category is a year, a month or a day."""
    return bool(moment(name)) and ("-" in name or int(name) in YEARS)
