"""The rows of a table that stand in a file, as rows of brief.yaml: each cell keeps its place in the file.

The words of a file are those of the brief's own language, as the words of brief.yaml are; other languages have theirs
in manuscripts, by the ids of the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from briefpress.core.files import Files
from briefpress.core.gaps import GAPS, is_missing
from briefpress.core.problems import Problem, Severity, Unprintable, choices
from briefpress.core.yamltree import Node
from briefpress.data.cells import is_figure
from briefpress.data.columns import Kind, Table, Value, typed
from briefpress.data.records import Cell, Records, wrong
from briefpress.reading.entries import OwnWords, with_key, written_out
from briefpress.reading.ids import has_place_id
from briefpress.reading.table_records import table_records
from briefpress.reading.table_selection import Selection, is_same
from briefpress.reading.table_units import wrong_units
from briefpress.schema.table_data import Data
from briefpress.schema.table_parts import Grouping, Row

_KINDS = {"words": Kind.CATEGORY, "number": Kind.AMOUNT, "date": Kind.DATE}
_HOLDS = {kind: holds for holds, kind in _KINDS.items()}


class FileRows(NamedTuple):
    """The rows of a file, the columns of their table with what these hold, and warnings."""

    rows: list[Node]
    columns: list[Node]
    problems: list[Problem]


def file_rows(table: Node, columns: Sequence[Node], own_words: OwnWords, folder: Path, files: Files) -> FileRows:
    """The rows that a table takes from a file under `data:`; none where that key is not of the form of the model.

    Raises Unprintable with all that is wrong in the file.
    """
    node = table.get("data")
    try:
        data = Data.model_validate(node.plain()) if node else None
    except ValidationError:
        # Validation of the whole brief says what is wrong, and where.
        data = None
    if node is None or data is None:
        return FileRows([], list(columns), [])
    read, problems = table_records(node, data, folder, files)
    selection = Selection(node, data, columns, read.fields)
    heads = selection.heads()
    problems = [*problems, *selection.filter_problems(read)]
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise Unprintable(problems)
    chosen = selection.filtered(read)
    values, kinds = _values(chosen, columns, heads, data.gaps)
    ids = data.id and selection.field(data.id, "id")
    in_order = [*selection.in_order(chosen, values)]
    rows = [_row(chosen.rows[at], values[at], heads, ids) for at in in_order]
    if data.group:
        field, groups = selection.field(data.group, "group"), table_groups(table, own_words)
        _no_lone_group_names(chosen.column(field))
        named = [_group(chosen.rows[at][field], groups) for at in in_order]
        rows = [with_key(row, "group", group) if group else row for row, group in zip(rows, named, strict=True)]
    held = [
        _column(column, kinds[head], chosen.column(head)) for column, head in zip(columns, heads.values(), strict=True)
    ]
    return FileRows(_named(rows, node, own_words), held, problems)


def _values(
    chosen: Records, columns: Sequence[Node], heads: Mapping[str, str], gaps: Sequence[str]
) -> tuple[Table, Mapping[str, Kind]]:
    """The values of the fields that are printed, and what each holds; raises Unprintable with what is wrong in them."""
    used = replace(chosen, rows=tuple({head: row[head] for head in heads.values()} for row in chosen.rows))
    if problems := _faults(used) or list(_lone_cells(chosen, list(heads.values()))):
        raise Unprintable(problems)
    used = replace(used, rows=tuple({name: _known(cell, gaps) for name, cell in row.items()} for row in used.rows))
    kinds = {head: _kind(column, used.column(head)) for column, head in zip(columns, heads.values(), strict=True)}
    values, held, problems = typed(used, kinds)
    for column, head in zip(columns, heads.values(), strict=True):
        problems += wrong_units(column, head, used.column(head))
    if problems := [*problems, *_times(used, values, held)]:
        raise Unprintable(problems)
    return values, held


def _faults(used: Records) -> list[Problem]:
    """What is wrong with single cells, the same in a column once, at the first of them."""
    problems: dict[tuple[str, str], list[Problem]] = {}
    for head in used.fields:
        for problem in [cell.problem for cell in used.column(head) if cell.problem]:
            problems.setdefault((head, problem.hint), []).append(problem)
    return [
        replace(first, message=f"{first.message}; it is the same with {len(others)} more below") if others else first
        for first, *others in problems.values()
    ]


def _known(cell: Cell, gaps: Sequence[str]) -> Cell:
    """A cell, or an empty one where it says that a value is not known."""
    return replace(cell, text="") if cell.text in GAPS or cell.text in gaps else cell


def _kind(column: Node, cells: Sequence[Cell]) -> Kind:
    """What a column holds: what it says, or else what most of its cells are."""
    holds = column.text("holds")
    if holds and holds != "date":
        return _KINDS.get(holds, Kind.CATEGORY)
    filled = [cell for cell in cells if cell.text and not is_missing(cell.text)]
    if not holds and filled and 2 * sum(is_figure(cell.text) for cell in filled) > len(filled):
        return Kind.AMOUNT
    _, _, problems = typed(Records(tuple({"": cell} for cell in filled)), {"": Kind.DATE})
    # Periods are texts here, as in brief.yaml: the model reads them.
    return Kind.CATEGORY if problems or not filled else Kind.DATE


def _times(used: Records, values: Table, kinds: Mapping[str, Kind]) -> Iterator[Problem]:
    """Dates with a time of the day."""
    for cells, row in zip(used.rows, values, strict=True):
        for head, value in row.items():
            if kinds[head] is Kind.DATE and "T" in str(value or ""):
                yield wrong(f"`{value}` has a time of the day", cells[head].place, "write a date: 2024-05-06")


def _lone_cells(chosen: Records, heads: Sequence[str]) -> Iterator[Problem]:
    """Rows without a name, and those that have nothing else in the file: notes under a table, heads in it."""
    hint = "leave the row out by `range:` or `filter:`, or complete it in the file"
    for row in chosen.rows:
        name = row[heads[0]]
        if not name.text and (filled := [row[head] for head in heads[1:] if row[head].text]):
            yield wrong("this row has no name: its first cell is empty", filled[0].place, hint)
        elif name.text and not any(cell.text for cell in row.values() if cell is not name):
            gaps = f"{hint}: – is a value that is not known"
            yield wrong("this row has nothing but its first cell", name.place, gaps)


def table_groups(table: Node, own_words: OwnWords) -> list[Node]:
    """The groups of a table, with their ids."""
    return written_out(Grouping, table.nearest("groups"), own_words) if table.get("groups") else []


def _group(cell: Cell, groups: Sequence[Node]) -> Node | None:
    """The id of the group that a cell names, by its id or its title; None where it is empty."""
    titles = {group.text("title") or "": group.text("id") or "" for group in groups}
    names = titles | {name: name for name in titles.values()}
    found = next((name for text, name in names.items() if is_same(cell.text, text)), None)
    if cell.text and found is None:
        hint = f"add it under `groups:` of the table; {choices(cell.text, filter(None, titles), 'groups')}"
        raise Unprintable([wrong(f"there is no group `{cell.text}`", cell.place, hint)])
    return Node(found, cell.place) if cell.text else None


def _no_lone_group_names(cells: Sequence[Cell]) -> None:
    """Raise Unprintable where a group is named once for all the rows below: these would be in none."""
    first = next((number for number, cell in enumerate(cells) if cell.text), len(cells))
    if empty := [cell for cell in cells[first:] if not cell.text]:
        hint = (
            "repeat the group in each of its rows; leave a row of no group out by `filter:`, and write it under `rows:`"
        )
        message = f"this row names no group, and `{cells[first].text}` stands above"
        raise Unprintable([wrong(message, empty[0].place, hint)])


def _named(rows: list[Node], node: Node, own_words: OwnWords) -> list[Node]:
    """The rows with ids. Those that are made of words are those of the file: nobody needs to write them down."""
    named = written_out(Row, Node(tuple(rows), node.position), own_words)
    ids = [row.nearest("id") for row in named]
    return [
        row if has_place_id(row) else with_key(row, "id", Node(made.value, made.position))
        for row, made in zip(named, ids, strict=True)
    ]


def _scalar(value: Value) -> int | Decimal | str | None:
    """A value as brief.yaml has it: whole numbers have no decimals."""
    is_whole = isinstance(value, Decimal) and "." not in f"{value:f}"
    return int(value) if is_whole and value is not None else value


def _column(column: Node, kind: Kind, cells: Sequence[Cell]) -> Node:
    """A column with what it holds, and whether it has changes: a number with a plus."""
    is_signed = kind is Kind.AMOUNT and any(cell.text.startswith("+") for cell in cells)
    if is_signed and "signed" not in column.keys:
        column = with_key(column, "signed", Node(True, column.position))
    holds = column.text("holds") or _HOLDS.get(kind, "words")
    return with_key(column, "holds", Node(holds, column.nearest("holds").position))


def _row(
    cells: Mapping[str, Cell], values: Mapping[str, Value], heads: Mapping[str, str], id_field: str | None
) -> Node:
    """A row as brief.yaml would have it."""
    nodes = {name: Node(_scalar(values[head]), cells[head].place) for name, head in heads.items()}
    start = next(iter(nodes.values())).position
    row = {"cells": Node(nodes, start, {name: node.position for name, node in nodes.items()})}
    if id_field:
        row["id"] = Node(cells[id_field].text.casefold(), cells[id_field].place)
    return Node(row, start, {key: node.position for key, node in row.items()})
