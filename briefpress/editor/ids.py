"""The ids to which the facts of one brief may refer."""

from __future__ import annotations

from briefpress.editor.values import Ids
from briefpress.reading.content import Content
from briefpress.reading.ids import has_place_id
from briefpress.reading.library import read_library
from briefpress.reading.merge import Part
from briefpress.schema.sources import Source


def ids_of(content: Content) -> Ids:
    """The ids of the entries of a brief and of its bibliographies, by the words of their classes."""
    tree, ids = content.tree(), dict[str, list[str]]()
    for _, part in tree.walk():
        if isinstance(part, Part) and (name := part.text("id")) and not has_place_id(part):
            ids.setdefault(part.model.word(), []).append(name)
    works = read_library(tree, content.folder, content.files).works
    ids[Source.word()] = [*ids.get(Source.word(), ()), *works]
    return {word: [*dict.fromkeys(names)] for word, names in ids.items()}
