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
from briefpress.schema.base import Entry, Id
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


class Grouping(Entry):
    """A head over several columns, or over several rows."""

    title: Line


class Grouped(Entry):
    """A column or a row, which may share a head with its neighbours."""

    group: Id | None = None


class Column(Grouped):
    """A column of a table. Numbers are aligned at the end of the line, words and dates at its start."""

    holds: Literal["words", "number", "date"] = "words"
    #: How many decimals all of its numbers are printed with.
    decimals: Annotated[StrictInt, Field(ge=0, le=10)] | None = None
    #: Whether its totals are sums; those of rates, averages and ranks are not.
    total: StrictBool = True
    #: Whether its numbers are changes: those above zero have a plus.
    signed: StrictBool = False
    title: Line
    #: What its numbers are numbers of: %, km², million euros.
    unit: Line | None = None

    @property
    def is_share(self) -> bool:
        """Whether its numbers are shares, which seldom add up, and it does not say that they do."""
        return self.unit in SHARES and "total" not in self.model_fields_set


#: How many columns, or rows, a cell covers, itself included.
Extent = Annotated[StrictInt, Field(ge=2)]


class Row(Grouped):
    """A row of a table: facts stand in brief.yaml under `values`, words in the manuscript under `cells`."""

    values: dict[Id, Value] = Field(default_factory=dict)
    #: Whether it is the total of the rows of its group, or of all rows where it is in none.
    total: StrictBool = False
    #: The remarks on its cells.
    remarks: dict[Id, Id] = Field(default_factory=dict)
    #: The cells that cover those beside them, and those below them.
    colspan: dict[Id, Extent] = Field(default_factory=dict)
    rowspan: dict[Id, Extent] = Field(default_factory=dict)
    cells: dict[Id, Line] = Field(default_factory=dict)

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
