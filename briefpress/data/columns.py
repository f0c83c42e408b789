"""The values of a column: numbers, dates or texts, by what the whole column holds.

It is never told from its cells one by one: in a column of texts `01` is a text, in one of numbers `n/a` is a problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from enum import IntEnum

from briefpress.core.problems import Problem
from briefpress.data import cells
from briefpress.data.records import Cell, Records, wrong

Value = Decimal | str | None
Table = list[dict[str, Value]]

#: How many wrong cells of one column are reported one by one.
_MOST = 12


class Kind(IntEnum):
    """What a field holds; of two kinds that it is taken for, the greater is true of it."""

    #: No channel says it.
    UNKNOWN = 0
    CATEGORY = 1
    AMOUNT = 2
    DATE = 3


def typed(data: Records, fields: Mapping[str, Kind]) -> tuple[Table, dict[str, Kind], list[Problem]]:
    """The values of the data, what each of their fields holds, and what is wrong with them."""
    problems: list[Problem] = []
    columns: dict[str, Iterator[Value]] = {}
    kinds: dict[str, Kind] = {}
    for name in data.fields:
        column = data.column(name)
        kinds[name] = fields.get(name) or _guessed(column)
        values = _read(kinds[name], column, data.separator)
        columns[name] = iter([value for value, _ in values])
        wrong_cells = [
            wrong(f"the field `{name}` holds {_NOUNS[kinds[name]]}s, and `{cell.text}` is none", cell.place, hint)
            for cell, (_, hint) in zip(column, values, strict=True)
            if hint
        ]
        problems += wrong_cells[:_MOST]
        if len(wrong_cells) > _MOST:
            message = f"{problems[-1].message}; {len(wrong_cells) - _MOST} more below are none either"
            problems[-1] = replace(problems[-1], message=message)
    return [{name: next(columns[name]) for name in row} for row in data.rows], kinds, problems


def _guessed(column: list[Cell]) -> Kind:
    """What a field holds that no channel takes: amounts only where all of its cells are numbers."""
    texts = [cell.text for cell in column if cell.text]
    return Kind.AMOUNT if texts and all(cells.number(text) is not None for text in texts) else Kind.CATEGORY


#: A value, and if there should be one and is none, what to write.
_Read = tuple[Value, str]


def _read(kind: Kind, column: list[Cell], separator: str) -> list[_Read]:
    """The values of a column."""
    if kind is Kind.AMOUNT:
        return _amounts(column, separator)
    return _dates(column) if kind is Kind.DATE else [(cell.text or None, "") for cell in column]


def _amounts(column: list[Cell], separator: str) -> list[_Read]:
    texts = [cell.text for cell in column]
    if separator == ";" and _has_decimal_commas(texts):
        texts = [text.replace(",", ".") for text in texts]
    elif _has_points_between_thousands(texts, separator):
        hint = "write {}, or {} if the point stands before decimals"
        return [
            (cells.number(text), hint.format(text.replace(".", ""), _with_decimals(text)) if "." in text else "")
            for text in texts
        ]
    values = [cells.number(text) for text in texts]
    return [
        (value, cells.number_hint(cell.text) if cell.text and value is None else "")
        for cell, value in zip(column, values, strict=True)
    ]


def _has_decimal_commas(texts: list[str]) -> bool:
    """Whether a spreadsheet wrote these numbers whose decimal sign is a comma, and none of them has thousands."""
    numbers = [text for text in texts if text]
    return all(re.fullmatch(r"[-+\u2212]?[0-9]+(,[0-9]+)?", text) for text in numbers) and any(
        re.search(r"^0,|,([0-9]{1,2}|[0-9]{4,})$", text) for text in numbers
    )


def _has_points_between_thousands(texts: list[str], separator: str) -> bool:
    """Whether 1.250 is rather more than a thousand: beside 980, or in the file of a spreadsheet with decimal commas."""
    pointed = [text for text in texts if "." in text]
    is_large = any(re.fullmatch(r"-?[1-9][0-9]{2,}", text) for text in texts)
    return (
        bool(pointed)
        and all(re.fullmatch(r"-?[1-9][0-9]{0,2}\.[0-9]{3}", text) for text in pointed)
        and (is_large or separator == ";")
    )


def _with_decimals(text: str) -> str:
    """1.500 as it is certain what is meant: with fewer zeros at its end, or where it has none, with one more."""
    short = text.rstrip("0")
    return f"{short}0" if short == text or short.endswith(".") else short


def _dates(column: list[Cell]) -> list[_Read]:
    moments = [cells.moment(cell.text) for cell in column]
    # A program that knows no days writes midnight.
    if all(re.search(r"T00:00(:00(\.0+)?)?$", value) for value in moments if value):
        moments = [value and value.partition("T")[0] for value in moments]
    return [
        (value, cells.date_hint(cell.text) if cell.text and value is None else "")
        for cell, value in zip(column, moments, strict=True)
    ]


#: What a field holds, in a word.
_NOUNS = {Kind.CATEGORY: "text", Kind.AMOUNT: "number", Kind.DATE: "date"}
