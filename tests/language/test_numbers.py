"""Numbers in all locales of CLDR: what is printed can be read again, and says what was written."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

import pytest
from babel import Locale
from babel.core import get_cldr_version
from babel.localedata import locale_identifiers
from hypothesis import given, settings
from hypothesis import strategies as st

from briefpress.language import cldr
from briefpress.language.habits import SETTINGS
from briefpress.language.locale import Language

F = "\u202f"
CODES = sorted(code.replace("_", "-") for code in locale_identifiers())
#: Whole numbers, decimals with and without trailing zeros, the smallest and the largest, both signs.
TYPED = (
    "0 7 999 1000 1250 33333 33.333 1234567 1234567.891 123456789012 12345678901234567 0.0004 1e-7 33.333333333 100.0 "
    "1.50 -1250.5 -0.5 -1000 1e6 1e+21 0.10 12.000"
)


@cache
def language(code: str) -> Language:
    return Language(code)


def parsed(printed: str, code: str) -> Decimal:
    """The number that a printed one means by CLDR's signs for the locale; ours are those of Spanish."""
    symbols = Locale.parse({"en": "en_GB"}.get(code, code.replace("-", "_"))).number_symbols["latn"]
    group = F if language(code).separators[1] == F else symbols["group"]
    whole, *decimals = printed.removeprefix("\u200e").replace("\u2212", "-").split(symbols["decimal"])
    assert len(decimals) < 2
    assert not decimals or group not in decimals[0]
    return Decimal(".".join([whole.replace(group, ""), *decimals]))


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


@pytest.mark.parametrize("first", sorted({code[0] for code in CODES}))
def test_a_printed_number_is_the_written_one_in_every_locale(first: str) -> None:
    numbers = [Decimal(typed) for typed in TYPED.split()]
    for code in (code for code in CODES if code[0] == first):
        printed = [language(code).number(number) for number in numbers]
        assert [parsed(each, code) for each in printed] == numbers, code
        # No two are printed alike, and each has all its digits.
        assert len(set(printed)) == len(printed), code
        assert [re.sub(r"\D", "", each) for each in printed] == [re.sub(r"\D", "", f"{each:f}") for each in numbers], (
            code
        )
        decimal, group = language(code).separators
        assert decimal != group, code


@settings(deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False, places=5), st.sampled_from(CODES))
def test_any_number_is_read_as_it_was_written(number: Decimal, code: str) -> None:
    assert parsed(language(code).number(number), code) == number


def test_only_a_language_whose_typography_says_so_parts_thousands_otherwise_than_cldr() -> None:
    others = {
        code for code in CODES if language(code).separators[1] != language(code).locale.number_symbols["latn"]["group"]
    }
    assert others == {"es", "es-EA", "es-ES", "es-GQ", "es-IC", "es-PH"}
    assert [code for code, settings in SETTINGS.items() if settings.thousands] == ["es"]


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("de-CH", "1’234’567.50"),
        ("ar-MA", "1.234.567,50"),
        ("en-ZA", "1\u00a0234\u00a0567,50"),
        ("en-IN", "12,34,567.50"),
        ("hi", "12,34,567.50"),
        ("es-MX", "1,234,567.50"),
        ("es", f"1{F}234{F}567,50"),
        ("pl", "1\u00a0234\u00a0567,50"),
        ("en", "1,234,567.50"),
        ("fr", f"1{F}234{F}567,50"),
    ],
)
def test_separators_and_groups_are_those_of_the_region(code: str, printed: str) -> None:
    assert language(code).number(Decimal("1234567.50")) == printed


def test_numbers_of_four_digits_are_grouped_where_the_language_does() -> None:
    assert [language(code).number(1250) for code in ("es", "pl", "it", "pt-PT", "en", "es-MX")] == [
        *("1250", "1250", "1250", "1250", "1,250", "1,250")
    ]  # fmt: skip
    assert language("en").number(2023, grouped=False) == "2023"


def test_what_babel_leaves_out_is_of_the_cldr_that_it_comes_with() -> None:
    """After an upgrade of Babel: compare the tables of language/cldr.py with its CLDR, and name that."""
    assert get_cldr_version() == cldr.VERSION


def test_what_is_no_number_is_not_printed_as_one() -> None:
    for value in ("nan", "inf", "-inf"):
        with pytest.raises(ValueError, match="cannot be printed"):
            language("en").number(Decimal(value))
    assert language("en").number(Decimal("-0.0")) == "0.0"
    assert [language("ar").number(number, signed=True) for number in (4, 0, -4)] == ["\u200e+4", "0", "\u200e−4"]


@given(st.lists(st.decimals(-(10**9), 10**9, places=3) | st.integers(0, 10**7), min_size=1, max_size=6))
@settings(max_examples=60)
def test_numbers_of_a_column_have_as_many_decimals_with_what_they_lack(numbers: list[Decimal | int]) -> None:
    for code in ("fr", "de", "ar", "en"):
        mark = language(code).separators[0]
        typed = [Decimal(number).normalize() if number != int(number) else Decimal(int(number)) for number in numbers]
        column = [language(code).number(number) for number in typed]
        full = [number + language(code).numerals.missing_decimals(number, column) for number in column]
        assert len({len(number.partition(mark)[2]) for number in full}) == 1
        assert any(number in full for number in column)


def test_a_gap_stands_where_whole_numbers_do() -> None:
    assert language("fr").numerals.missing_decimals("–", ["12,03", "1,5"]) == ",00"
    assert language("fr").numerals.missing_decimals("12,5 %", ["8 %", "12,5 %"]) == ""
    assert language("fr").numerals.missing_decimals("8", ["–", "12"]) == ""
