"""The data of a chart as they are typed, cell by cell, each with its place: in the specification, or in a CSV file.

A CSV file (RFC 4180) may be one that a spreadsheet wrote: its cells may be separated by commas, semicolons or tabs, and
named so in a first line `sep=;`; empty columns and rows at the end say nothing.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefpress.core.files import Files, inside, is_there
from briefpress.core.problems import Position, Problem, Unprintable, choices
from briefpress.core.yamlhints import valueless_hint
from briefpress.core.yamltree import Node
from briefpress.graphics.charts.schema import problem, unprintable

#: A name that JavaScript understands as something else.
_UNUSABLE = "__proto__"
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}


@dataclass(frozen=True)
class Cell:
    """What is typed in a cell, "" for nothing, and where."""

    text: str
    place: Position


@dataclass(frozen=True)
class Data:
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


def read_data(root: Node, folder: Path, files: Files) -> Data:
    """The data of the specification at a node; raises Unprintable with all that is wrong in them."""
    data = root.get("data")
    if data and isinstance(data.value, dict) and (unknown := data.keys.keys() - {"url", "values", "name"}):
        hint = "the types of its fields come from `encoding`; " + choices("", ("url", "values"), "keys")
        raise Unprintable(problem(f"`data` has no key `{key}` here", data.keys[key], hint) for key in unknown)
    url = root.at("data", "url")
    read = _csv(named_file(url, ".csv", folder, files), files) if url else _inline(root)
    cells = [(name, cell) for row in read.rows for name, cell in row.items()]
    if unusable := [cell for name, cell in cells if _UNUSABLE in (name, cell.text)]:
        hint = "take another name"
        raise Unprintable([problem(f"nothing can be called `{_UNUSABLE}`", unusable[0].place, hint)])
    return read


def named_file(node: Node, kinds: str, folder: Path, files: Files) -> Path:
    """The file of the brief's folder that a node names; raises Unprintable where it names none that can be read."""
    path = inside(folder, node.value) if isinstance(node.value, str) else None
    if path and path.suffix in kinds.split() and is_there(path):
        try:
            files.read(path)
        except Unprintable as error:
            raise Unprintable(problem.at(node.position) for problem in error.problems) from None
        return path
    hint = f"name a file of {folder.name}/, of one of these kinds: {kinds}; nothing is loaded from elsewhere"
    raise unprintable(f"there is no file {node.shown()} that a chart can load", node.position, hint)


def _inline(root: Node) -> Data:
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
    return Data(
        tuple({name: Cell(_typed(node, lines), node.position) for name, node in row.items()} for row in mappings)
    )


def _typed(node: Node, lines: list[str]) -> str:
    """A scalar as it is typed in the lines of its file: 1.50 and 007 keep their zeros."""
    if node.value is None or isinstance(node.value, str):
        return (node.value or "").strip()
    line, column = node.position.line or 1, node.position.column or 1
    return lines[line - 1][column - 1 : column - 1 + node.position.length]


def _csv(path: Path, files: Files) -> Data:
    if files.read(path).startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        hint = "save it as UTF-8: in Excel, as “CSV UTF-8”; in LibreOffice, with the character set “Unicode (UTF-8)”"
        raise Unprintable([Problem("not-text", f"`{path.name}` is UTF-16", Position(path, 1), hint)])
    text = files.text(path)
    named = re.match(r"sep=([,;\t])\r?\n", text)
    separator = named[1] if named else _separator(text)
    lines = list(_lines(path, text, named.end() if named else 0, separator))
    # Lines without a word separate, and end, what others say.
    lines = [line for line in lines if any(cell.text for cell in line)]
    if len(lines) < 2:
        hint = "the first line names the fields; every line has as many cells, separated by commas"
        raise unprintable(f"`{path.name}` is not a table", Position(path, 1, text=text), hint)
    heads, *rows = lines
    width = max(number for line in lines for number, cell in enumerate(line, start=1) if cell.text)
    heads, rows = heads[:width], [row[:width] for row in rows]
    if problems := [*_wrong_heads(heads), *_ragged(heads, rows, separator)]:
        raise Unprintable(problems)
    names = [" ".join(head.text.split()) for head in heads]
    return Data(tuple(dict(zip(names, row, strict=True)) for row in rows), separator)


def _separator(text: str) -> str:
    """What separates the names of the fields, and as many cells beneath them."""
    head, first = [*re.sub(r'"[^"]*"', "", text.lstrip()).split("\n", 2), ""][:2]
    return max(_SEPARATORS, key=lambda mark: (head.count(mark) == first.count(mark) > 0, head.count(mark)))


def _lines(path: Path, text: str, start: int, separator: str) -> Iterator[list[Cell]]:
    """The lines of a CSV file; raises Unprintable at a quotation mark that is not closed."""
    pattern = rf'(?:[ ]*"((?:[^"]|"")*)"[ ]*|([^{separator}\r\n]*))({separator}|\r\n|\r|\n|\Z)'
    number, begin, line = text.count("\n", 0, start) + 1, start, list[Cell]()
    for match in re.compile(pattern).finditer(text, start):
        quoted, plain, end = match.groups()
        place = Position(path, number, match.start() - begin + 1, max(1, match.start(3) - match.start()), text=text)
        if quoted is None and plain.lstrip().startswith('"'):
            hint = 'close it at the end of the cell; write a quotation mark inside of it twice: "a ""b"" c"'
            raise unprintable("a quotation mark is opened and not closed", place, hint)
        line.append(Cell((plain if quoted is None else quoted.replace('""', '"')).strip(), place))
        if (last := max(match[0].rfind("\n"), match[0].rfind("\r"))) >= 0:
            number, begin = number + max(1, match[0].count("\n")), match.start() + last + 1
        if end != separator:
            yield line
            line = []


def _wrong_heads(heads: list[Cell]) -> Iterator[Problem]:
    first: dict[str, Cell] = {}
    for number, head in enumerate(heads, start=1):
        name = " ".join(head.text.split())
        if not name:
            hint = "name it in the first line, or empty all of its cells"
            yield problem(f"column {number} has no name", head.place, hint)
        elif name in first:
            yield problem(f"two columns are called `{name}`", head.place, "give each a name of its own")
        first[name] = head


def _ragged(heads: list[Cell], rows: list[list[Cell]], separator: str) -> Iterator[Problem]:
    """Lines that have more cells than the first, or fewer."""
    for row in rows:
        if len(row) != len(heads):
            cells = f"{len(row)} cell{'s' * (len(row) != 1)}"
            message = f"this line has {cells}, and the first names {len(heads)}"
            hint = f"cells are separated by {_SEPARATORS[separator]}; "
            hint += "put quotation marks around a text that has them inside, and leave no cell out, but empty"
            yield problem(message, (row[len(heads) :] or row)[0].place, hint)
