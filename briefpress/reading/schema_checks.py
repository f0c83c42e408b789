"""What is wrong with a schema file: all that json_schema.py has no word for, at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import SchemaError

from briefpress.core.problems import Problem, choices
from briefpress.core.yamltree import Node
from briefpress.language.locale import is_language
from briefpress.reading.ids import letters_of
from briefpress.reading.json_schema import BY_TYPE, EXPECTED, LABELS, OWN, REMARKS, SOURCES, kind_of
from briefpress.schema.base import Entry, Frozen
from briefpress.schema.declared_types import FACTS, FORMATS, text_type

#: So many values a schema file may have: more than any part of a brief has keys.
_MOST = 2000
_NAME = re.compile("[a-z][A-Za-z0-9_]*")
_NAME_HINT = "it begins with a small letter, and has letters of a to z, digits and `_`"
#: Words that the press reads of parts which have no such key.
_RESERVED = ("if", "labels", "width")
#: How to say what other keywords of JSON Schema are meant to say.
_ELSEWHERE = {
    **dict.fromkeys(
        ("oneOf", "anyOf", "allOf", "not", "if", "then", "else"),
        "a key has one type: declare two keys, of which each may be left out, or write two schema files",
    ),
    **dict.fromkeys(
        ("$ref", "$defs", "definitions"),
        "write it out where it is used; in YAML, `&name` before it and `*name` elsewhere repeat it",
    ),
    "default": "remove it: what a brief leaves out is not there, and the partial says what is printed then",
    "const": "write `enum:` and a list of one",
    "nullable": "remove it: what is not listed under `required:` may be left out",
    "exclusiveMinimum": "write `minimum:`, the least number that is right",
    "exclusiveMaximum": "write `maximum:`, the greatest number that is right",
}


def problems_in(base: type[Frozen], schema: Node) -> Iterator[Problem]:
    """What is wrong with the schema of a part that is made on a base."""
    if not isinstance(schema.value, dict):
        yield _wrong("keys and values are expected here", schema, "write `properties:`, and the keys under it")
    elif sum(1 for _ in schema.walk()) > _MOST:
        hint = "declare several kinds or types, each with the keys that it needs"
        yield _wrong("this declares more than anybody fills in", schema, hint)
    elif kind_of(schema) not in ("object", ""):
        yield _wrong("the keys of a part are declared here", schema.nearest("type"), "write `type: object`")
    else:
        yield from _wrong_object(base, schema, LABELS)
        yield from _wrong_labels(schema.get(LABELS) or Node({}, schema.position))


def _wrong_labels(labels: Node) -> Iterator[Problem]:
    """What is wrong with the names and the languages of the words that a partial prints by itself."""
    for name, place in labels.keys.items():
        if not _NAME.fullmatch(name):
            yield _wrong(f"`{name}` cannot be the name of a label", labels, _NAME_HINT).at(place)
        for code, within in labels.nearest(name).keys.items():
            if not is_language(code):
                hint = "write the code of a language: en, fr, pt-BR"
                yield _wrong(f"there is no language `{code}`", labels, hint).at(within)


def _wrong(message: str, node: Node, hint: str) -> Problem:
    return Problem("wrong-schema", message, node.position, hint)


def _wrong_object(base: type[Frozen], schema: Node, *others: str) -> Iterator[Problem]:
    """What is wrong with the schema of an object, which may have other keywords as well."""
    yield from _wrong_keywords("object", schema, *others)
    properties = schema.get("properties") or Node({}, schema.position)
    for each in schema.items("required"):
        if str(each.value) not in properties.keys:
            message = f"{each.shown()} is required, and not declared under `properties:`"
            yield _wrong(message, each, choices(str(each.value), properties.keys, "keys"))
    for name, place in properties.keys.items():
        if problem := _wrong_name(base, name):
            yield problem.at(place)
        else:
            yield from _wrong_value(name, properties.nearest(name))


def _wrong_name(base: type[Frozen], name: str) -> Problem | None:
    """Why no part that is made on a base can have a key of this name."""
    message, hint = "", "choose another word"
    if name in base.model_fields:
        message, hint = f"every {base.word()} has a key `{name}` already", "remove it, or choose another word"
    elif hasattr(base, name) or name in _RESERVED:
        message = f"the press itself needs the word `{name}`"
    elif not _NAME.fullmatch(name):
        message, meant = f"`{name}` cannot be a key", letters_of(name).replace("-", "_")
        hint = f"{_NAME_HINT}: write `{meant}`" if _NAME.fullmatch(meant) else _NAME_HINT
    return Problem("wrong-schema", message, None, hint) if message else None


def _wrong_value(name: str, schema: Node) -> Iterator[Problem]:
    """What is wrong with what a key of a part may hold."""
    kind = kind_of(schema)
    if (name == SOURCES) != (schema.text("x-fact") == SOURCES):
        hint = f"write `{SOURCES}: {{x-fact: {SOURCES}}}`, or choose another key"
        yield _wrong(f"sources are cited under `{SOURCES}:`, and nothing else is", schema, hint)
    elif kind == "object":
        yield from _wrong_object(Frozen, schema)
    elif kind == "array":
        yield from _wrong_list(schema)
    else:
        yield from _wrong_single(kind, schema)


def _wrong_list(schema: Node) -> Iterator[Problem]:
    yield from _wrong_keywords("array", schema)
    items = schema.get("items")
    if items is None:
        yield _wrong("`items` is missing", schema, "say what is listed: `items: {type: string}`")
    elif (kind := kind_of(items)) == "object":
        yield from _wrong_object(Entry, items)
    elif kind == "array" or (kind in OWN and not _is_listed(items)):
        hint = "list objects, with this under a key: `items: {type: object, properties: {…}}`"
        yield _wrong("this has no place in a list by itself", items, hint)
    else:
        yield from _wrong_single(kind, items)


def _is_listed(schema: Node) -> bool:
    """Whether values of a type of the press's own can be listed without a key; a picture needs words beside it."""
    name = schema.text("x-fact") or ""
    return name in FACTS and name != "picture" and _json_types(FACTS[name]).isdisjoint(("object", "array"))


def _wrong_single(kind: str, schema: Node) -> Iterator[Problem]:
    """What is wrong with the schema of a single value."""
    typed, types = schema.get("type"), list(BY_TYPE)
    if not isinstance(schema.value, dict):
        yield _wrong("keys and values are expected here", schema, "write `{type: string}`")
    elif kind in BY_TYPE or kind in OWN:
        yield from _wrong_keywords(kind, schema)
        yield from _wrong_own(kind, schema) if kind in OWN else _wrong_choice(kind, schema)
    elif typed is None and (other := next((name for name in schema.keys if name in _ELSEWHERE), None)):
        yield _wrong(f"`{other}` is not taken here", schema, _ELSEWHERE[other]).at(schema.keys[other])
    elif typed is None:
        hint = "say what the key holds: `type: string`, or `x-words: line` for words"
        yield _wrong("`type` is missing", schema, hint)
    elif isinstance(typed.value, tuple):
        hint = "write one of them; what is not listed under `required:` may be left out"
        yield _wrong("a key has one type", typed, hint)
    else:
        yield _wrong(f"there is no type {typed.shown()}", typed, choices(str(typed.value), types, "types"))


def _wrong_keywords(kind: str, schema: Node, *others: str) -> Iterator[Problem]:
    """What is wrong with the keywords of a schema."""
    known = ("type", *BY_TYPE.get(kind, (kind,)), *others, *REMARKS)
    for name, value in schema.inside():
        expected, types = EXPECTED.get(name, ("", ()))
        if name not in known:
            hint = _ELSEWHERE.get(name) or choices(name, known, "keywords")
            yield _wrong(f"`{name}` is not taken here", schema, hint).at(schema.keys[name])
        elif types and (type(value.value) not in types or value.value is True):
            yield _wrong(f"{expected} expected under `{name}:`", value, "write it, or remove the keyword")


def _wrong_own(kind: str, schema: Node) -> Iterator[Problem]:
    """What is wrong with a type of the press's own, and with the type of JSON Schema beside it."""
    named, typed = schema.nearest(kind), schema.get("type")
    if named.text() not in OWN[kind]:
        hint = choices(str(named.value), OWN[kind], "words" if kind == "x-words" else "facts")
        yield _wrong(f"there is no `{kind}` {named.shown()}", named, hint)
    elif typed and typed.text() not in _json_types(OWN[kind][str(named.value)]):
        yield _wrong(f"`{kind}: {named.value}` has another type than {typed.shown()}", typed, "remove `type:`")


def _json_types(value: Any) -> frozenset[str]:
    """The types of JSON Schema that a value may be of."""
    # Words of which one is to be chosen have none.
    types = TypeAdapter(value).json_schema().get("type", "string")
    return frozenset([types] if isinstance(types, str) else types)


def _wrong_choice(kind: str, schema: Node) -> Iterator[Problem]:
    """What is wrong with what is said of a text or a number."""
    enum, named, pattern = (schema.get(name) for name in ("enum", "format", "pattern"))
    python = str if kind == "string" else int
    sole = "enum" if enum else "format"
    if (enum or named) and (idle := [name for name in BY_TYPE[kind] if name in schema.keys and name != sole]):
        yield _wrong(f"`{idle[0]}` says nothing beside `{sole}`", schema.nearest(idle[0]), "remove one of the two")
    if enum and not (enum.value and all(type(each.value) is python for each in enum.items())):
        yield _wrong("the values that may be chosen are listed here", enum, f"list values of the type `{kind}`")
    if named and named.text() not in FORMATS:
        yield _wrong(f"there is no format {named.shown()}", named, choices(str(named.value), FORMATS, "formats"))
    if pattern and (reason := _wrong_pattern(str(pattern.value))):
        hint = f"{reason}; patterns are those of Rust's regex, which has no lookaround and no backreferences"
        yield _wrong("this is no pattern that the press takes", pattern, hint)


def _wrong_pattern(pattern: str) -> str:
    """Why a pattern cannot be used; "" where it can."""
    try:
        TypeAdapter(text_type(pattern))
    except SchemaError as error:
        return str(error).strip().rpartition("\n")[2].removeprefix("error: ")
    return ""
