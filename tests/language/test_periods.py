"""Periods: what can be written of them, how each language prints them, and how they stand to each other."""

from __future__ import annotations

import re

import pytest
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from briefpress.language.locale import Language
from briefpress.language.periods import PATTERN, Interval, ends, is_reversed, parse

DAYS = st.dates().filter(lambda day: day.year > 999).map(str)
YEARS = st.integers(1000, 9998)
POINTS = st.one_of(
    DAYS,
    DAYS.map(lambda day: day[:7]),
    YEARS.map(str),
    YEARS.map(lambda year: f"{year}/{(year + 1) % 100:02}"),
    YEARS.map(lambda year: f"FY{year}"),
    st.builds(
        "{}-{}".format,
        YEARS,
        st.sampled_from(["Q1", "Q4", "H1", "H2", "spring", "summer", "autumn", "winter"]),
    ),
)


@given(POINTS, POINTS)
def test_what_is_written_of_a_period_is_read_as_the_same(one: str, other: str) -> None:
    for text in (one, f"{one}--{other}"):
        period = parse(text)
        assert re.match(PATTERN, text)
        assert re.match(PATTERN, str(period))
        assert parse(str(period)) == period


@pytest.mark.parametrize(
    ("written", "whole", "first", "last"),
    [
        ("2026-12-09/10", "2026-12-09/2026-12-10", "2026-12-09", "2026-12-10"),
        ("2026-11-28/12-03", "2026-11-28/2026-12-03", "2026-11-28", "2026-12-03"),
        ("2026-12-28/2027-01-03", "2026-12-28/2027-01-03", "2026-12-28", "2027-01-03"),
        ("2026-05/06", "2026-05/2026-06", "2026-05", "2026-06"),
        ("2019/2022", "2019/2022", "2019", "2022"),
        ("2026-12-09/09", "2026-12-09", "2026-12-09", "2026-12-09"),
        ("2026-Q3/Q4", "2026-Q3/2026-Q4", "2026-07", "2026-12"),
        ("2026-35", "2026-Q3", "2026-07", "2026-09"),
        ("2027-21", "2027-spring", "2027", "2027"),
        ("2026-40", "2026-H1", "2026-01", "2026-06"),
        ("2026/27", "2026/27", "2026", "2027"),
        ("1999/00", "1999/00", "1999", "2000"),
        ("2026/27-winter", "2026/27-winter", "2026", "2027"),
        ("2026/27--2028/29", "2026/27--2028/29", "2026", "2029"),
        ("FY2026/27", "FY2026/27", "2026", "2027"),
    ],
)
def test_a_period_may_be_written_short(written: str, whole: str, first: str, last: str) -> None:
    period = parse(written)
    assert str(period) == whole
    assert tuple(map(str, ends(period))) == (first, last)


@pytest.mark.parametrize(
    "wrong",
    [
        "2026-13",
        "2026-02-30",
        "2026/28",
        "2026/25",
        "2026-12/27",
        "2026-12-09/32",
        "2026/27-spring",
        "2026/27-Q3",
        "2026-q3",
        "2026-Q5",
        "2026-37",
        "FY26",
        "26/27",
        "2026-12-09/",
        "/2026",
        "2026--",
    ],
)
def test_what_is_no_period(wrong: str) -> None:
    with pytest.raises(ValueError, match="period"):
        parse(wrong)


@pytest.mark.parametrize("written", ["2026-12-10/09", "2026/2025", "2026-Q3/2026-Q2", "2027-spring/2026"])
def test_a_period_that_ends_before_it_begins(written: str) -> None:
    assert is_reversed(parse(written))


@pytest.mark.parametrize("written", ["2026-Q3/2026-08", "2027-autumn/2027-spring", "2026/2026-03"])
def test_what_is_not_known_to_be_reversed(written: str) -> None:
    """In the south, autumn comes before spring."""
    assert not is_reversed(parse(written))


INTERVALS = ("2026-12-09/10", "2026-11-28/12-03", "2026-12-28/2027-01-03", "2026-05/06", "2026-03-01/04-01")


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        (
            "en",
            "9–10 December 2026|28 November – 3 December 2026|"
            "28 December 2026 – 3 January 2027|May – June 2026|1 March – 1 April 2026",
        ),
        (
            "en-IN",
            "9–10 December 2026|28 November – 3 December 2026|"
            "28 December 2026 – 3 January 2027|May – June 2026|1 March – 1 April 2026",
        ),
        (
            "en-US",
            "December 9 – 10, 2026|November 28 – December 3, 2026|"
            "December 28, 2026 – January 3, 2027|May – June 2026|March 1 – April 1, 2026",
        ),
        (
            "fr",
            "9–10 décembre 2026|28 novembre – 3 décembre 2026|"
            "28 décembre 2026 – 3 janvier 2027|mai – juin 2026|1er mars – 1er avril 2026",
        ),
        (
            "de",
            "9.–10. Dezember 2026|28. November – 3. Dezember 2026|"
            "28. Dezember 2026 – 3. Januar 2027|Mai–Juni 2026|1. März – 1. April 2026",
        ),
        (
            "de-CH",
            "9.–10. Dezember 2026|28. November – 3. Dezember 2026|"
            "28. Dezember 2026 – 3. Januar 2027|Mai–Juni 2026|1. März – 1. April 2026",
        ),
        (
            "es",
            "9-10 de diciembre de 2026|28 de noviembre – 3 de diciembre de 2026|"
            "28 de diciembre de 2026 – 3 de enero de 2027|mayo-junio de 2026|1 de marzo – 1 de abril de 2026",
        ),
        (
            "ar",
            "9–10 ديسمبر 2026|28 نوفمبر – 3 ديسمبر 2026|"
            "28 ديسمبر 2026 – 3 يناير 2027|مايو – يونيو 2026|1 مارس – 1 أبريل 2026",
        ),
        (
            "fa",
            "9 تا 10 دسامبر 2026|28 نوامبر تا 3 دسامبر 2026|"
            "28 دسامبر 2026 تا 3 ژانویهٔ 2027|مه تا ژوئن 2026|1 مارس تا 1 آوریل 2026",
        ),
        (
            "hi",
            "9–10 दिसंबर 2026|28 नवंबर – 3 दिसंबर 2026|"
            "28 दिसंबर 2026 – 3 जनवरी 2027|मई – जून 2026|1 मार्च – 1 अप्रैल 2026",
        ),
        (
            "ja",
            "2026年12月9日～10日|2026年11月28日～12月3日|"
            "2026年12月28日～2027年1月3日|2026年5月～6月|2026年3月1日～4月1日",
        ),
    ],
)  # fmt: skip
def test_an_interval_is_printed_as_the_language_does(code: str, printed: str) -> None:
    formats = Language(code).date_formats
    periods = [period for period in map(parse, INTERVALS) if isinstance(period, Interval)]
    texts = [formats.interval(period.start, period.end) for period in periods]
    assert [text.replace("\u00a0", " ").replace("\u2060", "") for text in texts] == printed.split("|")


def test_other_languages_print_both_ends_of_an_interval() -> None:
    for code in locale_identifiers()[::15]:
        formats = Language(code.replace("_", "-")).date_formats
        for written in INTERVALS[:3]:
            period = parse(written)
            assert isinstance(period, Interval)
            numbers = set(re.findall(r"\d+", formats.interval(period.start, period.end)))
            days = {str(point.day) for point in ends(period)}
            assert days | {str(point.year) for point in ends(period)} <= numbers, code


def test_the_house_names_months_in_an_interval_too() -> None:
    period = parse("2026-11-28/12-03")
    assert isinstance(period, Interval)
    months = tuple(f"month {number}" for number in range(1, 13))
    printed = Language("en", months=months).date_formats.interval(period.start, period.end)
    assert printed.replace("\u00a0", " ") == "28 month 11 – 3 month 12 2026"
