"""The entries of a manuscript whose source wording is not the one that was translated, with both wordings."""

from __future__ import annotations

from typing import NamedTuple

from briefpress.core.yamltree import Node
from briefpress.reading.content import read_content
from briefpress.reading.read import source_of
from briefpress.reading.review import review
from briefpress.schema.edition import Edition


class StaleEntry(NamedTuple):
    """An entry, by its path, in the language that it was translated from and in that of the edition."""

    path: str
    source: Node
    translation: Node


def stale_entries(edition: Edition) -> list[StaleEntry]:
    """The stale entries of an edition, in the order of its manuscript; none of what is no translation."""
    content = read_content(edition.folder, edition.language.code, edition.files)
    source = source_of(content)
    if source is None:
        return []
    stale = review(edition.folder, source, content, edition.files).stale
    wordings = source.texts()
    return [StaleEntry(path, wordings[path], node) for path, node in content.texts().items() if path in stale]
