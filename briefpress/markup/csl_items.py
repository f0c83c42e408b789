"""Sources as items of CSL-JSON, which styles of citation are made for (CSL 1.0.2, csl-data.json)."""

from __future__ import annotations

import re
from typing import Any

from briefpress.language import periods
from briefpress.language.dates import PartialDate
from briefpress.language.markdown import Phrase
from briefpress.schema.names import Name
from briefpress.schema.sources import Source

#: What a field of a source is called.
_FIELDS = {
    "type": "type", "language": "language", "genre": "genre", "number": "number", "edition": "edition",
    "volume": "volume", "issue": "issue", "pages": "page", "publisher": "publisher", "place": "publisher-place",
    "isbn": "ISBN", "doi": "DOI", "url": "URL",
}  # fmt: skip
#: What a mark of HTML is in CSL-JSON.
_TAGS = {"em": "i", "strong": "b", "sub": "sub", "sup": "sup"}


def item_of(source: Source) -> dict[str, Any]:
    """The item of a source; one that is described in words has these as its title."""
    item: dict[str, Any] = {name: str(value) for field, name in _FIELDS.items() if (value := getattr(source, field))}
    item |= {"id": source.id, "type": source.type or "document"}
    for field, name in (("author", "author"), ("editor", "editor")):
        if names := getattr(source, field):
            item[name] = [_name(each) for each in names]
    for words, name in ((source.text or source.title, "title"), (source.container, "container-title")):
        if words:
            item[name] = _words(words)
    if source.date:
        start, end = periods.ends(source.date)
        item["issued"] = {"date-parts": [_parts(start), *([_parts(end)] if end != start else [])]}
    if source.accessed:
        item["accessed"] = {"date-parts": [_parts(source.accessed)]}
    return item


def _name(name: Name) -> dict[str, str]:
    return {key: str(value) for key, value in name if value}


def _words(words: Phrase) -> str:
    """Words with the marks that CSL-JSON knows; what else stands in HTML is left out."""
    tag = re.compile(r"<(/?)(\w+)[^>]*>")
    kept = tag.sub(lambda mark: f"<{mark[1]}{_TAGS[mark[2]]}>" if mark[2] in _TAGS else "", str(words.html))
    return kept.replace("&amp;", "&").replace("&#39;", "'").replace("&#34;", '"').replace("&quot;", '"')


def _parts(date: PartialDate) -> list[int]:
    return [part for part in (date.year, date.month, date.day) if part is not None]
