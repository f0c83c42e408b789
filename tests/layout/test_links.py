"""What a link says of itself, and where it leads."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from briefpress.language.urls import in_letters
from briefpress.layout.typeset import typeset
from briefpress.markup.render import render
from briefpress.pdf.preflight import preflight
from briefpress.reading.read import read

#: As they are typed, and what is said of them in French.
LINKS = {
    "[la ville](https://münchen.example/stra%C3%9Fe?x=1)": "la ville, site externe münchen.example",
    "<https://xn--mnchen-3ya.example/b%C3%BCro>": "site externe https://münchen.example/büro",
    "[le ministère](https://xn--wgbl6a.example/)": "le ministère, site externe قطر.example",
    "[courrier](mailto:j%C3%BCrgen@xn--mnchen-3ya.example?subject=%C3%9Cber)": "courriel à jürgen@münchen.example",
    "[5%20 de plus](https://office.example/5%20)": "5%20 de plus, site externe office.example",
}


def test_a_link_is_said_in_letters_and_leads_where_it_did(small: Path) -> None:
    words = (small / "fr.yaml").read_text("utf-8")
    text = "|\n" + "".join(f"          {link}\n\n" for link in LINKS)
    (small / "fr.yaml").write_text(words.replace("opening: Le bureau a ouvert en 2009.", f"opening: {text}"), "utf-8")
    pdf = typeset(render(read(small, "fr"))).data
    with pikepdf.open(BytesIO(pdf)) as file:
        links = [link for page in file.pages for link in page.get("/Annots", []) if "/A" in link]
        said = [str(link.Contents) for link in links]
        targets = [str(link.A.URI) for link in links]
    assert [any(expected in each for each in said) for expected in LINKS.values()] == [True] * len(LINKS), said
    assert all(target.isascii() for target in targets)
    assert "https://xn--mnchen-3ya.example/stra%C3%9Fe?x=1" in targets


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("ar.wikipedia.org/wiki/%D8%A7%D9%84%D9%85%D8%BA%D8%B1%D8%A8", "ar.wikipedia.org/wiki/المغرب"),
        ("www.xn--zzzzzzzzz.example", "www.xn--zzzzzzzzz.example"),
        ("office.example/a%2Fb%3Fc", "office.example/a%2Fb%3Fc"),
        ("office.example/%ff%00%e2%80%ae", "office.example/%ff%00%e2%80%ae"),
        ("https://a.xn--p1ai/%d0%bf", "https://a.рф/п"),
        ("office.example/100%", "office.example/100%"),
    ],
)
def test_what_cannot_be_read_stays_as_it_is(url: str, read: str) -> None:
    assert in_letters(url) == read


def test_a_link_to_nothing_is_told_with_the_id_that_is_near(small: Path) -> None:
    words = (small / "fr.yaml").read_text("utf-8")
    text = 'opening: "[ici](#ofice), [là](#ailleurs)"'
    (small / "fr.yaml").write_text(words.replace("opening: Le bureau a ouvert en 2009.", text), "utf-8")
    edition = read(small, "fr")
    near, far = (each for each in preflight(typeset(render(edition)), edition) if each.code == "broken-link")
    assert near.hint.startswith("did you mean `#office`? link to a section or a block by its id, `#section`")
    assert far.hint.startswith("link to a section or a block by its id, `#section`")
