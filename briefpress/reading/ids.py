"""Ids for entries that have none in brief.yaml.

An entry of a list needs an id, by which manuscripts find its words and links reach it. Where brief.yaml gives it none,
it is made of its words: the same words have the same id, in every language. Where two entries say the same, or in
letters that no id can have, it is made of the place in the list; it then changes when an entry is put before it, so
that nothing may refer to it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from itertools import chain, count

from briefpress.core.yamltree import Node
from briefpress.schema.anchors import NUMBERED_PARTS, OWN_PARTS
from briefpress.schema.base import Entry, Tagged
from briefpress.schema.fields import is_words

#: What an id is made of, the first that there is.
_NAMES = ("title", "term", "name", "caption", "text")
#: So many words of a text make an id, and so many characters.
_WORDS, _CHARACTERS = 5, 60
#: These and such as may be called so, the beginnings of ids of sources, citations and footnotes, and what is no text to
#: YAML.
_TAKEN = re.compile(rf"({'|'.join(OWN_PARTS)}|contents|notes|true|false|null)$|({'|'.join(NUMBERED_PARTS)})-")

#: What to do where a row of a file, other than brief.yaml, needs an id.
ROW_ID_HINT = "name a column of the file that has an id for each row, under `data:`: `id: Code`"


@dataclass(frozen=True, eq=False, kw_only=True)
class MadeId(Node):
    """The id of an entry that has none in brief.yaml; it stands where the entry stands."""

    #: Whether it only says where in its list the entry stands.
    is_place: bool
    #: The entry as it was typed, and the list that it is in.
    entry: Node
    listed: Node


class TextId(MadeId):
    """The id of the block that is the `text:` of its section."""


def has_place_id(entry: Node) -> bool:
    """Whether an entry has an id that must not be referred to."""
    return isinstance(made := entry.get("id"), MadeId) and made.is_place


def is_section_text(made: Node) -> bool:
    """Whether an id is that of the block which a section's `text:` is."""
    return isinstance(made, TextId)


def section_texts(tree: Node) -> frozenset[str]:
    """The ids of the sections that have a `text:`."""
    sections = tree.items("sections")
    return frozenset(each.text("id") or "" for each in sections if is_section_text(each.nearest("blocks", 0, "id")))


def entry_model(base: type[Entry], entry: Node) -> type[Entry] | None:
    """The class of an entry of a list; None where its `kind` or `type` is none that there is."""
    if issubclass(base, Tagged) and (members := base.members()):
        return members.get(entry.text(base.tag) or "")
    return base


def made_ids(base: type[Entry], entries: list[Node]) -> dict[int, tuple[str, bool]]:
    """Ids for those entries of a list that have none, by their indices, each with whether it is only a place."""
    names = {entry.text("id") for entry in entries}
    nameless = [
        (index, _words_of(base, entry))
        for index, entry in enumerate(entries)
        if isinstance(entry.value, dict) and "id" not in entry.keys
    ]
    counts = Counter(words for _, words in nameless)
    ids: dict[int, tuple[str, bool]] = {}
    seen = Counter[str]()
    for index, words in nameless:
        is_place = not words or counts[words] > 1 or words in names
        wanted = words or f"{base.word()}-{index + 1}"
        # After the same words, all numbers so far are taken.
        name = unused(wanted, names, seen[wanted] + 1)
        ids[index] = name, is_place
        names.add(name)
        seen[wanted] += 1
    return ids


def _words_of(base: type[Entry], node: Node) -> str:
    """The words of an entry as an id; "" where they make none."""
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
    plain = re.sub(r"\]\([^)]*\)|\[[@^][^\]]*\]|\]\{[^}]*\}|<[^>]*>", " ", text)
    decomposed = unicodedata.normalize("NFKD", plain.casefold())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    if any(char.isalnum() and not char.isascii() for char in letters):
        return ""
    return "-".join(re.findall("[a-z0-9]+", letters)[:_WORDS])[:_CHARACTERS].rstrip("-")


def unused(name: str, names: Container[str | None], first: int = 2) -> str:
    """A name that is none of these: itself, or itself with a number, from the first that may be free."""
    numbered = (f"{name}-{number}" for number in count(max(2, first)))
    return next(each for each in chain([name], numbered) if each not in names)
