"""Records: the rows of a table by the names of its fields, as they are typed, each cell with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress
from pathlib import Path

from briefpress.core.files import MAX_TEXT, Files, inside, is_there
from briefpress.core.problems import Position, Problem, Unprintable
from briefpress.core.yamltree import Node

#: What separates the cells of a CSV file, in a word.
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}


@dataclass(frozen=True)
class Cell:
    """What is typed in a cell, "" for nothing, and where."""

    text: str
    place: Position
    #: What a workbook shows beside a number: %, €, kg.
    unit: str = ""
    #: What is wrong with it, where it is used.
    problem: Problem | None = None


@dataclass(frozen=True)
class Records:
    """Rows of cells by the names of their fields."""

    rows: tuple[dict[str, Cell], ...]
    #: What separates the cells of a CSV file.
    separator: str = ","

    @property
    def fields(self) -> list[str]:
        """The names of the fields, in the order in which they come."""
        return list(dict.fromkeys(name for row in self.rows for name in row))

    def column(self, name: str) -> list[Cell]:
        """The cells of a field."""
        return [row[name] for row in self.rows if name in row]


def wrong(message: str, place: Position, hint: str) -> Problem:
    """A problem of data."""
    return Problem("wrong-data", message, place, hint)


def named_file(node: Node, kinds: str, folder: Path, files: Files, limit: int = MAX_TEXT) -> Path:
    """The file of the brief's folder that a node names; raises Unprintable where it names none that can be read."""
    path = inside(folder, node.value) if isinstance(node.value, str) else None
    if path and path.suffix.lower() in kinds.split() and is_there(path):
        try:
            files.read(path, limit)
        except Unprintable as error:
            raise Unprintable(problem.at(node.position) for problem in error.problems) from None
        return path
    hint = f"name a file of {folder.name}/, of one of these kinds: {kinds}; nothing is loaded from elsewhere"
    raise Unprintable([wrong(f"there is no file {node.shown()} that can be loaded here", node.position, hint)])


def records(lines: list[list[Cell]], separator: str, place: Position) -> Records:
    """The records of lines whose first names the fields; raises Unprintable with what is wrong in their form.

    Lines without a word separate, and end, what others say; empty columns say nothing.
    """
    lines = [line for line in lines if any(cell.text for cell in line)]
    if len(lines) == 1:
        hint = "add the rows below it, or name another file"
        raise Unprintable([wrong(f"`{place.file.name}` has no rows below its first line", place, hint)])
    if not lines:
        hint = "the first line names the fields; every line has as many cells, separated by commas"
        raise Unprintable([wrong(f"`{place.file.name}` is not a table", place, hint)])
    heads, *rows = lines
    width = max(number for line in lines for number, cell in enumerate(line, start=1) if cell.text)
    heads, rows = heads[:width], [row[:width] for row in rows]
    if problems := list(_ragged(heads, rows, separator)):
        raise Unprintable(problems)
    filled = [any(cell.text for cell in column) for column in zip(heads, *rows, strict=True)]
    heads, *rows = [list(compress(line, filled)) for line in (heads, *rows)]
    if problems := list(_wrong_heads(heads)):
        raise Unprintable(problems)
    names = [" ".join(head.text.split()) for head in heads]
    return Records(tuple(dict(zip(names, row, strict=True)) for row in rows), separator)


def _wrong_heads(heads: list[Cell]) -> Iterator[Problem]:
    first: dict[str, Cell] = {}
    for number, head in enumerate(heads, start=1):
        name = " ".join(head.text.split())
        if not name:
            hint = "name it in the first line, or empty all of its cells"
            yield wrong(f"column {number} has no name", head.place, hint)
        elif name in first:
            yield wrong(f"two columns are called `{name}`", head.place, "give each a name of its own")
        first[name] = head


def _ragged(heads: list[Cell], rows: list[list[Cell]], separator: str) -> Iterator[Problem]:
    """Lines that have more cells than the first, or fewer."""
    for row in rows:
        if len(row) != len(heads):
            cells = f"{len(row)} cell{'s' * (len(row) != 1)}"
            message = f"this line has {cells}, and the first names {len(heads)}"
            hint = f"cells are separated by {_SEPARATORS[separator]}; "
            hint += "put quotation marks around a text that has them inside, and leave no cell out, but empty"
            yield wrong(message, (row[len(heads) :] or row)[0].place, hint)
