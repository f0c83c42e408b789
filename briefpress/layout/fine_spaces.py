"""What spaces are like in print beyond what a text says of them: how wide, and whether a line may end there.

Nobody hears or copies it: a space stays a space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefpress.language.figures import JOINER
from briefpress.layout.classes import classes

#: A narrow no-break space between two groups of figures.
_THOUSANDS = re.compile("(?<=[0-9])\u202f(?=[0-9]{3})")
#: The space before a last word of fewer than twelve letters, and what stands around that.
_RUNT = re.compile(r"(\S) (?=\W{0,20}\w\S{0,10}\W{0,20}$)")
#: In a heading, whose line is short, both last words are.
_RUNT_OF_HEADING = re.compile(r"(\s\S{1,8}) (?=\S{1,7}\s*$)")
#: A paragraph of fewer letters has no line to spare.
_PARAGRAPH = 70
#: What has no running text, and where a line has no room for two words that stay together.
_NARROW = frozenset(("side", "note", "cards", "glance", "contents", "sources", "imprint", "remarks", "facts"))
#: What stands in a text and belongs to none of its lines.
_APART = frozenset(("citations", "noteref", "footnote", "back", "mark"))


def set_spaces(root: Any) -> None:
    """Set the spaces of a page: those of numbers, of last words, of calls and, in narrow columns, of dates."""
    # Inline SVG is no text of the page.
    elements = [each for each in root.find("body").iter() if not str(each.tag).startswith("{")]
    if root.get("dir") == "rtl":
        # (WeasyPrint sets elements from the right as well there, and would turn a number around.)
        _loosen_dates(elements)
    else:
        _part_thousands(elements)
    _join_runts(root.find("body"))
    for element in elements:
        _hold_calls(element)


def plain_bookmarks(document: Any) -> None:
    """Take out of the bookmarks of WeasyPrint's `document` what keeps words of their headings together."""
    for page in document.pages:
        page.bookmarks = [(level, label.replace(JOINER, ""), *rest) for level, label, *rest in page.bookmarks]


def _part_thousands(elements: list[Any]) -> None:
    """Put each space within a number into an element of the class `thin-space`."""
    for element in elements:
        for place, child in reversed(list(enumerate(element))):
            if child.tail and _THOUSANDS.search(child.tail):
                _part(element, place + 1, child, "tail")
        if element.text and _THOUSANDS.search(element.text):
            _part(element, 0, element, "text")


def _part(element: Any, place: int, holder: Any, name: str) -> None:
    """Part a text, which a holder has before the child of an element at a place, at its spaces."""
    first, *others = _THOUSANDS.split(getattr(holder, name))
    setattr(holder, name, first)
    for offset, text in enumerate(others):
        space = element.makeelement("span", {"class": "thin-space"})
        space.text, space.tail = "\u202f", text
        element.insert(place + offset, space)


def _loosen_dates(elements: list[Any]) -> None:
    """Let lines of the rail end within the double names of Arabic months, after the stroke."""
    for side in (element for element in elements if "side" in classes(element)):
        for holder, name in _texts(side):
            setattr(holder, name, getattr(holder, name).replace(f"/{JOINER}", "/\u200b"))


def _join_runts(element: Any) -> None:
    """Keep a short last word of each paragraph, and of each heading of a section, beside the word before."""
    if element.tag == "h2":
        _join_last(element, _RUNT_OF_HEADING, 0)
    if element.tag in ("table", "figure", "svg") or _NARROW.intersection(classes(element)):
        return
    if element.tag in ("p", "li"):
        _join_last(element, _RUNT, _PARAGRAPH)
    for child in element:
        if isinstance(child.tag, str):
            _join_runts(child)


def _join_last(element: Any, runt: re.Pattern[str], shortest: int) -> None:
    """Join the last two words of an element of more letters than these."""
    texts = [(holder, name) for holder, name in _texts(element) if re.search(r"\w", getattr(holder, name))]
    length = sum(len(getattr(holder, name)) for holder, name in texts)
    spaced = [text for text in texts if " " in getattr(*text)]
    # What is after the last space may be an element, or end with one.
    if spaced and length > shortest and (spaced[-1] == texts[-1] or not getattr(*spaced[-1]).endswith(" ")):
        holder, name = spaced[-1]
        setattr(holder, name, runt.sub(rf"\1 {JOINER}", getattr(holder, name)))


def _hold_calls(element: Any) -> None:
    """Keep each call beside what it stands after, and the state of a project beside the last word of its name."""
    before, name = element, "text"
    for child in element:
        text = getattr(before, name) or ""
        is_call = not text[-1:].isspace() and {"citations", "noteref"}.intersection(classes(child))
        is_state = re.search(r"\S{1,20} $", text) and "state" in classes(child)
        if (is_call or is_state) and not text.endswith(JOINER):
            setattr(before, name, text + JOINER)
        before, name = child, "tail"


def _texts(element: Any) -> Iterator[tuple[Any, str]]:
    """The texts of an element in their order, each as what holds it and whether as `text` or as `tail`."""
    if element.text:
        yield element, "text"
    for child in element:
        if not _APART.intersection(classes(child)):
            yield from _texts(child)
        if child.tail:
            yield child, "tail"
