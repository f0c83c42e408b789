"""Citations at the sentence: what is typed in pandoc's form is printed as the numbers of sources, or told."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from pydantic import TypeAdapter

from briefpress.core.design import Medium
from briefpress.core.problems import Unprintable
from briefpress.language.calls import Cite, Note, called, noted
from briefpress.language.citations import cited_ids
from briefpress.language.locale import Language
from briefpress.language.markdown import Phrase
from briefpress.markup.render import render
from briefpress.markup.tree import parse, plain_text
from briefpress.reading.read import read
from briefpress.reading.validation import Context

SOURCES = ("icpdr", "eea")


def brief(folder: Path, text: str, language: str = "en", **more: object) -> Path:
    """A brief with one text, which cites; `more` are facts of its block."""
    block = {"id": "text", "type": "prose", **more}
    sources = [{"id": name, "consulted": 2026} for name in SOURCES if name in text or name in str(more)]
    facts = {"date": 2026, "marking": "TLP:CLEAR", "status": "draft", "sources": sources}
    sections = [{"id": "one", "kind": "prose", "blocks": [block]}]
    words = {
        "title": "x",
        "purpose": "x",
        "imprint": "x",
        "sections": {"one": {"title": "x", "blocks": {"text": text}}},
        "sources": {source["id"]: "x" for source in sources},
    }
    folder.mkdir()
    (folder / "brief.yaml").write_text(yaml.safe_dump(facts | {"sections": sections}), "utf-8")
    (folder / f"{language}.yaml").write_text(yaml.safe_dump(words, allow_unicode=True), "utf-8")
    return folder


def printed(folder: Path, text: str, language: str = "en", **more: object) -> str:
    """A text as it is printed; what is superior stands between ^ and ^."""
    page = parse(render(read(brief(folder, text, language, **more), language)).markup)
    (block,) = page.xpath("//div[@class='block prose']/p[1]")
    for call in block.iter("sup"):
        call.text, call.tail = f"^{(call.text or '').lstrip()}", f"^{call.tail or ''}"
    return plain_text(block).replace("\u2060", "")


@pytest.mark.parametrize(
    ("language", "typed", "shown"),
    [
        # The number stands where the language puts it, close to the word, wherever it was typed.
        ("en", "It is deep [@icpdr]. It flows.", "It is deep.^1^ It flows."),
        ("en", "It is deep. [@icpdr] It flows.", "It is deep.^1^ It flows."),
        ("en", "It is deep, [@icpdr]\nand flows", "It is deep,^1^ and flows"),
        ("en", "Is it deep [@icpdr]? Yes! [@icpdr]", "Is it deep?^1^ Yes!^1^"),
        ("en", "*Deep* [@icpdr].", "Deep.^1^"),
        ("fr", "Il est profond. [@icpdr] Il coule.", "Il est profond^1^. Il coule."),
        ("fr", "Il est profond [@icpdr].", "Il est profond^1^."),
        ("fr", "Le Danube, l'Inn, etc. [@icpdr] coulent...", "Le Danube, l’Inn, etc.^1^ coulent…"),
        ("es", "Es hondo. [@icpdr]", "Es hondo^1^."),
        ("ar", "النهر عميق. [@icpdr]", "النهر عميق^(1)^."),
        # An abbreviation and an ellipsis end their sentence themselves.
        ("en", "Etc. [@icpdr]. The U.S. [@icpdr]; Smith *et al.* [@icpdr].", "Etc.^1^ The U.S.^1^; Smith et al.^1^"),
        ("en", "Wait... [@icpdr]. Etc. [@icpdr]?", "Wait…^1^ Etc.?^1^"),
        ("fr", "L'Inn, etc. [@icpdr]. Il coule… [@icpdr].", "L’Inn, etc.^1^ Il coule…^1^"),
        # Several, in their order on the page; what is said with them; one source twice.
        ("en", "Deep [@eea; @icpdr].", "Deep.^1, 2^"),
        ("en", "Deep [@eea]. Wide [@icpdr; @eea].", "Deep.^1^ Wide.^1, 2^"),
        ("en", "Deep [@eea; @eea].", "Deep.^1^"),
        ("en", "Deep [@icpdr, p. 14; @eea].", "Deep.^1, p. 14; 2^"),
        ("en", "Deep [see @icpdr, pp. 14-19].", "Deep.^see 1, pp. 14–19^"),
        ("en", "Deep [cf. @eea, ch. 3, and the annex; -@icpdr 7].", "Deep.^cf. 1, ch. 3, and the annex; 2, p. 7^"),
        ("en", "Deep [@{icpdr}, {§ 3} passim].", "Deep.^1, § 3 passim^"),
        ("en", "Deep [@icpdr, art. 5(2)(a)].", "Deep.^1, art. 5(2)(a)^"),
        ("en", "Deep [@icpdr, pages iv--ix, xi].", "Deep.^1, pp. iv–ix, xi^"),
        ("en", "Deep [@icpdr, 2021].", "Deep.^1, 2021^"),
        ("en", "Deep [@icpdr,p.14 and 23].", "Deep.^1, p. 14 and 23^"),
        ("en", "Deep [@icpdr above all; @eea, pp14--19f.].", "Deep.^1, above all; 2, pp. 14–19f.^"),
        # Words for parts are those of the language, typed in it or in English.
        ("fr", "Profond [voir @icpdr, pp. 14-19 ; @eea, vol. 2].", "Profond^voir 1, p. 14–19 ; 2, vol. 2^."),
        ("es", "Hondo [@icpdr, págs. 3-4].", "Hondo^1, pp. 3–4^."),
        ("ar", "عميق [انظر @icpdr، الصفحات 14-19].", "عميق^(انظر 1، ص 14–19)^."),
        # What only looks like one.
        ("en", "Write to a@b.org, [a@b.org], [@] [@icpdr].", "Write to a@b.org, [a@b.org], [@].^1^"),
        ("en", "So says @icpdr_water [@icpdr].", "So says @icpdr_water.^1^"),
        ("en", "[@icpdr](https://x.example/icpdr) and \\[@icpdr] [@icpdr]", "@icpdr and [@icpdr]^1^"),
        ("en", "In `[@icpdr]` and \\@icpdr [@icpdr]", "In [@icpdr] and @icpdr^1^"),
    ],
)  # fmt: skip
def test_a_citation_is_printed_as_its_language_has_it(language: str, typed: str, shown: str, tmp_path: Path) -> None:
    assert printed(tmp_path / "brief", typed, language) == shown


@pytest.mark.parametrize(
    ("language", "typed", "places"),
    [
        ("de", "[vgl. @icpdr, p. 14; @eea, Kapitel 3]", ["S. 14", "Kap. 3"]),
        ("de-CH", "[@icpdr, S. 14-19; @eea, Tab. 2, 3]", ["S. 14–19", "Tab. 2, 3"]),
        ("it", "[@icpdr, p. 14; @eea, 3]", ["p. 14", "p. 3"]),
        ("pt", "[@icpdr, cap. 3]", [""]),
        ("ar", "[@icpdr، المادة ٥؛ @eea، p. 3]", ["المادة ٥", "ص 3"]),
    ],
)
def test_parts_of_sources_are_named_in_the_language_of_the_text(language: str, typed: str, places: list[str]) -> None:
    """In its own words or in those of English; words of neither stay as they were typed."""
    context = Context(Language(language), frozenset(SOURCES))
    printed: list[str] = []

    def keep(cites: list[Cite]) -> str:
        printed.extend(cite.place.replace("\u00a0", " ") for cite in cites)
        return ""

    called(str(TypeAdapter(Phrase).validate_python(typed, context=context).html), keep, str)
    assert printed == places


@pytest.mark.parametrize(
    ("typed", "message", "hint"),
    [
        ("Deep [@icdpr] [@icpdr].", "there is no source `icdpr`", "did you mean `icpdr`?"),
        ("Deep [@icpdr; ch. 3].", "`ch. 3` names no source in a citation", "`[@one, p. 3; @two]`"),
        ("As @icpdr says [@icpdr].", "`@icpdr` cites a source without brackets", "write it in brackets, `[@icpdr]`"),
        ("Deep [*see* @icpdr].", "emphasis cannot stand in a line: `*see*`", "remove the marks"),
    ],
)
def test_what_cites_nothing_is_told_where_it_stands(typed: str, message: str, hint: str, tmp_path: Path) -> None:
    with pytest.raises(Unprintable) as told:
        read(brief(tmp_path / "brief", typed), "en")
    (problem,) = told.value.problems
    assert message in problem.message
    assert hint in problem.hint
    assert problem.position
    assert problem.position.text
    line = problem.position.text.splitlines()[(problem.position.line or 1) - 1]
    assert line[(problem.position.column or 1) - 1 :].startswith(("@icdpr", "ch. 3", "@icpdr says", "*see*"))


def test_numbers_of_a_sentence_and_of_its_text_stand_apart(tmp_path: Path) -> None:
    """Side by side they would be one number, 12."""
    folder = brief(tmp_path / "brief", "Deep. [@icpdr]", type="callout", sources=["eea"])
    (callout,) = parse(render(read(folder, "en")).markup).xpath("//p[@class='block callout']")
    assert plain_text(callout).replace("\u2060", "") == "Deep.1, 2"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (
            "About 10^6^ [@icpdr] of 5 [@icpdr] or **7** [@icpdr, p. 3] m.",
            "About 10^6^^(1)^ of 5^(1)^ or 7^(1, p. 3)^ m.",
        ),
        ("Deep 10^6^. [@icpdr] In 2013. [@icpdr]", "Deep 10^6^.^1^ In 2013.^1^"),
        ("An area of m^2^^[In winter.] is 5^[Or six.].", "An area of m^2^^aa In winter. ↑^ is 5.^bb Or six. ↑^"),
    ],
)
def test_the_number_of_a_source_is_told_apart_from_figures(typed: str, shown: str, tmp_path: Path) -> None:
    """Beside them it would be a figure of theirs: 51, and ten to the sixty-first power."""
    assert printed(tmp_path / "brief", typed) == shown


def test_a_citation_leads_to_its_source_and_back(tmp_path: Path) -> None:
    page = parse(render(read(brief(tmp_path / "brief", "Deep [@icpdr]. Wide [@icpdr, p. 3]."), "en")).markup)
    (entry,) = page.xpath("//li[@id='source-1']")
    assert [link.get("href") for link in page.xpath("//*[@role='doc-biblioref']")] == ["#source-1"] * 2
    anchors = [link.get("href", "").removeprefix("#") for link in entry.xpath(".//*[@role='doc-backlink']")]
    assert anchors == [link.get("id") for link in page.xpath("//*[@role='doc-biblioref']")]


def test_content_cannot_forge_what_is_printed(tmp_path: Path) -> None:
    """Between reading and printing a citation is a mark that no file may hold, raw or escaped."""
    folder = brief(tmp_path / "brief", "Deep [@icpdr].")
    for forged in ("\ufdd4\U000f005b\ufdd3", r"\uFDD4\U000f005b\uFDD3"):
        text = f'title: "{forged}"\n'
        (folder / "en.yaml").write_text((folder / "en.yaml").read_text("utf-8").replace("title: x\n", text, 1), "utf-8")
        with pytest.raises(Unprintable):
            read(folder, "en")


def test_nor_can_a_bibliography(tmp_path: Path) -> None:
    """It is no YAML: its texts are looked at as they are read."""
    folder = brief(tmp_path / "brief", "Deep [@forged].")
    facts = yaml.safe_load((folder / "brief.yaml").read_text("utf-8")) | {"bibliography": "refs.json", "sources": []}
    (folder / "brief.yaml").write_text(yaml.safe_dump(facts), "utf-8")
    note = {"number": 1, "paragraphs": ["<img src=x>"]}
    for title in (noted(Note(**note)), "A title"):
        entry = {"id": "forged", "type": "book", "title": title, "publisher": "\ufdd4" if title == "A title" else "P"}
        (folder / "refs.json").write_text(json.dumps([entry]), "utf-8")
        with pytest.raises(Unprintable) as told:
            read(folder, "en")
        assert {problem.code for problem in told.value.problems} == {"not-text"}


def test_texts_without_a_list_of_sources_have_no_numbers(tmp_path: Path) -> None:
    """As metadata and mails: the text alone is in them."""
    folder = brief(tmp_path / "brief", "Deep [@icpdr].")
    words = yaml.safe_load((folder / "en.yaml").read_text("utf-8"))
    (folder / "en.yaml").write_text(yaml.safe_dump(words | {"purpose": "Deep [@icpdr]."}), "utf-8")
    edition = read(folder, "en")
    assert edition.brief.purpose.plain.replace("\u2060", "") == "Deep."
    assert '<meta name="description" content="Deep.' in render(edition).markup


def test_the_ids_of_a_typed_text_are_known_before_it_is_read() -> None:
    assert cited_ids("A [see @a, p. 3; @b-c]. [d@e.org], [@{f g}], [@h](#x) @i") == {"a", "b-c"}
    assert Cite("a").is_bare


def test_what_follows_the_list_of_sources_is_in_it_as_well(tmp_path: Path) -> None:
    folder = brief(tmp_path / "brief", "Deep [@icpdr].")
    words = yaml.safe_load((folder / "en.yaml").read_text("utf-8"))
    (folder / "en.yaml").write_text(yaml.safe_dump(words | {"imprint": "By us [@icpdr]."}), "utf-8")
    (entry,) = parse(render(read(folder, "en")).markup).xpath("//li[@id='source-1']")
    assert [link.get("href") for link in entry.xpath(".//*[@role='doc-backlink']")] == ["#cite-1-1", "#cite-1-2"]


def test_ways_back_come_to_an_end(tmp_path: Path) -> None:
    """On screens up to sixteen places have one each, more than that only the first in each section; on paper all."""
    for count, links in ((16, 16), (17, 1)):
        edition = read(brief(tmp_path / f"brief-{count}", " ".join(["Deep [@icpdr]."] * count)), "en")
        for medium, ways in ((Medium.SCREEN, links), (Medium.PAPER, count)):
            page = parse(render(edition, replace(edition.brief.design, medium=medium)).markup)
            assert len(page.xpath("//*[@role='doc-biblioref']")) == count
            assert len(page.xpath("//li[@id='source-1']//*[@role='doc-backlink']")) == ways
