"""Values that a JSON Schema takes, made from it; and values with a mistake, made from good ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

from hypothesis import strategies as st

Schema = dict[str, Any]
Keys = tuple[str | int, ...]

#: Texts of all forms that the schemas ask for.
_TEXTS = (
    *("Water", "Two words", "water", "office-2", "en", "{value} posts", "Müller, Anna", "10.1000/182"),
    *("2024", "2024-03", "2024-03-05", "2026-12-09/10", "2026-Q3", "2027-spring", "2026/27"),
    *("https://example.org/a", "mailto:press@example.org"),
)
_NUMBERS = (0, 1, 2, 5, 12.5, -3.2, 2024, 1250000)
#: What stands in the place of something else.
_MISTAKES = (None, True, 7, -2.5, "text", "", "two words", "2024-03", [], ["a"], {}, {"a": "b"}, [1, 2], "FR", 0)
_NAMES = ("text", "title", "sources", "onepager", "id", "caption", "foo", "notes", "kind", "short", "date", "if")


@st.composite
def taken_by(draw: st.DrawFn, schema: Schema) -> Any:
    """Values that a schema takes, as far as its parts ask nothing else of several keys together."""
    return _Maker(draw, schema["definitions"]).value(schema, 0)


class _Maker:
    def __init__(self, draw: st.DrawFn, definitions: dict[str, Schema]) -> None:
        self._draw = draw
        self._definitions = definitions

    def value(self, schema: Schema, depth: int) -> Any:
        while "$ref" in schema:
            schema = self._definitions[schema["$ref"].rpartition("/")[2]]
        if "const" in schema or "enum" in schema:
            return self._one(schema.get("enum") or [schema["const"]])
        if "anyOf" in schema and "properties" not in schema:
            shared = {key: each for key, each in schema.items() if key != "anyOf"}
            return self.value(shared | self._one(schema["anyOf"]), depth)
        types = schema.get("type", "object")
        kind = types if isinstance(types, str) else self._one(types)
        if kind == "object":
            return self._object(schema, depth + 1)
        if kind == "array":
            number = self._draw(st.integers(least := schema.get("minItems", 0), least + 1))
            return [self.value(schema["items"], depth) for _ in range(number)]
        return self._scalar(kind, schema)

    def _scalar(self, kind: str, schema: Schema) -> Any:
        if kind == "string":
            return self._one([text for text in _TEXTS if re.search(schema.get("pattern", ""), text)])
        if kind in ("boolean", "null"):
            return self._one([True, False] if kind == "boolean" else [None])
        numbers = [each for each in _NUMBERS if kind == "number" or each == int(each)]
        least, most = schema.get("minimum", -9e9), schema.get("maximum", 9e9)
        return self._one([each for each in numbers if least <= each <= most])

    def _object(self, schema: Schema, depth: int) -> Any:
        rules = schema.get("allOf", [])
        if [*schema] == ["$schema", "title", "allOf", "definitions"] or [*schema] == ["allOf", "definitions"]:
            return self.value(rules[0], depth)
        if members := [rule for rule in rules if rule.get("if", {}).get("type") and "$ref" in rule["then"]]:
            member = self._one(members)
            (tag,) = member["if"]["required"]
            return {tag: member["if"]["properties"][tag]["const"], **self.value(member["then"], depth)}
        properties = schema.get("properties", {})
        today = [name for name, each in properties.items() if "deprecationMessage" not in each]
        chosen = {name for name in today if self._draw(st.integers(0, 2 + 2 * depth)) == 0}
        for rule in rules:
            chosen = self._together(rule, chosen)
        chosen |= {*schema.get("required", ())}
        made = {name: self.value(properties[name], depth) for name in properties if name in chosen}
        if not properties and isinstance(more := schema.get("additionalProperties"), dict):
            made["water"] = self.value(more, depth)
        return made

    def _together(self, rule: Schema, chosen: set[str]) -> set[str]:
        """The chosen keys, as far as a rule lets them stand together, with those that it asks for."""
        options = [{*option["required"]} for option in (*rule.get("oneOf", ()), *rule.get("anyOf", ()))]
        if options:
            return chosen - (set().union(*options) if "oneOf" in rule else set()) | self._one(options)
        first, others = rule.get("not", {}).get("allOf", [{"required": [""]}, {}])
        if chosen >= {*first["required"]}:
            chosen = chosen.difference(*(option["required"] for option in others["anyOf"]))
        return chosen

    def _one(self, options: list[Any]) -> Any:
        return self._draw(st.sampled_from(options))


def with_mistake(good: Any, random: Random) -> Any:
    """A value with one change somewhere in it; mostly a mistake."""
    value = deepcopy(good)
    *way, last = random.choice([keys for keys in _within(value) if keys])
    inner = value
    for key in way:
        inner = inner[key]
    match random.choice(("remove", "rename", "replace", "replace", "add", "move")):
        case "remove":
            del inner[last]
        case "rename" if isinstance(inner, dict):
            inner[random.choice((f"{last}x", *_NAMES))] = inner.pop(last)
        case "add" if isinstance(inner, dict):
            inner[random.choice(_NAMES)] = random.choice(_MISTAKES)
        case "move":
            moved: Any = good
            for key in random.choice([keys for keys in _within(good) if keys]):
                moved = moved[key]
            inner[last] = deepcopy(moved)
        case _:
            inner[last] = random.choice(_MISTAKES)
    return value


def _within(value: Any, keys: Keys = ()) -> Iterator[Keys]:
    """The keys and indices that lead to all that is in a value."""
    yield keys
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from _within(each, (*keys, key))
