"""The JSON Schema of a file with facts: of brief.yaml, of labels and of a dossier, with all short forms.

Which keys it has depends on where the words of the brief's own language stand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import get_origin

from pydantic.fields import FieldInfo

from briefpress.editor.rows import list_of_cells, with_cells
from briefpress.editor.values import TEXT, Ids, Schema, not_null, value_schema
from briefpress.reading.entries import OwnWords, plain_member, sole_words
from briefpress.reading.ids import unused
from briefpress.schema.base import Entry, Frozen, OneOrMore, Tagged
from briefpress.schema.blocks import Prose
from briefpress.schema.descriptions import description, summary
from briefpress.schema.fields import entry_class, is_words, may_stand, part_class, takes_false
from briefpress.schema.key_rules import has
from briefpress.schema.sections import Section
from briefpress.schema.table_parts import Row

_LINK = re.compile(r"\[([^\]]*)\]\((?!https?:)[^)]*\)")


def described(schema: Schema, text: str) -> Schema:
    """A schema with what it describes, in Markdown; links to other places of the documents are left out."""
    markdown = " ".join(_LINK.sub(r"\1", text).split())
    plain = markdown.replace("`", "").replace("*", "")
    return {"description": plain, "markdownDescription": markdown, **schema} if text else schema


SECTION_TEXT = described(value_schema(Prose.model_fields["text"]), "Running text: the first of its blocks.")


@dataclass
class Keys:
    """Writes the schemas of parts; those that are written stand in `definitions`, under their names."""

    own_words: OwnWords
    ids: Ids | None = None
    prefix: str = ""
    definitions: dict[str, Schema] = field(default_factory=dict)
    _names: dict[type[Frozen], str] = field(default_factory=dict)

    def part(self, model: type[Frozen]) -> Schema:
        """A reference to the schema of a part, which is written where it is not there yet."""
        if model not in self._names:
            module = model.__module__.rpartition(".")[2]
            name = unused(f"{self.prefix}{module}.{model.__name__}", self.definitions)
            self._names[model], self.definitions[name] = name, {}
            self.definitions[name] |= self._family(model) or self._keys(model)
        return {"$ref": f"#/definitions/{self._names[model]}"}

    def _keys(self, model: type[Frozen]) -> Schema:
        """The keys of a part."""
        fields = {name: info for name, info in model.model_fields.items() if self._may_have(info)}
        made = described({"type": "object", "title": model.word()}, summary(model))
        made |= {"properties": self._properties(model, fields), "additionalProperties": False}
        made["required"] = [name for name, info in fields.items() if self._is_required(model, name, info)]
        rules = [*model.key_rules, *({"not": has(old, new)} for old, new in model.former.items())]
        if "text" in made["properties"].keys() - fields.keys() and "blocks" in made["required"]:
            made["required"].remove("blocks")
            rules.append({"anyOf": [{"required": ["text"]}, {"required": ["blocks"]}]})
        made |= {"allOf": rules} if rules else {}
        return with_cells(made, self.ids) if model is Row else made

    def _properties(self, model: type[Frozen], fields: Mapping[str, FieldInfo]) -> Schema:
        properties = {
            name: described(self._field(info), description(model, name)) | _default(info)
            for name, info in fields.items()
        }
        if tag := getattr(model, "tag", ""):
            # The family says what it may be.
            properties[tag] = {}
        if issubclass(model, Section) and self.own_words is not OwnWords.IN_MANUSCRIPT:
            properties.setdefault("text", SECTION_TEXT)
        for old, new in model.former.items():
            properties[old] = {**properties[new], "deprecationMessage": f"older word for `{new}`", "doNotSuggest": True}
        return properties

    def _may_have(self, info: FieldInfo) -> bool:
        return self.own_words is not OwnWords.IN_MANUSCRIPT or may_stand(info, words=False) or takes_false(info)

    def _is_required(self, model: type[Frozen], name: str, info: FieldInfo) -> bool:
        if name == "id":
            # The press makes one; but by one that is made, no manuscript has words.
            needs_words = any(is_words(each) and each.is_required() for each in model.model_fields.values())
            return self.own_words is OwnWords.IN_MANUSCRIPT and needs_words
        is_elsewhere = is_words(info) and self.own_words is not OwnWords.IN_BRIEF
        return info.is_required() and not is_elsewhere and name != getattr(model, "tag", "")

    def _field(self, info: FieldInfo) -> Schema:
        if base := entry_class(info):
            return {"type": "array", "items": self.entry(base), **_length(info)}
        if (part := part_class(info)) is None or is_words(info):
            is_only_false = self.own_words is OwnWords.IN_MANUSCRIPT and is_words(info)
            return {"const": False} if is_only_false else value_schema(info, self.ids)
        one = self._or_text(part)
        if get_origin(info.annotation) is not tuple:
            return one
        several = {"type": "array", "items": one, **_length(info)}
        return {"anyOf": [several, one]} if any(isinstance(mark, OneOrMore) for mark in info.metadata) else several

    def _or_text(self, model: type[Frozen]) -> Schema:
        return {"anyOf": [TEXT, self.part(model)]} if model.takes_text else self.part(model)

    def entry(self, base: type[Entry]) -> Schema:
        """The schema of an entry of a list, which may be an id or a text alone; a row may be a list of cells."""
        options = [*self._short_forms(base), self.part(base)]
        if issubclass(base, Row):
            options.insert(0, list_of_cells(self.ids))
        return {"anyOf": options} if len(options) > 1 else options[0]

    def _short_forms(self, base: type[Entry]) -> list[Schema]:
        plain = plain_member(base)
        sole = base.bare or sole_words(plain)
        if sole and get_origin(plain.model_fields[sole].annotation) is dict:
            sole = None
        needed = {name for name, info in plain.model_fields.items() if self._is_required(plain, name, info)}
        if any(_asks_for_more(rule, sole) for rule in plain.key_rules):
            return []
        if sole and needed <= {sole} and (base.bare or self.own_words is not OwnWords.IN_MANUSCRIPT):
            return [not_null(value_schema(plain.model_fields[sole]))]
        if needed <= {"id"} and self.own_words is not OwnWords.IN_BRIEF:
            return [value_schema(plain.model_fields["id"])]
        return []

    def _family(self, base: type[Frozen]) -> Schema:
        """The members of a family, told apart by their `kind` or `type`; nothing of what is no family."""
        if not issubclass(base, Tagged) or not (members := base.members()):
            return {}
        names = {"enum": [*members], "enumDescriptions": [summary(member) for member in members.values()]}
        branches = [
            {"if": {"type": "object", **_is(base.tag, word)}, "then": self.part(member)}
            for word, member in members.items()
        ]
        tag = described(names, description(base, base.tag))
        made: Schema = {"type": "object", "title": base.word(), "properties": {base.tag: tag}, "allOf": branches}
        plain = members.get(Prose.word())
        if plain is None:
            return made | {"required": [base.tag]}
        # Where nothing is typed yet, this holds as well: its keys are offered.
        branches.append({"if": {"properties": {base.tag: {"not": {}}}}, "then": self.part(plain)})
        return made


def _asks_for_more(rule: Schema, name: str | None) -> bool:
    """Whether a rule asks for other keys than this one."""
    options = [*rule.get("oneOf", ()), *rule.get("anyOf", ())]
    return bool(options) and not any({*option["required"]} <= {name} for option in options)


def _is(name: str, word: str) -> Schema:
    return {"properties": {name: {"const": word}}, "required": [name]}


def _length(info: FieldInfo) -> Schema:
    """How many items a list takes."""
    bounds = {"minItems": "min_length", "maxItems": "max_length"}
    return {key: getattr(mark, name) for mark in info.metadata for key, name in bounds.items() if hasattr(mark, name)}


def _default(info: FieldInfo) -> Schema:
    """What stands where a key is left out."""
    return {"default": info.default} if isinstance(info.default, str | bool) else {}
