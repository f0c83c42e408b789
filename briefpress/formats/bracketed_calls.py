"""What calls for sources and footnotes where nothing is superior: numbers and letters in brackets.

Pandoc escapes brackets in a text for Markdown, where they may be a link. Those of the press are to be read as they are,
and so are other characters until pandoc is done. What stands in them and after them is escaped: a text is no link.
"""

from __future__ import annotations

import re

from briefpress.formats.pandoc import Node, children, footnote, is_a, node, target, text_of

#: Stand for brackets: characters that no text has (Unicode, 23.5).
_OPEN, _CLOSE, _CALL = "\ue002", "\ue003", "\ue004"
_BRACKETS = {_OPEN: "[", _CLOSE: "]", _CALL: "[^"}
#: Takes them out of what others have written.
NO_BRACKETS = dict.fromkeys(map(ord, _BRACKETS), "\ufffd")
#: What would make a link or its definition of the brackets before it (CommonMark 0.31, 4.7 and 6.3).
_FOLLOWING = re.compile(rf"{_CLOSE}(?=[(:])")


def bracketed(text: str) -> str:
    """A text in brackets of the press's own."""
    return f"{_OPEN}{text}{_CLOSE}"


def in_markdown(text: str) -> str:
    """What pandoc wrote as Markdown, with the brackets of the press."""
    return in_text(_FOLLOWING.sub(rf"{_CLOSE}\\", text))


def in_text(text: str) -> str:
    """What pandoc wrote as plain text, with the brackets of the press."""
    return text.translate({ord(char): bracket for char, bracket in _BRACKETS.items()})


def cited(element: Node) -> str:
    """The numbers of a citation, and what is said with them."""
    contents = children(element)
    if is_a("Span", "worded", element):
        text = text_of(contents).strip(", \u202f")
        return text[1:-1] if text[:1] + text[-1:] == "()" else text
    return ", ".join(text_of(children(part)) for part in contents if is_a("Span", "citation", part))


def called(form: str, element: Node) -> Node:
    """A footnote of Markdown, or the mark of one that stands elsewhere."""
    (call,) = (part for part in children(element) if is_a("Span", "call", part))
    if paragraphs := footnote(element):
        return node("Note", paragraphs)
    if form == "markdown":
        return node("Str", f"{_CALL}{target(call).rpartition('-')[2]}{_CLOSE}")
    return node("Str", f" {bracketed(text_of(children(call)))}")
