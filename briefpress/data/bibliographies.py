"""Bibliographies of other programs, as Zotero and JabRef export them: CSL-JSON, and BibTeX, which pandoc makes that of.

An entry is an *item* of CSL-JSON, with its place in the file. What its fields are to a brief is not known here.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from briefpress.core.files import Files, position_of
from briefpress.core.pandoc import PandocError, pandoc
from briefpress.core.problems import LINE_END, Position, Problem, Unprintable, lines_of
from briefpress.core.yamltree import Node
from briefpress.data.records import named_file

#: An item of CSL-JSON by its keys (CSL 1.0.2, csl-data.json).
Item = dict[str, Any]

#: The largest bibliography, in bytes: some thousands of entries with their abstracts.
MAX_BIBLIOGRAPHY = 5_000_000
_ENDINGS = ".json .bib .bibtex"
#: An entry of BibTeX and its key; what has none is no work.
_ENTRY = re.compile(
    r"^[ \t]*@(?!comment|string|preamble)\w+\s*[{(]\s*(?P<key>[^\s,{}()]+)\s*,", re.IGNORECASE | re.MULTILINE
)
#: The key of an item of CSL-JSON.
_JSON_KEY = re.compile(r"\"(?:id|citation-key)\"\s*:\s*(?P<key>\"(?:[^\"\\]|\\.)*\"|\d+)")
#: The title of a work in BibTeX, up to the mark that opens it.
_TITLE = re.compile(r"\b(?:book|main|sub)?title\s*=\s*(?=[{\"])", re.IGNORECASE)
#: A sign that LaTeX would read, escaped.
_ESCAPE = re.compile(r"\\([_&%#~$])")
#: Where pandoc stumbles over BibTeX.
_STUMBLE = re.compile(r"\(line (?P<line>\d+), column (?P<column>\d+)\):\n(?P<reason>.*)")


@dataclass(frozen=True)
class Work:
    """An entry of a bibliography: what it says, and where it stands in the text of its file."""

    item: Item
    file: Path
    text: str = field(repr=False)
    #: The offsets at which it begins and ends.
    span: tuple[int, int]

    @cached_property
    def position(self) -> Position:
        """Where its key stands."""
        return position_of(self.file, self.text, self.span[0])

    def value(self, *names: str) -> str:
        """What the first of these fields says in BibTeX, as it was typed; "" where it says nothing."""
        found = self._field(names)
        typed = re.compile(r'\s*[{"]([^{}"]*)').match(self.text, found.end(), self.span[1]) if found else None
        return typed[1].strip() if typed and found and found[0].endswith("=") else ""

    def _field(self, names: tuple[str, ...]) -> re.Match[str] | None:
        """The first of these fields in the text of the entry."""
        pattern = rf"(?<![\w-])(?:{'|'.join(names)})\"?\s*[:=]"
        return re.compile(pattern, re.IGNORECASE).search(self.text, *self.span)

    def place(self, *names: str) -> Position:
        """Where the first of these fields stands, or else where the entry begins."""
        if not (found := self._field(names)):
            return self.position
        line, start = self.position.line or 1, self.span[0] - (self.position.column or 1) + 1
        for end in LINE_END.finditer(self.text, self.span[0], found.start()):
            line, start = line + 1, end.end()
        return replace(self.position, line=line, column=found.start() - start + 1, length=len(found[0].rstrip(' "=:')))


def read_bibliography(node: Node, folder: Path, files: Files) -> dict[str, list[Work]]:
    """The entries of the file that a node names, by their keys, of which one may stand twice; raises Unprintable."""
    path = named_file(node, _ENDINGS, folder, files, MAX_BIBLIOGRAPHY)
    text = files.text(path)
    read, keys = (_read_json, _JSON_KEY) if path.suffix.lower() == ".json" else (_read_bibtex, _ENTRY)
    items = read(path, text, node)
    if not items:
        hint = "export the bibliography again, or remove it"
        message = f"there are no entries in `{path.name}`"
        raise Unprintable([Problem("wrong-bibliography", message, node.position, hint)])
    spans = _spans(keys, text)
    works: dict[str, list[Work]] = {}
    for item in items:
        key = key_of(item)
        others = works.setdefault(key, [])
        own = spans.get(key, [(0, 0)])
        span = own[min(len(others), len(own) - 1)]
        others.append(Work(item, path, text, span))
    return works


def key_of(item: Item) -> str:
    """The key by which an item is cited: that of Better BibTeX, or its id."""
    return str(item.get("citation-key") or item.get("id") or "").strip()


def _spans(keys: re.Pattern[str], text: str) -> dict[str, list[tuple[int, int]]]:
    """Where the entries of each key begin and end."""
    matches = list(keys.finditer(text))
    spans: dict[str, list[tuple[int, int]]] = {}
    for match, end in zip(matches, [*(match.start() for match in matches[1:]), len(text)], strict=True):
        key = match["key"]
        name = str(json.loads(key)) if keys is _JSON_KEY else key
        spans.setdefault(name.strip(), []).append((match.start(), end))
    return spans


def _read_json(path: Path, text: str, _node: Node) -> list[Item]:
    """The items of CSL-JSON; raises Unprintable."""
    try:
        value = json.loads(text) if text.strip() else []
    except json.JSONDecodeError as error:
        hint = "export the bibliography again as CSL JSON: the file is damaged, or was changed by hand"
        place = position_of(path, text, min(error.pos, max(len(text) - 1, 0)))
        raise Unprintable(
            [Problem("wrong-bibliography", f"it is no JSON from here on: {error.msg}", place, hint)]
        ) from None
    except RecursionError:
        value = None
    # Pandoc and the service of Zotero put the list under a key.
    if isinstance(value, dict):
        value = value.get("references", value.get("items", [value]))
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        hint = "in Zotero, export as “CSL JSON” or “BibLaTeX”"
        raise Unprintable([Problem("wrong-bibliography", "this is no list of works in CSL-JSON", Position(path), hint)])
    return value


def _read_bibtex(path: Path, text: str, node: Node) -> list[Item]:
    """The items that pandoc makes of BibTeX or BibLaTeX; raises Unprintable."""
    try:
        items: list[Item] = json.loads(
            pandoc(_titles_as_typed(text).encode(), "--from=biblatex", "--to=csljson", place=node.position)
        )
    except PandocError as error:
        raise Unprintable([_stumble(path, text, str(error))]) from None
    for item in items:
        # Publishers escape what LaTeX would read in an address; pandoc leaves it there.
        item |= {name: _ESCAPE.sub(r"\1", item[name]) for name in ("DOI", "URL") if name in item}
    return items


def _stumble(path: Path, text: str, message: str) -> Problem:
    """Where pandoc cannot read BibTeX, which is mostly the entry after the one that is not closed."""
    found = _STUMBLE.search(message)
    if not found:
        return Problem("wrong-bibliography", f"pandoc cannot read this: {message.strip()}", Position(path), "remove it")
    line = lines_of(text)[min(int(found["line"]), len(lines_of(text))) - 1]
    place = Position(path, int(found["line"]), min(int(found["column"]), len(line) + 1), text=text)
    hint = "look at this line and at the entry before it: a brace, a quotation mark or a comma is missing"
    return Problem("wrong-bibliography", f"this is no BibTeX: {found['reason']}", place, hint)


def _titles_as_typed(text: str) -> str:
    """BibTeX whose titles are in braces once more: pandoc takes those of English for title case, and makes it small.

    Lines stay where they are.
    """
    pieces, end = [], 0
    for match in _TITLE.finditer(text):
        opened, closed = match.end(), _closing(text, match.end())
        if opened >= end and closed is not None:
            pieces += [text[end : opened + 1], "{", text[opened + 1 : closed], "}"]
            end = closed
    return "".join([*pieces, text[end:]])


def _closing(text: str, opened: int) -> int | None:
    """Where a value ends that is opened by a brace or a quotation mark; None where it does not."""
    depth = 0
    for mark in re.compile(r"\\.|[{}\"]", re.DOTALL).finditer(text, opened + 1):
        if depth == 0 and mark[0] == ("}" if text[opened] == "{" else '"'):
            return mark.start()
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
    return None
