"""The setting of French text, and what must hold for any text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.language import Language, PartialDate
from briefpress.typography import SETTINGS, typography

N, F = "\u00a0", "\u202f"
FRENCH = typography("fr")
ALPHABET = "aàé Z09 .,:;!?'\"«»-–()%€\u00a0\u202f\n"


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("l'Union", "l’Union"),
        ("d'{currency}", "d’{currency}"),
        ("objectif :", f"objectif{N}:"),
        ("le cas échéant ;", f"le cas échéant{F};"),
        ("Qui ? Nous !", f"Qui{F}? Nous{F}!"),
        ("vraiment?", f"vraiment{F}?"),
        ("« Justice »", f"«{N}Justice{N}»"),
        ("«Justice»", f"«{N}Justice{N}»"),
        ('le programme "Justice"', f"le programme «{N}Justice{N}»"),
        ("1 234 567 pages", f"1{F}234{F}567 pages"),
        ("28 millions", f"28{N}millions"),
        ("2019-2022", "2019–2022"),
        ("TLP:CLEAR à 12:30", "TLP:CLEAR à 12:30"),
        ("https://interpol.int/a:b", "https://interpol.int/a:b"),
        ("2022/2025(INI)", "2022/2025(INI)"),
        ("COM(2021) 177 du 14 avril 2021", f"COM(2021) 177 du 14{N}avril{N}2021"),
        ("le 1er mars", f"le 1er{N}mars"),
        ("{number} millions", f"{{number}}{N}millions"),
        ("en 2021 200 agents", "en 2021 200 agents"),
        ("Moyen-Orient", "Moyen-Orient"),
        ("attendre...", "attendre…"),
        ("11-09-2001", "11-09-2001"),
        ("le n° 5", f"le n°{N}5"),
    ],
)
def test_french(typed: str, set_: str) -> None:
    assert FRENCH.set(typed) == set_


@given(st.text(ALPHABET, max_size=60))
def test_setting_twice_changes_nothing(text: str) -> None:
    for settings in (*SETTINGS.values(), typography("xx")):
        once = settings.set(text)
        assert settings.set(once) == once


@given(st.text(ALPHABET, max_size=60))
def test_letters_and_figures_stay_as_they_were(text: str) -> None:
    for settings in (*SETTINGS.values(), typography("xx")):
        assert re.findall(r"\w", settings.set(text)) == re.findall(r"\w", text)


class TestLanguage:
    """Names, numbers and dates."""

    french = Language("fr", {"IQ": "Iraq"})

    @pytest.mark.parametrize(
        ("date", "printed"),
        [
            ("2017", "2017"),
            ("2012-09", f"septembre{N}2012"),
            ("2024-03-01", f"1er{N}mars{N}2024"),
            ("2009-09-24", f"24{N}septembre{N}2009"),
        ],
    )
    def test_dates(self, date: str, printed: str) -> None:
        assert self.french.date(PartialDate.parse(date)) == printed

    @pytest.mark.parametrize("wrong", ["2017-13", "2017-02-30", "17", "2017-1-1-1", "hier", "", "20170901"])
    def test_what_is_no_date(self, wrong: str) -> None:
        with pytest.raises(ValueError, match=r"date|month|day|int|isoformat"):
            PartialDate.parse(wrong)

    def test_countries_are_sorted_as_a_reader_expects(self) -> None:
        assert self.french.countries(["EG", "DZ", "ES", "IQ"]) == "Algérie, Égypte, Espagne et Iraq"

    def test_numbers(self) -> None:
        assert self.french.number(27.65) == "27,65"
        assert self.french.number(1728) == f"1{F}728"
