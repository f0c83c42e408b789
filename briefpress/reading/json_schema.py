"""What a schema file may say: the part of JSON Schema (2020-12) by which kinds and types are declared.

What JSON Schema has no word for is said by `x-words` and `x-fact`. All else is refused at its place: nothing that a
schema says is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from briefpress.core.yamltree import Node
from briefpress.schema.declared_types import FACTS, WORDS

#: The keyword for the words that a partial prints by itself.
LABELS = "x-labels"
#: The key under which sources are cited, in every part of a brief.
SOURCES = "sources"
#: The types of the press's own, by the keywords that name them.
OWN: Mapping[str, Mapping[str, Any]] = {"x-words": WORDS, "x-fact": FACTS}
#: The keywords of each type, and those of all, which change nothing.
BY_TYPE: Mapping[str, tuple[str, ...]] = {
    "object": ("properties", "required", "additionalProperties"),
    "array": ("items", "minItems", "maxItems"),
    "string": ("enum", "format", "pattern", "minLength", "maxLength"),
    "integer": ("enum", "minimum", "maximum"),
    "number": ("minimum", "maximum"),
    "boolean": (),
}
REMARKS = ("$schema", "$id", "$comment", "title", "description", "examples")
#: All keywords of JSON Schema that are taken.
KEYWORDS = frozenset(("type", *REMARKS)).union(*BY_TYPE.values())
#: What is expected under a keyword, in words and in Python.
EXPECTED: Mapping[str, tuple[str, tuple[type, ...]]] = {
    **dict.fromkeys(("properties", "items", LABELS), ("keys and values are", (dict,))),
    **dict.fromkeys(("required", "enum"), ("a list is", (tuple,))),
    **dict.fromkeys(("minItems", "maxItems", "minLength", "maxLength"), ("a whole number is", (int,))),
    **dict.fromkeys(("minimum", "maximum"), ("a number is", (int, Decimal))),
    **dict.fromkeys(("type", "description", "pattern", "format", *OWN), ("a text is", (str,))),
    "additionalProperties": ("`false` is", (bool,)),
}


def kind_of(schema: Node) -> str:
    """What a schema declares: `x-words`, `x-fact` or a type, which goes without saying where its keywords tell it."""
    own = next((name for name in OWN if name in schema.keys), None)
    implied = (kind for kind in ("object", "array", "string") if schema.keys.keys() & BY_TYPE[kind])
    return own or schema.text("type") or ("" if "type" in schema.keys else next(implied, ""))
