"""Sources in styles of citation that others wrote: numbers stay the press's own, other citations stand in the text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefpress.core.pandoc import pandoc
from briefpress.core.problems import Unprintable
from briefpress.markup.render import Html, render
from briefpress.markup.tree import parse, plain_text
from briefpress.reading.read import read

#: The style that pandoc brings along: authors and years, of the Chicago Manual.
CHICAGO = pandoc(b"", "--print-default-data-file=default.csl").decode()
#: A style of numbers, as small as one can be.
NUMERIC = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>x</title><id>x</id><category citation-format="numeric"/><updated>2026-11-23T00:00:00+00:00</updated></info>
<citation><layout><text variable="citation-number"/></layout></citation>
<bibliography><layout><text variable="citation-number" suffix=". "/>
<names variable="author"><name font-variant="small-caps"/></names>
<text variable="title" prefix=" # " font-style="italic"/><text variable="URL" prefix=" @ "/></layout></bibliography>
</style>"""
BRIEF = """
language: en
date: 2026-11-23
title: x
csl: {csl}
bibliography: refs.json
sections:
  - id: one
    title: One
    blocks:
      - {{id: a, type: prose, sources: [later], text: "Water flows [see @later, p. 14; @Müller2021]. It ends."}}
      - {{id: b, type: prose, text: "Anna says so [-@Müller2021], *et al.* [-@Müller2021].", sources: [plain]}}
sources:
  - {{id: later, author: ICPDR, title: "Plan & *Danube*", date: 2022, url: "https://icpdr.example/?a=1&b=2"}}
  - {{id: plain, text: The words of *nobody*}}
"""
REFERENCES = """[{
"id": "Müller2021", "type": "book", "author": [{"family": "Müller", "given": "Anna"}], "note": "private",
"title": "A <script>alert(1)</script> <i>clean</i> R&amp;D", "URL": "https://a.example",
"issued": {"date-parts": [[2021]]}
}]"""


def brief(folder: Path, style: str, name: str = "style.csl") -> Path:
    """The folder of a brief in a style."""
    folder.mkdir(exist_ok=True)
    (folder / "style.csl").write_text(style, "utf-8")
    (folder / "refs.json").write_text(REFERENCES, "utf-8")
    (folder / "brief.yaml").write_text(BRIEF.format(csl=name), "utf-8")
    return folder


def shown(html: Html, path: str) -> list[str]:
    """The texts of some elements of a page, without the links back."""
    unseen = dict.fromkeys(map(ord, "\u2060\u202f"))
    page = parse(html.markup)
    for back in page.xpath(".//*[@class='back']"):
        back.drop_tree()
    return [" ".join(plain_text(element).translate(unseen).split()) for element in page.xpath(path)]


def test_authors_and_years_stand_in_the_text_and_the_list_is_in_their_order(tmp_path: Path) -> None:
    html = render(read(brief(tmp_path / "brief", CHICAGO), "en"))
    assert shown(html, ".//section[@id='one']//p")[:2] == [
        "Water flows (see ICPDR 2022, 14; Müller 2021). It ends.",
        "Source: ICPDR 2022",
    ]
    assert "Anna says so (2021), et al. (2021)." in shown(html, ".//section[@id='one']//p")
    assert shown(html, ".//section[@id='sources']//li") == [
        "ICPDR. 2022. ‘Plan & Danube’. https://icpdr.example/?a=1&b=2.",
        "Müller, Anna. 2021. A <Script>alert(1)</Script> Clean R&D. https://a.example.",
        "‘The Words of Nobody’. n.d.",
    ]


def test_each_citation_leads_to_its_entry_and_back(tmp_path: Path) -> None:
    page = parse(render(read(brief(tmp_path / "brief", CHICAGO), "en")).markup)
    ids = set(page.xpath("//@id"))
    links = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
    assert {"source-1", "source-2", "source-3", "cite-1-1", "cite-1-2", "cite-2-1", "cite-2-2", "cite-3-1"} <= links
    assert links <= ids


def test_numbers_stay_and_entries_have_the_form_of_the_style(tmp_path: Path) -> None:
    html = render(read(brief(tmp_path / "brief", NUMERIC), "en"))
    assert shown(html, ".//section[@id='sources']/ol/li") == [
        "ICPDR # Plan & Danube @ https://icpdr.example/?a=1&b=2",
        "Anna Müller # A <script>alert(1)</script> clean R&D @ https://a.example",
        "# The words of nobody",
    ]
    assert re.search(r'<sup class="citations[^"]*"[^>]*>.*?>1</a>', html.markup, re.DOTALL)
    assert '<span class="small-capitals">Anna Müller</span>' in re.sub(r' data-\w+="[^"]*"', "", html.markup)


def test_the_terms_are_those_of_the_language_of_the_edition(tmp_path: Path) -> None:
    folder = brief(tmp_path / "brief", CHICAGO)
    text = (folder / "brief.yaml").read_text("utf-8").replace("language: en", "language: de")
    (folder / "brief.yaml").write_text(text.replace("p. 14", "Kap. 3"), "utf-8")
    html = render(read(folder, "de"))
    assert "Water flows (see ICPDR 2022, Kap. 3; Müller 2021). It ends." in shown(html, ".//section[@id='one']//p")
    assert "„The words of nobody“. o. J." in shown(html, ".//section[@id='sources']//li")


@pytest.mark.parametrize(
    ("style", "name", "message"),
    [
        (CHICAGO, "missing.csl", "there is no style `missing.csl`"),
        (CHICAGO, "../style.csl", "there is no style `../style.csl`"),
        (CHICAGO.replace('class="in-text"', 'class="note"'), "style.csl", "this style has its sources in footnotes"),
        ("no style", "style.csl", "the style is no XML"),
        ("<style/>", "style.csl", "this is no style of CSL 1.0"),
        (
            f'<!DOCTYPE style [<!ENTITY x SYSTEM "file:///etc/passwd">]>{NUMERIC}',
            "style.csl",
            "this is no style of CSL",
        ),
        (
            re.sub("<bibliography>.*</bibliography>", "", NUMERIC, flags=re.DOTALL),
            "style.csl",
            "this style has no list",
        ),
        (
            NUMERIC.replace("<info>", '<info><link rel="independent-parent" href="https://styles.example/apa"/>'),
            "style.csl",
            "this style only names another one",
        ),
        (re.sub("<citation>.*</citation>", "", NUMERIC), "style.csl", "pandoc cannot use it"),
    ],
)
def test_a_style_that_cannot_be_used_is_told(style: str, name: str, message: str, tmp_path: Path) -> None:
    edition = read(brief(tmp_path / "brief", style, name), "en")
    with pytest.raises(Unprintable) as unprintable:
        render(edition)
    (problem,) = unprintable.value.problems
    assert (problem.code, str(problem.position).rpartition("/")[2]) == ("wrong-style", "brief.yaml:5:6")
    assert problem.message.startswith(message)
