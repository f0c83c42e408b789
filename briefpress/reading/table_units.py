"""Whether a column of a table says the unit that a workbook shows beside its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefpress.core.problems import Problem
from briefpress.core.yamltree import Node
from briefpress.data.records import Cell, wrong
from briefpress.language.currencies import currencies_in

_PERCENT = re.compile(r"[%٪]|per ?cent|pour ?cent|por ?cien|prozent", re.IGNORECASE)


def wrong_units(column: Node, head: str, cells: Sequence[Cell]) -> Iterator[Problem]:
    """A column whose numbers have several units, or another than it says."""
    filled = [cell for cell in cells if cell.text]
    units = list(dict.fromkeys(cell.unit for cell in filled))
    if len(units) > 1:
        yield _mixed(head, units, next(cell for cell in filled if cell.unit))
    elif units and units[0] and (hint := _hint(column, head, units[0])):
        shown = "percentages" if units[0] == "%" else f"numbers in {units[0]}"
        yield wrong(f"the column `{head}` holds {shown}, and the table does not say so", column.position, hint)


def _mixed(head: str, units: Sequence[str], cell: Cell) -> Problem:
    hint = "give all cells of the column the same format"
    if set(units) == {"%", ""}:
        message = f"in the column `{head}` some numbers are percentages and others are not"
    else:
        message = f"in the column `{head}` some numbers are in {', others in '.join(unit or 'none' for unit in units)}"
        hint += "; amounts in different currencies need a column each"
    return wrong(message, cell.place, hint)


def _hint(column: Node, head: str, unit: str) -> str:
    """What to write where a column does not say the unit of its numbers; "" where it does."""
    typed = column.text("unit")
    if typed is None and not column.get("unit"):
        return f'write `{{title: {column.text("title") or head}, unit: "{unit}"}}`'
    is_other = not _PERCENT.search(typed or "") if unit == "%" else _is_other_currency(typed or "", unit)
    return f'write `unit: "{unit}"`, or give the cells a format without `{unit}` in the workbook' if is_other else ""


def _is_other_currency(typed: str, unit: str) -> bool:
    """Whether a unit names currencies, and not the one of another unit."""
    typed_currencies, currencies = currencies_in(typed), currencies_in(unit)
    return bool(currencies and typed_currencies) and not typed_currencies & currencies
