"""Words that are wider than there is room for: long URLs, IBANs, compounds.

`overflow-wrap` lets them break. Given to all texts it would break ordinary words as well: in an inline element that
stands in another, WeasyPrint 70 takes each for the first of its line, and the columns of a table would shrink for as
long as a word can be broken (CSS Text 3, 5.2). So only what is too wide gets it, by the class `long`: blocks with a
line that is wider than they are, and the cells that make their table too wide. What holds words alone gets the class
`compound` as well, and may be divided with a hyphen: one in a URL or the name of a file would be read as a part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.percent import percentage

from briefpress.layout.classes import COMPOUND, LONG, add_class, classes

#: A word of fewer letters is an ordinary one: that a table is too wide is then the fault of its columns.
ORDINARY = 20
#: In a longer text WeasyPrint would try every letter, for minutes; what is too wide there is reported as cut off.
_TEXT = 1000
#: Of the long words in a table, those are broken that are at least this share of the longest.
_SHARE = 0.6
#: Where a line may break without any help.
_BREAKS = re.compile(r"[\s\u200b/-]+")
#: Signs between letters that no word has.
_CODE = re.compile(r"\w[_./:@\\&=?%+~#][^\W\d]|[^\W\d]\d")


def mark_long(document: Any) -> bool:
    """Give the class `long` to what its words make too wide; returns whether there is anything new to lay out."""
    pages = [page._page_box for page in document.pages]
    elements = [element for page in pages for element in (*_overfull(page), *_long_cells(page)) if element is not None]
    add_class(COMPOUND, (element for element in elements if not _CODE.search("".join(element.itertext()))))
    return add_class(LONG, elements)


def _overfull(page: Any) -> Iterator[Any]:
    """The blocks with a line that is wider than they are."""
    for box in page.descendants(placeholders=True):
        if any(isinstance(line, boxes.LineBox) and line.width > box.width + 1 for line in box.children):
            yield box.element


def _long_cells(page: Any) -> Iterator[Any]:
    """The cells whose words make their table too wide."""
    for table, _ in too_wide(page):
        lengths = {}
        for cell in (box.element for box in table.descendants() if isinstance(box, boxes.TableCellBox)):
            text = "".join(cell.itertext())
            length = max(map(len, _BREAKS.split(text)))
            if len(text) < _TEXT and length > ORDINARY and LONG not in classes(cell):
                lengths[cell] = length
        yield from (cell for cell, length in lengths.items() if length >= _SHARE * max(lengths.values()))


def too_wide(box: Any) -> Iterator[tuple[Any, float]]:
    """The tables that are wider than a stylesheet asks, or than what they stand in; each with its room."""
    for child in getattr(box, "children", ()):
        if not getattr(child, "is_table_wrapper", False):
            yield from too_wide(child)
            continue
        # (A page may hold no more of a table than its caption.)
        for table in (each for each in child.children if isinstance(each, boxes.TableBox)):
            width = percentage(table.style["width"], table.style, box.width)
            # With a margin below zero it reaches into the rail.
            most = box.width - min(0, child.margin_left) - min(0, child.margin_right)
            room = most if width == "auto" else min(width, most)
            if table.border_width() > room + 1:
                yield table, room
