"""A schema in which nothing is wrong (json_schema.py) as the class of a part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field

from briefpress.core.yamltree import Node
from briefpress.reading.json_schema import OWN, SOURCES, kind_of
from briefpress.schema.base import Entry, Frozen
from briefpress.schema.declared import declared_part
from briefpress.schema.declared_types import BOOLEAN, FORMATS, NUMBER, WHOLE, number_type, text_type

Model = TypeVar("Model", bound=Frozen)

#: What stands for values that are left out, by their types; nothing does for others.
_EMPTY: Mapping[str, Any] = {"array": (), "boolean": False}


def part_of(base: type[Model], name: str, schema: Node) -> type[Model]:
    """The class of a part, with the fields of a base and those that the schema declares."""
    required = {each.value for each in schema.items("required")}
    properties = schema.get("properties") or Node({}, schema.position)
    fields = {key: _field(key, inner, is_required=key in required) for key, inner in properties.inside()}
    return declared_part(base, name, schema.text("description"), fields)


def _field(key: str, schema: Node, *, is_required: bool) -> tuple[Any, Any]:
    """The type of what stands under a key, and what is there where it is left out."""
    value, empty = _type(key, schema), () if key == SOURCES else _EMPTY.get(kind_of(schema))
    if empty is None and not is_required:
        value |= None
    return value, Field(... if is_required else empty, description=schema.text("description"))


def _type(key: str, schema: Node) -> Any:
    """The type of what stands under a key."""
    kind = kind_of(schema)
    if kind in OWN:
        return OWN[kind][schema.text(kind) or ""]
    if kind == "object":
        return part_of(Frozen, key, schema)
    if kind == "array":
        return _list(key, schema)
    if kind == "boolean":
        return BOOLEAN
    if choice := tuple(each.value for each in schema.items("enum")):
        return Literal[choice]
    return _text(schema) if kind == "string" else _number(kind, schema)


def _list(key: str, schema: Node) -> Any:
    """The type of a list: of entries, or of facts."""
    items = schema.nearest("items")
    item: Any = part_of(Entry, key, items) if kind_of(items) == "object" else _type(key, items)
    length = Field(min_length=_limit(schema, "minItems"), max_length=_limit(schema, "maxItems"))
    return Annotated[tuple[item, ...], length]


def _text(schema: Node) -> Any:
    if name := schema.text("format"):
        return FORMATS[name]
    return text_type(schema.text("pattern"), _limit(schema, "minLength"), _limit(schema, "maxLength"))


def _number(kind: str, schema: Node) -> Any:
    least, most = _limit(schema, "minimum"), _limit(schema, "maximum")
    return number_type(WHOLE if kind == "integer" else NUMBER, least, most)


def _limit(schema: Node, name: str) -> Any:
    """The value of a keyword that is a number; None where it is not there."""
    limit = schema.get(name)
    return limit and limit.value
