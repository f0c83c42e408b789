"""Figures and periods as people type them: what is not taken is answered with what to write, and that is taken."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
import yaml
from pydantic import BaseModel, ValidationError

from briefpress.language.locale import Language
from briefpress.reading.validation import Context
from briefpress.schema.glance import Measure
from briefpress.schema.money import Money
from briefpress.schema.periods import Span


def measure(code: str = "en", **keys: Any) -> Measure:
    return Measure.model_validate({"id": "figure", "text": "words", **keys}, context=Context(Language(code)))


def hint(code: str = "en", **keys: Any) -> str:
    return _hint(Measure, {"id": "figure", "text": "words", **keys}, code)


def _hint(model: type[BaseModel], value: object, code: str = "en") -> str:
    with pytest.raises(ValidationError) as error:
        model.model_validate(value, context=Context(Language(code)))
    (problem,) = error.value.errors()
    return str(problem["ctx"]["hint"])


@pytest.mark.parametrize(
    ("code", "typed", "written"),
    [
        ("en", "9-10 December 2026", "2026-12-09/10"),
        ("en", "December 9–10, 2026", "2026-12-09/10"),
        ("en", "2026-12-09–10", "2026-12-09/10"),
        ("en", "28 November – 3 December 2026", "2026-11-28/2026-12-03"),
        ("en", "28 Dec 2026 - 3 Jan 2027", "2026-12-28/2027-01-03"),
        ("en", "Nov-Dec 2026", "2026-11/2026-12"),
        ("en", "2019-2022", "2019/2022"),
        ("en", "2020s", "2020/2029"),
        ("en", "Q3/2026", "2026-Q3"),
        ("en", "3rd quarter of 2026", "2026-Q3"),
        ("en", "first half of 2026", "2026-H1"),
        ("en", "Spring 2027", "2027-spring"),
        ("en", "fall 2026", "2026-autumn"),
        ("en", "winter 2026-27", "2026/27-winter"),
        ("en", "2026-27", "2026/27"),
        ("en", "2020-21", "2020/21"),
        ("en", "FY 2026", "FY2026"),
        ("fr", "du 9 au 10 décembre 2026", "2026-12-09/10"),
        ("fr", "1er-3 mars 2026", "2026-03-01/03"),
        ("fr", "T3 2026", "2026-Q3"),
        ("fr", "printemps 2027", "2027-spring"),
        ("de", "9.–10. Dezember 2026", "2026-12-09/10"),
        ("de", "Frühjahr 2027", "2027-spring"),
        ("de", "3. Quartal 2026", "2026-Q3"),
        ("es", "del 9 al 10 de diciembre de 2026", "2026-12-09/10"),
        ("ar", "ربيع 2027", "2027-spring"),
    ],
)
def test_a_period_in_words_is_answered_with_what_to_write(code: str, typed: str, written: str) -> None:
    assert hint(code, value=1, at=typed) in (f"write {written}", f"write the year first: {written}")
    assert measure(code, value=1, at=written).at


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("73.5%", {"value": 73.5, "unit": "%"}),
        ("73,5 Prozent", {"value": 73.5, "unit": "%"}),
        ("EUR 952.4 million", {"value": 952.4, "currency": "EUR", "unit": "million"}),
        ("€952.4m", {"value": 952.4, "currency": "EUR", "unit": "million"}),
        ("$1.2bn", {"value": 1.2, "currency": "USD", "unit": "billion"}),
        ("5–7 %", {"value": [5, 7], "unit": "%"}),
        ("EUR 5-7 million", {"value": [5, 7], "currency": "EUR", "unit": "million"}),
        ("ca. 81 million", {"value": 81, "unit": "million", "approximate": True}),
        ("~80", {"value": 80, "approximate": True}),
        ("801463 km2", {"value": 801463, "unit": "km²"}),
        ("81,4 Mio.", {"value": 81.4, "unit": "million"}),
        ("−2.5 °C", {"value": -2.5, "unit": "°C"}),
    ],
)
def test_a_figure_in_words_is_answered_with_its_keys(typed: str, written: dict[str, object]) -> None:
    keys: dict[str, Any] = {}
    for key in re.findall("`([^`]+)`", hint(value=typed)):
        keys |= yaml.safe_load(key)
    assert keys == written
    numbers = keys["value"] if isinstance(keys["value"], list) else [keys["value"]]
    assert measure(**{**keys, "value": [*map(round, numbers)] if len(numbers) > 1 else round(numbers[0])})


def test_what_belongs_into_the_text_is_said() -> None:
    assert (
        hint(value="3.5 million people") == "write `value: 3.5`, `unit: million`, and say in words what `people` says"
    )
    assert hint(value=3, unit="people").startswith("say it in the text beside the figure")


def test_a_zero_may_be_typed() -> None:
    assert measure(value=0, unit="%").numbers == (0,)


@pytest.mark.parametrize(
    ("value", "decimals"), [(1, 1), ([1, 2], 0), (Decimal("0.05"), 1), ([Decimal("1.04"), Decimal("1.05")], 1)]
)
def test_a_figure_may_be_rounded_as_long_as_it_says_something(value: Any, decimals: int) -> None:
    assert measure(value=value, decimals=decimals).digits


@pytest.mark.parametrize(("value", "decimals"), [(Decimal("0.04"), 1), ([Decimal("1.01"), Decimal("1.04")], 1)])
def test_a_figure_that_rounding_would_empty_is_told(value: Any, decimals: int) -> None:
    assert hint(value=value, decimals=decimals) == "ask for more `decimals`"


@pytest.mark.parametrize("year", [1000, 2009, 2999])
def test_a_year_has_four_digits(year: int) -> None:
    assert measure(value=year, unit="year").numbers == (year,)
    assert "remove `unit: year`" in hint(value=year * 10, unit="year")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("EUR 5.2 million", "write {amount: 5200000, currency: EUR}"),
        ("1 250 000 USD", "write {amount: 1250000, currency: USD}"),
        ("2.5m", "write {amount: 2500000, currency: EUR}, with the code of its currency"),
        ({"amount": "5.2 million", "currency": "EUR"}, "write 5200000"),
        ({"amount": "EUR 5.2 million", "currency": "EUR"}, "write 5200000, and `currency: EUR`"),
        ({"amount": "2400000", "currency": "EUR"}, "write 2400000, without quotation marks"),
        ({"amount": 0, "currency": "EUR"}, "leave out what is not known"),
        (
            {"amount": 1, "currency": "EUR", "equivalent": {"amount": 1, "currency": "EUR", "at": 2026}},
            "name the other currency, or remove it",
        ),
    ],
)
def test_an_amount_in_words_is_answered_with_its_keys(typed: object, written: str) -> None:
    assert _hint(Money, typed) == written


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2024-2026", "write {period: 2024/2026}"),
        ("Q3 2026", "write {period: 2026-Q3}"),
        (2026, "write {period: 2026}"),
    ],
)
def test_a_time_without_keys_is_answered_with_them(typed: object, written: str) -> None:
    assert _hint(Span, typed) == written


@pytest.mark.parametrize(
    ("keys", "is_doubtful"),
    [({}, True), ({"unit": "year"}, False), ({"at": "2026-03"}, False), ({"currency": "EUR"}, False)],
)
def test_an_amount_that_may_be_a_year_is_told(keys: dict[str, str], is_doubtful: bool) -> None:
    context = Context(Language("en"))
    Measure.model_validate({"id": "x", "value": 2009, "text": "words", **keys}, context=context)
    assert bool(context.warnings) == is_doubtful
