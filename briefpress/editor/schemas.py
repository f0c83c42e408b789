"""Which file has which JSON Schema. They are of draft 7, which editors understand best."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from briefpress.confined.reading import LIMITS, read
from briefpress.confined.reply import Reply
from briefpress.confined.tasks import Progress
from briefpress.core.problems import Position
from briefpress.core.project import FACTS, languages
from briefpress.dossier.model import BriefPart, DossierFacts, FilePart
from briefpress.editor.files import FILES
from briefpress.editor.ids import ids_of
from briefpress.editor.keys import Keys
from briefpress.editor.own_words import manuscript_schema
from briefpress.editor.values import Schema
from briefpress.editor.words import Words
from briefpress.reading.content import Content, read_content
from briefpress.reading.declarations import read_declarations
from briefpress.reading.entries import OwnWords
from briefpress.schema.base import Frozen
from briefpress.schema.brief import Brief
from briefpress.schema.labels import Labels
from briefpress.schema.markings import Markings

DRAFT = "http://json-schema.org/draft-07/schema#"


def schema_of(file: str, folder: Path | None = None) -> Schema:
    """The schema of one of the files; of brief.yaml and manuscripts also those of the brief in a folder, by its ids.

    Raises Unprintable where the files of the brief cannot be read.
    """
    if folder is None:
        return _schema_of(file, None)
    job = partial(_of_brief, file, folder)
    place = Position(folder / FACTS)
    hint = "make it shorter, or undo its last change"
    return read(job, _schema_in, reads=(folder,), name=folder.name, place=place, hint=hint, limits=LIMITS)


def _of_brief(file: str, folder: Path, _progress: Progress) -> Reply:
    return Reply({"schema": _schema_of(file, _content_of(folder))})


def _schema_in(reply: Reply) -> Schema:
    return dict(reply.values["schema"])


def _schema_of(file: str, content: Content | None) -> Schema:
    return {"$schema": DRAFT, "title": f"briefpress: {file}", **_WRITERS[file](content)}


def _content_of(folder: Path) -> Content:
    """The content of a brief in its own language, or in one of those that are equal."""
    content = read_content(folder, languages(folder)[0])
    own = content.facts.text("language") or content.language
    return content if own == content.language else read_content(folder, own)


def _brief(content: Content | None) -> Schema:
    if content:
        keys = Keys(content.own_words, ids_of(content))
        brief = keys.part(read_declarations(content.folder, content.files).model)
        return {"allOf": [brief], "definitions": keys.definitions}
    # Where brief.yaml names no language, all words stand in manuscripts.
    facts, whole = Keys(OwnWords.IN_MANUSCRIPT, prefix="facts."), Keys(OwnWords.IN_BOTH)
    names_language = {"required": ["language"]}
    branches: Schema = {"if": names_language, "then": whole.part(Brief), "else": facts.part(Brief)}
    return {**branches, "definitions": whole.definitions | facts.definitions}


def _manuscript(content: Content | None) -> Schema:
    if content:
        return manuscript_schema(content)
    words = Words()
    return {"allOf": [words.part(Brief)], "definitions": words.definitions}


def _labels(_content: Content | None) -> Schema:
    return _single(Labels)


def _markings(_content: Content | None) -> Schema:
    return _single(Markings)


def _single(model: type[Frozen]) -> Schema:
    """The schema of a file that is complete in itself."""
    keys = Keys(OwnWords.IN_BRIEF)
    return {"allOf": [keys.part(model)], "definitions": keys.definitions}


def _dossier(_content: Content | None) -> Schema:
    keys = Keys(OwnWords.IN_BRIEF)
    dossier = keys.part(DossierFacts)
    part: Schema = {"if": {"required": ["brief"]}, "then": keys.part(BriefPart), "else": keys.part(FilePart)}
    keys.definitions["model.DossierFacts"]["properties"]["parts"]["items"] = part
    return {"allOf": [dossier], "definitions": keys.definitions}


_WRITERS: Mapping[str, Callable[[Content | None], Schema]] = dict(
    zip(FILES, (_brief, _manuscript, _labels, _dossier, _markings), strict=True)
)
