"""The short forms of entries written out: bare texts, what goes without saying, and ids that nobody has typed.

An entry of a list needs an id, by which manuscripts find its words and links reach it. Where brief.yaml gives it none,
it is made of its words: the same words have the same id, in every language. Where two entries say the same, or in
letters that no id can have, it is made of the place in the list; it then changes when an entry is put before it, so
that nothing may refer to it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass, replace
from enum import Enum
from itertools import chain, count

from briefpress.core.problems import near
from briefpress.core.yamltree import Node
from briefpress.schema.base import Entry, Frozen, Tagged
from briefpress.schema.blocks import Block, Prose
from briefpress.schema.fields import is_words
from briefpress.schema.sections import Section
from briefpress.schema.table_parts import Row

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
#: What an id is made of, the first that there is.
_NAMES = ("title", "term", "name", "caption", "text")
#: So many words of a text make an id, and so many characters.
_WORDS, _CHARACTERS = 5, 60
#: Ids of the page's own parts, beginnings of those of sources, citations and footnotes, and what is no text to YAML.
_TAKEN = re.compile(r"(sources|imprint|contents|notes|redline|true|false|null)$|(source|cite|note|fn)-")


#: What to do where a row of a file, other than brief.yaml, needs an id.
ROW_ID_HINT = "name a column of the file that has an id for each row, under `data:`: `id: Code`"


class Form(Enum):
    """Where the words of a brief's own language stand; those of other languages stand in manuscripts."""

    #: In a manuscript, as those of all languages: brief.yaml names no language, and holds facts.
    APART = "apart"
    #: In brief.yaml and in a manuscript beside it.
    BOTH = "both"
    #: In brief.yaml alone.
    ONE = "one"


@dataclass(frozen=True, eq=False, kw_only=True)
class MadeId(Node):
    """The id of an entry that has none in brief.yaml; it stands where the entry stands."""

    #: Whether it only says where in its list the entry stands.
    is_place: bool
    #: The entry as it was typed, and the list that it is in.
    entry: Node
    listed: Node


@dataclass(frozen=True, eq=False, kw_only=True)
class Rewritten(Node):
    """An entry that was written out before ids are made."""

    typed: Node


class _TextId(MadeId):
    """The id of the block that is the `text:` of its section."""


def has_place_id(entry: Node) -> bool:
    """Whether an entry has an id that must not be referred to."""
    return isinstance(made := entry.get("id"), MadeId) and made.is_place


def is_section_text(made: Node) -> bool:
    """Whether an id is that of the block which a section's `text:` is."""
    return isinstance(made, _TextId)


def entry_model(base: type[Entry], entry: Node) -> type[Entry] | None:
    """The class of an entry of a list; None where its `kind` or `type` is none that there is."""
    if issubclass(base, Tagged) and (members := base.members()):
        return members.get(entry.text(base.tag) or "")
    return base


def keys_of(model: type[Frozen]) -> frozenset[str]:
    """The keys that a part may have where facts and words stand together."""
    return frozenset({*model.model_fields, *(("text",) if issubclass(model, Section) else ())})


def is_text_with_colon(model: type[Frozen], entry: Node) -> bool:
    """Whether an entry is probably a bare text, of which YAML has made a key and its value: `Funding: to be found`."""
    typed = [key for key in entry.keys if not isinstance(entry.get(key), MadeId) and key != getattr(model, "tag", "")]
    return issubclass(model, Entry) and len(typed) == 1 and not near(typed[0], keys_of(model))


def written_out(base: type[Entry], listed: Node, form: Form) -> list[Node]:
    """The entries of a list of brief.yaml with all that was left out, as far as they are entries."""
    nodes = [_with_text_block(base, _with_tag(base, _as_mapping(base, node, form))) for node in listed.items()]
    typed = [node.typed if isinstance(node, Rewritten) else node for node in listed.items()]
    names = {node.text("id") for node in nodes}
    words = [_id_of(base, node) if _lacks_id(node) else "" for node in nodes]
    for index, (node, made) in enumerate(zip(nodes, words, strict=True)):
        if _lacks_id(node):
            is_place = not made or words.count(made) > 1 or made in names
            name = _unused(made or f"{base.word()}-{index + 1}", names)
            names.add(name)
            nodes[index] = with_key(
                node,
                "id",
                MadeId(value=name, position=node.position, is_place=is_place, entry=typed[index], listed=listed),
            )
    return nodes


def words_written_out(model: type[Frozen], entry: Node, words: Node | None) -> Node | None:
    """What a manuscript has under the id of an entry: a text alone is its sole words, that of a section a block's."""
    if words is None:
        return None
    if issubclass(model, Row):
        return _cells_written_out(entry, words)
    if not isinstance(words.value, dict):
        sole = sole_words(model)
        return words if sole is None else _mapping(words, {sole: words})
    made = next(entry.items("blocks"), entry).get("id")
    name = made.text() if made and is_section_text(made) else None
    text, blocks = words.get("text"), words.get("blocks")
    if name is None or text is None or (blocks and name in blocks.keys):
        return words
    return with_key(without_key(words, "text"), "blocks", with_key(blocks or _mapping(text, {}), name, text))


def _cells_written_out(row: Node, words: Node) -> Node:
    """The words of a row: a text alone is its first cell, and cells stand under the ids of their columns."""
    if isinstance(words.value, dict):
        return words if "cells" in words.keys else Node({"cells": words}, words.position, {"cells": words.position})
    first = next(iter(row.nearest("cells").keys), None)
    cells = words if first is None else Node({first: words}, words.position, {first: words.position})
    return Node({"cells": cells}, words.position, {"cells": words.position})


def sole_words(model: type[Frozen]) -> str | None:
    """The field that a text alone stands for: the only required words, or else the only words that there are."""
    words = {name: info.is_required() for name, info in model.model_fields.items() if is_words(info)}
    required = [name for name, is_required in words.items() if is_required]
    return next((names[0] for names in (required, list(words)) if len(names) == 1), None)


def _as_mapping(base: type[Entry], node: Node, form: Form) -> Node:
    """A bare text as an entry: it is an id, or its sole words."""
    if isinstance(node.value, dict | tuple | None):
        return node
    looks_like_id = isinstance(node.value, str) and bool(_ID.fullmatch(node.value))
    is_id = form is Form.APART or (form is Form.BOTH and looks_like_id)
    key = "id" if is_id else sole_words(_plain_member(base))
    is_text = isinstance(node.value, str) or not is_id
    return _mapping(node, {key: node}) if key and is_text else node


def _plain_member(base: type[Entry]) -> type[Entry]:
    """What an entry of a family is that does not say it: plain text."""
    return (base.members().get(Prose.word()) or base) if issubclass(base, Tagged) else base


def _with_tag(base: type[Entry], node: Node) -> Node:
    """An entry of a family with its `kind` or `type`, where it is plain text and does not say so."""
    plain = _plain_member(base)
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
    name = _unused("text", {each.text("id") for each in others})
    made = _TextId(value=name, position=text.position, is_place=False, entry=text, listed=text)
    block = _mapping(text, {"id": made, Block.tag: Node(Prose.word(), text.position), "text": text})
    return with_key(without_key(node, "text"), "blocks", Node((block, *others), (blocks or text).position))


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


def _lacks_id(node: Node) -> bool:
    return isinstance(node.value, dict) and "id" not in node.keys


def _id_of(base: type[Entry], node: Node) -> str:
    """The id that the words of an entry make; "" where they make none."""
    fields = (name for name, info in (entry_model(base, node) or base).model_fields.items() if is_words(info))
    texts = (_text(node.get(name)) for name in (*_NAMES, *fields))
    name = letters_of(next(filter(None, texts), ""))
    # An id begins with a letter, and is none that the page has for parts of its own.
    return f"{base.word()}-{name}" if name[:1].isdigit() or _TAKEN.match(name) else name


def _text(node: Node | None) -> str:
    """A text, or the first of several."""
    if node is None or isinstance(node.value, tuple):
        return ""
    return _text(next(iter(node.value.values()), None)) if isinstance(node.value, dict) else str(node.value or "")


def letters_of(text: str) -> str:
    """The beginning of a text in the letters of ids; "" where it has others than those of ASCII and their accents."""
    plain = re.sub(r"\]\([^)]*\)|\]\{[^}]*\}|<[^>]*>", " ", text)
    decomposed = unicodedata.normalize("NFKD", plain.casefold())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    if any(char.isalnum() and not char.isascii() for char in letters):
        return ""
    return "-".join(re.findall("[a-z0-9]+", letters)[:_WORDS])[:_CHARACTERS].rstrip("-")


def _unused(name: str, names: Container[str | None]) -> str:
    """A name that is none of these: itself, or itself with a number."""
    numbered = (f"{name}-{number}" for number in count(2))
    return next(each for each in chain([name], numbered) if each not in names)
