"""The margin above a table, which it gives up at the head of a page, as all else does (`margin-break: discard`).

WeasyPrint 70 puts a table and its caption into a box, which takes over the margins of the table but not that property.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from weasyprint.css.properties import TABLE_WRAPPER_BOX_PROPERTIES

_PROPERTY = "margin_break"


@contextmanager
def table_margins() -> Iterator[None]:
    """Have the box around a table do with its margins at a break what the table is to do."""
    TABLE_WRAPPER_BOX_PROPERTIES.add(_PROPERTY)
    try:
        yield
    finally:
        TABLE_WRAPPER_BOX_PROPERTIES.discard(_PROPERTY)
