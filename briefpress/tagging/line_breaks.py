"""Where a line ends: WeasyPrint draws no space there, and a hyphen that is not in the text."""

from __future__ import annotations

import re
from typing import Any

from briefpress.tagging.structure import Content, Structure

#: What WeasyPrint draws where it breaks a word.
_SOFT_HYPHEN = "\u00ad"
_HYPHENS = ("\u2010", "-", _SOFT_HYPHEN)


def source_text(element: Any) -> str:
    """The text of an element with single spaces."""
    return re.sub(r"[ \t\r\n]+", " ", "".join(element.itertext())).casefold()


def join_lines(parent: Structure, line: Any, source: str | None) -> None:
    """Put back what was lost where the text of an element goes on in a new line: the space, or nothing for a hyphen.

    `source` is the text of the block that both lines are of; None where they are of two blocks.
    """
    last = parent
    while last.kids and isinstance(last.kids[-1], Structure):
        last = last.kids[-1]
    content = last.kids[-1] if last.kids else None
    if not isinstance(content, Content) or not content.text.strip():
        return
    before = content.text.casefold().split(" ")[-1]
    after = _first_text(line).casefold().split(" ")[0]
    if source is None or f"{before} {after}" in source:
        content.marked.draw_space(is_right_to_left=content.is_right_to_left)
        content.text += " "
    elif before[-1:] in _HYPHENS and before + after not in source:
        content.text = content.text[:-1].rstrip(_SOFT_HYPHEN)
        content.marked.set_actual_text(content.text)


def _first_text(box: Any) -> str:
    while box.children:
        box = box.children[0]
    return getattr(box, "text", "")
