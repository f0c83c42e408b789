"""The JSON Schema of the manuscripts of one brief, by the ids of its entries."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic.fields import FieldInfo

from briefpress.core.project import FACTS
from briefpress.core.yamltree import Node
from briefpress.editor.keys import SECTION_TEXT, described
from briefpress.editor.values import Schema, value_schema
from briefpress.editor.words import short_forms, word_fields
from briefpress.reading.content import Content
from briefpress.reading.entries import OwnWords
from briefpress.reading.ids import is_section_text
from briefpress.reading.merge import Part
from briefpress.reading.pairs import BY_LANGUAGE
from briefpress.schema.descriptions import description, summary
from briefpress.schema.fields import is_words


def manuscript_schema(content: Content) -> Schema:
    """The schema of a manuscript of this brief.

    A translation needs all words that brief.yaml has, a manuscript of the brief's own language what brief.yaml lacks.
    """
    return _words(content.tree(), content.own_words)


def _words(part: Part, own_words: OwnWords) -> Schema:
    """The words of a part, with those of its entries under their ids."""
    properties, needed = dict[str, Schema](), []
    for name, info in word_fields(part.model).items():
        node = part.get(name)
        if is_words(info):
            schema = _with_keys(value_schema(info), node)
            is_needed = _is_needed(name, info, node, own_words)
        elif isinstance(node, Part):
            schema = _words(node, own_words)
            is_needed = bool(schema["required"])
        elif node:
            texts = [each for each in _entries(node) if is_section_text(each.nearest("id"))]
            properties |= {"text": SECTION_TEXT} if texts else {}
            needed += ["text"] if texts and own_words is OwnWords.IN_BRIEF else []
            schema = _by_ids([each for each in _entries(node) if each not in texts], own_words)
            is_needed = bool(schema["required"])
        else:
            continue
        properties[name] = described(schema, description(part.model, name))
        needed += [name] if is_needed else []
    made = {"type": "object", "properties": properties, "additionalProperties": False, "required": needed}
    return described(made, summary(part.model))


def _is_needed(name: str, info: FieldInfo, node: Node | None, own_words: OwnWords) -> bool:
    if own_words is OwnWords.IN_BRIEF:
        # What a chart has no words for is told by the chart.
        return node is not None and name not in (*BY_LANGUAGE, "words")
    return info.is_required() and (node is None or node.position.file.name != FACTS)


def _by_ids(entries: list[Part], own_words: OwnWords) -> Schema:
    words = {str(entry.text("id")): _words(entry, own_words) for entry in entries}
    needed = [name for name, schema in words.items() if schema["required"]]
    properties = {
        name: {"anyOf": [*short_forms(entry.model), schema]}
        for (name, schema), entry in zip(words.items(), entries, strict=True)
    }
    return {"type": "object", "properties": properties, "additionalProperties": False, "required": needed}


def _entries(listed: Node) -> Iterator[Part]:
    return (each for each in listed.items() if isinstance(each, Part))


def _with_keys(schema: Schema, node: Node | None) -> Schema:
    """The schema of words under keys, with the keys that there are."""
    names = node.keys if node and isinstance(schema.get("additionalProperties"), dict) else ()
    return {**schema, "properties": dict.fromkeys(names, schema["additionalProperties"])} if names else schema
