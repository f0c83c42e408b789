"""The short forms of the rows of tables: lists of cells, and cells under the ids of their columns."""

from __future__ import annotations

from briefpress.editor.values import Ids, Schema, one_of, value_schema
from briefpress.schema.table_parts import Column, Remark, Row

_VALUE: Schema = {"type": ["string", "number", "null"], "pattern": r"\S"}


def list_of_cells(ids: Ids | None) -> Schema:
    """A row as its cells, in the order of the columns."""
    return {"type": "array", "items": _cell(ids), "minItems": 1}


def with_cells(row: Schema, ids: Ids | None) -> Schema:
    """The keys of a row, and those of its columns: its cells stand under `cells`, or right there."""
    cell, columns = _cell(ids), _ids_of(Column.word(), ids)
    cells = {"type": "object", "propertyNames": columns, "additionalProperties": cell}
    own = dict(row["properties"])
    if "total" in columns.get("enum", ["total"]):
        # A column may have the id of this key.
        own["total"] = {**own["total"], "type": ["boolean", "string", "number", "object"]}
    if "cells" in own:
        described = {key: own["cells"][key] for key in ("description", "markdownDescription")}
        own["cells"] = {**described, "anyOf": [list_of_cells(ids), cells]}
    names = {"anyOf": [columns, {"enum": [*own]}]}
    known = dict.fromkeys(columns.get("enum", ()), cell)
    return {**row, "properties": {**known, **own}, "propertyNames": names, "additionalProperties": cell}


def _cell(ids: Ids | None) -> Schema:
    """A cell: its value alone, or with what it says beside."""
    extent = {"type": "integer", "minimum": 2}
    keys = {
        "value": _VALUE,
        "text": _VALUE,
        "remark": _ids_of(Remark.word(), ids),
        "colspan": extent,
        "rowspan": extent,
    }
    return {"anyOf": [_VALUE, {"type": "object", "properties": keys, "additionalProperties": False}]}


def _ids_of(word: str, ids: Ids | None) -> Schema:
    return one_of(ids[word]) if ids and word in ids else value_schema(Row.model_fields["id"])
