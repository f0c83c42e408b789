"""Changes as they are reported: values as the brief prints them, in the language of the edition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from briefpress.core.shown import shown
from briefpress.language.calls import bracketed
from briefpress.markup.render import render_part
from briefpress.redline.edits import Edit, Kind
from briefpress.redline.words import word_diff
from briefpress.schema.edition import Edition
from briefpress.schema.masthead import MastheadLabels
from briefpress.schema.sections import Projects
from briefpress.schema.tables import Table

#: Between the titles of a section and of what is in it.
_WITHIN = " · "
#: What stands around deletions and insertions: as `git diff --word-diff` has it, and the same in colour.
_PLAIN = ("[-{}-]", "{{+{}+}}")
_COLOURED = ("\x1b[31m[-{}-]\x1b[0m", "\x1b[32m{{+{}+}}\x1b[0m")

#: A left-to-right isolate without another control of direction in it (UAX #9).
_ISOLATE = re.compile("\u2066([^\u202a-\u202e\u2066-\u2069]*)\u2069")


@dataclass(frozen=True)
class Difference:
    """A change in words."""

    kind: Kind
    #: Keys and ids as in the YAML: sections.projects.projects.wapis.state.
    path: str
    #: Where it is, in words, and what it is that changed.
    place: str
    name: str
    #: As the brief prints them; None where there was or is nothing.
    old: str | None
    new: str | None
    is_words: bool

    @classmethod
    def of_values(cls, values: Mapping[str, Any]) -> Difference:
        """The change that has these values; raises one of reply.MALFORMED."""
        kind, *words = [values[each.name] for each in fields(cls)]
        if not all(isinstance(word, str | bool | None) for word in words):
            raise TypeError("a change is told in words")
        return cls(Kind(kind), *words)

    def line(self, *, coloured: bool) -> str:
        """The change in one line."""
        forms = _COLOURED if coloured else _PLAIN
        path = shown(self.path)
        if self.kind is not Kind.CHANGED:
            return f"{path}: {self.kind}, {_shown(self.place)}"
        old, new = _shown(self.old or ""), _shown(self.new or "")
        if self.is_words and old and new:
            return f"{path}: {word_diff(old, new, *forms)}"
        values = zip(forms, (old, new), strict=True)
        return f"{path}: {''.join(form.format(value) for form, value in values if value)}"

    def as_json(self) -> dict[str, object]:
        """The change for machines."""
        return {"kind": str(self.kind), "path": self.path, "old": self.old, "new": self.new, "words": self.is_words}


def _shown(text: str) -> str:
    """Words of a brief as they are shown; numbers and codes that run to the right stay isolated in Arabic lines."""
    pieces = _ISOLATE.split(text)
    return "".join(f"\u2066{shown(piece)}\u2069" if number % 2 else shown(piece) for number, piece in enumerate(pieces))


def differences(edits: Iterable[Edit], old: Edition, new: Edition) -> list[Difference]:
    """The changes between two editions, in the words of the new one."""
    return [
        Difference(
            edit.kind,
            ".".join(edit.place.path),
            _WITHIN.join(edit.place.titles) or new.brief.title,
            edit.name or _name(edit, new),
            _printed(edit.old, edit.new, edit, old),
            _printed(edit.new, edit.old, edit, new),
            edit.is_words,
        )
        for edit in edits
    ]


def _printed(value: Any, other: object, edit: Edit, edition: Edition) -> str | None:
    """A value of an edition; words are without their markup, unless it is the markup that differs.

    What they call for stands in brackets.
    """
    if value is None or value == ():
        return None
    key = edit.place.path[-1]
    if edit.place.is_declared and key != "sources":
        # One of several words is printed by its label.
        key, value = "", edit.place.labels.get(value, value) if isinstance(value, str) and not edit.is_words else value
    if hasattr(value, "commonmark"):
        words = bracketed(value.html).striptags()
        is_same = hasattr(other, "html") and words == bracketed(other.html).striptags()
        value = value.commonmark if is_same else words
    elif key == "sources" and isinstance(value, tuple):
        texts = {source.id: source.name for source in edition.brief.sources}
        value = [texts[name] for name in value]
    elif edit.place.path[-2:-1] == ("remarks",):
        value = next(
            remark.text.plain for table in _tables(edit, edition) for remark in table.remarks if remark.id == value
        )
    markup = render_part(edition, "redline/value.html", {"value": value, "key": key, "is_words": edit.is_words})
    # Spaces that hold numbers and dates together are kept.
    return markup.unescape().strip()


def _name(edit: Edit, edition: Edition) -> str:
    """What has changed, by its key or that of the fact it belongs to; keys themselves are never printed."""
    names = edition.labels.fact_names | _own_names(edit, edition)
    if edit.place.is_declared:
        names = {"sources": edition.labels.sources, **edit.place.labels}
    return next((names[key] for key in edit.place.path[:-3:-1] if key in names), edition.labels.redline.fact)


def _tables(edit: Edit, edition: Edition) -> list[Table]:
    """The table that a change is in; none where it is in none."""
    # sections.SECTION.blocks.BLOCK.rows.ROW.values.COLUMN
    sections = [section for section in edition.brief.sections if section.id in edit.place.path[1:2]]
    blocks = [block for section in sections for block in section.blocks if block.id in edit.place.path[3:4]]
    return [block for block in blocks if isinstance(block, Table)]


def _own_names(edit: Edit, edition: Edition) -> dict[str, str]:
    """What the masthead, a section of projects, a table and a map call the facts that are theirs."""
    # sections.SECTION.projects.PROJECT.countries
    sections = [section for section in edition.brief.sections if section.id in edit.place.path[1:2]]
    names = {column.id: column.title for table in _tables(edit, edition) for column in table.columns}
    if edit.place.path[0] in MastheadLabels.model_fields:
        term = getattr(edition.labels.masthead, edit.place.path[0]) or edition.labels.redline.fact
        names[edit.place.path[-1]] = term
    if "cities" in edit.place.path[4:5]:
        # sections.SECTION.blocks.BLOCK.cities.CITY.at: where it lies, not when
        names["at"] = edition.labels.maps.cities or edition.labels.redline.fact
    for section in sections:
        if isinstance(section, Projects):
            contribution = section.contribution or edition.labels.heads.contribution
            names |= {"contribution": contribution, "others": contribution}
            names["countries"] = edition.labels.heads.beneficiaries
    return names
