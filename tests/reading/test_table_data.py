"""The rows of a table from the files of other programs, as these write them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table as SheetTable
from test_tables import HEAD, problems, table

from briefpress.core.problems import Unprintable
from briefpress.language.dates import PartialDate
from briefpress.reading.new_edition import new_edition
from briefpress.reading.read import read

EUROSTAT = "freq,geo\\TIME_PERIOD,2022,2023\nA,AT,12.3 e,:\nA,BE,:,4.5\nA,DE,7.1,8.2\n"
WORLD_BANK = """\
"Data Source","World Development Indicators",

"Last Updated Date","2026-10-01",

"Country Name","Country Code","2022","2023",
"Austria","AUT","9041851","9132383",
"Africa Eastern and Southern","AFE","","750503764",
"Germany","DEU","83797985","83280000",
"""
FRENCH = "\ufeffPays;Surface (km²);Part;Adhésion\r\nAutriche;83879;40,2;1995\r\nHongrie;93030;100,0;–\r\n;;;\r\n"
PRICES = 'columns: [Country, {title: Price, decimals: 1}, {title: Share, unit: "%"}, Since, Note]\n'


def prices(change: Callable[[Any], object] = lambda _: None) -> bytes:
    """A workbook with a title, an empty line, a table and formats, as offices make them."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Prices"
    for row in (
        ["Water prices 2026"],
        [],
        ["Country", "Price", "Share", "Since", "Note"],
        ["Austria", 0.1 + 0.2, 0.116, date(2004, 5, 1), "low"],
        ["Hungary", 1468, 0.5, datetime(2005, 6, 1), None],
        ["Romania", -2.25, None, None, "–"],
    ):
        sheet.append(row)
    sheet["C4"].number_format = sheet["C5"].number_format = "0.0%"
    change(sheet)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def test_a_file_of_the_world_bank(tmp_path: Path) -> None:
    (tmp_path / "w.csv").write_text(WORLD_BANK, "utf-8")
    lines = """\
columns: [Country, "2022", "2023"]
data:
  file: w.csv
  range: A5
  columns: {country: Country Name}
  filter: [{column: Country Code, none_of: [AFE]}]
  sort: [{column: 2023, order: descending}]
rows: [{id: both, total: true, cells: {country: Both}}]
"""
    read = table(tmp_path, lines)
    assert [row.cells["country"] for row in read.rows] == ["Germany", "Austria", "Both"]
    assert read.sums[("both", "column-2023")] == 92412383


def test_a_file_of_eurostat_names_its_gaps_and_its_flags_are_told(tmp_path: Path) -> None:
    lines = 'columns: [{id: geo, title: Country}, "2022", "2023"]\n'
    lines += 'data: {file: e.csv, gaps: [":"], columns: {geo: "geo\\\\TIME_PERIOD"}}\n'
    (tmp_path / "e.csv").write_text(EUROSTAT, "utf-8")
    with pytest.raises(Unprintable, match=r"e\.csv:2:6: the field `2022` holds numbers, and `12.3 e` is none"):
        table(tmp_path, lines)
    (tmp_path / "e.csv").write_text(EUROSTAT.replace(" e", ""), "utf-8")
    read = table(tmp_path, lines)
    assert [tuple(row.values.values()) for row in read.rows] == [
        (Decimal("12.3"), None),
        (None, Decimal("4.5")),
        (Decimal("7.1"), Decimal("8.2")),
    ]


def test_a_french_file_has_decimal_commas(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text(FRENCH, "utf-8")
    lines = 'columns: [Pays, {title: Surface, unit: km²}, {title: Part, unit: "%"}, Adhésion]\n'
    read = table(tmp_path, lines + 'data: {file: f.csv, columns: {surface: "Surface (km²)"}}\n')
    assert [row.numbers for row in read.rows] == [
        {"surface": 83879, "part": Decimal("40.2"), "adhesion": 1995},
        {"surface": 93030, "part": Decimal("100.0")},
    ]
    assert read.years == {("autriche", "adhesion")}


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("83 879", "write 83879"), ("1,468.0", "write 1468.0"), ("٣٤٥", "write 345"), ("4 500 t", "write 4500")],
)
def test_numbers_as_offices_write_them_are_told(tmp_path: Path, typed: str, hint: str) -> None:
    (tmp_path / "f.csv").write_text(f"Country;Area\nAustria;{typed}\n", "utf-8")
    with pytest.raises(Unprintable) as unprintable:
        table(tmp_path, "columns: [Country, Area]\ndata: {file: f.csv}\n")
    (problem,) = unprintable.value.problems
    assert problem.code == "wrong-data"
    assert problem.hint.startswith(hint)


@pytest.mark.parametrize(("typed", "sure"), [("1.500", "1.5"), ("2.000", "2.0"), ("1.234", "1.2340")])
def test_a_point_that_may_be_one_of_thousands_is_told(tmp_path: Path, typed: str, sure: str) -> None:
    lines = "columns: [Country, Area]\ndata: {file: f.csv}\n"
    (tmp_path / "f.csv").write_text(f"Country;Area\nAustria;{typed}\n", "utf-8")
    with pytest.raises(Unprintable, match=f"write {typed.replace('.', '')}, or {sure} if the point"):
        table(tmp_path, lines)
    (tmp_path / "f.csv").write_text(f"Country;Area\nAustria;{sure}\n", "utf-8")
    assert table(tmp_path, lines).rows[0].values["area"] == Decimal(typed)


def test_a_column_of_dates_takes_periods_from_a_file_as_well(tmp_path: Path) -> None:
    lines = "columns: [Step, {title: When, holds: date}]\ndata: {file: f.csv}\n"
    (tmp_path / "f.csv").write_text("Step;When\nOne;2026-Q3\nTwo;2026-12-09/10\nThree;2026-12\nFour;–\n", "utf-8")
    times = [row.values["when"] for row in table(tmp_path, lines).rows]
    assert [str(time) for time in times] == ["2026-Q3", "2026-12-09/2026-12-10", "2026-12", "None"]
    (tmp_path / "f.csv").write_text("Step;When\nOne;spring 2027\n", "utf-8")
    with pytest.raises(Unprintable) as unprintable:
        table(tmp_path, lines)
    (problem,) = unprintable.value.problems
    assert (problem.code, problem.hint) == ("wrong-date", "write 2027-spring")
    assert str(problem.position).endswith("f.csv:2:5")


def test_a_workbook_is_read_as_it_is_shown(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(prices())
    read = table(tmp_path, PRICES + "data: {file: x.xlsx, range: A3}\n")
    austria, hungary, romania = read.rows
    assert austria.values == {"price": Decimal("0.3"), "share": Decimal("11.6"), "since": PartialDate(2004, 5, 1)}
    assert hungary.values == {"price": 1468, "share": 50, "since": PartialDate(2005, 6, 1), "note": None}
    assert romania.values == {"price": Decimal("-2.25"), "share": None, "since": None, "note": None}


def test_what_stands_beside_the_cells_of_a_workbook_is_left_alone(tmp_path: Path) -> None:
    def furnish(sheet: Any) -> None:
        sheet["A4"].hyperlink = "https://example.org"
        sheet["A4"].comment = Comment("What is this?", "An editor")
        sheet.add_table(SheetTable(displayName="Prices", ref="A3:E6"))
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=2, min_row=3, max_row=6))
        sheet.add_chart(chart, "H3")

    (tmp_path / "x.xlsx").write_bytes(prices(furnish))
    assert len(table(tmp_path, PRICES + "data: {file: x.xlsx, range: A3}\n").rows) == 3


def test_letters_that_are_raised_or_lowered_are_those_of_a_text(tmp_path: Path) -> None:
    def raised(sheet: Any) -> None:
        sheet["A4"] = CellRichText("M", TextBlock(InlineFont(vertAlign="superscript"), "me"), " Weil")
        sheet["E4"] = CellRichText("CO", TextBlock(InlineFont(vertAlign="subscript"), "2"), " low")

    (tmp_path / "x.xlsx").write_bytes(prices(raised))
    (row, *_) = table(tmp_path, PRICES + "data: {file: x.xlsx, range: A3}\n").rows
    assert (row.cells["country"], row.cells["note"]) == ("Mme Weil", "CO2 low")


def costs(sheet: Any, *formats: str) -> None:
    """Numbers in the column of prices, in these formats."""
    for row, (code, number) in enumerate(zip(formats, (1250500, 7, 2e6), strict=False), start=4):
        sheet[f"B{row}"] = number
        sheet[f"B{row}"].number_format = code


@pytest.mark.parametrize(
    ("unit", "formats", "message"),
    [
        ("thousand euros", ["#,##0,"] * 3, "this cell holds 1,250,500, and its format, `#,##0,`, shows it without"),
        ("million euros", ['0.0,," m"'] * 3, "this cell holds 1,250,500, and its format, `0.0,,"),
        ("million euros", ['[>=1000000]0.0,,"M";[>=1000]0.0,"K";0'] * 3, "this cell holds 1,250,500, and its format"),
        ("USD", ["#,##0.00 [$€-407]"] * 3, "the column `Price` holds numbers in €, and the table does not say so"),
        ("", ['_-* #,##0.00\\ "€"_-;-* #,##0\\ "€"_-'] * 3, "the column `Price` holds numbers in €, and the table"),
        ("euros", ["[$$-409]0"] * 3, "the column `Price` holds numbers in $, and the table does not say so"),
        ("", ["[$₹-4009] 0"] * 3, "the column `Price` holds numbers in ₹, and the table does not say so"),
        ("", ['0" kg"'] * 3, "the column `Price` holds numbers in kg, and the table does not say so"),
        ("euros", ["[$€-2] 0", "[$$-409]0", "[$€-2] 0"], "in the column `Price` some numbers are in €, others in $"),
        ("‰", ["0.0%"] * 3, "the column `Price` holds percentages, and the table does not say so"),
        ("points", ["0.0%"] * 3, "the column `Price` holds percentages, and the table does not say so"),
        ("", ["00000"] * 3, "the field `Price` holds numbers, and `00007` is none"),
        ("", ["000-0000"] * 3, "the format of this cell, `000-0000`, shows its digits as a code"),
    ],
)
def test_what_a_format_shows_and_the_table_does_not_say_is_told(
    tmp_path: Path, unit: str, formats: list[str], message: str
) -> None:
    (tmp_path / "x.xlsx").write_bytes(prices(lambda sheet: costs(sheet, *formats)))
    lines = f"columns: [Country, {{title: Price{f', unit: {chr(34)}{unit}{chr(34)}' if unit else ''}}}]\n"
    with pytest.raises(Unprintable) as unprintable:
        table(tmp_path, lines + "data: {file: x.xlsx, range: A3}\n")
    (problem,) = unprintable.value.problems
    assert problem.message.startswith(message)


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        ("EUR", "#,##0.00 [$€-407]"),
        ("US dollars", "[$$-409]#,##0"),
        ("€/t", '#,##0\\ "€"'),
        ("per cent of GDP", '0.0"%"'),
        ("km²", '#,##0_ ;[Red]-#,##0\\ ;"–"'),
        ("t", "[$-409]# ##0"),
    ],
)
def test_a_format_of_the_unit_of_the_column_is_right(tmp_path: Path, unit: str, code: str) -> None:
    (tmp_path / "x.xlsx").write_bytes(prices(lambda sheet: costs(sheet, code, code, code)))
    lines = f"columns: [Country, {{title: Price, unit: {unit}}}]\ndata: {{file: x.xlsx, range: A3}}\n"
    assert [row.values["price"] for row in table(tmp_path, lines).rows] == [1250500, 7, 2000000]


def test_digits_that_excel_does_not_keep_are_told(tmp_path: Path) -> None:
    def long(sheet: Any) -> None:
        sheet["B4"] = 9007199254740993

    (tmp_path / "x.xlsx").write_bytes(prices(long))
    with pytest.raises(Unprintable, match="Excel keeps 15 digits of a number, and this cell holds more"):
        table(tmp_path, PRICES + "data: {file: x.xlsx, range: A3}\n")


def test_a_date_is_as_precise_as_its_format(tmp_path: Path) -> None:
    def months(sheet: Any) -> None:
        sheet["D4"].number_format, sheet["D5"].number_format = "mmm\\-yy", "[$-40C]d mmmm yyyy;@"

    (tmp_path / "x.xlsx").write_bytes(prices(months))
    austria, hungary, _ = table(tmp_path, PRICES + "data: {file: x.xlsx, range: A3}\n").rows
    assert (austria.values["since"], hungary.values["since"]) == (PartialDate(2004, 5), PartialDate(2005, 6, 1))


def test_zeros_before_a_code_are_printed_where_its_column_holds_words(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(prices(lambda sheet: costs(sheet, *["00000"] * 3)))
    lines = "columns: [Country, {title: Price, holds: words}]\ndata: {file: x.xlsx, range: A3}\n"
    assert [row.cells["price"] for row in table(tmp_path, lines).rows] == ["1250500", "00007", "2000000"]


def formula(sheet: Any) -> None:
    sheet["B4"] = "=1+1"


def error(sheet: Any) -> None:
    sheet["B4"] = "#REF!"
    sheet["B4"].data_type = "e"


def truth(sheet: Any) -> None:
    sheet["E4"] = True


def clock(sheet: Any) -> None:
    sheet["D4"] = time(12, 30)


def moment(sheet: Any) -> None:
    sheet["D4"] = datetime(2024, 5, 6, 12, 30)


def merged(sheet: Any) -> None:
    sheet.merge_cells("A1:E1")
    sheet.merge_cells("A4:A5")


def mixed(sheet: Any) -> None:
    sheet["C5"].number_format = "0.0"


def remark(sheet: Any) -> None:
    sheet["A7"] = "Source: the office"


def nameless(sheet: Any) -> None:
    sheet["A5"] = None


def noted(sheet: Any) -> None:
    sheet["B4"] = CellRichText("12", TextBlock(InlineFont(vertAlign="superscript"), "1"))


def noted_name(sheet: Any) -> None:
    sheet["A4"] = CellRichText("Austria ", TextBlock(InlineFont(vertAlign="superscript"), "a)"))


@pytest.mark.parametrize(
    ("change", "place", "message"),
    [
        (noted, "B4", "`1` is raised or lowered in this cell, and would be printed as one with the rest: 121"),
        (noted_name, "A4", "`a)` is raised or lowered in this cell"),
        (formula, "B4", "the value of this formula was not saved"),
        (error, "B4", "this cell shows the error `#REF!`"),
        (truth, "E4", "this cell holds a truth value"),
        (clock, "D4", "this cell holds a time of day"),
        (moment, "D4", "`2024-05-06T12:30:00` has a time of the day"),
        (merged, "A4:A5", "these cells are merged"),
        (mixed, "C4", "in the column `Share` some numbers are percentages and others are not"),
        (remark, "A7", "this row has nothing but its first cell"),
        (nameless, "B5", "this row has no name: its first cell is empty"),
    ],
)
def test_what_a_cell_of_a_workbook_does_not_say_is_told(
    tmp_path: Path, change: Callable[[Any], None], place: str, message: str
) -> None:
    (tmp_path / "x.xlsx").write_bytes(prices(change))
    with pytest.raises(Unprintable) as unprintable:
        table(tmp_path, PRICES + "data: {file: x.xlsx, range: A3}\n")
    (problem,) = unprintable.value.problems
    assert str(problem.position).endswith(f"x.xlsx[Prices!{place}]")
    assert problem.message.startswith(message)


def test_what_is_wrong_in_other_columns_and_rows_does_not_matter(tmp_path: Path) -> None:
    def spoil(sheet: Any) -> None:
        sheet["G3"], sheet["G4"], sheet["G5"] = "Check", True, "=1+1"
        sheet["A7"], sheet["B7"] = "Total", "=SUM(B4:B6)"
        sheet.merge_cells("G6:H7")

    (tmp_path / "x.xlsx").write_bytes(prices(spoil))
    choice = "data: {file: x.xlsx, range: A3, filter: [{column: Country, none_of: [Total]}]}\n"
    assert len(table(tmp_path, PRICES + choice).rows) == 3


def test_rows_that_a_workbook_hides_are_told(tmp_path: Path) -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[5].hidden = True

    (tmp_path / "x.xlsx").write_bytes(prices(hide))
    table(tmp_path, PRICES + "data: {file: x.xlsx, range: A3}\n")
    (warning,) = read(tmp_path, "en").warnings
    assert "hides 1 of the rows that are read, the first of them row 5" in warning.message


def test_percentages_need_a_unit(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(prices())
    told = problems(
        tmp_path, PRICES.replace('{title: Share, unit: "%"}', "Share") + "data: {file: x.xlsx, range: A3}\n"
    )
    assert told == ["1: wrong-data: the column `Share` holds percentages, and the table does not say so"]


def test_a_file_of_the_world_bank_needs_its_range(tmp_path: Path) -> None:
    (tmp_path / "w.csv").write_text(WORLD_BANK, "utf-8")
    with pytest.raises(Unprintable) as unprintable:
        table(tmp_path, 'columns: [Country Name, "2022"]\ndata: {file: w.csv}\n')
    (problem,) = unprintable.value.problems
    assert problem.hint.startswith("write `range: A5` under `data:`")


@pytest.mark.parametrize("data", ["title.csv", "x.xlsx"])
def test_a_title_above_the_heads_is_told(tmp_path: Path, data: str) -> None:
    (tmp_path / "title.csv").write_text("Prices of water\n\nCountry,Price\nAustria,3\n", "utf-8")
    (tmp_path / "x.xlsx").write_bytes(prices())
    with pytest.raises(Unprintable, match="a title stands above the heads") as unprintable:
        table(tmp_path, f"columns: [Country, Price]\ndata: {{file: {data}}}\n")
    assert "write `range: A3` under `data:`" in unprintable.value.problems[0].hint
    table(tmp_path, f"columns: [Country, Price]\ndata: {{file: {data}, range: A3}}\n")


def with_macros() -> bytes:
    data = BytesIO(prices())
    with zipfile.ZipFile(data, "a") as package:
        package.writestr("xl/vbaProject.bin", b"")
    return data.getvalue()


def bomb() -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b" " * 30_000_000)
    return data.getvalue()


def with_entity() -> bytes:
    """A workbook whose texts are to be loaded from elsewhere (XXE)."""
    data = BytesIO()
    with zipfile.ZipFile(BytesIO(prices())) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                text = b'<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + text.replace(b"low", b"&x;")
            new.writestr(name, text)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is not a workbook that can be read"),
        (b"Country;Price", "is not a workbook that can be read"),
        (prices()[:2000], "is not a workbook that can be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is protected by a password, or of an Excel before 2007"),
        (bomb(), "holds too much for a brief"),
        (with_entity(), "is not a workbook that can be read"),
        (with_macros(), "has macros"),
    ],
    ids=["empty", "text", "cut-off", "protected", "bomb", "entity", "macros"],
)
def test_what_is_no_workbook_is_told(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "x.xlsx").write_bytes(data)
    assert problems(tmp_path, PRICES + "data: {file: x.xlsx}\n") == [
        f"{-HEAD.count(chr(10))}: wrong-data: `x.xlsx` {message}"
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("{file: ../x.csv}", "2: wrong-data: there is no file `../x.csv` that can be loaded here"),
        ("{file: x.xls}", "2: wrong-data: there is no file `x.xls` that can be loaded here"),
        ("{file: x.csv, range: A3-D5}", "2: wrong-data: `A3-D5` is not a range of cells"),
        ("{file: x.csv, range: A9}", "-7: wrong-data: `x.csv` is not a table"),
        ("{file: x.csv, columns: {price: Prize}}", "2: wrong-data: the file has no column `Prize`"),
        ("{file: x.csv, sort: [{column: prize}]}", "2: wrong-data: the file has no column `prize`"),
        (
            "{file: x.csv, filter: [{column: price, at_least: 9}]}",
            "2: wrong-data: no row of the file passes this filter",
        ),
        ("{file: x.csv, range: A3}", "-7: wrong-data: `x.csv` has no rows below its first line"),
        ("{file: x.csv, filter: [{column: price}]}", "2: wrong-data: this filter does not say what `price` must be"),
        (
            "{file: x.csv, filter: [{column: country, at_least: 3}]}",
            "2: wrong-data: `at_least` and `at_most` compare numbers, and the column `Country` holds none",
        ),
        (
            "{file: x.csv, filter: [{column: price, one_of: [3, 5]}]}",
            "2: wrong-data: no row of the file has `5` in this column",
        ),
        ("{file: x.csv, group: kind}", "2: wrong-data: the file has no column `kind`"),
        ("{file: x.csv, group: country}", "-6: wrong-data: there is no group `Austria`"),
        ("{file: x.csv, limit: 0}", "2: wrong-number: `0` is too small: 1 is the least"),
        ("{file: x.csv, filters: []}", "2: unknown-key: `data` has no key `filters`"),
    ],
)
def test_a_choice_that_cannot_be_made_is_told(tmp_path: Path, data: str, told: str) -> None:
    (tmp_path / "x.csv").write_text("Country,Price\nAustria,3\nHungary,4\n", "utf-8")
    (tmp_path / "x.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    assert told in problems(tmp_path, f"columns: [Country, Price]\ndata: {data}\n")


@pytest.mark.parametrize(
    ("data", "names"),
    [
        ("{file: x.csv, filter: {column: Price, one_of: 2.5}}", ["Hungary"]),
        ("{file: x.csv, filter: [{column: Price, one_of: [12.5, 10]}]}", ["Austria", "Romania"]),
        ("{file: x.csv, filter: [{column: price, none_of: [10.0, '2,5']}]}", ["Austria"]),
        ("{file: x.csv, sort: Price}", ["Hungary", "Romania", "Austria", "Bulgaria"]),
        ("{file: x.csv, filter: {column: Price, at_most: 10}, sort: [Country]}", ["Hungary", "Romania"]),
    ],
)
def test_a_filter_compares_numbers_and_one_needs_no_list(tmp_path: Path, data: str, names: list[str]) -> None:
    (tmp_path / "x.csv").write_text(
        "Country;Price;Code\nAustria;12,50;a\nHungary;2,50;b\nRomania;10;c\nBulgaria;;d\n", "utf-8"
    )
    rows = table(tmp_path, f"columns: [Country, Price]\ndata: {data}\n").rows
    assert [row.cells["country"] for row in rows if row.values["price"] is not None or "sort: Price" in data] == names


def test_what_a_choice_does_not_need_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("Country,Price\nAustria,3\n", "utf-8")
    table(
        tmp_path,
        "columns: [Country, Price]\ndata: {file: x.csv, sheet: A, filter: [{column: Country, none_of: [Total]}]}\n",
    )
    assert [warning.message for warning in read(tmp_path, "en").warnings] == [
        "`x.csv` has no sheets: a CSV file is one table",
        "no row of the file has `Total` in this column",
    ]


def test_more_rows_than_a_table_on_paper_has_are_told(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("Country,Price\n" + "".join(f"C{n},{n}\n" for n in range(501)), "utf-8")
    lines = "columns: [Country, Price]\ndata: {file: x.csv}\n"
    assert problems(tmp_path, lines) == ["2: wrong-data: the file has 501 rows for this table, more than 500"]
    assert len(table(tmp_path, lines.replace("}", ", limit: 500}")).rows) == 500


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_file_names_the_groups_of_its_rows_by_their_titles(tmp_path: Path, language: str) -> None:
    (tmp_path / "x.csv").write_text("Kind,Work,Cost\nBanks,Linz,2\nTreatment Works,Vidin,3\nbanks,Delta,5\n", "utf-8")
    lines = """\
columns: [Work, Cost]
groups: [Treatment works, Banks]
data: {file: x.csv, group: Kind, sort: [{column: cost, order: descending}]}
rows:
  - {group: banks, total: true, cells: [Both banks]}
  - {total: true, cells: [All]}
"""
    french = """title: Une note
sections:
  water:
    title: Eau
    blocks:
      water:
        caption: Eau
        columns: {work: Ouvrage, cost: Prix}
        groups: {treatment-works: Stations, banks: Berges}
        rows: {delta: Delta, linz: Linz, vidin: Vidin, both-banks: Berges, all: Total}
"""
    read = table(tmp_path, lines, language, fr=french)
    assert [(row.id, row.group) for row in read.rows] == [
        ("vidin", "treatment-works"),
        ("delta", "banks"),
        ("linz", "banks"),
        ("both-banks", "banks"),
        ("all", None),
    ]
    assert dict(read.sums) == {("both-banks", "cost"): 7, ("all", "cost"): 10}


def test_a_plus_in_a_file_makes_a_column_of_changes(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("Work,Change,Cost\nLinz,+2.5,1\nVidin,-1,2\n", "utf-8")
    read = table(tmp_path, "columns: [Work, Change, Cost]\ndata: {file: x.csv}\n")
    assert [column.signed for column in read.columns] == [False, True, False]


@pytest.mark.parametrize(
    ("code", "is_signed"),
    [("+0.0;-0.0", True), ('"+"0.0;\\-0.0;0', True), ("[Green]+0.0%;[Red]-0.0%", True), ("0.0;-0.0", False)],
)
def test_a_plus_that_a_format_shows_makes_a_column_of_changes(tmp_path: Path, code: str, is_signed: bool) -> None:
    (tmp_path / "x.xlsx").write_bytes(prices(lambda sheet: costs(sheet, *[code] * 3)))
    columns = PRICES.replace("title: Price", 'title: Price, unit: "%"') if "%" in code else PRICES
    price = next(
        each for each in table(tmp_path, columns + "data: {file: x.xlsx, range: A3}\n").columns if each.id == "price"
    )
    assert price.signed == is_signed


def test_the_words_of_a_file_are_those_of_the_own_language(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("Code,Country,Price\nAT,Austria,3\nGR,Ελλάδα,4\n", "utf-8")
    german = """\
title: Ein Papier
sections:
  water:
    title: Wasser
    blocks: {water: {caption: Wasser, columns: {country: Land, price: Preis}, rows: {at: Österreich, gr: Griechenland}}}
"""
    lines = "columns: [Country, Price]\ndata: {file: x.csv, id: Code}\n"
    read = table(tmp_path, lines, "de", de=german)
    assert [(row.id, row.cells["country"]) for row in read.rows] == [("at", "Österreich"), ("gr", "Griechenland")]
    with pytest.raises(Unprintable, match=r"rows\.gr\.cells` \[missing-words\]"):
        table(tmp_path, lines, "de", de=german.replace(", gr: Griechenland", ""))


def test_rows_that_say_the_same_need_ids_where_they_are_translated(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("Code,Country,Price\nA,Hungary,3\nB,Hungary,4\n", "utf-8")
    lines = "columns: [Country, Price]\ndata: {file: x.csv}\n"
    assert [row.cells["country"] for row in table(tmp_path, lines).rows] == ["Hungary", "Hungary"]
    with pytest.raises(Unprintable) as unprintable:
        new_edition(tmp_path, "de")
    places = [problem.position for problem in unprintable.value.problems if problem.position]
    assert [(place.file.name, place.line) for place in places] == [("x.csv", 2), ("x.csv", 3)]
    table(tmp_path, lines.replace("file:", "id: Code, file:"))
    new_edition(tmp_path, "de")
    assert "a:\n            cells:\n              # Hungary" in (tmp_path / "de.yaml").read_text("utf-8")


def test_a_group_that_is_named_in_the_first_of_its_rows_alone_is_told(tmp_path: Path) -> None:
    lines = "columns: [Work, Cost]\ngroups: [Works, Banks]\ndata: {file: x.csv, group: Kind}\n"
    (tmp_path / "x.csv").write_text("Kind,Work,Cost\n,Plan,1\nWorks,Linz,2\n,Vidin,3\nBanks,Delta,5\n", "utf-8")
    with pytest.raises(Unprintable, match=r"x\.csv:4:1: this row names no group, and `Works` stands above"):
        table(tmp_path, lines)
    (tmp_path / "x.csv").write_text("Kind,Work,Cost\n,Plan,1\nWorks,Linz,2\nBanks,Delta,5\n", "utf-8")
    assert [row.group for row in table(tmp_path, lines).rows] == [None, "works", "banks"]
