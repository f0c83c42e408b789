"""The setting of French, German and Persian text, and what must hold for any text."""

from __future__ import annotations

import re
from datetime import date

import pytest
from babel import Locale
from conftest import ROOT
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefpress.core.yamlreader import read_yaml
from briefpress.language.dates import PartialDate
from briefpress.language.habits import SETTINGS, UN_MONTHS, typography
from briefpress.language.locale import Language

N, F = "\u00a0", "\u202f"
FRENCH = typography("fr")
#: Those with settings of their own, and two without.
LANGUAGES = [*SETTINGS, "it", "pt-BR"]
ALPHABET = "aàé Z09 .,:;!?'\"«»-–()%€\u00a0\u202f\n"


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("l'Union", "l’Union"),
        ("d'{currency}", "d’{currency}"),
        ("objectif :", f"objectif{N}:"),
        ("le cas échéant ;", f"le cas échéant{F};"),
        ("50 %; voir* ; ©;", f"50{F}%{F}; voir*{F}; ©{F};"),
        ("100%%", f"100{F}%%"),
        ("Qui ? Nous !", f"Qui{F}? Nous{F}!"),
        ("vraiment?", f"vraiment{F}?"),
        ("« Justice »", f"«{N}Justice{N}»"),
        ("«Justice»", f"«{N}Justice{N}»"),
        ('le programme "Justice"', f"le programme «{N}Justice{N}»"),
        ("1 234 567 pages", f"1{F}234{F}567 pages"),
        ("plusieurs milliers, 1 234 567, ainsi", f"plusieurs milliers, 1{F}234{F}567, ainsi"),
        ("les pages 12, 345 678", "les pages 12, 345 678"),
        ("28 millions", f"28{N}millions"),
        ("2019-2022", "2019\u2060–\u20602022"),
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


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ('das Programm "Justiz"', "das Programm „Justiz“"),
        ('„Justiz" und „Recht“ und "Gesetz" und „Amt"', "„Justiz“ und „Recht“ und „Gesetz“ und „Amt“"),
        ('„ein 24" Schirm“', '„ein 24" Schirm“'),
        ("geht's", "geht’s"),
        ("am 24. September 2009", f"am 24.{N}September{N}2009"),
        ("seit März 2024", f"seit März{N}2024"),
        ("im 3. Bericht", f"im 3.{N}Bericht"),
        ("Es war 2024. Danach", "Es war 2024. Danach"),
        ("1 234 567 Euro", f"1.234.567{N}Euro"),
        ("im Jahr 2021 200 Beamte", "im Jahr 2021 200 Beamte"),
        ("{number} Millionen {currency}", f"{{number}}{N}Millionen {{currency}}"),
        ("27,65 Mio. EUR", f"27,65{N}Mio. EUR"),
        ("50 %, 50%", f"50{F}%, 50{F}%"),
        ("100%ig", "100%ig"),
        ("z. B. in Wien, d. h. dort", f"z.{N}B. in Wien, d.{N}h. dort"),
        ("i. d. R.", f"i.{N}d.{N}R."),
        ("Nr. 5, S. 12, Art. 3 Abs. 1", f"Nr.{N}5, S.{N}12, Art.{N}3 Abs.{N}1"),
        ("2019-2022", "2019\u2060–\u20602022"),
        ("vorher - nachher", f"vorher{N}– nachher"),
        ("Ziel: handeln; jetzt!", "Ziel: handeln; jetzt!"),
    ],
)
def test_german(typed: str, set_: str) -> None:
    assert typography("de").set(typed) == set_


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ('برنامهٔ "عدالت"', "برنامهٔ «عدالت»"),
        ("24 سپتامبر 2009", f"24{N}سپتامبر{N}2009"),
        ("از فوریهٔ 2024", f"از فوریهٔ{N}2024"),
        ("1 234 567 یورو", f"1,234,567{N}یورو"),
        ("28 میلیون یورو", f"28{N}میلیون یورو"),
        ("50 درصد", f"50{N}درصد"),
        ("{number} میلیون {currency}", f"{{number}}{N}میلیون {{currency}}"),
        ("می‌شود؛ چرا؟", "می‌شود؛ چرا؟"),
        ("2019-2022", "2019\u2060–\u20602022"),
    ],
)
def test_persian(typed: str, set_: str) -> None:
    assert typography("fa").set(typed) == set_


@settings(deadline=None)
@given(st.text(ALPHABET, max_size=60))
@example('"0""0"')
@example('":"0""')
@example('«0""')
def test_setting_twice_changes_nothing(text: str) -> None:
    for setting in map(typography, LANGUAGES):
        once = setting.set(text)
        assert setting.set(once) == once


@settings(deadline=None)
@given(st.sampled_from(LANGUAGES), st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_a_date_that_was_typed_stays_on_its_line(language: str, day: date) -> None:
    months = Locale.parse(language, sep="-").months["format"]["wide"]
    of = f"{typography(language).of} ".lstrip()
    set_ = typography(language).set(f"x {day.day} {of}{months[day.month]} {day.year:04} x")
    assert set_ == f"x {day.day} {of}{months[day.month]} {day.year:04}".replace(" ", N).replace(N, " ", 1) + " x"


@settings(deadline=None)
@given(st.text(ALPHABET, max_size=60))
def test_letters_and_figures_stay_as_they_were(text: str) -> None:
    for setting in map(typography, LANGUAGES):
        assert re.findall(r"\w", setting.set(text)) == re.findall(r"\w", text)


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

    @pytest.mark.parametrize(
        ("code", "wording", "currency", "printed"),
        [
            ("fr", "1 million d’{currency}", "EUR", "1 million d’EUR"),
            ("fr", "1 million d’{currency}", "CHF", "1 million de CHF"),
            ("fr", "1 million d’{currency}", "yens", "1 million de yens"),
            ("fr", "1 million de {currency}", "euros", "1 million d’euros"),
            ("fr-CH", "5 millions de {currency}", "écus", "5 millions d’écus"),
            ("ca", "5 milions d’{currency}", "francs", "5 milions de francs"),
            ("es", "1 millón de {currency}", "EUR", "1 millón de EUR"),
            ("en", "1 million {currency}", "EUR", "1 million EUR"),
        ],
    )
    def test_a_word_is_elided_before_a_vowel(self, code: str, wording: str, currency: str, printed: str) -> None:
        assert Language(code).elided(wording, "{currency}", currency).replace("{currency}", currency) == printed

    def test_numbers(self) -> None:
        assert self.french.number(27.65) == "27,65"
        assert self.french.number(1728) == f"1{F}728"

    @pytest.mark.parametrize(
        ("code", "day", "month", "number", "countries"),
        [
            ("de", f"1.{N}März{N}2024", f"November{N}2026", "1.234.567,5", "Ägypten, Österreich und Zypern"),
            ("fa", f"1{N}مارس{N}2024", f"نوامبر{N}2026", "1,234,567.5", None),
        ],
    )
    def test_other_languages(self, code: str, day: str, month: str, number: str, countries: str | None) -> None:
        language = Language(code)
        assert language.date(PartialDate.parse("2024-03-01")) == day
        assert language.date(PartialDate.parse("2026-11")) == month
        # What is counted and what is typed are grouped alike.
        assert language.number(1_234_567.5) == number
        assert language.typography.set("1 234 567 EUR") == f"{number[:-2]}{N}EUR"
        if countries:
            assert language.countries(["CY", "AT", "EG"]) == countries

    @pytest.mark.parametrize(
        ("code", "tag", "has_italics"),
        [("fr", "fr-FR", True), ("pt-BR", "pt-BR", True), ("ar", "ar-EG", False), ("ar-TN", "ar-TN", False)],
    )
    def test_what_a_code_most_likely_means(self, code: str, tag: str, has_italics: bool) -> None:
        language = Language(code)
        assert (language.tag, language.has_italics) == (tag, has_italics)


def test_the_months_of_arabic_are_those_of_its_labels() -> None:
    """Dates are made with the labels' names, and typed ones are kept on their line by the typography's."""
    labels = read_yaml(ROOT / "content" / "labels" / "ar.yaml").nearest("months")
    assert tuple(node.value for node in labels.items()) == UN_MONTHS
