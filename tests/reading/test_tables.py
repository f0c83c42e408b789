"""Tables as people type them, and what the model makes of them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from briefpress.core.problems import Severity, Unprintable
from briefpress.language.dates import PartialDate
from briefpress.reading.read import read
from briefpress.schema.tables import Table

HEAD = """\
language: en
date: 2026-11-23
title: A brief
sections:
  - title: Water
    blocks:
      - type: table
        caption: Water
"""


def table(folder: Path, lines: str, language: str = "en", **manuscripts: str) -> Table:
    """The table of a brief whose brief.yaml ends with these lines."""
    (folder / "brief.yaml").write_text(HEAD + "".join(f"        {line}\n" for line in lines.splitlines()), "utf-8")
    for code, text in manuscripts.items():
        (folder / f"{code}.yaml").write_text(text, "utf-8")
    (block,) = read(folder, language).brief.sections[0].blocks
    assert isinstance(block, Table)
    return block


def problems(folder: Path, lines: str) -> list[str]:
    """What is wrong with such a brief: the line of its table, the code and the message of each problem."""
    with pytest.raises(Unprintable) as unprintable:
        table(folder, lines)
    places = ((problem.position.line or 0) - HEAD.count("\n") for problem in unprintable.value.problems)
    return [
        f"{line}: {each.code}: {each.message}" for line, each in zip(places, unprintable.value.problems, strict=True)
    ]


def test_rows_are_lists_of_cells_or_have_them_by_column(tmp_path: Path) -> None:
    lines = """\
columns: [Country, {title: Area, unit: km²}, Since, Note]
rows:
  - [Austria, 80.60, 1994-06, Upstream]
  - {country: Hungary, area: 93, since: 2004, note: –}
  - {id: rumaenien, cells: [Romania, null, "1995-05-01", Downstream]}
"""
    read = table(tmp_path, lines)
    assert [column.holds for column in read.columns] == ["words", "number", "date", "words"]
    assert [row.id for row in read.rows] == ["austria", "hungary", "rumaenien"]
    assert [row.values.get("area") for row in read.rows] == [Decimal("80.60"), 93, None]
    assert [row.dates["since"] for row in read.rows] == [
        PartialDate(1994, 6),
        PartialDate(2004),
        PartialDate(1995, 5, 1),
    ]
    assert read.gaps == {("hungary", "note"), ("rumaenien", "area")}


def test_a_column_of_times_has_periods(tmp_path: Path) -> None:
    lines = """\
columns: [Step, When]
rows:
  - [Decision, 2026-12-09/10]
  - [Budget, 2027-Q1]
  - [First payment, 2027-spring]
  - [First report, 2027/28]
  - [End, 2032]
"""
    read = table(tmp_path, lines)
    assert [column.holds for column in read.columns] == ["words", "date"]
    assert [str(row.dates["when"]) for row in read.rows] == [
        "2026-12-09/2026-12-10",
        "2027-Q1",
        "2027-spring",
        "2027/28",
        "2032",
    ]
    assert problems(tmp_path, lines.replace("09/10", "10/09")) == [
        "3: wrong-date: `2026-12-10/09` ends before it begins"
    ]
    message = "the column `when` holds numbers, and the row `budget` has a date under it"
    assert f"4: wrong-type: {message}" in problems(tmp_path, lines.replace("When]", "{title: When, holds: number}]"))


def test_a_column_may_be_called_total(tmp_path: Path) -> None:
    lines = "columns: [Country, Total]\nrows: [[A, 1], {country: B, total: 2}, {total: true, cells: [All]}]\n"
    assert dict(table(tmp_path, lines).sums) == {("all", "total"): 3}


def test_a_cell_that_covers_others_takes_their_places(tmp_path: Path) -> None:
    lines = """\
columns: [Name, One, Two, Three]
rows:
  - [A, {text: both, colspan: 2, rowspan: 2}, 3]
  - [B, 4]
  - [C, {value: 1, remark: estimate}, 2, 3]
remarks: [{id: estimate, text: An estimate.}, {id: whole, text: Invented.}]
"""
    read = table(
        tmp_path, lines.replace("One, Two", "{title: One, holds: words}, Two").replace("value: 1,", 'text: "1",')
    )
    assert read.covered == {("a", "two"), ("b", "one"), ("b", "two")}
    assert [row.values.get("three") for row in read.rows] == [3, 4, 3]
    assert [remark.id for remark in read.remarks_in_order] == ["whole", "estimate"]
    assert read.marks == {"estimate": "†"}


@pytest.mark.parametrize(
    "lines",
    [
        "[[A, {text: river, rowspan: 2}, 3], {cells: {who: B}, values: {n: 9}}, [C, lake, 4]]",
        "[[A, {text: river, rowspan: 3}, 3], {who: X, n: 9, if: {language: en}}, [B, 2], [C, lake, 4]]",
        "[{who: A, kind: {text: river, rowspan: 2}, n: 3}, [B, 9], [C, lake, 4]]",
        "[{cells: [A, river, 3], rowspan: {kind: 2}}, [B, 9], [C, lake, 4]]",
    ],
)
def test_rows_with_keys_count_under_a_cell_that_covers_others(tmp_path: Path, lines: str) -> None:
    read = table(tmp_path, f"columns: [Who, Kind, N]\nrows: {lines}\n")
    assert ("b", "kind") in read.covered
    assert (read.rows[-1].cells["kind"], read.rows[-1].values["n"]) == ("lake", 4)


@pytest.mark.parametrize(
    ("total", "message"),
    [
        ("6", None),
        ("7", "the total under `value` is 7, and its rows add up to 6"),
        ("6.0", None),
        ("–", None),
    ],
)
def test_a_total_of_whole_numbers_is_exact(tmp_path: Path, total: str, message: str | None) -> None:
    lines = f"columns: [Name, Value]\nrows: [[A, 1], [B, 2], [C, 3], {{total: true, cells: [All, {total}]}}]\n"
    if message:
        assert problems(tmp_path, lines) == [f"2: wrong-total: {message}"]
    else:
        table(tmp_path, lines)


@pytest.mark.parametrize(("total", "is_right"), [("100", True), ("99.9", True), ("100.1", True), ("102.1", False)])
def test_a_total_of_rounded_numbers_may_differ_by_what_rounding_explains(
    tmp_path: Path, total: str, is_right: bool
) -> None:
    lines = (
        "columns: [Name, {title: Share, unit: '%'}]\n"
        f"rows: [[A, 33.3], [B, 33.3], [C, 33], {{total: true, cells: [All, {total}]}}]\n"
    )
    if is_right:
        table(tmp_path, lines)
    else:
        assert problems(tmp_path, lines) == [
            f"2: wrong-total: the total under `share` is {total}, and its rows add up to 99.6"
        ]


def test_numbers_that_are_printed_with_decimals_are_as_exact_as_that(tmp_path: Path) -> None:
    lines = "columns: [Name, {title: Share, unit: '%', decimals: 1}]\n"
    lines += "rows: [[A, 29], [B, 40], {total: true, cells: [All, 69.4]}]\n"
    message = "wrong-total: the total under `share` is 69.4, and its rows add up to 69"
    assert problems(tmp_path, lines) == [f"2: {message}"]
    table(tmp_path, lines.replace("69.4", "69.1"))


def test_whole_numbers_that_only_rounding_explains_are_told_and_printed(tmp_path: Path) -> None:
    lines = (
        "columns: [Name, {title: Share, unit: '%'}]\n"
        "rows: [[A, 33], [B, 33], [C, 33], {total: true, cells: [All, 100]}]\n"
    )
    table(tmp_path, lines)
    (warning,) = read(tmp_path, "en").warnings
    assert (warning.code, warning.severity) == ("wrong-total", Severity.WARNING)
    assert warning.message == "the total under `share` is 100, and its rows add up to 99: were they rounded?"


def test_totals_that_are_left_out_are_computed_by_groups(tmp_path: Path) -> None:
    lines = """\
groups: [{id: up, title: Upstream}, {id: down, title: Downstream}]
columns: [Name, Value, {title: Rate, total: false}]
rows:
  - {group: up, cells: [A, 1.25, 3]}
  - {group: up, cells: [B, -2, 4]}
  - {id: half, total: true, group: up, cells: {name: Sub, rate: 3.5}}
  - {group: down, cells: [C, 10, 1]}
  - {id: all, total: true, cells: {name: All, rate: –}}
"""
    assert dict(table(tmp_path, lines).sums) == {("half", "value"): Decimal("-0.75"), ("all", "value"): Decimal("9.25")}


def test_a_row_of_no_group_stands_above_all_groups(tmp_path: Path) -> None:
    lines = """\
groups: [{id: north, title: The north}]
columns: [Name, Value]
rows:
  - [A, 1]
  - {group: north, name: B, value: 2}
  - {total: true, name: All}
"""
    table(tmp_path, lines)
    message = "the row `c` is in no group, and would be read as one of `north`, which is above it"
    wrong = lines.replace("  - {total", "  - [C, 3]\n  - {total")
    assert problems(tmp_path, wrong) == [f"6: wrong-table: {message}"]


def test_percentages_are_only_added_up_where_the_column_says_so(tmp_path: Path) -> None:
    lines = "columns: [Name, {title: Share, unit: '%'}]\nrows: [[A, 11.6], [B, 13.2], {total: true, cells: [All]}]\n"
    message = "there is no total under `share`: percentages are only added up if the column says so"
    assert problems(tmp_path, lines) == [f"2: wrong-total: {message}"]
    assert dict(table(tmp_path, lines.replace("'%'", "'%', total: true")).sums) == {("all", "share"): Decimal("24.8")}
    table(tmp_path, lines.replace("[All]", "[All, –]"))
    assert problems(tmp_path, lines.replace("'%'", "'%', total: false"))[0].startswith("2: empty-cell")


@pytest.mark.parametrize("name", ["Total", "Summe:", "Ensemble des régions", "Σύνολο", "المجموع"])
def test_a_total_that_is_not_marked_as_one_is_told(tmp_path: Path, name: str) -> None:
    lines = f"columns: [Name, Value]\nrows: [[A, 3], [B, 4], {{id: all, cells: ['{name}', 8]}}]\n"
    table(tmp_path, lines)
    message = "the row `all` is not marked as a total: it is not compared with the sum of its rows"
    assert [warning.message for warning in read(tmp_path, "en").warnings] == [message]
    table(tmp_path, lines.replace("id: all", "id: all, total: false"))
    assert not read(tmp_path, "en").warnings


def test_no_hint_says_that_a_total_is_computed_where_it_is_not(tmp_path: Path) -> None:
    lines = "columns: [Name, Value]\nrows: [[A, 3], [B, –], {total: true, cells: [All, 2]}]\n"
    with pytest.raises(Unprintable) as unprintable:
        table(tmp_path, lines)
    assert unprintable.value.problems[0].hint.startswith("correct the total or a row, or write – for it;")


def test_no_total_is_computed_where_a_number_is_not_known(tmp_path: Path) -> None:
    lines = "columns: [Name, Value]\nrows:\n  - [A, 1]\n  - [B, –]\n  - {id: all, total: true, cells: [All]}\n"
    message = "there is no total under `value` for the row `all`: a number of the column is not known"
    assert problems(tmp_path, lines) == [f"5: empty-cell: {message}"]
    # One that was typed cannot be less than what is known.
    assert problems(tmp_path, lines.replace("[All]", "[All, 0]"))[0].startswith("5: wrong-total")
    table(tmp_path, lines.replace("[All]", "[All, 3]"))


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ("[C, 1, 2]", "wrong-table: this row has more cells than the table has columns, which are 2"),
        ("[C]", "empty-cell: the row `c` has nothing under `value`"),
        ('[C, "1,468.0"]', "wrong-type: a number is expected here"),
        ("[C, n/a]", "wrong-type: a number is expected here"),
        ("[C, {valu: 3}]", "unknown-key: a cell has no key `valu`"),
        ("{name: C, vlaue: 3}", "unknown-key: `row` has no key `vlaue`"),
    ],
)
def test_a_cell_that_is_wrong_is_told(tmp_path: Path, cells: str, wrong: str) -> None:
    lines = f"columns: [Name, Value]\nrows:\n  - [A, 1]\n  - [B, 2]\n  - {cells}\n"
    assert f"5: {wrong}" in problems(tmp_path, lines)


def test_a_lone_question_mark_is_told_once(tmp_path: Path) -> None:
    lines = "columns: [Name, Value]\nrows:\n  - [A, 1]\n  - [B, 2]\n  - [C, ?]\n"
    assert problems(tmp_path, lines) == ["5: wrong-type: a number is expected here"]


def test_a_number_with_a_comma_is_no_cell_too_many(tmp_path: Path) -> None:
    lines = "columns: [Name, Value]\nrows:\n  - [A,11,6]\n  - [B,2]\n"
    with pytest.raises(Unprintable, match="has more cells") as unprintable:
        table(tmp_path, lines)
    assert unprintable.value.problems[0].hint.startswith("write 11.6;")
    table(tmp_path, lines.replace("11,6", "11.6"))


@pytest.mark.parametrize(
    ("cells", "hints"),
    [
        ("3 n/a n/a", ["write – where there is no value; or else write digits alone"] * 2),
        ("3 unknown n/a", ["write – where there is no value; or else write digits alone"] * 2),
        ("'11,6' 12.5 n/a", ["write 11.6", "write – where there is no value"]),
        ("1_840 2_024 –", ["write 1840", "write 2024"]),
        ("3_% 4.5_% –", ['write 3, and say at the column what it is: `{title: Share, unit: "%"}`', "write 4.5, and"]),
    ],
)
def test_numbers_in_other_forms_and_what_stands_for_none_are_told(tmp_path: Path, cells: str, hints: list[str]) -> None:
    rows = "".join(f"  - [R{number}, {cell.replace('_', ' ')}]\n" for number, cell in enumerate(cells.split()))
    with pytest.raises(Unprintable) as unprintable:
        table(tmp_path, f"columns: [Name, Value]\nrows:\n{rows}")
    told = unprintable.value.problems
    assert [problem.message for problem in told] == ["a number is expected here"] * len(hints)
    assert all(problem.hint.startswith(hint) for problem, hint in zip(told, hints, strict=True)), told


def test_numbers_in_quotation_marks_codes_and_texts_are_words(tmp_path: Path) -> None:
    rows = '[[A, "3 %", 007 003, x, 30 %], [B, "4 %", 1.2.3, –, nearly all]]'
    read = table(tmp_path, f"columns: [Name, Share, Code, Mark, Text]\nrows: {rows}\n")
    assert {column.holds for column in read.columns} == {"words"}


def test_a_plus_that_is_typed_makes_a_column_of_changes(tmp_path: Path) -> None:
    lines = "columns: [Name, Change, Value]\nrows: [[A, +4.1, 1], [B, {value: +3}, 2], [C, -2, 3]]\n"
    assert [column.signed for column in table(tmp_path, lines).columns] == [False, True, False]
    apart = "columns: [Name, {title: Change, holds: number}]\nrows: [{cells: {name: A}, values: {change: +4.1}}]\n"
    assert [column.signed for column in table(tmp_path, apart).columns] == [False, True]
    lines = lines.replace("Change", "{title: Change, signed: false}")
    assert not any(column.signed for column in table(tmp_path, lines).columns)


def test_a_column_of_a_long_table_has_years_alone_or_none(tmp_path: Path) -> None:
    lines = "columns: [Place, Founded, Staff]\nrows: [[Brussels, 1957, 2100], [Vienna, 1994, 900], [Rome, 1204, 90]]\n"
    assert table(tmp_path, lines).years == frozenset()
    read = table(tmp_path, lines.replace("Founded", "{title: Founded, holds: date}"))
    assert [str(row.dates["founded"]) for row in read.rows] == ["1957", "1994", "1204"]


def test_rows_under_years_are_series(tmp_path: Path) -> None:
    lines = 'columns: [Place, "2024", "2025"]\nrows: [[Founded, 1957, 1958], [Staff, 2, 3], [Other, 4, 5]]\n'
    assert {name for name, _ in table(tmp_path, lines).years} == {"founded"}


def test_a_date_among_words_is_told(tmp_path: Path) -> None:
    lines = "columns: [Name, When]\nrows: [[A, spring], [B, 2026-12-09/10], [C, later], [D, 2024/25], [E, soon]]\n"
    table(tmp_path, lines)
    message = "`2026-12-09/10` is printed as it is typed: the column `when` holds words"
    assert [warning.message for warning in read(tmp_path, "en").warnings] == [message]
    table(tmp_path, lines.replace("When", "{title: When, holds: words}"))
    assert not read(tmp_path, "en").warnings


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("spring 2027", "write 2027-spring"), ("9-10 December 2026", "write 2026-12-09/10"), ("Q1 2027", "write 2027-Q1")],
)
def test_a_period_in_words_beside_dates_is_told_as_one(typed: str, hint: str, tmp_path: Path) -> None:
    lines = f"columns: [Step, When]\nrows:\n  - [A, 2026-12]\n  - [B, 2027-01]\n  - [C, {typed}]\n"
    with pytest.raises(Unprintable) as unprintable:
        table(tmp_path, lines)
    (problem,) = unprintable.value.problems
    assert (problem.code, problem.message, problem.hint) == ("wrong-date", f"`{typed}` is not a valid date", hint)


def test_numbers_beside_years_are_no_years(tmp_path: Path) -> None:
    lines = "columns: [Year, Houses]\nrows: [[2020, 12], [2021, 1400], [2022, 1650]]\n"
    assert {name for _, name in table(tmp_path, lines).years} == {"year"}


def test_a_question_mark_in_a_cell_is_a_text(tmp_path: Path) -> None:
    lines = "columns: [Name, Value]\nrows: [[A, 1], [B, ?]]\n"
    assert problems(tmp_path, lines) == ["2: wrong-type: a number is expected here"]


def test_numbers_that_are_printed_as_years_and_may_be_amounts_are_told(tmp_path: Path) -> None:
    lines = "columns: [Name, Deaths, Year]\nrows: [[A, 1840, 2024], [B, 1900, 2025]]\n"
    table(tmp_path, lines)
    message = "the numbers under `deaths` are printed as years, without separators: 1840"
    assert [warning.message for warning in read(tmp_path, "en").warnings] == [message]
    read_again = table(tmp_path, lines.replace("Deaths", "{title: Deaths, decimals: 0}"))
    assert not read(tmp_path, "en").warnings
    assert ("a", "deaths") not in read_again.years
    table(tmp_path, lines.replace("Deaths", "{title: Deaths, holds: date}"))
    assert not read(tmp_path, "en").warnings


def test_another_language_has_the_words_alone(tmp_path: Path) -> None:
    lines = "columns: [Country, Area, Note]\nrows: [[Austria, 80.6, –], [Hungary, 93, Low]]\n"
    german = """\
title: Ein Papier
sections:
  water:
    title: Wasser
    blocks:
      water:
        caption: Wasser
        columns: {country: Land, area: Fläche, note: Anmerkung}
        rows:
          austria: Österreich
          hungary: {country: Ungarn, note: Tief}
"""
    read = table(tmp_path, lines, "de", de=german)
    assert [dict(row.cells) for row in read.rows] == [{"country": "Österreich"}, {"country": "Ungarn", "note": "Tief"}]
    with pytest.raises(Unprintable, match=r"there are no words for `\S*\.rows\.hungary\.cells\.note`"):
        table(tmp_path, lines, "de", de=german.replace(", note: Tief", ""))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            "[A, 4], {total: true, cells: [First]}, [B, 6], {total: true, cells: [All]}",
            "the total `first` stands among its rows, and those below it are counted in it as well",
        ),
        (
            "[A, 4], [Subtotal, 4], [B, 6], {total: true, cells: [All]}",
            "the total `all` counts the row `subtotal`, which is called a total itself",
        ),
        (
            "{group: up, cells: [A, –]}, {total: true, group: up, cells: [Up, 7]}, {group: down, cells: [B, 1]}, "
            "{total: true, cells: [All, 90]}",
            "the total under `value` is 90, and its rows add up to 8",
        ),
    ],
)
def test_what_is_counted_twice_in_a_total_or_not_at_all_is_told(tmp_path: Path, rows: str, message: str) -> None:
    groups = "groups: [Up, Down]\n" if "group" in rows else ""
    with pytest.raises(Unprintable) as unprintable:
        table(tmp_path, f"columns: [Name, Value]\n{groups}rows: [{rows}]\n")
    assert [problem.message for problem in unprintable.value.problems] == [message]


def test_a_total_may_stand_above_its_rows(tmp_path: Path) -> None:
    read = table(tmp_path, "columns: [Name, Value]\nrows: [{total: true, cells: [World]}, [A, 4], [B, 6]]\n")
    assert dict(read.sums) == {("world", "value"): 10}


def test_columns_of_the_same_title_are_told(tmp_path: Path) -> None:
    lines = (
        "groups: [Old, New]\ncolumns: [Item, {title: Men, group: old}, {title: Men, group: new}]\nrows: [[A, 5, 6]]\n"
    )
    table(tmp_path, lines)
    assert not read(tmp_path, "en").warnings
    table(tmp_path, "columns: [Item, Men, Men]\nrows: [[A, 5, 6]]\n")
    (warning,) = read(tmp_path, "en").warnings
    assert warning.message == "two columns are titled `Men`, and nobody can tell which is which"


def test_a_bare_text_in_a_manuscript_names_a_row_that_has_numbers_alone(tmp_path: Path) -> None:
    lines = """\
id: water
columns: [{id: country, title: Country}, {id: area, title: Area, holds: number}]
rows: [{id: at, cells: {country: Austria}, values: {area: 84}}, {id: dz, values: {area: 2382}}]
"""
    rows = "{at: Autriche, dz: Algérie}"
    columns = "{country: Pays, area: Superficie}"
    words = f"blocks: {{water: {{caption: Eau, columns: {columns}, rows: {rows}}}}}"
    read = table(tmp_path, lines, "fr", fr=f"title: Note\nsections: {{water: {{title: Eau, {words}}}}}\n")
    assert [row.cells for row in read.rows] == [{"country": "Autriche"}, {"country": "Algérie"}]
