"""The short forms of tables written out: rows as lists of cells, cells by their columns, and what a column holds.

A row of brief.yaml is a list of cells in the order of the columns, or has them under the ids of these, as people write
them: `[Austria, 40.2, –]`. Here each cell is put where the model has it: words under `cells`; numbers, dates and gaps
under `values`. A cell that bears more than its text says so: `{value: 29.0, remark: estimate}`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefpress.core.files import Files
from briefpress.core.problems import Problem, Unprintable, choices
from briefpress.core.yamlcommas import comma_hint, numbers
from briefpress.core.yamltree import Node
from briefpress.reading.column_kinds import is_gap, kind_of
from briefpress.reading.entries import OwnWords, Rewritten, with_key, without_key, written_out
from briefpress.reading.table_data import file_rows, table_groups
from briefpress.schema.table_parts import Column, Row
from briefpress.schema.tables import Table

#: What a cell may say beside its value: the keys of a row that hold it, by columns.
_BESIDE = {"remark": "remarks", "colspan": "colspan", "rowspan": "rowspan"}
_CELL = {"value", "text", *_BESIDE}


@dataclass
class _Line:
    """A row, and its cells by their columns, each with what it says beside its value."""

    node: Node
    cells: dict[str, Node] = field(default_factory=dict)
    beside: dict[str, dict[str, Node]] = field(default_factory=dict)
    #: The columns whose cells are called a `text`, whatever the others hold.
    texts: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def tables_written_out(facts: Node, own_words: OwnWords, folder: Path, files: Files) -> tuple[Node, list[Problem]]:
    """The facts of a brief with the rows of all their tables as the model has them, and what is wrong with these."""
    problems: list[Problem] = []

    def block(node: Node) -> Node:
        if node.text("type") != Table.word():
            return node
        try:
            table, wrong = _written_out(node, own_words, folder, files)
        except Unprintable as unprintable:
            # Rows that were typed beside those of a file say nothing without them.
            table, wrong = with_key(node, "rows", Node((), node.position)), list(unprintable.problems)
        problems.extend(wrong)
        return table

    return _each(facts, "sections", lambda section: _each(section, "blocks", block)), problems


def _each(node: Node, key: str, change: Callable[[Node], Node]) -> Node:
    """A mapping in which each entry of a list is changed."""
    entries = node.get(key)
    if entries is None or not isinstance(entries.value, tuple):
        return node
    changed = replace(entries, value=tuple(map(change, entries.value)))
    return replace(node, value={**dict(node.inside()), key: changed})


def _written_out(table: Node, own_words: OwnWords, folder: Path, files: Files) -> tuple[Node, list[Problem]]:
    """A table of brief.yaml whose rows are those of the model, and what is wrong with their cells."""
    columns = written_out(Column, table.nearest("columns"), own_words)
    names = [name for column in columns if (name := column.text("id"))]
    typed = table.get("rows")
    if not columns or len(set(names)) < len(columns) or (typed and not isinstance(typed.value, tuple)):
        # The merge and the model say what is wrong.
        return table, []
    read = file_rows(table, columns, own_words, folder, files)
    covered: dict[str, int] = {}
    lines = [_line(row, names, covered) for row in (*read.rows, *table.items("rows"))]
    columns = [_with_kind(column, lines) for column in read.columns]
    kinds = {column.text("id"): column.text("holds") or "words" for column in columns}
    problems = [*read.problems, *(problem for line in lines for problem in line.problems)]
    table = with_key(table, "columns", replace(table.nearest("columns"), value=tuple(columns)))
    rows = [_row(line, kinds) for line in lines]
    if own_words is OwnWords.IN_MANUSCRIPT:
        # The words of a file only name the rows: manuscripts have the words.
        rows[: len(read.rows)] = [without_key(row, "cells") for row in rows[: len(read.rows)]]
    if table.at("data", "group"):
        rows = _by_group(rows, table_groups(table, own_words))
    return with_key(table, "rows", replace(typed or Node((), table.position), value=tuple(rows))), problems


def _by_group(rows: list[Node], groups: list[Node]) -> list[Node]:
    """Rows in the order of their groups: those of none first, totals of all last. A total comes after its rows."""
    order = [group.text("id") for group in groups]

    def place(row: Node) -> int:
        if row.get("group") is None:
            return len(order) if row.nearest("total").value is True else -1
        return order.index(name) if (name := row.text("group")) in order else len(order)

    return sorted(rows, key=place)


def _line(row: Node, columns: Sequence[str], covered: dict[str, int]) -> _Line:
    """A row and its cells. `covered` counts for how many more rows a column is covered from above."""
    node = row
    if isinstance(row.value, tuple):
        node = Rewritten({"cells": row}, row.position, {"cells": row.position}, typed=row)
    elif isinstance(row.value, dict):
        names = [name for name, cell in row.inside() if name in columns and not _is_key(name, cell)]
        node = _with_cells(Rewritten(row.value, row.position, row.keys, row.valueless, typed=row), names)
    line, cells = _Line(node), node.get("cells")
    if cells and isinstance(cells.value, tuple):
        _place(line, cells, columns, covered)
    elif cells and isinstance(cells.value, dict):
        for name, cell in cells.inside():
            _put(line, name, cell)
    _cover(line, columns, covered)
    return line


def _is_key(name: str, value: Node) -> bool:
    """Whether a key of a row is one of all rows, and not the id of a column: many have a column `total`."""
    return name in Row.model_fields and (name != "total" or isinstance(value.value, bool))


def _with_cells(row: Node, names: list[str]) -> Node:
    """A row with the cells under `cells` that stand under the ids of columns."""
    if not names or "cells" in row.keys:
        return row
    kept = {key: node for key, node in row.inside() if key not in names}
    cells = Node({name: row.nearest(name) for name in names}, row.position, {name: row.keys[name] for name in names})
    keys = {key: place for key, place in row.keys.items() if key not in names}
    return replace(row, value={**kept, "cells": cells}, keys={**keys, "cells": row.position})


def _place(line: _Line, cells: Node, columns: Sequence[str], covered: Mapping[str, int]) -> None:
    """Give the cells of a list their columns: each the next that no other cell covers."""
    free = [name for name in columns if not covered.get(name)]
    for cell in cells.items():
        if not free:
            message = f"this row has more cells than the table has columns, which are {len(columns)}"
            line.problems.append(Problem("wrong-table", message, cell.position, _surplus_hint(cells)))
            return
        _put(line, free[0], cell)
        free = free[_count(cell.get("colspan")) :]


def _cover(line: _Line, columns: Sequence[str], covered: dict[str, int]) -> None:
    """Count one row less of what is covered from above, and the rows that the cells of this one cover."""
    for name in columns:
        covered[name] = max(0, covered.get(name, 0) - 1)
    for start, name in enumerate(columns):
        beside = line.beside.get(name, {})
        width, height = (_count(beside.get(key) or line.node.at(key, name)) for key in ("colspan", "rowspan"))
        if height > 1:
            covered |= dict.fromkeys(columns[start : start + width], height - 1)


def _surplus_hint(cells: Node) -> str:
    """What to do about a cell too many: in [Austria,11,6] a comma was typed inside a number."""
    text = cells.position.text or ""
    typed = next(numbers(text, [cell.span for cell in cells.items()]), None) if cells.style == "[" else None
    return comma_hint(text[slice(*typed)]) if typed else "remove it, or add a column"


def _count(node: Node | None) -> int:
    return node.value if node and isinstance(node.value, int) and node.value > 0 else 1


def _put(line: _Line, name: str, cell: Node) -> None:
    """Note the value of a cell, and what it says beside."""
    if isinstance(cell.value, dict) and cell.keys.keys() == {""}:
        # YAML takes a question mark for the sign of a key.
        cell = Node("?", cell.position)
    if isinstance(cell.value, dict):
        # A lone `?` is a key without a name to YAML; as a value it is told.
        for key in cell.keys.keys() - {*_CELL, ""}:
            hint = choices(key, _CELL, "keys")
            line.problems.append(Problem("unknown-key", f"a cell has no key `{key}`", cell.keys[key], hint))
        line.beside |= {name: {key: node for key, node in cell.inside() if key in _BESIDE}}
        line.texts |= {name} if "text" in cell.value else set()
        cell = cell.get("value") or cell.get("text") or cell
    line.cells[name] = cell


def _with_kind(column: Node, lines: list[_Line]) -> Node:
    """A column with what it holds, where that is not words, and whether it has changes."""
    name = column.text("id") or ""
    typed = [line.cells[name] for line in lines if name in line.cells and name not in line.texts]
    apart = [cell for line in lines if (cell := line.node.at("values", name))]
    if "signed" not in column.keys and any(cell.has_plus for cell in (*typed, *apart)):
        column = with_key(column, "signed", Node(True, column.position))
    if "holds" in column.keys or (kind := kind_of(typed)) == "words":
        return column
    return with_key(column, "holds", Node(kind, column.position))


def _row(line: _Line, kinds: dict[str | None, str]) -> Node:
    """The row as the model has it."""
    if not line.cells:
        return line.node
    inner = {key: node for key, node in line.node.inside() if key != "cells"}
    for name, cell in line.cells.items():
        is_words = (kinds.get(name) == "words" or name in line.texts) and not is_gap(cell)
        _add(inner, "cells" if is_words else "values", name, cell)
        for key, node in line.beside.get(name, {}).items():
            _add(inner, _BESIDE[key], name, node)
    return replace(line.node, value=inner, keys={key: line.node.keys.get(key, line.node.position) for key in inner})


def _add(inner: dict[str, Node], key: str, name: str, node: Node) -> None:
    """Put a node under a column, under a key of a row."""
    there = inner.get(key) or Node({}, node.position)
    if isinstance(there.value, dict):
        keys = {**there.keys, name: node.position}
        inner[key] = replace(there, value={**there.value, name: node}, keys=keys)
