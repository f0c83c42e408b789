"""Workbooks that were made to do harm: each is refused before a library reads it, or is harmless."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from test_table_data import table

from briefpress.core.problems import Unprintable
from briefpress.data.areas import Area
from briefpress.data.workbooks import read_workbook

SHEET = "xl/worksheets/sheet1.xml"


def workbook(change: Callable[[bytes], bytes]) -> bytes:
    """A workbook of two cells whose sheet was changed."""
    plain, packed = BytesIO(), BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B2"] = "a", 1
    book.save(plain)
    with ZipFile(plain) as parts, ZipFile(packed, "w", ZIP_DEFLATED) as file:
        for name in parts.namelist():
            file.writestr(name, change(parts.read(name)) if name == SHEET else parts.read(name))
    return packed.getvalue()


def merged(area: str) -> Callable[[bytes], bytes]:
    merge = f'</sheetData><mergeCells><mergeCell ref="{area}"/></mergeCells>'.encode()
    return lambda sheet: sheet.replace(b"</sheetData>", merge)


def refused(data: bytes) -> str:
    with pytest.raises(Unprintable) as raised:
        read_workbook(data, Path("x.xlsx"), None, Area())
    (problem,) = raised.value.problems
    assert str(problem.position).endswith("x.xlsx")
    assert problem.hint
    return problem.message


def test_it_is_sound_as_it_is() -> None:
    rows, warnings = read_workbook(workbook(lambda sheet: sheet), Path("x.xlsx"), None, Area())
    assert ([[cell.text for cell in row] for row in rows], warnings) == ([["a", ""], ["", "1"]], [])


@pytest.mark.parametrize(("area", "is_read"), [("A1:J10000", True), ("A1:J10001", False), ("A1:XFD1048576", False)])
def test_how_many_cells_may_be_merged(area: str, is_read: bool) -> None:
    data = workbook(merged(area))
    if is_read:
        read_workbook(data, Path("x.xlsx"), None, Area(top=1, left=1, bottom=2, right=2))
    else:
        assert refused(data) == "`x.xlsx` has more than 100000 cells that are merged"


HIDDEN: dict[str, Callable[[bytes], bytes]] = {
    "a merge by a reference": merged("A1&#58;XFD1048576"),
    "a merge with marks": merged("$A$1:$XFD$1048576"),
    "a merge of rows": merged("1:1048576"),
    "UTF-16 without its mark": lambda sheet: sheet.decode().encode("utf-16-le"),
    "UTF-16": lambda sheet: sheet.decode().encode("utf-16"),
    "another encoding": lambda sheet: b'<?xml version="1.0" encoding="mac_arabic"?>' + sheet,
    "a document type": lambda sheet: b'<!DOCTYPE x [<!ENTITY a "b">]>' + sheet,
    "deep": lambda sheet: sheet.replace(b"<sheetData>", b"<sheetData>" + b"<x>" * 100_000),
    "nothing": lambda _: b"",
}


@pytest.mark.parametrize("name", HIDDEN)
def test_a_sheet_that_hides_what_it_is(name: str) -> None:
    assert refused(workbook(HIDDEN[name])) == "`x.xlsx` is not a workbook that can be read"


def test_a_sheet_that_ends_at_once() -> None:
    rows, _ = read_workbook(workbook(lambda _: b"<sheetData/>"), Path("x.xlsx"), None, Area())
    assert [cell.text for row in rows for cell in row] == [""]


def test_beginnings_without_an_end_are_read_once() -> None:
    """One after another they would be read to the end of the sheet a million times."""
    data = workbook(lambda sheet: sheet.replace(b"</sheetData>", b"</sheetData>" + b"<mergeCells " * 700_000))
    read_workbook(data, Path("x.xlsx"), None, Area(top=1, left=1, bottom=2, right=2))


def test_what_is_packed_badly() -> None:
    data = bytearray(workbook(lambda sheet: sheet))
    start = data.index(SHEET.encode()) + len(SHEET)
    data[start : start + 40] = b"\xff" * 40
    with pytest.raises(zlib.error):
        zlib.decompress(bytes(data[start:]), -15)
    assert refused(bytes(data)) == "`x.xlsx` is not a workbook that can be read"


def test_what_is_packed_a_thousandfold() -> None:
    data = workbook(lambda sheet: sheet.replace(b"<sheetData>", b"<sheetData>" + b" " * 20_000_000))
    assert len(data) < 50_000
    assert refused(data) == "`x.xlsx` holds too much for a brief"


# Tried from each of their signs on, the next two would take hours.


def test_a_cell_of_very_many_figures(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text(f"Country;Area\nAustria;{'1' * 900_000}x\n", "utf-8")
    with pytest.raises(Unprintable):
        table(tmp_path, "columns: [Country, Area]\ndata: {file: f.csv}\n")


def test_a_cell_of_very_many_raised_spaces() -> None:
    book, data = openpyxl.Workbook(), BytesIO()
    raised = TextBlock(InlineFont(vertAlign="superscript"), "." * 900_000 + "ab")
    book.active["A1"] = CellRichText("a", raised)
    book.save(data)
    rows, _ = read_workbook(data.getvalue(), Path("x.xlsx"), None, Area())
    assert rows[0][0].text.endswith("ab")
