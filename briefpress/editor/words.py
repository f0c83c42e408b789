"""The JSON Schema of a manuscript of any brief: which words may stand under which keys."""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic.fields import FieldInfo

from briefpress.editor.keys import SECTION_TEXT, described
from briefpress.editor.values import Schema, value_schema
from briefpress.reading.entries import sole_words
from briefpress.schema.base import Frozen, Tagged
from briefpress.schema.descriptions import description, summary
from briefpress.schema.fields import entry_class, is_words, may_stand, part_class
from briefpress.schema.sections import Section
from briefpress.schema.table_parts import Row


def word_fields(model: type[Frozen]) -> dict[str, FieldInfo]:
    """The fields of a part that may stand in a manuscript."""
    return {name: info for name, info in model.model_fields.items() if may_stand(info, words=True)}


def short_forms(model: type[Frozen]) -> list[Schema]:
    """What may stand for the words of an entry: its sole words alone; of a row its first cell, or its cells."""
    if issubclass(model, Row):
        cells = value_schema(model.model_fields["cells"]) | {"not": {"required": ["cells"]}}
        return [cells["additionalProperties"], cells]
    sole = sole_words(model)
    return [value_schema(model.model_fields[sole])] if sole else []


@dataclass
class Words:
    """Writes the schemas of words; those of parts stand in `definitions`, under the names of their classes."""

    definitions: dict[str, Schema] = field(default_factory=dict)

    def part(self, *models: type[Frozen]) -> Schema:
        """A reference to the words of a part of one of these classes: a manuscript does not say of which."""
        name = "-".join(dict.fromkeys(model.__name__ for model in models))
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] |= self._words(models)
        return {"$ref": f"#/definitions/{name}"}

    def _words(self, models: tuple[type[Frozen], ...]) -> Schema:
        names = dict.fromkeys(name for model in models for name in word_fields(model))
        properties = {
            name: self._field(name, [model for model in models if name in word_fields(model)]) for name in names
        }
        if issubclass(models[0], Section):
            properties.setdefault("text", SECTION_TEXT)
        made = described({"type": "object"}, summary(models[0]) if len(models) == 1 else "")
        return {**made, "properties": properties, "additionalProperties": False}

    def _field(self, name: str, models: list[type[Frozen]]) -> Schema:
        """What stands under a key in the words of a part, which is one of these classes."""
        infos = [model.model_fields[name] for model in models]
        inner = [each for info in infos for each in _classes(info)]
        options = [self._entries(inner)] if inner and entry_class(infos[0]) else [self.part(*inner)] if inner else []
        options += [value_schema(info) for info in infos if is_words(info)][:1]
        return described(options[0] if len(options) == 1 else {"anyOf": options}, description(models[0], name))

    def _entries(self, models: list[type[Frozen]]) -> Schema:
        """Words by the ids of their entries."""
        part = self.part(*dict.fromkeys(models))
        forms = [form for model in models for form in short_forms(model)]
        entry = {"anyOf": [*forms, part]} if forms else part
        ids = value_schema(models[0].model_fields["id"])
        return {"type": "object", "propertyNames": ids, "additionalProperties": entry}


def _classes(info: FieldInfo) -> list[type[Frozen]]:
    """The classes of what a field holds, the members of a family for it."""
    model = entry_class(info) or part_class(info)
    if model is None:
        return []
    return [*model.members().values()] or [model] if issubclass(model, Tagged) else [model]
