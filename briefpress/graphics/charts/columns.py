"""What a field of the data holds, by the channels and transformations that take it (Vega-Lite, “type”)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from briefpress.data.columns import Kind

_COUNTS = frozenset("count valid missing distinct argmin argmax".split())  # noqa: SIM905
_CATEGORIES = frozenset("row column facet shape strokeDash order detail".split())  # noqa: SIM905
#: The transformations of which some keys name fields that hold amounts.
_AMOUNTS = ("stack", "bin", "density", "regression", "on", "loess", "quantile", "extent")


def kind_of(channel: str, definition: Mapping[str, Any]) -> Kind:
    """What a channel takes its field for (Vega-Lite's default where it does not say)."""
    aggregate, scale = definition.get("aggregate"), definition.get("scale")
    stated = {"quantitative": Kind.AMOUNT, "temporal": Kind.DATE}.get(str(definition.get("type")))
    if isinstance(aggregate, dict) or aggregate in _COUNTS:
        return Kind.UNKNOWN
    if definition.get("timeUnit") or stated is Kind.DATE:
        return Kind.DATE
    if definition.get("bin") or aggregate or stated:
        return Kind.AMOUNT
    if definition.get("type") or channel in _CATEGORIES or not isinstance(scale, dict):
        return Kind.CATEGORY
    return {"time": Kind.DATE, "utc": Kind.DATE, "linear": Kind.AMOUNT, "log": Kind.AMOUNT}.get(
        str(scale.get("type")), Kind.CATEGORY
    )


def kinds(tree: Mapping[str, Any]) -> dict[str, Kind]:
    """What each field holds that a channel or a transformation of a specification takes."""
    found: dict[str, Kind] = defaultdict(lambda: Kind.UNKNOWN)
    sources: dict[str, list[str]] = {}
    _gather(tree, _repeated(tree), found, sources)
    # What is made of fields holds what they hold.
    for made, fields in sources.items():
        for name in fields:
            found[name] = max(found[name], found[made])
    return dict(found)


def _repeated(tree: Mapping[str, Any]) -> list[str]:
    """The fields that a chart is repeated for."""
    repeat = tree.get("repeat")
    lists = repeat.values() if isinstance(repeat, dict) else [repeat]
    return [name for names in lists if isinstance(names, list) for name in names if isinstance(name, str)]


def _gather(tree: object, repeated: list[str], found: dict[str, Kind], sources: dict[str, list[str]]) -> None:
    for inner in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        _gather(inner, repeated, found, sources)
    if not isinstance(tree, dict):
        return
    for step in listed(tree.get("transform")):
        for name, kind in _transformed(step):
            found[name] = max(found[name], kind)
        sources |= _made(step)
    encoding = tree.get("encoding")
    types: dict[str, Any] = {}
    for channel, definition in defined(encoding) if isinstance(encoding, dict) else ():
        primary = types.get(channel.removesuffix("2"), {}) if channel.endswith("2") else {}
        types[channel] = definition
        kind = kind_of(channel, {"type": primary.get("type")} | definition if primary else definition)
        field = definition.get("field")
        for name in repeated if isinstance(field, dict) else [field] if isinstance(field, str) else ():
            found[name] = max(found[name], kind)


def defined(encoding: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The channels of an encoding with their definitions, those that hold under a condition among them."""
    for channel, value in encoding.items():
        for definition in listed(value):
            yield channel, definition
            yield from ((channel, inner) for inner in listed(definition.get("condition")))


def listed(value: object) -> list[dict[str, Any]]:
    """The mappings in what may be one or a list of them."""
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict)]


def _transformed(step: Mapping[str, Any]) -> Iterator[tuple[str, Kind]]:
    """The fields that a transformation takes for something."""
    for key in _AMOUNTS:
        for name in (step.get(key), step.get("field") if key == "bin" and key in step else None):
            if isinstance(name, str):
                yield name, Kind.AMOUNT
    if "timeUnit" in step and isinstance(step.get("field"), str):
        yield step["field"], Kind.DATE
    for key in ("aggregate", "joinaggregate", "window"):
        for operation in listed(step.get(key)):
            if operation.get("op") in ("sum", "mean", "average", "median", "stdev", "variance", "product"):
                yield str(operation.get("field")), Kind.AMOUNT


def _made(step: Mapping[str, Any]) -> dict[str, list[str]]:
    """The fields that a transformation makes of others and that hold the same, by their names."""
    if isinstance(step.get("fold"), list):
        return {folded(step)[1]: [str(name) for name in step["fold"]]}
    operations = [each for key in ("aggregate", "joinaggregate", "window") for each in listed(step.get(key))]
    kept = [each for each in operations if each.get("op") not in _COUNTS and {"field", "as"} <= each.keys()]
    return {str(each["as"]): [str(each["field"])] for each in kept}


def folded(step: Mapping[str, Any]) -> tuple[str, str]:
    """The fields that a transformation makes in which others are folded: of their names, and of their values."""
    names = step.get("as")
    names = list(map(str, names)) if isinstance(names, list) else []
    return names[0] if names else "key", names[1] if len(names) > 1 else "value"
