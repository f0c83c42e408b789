"""Words in tables that are wider than there is room for: long URLs, IBANs, compounds.

`overflow-wrap: anywhere` lets them break. Given to all cells it would let the columns shrink until ordinary words break
as well (CSS Text 3, 5.2), so only the cells that make their table too wide get it, by the class `long`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.percent import percentage

#: A word of fewer letters is an ordinary one: that a table is too wide is then the fault of its columns.
_LETTERS = 20
#: In a longer text WeasyPrint would try every letter, for minutes; what is too wide there is reported as cut off.
_TEXT = 1000
#: Of the long words in a table, those are broken that are at least this share of the longest.
_SHARE = 0.6
_CLASS = "long"
#: Where a line may break without any help.
_BREAKS = re.compile(r"[\s\u200b/-]+")


def mark_long(document: Any) -> bool:
    """Give the class `long` to cells whose words make their table too wide; returns whether there is any new one."""
    lengths: dict[Any, dict[Any, int]] = defaultdict(dict)
    for page in document.pages:
        for table in _too_wide(page._page_box):
            for cell in (box for box in table.descendants() if isinstance(box, boxes.TableCellBox)):
                text = "".join(cell.element.itertext())
                length = max(map(len, _BREAKS.split(text)))
                if len(text) < _TEXT and length > _LETTERS and _CLASS not in cell.element.get("class", "").split():
                    lengths[table.element][cell.element] = length
    for cells in lengths.values():
        for element, length in cells.items():
            if length >= _SHARE * max(cells.values()):
                element.set("class", f"{element.get('class', '')} {_CLASS}".strip())
    return bool(lengths)


def _too_wide(box: Any) -> Iterator[Any]:
    """The tables that are wider than a stylesheet asks, or than what they stand in."""
    for child in getattr(box, "children", ()):
        if not getattr(child, "is_table_wrapper", False):
            yield from _too_wide(child)
            continue
        # (A page may hold no more of a table than its caption.)
        for table in (each for each in child.children if isinstance(each, boxes.TableBox)):
            asked = percentage(table.style["width"], table.style, box.width)
            room = box.width if asked == "auto" else min(asked, box.width)
            if table.border_width() > room + 1:
                yield table
