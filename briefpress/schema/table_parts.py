"""What a table is made of: columns, rows, heads over several of them, and remarks under it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, PlainSerializer, PlainValidator, StrictBool, StrictInt, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from briefpress.core.gaps import GAPS
from briefpress.core.numbers import number_hint, typed_number
from briefpress.language import periods
from briefpress.language.dates import PartialDate
from briefpress.language.markdown import Line, Phrase
from briefpress.language.periods import Period
from briefpress.schema.base import Entry, Id, RefersTo
from briefpress.schema.facts import as_json
from briefpress.schema.periods import locales, period_in
from briefpress.schema.typed_periods import typed_periods

#: The units of parts of a whole.
SHARES = frozenset({"%", "‰"})
GAP_HINT = "write – where there is no value"


def time_in(text: str) -> Period | None:
    """The date or period that a text is; None where it is none, or a year, which is a number."""
    try:
        return None if text.isdigit() else periods.parse(text)
    except ValueError:
        return None


def _value(value: object, info: ValidationInfo) -> int | Decimal | Period | None:
    """A number, a date or period that is more than a year, or None for a gap."""
    if value is None or (isinstance(value, str) and value in GAPS):
        return None
    if isinstance(value, int | Decimal | Period) and not isinstance(value, bool):
        return value
    text = value if isinstance(value, str) else ""
    if not text.isdigit() and (time := period_in(text)):
        return time
    if not text.isdigit() and (meant := typed_periods(text, locales(info))):
        context = {"value": f"`{text}`", "hint": f"write {' or '.join(meant)}"}
        raise PydanticCustomError("wrong-date", "{value} is not a valid date", context)
    raise PydanticCustomError("wrong-type", "a number is expected here", {"hint": _number_hint(text)})


def _number_hint(text: str) -> str:
    """What to write in the cell of a text that is no number."""
    typed = typed_number(text)
    if typed is None:
        return f"{GAP_HINT}; or else {number_hint(text)}"
    if typed.unit in SHARES and typed.readings:
        return f'{typed.hint}, and say at the column what it is: `{{title: Share, unit: "{typed.unit}"}}`'
    return f"{number_hint(text)}; {GAP_HINT}"


def _plain(value: int | Decimal | Period | None) -> int | float | str | None:
    return str(value) if isinstance(value, Period) else None if value is None else as_json(value)


#: A fact in a cell: a number with the digits that it was typed with, a date, a period, or None where it is not known.
Value = Annotated[
    int | Decimal | Period | None,
    PlainValidator(_value),
    PlainSerializer(_plain, when_used="json"),
    WithJsonSchema({"type": ["number", "string", "null"]}),
]


ColumnId = Annotated[Id, RefersTo("column")]
GroupId = Annotated[Id, RefersTo("grouping")]


class Grouping(Entry):
    """A head over several columns, or over several rows."""

    title: Line
    """The head."""


class Grouped(Entry):
    """A column or a row, which may share a head with its neighbours."""

    group: GroupId | None = None
    """The id of a group, whose title stands over its columns or rows. Rows of no group stand above all groups."""


class Column(Grouped):
    """A column of a table. Numbers are aligned at the end of the line, words and dates at its start."""

    holds: Literal["words", "number", "date"] = "words"
    """`words`, `number` or `date`; if not given, what most of its cells are. A column of dates takes
    [periods](#periods) as well, `2027-spring`, also from a file where it says `holds: date`.
    """
    decimals: Annotated[StrictInt, Field(ge=0, le=10)] | None = None
    """With how many decimals all of its numbers are printed: with 1, `29` is printed 29.0. A
    typed number that has more is a problem.
    """
    total: StrictBool = True
    """`false` where a total is no sum: for rates, averages and ranks. `true` where percentages (%, ‰) add up: they
    are not added up unasked.
    """
    signed: StrictBool = False
    """`true` for a column of changes: numbers above zero have a plus. It goes without saying where one is typed
    with it in brief.yaml or in a CSV file, `+4.1`, or has it in a workbook, by the format `+0.0;-0.0`.
    """
    title: Line
    """The header of the column."""
    unit: Line | None = None
    """What its numbers are numbers of, printed after the header: `%`, `km²`, `million euros`."""

    @property
    def is_share(self) -> bool:
        """Whether its numbers are shares, which seldom add up, and it does not say that they do."""
        return self.unit in SHARES and "total" not in self.model_fields_set


#: How many columns, or rows, a cell covers, itself included.
Extent = Annotated[StrictInt, Field(ge=2)]


class Row(Grouped):
    """A row of a table: facts stand in brief.yaml under `values`, words in the manuscript under `cells`."""

    values: dict[ColumnId, Value] = Field(default_factory=dict)
    """The numbers and dates, each under the id of its column. In a column without units where all numbers can be
    years (1500 to 2100), they are printed as years: 2023; in a row as well, if the table is not longer than wide or
    the titles of its columns are years. `holds: date` at the column makes all of its numbers years, `decimals: 0`
    none.
    """
    total: StrictBool = False
    """`true` for the total of the rows of its group, or of all rows where it is in none. It stands below or above
    all of them.
    """
    remarks: dict[ColumnId, Annotated[Id, RefersTo("remark")]] = Field(default_factory=dict)
    """The ids of remarks, each under the id of the column whose cell it is on."""
    colspan: dict[ColumnId, Extent] = Field(default_factory=dict)
    """For cells that reach over several columns: over how many, each under the id of its column: `{area: 2}`. What
    they cover is left out.
    """
    rowspan: dict[ColumnId, Extent] = Field(default_factory=dict)
    """For cells that reach over several rows: over how many, each under the id of its column. What they cover is
    left out.
    """
    cells: dict[ColumnId, Line] = Field(default_factory=dict)
    """The words, each under the id of its column."""

    @property
    def numbers(self) -> Mapping[str, int | Decimal]:
        """Its numbers, by their columns."""
        return {name: value for name, value in self.values.items() if isinstance(value, int | Decimal)}

    @property
    def dates(self) -> Mapping[str, Period]:
        """Its dates and periods, by their columns; a number among them is a year."""
        dated = {name: PartialDate(value) if isinstance(value, int) else value for name, value in self.values.items()}
        return {name: value for name, value in dated.items() if isinstance(value, Period)}

    @property
    def spans(self) -> Mapping[str, tuple[int, int]]:
        """How many columns and rows its cells cover that cover more than themselves, by their columns."""
        return {
            name: (self.colspan.get(name, 1), self.rowspan.get(name, 1)) for name in {**self.colspan, **self.rowspan}
        }

    def has_gap(self, column: str) -> bool:
        """Whether it says of a column that its value is not known."""
        return (column in self.values and self.values[column] is None) or self.cells.get(column) in GAPS


class Remark(Entry):
    """What is printed under a table: on the cells that name it, or on the whole table."""

    text: Phrase
    """What it says."""
