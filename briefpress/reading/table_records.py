"""The records of a file that a table takes its rows from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from briefpress.core.files import Files
from briefpress.core.problems import Position, Problem, Severity, Unprintable
from briefpress.core.yamltree import Node
from briefpress.data.areas import Area
from briefpress.data.csv_files import read_csv
from briefpress.data.records import Cell, Records, named_file, records, wrong
from briefpress.data.workbooks import MAX_WORKBOOK, read_workbook
from briefpress.schema.table_data import Data


def table_records(node: Node, data: Data, folder: Path, files: Files) -> tuple[Records, list[Problem]]:
    """The records of the file that `data:` names, and warnings; raises Unprintable with what is wrong in its form."""
    path = named_file(node.nearest("file"), ".csv .xlsx", folder, files, MAX_WORKBOOK)
    area = Area.parse(data.range) if data.range else Area()
    if area is None:
        hint = "write it as spreadsheets do: A3:D20, or A3 for all from there on"
        raise Unprintable([wrong(f"`{data.range}` is not a range of cells", node.nearest("range").position, hint)])
    separator, problems, place = "", list[Problem](), Position(path)
    if path.suffix.lower() == ".xlsx":
        lines, problems = read_workbook(files.read(path, MAX_WORKBOOK), path, data.sheet, area)
    else:
        lines, separator = read_csv(path, files)
        if data.sheet:
            message = f"`{path.name}` has no sheets: a CSV file is one table"
            place = node.nearest("sheet").position
            problems.append(replace(wrong(message, place, "remove `sheet`"), severity=Severity.WARNING))
        lines, place = area.cut(lines), Position(path, 1, text=files.text(path))
    if not data.range and (row := _row_of_heads(lines)) > 1:
        hint = f"write `range: A{row}` under `data:`, if the heads of the columns stand in row {row}"
        raise Unprintable([wrong("a title stands above the heads of the columns", lines[0][0].place, hint)])
    return records(lines, separator, place), problems


def _row_of_heads(lines: Sequence[Sequence[Cell]]) -> int:
    """The number of the line of heads where titles stand above: they have one cell, or fewer than all from it on."""
    filled = [sum(bool(cell.text) for cell in line) for line in lines]
    if next(filter(None, filled), 0) == 1:
        return next((number for number, cells in enumerate(filled, start=1) if cells > 1), 1)
    widths = [len(line) for line in lines if any(cell.text for cell in line)]
    if not widths or widths[0] >= widths[-1]:
        return 1
    first = next(number for number, line in enumerate(lines, start=1) if len(line) == widths[-1])
    return first if all(len(line) == widths[-1] for line in lines[first - 1 :] if line and line[0].text) else 1
