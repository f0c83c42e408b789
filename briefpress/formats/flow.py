"""An edition as one flow of text, for formats that have no pages of ours: nothing in it is for the eye alone.

It is the rendered page without what only a page has (contents with page numbers, links back, marks in the margins) and
with what a page leaves to styles and browsers said in the text: numbers of sources, the place of captions.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from briefpress.formats.pandoc import pandoc
from briefpress.language.locale import Language
from briefpress.markup.tree import classes, direct, parents, parse, remove, said

#: Line breaks are another matter in every format: word joiners would only be in the way of a search.
_JOINERS = str.maketrans("", "", "\u2060")
_LEFT_OUT = ("marking", "draft-mark", "contents", "back")

#: A document as pandoc tells it, in JSON.
Tree = dict[str, Any]


def flow(markup: str, language: Language) -> Element:
    """The body of a page as a flow."""
    body = parse(markup.translate(_JOINERS)).find("body")
    assert body is not None  # noqa: S101 (a parser of HTML always makes it)
    for parent, child in parents(body):
        if _is_left_out(child):
            remove(parent, child)
        elif "citations" in classes(child):
            _cite(parent, child)
    for element in body.iter():
        if element.tag in ("main", "header", "section", "article", "aside"):
            element.tag = "div"
    direct(body, language)
    for sources in body.iterfind(".//*[@id='sources']"):
        _number(sources)
    return body


def _is_left_out(element: Element) -> bool:
    return element.get("aria-hidden") == "true" or any(name in _LEFT_OUT for name in classes(element))


def _cite(parent: Element, element: Element) -> None:
    """Each number of a source is a span of its own, close to the word before; a format makes of it what it has."""
    element.tag = "span"
    place = list(parent).index(element)
    if place:
        parent[place - 1].tail = (parent[place - 1].tail or "").rstrip()
    else:
        parent.text = (parent.text or "").rstrip()
    for link in element.findall("a"):
        link.tag, link.text = "span", said(link)
        link.attrib = {"class": "citation"}


def _number(sources: Element) -> None:
    """The list of sources as paragraphs, whose numbers a format is to say: a layout may leave some of them out."""
    for entries in sources.findall("ol"):
        entries.tag = "div"
        for entry in entries.findall("li"):
            entry.tag, entry.attrib = "div", {"class": "source", "id": entry.get("id", "")}
            paragraph = Element("p")
            paragraph.text, entry.text = (entry.text or "").lstrip(), None
            paragraph.extend(list(entry))
            entry[:] = [paragraph]


def share(table: Element, whole: int, spaces: int = 0) -> None:
    """Share `whole` characters among the columns of a table: each holds its longest word, if all can.

    What is left is shared by the lengths of their texts. `spaces` per cent of the whole stand between them.
    """
    # What stands between columns is a part of each.
    words = [min(width + 4, whole // 2) for width in _widths(table, _longest_word)]
    texts = [min(width + 4, whole // 2) for width in widths_of(table)]
    left = max(whole - sum(words), 0)
    widths = [word + left * text // sum(texts) for word, text in zip(words, texts, strict=True)]
    columns = Element("colgroup")
    for width in widths:
        SubElement(columns, "col", {"style": f"width: {(100 - spaces) * width // sum(widths)}%"})
    table.insert(len(table.findall("caption")), columns)


def widths_of(table: Element) -> list[int]:
    """The widths of the columns of a table, in characters."""
    return _widths(table, lambda cell: len(said(cell)))


def _widths(table: Element, width: Callable[[Element], int]) -> list[int]:
    rows = [[width(cell) or 1 for cell in row] for row in table.iter("tr")]
    return [max(column) for column in zip(*rows, strict=True)]


def _longest_word(cell: Element) -> int:
    """The length of what is not broken: a space that holds words together is none here."""
    return max(map(len, re.split(r"[ \n]+", "".join(cell.itertext()))))


def number(source: Element) -> str:
    """The number of an entry of the list of sources."""
    return source.get("id", "").removeprefix("source-")


def read(body: Element) -> Tree:
    """The document that pandoc reads in a flow."""
    markup = tostring(body, encoding="unicode", method="html")
    document: Tree = json.loads(pandoc(markup.encode(), "--from=html-auto_identifiers", "--to=json"))
    return document


def write(document: Tree, *arguments: str) -> bytes:
    """The document in the format that the arguments of pandoc name."""
    return pandoc(json.dumps(document).encode(), "--from=json", *arguments)


def changed(node: Any, change: Callable[[Tree], list[Tree] | None]) -> Any:
    """A document with each element, from the innermost on, replaced by what `change` gives for it, if anything."""
    if isinstance(node, dict):
        return {name: changed(value, change) for name, value in node.items()}
    if not isinstance(node, list):
        return node
    found: list[Any] = []
    for child in (changed(child, change) for child in node):
        other = change(child) if isinstance(child, dict) and "t" in child else None
        found += [child] if other is None else other
    return found


def is_citation(element: Tree) -> bool:
    """Whether an element is the number of a source in the text."""
    return element["t"] == "Span" and "citation" in element["c"][0][1]
