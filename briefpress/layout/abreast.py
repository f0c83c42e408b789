"""Pictures side by side, below which there may be tables that are wider than they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefpress.core.problems import Problem, Severity
from briefpress.layout.classes import classes
from briefpress.layout.long_words import too_wide
from briefpress.layout.proof import Remark
from briefpress.markup.origins import Origins


def wide_tables(document: Any, origins: Origins) -> Iterator[Remark]:
    """A remark on each table of a document that leaves the part of the column which its picture takes."""
    message = "the data of the chart are wider than the chart: they reach beyond its part of the column"
    hint = "give it more `width`, write its fields shorter under `words:`, or leave out fields that it does not show"
    problem = Problem("cut-off-text", message, None, hint, Severity.WARNING)
    for page in document.pages:
        boxes = (box for box in page._page_box.descendants() if box.element is not None)
        lines = (box for box in boxes if "abreast" in classes(box.element))
        tables = {table.element for line in lines for table in too_wide(line)}
        yield from (Remark(problem, origins.whole(table)) for table in tables)
