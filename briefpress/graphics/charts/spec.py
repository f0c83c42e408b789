"""The specifications of charts, as brief.yaml or a file of the brief gives them: Vega-Lite in YAML, data and all.

A specification names fields and categories by ids; what they are called stands in the manuscript. Nothing is loaded
but a table of the brief's own folder, and nothing is let in that would make the same input give other bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from briefpress.core.files import Files
from briefpress.core.problems import Position, Problem, Unprintable, errors
from briefpress.core.yamlreader import read_yaml
from briefpress.core.yamltree import Node
from briefpress.data.cells import has_letters, is_canonical, moment
from briefpress.data.columns import Kind, Table, Value, typed
from briefpress.data.records import named_file
from briefpress.graphics.charts.bounds import excesses
from briefpress.graphics.charts.checks import contradictions
from briefpress.graphics.charts.columns import folded, kinds
from briefpress.graphics.charts.data import read_data
from briefpress.graphics.charts.expressions import wrong_expressions
from briefpress.graphics.charts.schema import NAMED, of_chart, problems_in, unprintable
from briefpress.graphics.charts.steps import long_steps
from briefpress.language.dates import PartialDate
from briefpress.language.locale import Language

#: Channels of encodings by their names, each with its definition.
Channels = list[tuple[str, dict[str, Any]]]
#: Whole numbers that are years, where nothing says that they are amounts.
YEARS = range(1500, 2101)


class Format(NamedTuple):
    """The format that an axis or a legend prints its values by, the channel that it is of, and where it stands."""

    text: str
    channel: str
    place: Position


@dataclass(frozen=True)
class Spec:
    """A specification that can be drawn: its tree, its table, what each field of it holds, and where it begins."""

    tree: dict[str, Any]
    table: Table
    kinds: dict[str, Kind]
    place: Position
    warnings: tuple[Problem, ...] = ()
    #: The formats that it states.
    formats: tuple[Format, ...] = ()

    @cached_property
    def fields(self) -> list[str]:
        """The fields of the table, in its order."""
        return list(self.kinds)

    @cached_property
    def channels(self) -> Channels:
        """The channels of all encodings, in the order of the specification."""
        return channels(self.tree)

    def values_of(self, name: str) -> list[Value]:
        """The values in a field of the table, those that are not there aside."""
        return [value for row in self.table if (value := row.get(name)) is not None]

    def is_amount(self, name: str) -> bool:
        """Whether a field of the table holds amounts, and not years or numbers of things."""
        return self.kinds[name] is Kind.AMOUNT and not self.is_years(name)

    def is_years(self, name: str) -> bool:
        """Whether a field of the table holds numbers of years: such stand on a horizontal axis, or are not drawn."""
        used = {channel for channel, definition in self.channels if definition.get("field") == name}
        values = self.values_of(name)
        are_years = all(isinstance(value, Decimal) and value in YEARS for value in values)
        return bool(values) and are_years and used <= {"x", "x2", "detail", "order"}

    def categories_of(self, field: object) -> list[str]:
        """The ids in a field of the table, or in one into which fields are folded."""
        for step in self.tree.get("transform", ()):
            if "fold" in step and folded(step)[0] == field:
                return [str(name) for name in step["fold"]]
        return list(dict.fromkeys(str(value) for value in self.values_of(field))) if isinstance(field, str) else []

    @cached_property
    def ids(self) -> list[str]:
        """What can have words: fields, what else axes and legends are titled by, and the categories."""
        titled = [definition for channel, definition in self.channels if channel in NAMED and "title" not in definition]
        names = [definition.get("field") or definition.get("aggregate") for definition in titled]
        categories = [text for name in self.fields for text in self._categories(name)]
        return list(dict.fromkeys([*self.fields, *(name for name in names if isinstance(name, str)), *categories]))

    @property
    def nameless(self) -> list[str]:
        """The ids that need words: a code, a year or a date among the categories is printed as it is."""
        codes = {text for name in self.fields for text in self._categories(name) if not has_letters(text)}
        return [name for name in self.ids if name in self.fields or name not in codes]

    def is_categories(self, field: object) -> bool:
        """Whether a field holds categories, or the names of others that are folded into it."""
        return self.kinds.get(str(field), Kind.CATEGORY) is Kind.CATEGORY

    def _categories(self, name: str) -> list[str]:
        return self.categories_of(name) if self.kinds[name] is Kind.CATEGORY else []

    def printed(self, name: str, value: Value, language: Language) -> str:
        """A value of a field as it is printed where it has no words."""
        if isinstance(value, Decimal):
            return language.number(value, grouped=self.is_amount(name))
        if value is None:
            return ""
        return _date(value, language) if name in self._dated else value

    @cached_property
    def _dated(self) -> set[str]:
        """The fields that hold dates, among them those in which months or days are categories."""
        texts = {name: self._categories(name) for name in self.fields}
        months = {name for name, dates in texts.items() if dates and all("-" in day and moment(day) for day in dates)}
        return months | {name for name, kind in self.kinds.items() if kind is Kind.DATE}

    @cached_property
    def has_gaps(self) -> bool:
        """Whether a value is missing in the table."""
        return any(row.get(name) is None for row in self.table for name in self.fields)

    @cached_property
    def is_layered(self) -> bool:
        """Whether several marks lie on one another, as those do of which a box is made."""
        kinds = {mark_of(view)["type"] for view in marked(self.tree)}
        return "layer" in self.tree or not kinds.isdisjoint(["boxplot", "errorbar", "errorband"])

    def plain(self, field: str, name: str) -> object:
        """A category of a field as Vega takes it."""
        return _plain(name) if field in self._numeric else name

    @cached_property
    def _numeric(self) -> set[str]:
        """The fields that Vega takes for numbers: among categories, those that any program writes the same."""
        fields = {name for name, kind in self.kinds.items() if kind is not Kind.DATE}
        return {name for name in fields if all(map(is_canonical, self._categories(name)))}

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The table as Vega takes it."""
        numeric = self._numeric
        return [
            {name: _plain(value) if name in numeric else value for name, value in row.items()} for row in self.table
        ]


def _plain(value: Value) -> int | float | None:
    """A number for JSON."""
    if value is None:
        return None
    number = Decimal(value)
    return int(number) if number == number.to_integral_value() else float(number)


def _date(text: str, language: Language) -> str:
    """A date, or the time of a day, in a language."""
    day, _, time = text.partition("T")
    date = language.date(PartialDate.parse(day))
    # Seconds that are none are not printed.
    return f"{date}{language.comma}{time[:5] + time[5:].removesuffix(':00')}" if time else date


def read_spec(block: Node, folder: Path, files: Files) -> Spec:
    """The specification of the block at a node of brief.yaml; raises Unprintable with all that is wrong in it.

    That a value is of the wrong type is left to the model, which says so.
    """
    try:
        return _read_spec(block, folder, files)
    except Unprintable as error:
        raise Unprintable(of_chart(error.problems)) from None


def _read_spec(block: Node, folder: Path, files: Files) -> Spec:
    match block.get("spec"), block.get("file"):
        case Node() as root, None if isinstance(root.value, dict):
            pass
        case None, Node() as file if isinstance(file.value, str):
            root = read_yaml(named_file(file, ".yaml .yml .json", folder, files), files)
        case (Node(), None) | (None, Node()):
            raise Unprintable(())
        case _:
            raise unprintable("a chart needs either `spec` or `file`", block.position, "write its specification once")
    if not isinstance(root.value, dict):
        raise unprintable("a specification must hold keys and values", root.position, "begin it with `data:`")
    data = read_data(root, folder, files)
    problems = problems_in(root, data.fields)
    problems += (*wrong_expressions(root), *excesses(root, data), *long_steps(root, data))
    if problems:
        raise Unprintable(problems)
    tree = {key: value for key, value in root.plain().items() if key != "data"}
    table, held, problems = typed(data, kinds(tree))
    problems += contradictions(root, data, table, held) if not problems else ()
    if errors(problems):
        raise Unprintable(problems)
    return Spec(tree, table, held, root.position, tuple(problems), tuple(_formats(root)))


def _formats(root: Node) -> Iterator[Format]:
    encodings = [node.get("encoding") for _, node in root.walk()]
    definitions = [pair for node in encodings if node and isinstance(node.value, dict) for pair in node.value.items()]
    for channel, definition in definitions:
        for guide in filter(None, (definition.get("axis"), definition.get("legend"))):
            if (form := guide.get("format")) and isinstance(form.value, str) and not guide.get("labelExpr"):
                yield Format(form.value, channel, form.position)


def mappings(tree: object) -> Iterator[dict[str, Any]]:
    """All mappings of a specification, each before those inside it."""
    if isinstance(tree, dict):
        yield tree
    for inner in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from mappings(inner)


def marked(tree: object) -> Iterator[dict[str, Any]]:
    """The views of a specification that draw a mark."""
    return (view for view in mappings(tree) if "mark" in view)


def mark_of(view: dict[str, Any]) -> dict[str, Any]:
    """The definition of the mark of a view, where its name may stand alone."""
    return view["mark"] if isinstance(view["mark"], dict) else {"type": view["mark"]}


def channels(tree: object) -> Channels:
    """The channels of all encodings of a specification, with their definitions."""
    encodings = [mapping.get("encoding", {}) for mapping in mappings(tree)]
    pairs = [(channel, value) for encoding in encodings for channel, value in encoding.items()]
    return [(channel, item) for channel, value in pairs for item in (value if isinstance(value, list) else [value])]
