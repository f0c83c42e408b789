"""The data of charts: what is typed in a cell is read as its field asks, or told with what to write."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from briefpress.core.files import Files
from briefpress.core.problems import Unprintable
from briefpress.core.yamlreader import read_yaml
from briefpress.graphics.charts.spec import Spec, read_spec

SPEC = """\
spec:
  data: {{url: data.csv}}
  mark: point
  encoding:
    x: {{field: k, type: {}}}
"""


def spec(folder: Path, kind: str, table: str | bytes) -> Spec:
    (folder / "brief.yaml").write_text(SPEC.format(kind), "utf-8")
    (folder / "data.csv").write_bytes(table.encode() if isinstance(table, str) else table)
    files = Files(folder)
    return read_spec(read_yaml(folder / "brief.yaml", files), folder, files)


def hint(folder: Path, kind: str, cell: str) -> str:
    with pytest.raises(Unprintable) as raised:
        spec(folder, kind, f'k,v\n"{cell}",1\n')
    (problem,) = raised.value.problems
    assert str(problem.position).endswith("data.csv:2:1")
    return problem.hint


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12.50", "12.50"),
        ("\u22123.2", "-3.2"),
        ("1e5", "100000"),
        ("1.5E-7", "0.00000015"),
        ("+3", "3"),
        (".5", "0.5"),
    ],
)
def test_a_number_keeps_its_digits(typed: str, value: str, tmp_path: Path) -> None:
    (row,) = spec(tmp_path, "quantitative", f"k,v\n{typed},1\n").table
    assert isinstance(row["k"], Decimal)
    assert format(row["k"], "f") == value


@pytest.mark.parametrize(
    ("typed", "start"),
    [
        ("12,5", "write 12.5"),
        ("0,125", "write 0.125"),
        ("1,250", "write 1250, or 1.250"),
        ("1 300", "write 1300"),
        ("1\u202f300", "write 1300"),
        ("1\u00a0300,5", "write 1300.5"),
        ("1’250", "write 1250"),
        ("1.234.567,89", "write 1234567.89"),
        ("12,34,567", "write 1234567"),
        ("1,468.0", "write 1468.0"),
        ("45%", "write 45, and say"),
        ("€ 12", "write 12, and say"),
        ("12.5 b", "write 12.5, and say"),
        ("(3.2)", "write -3.2"),
        ("3.2-", "write -3.2"),
        ("–5", "write -5"),
        ("٣٤٥", "write 345"),
        ("007", "write 7, or, if this is a code, make the field `type: nominal`"),
        ("n/a", "leave the cell empty"),
        ("..", "leave the cell empty"),
        (":", "leave the cell empty"),
        ("-", "leave the cell empty"),
        ("#N/A", "mend the formula"),
        ("10-12", "write one number"),
        ("12²", "write 12, and say"),
        ("1.2.3", "write its digits without separators"),
    ],
)
def test_what_is_no_number_is_told_with_what_to_write(typed: str, start: str, tmp_path: Path) -> None:
    told = hint(tmp_path, "quantitative", typed)
    assert told.startswith(start)
    if told.startswith("write ") and told[6] in "-0123456789":
        # The hint works to the letter.
        assert spec(tmp_path, "quantitative", f"k,v\n{told[6:].split(',')[0]},1\n").table


@pytest.mark.parametrize(
    ("typed", "start"),
    [
        ("2018.0", "write 2018"),
        ("2024-5-6", "write 2024-05-06"),
        ("2024/05/06", "write 2024-05-06"),
        ("20240506", "write 2024-05-06"),
        ("06/05/2024", "write 2024-05-06 or 2024-06-05"),
        ("31.12.2024", "write 2024-12-31"),
        ("05/2024", "write 2024-05"),
        ("May 2024", "write 2024-05"),
        ("6-May-24", "write 2024-05-06"),
        ("2024Q3", "write 2024-07"),
        ("45292", "write 2024-01-01"),
        ("2024-05-06T10:00:00+02:00", "write 2024-05-06T10:00:00"),
        ("2024-02-30", "write a date as"),
        ("n/a", "leave the cell empty"),
    ],
)
def test_what_is_no_date_is_told_with_what_to_write(typed: str, start: str, tmp_path: Path) -> None:
    told = hint(tmp_path, "temporal", typed)
    assert told.startswith(start)
    if told[6:7].isdigit():
        assert spec(tmp_path, "temporal", f"k,v\n{told[6:].split(' ')[0].rstrip(',')},1\n").table


@pytest.mark.parametrize("kind", ["nominal", "ordinal"])
def test_a_category_is_the_text_that_was_typed(kind: str, tmp_path: Path) -> None:
    typed = ["01", "75", "2A", "007", "1.50", "2024-05", "12,5", "n/a", "2023"]
    read = spec(tmp_path, kind, "k,v\n" + "".join(f'"{text}",1\n' for text in typed))
    assert [row["k"] for row in read.table] == typed
    # Only words need words.
    assert read.nameless == ["k", "v", "2A", "n/a"]


@pytest.mark.parametrize(
    "table",
    [
        "k,v\n3,4\n",
        "\ufeffk,v\r\n3,4\r\n",
        "sep=;\r\nk;v\r\n3;4\r\n",
        "k\tv\n3\t4",
        'k,"v",,\n"3", 4 ,,\n,,,\n\n',
        "k,v\r3,4\r",
    ],
)
def test_a_table_of_a_spreadsheet_is_read(table: str, tmp_path: Path) -> None:
    assert spec(tmp_path, "quantitative", table).table == [{"k": 3, "v": 4}]


def test_decimal_commas_are_read_where_they_are_certain(tmp_path: Path) -> None:
    read = spec(tmp_path, "quantitative", "k;v\n12,5;1\n9;2\n1,250;3\n")
    assert [str(row["k"]) for row in read.table] == ["12.5", "9", "1.250"]


@pytest.mark.parametrize(
    "table", ["k;v\n1,250;1\n", "k;v\n1.250;1\n", "k,v\n1.250,1\n980,2\n", "k;v\n12,5;1\n1.250,5;1\n"]
)
def test_thousands_are_never_taken_for_decimals(table: str, tmp_path: Path) -> None:
    with pytest.raises(Unprintable) as raised:
        spec(tmp_path, "quantitative", table)
    assert "holds numbers" in raised.value.problems[0].message


@pytest.mark.parametrize(
    ("table", "place", "message"),
    [
        ("k,,v\n1,2,3\n", "1:3", "column 2 has no name"),
        ("k,k\n1,2\n", "1:3", "two columns are called `k`"),
        ('k,v\n"1,2\n', "2:1", "a quotation mark is opened and not closed"),
        ('k,v\n"a\nb",x,\n1,2,3', "4:5", "this line has 3 cells, and the first names 2"),
        ("k,v\n__proto__,2\n", "2:1", "nothing can be called `__proto__`"),
        ("k,v\n1,2\n".encode("utf-16"), "1", "`data.csv` is UTF-16"),
    ],
)
def test_a_table_with_a_flaw_is_told_at_its_place(table: str | bytes, place: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(Unprintable) as raised:
        spec(tmp_path, "nominal", table)
    told = [(str(problem.position).partition("data.csv:")[2], problem.message) for problem in raised.value.problems]
    assert (place, message) in told


DRAWN = """\
spec:
  data: {{values: [{{k: a, d: 2023, v: {low}, w: 5}}, {{k: b, d: 2024, v: 100, w: 6}}]}}
  mark: {mark}
  encoding:
    x: {{field: d, type: ordinal}}
    y: {{field: v, type: quantitative, {rest}}}
    {more}
"""


@pytest.mark.parametrize(
    ("mark", "low", "rest", "more", "message"),
    [
        ("bar", 98, "scale: {type: log}", "", "a bar has no beginning on a logarithmic axis"),
        ("{type: area}", 98, "scale: {type: log}", "", "an area has no beginning on a logarithmic axis"),
        ("line", 98, "scale: {type: log}", "", ""),
        ("bar", 98, "scale: {type: symlog}", "", ""),
        ("bar", 98, "scale: {type: log}", "y2: {field: w}", ""),
        ("bar", 98, "scale: {domain: [97, 100]}", "", "bars begin at 0, outside of this `domain`"),
        ("area", 98, "scale: {domainMin: 90}", "", "areas begin at 0, outside of this `domain`"),
        ("bar", 98, "scale: {domain: [0, 120]}", "", ""),
        ("point", 98, "scale: {domain: [97, 100]}", "", ""),
        ("bar", 98, "scale: {zero: false}", "", ""),
        ("area", 98, "scale: {zero: false}, stack: zero", "", ""),
        ("bar", -8, "scale: {zero: false}, stack: null", "", ""),
        ("bar", 98, "scale: {zero: false}, stack: null", "", "the lengths of a bar are compared"),
        ("area", 98, "scale: {zero: false}, aggregate: mean", "", "the lengths of an area are compared"),
        ("bar", -8, "stack: normalize", "color: {field: k, type: nominal}", "`v` has values under 0"),
        ("area", -8, "stack: normalize", "", "`v` has values under 0"),
        ("bar", 8, "stack: normalize", "color: {field: k, type: nominal}", ""),
        ("{color: red}", 98, "", "", "`mark` has no `type`"),
        ("line", 98, "axis: null", "detail: {field: k, type: nominal}", "nothing says which line is which `k`"),
        ("line", 98, "axis: null", "detail: {field: k}\n    color: {field: k, type: nominal}", ""),
    ],
)
def test_what_a_mark_cannot_say_is_told(
    mark: str, low: int, rest: str, more: str, message: str, tmp_path: Path
) -> None:
    (tmp_path / "brief.yaml").write_text(DRAWN.format(mark=mark, low=low, rest=rest, more=more), "utf-8")
    files = Files(tmp_path)
    try:
        problems = read_spec(read_yaml(tmp_path / "brief.yaml", files), tmp_path, files).warnings
    except Unprintable as error:
        problems = tuple(error.problems)
    assert [problem.message.startswith(message) for problem in problems] == [True] * bool(message)
