"""What was looked for and not found: it is told by a dash, and printed as such. What is left out is not told at all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationError
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from briefpress.core.gaps import GAPS, is_missing

#: The dash that is written for it.
_DASH = "–"


class NotFound(tuple[Any, ...]):
    """A value that was not found: nothing, wherever a value or a list is expected, and never the same as nothing."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NotFound)

    def __hash__(self) -> int:
        return hash(_DASH)


class Findable:
    """Marks a field whose value may be a dash in place of a value: it was looked for and not found."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        written = core_schema.wrap_serializer_function_ser_schema(_written, schema=(inner := handler(source)))
        return core_schema.no_info_wrap_validator_function(_found, inner, serialization=written)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [handler(schema), {"enum": sorted(GAPS)}]}


def _found(value: Any, check: core_schema.ValidatorFunctionWrapHandler) -> Any:
    if isinstance(value, NotFound) or (isinstance(value, str) and value in GAPS):
        return NotFound()
    if isinstance(value, str) and (is_missing(value) or value == "?"):
        context = {"value": value, "hint": f"write `{_DASH}` for what was looked for and not found, or remove the key"}
        raise PydanticCustomError("wrong-type", "`{value}` is no value", context)
    try:
        return check(value)
    except ValidationError:
        gap = (
            next((name for name, each in value.items() if str(each) in GAPS), None) if isinstance(value, dict) else None
        )
        if gap is None:
            raise
        hint = f"write `{_DASH}` in the place of all of it, if it was looked for and not found; or remove the key"
        place = {"key": gap, "hint": hint, "path": (gap,)}
        raise PydanticCustomError("wrong-type", "`{key}` alone cannot be missing", place) from None


def tells(parts: Iterable[object], *names: str) -> bool:
    """Whether one of some parts has a value under one of some names, or says that there was none to be found."""
    values = [getattr(part, name) for part in parts for name in names]
    return any(value or isinstance(value, NotFound) for value in values)


def _written(value: Any, write: core_schema.SerializerFunctionWrapHandler) -> Any:
    return _DASH if isinstance(value, NotFound) else write(value)
