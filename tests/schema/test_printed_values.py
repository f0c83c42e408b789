"""Figures, amounts and periods as they are printed: rounded by one rule, in words where there are any."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from briefpress.core.yamlreader import read_yaml
from briefpress.language.dates import PartialDate
from briefpress.language.locale import Language
from briefpress.language.numerals import rounded
from briefpress.language.periods import parse
from briefpress.language.quantity_units import UNITS, beside
from briefpress.reading.validation import Context, read_file
from briefpress.schema.glance import Trend
from briefpress.schema.labels import Labels
from briefpress.schema.money import Money
from briefpress.schema.printed_values import Values
from briefpress.schema.quantities import Measured
from briefpress.schema.value_labels import Figures, Periods

NUMBERS = st.decimals(-(10**12), 10**12, allow_nan=False, places=6)


@cache
def values(code: str, labels: str | None = None) -> Values:
    """What prints in a language, by the labels of its own or of another one."""
    name = labels or code
    tree = read_yaml(ROOT / "content" / "labels" / f"{name}.yaml")
    words, problems = read_file(Labels, tree, Context(Language(name)), "labels")
    assert words
    assert problems == []
    return Values(Language(code, months=words.months), words)


def figure(value: str, code: str = "en", labels: str | None = None, **keys: Any) -> str:
    ends = [Decimal(end) for end in value.split()]
    quantity = Measured.model_validate({"value": ends[0] if len(ends) == 1 else ends, **keys}, context=None)
    return plain(values(code, labels).quantity(quantity).text)


def plain(text: str) -> str:
    return re.sub("[\u00a0\u202f]", " ", text).replace("\u2060", "")


@given(NUMBERS, st.integers(0, 6))
def test_rounding_is_half_away_from_zero(number: Decimal, decimals: int) -> None:
    result, half = rounded(number, decimals), Decimal(5).scaleb(-decimals - 1)
    assert abs(result - number) <= half
    assert abs(result) > abs(number) or abs(result - number) < half
    assert rounded(result, decimals) == result
    assert rounded(-number, decimals) == -result


@given(NUMBERS, st.integers(0, 6), st.sampled_from(["ar", "de-CH", "en-IN", "es", "fa", "fr", "hi", "ja"]))
def test_what_is_printed_is_what_was_rounded(number: Decimal, decimals: int, code: str) -> None:
    language = Language(code)
    printed = language.number(rounded(number, decimals)).replace("\u200e", "").replace("\u2212", "-")
    decimal, group = language.separators
    assert Decimal(printed.replace(group, "").replace(decimal, ".")) == rounded(number, decimals)


@pytest.mark.parametrize(
    ("typed", "decimals", "printed"),
    [
        ("2.249", 1, "about 2.2"),
        ("2.25", 1, "about 2.3"),
        ("-2.25", 1, "about −2.3"),
        ("2.2", 1, "2.2"),
        ("2", 1, "2.0"),
        ("0.5", 0, "about 1"),
        ("1.5", 0, "about 2"),
        ("2.5", 0, "about 3"),
        ("0", 1, "0.0"),
        ("999.95", 1, "about 1,000.0"),
        ("1.04 2.06", 1, "about 1.0–2.1"),
    ],
)
def test_what_rounding_changed_is_about(typed: str, decimals: int, printed: str) -> None:
    assert figure(typed, decimals=decimals) == printed


@pytest.mark.parametrize(
    ("typed", "keys", "printed"),
    [
        ("999999", {}, "999,999 euros"),
        ("1000000", {}, "1 million euros"),
        ("1001000", {}, "1.001 million euros"),
        ("1000001", {}, "1,000,001 euros"),
        ("999999", {"decimals": 0}, "999,999 euros"),
        ("1000001", {"decimals": 1}, "about 1.0 million euros"),
        ("1049999", {"decimals": 1}, "about 1.0 million euros"),
        ("1050000", {"decimals": 1}, "about 1.1 million euros"),
        ("952400000", {"decimals": 1}, "952.4 million euros"),
        ("952.4", {"unit": "million"}, "952.4 million euros"),
        ("1000000000", {}, "1,000 million euros"),
        ("1.2", {"unit": "trillion"}, "1,200 billion euros"),
        ("3.25", {"unit": "billion", "decimals": 1}, "about 3.3 billion euros"),
        ("1234567890123456789012345678901234.000", {}, "1,234,567,890,123,456,789,012,345,678,901,234.000 euros"),
        ("3.2", {"unit": "billion"}, "3.2 billion euros"),
        ("-2500000", {}, "−2.5 million euros"),
        ("2000000 3000000", {}, "2–3 million euros"),
        ("900000 1000000", {}, "900,000–1,000,000 euros"),
        ("33.50", {}, "33.50 euros"),
    ],
)
def test_amounts_just_under_and_just_over_a_million(typed: str, keys: dict[str, Any], printed: str) -> None:
    assert figure(typed, currency="EUR", **keys) == printed


@pytest.mark.parametrize(
    ("code", "labels", "share", "million", "area", "amount", "negative"),
    [
        ("en", None, "73.5%", "81.4 million", "801,463 km²", "4.2 million US dollars", "−1.5"),
        ("en-IN", "en", "73.5%", "81.4 million", "8,01,463 km²", "4.2 million US dollars", "−1.5"),
        ("fr", None, "73,5 %", "81,4 millions", "801 463 km²", "4,2 millions d’USD", "−1,5"),
        ("de", None, "73,5 %", "81,4 Millionen", "801.463 km²", "4,2 Millionen US-Dollar", "−1,5"),
        ("de-CH", "de", "73.5 %", "81.4 Millionen", "801’463 km²", "4.2 Millionen US-Dollar", "−1.5"),
        ("es", None, "73,5 %", "81,4 millones", "801 463 km²", "4,2 millones de dólares estadounidenses", "−1,5"),
        ("ar", None, "73.5٪", "81.4 مليون", "801,463 كم²", "4.2 مليون دولار أمريكي", "\u200e−1.5"),
        ("fa", "en", "73.5٪", "81.4 میلیون", "801,463\u200e km²", "4.2 million دلار آمریکا", "\u200e−1.5"),
        ("hi", "en", "73.5%", "814 लाख", "8,01,463 वर्ग कि॰मी॰", "4.2 million यूएस डॉलर", "−1.5"),
        ("ja", "en", "73.5%", "8,140万", "801,463 km²", "4.2 million 米ドル", "−1.5"),
    ],
)
def test_figures_in_the_language(
    code: str, labels: str | None, share: str, million: str, area: str, amount: str, negative: str
) -> None:
    assert figure("73.5", code, labels, unit="%") == share
    assert figure("81.4", code, labels, unit="million") == million
    assert figure("801463", code, labels, unit="km²") == area
    assert figure("4200000", code, labels, currency="USD") == amount
    assert figure("-1.5", code, labels) == negative


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("1", "1 مليون يورو"),
        ("2", "2 مليون يورو"),
        ("3", "3 ملايين يورو"),
        ("-2", "\u200e−2 مليون يورو"),
        ("1 2", "1–2 مليون يورو"),
    ],
)
def test_a_figure_is_in_digits_where_a_word_could_say_it(typed: str, printed: str) -> None:
    assert figure(typed, "ar", unit="million", currency="EUR") == printed


def test_an_amount_in_a_text_may_be_said_by_a_word_alone() -> None:
    for amount, printed in ((2000000, "مليونا يورو"), (-2000000, "\u200e−2 مليون يورو")):
        money = Money.model_validate({"amount": amount, "currency": "EUR"}, context=Context(Language("ar")))
        assert plain(values("ar").quantity(money).text) == printed


def test_a_range_from_below_zero_keeps_its_order_in_a_line_from_the_right() -> None:
    assert figure("-2.5 3", "ar") == "\u200e−2.5\u200f – 3"
    assert figure("-2.5 3", "en") == "−2.5 – 3"


def test_without_labels_there_are_signs() -> None:
    words = values("en").labels.model_copy(update={"figures": Figures(), "periods": Periods()})
    words = words.model_copy(update={"amounts": words.amounts.model_copy(update={"billions": None})})
    bare = Values(Language("en"), words)
    money = Money.model_validate(
        {
            "amount": 1100000,
            "currency": "USD",
            "equivalent": {"amount": 1000000, "currency": "EUR", "at": "2026-06-30"},
        },
        context=Context(Language("en")),
    )
    assert money.equivalent
    assert plain(bare.quantity(Measured(value=Decimal("2.25"), decimals=1)).text) == "≈ 2.3"
    assert plain(bare.trend(Trend(value=Decimal("-2.1"), unit="%"))) == "−2.1%"
    assert plain(bare.trend(Trend(value=2))) == "+2"
    assert plain(bare.equivalent(money.equivalent)) == "1 million euros, 30 June 2026"
    billions = Measured(value=Decimal("3.2"), unit="billion", currency="EUR")
    assert plain(bare.quantity(billions).text) == "3,200 million euros"
    assert plain(bare.period(parse("2026-H1"))) == "January – June 2026"


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        (
            "en",
            "Q3 2026|Q3 2026 – Q1 2027|spring 2027|winter 2026/27|2026/27|2026/27–2028/29|FY 2026|first half of 2026|"
            "2019–2022|2026 to March 2027",
        ),
        (
            "fr",
            "T3 2026|T3 2026 – T1 2027|printemps 2027|hiver 2026/27|2026/27|2026/27–2028/29|exercice 2026|"
            "1er semestre 2026|2019–2022|de 2026 à mars 2027",
        ),
        (
            "de",
            "Q3 2026|Q3 2026 bis Q1 2027|Frühjahr 2027|Winter 2026/27|2026/27|2026/27–2028/29|"
            "Haushaltsjahr 2026|1. Halbjahr 2026|2019–2022|2026 bis März 2027",
        ),
    ],
)  # fmt: skip
def test_parts_of_a_year(code: str, printed: str) -> None:
    written = (
        "2026-Q3 2026-Q3/2027-Q1 2027-spring 2026/27-winter 2026/27 2026/27--2028/29 FY2026 2026-H1 2019/2022 "
        "2026/2027-03"
    )
    assert [plain(values(code).period(parse(each))) for each in written.split()] == printed.split("|")


@pytest.mark.parametrize(
    ("keys", "printed"),
    [
        ({"value": Decimal("2.1"), "unit": "points", "since": 2019}, "up 2.1 percentage points since 2019"),
        ({"value": -1, "unit": "points"}, "down 1 percentage point"),
        ({"value": 0}, "unchanged"),
        ({"sense": "up", "since": "2024-03-01"}, "rising since 1 March 2024"),
    ],
)
def test_a_trend_is_said_in_words(keys: dict[str, Any], printed: str) -> None:
    trend = Trend.model_validate(keys, context=Context(Language("en")))
    assert plain(values("en").trend(trend)) == printed


def test_a_trend_is_elided_as_amounts_are() -> None:
    trend = Trend(value=Decimal("2.1"), unit="points", approximate=True)
    assert plain(values("fr").trend(trend)) == "en hausse d’environ 2,1 points"


def test_every_language_of_the_house_writes_every_unit() -> None:
    for code in ("ar", "de", "en", "es", "fr"):
        for unit in UNITS:
            number, before, after = beside(Decimal("2.5"), unit, Language(code).locale)
            assert number
            assert (before + after).strip()


@pytest.mark.parametrize(
    ("code", "start", "end", "printed"),
    [
        ("en", "2017", "2023", "2017–2023"),
        ("en", "2017", "2023-01-31", "2017 to 31 January 2023"),
        ("en", "2017-05-17", "2022-06", "17 May 2017 to June 2022"),
        ("en", "2017-11-17", "2022-06-14", "17 November 2017 – 14 June 2022"),
        ("fr", "2017", "2023-01-31", "de 2017 au 31 janvier 2023"),
        ("fr", "2017-08", "2023", "d’août 2017 à 2023"),
        ("fr", "2017-03-01", "2023", "du 1er mars 2017 à 2023"),
        ("es", "2017-11-17", "2022-06-14", "del 17 de noviembre de 2017 al 14 de junio de 2022"),
        ("es", "2017", "2023-01-31", "de 2017 al 31 de enero de 2023"),
        ("es", "2017", "2023", "2017-2023"),
        ("de", "2017", "2023-01-31", "2017 bis 31. Januar 2023"),
        ("ar", "2017", "2023-01-31", "من 2017 إلى 31 كانون الثاني/يناير 2023"),
    ],
)
def test_the_time_between_two_dates_is_said_as_people_say_it(code: str, start: str, end: str, printed: str) -> None:
    one, other = parse(start), parse(end)
    assert isinstance(one, PartialDate)
    assert isinstance(other, PartialDate)
    assert plain(values(code).between(one, other)) == printed
