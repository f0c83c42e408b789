"""Labels that are optional, and that what a brief says cannot do without."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from briefpress.core.problems import Position, Problem
from briefpress.core.yamltree import joined
from briefpress.language.periods import Interval, YearPart
from briefpress.language.quantity_units import POINTS
from briefpress.schema.base import Frozen
from briefpress.schema.blocks import Map
from briefpress.schema.brief import Brief
from briefpress.schema.fields import parts
from briefpress.schema.glance import Measure
from briefpress.schema.labels import Labels
from briefpress.schema.masthead import MastheadLabels
from briefpress.schema.page_labels import Maps
from briefpress.schema.quantities import Measured
from briefpress.schema.recommendations import Recommendation, RecommendationLabels
from briefpress.schema.timelines import Activity, Milestone

#: The parts whose fields have labels of the same names, with the group of these.
_GROUPS = {Brief: ("masthead", MastheadLabels.model_fields), Map: ("maps", Maps.model_fields)}
#: What stands under a head of its own.
_HEADS = {Activity: "activity", Milestone: "milestones"}


def check_labels(
    brief: Brief, labels: Labels, referred: Mapping[str, str], file: Path, places: Mapping[str, Position]
) -> Iterator[Problem]:
    """A problem for each label that is missing in the labels of `file`, at the first value that needs it.

    `referred` are the kinds of what texts refer to by its number, each with the path of the first text.
    """
    missing = {("numbers", kind): path for kind, path in referred.items() if not getattr(labels.numbers, kind)}
    for path, part in parts(brief):
        for name, group, key in _needed(part):
            if getattr(getattr(labels, group), key) is None:
                missing.setdefault((group, key), joined(path, name))
    for (group, key), path in missing.items():
        message = f"there are no words for `labels.{group}.{key}`, which this needs"
        hint = f"add `{key}:` under `{group}:` in {file.parent.name}/{file.name}; content/labels/en.yaml shows how"
        yield Problem("missing-words", message, places.get(path), hint)


def _values(part: Frozen) -> Iterator[tuple[str, object]]:
    """The fields of a part and their values; of the cells of a row, each by itself."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        inner = value.items() if isinstance(value, dict) else ()
        yield from [(name, value), *((f"{name}.{key}", each) for key, each in inner)]


def _needed(part: Frozen) -> Iterator[tuple[str, str, str]]:
    """The fields of a part that need a label, and its group and key."""
    for name, value in _values(part):
        for point in (value.start, value.end) if isinstance(value, Interval) else (value,):
            if isinstance(point, YearPart) and (key := point.label):
                yield name, "periods", key
    groups = [names for model, names in _GROUPS.items() if isinstance(part, model)]
    yield from ((name, group, name) for group, names in groups for name in names if getattr(part, name))
    if isinstance(part, Measured) and part.unit == POINTS:
        yield "unit", "figures", "points"
    if type(part) in _HEADS:
        yield "title", "heads", _HEADS[type(part)]
    if isinstance(part, Recommendation):
        terms = (key for key in RecommendationLabels.model_fields if getattr(part, key))
        yield from ((key, "recommendations", key) for key in terms)
    if isinstance(part, Measure) and part.trend and not part.trend.value:
        yield "trend", "figures", part.trend.direction
