"""Entries of bibliographies as sources: what a field of CSL-JSON is called in a brief, and how it is written there.

A title of CSL-JSON has marks of HTML (`<i>`, `<sub>`), and all else in it is what it is; that of a brief is CommonMark.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from briefpress.core.problems import Position, Problem, Severity
from briefpress.core.yamltree import Node
from briefpress.data.bibliographies import Item, Work, key_of
from briefpress.language.language_names import code_of
from briefpress.reading.merge import Part
from briefpress.schema.names import Name, is_rather_institution
from briefpress.schema.sources import DOI, Source

#: The fields of a brief that are taken as they are, by what CSL calls them, and then BibTeX.
_FIELDS = {
    "genre": ("genre", "type"),
    "number": ("number",),
    "edition": ("edition",),
    "volume": ("volume",),
    "issue": ("issue", "number"),
    "pages": ("page", "pages"),
    "publisher": ("publisher", "institution", "organization", "school"),
    "place": ("publisher-place", "location", "address"),
    "isbn": ("ISBN",),
    "doi": ("DOI",),
    "url": ("URL",),
}
#: The titles, likewise.
_TITLES = {"title": ("title",), "container": ("container-title", "booktitle", "journal", "journaltitle")}
#: The fields of names, and by CSL's word those of dates, likewise.
_NAMES = ("author", "editor")
_DATES = {"issued": ("issued", "date", "year"), "accessed": ("accessed", "urldate")}
#: What stands for a mark of HTML in CommonMark.
_MARKS = {"i": "*", "em": "*", "b": "**", "strong": "**", "sub": "~", "sup": "^"}
_TAG = re.compile(r"<(?P<end>/?)(?P<name>i|em|b|strong|sub|sup|span|sc)(?:\s[^<>]*)?>", re.IGNORECASE)
#: What LaTeX puts between dollars for small letters.
_SMALL = re.compile(r"\$(?P<mark>[_^])\{?(?P<text>[\w+-]+)\}?\$")
_TAGS = {"_": "sub", "^": "sup"}
#: What is escaped, but for mathematics of LaTeX, which is told as markup that is not taken.
_ESCAPED = re.compile(r"(?P<mathematics>\$[^$]*[\\^_{=][^$]*\$)|[!-/:-@\[-`{-~]")
#: Fields of a reader's own.
_PRIVATE = frozenset(("abstract", "annote", "citation-key", "note"))
#: A date of BibTeX that is uncertain or has no end (EDTF: 1900~, 1900?, 2019/).
_UNCERTAIN = re.compile(r"[~?%/]$")
#: What programs call the seasons.
_SEASONS = {
    name: names[0]
    for number, names in enumerate((("spring",), ("summer",), ("autumn", "fall"), ("winter",)), start=1)
    for name in (str(number), *names)
}


def source_of(work: Work) -> Part:
    """A source of a brief, made of an entry; what is wrong in it shows when the brief is validated."""
    place, item = work.position, work.item
    fields: dict[str, Node | None] = {"id": Node(key_of(item), place)}
    if kind := item.get("type"):
        fields["type"] = Node(str(kind), work.place("type"))
    fields["language"] = _text(code_of(str(item.get("language") or "")), work.place("language", "langid"))
    for name, keys in _TITLES.items():
        fields[name] = _text(_commonmark(item.get(keys[0])), work.place(*keys))
    for name in _NAMES:
        fields[name] = _names(item.get(name), work.place(name))
    for name, keys in _FIELDS.items():
        fields[name] = _text(item.get(keys[0]), work.place(*keys))
    fields["date"] = _text(_date(item.get("issued")), work.place(*_DATES["issued"]))
    # Programs note a day for whatever they have seen; it matters where a page may change.
    if item.get("URL") and not item.get("DOI"):
        fields["accessed"] = _text(_date(item.get("accessed")), work.place(*_DATES["accessed"]))
    return Part({name: node for name, node in fields.items() if node}, place, model=Source, words=place)


def unread_fields(work: Work) -> Iterator[Problem]:
    """What an entry says and a source cannot: dates in words or uncertain, languages that nobody knows."""
    item = work.item
    for key, names in _DATES.items():
        yield from _dates(work, key, names)
    yield from _institutions(work)
    if (language := item.get("language")) and not code_of(str(language)):
        message = f"there is no language `{language}`"
        hint = "write its code, as en or pt-BR, in the program that you keep your references in"
        yield Problem("unknown-language", message, work.place("language", "langid"), hint, Severity.WARNING)


def _dates(work: Work, key: str, names: tuple[str, ...]) -> Iterator[Problem]:
    """A date that is not printed, or not as uncertain as it is."""
    value = work.item.get(key)
    date: Item = value if isinstance(value, dict) else {"literal": value}
    printed, typed = _date(date), work.value(*names)
    is_uncertain = date.get("circa") or _UNCERTAIN.search(typed)
    rest = f"circa {printed}" if printed else date.get("date-parts", "")
    words = date.get("literal") or date.get("raw") or typed or rest
    if (printed and not is_uncertain) or str(words).casefold() in ("", "n.d.", "n. d.", "nd", "no date"):
        return
    said = f"`{words}` of `{key_of(work.item)}`"
    message = f"{said} is no date, and is not printed"
    hint = "write a year, a month or a day, as 2017-09-24, in the program that you keep your references in"
    if printed:
        message = f"{said} is printed as `{printed}`, as if it were certain"
        hint = "list this source under `sources:`, with a `text:` that says how certain it is"
    yield Problem("wrong-date", message, work.place(*names), hint, Severity.WARNING)


def _institutions(work: Work) -> Iterator[Problem]:
    """Names of persons that are rather those of institutions."""
    for key in _NAMES:
        names = work.item.get(key)
        for name in names if isinstance(names, list) else ():
            family, given = (name.get("family"), name.get("given")) if isinstance(name, dict) else (None, None)
            if given and is_rather_institution(str(family), str(given)):
                message = f"`{family}, {given}` is printed as the name of a person"
                hint = "if it is an institution, make it one name; in BibTeX by braces: {{European Commission}}"
                yield Problem("wrong-name", message, work.place(key), hint, Severity.WARNING)


def _text(value: Any, place: Position) -> Node | None:
    """A node of a text, which has no controls and no spaces around it; None where there is none."""
    text = " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", str(value)).split()) if isinstance(value, str | int | float) else ""
    return Node(text, place) if text else None


def _names(value: Any, place: Position) -> Node | None:
    names = [_name(name, place) for name in value if isinstance(name, dict)] if isinstance(value, list) else []
    return Node(tuple(names), place) if names else None


def _name(name: Item, place: Position) -> Part:
    """A name, with its particles where they are printed: van Gogh, Vincent; La Fontaine, Jean de."""
    family = _text(f"{name.get('non-dropping-particle', '')} {name.get('family', '')}", place)
    suffix = f", {name['suffix']}" if name.get("suffix") else ""
    given = _text(f"{name.get('given', '')} {name.get('dropping-particle', '')}".strip() + suffix, place)
    literal = _text("et al." if name.get("literal") == "others" else name.get("literal"), place)
    if not family:
        literal, given = literal or given, None
    fields = {"family": family, "given": given} if family else {"literal": literal}
    return Part({key: node for key, node in fields.items() if node}, place, model=Name, words=place)


def plain_item(work: Work) -> Item:
    """What an entry says, for styles of citation: without leftovers of LaTeX, nor a reader's own notes."""
    kept = {name: value for name, value in work.item.items() if name not in _PRIVATE}
    texts = {name: html.unescape(_with_tags(value)) for name, value in kept.items() if isinstance(value, str)}
    item = kept | texts | {"id": key_of(work.item)}
    if match := DOI.fullmatch(str(item.get("DOI", "")).strip()):
        item["DOI"] = match[1]
    return item


def _with_tags(title: str) -> str:
    """A text with marks of HTML in the place of those of LaTeX."""
    return _SMALL.sub(lambda small: f"<{_TAGS[small['mark']]}>{small['text']}</{_TAGS[small['mark']]}>", title)


def _commonmark(title: Any) -> str | None:
    """A title of CSL-JSON in CommonMark."""
    if not isinstance(title, str):
        return None
    title = _with_tags(title)
    pieces, end, is_small = [], 0, False
    for tag in [*_TAG.finditer(title), None]:
        text = html.unescape(title[end : tag.start() if tag else None])
        text = _ESCAPED.sub(lambda sign: sign[0] if sign["mathematics"] else f"\\{sign[0]}", text)
        # No spaces stand in small letters, unless they are escaped.
        pieces.append(text.replace(" ", "\\ ") if is_small else text)
        if tag:
            name, end = tag["name"].lower(), tag.end()
            pieces.append(_MARKS.get(name, ""))
            is_small = name in _TAGS.values() and not tag["end"]
    return "".join(pieces)


def _date(value: Any) -> str | None:
    """A date of CSL-JSON as a brief writes it; None where it is none."""
    if not isinstance(value, dict):
        return None
    parts = value.get("date-parts")
    if isinstance(parts, list):
        dates = [date for each in parts if isinstance(each, list) and (date := _point(each, value.get("season")))]
        return "/".join(dates[:2]) or None
    words = str(value.get("raw") or value.get("literal") or "").strip()
    return words if re.fullmatch(r"\d{4}(?:-\d\d){0,2}(?:/\d{4}(?:-\d\d){0,2})?", words) else None


def _point(parts: list[Any], season: Any) -> str | None:
    numbers = [int(part) for part in parts[:3] if str(part).strip().isdigit()]
    if not numbers or not 1000 <= numbers[0] <= 9999:
        return None
    if len(numbers) == 1 and (name := _SEASONS.get(str(season).casefold())):
        return f"{numbers[0]}-{name}"
    return "-".join(str(number) if index == 0 else f"{number:02}" for index, number in enumerate(numbers))
