"""What differs between two editions: edits, and where each of them is."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from briefpress.redline.moves import TITLES, KeyPath
from briefpress.schema.base import Declared, Entry, Frozen
from briefpress.schema.brief import Brief
from briefpress.schema.fields import is_words

#: The most characters of a text that stand for its title.
_MOST_CHARACTERS = 60


class Kind(StrEnum):
    """What happened."""

    CHANGED = "changed"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"


@dataclass(frozen=True)
class Place:
    """Where something is: keys and ids as in the YAML, and the titles of the entries around it."""

    path: KeyPath = ()
    titles: tuple[str, ...] = ()
    #: Whether it is in a part that a schema file declares, of whose keys the house knows nothing.
    is_declared: bool = False
    #: The labels of that file, without those into which values are put, as they name nothing by themselves.
    labels: Mapping[str, str] = field(default_factory=dict)

    def inner(self, name: str, part: object = None) -> Place:
        """The place of a field, or of an entry of a list."""
        return replace(self, path=(*self.path, name), titles=(*self.titles, *_title(part)))

    def within(self, part: Frozen) -> Place:
        """The same place, in a part."""
        if not isinstance(part, Declared):
            return replace(self, is_declared=False, labels={})
        labels = {name: label for name, label in part.labels or () if isinstance(label, str) and "{" not in label}
        return replace(self, is_declared=True, labels=labels or self.labels)


@dataclass(frozen=True)
class Edit:
    """One change, of a field or of an entry as a whole."""

    kind: Kind
    place: Place
    #: The values of a field; None where there was or is nothing.
    old: object = None
    new: object = None
    is_words: bool = False
    #: What the manuscript calls it, where the house has no word for it: a column of data.
    name: str | None = None


@dataclass(frozen=True)
class Comparison:
    """What differs, and both briefs in the order of the new one.

    The old one keeps what was deleted, after what it followed; the new one announces what was moved.
    """

    edits: tuple[Edit, ...]
    old: Brief
    new: Brief


def _title(part: object) -> list[str]:
    """What a reader knows an entry by, where it has words: its title, or the beginning of its text."""
    if not isinstance(part, Entry):
        return []
    # What is declared may have words under other keys, and something else under these.
    names = (*TITLES, *(name for name, info in type(part).model_fields.items() if is_words(info)))
    values = (getattr(part, name, None) for name in names)
    titles = [words for words in values if words and (isinstance(words, str | dict) or hasattr(words, "plain"))]
    # Of a row, the first cell; of a result, the number is listed among the facts.
    first = [next(iter(words.values())) if isinstance(words, dict) else words for words in titles[:1]]
    texts = [str(getattr(words, "plain", words)).replace("{value}", "…") for words in first]
    return [textwrap.shorten(text, _MOST_CHARACTERS, placeholder=" …") for text in texts]
