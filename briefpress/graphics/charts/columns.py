"""What a field of the data holds, by the channels and transformations that take it (Vega-Lite, “type”).

It is never told from its cells one by one: in a nominal field `01` is a text, in a quantitative one `n/a` is a problem.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from enum import IntEnum
from typing import Any

from briefpress.core.problems import Problem
from briefpress.graphics.charts import cells
from briefpress.graphics.charts.data import Cell, Data
from briefpress.graphics.charts.schema import problem

Value = Decimal | str | None
Table = list[dict[str, Value]]

#: How many cells of one column are told.
_MOST = 12
_COUNTS = frozenset("count valid missing distinct argmin argmax".split())  # noqa: SIM905
_CATEGORIES = frozenset("row column facet shape strokeDash order detail".split())  # noqa: SIM905
#: The transformations of which some keys name fields that hold amounts.
_AMOUNTS = ("stack", "bin", "density", "regression", "on", "loess", "quantile", "extent")


class Kind(IntEnum):
    """What a field holds; of two kinds that it is taken for, the greater is true of it."""

    #: No channel says it.
    UNKNOWN = 0
    CATEGORY = 1
    AMOUNT = 2
    DATE = 3


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


def typed(data: Data, fields: Mapping[str, Kind]) -> tuple[Table, dict[str, Kind], list[Problem]]:
    """The values of the data, what each of their fields holds, and what is wrong with them."""
    problems: list[Problem] = []
    columns: dict[str, Iterator[Value]] = {}
    held: dict[str, Kind] = {}
    for name in data.fields:
        column = data.column(name)
        held[name] = fields.get(name) or _guessed(column)
        values = _read(held[name], column, data.separator)
        columns[name] = iter([value for value, _ in values])
        wrong = [
            problem(f"the field `{name}` holds {_NOUNS[held[name]]}s, and `{cell.text}` is none", cell.place, hint)
            for cell, (_, hint) in zip(column, values, strict=True)
            if hint
        ]
        problems += wrong[:_MOST]
        if len(wrong) > _MOST:
            message = f"{problems[-1].message}; {len(wrong) - _MOST} more below are none either"
            problems[-1] = replace(problems[-1], message=message)
    return [{name: next(columns[name]) for name in row} for row in data.rows], held, problems


def _guessed(column: list[Cell]) -> Kind:
    """What a field holds that no channel takes: amounts only where all of its cells are numbers."""
    texts = [cell.text for cell in column if cell.text]
    return Kind.AMOUNT if texts and all(cells.number(text) is not None for text in texts) else Kind.CATEGORY


#: A value, and if there should be one and is none, what to write.
_Read = tuple[Value, str]


def _read(kind: Kind, column: list[Cell], separator: str) -> list[_Read]:
    """The values of a column."""
    if kind is Kind.AMOUNT:
        return _amounts(column, separator)
    return _dates(column) if kind is Kind.DATE else [(cell.text or None, "") for cell in column]


def _amounts(column: list[Cell], separator: str) -> list[_Read]:
    texts = [cell.text for cell in column]
    if separator == ";" and _has_decimal_commas(texts):
        texts = [text.replace(",", ".") for text in texts]
    elif _has_points_between_thousands(texts, separator):
        # With one more decimal it is certain what is meant.
        hint = "write {}, or {}0 if the point stands before decimals"
        return [(cells.number(text), hint.format(text.replace(".", ""), text) if "." in text else "") for text in texts]
    values = [cells.number(text) for text in texts]
    return [
        (value, cells.number_hint(cell.text) if cell.text and value is None else "")
        for cell, value in zip(column, values, strict=True)
    ]


def _has_decimal_commas(texts: list[str]) -> bool:
    """Whether a spreadsheet wrote these numbers whose decimal sign is a comma, and none of them has thousands."""
    numbers = [text for text in texts if text]
    return all(re.fullmatch(r"[-+\u2212]?[0-9]+(,[0-9]+)?", text) for text in numbers) and any(
        re.search(r"^0,|,([0-9]{1,2}|[0-9]{4,})$", text) for text in numbers
    )


def _has_points_between_thousands(texts: list[str], separator: str) -> bool:
    """Whether 1.250 is rather more than a thousand: beside 980, or in the file of a spreadsheet with decimal commas."""
    pointed = [text for text in texts if "." in text]
    is_large = any(re.fullmatch(r"-?[1-9][0-9]{2,}", text) for text in texts)
    return (
        bool(pointed)
        and all(re.fullmatch(r"-?[1-9][0-9]{0,2}\.[0-9]{3}", text) for text in pointed)
        and (is_large or separator == ";")
    )


def _dates(column: list[Cell]) -> list[_Read]:
    moments = [cells.moment(cell.text) for cell in column]
    # A program that knows no days writes midnight.
    if all(re.search(r"T00:00(:00(\.0+)?)?$", value) for value in moments if value):
        moments = [value and value.partition("T")[0] for value in moments]
    return [
        (value, cells.date_hint(cell.text) if cell.text and value is None else "")
        for cell, value in zip(column, moments, strict=True)
    ]


#: What a field holds, in a word.
_NOUNS = {Kind.CATEGORY: "text", Kind.AMOUNT: "number", Kind.DATE: "date"}
