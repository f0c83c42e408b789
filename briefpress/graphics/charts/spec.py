"""The specifications of charts, as brief.yaml or a file of the brief gives them: Vega-Lite in YAML, data and all.

A specification names fields and categories by ids; what they are called stands in the manuscript. Nothing is loaded
but a table of the brief's own folder, and nothing is let in that would make the same input give other bytes.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from briefpress.core.files import Files, inside, is_there
from briefpress.core.problems import Position, Problem, Unprintable
from briefpress.core.yamlreader import read_yaml, value_hint
from briefpress.core.yamltree import Node
from briefpress.graphics.charts.schema import NAMED, Table, problem, problems_in, unprintable

#: Channels of encodings by their names, each with its definition.
Channels = list[tuple[str, dict[str, Any]]]


@dataclass(frozen=True)
class Spec:
    """A specification that can be drawn: its tree, its table, and where it begins."""

    tree: dict[str, Any]
    table: Table
    place: Position

    @property
    def fields(self) -> list[str]:
        """The fields of the table, in its order."""
        return list(dict.fromkeys(name for row in self.table for name in row))

    @cached_property
    def channels(self) -> Channels:
        """The channels of all encodings, in the order of the specification."""
        return channels(self.tree)

    def is_amount(self, name: str) -> bool:
        """Whether a field of the table holds amounts, and not years or numbers of things."""
        types = [definition.get("type") for _, definition in self.channels if definition.get("field") == name]
        is_numeric = all(isinstance(row.get(name), int | Decimal | None) for row in self.table)
        return is_numeric and all(kind == "quantitative" for kind in types)

    def categories_of(self, field: object) -> list[str]:
        """The ids in a field of the table, or in one into which fields are folded."""
        for step in self.tree.get("transform", ()):
            if "fold" in step and step.get("as", ["key"])[0] == field:
                return [str(name) for name in step["fold"]]
        return list(dict.fromkeys(str(row[field]) for row in self.table if isinstance(field, str) and field in row))

    @property
    def ids(self) -> list[str]:
        """What needs words: fields, what else axes and legends are titled by, and the texts that are not dates."""
        titled = [definition for channel, definition in self.channels if channel in NAMED and "title" not in definition]
        names = [definition.get("field") or definition.get("aggregate") for definition in titled]
        texts = [value for row in self.table for value in row.values() if isinstance(value, str) and not is_date(value)]
        return list(dict.fromkeys([*self.fields, *(name for name in names if isinstance(name, str)), *texts]))


def is_date(text: str) -> bool:
    """Whether a text of a table is a date (ISO 8601) and no id."""
    return bool(re.fullmatch(r"\d{4}(-\d\d){0,2}", text))


def read_spec(block: Node, folder: Path, files: Files) -> Spec:
    """The specification of the block at a node of brief.yaml; raises Unprintable with all that is wrong in it."""
    match block.get("spec"), block.get("file"):
        case Node() as root, None:
            pass
        case None, Node() as file:
            root = read_yaml(_named(file, ".yaml .yml .json", folder, files), files)
        case _:
            raise unprintable("a chart needs either `spec` or `file`", block.position, "write its specification once")
    if not isinstance(root.value, dict):
        raise unprintable("a specification must hold keys and values", root.position, "begin it with `data:`")
    table = _table(root, folder, files)
    if problems := problems_in(root, table):
        raise Unprintable(problems)
    tree = {key: value for key, value in root.plain().items() if key != "data"}
    return Spec(tree, table, root.position)


def mappings(tree: object) -> Iterator[dict[str, Any]]:
    """All mappings of a specification, each before those inside it."""
    if isinstance(tree, dict):
        yield tree
    for inner in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from mappings(inner)


def channels(tree: object) -> Channels:
    """The channels of all encodings of a specification, with their definitions."""
    encodings = [mapping.get("encoding", {}) for mapping in mappings(tree)]
    pairs = [(channel, value) for encoding in encodings for channel, value in encoding.items()]
    return [(channel, item) for channel, value in pairs for item in (value if isinstance(value, list) else [value])]


def _named(node: Node, kinds: str, folder: Path, files: Files) -> Path:
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


def _table(root: Node, folder: Path, files: Files) -> Table:
    """The data, which may stand in a file of their own."""
    if url := root.at("data", "url"):
        return _csv(_named(url, ".csv", folder, files), files)
    rows = list(root.items("data", "values"))
    if not rows:
        hint = "write `data: {values: [{year: 2017, amount: 12}, …]}`"
        raise unprintable("the chart has no data", root.nearest("data").position, hint)
    problems: list[Problem] = []
    for row in rows:
        if not isinstance(row.value, dict) or any(isinstance(cell.value, dict | tuple) for cell in row.value.values()):
            hint = "write `{year: 2017, amount: 12}`"
            problems.append(problem("a row of data must hold keys and values", row.position, hint))
        problems += [problem(f"`{key}` has no value", row.keys[key], value_hint(key, row)) for key in row.valueless]
    if problems:
        raise Unprintable(problems)
    return [row.plain() for row in rows]


def _csv(path: Path, files: Files) -> Table:
    text = files.text(path)
    rows = list(csv.DictReader(text.splitlines()))
    if not rows or any(None in row or None in row.values() for row in rows):
        hint = "the first line names the fields; every line has as many cells, separated by commas"
        raise unprintable(f"`{path.name}` is not a table", Position(path, 1, text=text), hint)
    return [{name: _scalar(cell) for name, cell in row.items()} for row in rows]


def _scalar(text: str) -> int | Decimal | str | None:
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    return Decimal(text) if re.fullmatch(r"-?\d+\.\d+", text) else text or None
