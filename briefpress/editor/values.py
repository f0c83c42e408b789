"""The JSON Schemas of single values: what pydantic says of their types, in the form that editors show best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, get_args, get_origin

from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from briefpress.schema.base import NotEmpty

Schema = dict[str, Any]
#: The ids that there are, by the words of the classes that have them; of other classes there may be any.
Ids = Mapping[str, Sequence[str]]
#: A text alone, in the place of keys and values.
TEXT: Schema = {"type": "string", "pattern": r"\S"}


def value_schema(info: FieldInfo, ids: Ids | None = None) -> Schema:
    """The schema of the value of a field that is neither a part nor a list of them.

    Where it refers to other parts, it takes these ids alone, or any.
    """
    made = _of_type(info.annotation, info.metadata, ids)
    return not_null(made) if any(isinstance(mark, NotEmpty) for mark in info.metadata) else made


def one_of(names: Sequence[str]) -> Schema:
    """The schema of one of these names; of nothing where there are none."""
    return {"enum": [*names]} if names else {"not": {}}


def _of_type(annotation: Any, marks: Sequence[Any], ids: Ids | None) -> Schema:
    if get_origin(annotation) is dict:
        # Pydantic does not say what its keys refer to.
        key, value = (_of_type(each, (), ids) for each in get_args(annotation))
        if (names := key.get("enum")) is None:
            return {"type": "object", "propertyNames": key, "additionalProperties": value}
        return {"type": "object", "properties": dict.fromkeys(names, value), "additionalProperties": False}
    # Annotated needs a mark; pydantic passes over one that it does not know.
    made: Schema = TypeAdapter(Annotated[(annotation, *marks, "value")]).json_schema()
    return _in_plain_form(made, ids)


def _in_plain_form(schema: Schema, ids: Ids | None) -> Schema:
    """A schema with the ids of a brief in the place of references, and with a type that may be null for a union."""
    plain = dict(schema)
    for key in ("items", "additionalProperties"):
        if isinstance(inner := plain.get(key), dict):
            plain[key] = _in_plain_form(inner, ids)
    options = plain["anyOf"] = [_in_plain_form(each, ids) for each in plain.get("anyOf", ())]
    words = plain.pop("x-refers-to", ())
    if ids and words and ids.keys() >= {*words}:
        return one_of([name for word in words for name in ids[word]])
    if len(options) == 2 and options[1] == {"type": "null"} and "anyOf" not in options[0]:
        return _or_null(options[0])
    return plain if options else {key: value for key, value in plain.items() if key != "anyOf"}


def not_null(schema: Schema) -> Schema:
    """The schema of a value that is not left out after its key."""
    made = dict(schema)
    if isinstance(types := schema.get("type"), list):
        made["type"] = [each for each in types if each != "null"]
    if "enum" in schema:
        made["enum"] = [each for each in schema["enum"] if each is not None]
    if "anyOf" in schema:
        made["anyOf"] = [not_null(each) for each in schema["anyOf"]]
    return made


def _or_null(schema: Schema) -> Schema:
    """The schema of a value that may also be left out after its key."""
    types = schema.get("type", [])
    changed = {"type": [*([types] if isinstance(types, str) else types), "null"]} if types else {}
    return schema | changed | ({"enum": [*schema["enum"], None]} if "enum" in schema else {})
