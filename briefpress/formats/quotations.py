"""What text without styles sets apart as a quotation: what somebody said, and what the editors add to the source text.

Markdown has quotations. In plain text they are indented, and the editors' words have a line at their left: nothing else
tells them from the source's there.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from briefpress.formats.pandoc import Node, children, is_a, node
from briefpress.markup.tree import Part, create, fill, parts, plain_text, wrap

#: The classes of what the editors say of the source text.
EDITORIAL = ("note", "blank")
#: Stand before and after what has a line at its left: characters that no text has (Unicode, 23.5).
_START, _END = "\ue000", "\ue001"
#: The indent of a quotation, as pandoc writes it, and the line in its place.
_INDENT, _LINE = "  ", "| "


def begun(beginning: str, contents: list[Part]) -> list[Part]:
    """Contents after other words, without the space of the markup before them."""
    first, *others = contents or [""]
    return [beginning + first.lstrip(), *others] if isinstance(first, str) else [beginning, first, *others]


def sign(author: HtmlElement) -> None:
    """A quotation holds its author, after a dash."""
    quotation = author.getprevious()
    assert quotation is not None  # noqa: S101 (templates/blocks/quote.html has it above the author)
    fill(author, begun("— ", parts(author)))
    fill(quotation, [create("p", parts(quotation)), author])


def quote_note(note: HtmlElement) -> None:
    """An editors' note as a quotation; its label, who says it and when, begins the first paragraph."""
    for label in note.find_class("label"):
        text, following = plain_text(label), label.getnext()
        strong = create("strong", [text if text.endswith(".") else f"{text}."])
        if following is not None and following.tag == "p":
            fill(following, [strong, *begun(" ", parts(following))])
            label.drop_tree()
        else:
            fill(label, [strong])
    wrap(note, "div", {"class": "editors"})
    wrap(note, "blockquote")


def unlined(element: Node) -> list[Node] | None:
    """Mark where an editors' note begins and ends, for `lined`; None for anything else."""
    if not is_a("Div", "editors", element):
        return None
    start, end = (node("Para", [node("Str", mark)]) for mark in (_START, _END))
    return [start, *children(element), end]


def lined(text: str) -> str:
    """Plain text of pandoc's with a line at the left of each editors' note."""
    return re.sub(f"{_START}\n\n(.*?)\n\n{_END}", lambda note: _lined(note[1]), text, flags=re.DOTALL)


def _lined(note: str) -> str:
    return "\n".join(f"{_LINE}{line.removeprefix(_INDENT)}".rstrip() for line in note.split("\n"))
