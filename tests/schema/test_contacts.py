"""Contacts: numbers and addresses as they were typed, and links that call and write."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from briefpress.core.problems import Problem, Severity, Unprintable
from briefpress.formats.transcript import utterances
from briefpress.layout.typeset import typeset
from briefpress.markup.render import render
from briefpress.markup.tree import parse, plain_text
from briefpress.reading.read import read
from briefpress.schema.edition import Edition


def edition(folder: Path, *items: object, language: str = "en") -> Edition:
    """A brief with these contacts."""
    sections = [{"title": "Help", "id": "help", "blocks": [{"id": "desks", "type": "contacts", "items": [*items]}]}]
    facts = {"language": language, "date": 2026, "title": "x", "sections": sections}
    folder.mkdir()
    (folder / "brief.yaml").write_text(yaml.safe_dump(facts, allow_unicode=True), "utf-8")
    return read(folder, language)


def told(folder: Path, **contact: object) -> Problem:
    """The one problem with a contact."""
    try:
        (problem,) = edition(folder, {"name": "A desk", **contact}).warnings
    except Unprintable as unprintable:
        (problem,) = unprintable.problems
    return problem


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("+32 2 281 61 11", "tel:+3222816111"),
        ("+32 (0)2 281.61.11", "tel:+3222816111"),
        ("+49 30/18 17-0", "tel:+493018170"),
        ("+49 30 / 227-0", "tel:+49302270"),
        ("+39 (0)6 6779 1", "tel:+390667791"),
        ("+381 11/361-77-17", "tel:+381113617717"),
        ("(+351) 213 946 000", "tel:+351213946000"),
        ("+1 (212) 963-1234 ext. 12", "tel:+12129631234;ext=12"),
        ("+48 22 694 75 00 w. 12", "tel:+48226947500;ext=12"),
        ("+33 1 40 56 60 00 poste 4512", "tel:+33140566000;ext=4512"),
        ("+٣٢ ٢ ٢٨١ ٦١ ١١", "tel:+3222816111"),
        ("\u202a+32 2 281 61 11\u202c", "tel:+3222816111"),
    ],
)
def test_a_number_is_printed_as_typed_and_calls(tmp_path: Path, typed: str, url: str) -> None:
    brief = edition(tmp_path / "brief", {"name": "A desk", "phone": typed})
    (link,) = parse(render(brief).markup)[1].xpath("//p[@class='phone']/a")
    assert (plain_text(link), link.get("href")) == (typed.strip("\u202a\u202c"), url)


def test_the_lines_of_an_address_keep_their_order_among_arabic(tmp_path: Path) -> None:
    brief = edition(tmp_path / "brief", {"name": "مكتب", "address": "Ring 1\n1010 Wien\n٢ شارع النيل"}, language="ar")
    (address,) = parse(render(brief).markup)[1].xpath("//p[@class='postal']")
    lines = ["\u2066Ring", "1\u2069", "\u20661010", "Wien\u2069", "٢", "شارع", "النيل"]
    assert plain_text(address).split() == lines


@pytest.mark.parametrize("typed", ["112", "116 111"])
def test_a_short_number_is_no_link_and_right(tmp_path: Path, typed: str) -> None:
    brief = edition(tmp_path / "brief", {"name": "A desk", "phone": typed})
    (phone,) = parse(render(brief).markup)[1].xpath("//p[@class='phone']")
    assert (plain_text(phone), list(phone), brief.warnings) == (typed, [], ())


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("0032 2 281 61 11", "write it with a plus: `+32 2 281 61 11`"),
        ("+32 2 281 61 11 / 12", "if these are several numbers, write each in full"),
        ("+385 1 488 69 60/61/62", "if these are several numbers, write each in full"),
        ("110/112", "if these are several numbers, write each in full"),
        ("+36 (06) 1 795 5000", "leave out `(06)`, which is called within the country alone"),
        ("+370 (8 5) 266 2345", "leave out `(8 5)`, which is called within the country alone"),
        ("tel. +46 8 405 10 00", "write the number alone, with the code of its country"),
        ("1-800-FLOWERS", "write the number alone, with the code of its country"),
        ("+000 000 001", "write the number alone, with the code of its country"),
        ("+32 2 281 61 11 12 13 14", "write the number alone, with the code of its country"),
    ],
)
def test_what_nobody_can_call_is_refused(tmp_path: Path, typed: str, hint: str) -> None:
    problem = told(tmp_path / "brief", phone=["+32 2 281 61 11", typed])
    assert (problem.code, problem.severity) == ("wrong-phone", Severity.ERROR)
    assert problem.hint.startswith(hint)


def test_a_number_without_the_code_of_its_country_is_told(tmp_path: Path) -> None:
    problem = told(tmp_path / "brief", phone="0800 123 456")
    assert (problem.code, problem.severity) == ("wrong-phone", Severity.WARNING)


@pytest.mark.parametrize(("key", "hint"), [("telephone", "write `phone:`"), ("mail", "write `email:`")])
def test_other_words_for_a_key_are_answered_with_ours(tmp_path: Path, key: str, hint: str) -> None:
    problem = told(tmp_path / "brief", **{key: "+32 2 281 61 11"})
    assert (problem.code, problem.hint) == ("unknown-key", hint)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("desk", "write the address alone"),
        ("mailto:desk@office.example", "write the address alone"),
        ("a desk <desk@office.example>", "write the address alone"),
        ("desk@@x.org", "write the address alone"),
        ("max.müller@bmi.gv.at", "before the `@` it has letters of a to z alone"),
        ("desk@ministry", "write all of what stands after the `@`"),
    ],
)
def test_what_is_no_address_of_a_mail_is_refused(tmp_path: Path, typed: str, hint: str) -> None:
    problem = told(tmp_path / "brief", email=typed)
    assert problem.code == "wrong-address"
    assert hint in problem.hint


def test_an_address_writes_a_mail_and_keeps_its_letters(tmp_path: Path) -> None:
    typed = ["press+water@bücher.example", " a&b@office.example\u00a0"]
    page = parse(render(edition(tmp_path / "brief", {"name": "A desk", "email": typed})).markup)[1]
    links = page.xpath("//ul[contains(@class, 'contacts')]//a")
    urls = ["mailto:press+water@xn--bcher-kva.example", "mailto:a%26b@office.example"]
    assert [(plain_text(link), link.get("href")) for link in links] == [
        (text.strip(), url) for text, url in zip(typed, urls, strict=True)
    ]


def test_on_paper_a_link_says_what_it_does(tmp_path: Path) -> None:
    """In Arabic, too, where a number runs from the left."""
    contact = {"name": "مكتب", "phone": "+32 2 281 61 11", "email": "desk@office.example"}
    brief = edition(tmp_path / "brief", contact, language="ar")
    pdf = typeset(render(brief))
    assert {link.text for link in pdf.proof.links} == {"tel:+3222816111", "mailto:desk@office.example"}
    (items,) = (part for part in pdf.structure.walk() if part.type == "L")
    assert {kid.type for kid in items.elements} == {"LI"}
    said = [*utterances(pdf.data, brief.labels.speech, brief.language)]
    assert said[-3:-1] == ["[رابط: +32 2 281 61 11، هاتف]", "[رابط: بريد إلكتروني إلى desk@office.example]"]
