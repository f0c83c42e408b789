"""What a chart shows, as a table: for those who do not see it, and for those who want its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefpress.data.columns import Value
from briefpress.graphics.charts.spec import Spec
from briefpress.language.locale import Language

#: The channels that tell series apart, and those that place what is drawn.
_SERIES = frozenset("color fill stroke strokeDash shape opacity detail xOffset yOffset".split())  # noqa: SIM905
_PLACES = frozenset("x x2 y y2 theta".split())  # noqa: SIM905
_FACETS = frozenset({"row", "column", "facet"})
#: How many series can stand side by side.
_MOST = 8
#: How many characters have room in the rail, and in the parts of the column of text.
_RAIL = 32
_COLUMN = {"third": 25, "half": 40, "two-thirds": 54, "full": 84}


@dataclass(frozen=True)
class DataTable:
    """A table: its heads, and its rows of as many cells; a cell without a value is empty."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    #: Which columns hold numbers.
    numbers: tuple[bool, ...]
    #: What its numbers are, where each series has a column; "" where each column is a field of its own.
    measure: str = ""

    @property
    def is_narrow(self) -> bool:
        """Whether it has room in the rail."""
        return self._width <= _RAIL

    def fits(self, width: str) -> bool:
        """Whether it has room below a picture of this width."""
        return self._width <= _COLUMN[width]

    @property
    def abreast(self) -> int:
        """How many parts of it have room side by side in the column of text: three at most."""
        return max(1, min(3, int(_COLUMN["full"] / (self._width + 4))))

    @property
    def _width(self) -> float:
        """How many characters it is wide; heads may take several lines."""
        columns = zip(self.heads, *self.rows, strict=True)
        widths = [max(len(max(head.split() or [""], key=len)), *map(len, cells)) for head, *cells in columns]
        return sum(widths) + 1.5 * (len(widths) - 1)


@dataclass(frozen=True)
class Tabulation:
    """Makes the table of a chart in the words of an edition."""

    spec: Spec
    words: Mapping[str, str]
    language: Language

    def table(self) -> DataTable:
        """The table with a column for each series, where the chart has such, or else as the data are."""
        series = _series(self.spec)
        return self._pivot(series) if series else self.records()

    def records(self) -> DataTable:
        """The table as the data are."""
        spec, fields = self.spec, self.spec.fields
        rows = (tuple(self._printed(name, row.get(name)) for name in fields) for row in spec.table)
        return DataTable(tuple(self.words[name] for name in fields), tuple(rows), tuple(map(spec.is_amount, fields)))

    def _pivot(self, series: str) -> DataTable:
        spec, words = self.spec, self.words
        (amount,) = filter(spec.is_amount, spec.fields)
        keys = [name for name in spec.fields if name not in (amount, series)]
        columns = list(dict.fromkeys(row.get(series) for row in spec.table))
        cells = {(_key(row, keys), row.get(series)): self._printed(amount, row.get(amount)) for row in spec.table}
        rows = (
            (*map(self._printed, keys, key), *(cells.get((key, column), "") for column in columns))
            for key in dict.fromkeys(_key(row, keys) for row in spec.table)
        )
        heads = (*(words[name] for name in keys), *(self._printed(series, column) for column in columns))
        numbers = (False,) * len(keys) + (True,) * len(columns)
        return DataTable(heads, tuple(rows), numbers, f"{words[amount]} · {words[series]}")

    def _printed(self, name: str, value: Value) -> str:
        return self.words.get(str(value)) or self.spec.printed(name, value, self.language)


def _key(row: Mapping[str, Value], names: Sequence[str]) -> tuple[Value, ...]:
    return tuple(row.get(name) for name in names)


def _series(spec: Spec) -> str | None:
    """The field whose categories have columns, if each has one amount, at most, at each place.

    It tells series apart, or else views, which have rows where they are too many.
    """
    amounts = list(filter(spec.is_amount, spec.fields))
    others = [name for name in spec.fields if name not in amounts]
    places = [_key(row, others) for row in spec.table]
    if len(amounts) != 1 or len(others) < 2 or len(set(places)) != len(places):
        return None
    told, placed, faceted = (set(_fields(spec, channels)) for channels in (_SERIES, _PLACES, _FACETS))
    names = [name for name in others if name in told - placed - faceted]
    if not names and faceted:
        names = sorted(others, key=lambda name: name not in faceted)
    elif len(names) != 1:
        return None
    return next((name for name in names if _is_short({row.get(name) for row in spec.table})), None)


def _is_short(categories: set[Value]) -> bool:
    return 1 < len(categories) <= _MOST and None not in categories


def _fields(spec: Spec, channels: frozenset[str]) -> Iterator[str]:
    return (str(definition.get("field")) for channel, definition in spec.channels if channel in channels)
