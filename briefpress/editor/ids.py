"""The ids to which the facts of one brief may refer."""

from __future__ import annotations

from briefpress.core.project import listed
from briefpress.editor.values import Ids
from briefpress.language.locale import Language
from briefpress.reading.content import Content
from briefpress.reading.ids import has_place_id
from briefpress.reading.library import read_library
from briefpress.reading.markings import read_office
from briefpress.reading.merge import Part
from briefpress.schema.markings import UNMARKED, Marking
from briefpress.schema.sources import Source

#: What facts refer to, whether a brief has any or not.
_REFERRED = ("audience", "column", "domains", "grouping", "projects", "recipient", "remark")


def ids_of(content: Content) -> Ids:
    """The ids of the entries of a brief and of its bibliographies, by the words of their classes."""
    tree, ids = content.tree(), dict[str, list[str]]()
    for _, part in tree.walk():
        if isinstance(part, Part) and (name := part.text("id")) and not has_place_id(part):
            ids.setdefault(part.model.word(), []).append(name)
    works = read_library(tree, content.folder, content.files).works
    ids[Source.word()] = [*ids.get(Source.word(), ()), *works]
    ids["language"] = listed(content.folder)
    office = read_office(content.folder, content.files, Language(content.language))
    ids[Marking.word()] = [*office.markings.names, UNMARKED]
    return {word: [*dict.fromkeys(ids.get(word, ()))] for word in (*ids, *_REFERRED)}
