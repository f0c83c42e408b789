"""A chart that would never end, or draw something else each time, is refused before the engine sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpress.core.files import Files
from briefpress.core.problems import Unprintable
from briefpress.core.yamlreader import read_yaml
from briefpress.graphics.charts.spec import read_spec

SPEC = """\
spec:
  data: {data}
  mark: {mark}
  encoding: {{x: {x}, y: {{field: v, type: quantitative}}}}
  transform: {transform}
"""
DATA = "{values: [{k: Alpha, d: 2020-01-01, v: 1}, {k: Beta, d: 2024-06-30, v: 100}]}"
X = "{field: k, type: nominal}"


def codes(
    folder: Path, transform: str = "[]", x: str = X, mark: str = "bar", data: str = DATA, chart: str = ""
) -> set[str]:
    """The codes of what is wrong in a chart."""
    text = chart or SPEC.format(data=data, mark=mark, x=x, transform=transform)
    (folder / "brief.yaml").write_text(text, "utf-8")
    for count in (5000, 5001) if ".csv" in data else ():
        (folder / f"{count}.csv").write_text("k,v\n" + "a,1\n" * count, "utf-8")
    files = Files(folder)
    try:
        read_spec(read_yaml(folder / "brief.yaml", files), folder, files)
    except Unprintable as unprintable:
        for problem in unprintable.problems:
            assert problem.position is not None
            assert problem.position.line
            assert problem.hint
        return {problem.code for problem in unprintable.problems}
    return set()


@pytest.mark.parametrize(
    "expression",
    [
        "datum.v * 100 / (1 + datum.v)",
        "datum['v'] > 3 ? 'a / b' : \"c / d\"",
        "format(datum.v, ',.1f') + ' %'",
        "replace(datum.k, 'Al', 'El')",
        "utcFormat(datetime(2020, 0, 1), '%Y')",
        "if(isValid(datum.v), toNumber(datum.v), 0)",
        "datum.test + datum.now / datum.repeat",
        "[1, 2][0] / 2",
        "length(datum.k) / 2 / 3",
    ],
)
def test_expressions_that_end_are_let_in(expression: str, tmp_path: Path) -> None:
    transform = f"[{{calculate: '{expression.replace(chr(39), chr(39) * 2)}', as: w}}]"
    assert codes(tmp_path, transform) == set()


@pytest.mark.parametrize(
    "expression",
    [
        "test(/^(a+)+$/, 'aaaa!')",
        "test (regexp('^(a+)+$'), datum.k)",
        "replace(datum.k, /(a|a)*b/g, '')",
        "split(datum.k, /(a+)+$/)",
        r"\u0074est(datum.k, datum.k)",
        "sequence(1e9)",
        "utcSequence('second', 0, 1e12)",
        "pad('x', 1e9)",
        "repeat('x', 1e9)",
        "join(split(datum.k, ''), datum.k)",
        "now()",
        "datetime( )",
        "toDate()",
        "random()",
        "sampleUniform(0, 1)",
        "format(1, '1000000000d')",
        "format(1, datum.k)",
        "format(1, '1' + '000000000')",
        "replace(datum.k, 'a', '$`$`$`')",
        "replace(datum.k, 'a', datum.k)",
        r"'\u0001' + datum.k",
        "warn(datum.k)",
        "data('source_0')",
        "screen()",
    ],
)
@pytest.mark.parametrize("key", ["calculate", "filter"])
def test_expressions_that_may_not_end_are_refused(expression: str, key: str, tmp_path: Path) -> None:
    transform = f"[{{{key}: '{expression.replace(chr(39), chr(39) * 2)}', as: w}}]"
    assert codes(tmp_path, transform) == {"wrong-chart"}


@pytest.mark.parametrize(
    ("x", "mark"),
    [
        ("{field: k, axis: {labelExpr: 'sequence(1e9)'}}", "bar"),
        ("{field: k, axis: {values: {expr: 'sequence(1e9)'}}}", "bar"),
        ("{field: k, axis: {values: {signal: 'sequence(1e9)'}}}", "bar"),
        ("{field: k, axis: {labelFont: {condition: {test: 'now() > 1', value: a}, value: b}}}", "bar"),
        ("{field: v, axis: {tickCount: {expr: '1e9'}}}", "bar"),
        ("{field: v, axis: {format: '100000000d'}}", "bar"),
        ("{field: v, bin: {base: 1}}", "bar"),
        ("{field: v, scale: {type: log, base: 1}}", "point"),
        ("{field: v, scale: {scheme: {name: blues, count: 1000000000}}}", "bar"),
        ("{field: k}", "{type: text, font: a<b}"),
        ("{field: k}", "{type: text, font: a&b}"),
        ("{field: k}", "{type: text, fontStyle: a<b}"),
        ("{field: k}", "{type: text, fontWeight: a<b}"),
        ("{field: k}", "{type: text, font: {expr: datum.k}}"),
        ("{field: k, axis: {titleFont: a<b}}", "bar"),
        ("{field: k, axis: {labelFontWeight: {condition: {test: datum.v > 1, value: a<b}, value: b}}}", "bar"),
        ("{field: k, axis: {labelFont: {condition: {test: datum.v > 1, expr: datum.k}, value: b}}}", "bar"),
    ],
)
def test_what_ends_the_engine_is_refused(x: str, mark: str, tmp_path: Path) -> None:
    assert codes(tmp_path, x=x, mark=mark) == {"wrong-chart"}


def test_fonts_may_depend_on_data(tmp_path: Path) -> None:
    weight = "{condition: {test: datum.value > 1, value: bold}, value: normal}"
    assert codes(tmp_path, x=f"{{field: k, axis: {{labelFontWeight: {weight}, labelFont: 'A, \"B C\"'}}}}") == set()


def rows(count: int, cell: str = "{{k: {0}, v: {0}}}") -> str:
    return f"{{values: [{', '.join(cell.format(number) for number in range(count))}]}}"


@pytest.mark.parametrize(
    ("under", "over", "where"),
    [
        ("{url: 5000.csv}", "{url: 5001.csv}", "data"),
        ("{field: v, bin: {step: 0.02}}", "{field: v, bin: {step: 0.01}}", "x"),
        ("{field: v, bin: {extent: [0, 5000], step: 1}}", "{field: v, bin: {extent: [0, 5001], step: 1}}", "x"),
        ("{field: v, bin: {binned: true, step: 1}}", "{field: v, bin: {binned: true, step: 0.01}}", "x"),
        ("{field: v, bin: {step: 1}}", "{field: v, bin: {step: 0}}", "x"),
        (
            "{field: v, scale: {bins: {step: 1}, domain: [0, 5000]}}",
            "{field: v, scale: {bins: {step: 1}, domain: [0, 5001]}}",
            "x",
        ),
        ("{field: v, scale: {bins: {step: 1}}}", "{field: v, scale: {bins: {step: 1}, domainMax: 5010}}", "x"),
        ("{field: v, scale: {bins: {step: 1}}}", "{field: v, scale: {bins: {step: 1}, domain: {expr: '9'}}}", "x"),
        ("{field: v, scale: {bins: [0, 100]}}", "{field: v, scale: {bins: {step: 0.00001}}}", "x"),
        ("{field: d, axis: {tickCount: {interval: day}}}", "{field: d, axis: {tickCount: {interval: hour}}}", "x"),
        ("{field: d, axis: {tickCount: {interval: day}}}", "{field: d, axis: {tickCount: minute}}", "x"),
        (
            "{field: d, axis: {tickCount: {interval: day}}}",
            "{field: d, scale: {domain: [{year: 1}, {year: 9999}]}, axis: {tickCount: {interval: day}}}",
            "x",
        ),
        (
            "[{impute: v, key: k, keyvals: {start: 0, stop: 5000}, value: 0}]",
            "[{impute: v, key: k, keyvals: {start: 0, stop: 5001}, value: 0}]",
            "transform",
        ),
        (
            "[{impute: v, key: k, keyvals: {stop: 5, step: 0.001}, value: 0}]",
            "[{impute: v, key: k, keyvals: {stop: 5, step: -1}, value: 0}]",
            "transform",
        ),
        (
            "{field: k, impute: {value: 0}}",
            "{field: k, impute: {value: 0, keyvals: {start: 0, stop: 5001}}}",
            "x",
        ),
        ("[{quantile: v, step: 0.01}]", "[{quantile: v, step: 0.0000001}]", "transform"),
        ("[{regression: v, 'on': v, order: 10}]", "[{regression: v, 'on': v, order: 3000}]", "transform"),
        ("[{fold: [k, v]}, {fold: [k, v]}]", f"[{', '.join(['{fold: [k, v]}'] * 16)}]", "transform"),
        ("[{flatten: [k]}, {flatten: [k]}]", f"[{', '.join(['{flatten: [k]}'] * 9)}]", "transform"),
        (
            f"[{', '.join(['{filter: datum.v > 9}'] * 50)}]",
            f"[{', '.join(['{filter: datum.v > 9}'] * 51)}]",
            "transform",
        ),
    ],
)
def test_how_much_a_chart_may_make_of_its_data(under: str, over: str, where: str, tmp_path: Path) -> None:
    assert codes(tmp_path, **{where: under}) == set()
    assert "too-much" in codes(tmp_path, **{where: over})


@pytest.mark.parametrize(
    "rest",
    [
        "facet: {field: made, columns: 5}, spec: {mark: bar, encoding: {x: {field: made, type: nominal}}}",
        "mark: bar, encoding: {x: {field: k}, row: {field: made, sort: {field: k}}, column: {field: other}}",
        "mark: bar, encoding: {x: {field: k}, facet: {field: k, bin: true}}",
        "mark: bar, encoding: {x: {field: k}, facet: {field: d, timeUnit: month}}",
        "mark: bar, encoding: {x: {field: k}, row: {field: d, timeUnit: yearmonth}}",
        "mark: bar, encoding: {x: {field: made, bin: {step: 0.001}}}",
        "mark: bar, encoding: {x: {field: made, bin: {step: 20, binned: true}}}",
        "mark: bar, encoding: {x: {field: d, axis: {tickCount: {interval: month}}}}",
    ],
)
def test_what_is_made_of_many_rows_is_not_taken_for_too_much(rest: str, tmp_path: Path) -> None:
    made = "{calculate: datum.k * 2, as: made}, {calculate: datum.k, as: other}"
    data = rows(500, "{{k: {0}, d: 2024-05-01}}")
    assert codes(tmp_path, chart=f"spec: {{data: {data}, transform: [{made}], {rest}}}") == set()


def test_fields_that_are_made_of_fields_do_not_grow_without_end(tmp_path: Path) -> None:
    doubled = [
        f"{{calculate: datum.{a} + datum.{a}, as: {b}}}" for a, b in zip("kabcdefghij", "abcdefghijl", strict=True)
    ]
    assert codes(tmp_path, f"[{', '.join(doubled[:9])}]") == set()
    assert codes(tmp_path, f"[{', '.join(doubled)}]") == {"wrong-chart"}


def test_how_many_views_a_chart_may_have(tmp_path: Path) -> None:
    def nested(depth: int) -> str:
        inner = "{mark: bar, encoding: {x: {field: k, type: nominal}}}"
        for _ in range(depth):
            inner = f"{{hconcat: [{inner}, {inner}]}}"
        return f"spec: {{data: {DATA}, vconcat: [{inner}]}}"

    repeated = (
        "spec: {{data: {0}, repeat: {{row: [{1}], column: [{1}]}}, spec: {{mark: bar, encoding: {{x: {{field: k}}}}}}}}"
    )
    faceted = (
        "spec: {{data: {0}, facet: {{field: v}}, spec: {{mark: bar, encoding: {{x: {{field: k, type: nominal}}}}}}}}"
    )
    assert codes(tmp_path, chart=nested(5)) == set()
    assert codes(tmp_path, chart=nested(9)) == {"too-much"}
    assert codes(tmp_path, chart=repeated.format(DATA, "k, " * 9 + "v")) == set()
    assert codes(tmp_path, chart=repeated.format(DATA, "k, " * 10 + "v")) == {"too-much"}
    assert codes(tmp_path, chart=faceted.format(rows(100), "")) == set()
    assert codes(tmp_path, chart=faceted.format(rows(101), "")) == {"too-much"}
