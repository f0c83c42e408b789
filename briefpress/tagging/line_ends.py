"""What was lost where a text goes on in a new line: the space, or nothing for a hyphen.

WeasyPrint draws no space where a line ends, and a hyphen that is not in the text.
"""

from __future__ import annotations

import re
from typing import Any

from briefpress.language.folding import folded
from briefpress.tagging.structure import Content, Structure

#: What WeasyPrint draws where it breaks a word.
_SOFT_HYPHEN = "\u00ad"
_HYPHENS = ("\u2010", "-", _SOFT_HYPHEN)


class LineEnds:
    """The line ends of a document, met in its order."""

    def __init__(self) -> None:
        #: The block that the last line in each structure element belongs to: its HTML element and pseudo-element.
        self._blocks: dict[Structure, tuple[Any, str]] = {}
        #: The texts of HTML elements.
        self._texts: dict[Any, str] = {}

    def join(self, parent: Structure, line: Any) -> None:
        """Put back what was lost before a line of an element."""
        block = (line.element, line.element_tag)
        is_same_block = self._blocks.get(parent) == block
        self._blocks[parent] = block
        content = _last_content(parent)
        if content is None or not content.text.strip():
            return
        before = folded(content.text.split(" ")[-1])
        after = folded(_first_text(line).split(" ")[0])
        text = self._text(line.element)
        if not is_same_block or f"{before} {after}" in text:
            content.marked.draw_space(is_right_to_left=content.is_right_to_left)
            content.text += " "
        elif before[-1:] in _HYPHENS and before + after not in text:
            content.text = content.text[:-1].rstrip(_SOFT_HYPHEN)
            content.marked.set_actual_text(content.text)

    def _text(self, element: Any) -> str:
        """The text of an HTML element with single spaces."""
        if element not in self._texts:
            self._texts[element] = folded(re.sub(r"[ \t\r\n]+", " ", "".join(element.itertext())))
        return self._texts[element]


def _last_content(parent: Structure) -> Content | None:
    while parent.kids and isinstance(parent.kids[-1], Structure):
        parent = parent.kids[-1]
    last = parent.kids[-1] if parent.kids else None
    return last if isinstance(last, Content) else None


def _first_text(box: Any) -> str:
    while box.children:
        box = box.children[0]
    return getattr(box, "text", "")
