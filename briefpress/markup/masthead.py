"""The terms that stand under the title of a brief, in the masthead of a page and in a mail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefpress.core.located import Located
from briefpress.schema.brief import Brief
from briefpress.schema.printed_values import Values


@dataclass(frozen=True)
class Term:
    """A term, by its key in brief.yaml and as it is printed, and what is said under it."""

    key: str
    label: str
    text: str


def terms(brief: Brief, values: Values) -> list[Term]:
    """What a brief says of its file number, its addressee, its authors, its meeting and its distribution."""
    names = [_apart(name.as_said, values) for name in brief.author]
    separator = values.language.semicolon if any("," in name for name in names) else values.language.comma
    texts: Mapping[str, str | None] = {
        "file_number": brief.file_number and Located(_apart(brief.file_number, values), "file_number"),
        "addressee": brief.addressee,
        "author": Located(separator.join(names), "author"),
        "meeting": _meeting(brief, values),
        "distribution": brief.distribution,
    }
    labels = values.labels.masthead
    return [Term(key, getattr(labels, key), text) for key, text in texts.items() if text]


def _apart(text: str, values: Values) -> str:
    """A text of whatever language, kept apart from the direction of what surrounds it."""
    before, after = values.language.isolation(text)
    return text if text.startswith(before) else f"{before}{text}{after}"


def _meeting(brief: Brief, values: Values) -> str:
    meeting = brief.meeting
    if meeting is None:
        return ""
    parts = (meeting.title, values.period(meeting.date) if meeting.date else None, meeting.place)
    return Located(values.language.comma.join(filter(None, parts)), "meeting.title" if meeting.title else "meeting")
