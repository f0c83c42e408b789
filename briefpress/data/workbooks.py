"""Workbooks of Excel (Office Open XML, ISO/IEC 29500), cell by cell, each with its place.

A cell is what Excel shows: a number with the 15 digits that it keeps, the value that a formula had when the file was
saved, a date as ISO 8601. Only sheets, texts and formats are unpacked: no macros, no links to other files, no pictures.
"""

from __future__ import annotations

import lzma
import re
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from briefpress.core.problems import Position, Problem, Severity, Unprintable, choices
from briefpress.data.areas import Area, column_number
from briefpress.data.number_formats import shown_date, shown_number
from briefpress.data.records import Cell, wrong

#: The largest workbook, and what is unpacked of one, in bytes.
MAX_WORKBOOK = 5_000_000
_MAX_UNPACKED = 10_000_000
#: The most cells that are looked at.
_MOST_CELLS = 100_000
#: The parts of a package that are unpacked.
_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/(workbook\.xml|_rels/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml"
    r"|worksheets/[^/]+\.xml)"
)
#: What is raised by a package that is damaged.
_DAMAGED = (BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)
#: Cells that are merged, as all programs write them.
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\b")
_MERGED = re.compile(_MERGE.pattern + rb"""\s+ref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']""")
#: An encoding in which marks could be hidden.
_ENCODED = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml\b[^>]*\bencoding\s*=\s*["'](?!utf-8["'])""", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0"


@lru_cache(maxsize=4)
def read_workbook(data: bytes, path: Path, sheet: str | None, area: Area) -> tuple[list[list[Cell]], list[Problem]]:
    """The cells of an area of a sheet, line by line, and warnings; raises Unprintable with what cannot be read."""
    place = Position(path)
    parts = _unpacked(data, place)
    values = _sheet(parts, sheet, place, has_values=True)
    bottom, right = area.bottom or values.max_row, area.right or values.max_column
    if (bottom - area.top + 1) * (right - area.left + 1) > _MOST_CELLS:
        hint = "name the part of it that the table is made of, as in `range: A3:D20`"
        raise Unprintable([wrong(f"the sheet `{values.title}` has more than {_MOST_CELLS} cells", place, hint)])
    reader = _Reader(values, path, parts)
    rows = values.iter_rows(area.top, bottom, area.left, right)
    return [[reader.cell(cell) for cell in row] for row in rows], list(reader.hidden(area.top, bottom))


def _unpacked(data: bytes, place: Position) -> bytes:
    """A workbook with nothing in it but what is read; raises Unprintable where it is none, or too large."""
    if data.startswith(_OLE):
        hint = "save it as an Excel workbook (.xlsx) without a password"
        message = f"`{place.file.name}` is protected by a password, or of an Excel before 2007"
        raise Unprintable([wrong(message, place, hint)])
    try:
        with ZipFile(BytesIO(data)) as package:
            if any(name.endswith("vbaProject.bin") for name in package.namelist()):
                hint = "save it as an Excel workbook (.xlsx), which has no macros"
                raise Unprintable([wrong(f"`{place.file.name}` has macros", place, hint)])
            names = [name for name in package.namelist() if _PARTS.fullmatch(name)]
            if sum(package.getinfo(name).file_size for name in names) > _MAX_UNPACKED:
                hint = "copy the rows of the table into a workbook of their own"
                raise Unprintable([wrong(f"`{place.file.name}` holds too much for a brief", place, hint)])
            texts = {name: package.read(name) for name in names}
    except (*_DAMAGED, zlib.error, lzma.LZMAError) as error:
        raise _unreadable(place) from error
    # No part has a document type (ISO/IEC 29500-1, 11): it would say what is to be loaded, or repeated without end.
    if any(b"<!DOCTYPE" in text or b"\0" in text or _ENCODED.match(text) for text in texts.values()):
        raise _unreadable(place)
    slim = BytesIO()
    with ZipFile(slim, "w") as package:
        for name, text in texts.items():
            kept = _up_to_cells(text) if name.startswith("xl/worksheets/") else text
            if _count_merged(kept, place) > _MOST_CELLS:
                hint = "separate them, or copy the rows of the table into a workbook of their own"
                message = f"`{place.file.name}` has more than {_MOST_CELLS} cells that are merged"
                raise Unprintable([wrong(message, place, hint)])
            package.writestr(name, kept)
    return slim.getvalue()


def _up_to_cells(sheet: bytes) -> bytes:
    """A sheet without what comes after its cells: links, drawings and filters, of parts that are not unpacked."""
    end = re.search(rb"</(?:\w+:)?sheetData>|<(?:\w+:)?sheetData\s*/>", sheet)
    last = sheet.rfind(b"</")
    if end is None or last < 0:
        return sheet
    rest = sheet[end.end() :]
    start, stop = re.search(rb"<(?:\w+:)?mergeCells\b", rest), re.search(rb"</(?:\w+:)?mergeCells>", rest)
    merged = rest[start.start() : stop.end()] if start and stop else b""
    return sheet[: end.end()] + merged + sheet[last:]


def _count_merged(sheet: bytes, place: Position) -> int:
    """How many cells of a sheet are merged with others: each of them would become an object."""
    merged = _MERGED.findall(sheet)
    if len(merged) < len(_MERGE.findall(sheet)):
        raise _unreadable(place)
    count = 0
    for left, top, right, bottom in merged:
        columns = column_number(right.decode()) - column_number(left.decode()) + 1
        count += max(1, columns) * max(1, int(bottom) - int(top) + 1)
    return count


def _unreadable(place: Position) -> Unprintable:
    hint = "open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx)"
    return Unprintable([wrong(f"`{place.file.name}` is not a workbook that can be read", place, hint)])


def _sheet(parts: bytes, name: str | None, place: Position, *, has_values: bool) -> Any:
    """A sheet, with the values of its formulas or with the formulas themselves."""
    # Imported here: few briefs have a workbook.
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(parts), data_only=has_values, keep_links=False, rich_text=True)
    except Exception as error:  # (whatever a broken file provokes is the file's)
        raise _unreadable(place) from error
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if name in sheets:
        return sheets[name]
    shown = [sheet for sheet in sheets.values() if sheet.sheet_state == "visible"]
    if name is None and len(shown) == 1:
        return shown[0]
    message = f"`{place.file.name}` has no sheet `{name}`" if name else f"`{place.file.name}` has several sheets"
    hint = choices(name or "", sheets, "sheets") + ("" if name else "; name one under `sheet:`")
    raise Unprintable([wrong(message, place, hint)])


class _Reader:
    """Reads the cells of one sheet."""

    def __init__(self, sheet: Any, path: Path, parts: bytes) -> None:
        self.sheet = sheet
        self.path = path
        self.parts = parts
        self.formulas: Any = None
        self.merged = {
            (row, column): cells.coord
            for cells in sheet.merged_cells.ranges
            for row in range(cells.min_row, cells.max_row + 1)
            for column in range(cells.min_col, cells.max_col + 1)
        }

    def cell(self, cell: Any) -> Cell:
        """A cell as it is shown, with what is wrong with it."""
        place = self._place(cell.coordinate)
        value, problem = cell.value, self._problem(cell, place)
        if problem is None and isinstance(value, datetime | date):
            return Cell(shown_date(value, str(cell.number_format)), place)
        if problem is None and isinstance(value, int | float):
            return shown_number(value, str(cell.number_format), place)
        return Cell("" if value is None else str(value).strip(), place, problem=problem)

    def _place(self, coordinate: str) -> Position:
        return Position(self.path, named=f"{Position(self.path).shown}[{self.sheet.title}!{coordinate}]")

    def _problem(self, cell: Any, place: Position) -> Problem | None:
        if area := self.merged.get((cell.row, cell.column)):
            # Of which of their rows or columns they speak, only the eye sees.
            hint = "separate them, and repeat in each what it says; or leave them out by `range:` or `filter:`"
            return wrong("these cells are merged", self._place(area), hint)
        if cell.data_type == "e":
            return wrong(f"this cell shows the error `{cell.value}`", place, "mend the formula, or empty the cell")
        if isinstance(cell.value, bool):
            return wrong(
                "this cell holds a truth value, which Excel shows in words", place, "write the words as a text"
            )
        if isinstance(cell.value, time | timedelta):
            return wrong("this cell holds a time of day", place, "format it as a text or a number")
        if cell.value is None and self._is_formula(cell.coordinate):
            return wrong("the value of this formula was not saved", place, "open the workbook in Excel and save it")
        if mark := _raised(cell.value):
            hint = (
                f"delete `{mark}` in the cell, and say what it refers to under `remarks:` of the table; if it belongs "
                "to the text, type it as a character of its own: m², CO₂"
            )
            return wrong(
                f"`{mark}` is raised or lowered in this cell, and would be printed as one with the rest: {cell.value}",
                place,
                hint,
            )
        return None

    def _is_formula(self, coordinate: str) -> bool:
        if self.formulas is None:
            self.formulas = _sheet(self.parts, self.sheet.title, Position(self.path), has_values=False)
        return bool(self.formulas[coordinate].data_type == "f")

    def hidden(self, top: int, bottom: int) -> Iterator[Problem]:
        """A warning about rows that the workbook hides."""
        rows = [number for number, row in self.sheet.row_dimensions.items() if row.hidden and top <= number <= bottom]
        if rows:
            hint = "delete them, or leave them out by `range:` or `filter:`; if they belong to the table, show them"
            message = f"the workbook hides {len(rows)} of the rows that are read, the first of them row {rows[0]}"
            yield replace(wrong(message, Position(self.path), hint), severity=Severity.WARNING)


def _raised(value: object) -> str:
    """The mark of a note in a text: a raised letter or sign, or a digit that is raised, or lowered behind others."""
    before, runs = "", value if isinstance(value, list) else ()
    for run in runs:
        position, text = getattr(getattr(run, "font", None), "vertAlign", None), str(run)
        is_mark = re.search(r"\d|^\W*+\w?\W*$", text) if position == "superscript" else re.search(r"\d$", before)
        if position in ("superscript", "subscript") and text.strip() and is_mark:
            return text.strip()
        before += text
    return ""
