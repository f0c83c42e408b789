"""What the validators of a part ask of its keys together, in JSON Schema: for those who check it otherwise."""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict


def has(*names: str) -> dict[str, Any]:
    """That all of these keys have a value."""
    return {"required": [*names], "properties": {name: {"not": {"type": "null"}} for name in names}}


def rule(**schema: Any) -> ConfigDict:
    """The configuration of a model of which this holds as well."""
    return ConfigDict(json_schema_extra=schema)


def has_one_of(*names: str) -> ConfigDict:
    """The configuration of a model that has one of these keys and no other of them."""
    return rule(oneOf=[has(name) for name in names])


def has_some_of(*names: str) -> ConfigDict:
    """The configuration of a model that has at least one of these keys."""
    return rule(anyOf=[has(name) for name in names])
