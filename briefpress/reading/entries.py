"""The short forms of entries written out: bare texts, what goes without saying, and ids that nobody has typed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum

from briefpress.core.problems import near
from briefpress.core.yamltree import Node
from briefpress.reading.ids import MadeId, TextId, entry_model, is_section_text, made_ids, unused
from briefpress.schema.base import Entry, Frozen, Tagged
from briefpress.schema.blocks import Block, Prose
from briefpress.schema.fields import is_words
from briefpress.schema.sections import Section
from briefpress.schema.table_parts import Row
from briefpress.schema.tables import Table

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class OwnWords(Enum):
    """Where the words of a brief's own language stand; those of other languages stand in manuscripts."""

    #: In a manuscript, as those of all languages: brief.yaml names no language, and holds facts.
    IN_MANUSCRIPT = "in manuscript"
    #: In brief.yaml and in a manuscript beside it.
    IN_BOTH = "in both"
    #: In brief.yaml alone.
    IN_BRIEF = "in brief"


@dataclass(frozen=True, eq=False, kw_only=True)
class Rewritten(Node):
    """An entry that was written out before ids are made."""

    typed: Node


def keys_of(model: type[Frozen]) -> frozenset[str]:
    """The keys that a part may have where facts and words stand together."""
    return frozenset({*model.model_fields, *(("text",) if issubclass(model, Section) else ())})


def is_text_with_colon(model: type[Frozen], entry: Node) -> bool:
    """Whether an entry is probably a bare text, of which YAML has made a key and its value: `Funding: to be found`."""
    typed = [key for key in entry.keys if not isinstance(entry.get(key), MadeId) and key != getattr(model, "tag", "")]
    return issubclass(model, Entry) and len(typed) == 1 and not near(typed[0], keys_of(model))


def colon_hint(model: type[Frozen], name: str, entry: Node) -> str:
    """What to do about such an entry: a fact has a term and a text, and others are one text."""
    required = [key for key, info in model.model_fields.items() if is_words(info) and info.is_required()]
    if len(required) == 2:
        text = (entry.text(name) or "…").replace('"', "'")
        return f'write `{{{required[0]}: {name}, {required[1]}: "{text}"}}`'
    return f'if it is all one text, put quotation marks around it: "{name}: …"'


def written_out(base: type[Entry], listed: Node, own_words: OwnWords) -> list[Node]:
    """The entries of a list of brief.yaml with all that was left out, as far as they are entries."""
    nodes = [_with_text_block(base, _with_tag(base, _as_mapping(base, node, own_words))) for node in listed.items()]
    typed = [node.typed if isinstance(node, Rewritten) else node for node in listed.items()]
    for index, (name, is_place) in made_ids(base, nodes).items():
        entry = nodes[index]
        made = MadeId(value=name, position=entry.position, is_place=is_place, entry=typed[index], listed=listed)
        nodes[index] = with_key(entry, "id", made)
    return nodes


def words_written_out(model: type[Frozen], entry: Node, words: Node | None) -> Node | None:
    """What a manuscript has under the id of an entry: a text alone is its sole words, that of a section a block's."""
    if words is None:
        return None
    if issubclass(model, Table):
        return _rows_written_out(entry, words)
    if issubclass(model, Row):
        return words if "cells" in words.keys else _mapping(words, {"cells": words})
    if not isinstance(words.value, dict):
        sole = sole_words(model)
        return words if sole is None else _mapping(words, {sole: words})
    made = next(entry.items("blocks"), entry).get("id")
    name = made.text() if made and is_section_text(made) else None
    text, blocks = words.get("text"), words.get("blocks")
    if name is None or text is None or (blocks and name in blocks.keys):
        return words
    return with_key(without_key(words, "text"), "blocks", with_key(blocks or _mapping(text, {}), name, text))


def _rows_written_out(table: Node, words: Node) -> Node:
    """The words of a table: a text alone under the id of a row is its cell in the first column, which names the row."""
    name, rows = next((column.text("id") for column in table.items("columns")), None), words.get("rows")
    if name is None or rows is None or not isinstance(rows.value, dict):
        return words
    value = {key: _mapping(row, {name: row}) if isinstance(row.value, str) else row for key, row in rows.value.items()}
    return with_key(words, "rows", replace(rows, value=value))


def sole_words(model: type[Frozen]) -> str | None:
    """The field that a text alone stands for: the only required words, or else the only words that there are."""
    words = {name: info.is_required() for name, info in model.model_fields.items() if is_words(info)}
    required = [name for name, is_required in words.items() if is_required]
    return next((names[0] for names in (required, list(words)) if len(names) == 1), None)


def _as_mapping(base: type[Entry], node: Node, own_words: OwnWords) -> Node:
    """A bare text as an entry: it is a fact that says which, an id, or its sole words."""
    if isinstance(node.value, dict | tuple | None):
        return node
    looks_like_id = isinstance(node.value, str) and bool(_ID.fullmatch(node.value))
    is_id = own_words is OwnWords.IN_MANUSCRIPT or (own_words is OwnWords.IN_BOTH and looks_like_id)
    key = base.bare or ("id" if is_id else sole_words(plain_member(base)))
    is_text = isinstance(node.value, str) or not is_id
    return _mapping(node, {key: node}) if key and is_text else node


def plain_member(base: type[Entry]) -> type[Entry]:
    """What an entry of a family is that does not say it: plain text."""
    return (base.members().get(Prose.word()) or base) if issubclass(base, Tagged) else base


def _with_tag(base: type[Entry], node: Node) -> Node:
    """An entry of a family with its `kind` or `type`, where it is plain text and does not say so."""
    plain = plain_member(base)
    if not isinstance(node.value, dict) or not issubclass(base, Tagged) or plain is base or base.tag in node.keys:
        return node
    own = keys_of(plain)
    known = own.union(*(member.model_fields for member in base.members().values()))
    unknown = node.keys.keys() - known
    is_mistyped = any(key.startswith(base.tag) for key in unknown) or near(base.tag, unknown)
    if is_mistyped or not node.keys.keys() & known <= own:
        return node
    return with_key(node, base.tag, Node(plain.word(), node.position))


def _with_text_block(base: type[Entry], node: Node) -> Node:
    """A section whose `text:` is the first of its blocks."""
    text, blocks, model = node.get("text"), node.get("blocks"), entry_model(base, node)
    if text is None or not (model and issubclass(model, Section)) or "text" in model.model_fields:
        return node
    if blocks and not isinstance(blocks.value, tuple):
        return node
    others = tuple(node.items("blocks"))
    name = unused("text", {each.text("id") for each in others})
    made = TextId(value=name, position=text.position, is_place=False, entry=text, listed=text)
    block = _mapping(text, {"id": made, Block.tag: Node(Prose.word(), text.position), "text": text})
    listed = replace(blocks or Node((), text.position), value=(block, *others))
    return with_key(without_key(node, "text"), "blocks", listed)


def _mapping(node: Node, value: dict[str, Node]) -> Node:
    """Keys and values that stand where a node stands."""
    return Node(value, node.position, dict.fromkeys(value, node.position), span=node.span)


def with_key(node: Node, key: str, value: Node) -> Node:
    """A mapping with a value under a key."""
    keys = {**node.keys, key: node.keys.get(key, value.position)}
    return replace(node, value={**dict(node.inside()), key: value}, keys=keys)


def without_key(node: Node, key: str) -> Node:
    """A mapping without a key."""
    value = {name: inner for name, inner in node.inside() if name != key}
    return replace(node, value=value, keys={name: place for name, place in node.keys.items() if name != key})
