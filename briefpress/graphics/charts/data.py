"""The data of a chart as they are typed, cell by cell, each with its place: in the specification, or in a CSV file."""

from __future__ import annotations

from pathlib import Path

from briefpress.core.files import Files
from briefpress.core.problems import Position, Problem, Unprintable, choices
from briefpress.core.yamlhints import valueless_hint
from briefpress.core.yamltree import Node
from briefpress.data.csv_files import read_csv
from briefpress.data.records import Cell, Records, named_file, records
from briefpress.graphics.charts.schema import problem, unprintable

#: A name that JavaScript understands as something else.
_UNUSABLE = "__proto__"


def read_data(root: Node, folder: Path, files: Files) -> Records:
    """The data of the specification at a node; raises Unprintable with all that is wrong in them."""
    data = root.get("data")
    if data and isinstance(data.value, dict) and (unknown := data.keys.keys() - {"url", "values", "name"}):
        hint = "the types of its fields come from `encoding`; " + choices("", ("url", "values"), "keys")
        raise Unprintable(problem(f"`data` has no key `{key}` here", data.keys[key], hint) for key in unknown)
    url = root.at("data", "url")
    read = _file(url, folder, files) if url else _inline(root)
    cells = [(name, cell) for row in read.rows for name, cell in row.items()]
    if unusable := [cell for name, cell in cells if _UNUSABLE in (name, cell.text)]:
        hint = "take another name"
        raise Unprintable([problem(f"nothing can be called `{_UNUSABLE}`", unusable[0].place, hint)])
    return read


def _inline(root: Node) -> Records:
    rows = list(root.items("data", "values"))
    if not rows:
        hint = "write `data: {values: [{year: 2017, amount: 12}, …]}`"
        raise unprintable("the chart has no data", root.nearest("data").position, hint)
    problems: list[Problem] = []
    for row in rows:
        if not isinstance(row.value, dict) or any(isinstance(cell.value, dict | tuple) for cell in row.value.values()):
            hint = "write `{year: 2017, amount: 12}`"
            problems.append(problem("a row of data must hold keys and values", row.position, hint))
        problems += [problem(f"`{key}` has no value", row.keys[key], valueless_hint(key, row)) for key in row.valueless]
    if problems:
        raise Unprintable(problems)
    lines = (root.position.text or "").splitlines()
    mappings = [row.value for row in rows if isinstance(row.value, dict)]
    return Records(
        tuple({name: Cell(_typed(node, lines), node.position) for name, node in row.items()} for row in mappings)
    )


def _typed(node: Node, lines: list[str]) -> str:
    """A scalar as it is typed in the lines of its file: 1.50 and 007 keep their zeros."""
    if node.value is None or isinstance(node.value, str):
        return (node.value or "").strip()
    line, column = node.position.line or 1, node.position.column or 1
    return lines[line - 1][column - 1 : column - 1 + node.position.length]


def _file(url: Node, folder: Path, files: Files) -> Records:
    path = named_file(url, ".csv", folder, files)
    lines, separator = read_csv(path, files)
    return records(lines, separator, Position(path, 1, text=files.text(path)))
