"""Tables that are wider than there is room for, on the page or below a picture that has a neighbour.

They get smaller letters and less space between their columns, by the class `tight`; what is too wide still is told.
"""

from __future__ import annotations

from typing import Any

from briefpress.core.problems import Problem
from briefpress.layout.classes import TIGHT, add_class, classes
from briefpress.layout.long_words import too_wide
from briefpress.layout.page_boxes import root
from briefpress.layout.proof import Remark
from briefpress.markup.origins import Origins

#: Millimetres in a CSS pixel.
_MM = 25.4 / 96
#: What is told of the data of a chart that has a neighbour.
_CHART = Problem(
    "cut-off-text",
    "the data of the chart are wider than the chart: they reach beyond its part of the column",
    None,
    "give it more `width`, write its fields shorter under `words:`, or leave out fields that it does not show",
)


def mark_tight(document: Any) -> bool:
    """Give the class `tight` to tables that are too wide; returns whether there is anything new to lay out."""
    tables = (table.element for page in document.pages for table, _ in too_wide(root(page._page_box)))
    return add_class(TIGHT, tables)


def wide_tables(document: Any, origins: Origins) -> dict[Any, Remark]:
    """The tables of a document that are too wide, each with a remark."""
    remarks: dict[Any, Remark] = {}
    for page in (root(page._page_box) for page in document.pages):
        pictures = _abreast(page)
        for table, room in too_wide(page):
            element = table.element
            problem = _CHART if element in pictures else _problem(table.border_width() * _MM, room * _MM)
            remarks.setdefault(element, Remark(problem, origins.whole(element)))
    return remarks


def _problem(width: float, room: float) -> Problem:
    message = f"the table is {width:.0f} mm wide, and has room for {room:.0f} mm"
    hint = "shorten the longest words of its heads and its rows, leave out columns, or make two tables of it"
    return Problem("cut-off-text", message, None, hint)


def _abreast(box: Any) -> set[Any]:
    """The elements that stand in pictures side by side, or below them."""
    lines = (each for each in box.descendants() if each.element is not None and "abreast" in classes(each.element))
    return {part for line in lines for part in line.element.iter()}
