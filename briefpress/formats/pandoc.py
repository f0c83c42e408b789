"""Documents as pandoc has them, in JSON: read from HTML, changed, and written in another format."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from briefpress.core.pandoc import pandoc
from briefpress.language.small_letters import small

#: The elements of HTML for figures and letters below and above the line.
_SMALL = {"Subscript": "sub", "Superscript": "sup"}
#: What contains the parts of its text and nothing else.
_PARTS_ALONE = {*_SMALL, "Emph", "Strong", "Strikeout", "Underline", "SmallCaps"}
#: A document, or an element of one: its type is `t`, its contents `c` (pandoc-types, Text.Pandoc.Definition).
Node = dict[str, Any]


def read(html: str) -> Node:
    """The document in a piece of HTML."""
    document: Node = json.loads(pandoc(html.encode(), "--from=html-auto_identifiers", "--to=json"))
    return document


def write(document: Node, *arguments: str) -> bytes:
    """The document in the format that the arguments of pandoc name."""
    return pandoc(json.dumps(document).encode(), "--from=json", *arguments)


def replaced(value: Any, replace: Callable[[Node], list[Node] | None]) -> Any:
    """A document with each element, from the innermost on, replaced by what `replace` returns for it, if anything."""
    if isinstance(value, dict):
        return {name: replaced(part, replace) for name, part in value.items()}
    if not isinstance(value, list):
        return value
    parts: list[Any] = []
    for part in (replaced(part, replace) for part in value):
        others = replace(part) if isinstance(part, dict) and "t" in part else None
        parts += [part] if others is None else others
    return parts


def node(kind: str, contents: Any) -> Node:
    """An element of a document."""
    return {"t": kind, "c": contents}


def raw(form: str, text: str) -> Node:
    """Text in a line that stands in the format `form` already."""
    return node("RawInline", [form, text])


def is_a(kind: str, name: str, element: Node) -> bool:
    """Whether it is an element of this type, Div or Span, and of this class."""
    return element["t"] == kind and name in element["c"][0][1]


def children(element: Node) -> list[Node]:
    """What a Div or Span contains."""
    return list(element["c"][1])


def target(element: Node) -> str:
    """The id of what the call of a source or a footnote leads to (formats/flow.py)."""
    return str(dict(element["c"][0][2])["data-target"])


def footnote(element: Node) -> list[Node]:
    """The paragraphs of the footnote that stands with its call; none where it stands elsewhere."""
    notes = [children(part) for part in children(element) if is_a("Span", "footnote", part)]
    return [node("Para", children(part)) for note in notes for part in note if part["t"] == "Span" and part["c"][0][2]]


def text_of(inlines: list[Node]) -> str:
    """The text of a line, without its marks; figures above and below the line are characters that say so."""
    return "".join(map(_inline_text, inlines))


def _inline_text(inline: Node) -> str:
    contents = inline.get("c", " ")
    # What is marked has its parts, most of it after attributes; a space contains nothing, and code a text.
    if isinstance(contents, list):
        parts = contents if inline["t"] in _PARTS_ALONE else contents[1]
        contents = parts if isinstance(parts, str) else text_of(parts)
    return small(contents, _SMALL[inline["t"]]) or contents if inline["t"] in _SMALL else contents
