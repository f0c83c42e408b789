"""Spaces on paper: those of numbers, of last words and of dates. A text keeps its letters and their order."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.language.bidi import UNSEEN
from briefpress.layout.fine_spaces import set_spaces

LONG = "Depuis le début de l'année, la commission lit chaque jour tous les relevés du fleuve et "
MIXED = st.text("ab 1234567890\u202f\u00a0.,;/\u2060", max_size=120)


def page(body: str, direction: str = "ltr") -> ElementTree.Element:
    root = ElementTree.fromstring(f'<html dir="{direction}"><body>{body}</body></html>')
    set_spaces(root)
    return root


def text(root: ElementTree.Element) -> str:
    return "".join(root.itertext())


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@given(one=MIXED, two=MIXED, three=MIXED)
def test_letters_and_their_order_stay(one: str, two: str, three: str, direction: str) -> None:
    body = f'<p>{LONG}{one}<em>{two}</em>{three}</p><div class="side"><p>{one}</p></div>'
    original = text(ElementTree.fromstring(f"<b>{body}</b>"))
    assert UNSEEN.sub("", text(page(body, direction))) == UNSEEN.sub("", original)


def test_each_space_in_a_number_is_an_element() -> None:
    spaces = page("<p>En 2025, 1\u202f234\u202f567 et <b>12\u202f500</b>\u202f; 3\u202f%</p>").findall(".//span")
    assert [(space.get("class"), space.text) for space in spaces] == [("thin-space", "\u202f")] * 3
    assert not page("<p>1\u202f234</p>", "rtl").findall(".//span")


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("<p>{}il le dit.</p>", "le \u2060dit."),
        ("<p>{}il le <em>dit</em><sup class='citations'>12</sup>.</p>", "il le dit\u206012."),
        ("<p>{}il a dit ce qu'il voudrait :</p>", "qu'il \u2060voudrait :"),
        ("<p>{}voit les recommandations.</p>", "les recommandations."),
        ("<p>{}il le dit<sup class='citations'>12</sup>.</p>", "le \u2060dit\u206012."),
        ("<ul><li>{}il le dit ;</li></ul>", "le \u2060dit ;"),
        ("<div class='side'><p>{}il le dit.</p></div>", "le dit."),
        ("<h2 class='side'><span class='number'>3</span> {}payés par l'Union</h2>", "payés par \u2060l'Union"),
        ("<h2>{}payés par l'<abbr>UE</abbr></h2>", "payés par \u2060l'UE"),
        ("<table><tr><td><p>{}il le dit.</p></td></tr></table>", "le dit."),
    ],
)
def test_a_short_last_word_has_another_beside_it(words: str, end: str) -> None:
    assert text(page(words.format(LONG))).endswith(end)


def test_the_double_name_of_a_month_is_parted_in_the_rail_alone() -> None:
    name = "الأول/\u2060ديسمبر"
    parted, whole = (text(page(f'<div class="{name_of}">{name}</div>', "rtl")) for name_of in ("side", "main"))
    assert re.search("/\u200b", parted)
    assert whole == name


def test_a_short_text_is_left_as_it_is() -> None:
    assert text(page("<p>il le dit.</p><h2>Par pays</h2>")) == "il le dit.Par pays"


def test_no_call_is_parted_from_its_sentence_nor_the_state_of_a_project_from_its_name() -> None:
    call = "<sup class='citations'><a>13</a></sup>"
    assert text(page(f"<p>Es ist <em>beantragt.</em>{call}</p>")) == "Es ist beantragt.\u206013"
    assert text(page(f"<p>Quellen {call}</p>")) == "Quellen 13"
    assert text(page("<h4>Vorhaben Naryn <span class='state'>·\u00a0laufend</span></h4>")).endswith(
        "Naryn \u2060·\u00a0laufend"
    )
