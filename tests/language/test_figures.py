"""Numbers, ranges and quotation marks in typed text: what is certain is set, all else stays as it was typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefpress.language.habits import SETTINGS, typography

N, F, J = "\u00a0", "\u202f", "\u2060"
#: Those with settings of their own, and others of all kinds: by script, direction, region, groups and quotation marks.
LANGUAGES = (
    *SETTINGS,
    *("it", "pt", "pl", "sv", "tr", "hi", "de-CH", "fr-CH", "en-IN", "en-ZA", "pt-BR", "ru", "cs", "lt", "he", "zh"),
    "nl",
)
#: What is no number, or not for certain: it is printed as it was typed, but that a line may not break everywhere.
NAMES = (
    "+00 000 000 001",
    "0 800 123 456",
    "+1 800 123 456",
    "+41 44 668 18 00",
    "(+41) 800 123 456",
    "(0)20 7946 0958",
    "01.23.45.67.89",
    "(555) 123-4567",
    "555-1234",
    "1-800-555-0199",
    "912 345 678",
    "File no. 007 003",
    "file 007 003",
    "Case No. 12 345/2020",
    "Article 12 345 experts",
    "Art. 12 345",
    "n° 12 345",
    "§ 12 345",
    "Boeing 737 800",
    "Boeing 737-800",
    "DE89 3704 0044 0532 0130 00",
    "FR76 3000 6000 0112 3456 7890 189",
    "4111 1111 1111 1111",
    "978 3 16 148410 0",
    "ISBN 978-3-16-148410-0",
    "1.2.3",
    "v2.10.0-rc.1",
    "C-123/19",
    "T-612/17",
    "A/RES/70/1",
    "COM(2021) 177",
    "2022/2025(INI)",
    "SE-123 45 Stockholm",
    "123 45 Stockholm",
    "K1A 0B1",
    "B-AB 123",
    "48.8584, 2.2945",
    "48°51'24\"N",
    "3-4",
    "won 21-12",
    "2024-05-06",
    "24-05-2024",
    "A-3",
    "ISO 27001-2",
    "ISO 1989-2014",
    "n° 2019-2020",
    "PO 2023-2024",
    "serial SN 2001-2002",
    "code 1500-1600",
    "case 1998-2001",
    "Order 2023-2024",
    "the l’affaire 1998-2001",
    "الطلب 2023-2024",
    "WP3 450 000 EUR",
    *(f"{word} 2 500 000 EUR" for word in ("work package", "phase", "sub-task", "l’étape", "la tranche", "المرحلة")),
    "room 12 500 EUR",
    "item 4 250 kg",
    "paragraph 7 100 km",
    "work package 3 450 000 km",
    "COVID-19",
    "C-130",
    "1-2-3",
    "2345-6789",
    "12-10",
    "aged 15-24",
    "BIC DEUTDEFF500",
    "12 345 678 9012",
    "192.168.1.1",
    "12:30",
    "-5",
    "5 - 7",
    "07-08",
    "pages 05-07",
)


def plain(text: str) -> str:
    """A text without what keeps its order and its lines."""
    return re.sub(r"\s", " ", re.sub(f"[{J}\u2066\u2069]", "", text))


@pytest.mark.parametrize("code", LANGUAGES)
def test_names_and_codes_stay_as_they_were_typed(code: str) -> None:
    settings = typography(code)
    for name in NAMES:
        for text in (name, f"x {name}", f"x {name}, x", f"({name})"):
            assert plain(settings.set(text)) == plain(text), text


@pytest.mark.parametrize(
    ("code", "typed", "set_"),
    [
        # Before a unit or beside a currency it is a number.
        ("en", "about 12 500 km", f"about 12,500{N}km"),
        ("en", "2 400 000 euros", f"2,400,000{N}euros"),
        ("en", "some 1 234.50 EUR", f"some 1,234.50{N}EUR"),
        ("en", "12 345,67 EUR", f"12 345,67{N}EUR"),
        ("en", "EUR 12 500 000", f"EUR{N}12,500,000"),
        ("en", "only 12 500 people", f"only 12{N}500 people"),
        ("en-IN", "about 1 234 567 km", f"about 12,34,567{N}km"),
        ("de-CH", "12 500 EUR", f"12’500{N}EUR"),
        ("de", "etwa 12 500 Kilometer", "etwa 12.500 Kilometer"),
        ("es", "cerca de 12 500 km", f"cerca de 12{F}500{N}km"),
        ("fr", "environ 12 500 agents", f"environ 12{F}500 agents"),
        ("sv", "12 500 kr", f"12{N}500{N}kr"),
        ("ru", "около 12 500 км", f"около 12{N}500{N}км"),
        # A figure, its scale and its currency stay on one line.
        ("en", "EUR 4.1 billion", f"EUR{N}4.1{N}billion"),
        ("en", "US$ 3, £ 3 and CHF 12", f"US${N}3, £{N}3 and CHF{N}12"),
        ("en", "2857 km, 5 t", f"2857{N}km, 5{N}t"),
        ("en", "No. 5, Article 5, p. 5", f"No.{N}5, Article{N}5, p.{N}5"),
        ("pl", "5 mln zł", f"5{N}mln zł"),
        ("hi", "5 लाख", f"5{N}लाख"),
        # Ranges of pages, days, years and amounts.
        ("en", "pages 14-19", f"pages 14{J}–{J}19"),
        ("en", "10-12 May", f"10{J}–{J}12{N}May"),
        ("en", "May 10-12, 2024", f"May 10{J}–{J}12, 2024"),
        ("en", "5-7 %", f"5{J}–{J}7{N}%"),
        ("en", "1.5-2.5 million", f"1.5{J}–{J}2.5{N}million"),
        ("en", "900-1,000 km", f"900{J}–{J}1,000{N}km"),
        ("en", "Between 5-7 %", f"Between 5{J}–{J}7{N}%"),
        ("de", "9.-10. Dezember", f"9.{J}–{J}10.{N}Dezember"),
        ("es", "10-12 de mayo", f"10{J}-{J}12{N}de{N}mayo"),
        ("it", "pagine 14-19", f"pagine 14{J}-{J}19"),
        ("fr", "10-12 mai", f"10{J}–{J}12{N}mai"),
        ("en", "2019-2022", f"2019{J}–{J}2022"),
        ("en", "in 2019-2022", f"in 2019{J}–{J}2022"),
        ("en", "the years 2019-2022", f"the years 2019{J}–{J}2022"),
        ("en", "budget 2021-2027", f"budget 2021{J}–{J}2027"),
        ("en", "Strategy 2021-2027", f"Strategy 2021{J}–{J}2027"),
        ("en", "EUR 2000-2100", f"EUR{N}2000{J}–{J}2100"),
        ("de", "Haushalt 2021-2027", f"Haushalt 2021{J}–{J}2027"),
        ("en", "EUR; 123 456 people", f"EUR; 123{N}456 people"),
        # Quotation marks of the two levels, and apostrophes.
        ("en", "he said 'yes'", "he said ‘yes’"),
        ("en", "\"he said 'don't'\"", "“he said ‘don’t’”"),
        ("fr", "\"il dit 'oui'\"", f"«{N}il dit “oui”{N}»"),
        ("de", "\"er sagt 'ja'\"", "„er sagt ‚ja‘“"),
        ("pl", "\"mówi 'tak'\"", "„mówi «tak»”"),
        ("sv", "\"säger 'ja'\"", "”säger ’ja’”"),
        ("ru", "\"говорит 'да'\"", "«говорит „да“»"),
        ("fa", '"عدالت"', "«عدالت»"),
        ("en", "the '90s, rock 'n' roll, dogs' tails", "the ’90s, rock ’n’ roll, dogs’ tails"),
        ("nl", "'s avonds", "’s avonds"),
        ("it", "l'anno '95, un po' dopo", "l’anno ’95, un po’ dopo"),
        ("uk", "м'який", "м’який"),
        ("en", "5' 10\"", "5' 10\""),
        ("en", 'said "a 24" screen" loudly', 'said "a 24" screen" loudly'),
        ("fr", 'un "24" pouces", dit-il', 'un "24" pouces", dit-il'),
        ("en", 'a 24" screen and a 27" screen', 'a 24" screen and a 27" screen'),
        ("en", '"in 2024" or "in 2025", he said', "“in 2024” or “in 2025”, he said"),
        ("en", 'a "new" 24" screen', 'a “new” 24" screen'),
        ("en", "'It's the members' choice.'", "‘It’s the members’ choice.’"),
        ("pt-BR", "10-12 de maio", f"10{J}–{J}12 de maio"),
        # A region is as its parent in CLDR, which need not be its language; a script as its language only where it is
        # the usual one.
        ("pt-PT", "10-12 de maio", f"10{J}-{J}12 de maio"),
        ("pt-AO", "10-12 de maio", f"10{J}-{J}12 de maio"),
        ("ro", "în 2019-2022", f"în 2019{J}-{J}2022"),
        ("zh-TW", "說 \"是 '是'\"", "說 「是 『是』」"),
        ("uz-Cyrl", "\"ҳа 'ҳа'\"", "“ҳа ‘ҳа’”"),
        ("sr-Latn", "\"da 'da'\"", "„da ’da’”"),
        ("en", "approx. 12 500 tonnes", f"approx. 12{N}500 tonnes"),
    ],
)
def test_what_is_certain_is_set(code: str, typed: str, set_: str) -> None:
    assert typography(code).set(typed) == set_


@pytest.mark.parametrize(
    ("typed", "is_kept"),
    [
        *(("0 800 123 456", True), ("+966 11 400 0000", True), ("-5", True), ("2024-05-06", True), ("555-1234", True)),
        *(("14-19", False), ("COM(2021) 177", False), ("2022/2025(INI)", False), ("2021 200", False), ("50", False)),
    ],
)
def test_where_lines_run_from_the_right_a_row_of_digits_keeps_its_order(typed: str, is_kept: bool) -> None:
    set_ = f"\u2066{typed}\u2069" if is_kept else typed
    assert typography("ar").set(f"على {typed} الآن") == f"على {set_} الآن"


def test_a_number_before_a_unit_is_grouped_as_one_that_is_counted() -> None:
    for code in LANGUAGES:
        settings = typography(code)
        assert settings.set("x 1 234 567 km") == f"x {settings.figures.numerals.grouped('1234567')}{N}km"


def test_what_stands_before_a_number_counts_over_markup_and_lines() -> None:
    settings = typography("en")
    assert settings.set("737 800 km", "the Boeing ") == f"737{N}800{N}km"
    assert settings.set("737 800 km", "the distance of ") == f"737,800{N}km"
    assert settings.set('EUR\n4.1\nbillion in\n"all\nyears"') == f"EUR{N}4.1{N}billion in\n“all\nyears”"


@settings(deadline=None)
@given(st.text("0123456789 \n.,:;-–−'\"+/()§#%€km EURpNo.àé\u00a0\u202f", max_size=40), st.sampled_from(LANGUAGES))
@example("12 345 678-901 234 km", "en")
@example("'1 000 000' 'a'", "fr")
def test_digits_and_letters_stay_in_their_order(text: str, code: str) -> None:
    settings = typography(code)
    once = settings.set(text)
    assert re.findall(r"\w", once) == re.findall(r"\w", text)
    assert settings.set(once) == once
