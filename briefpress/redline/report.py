"""Changes as they are told: values as the brief prints them, in the language of the edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from briefpress.markup.render import render_part
from briefpress.redline.compare import Change, Kind
from briefpress.redline.words import word_diff
from briefpress.schema.edition import Edition
from briefpress.schema.labels import Labels
from briefpress.schema.sections import Projects

#: Between the titles of a section and of what is in it.
_WITHIN = " · "
#: What stands around deletions and insertions: as `git diff --word-diff` has it, and the same in colour.
_PLAIN = ("[-{}-]", "{{+{}+}}")
_COLOURED = ("\x1b[31m[-{}-]\x1b[0m", "\x1b[32m{{+{}+}}\x1b[0m")


@dataclass(frozen=True)
class Difference:
    """A change as it is told."""

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

    def told(self, *, coloured: bool) -> str:
        """The change in one line."""
        forms = _COLOURED if coloured else _PLAIN
        if self.kind is not Kind.CHANGED:
            return f"{self.path}: {self.kind}, {self.place}"
        if self.is_words and self.old and self.new:
            return f"{self.path}: {word_diff(self.old, self.new, *forms)}"
        values = zip(forms, (self.old, self.new), strict=True)
        return f"{self.path}: {''.join(form.format(value) for form, value in values if value)}"

    def as_json(self) -> dict[str, object]:
        """The change for machines."""
        return {"kind": str(self.kind), "path": self.path, "old": self.old, "new": self.new, "words": self.is_words}


def differences(changes: Iterable[Change], old: Edition, new: Edition) -> list[Difference]:
    """The changes between two editions, as they are told."""
    names = _names(new.labels)
    return [_told(change, old, new, {**names, **_own_names(change, new)}) for change in changes]


def _told(change: Change, old: Edition, new: Edition, names: Mapping[str, str]) -> Difference:
    place, key = change.place, change.place.path[-1]
    before, after = (_plain(one, two) for one, two in ((change.old, change.new), (change.new, change.old)))
    return Difference(
        change.kind,
        ".".join(place.path),
        _WITHIN.join(place.titles) or new.brief.title,
        change.name or names.get(key) or names.get(place.path[-2] if len(place.path) > 1 else "") or key,
        _printed(before, key, old, is_words=change.is_words),
        _printed(after, key, new, is_words=change.is_words),
        change.is_words,
    )


def _plain(value: Any, other: Any) -> Any:
    """Words without their markup, unless it is the markup that differs."""
    if not hasattr(value, "commonmark"):
        return value
    return value.commonmark if other is not None and value.plain == other.plain else value.plain


def _printed(value: Any, key: str, edition: Edition, *, is_words: bool) -> str | None:
    if value is None or value == ():
        return None
    if key == "sources":
        texts = {source.id: source.text.plain for source in edition.brief.sources}
        value = [texts[name] for name in value]
    shown = render_part(edition, "redline/value.html", {"value": value, "key": key, "is_words": is_words})
    # Spaces that hold numbers and dates together are kept.
    return shown.unescape().strip()


def _own_names(change: Change, edition: Edition) -> dict[str, str]:
    """What a section of projects calls the facts of one of them."""
    for section in edition.brief.sections:
        if isinstance(section, Projects) and section.id in change.place.path[1:2]:
            called = section.contribution or edition.labels.heads.contribution
            return {"countries": edition.labels.heads.beneficiaries, "contribution": called, "others": called}
    return {}


def _names(labels: Labels) -> dict[str, str]:
    """What facts are called, by their keys."""
    heads, imprint, names = labels.heads, labels.imprint, labels.redline.names
    return {
        **dict(names),
        "at": names.date,
        "codes": heads.countries,
        "contribution": heads.contribution,
        "countries": heads.countries,
        "marking": imprint.marking,
        "nature": heads.nature,
        "others": heads.contribution,
        "sources": labels.sources,
        "span": heads.timeframe,
        "timeframe": heads.timeframe,
        "version": imprint.version,
    }
