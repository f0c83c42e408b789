"""Bibliographies of other programs: what is cited of them is printed, what is wrong in them is told at its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefpress.core.problems import Unprintable
from briefpress.markup.render import render_part
from briefpress.markup.tree import parse, plain_text
from briefpress.reading.read import read
from briefpress.schema.edition import Edition

#: As Zotero exports it, with tabs; a key of Better BibTeX, one of Zotero's own, and a number.
ZOTERO = r"""[
	{
		"id": "http://zotero.org/users/1234/items/ABCD1234",
		"citation-key": "Müller2021",
		"type": "article-journal",
		"title": "A <i>clean</i> Danube: CO<sub>2 eq</sub>, 10<sup>3</sup>&nbsp;t &amp; \"more\" * [2] :smile:",
		"container-title": "Journal of <span class=\"nocase\">NATO</span>",
		"author": [
			{"family": "Müller", "given": "Anna"},
			{"literal": "World Bank"},
			{"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van", "suffix": "Jr."}
		],
		"issued": {"date-parts": [["2020"], ["2021"]]},
		"DOI": "10.1000/182",
		"URL": "https://journals.example/182",
		"accessed": {"date-parts": [["2026", 11, 2]]},
		"page": "14-19",
		"volume": "12",
		"language": "en-US",
		"abstract": "…"
	},
	{
		"id": "http://zotero.org/users/1234/items/PAGE",
		"type": "webpage",
		"title": "Wasser",
		"container-title": "ICPDR",
		"language": "German",
		"URL": "https://icpdr.example/wasser",
		"issued": {"date-parts": [[2024, 3]]},
		"accessed": {"date-parts": [["2026", 11, 2]]}
	},
	{"id": 12, "type": "report", "title": "1986. That was the year", "issued": {"literal": "n.d."}},
	{"id": "broken", "type": "newspaper", "URL": "javascript:alert(1)"}
]
"""
#: As JabRef and Better BibTeX write it.
JABREF = r"""% Encoding: UTF-8
@string{sv = {Springer}}

@Article{icpdr_2021,
  author  = {M{\"u}ller, Anna and {World Bank} and others},
  title   = {The {NATO} River Basin: \emph{CO}$_2$ -- p < 0.05 \& more},
  journal = {Journal of Hydrology},
  year    = {2021},
  pages   = {14--19},
  volume  = 12,
  number  = 3,
}

@Book{doi:10.1000/x, title = "Das {"}Wasser{"}", publisher = sv, date = {2021-21}, langid = {german}}
@Misc{formula, title = {Energy is $E = mc^2$}}
@Comment{jabref-meta: databaseType:bibtex;}
"""


def brief(folder: Path, cited: str, **files: str) -> Edition:
    """The edition of a brief that cites these sources of these bibliographies."""
    folder.mkdir(exist_ok=True)
    names = [name.replace("_", ".") for name in files]
    for name, text in zip(names, files.values(), strict=True):
        (folder / name).write_text(text, "utf-8")
    facts = f"""
language: en
date: 2026-11-23
title: x
bibliography: [{", ".join(names)}]
sections: [{{title: x, blocks: [{{type: prose, text: x, sources: [{cited}]}}]}}]
sources: [{{id: own, title: Own}}]
"""
    (folder / "brief.yaml").write_text(facts, "utf-8")
    return read(folder, "en")


def printed(edition: Edition) -> list[str]:
    """The list of sources of an edition."""
    names = {"sources": edition.brief.sources, "mentions": lambda _: ()}
    _, body = parse(render_part(edition, "parts/sources.html", names))
    unseen = dict.fromkeys(map(ord, "\u2060↑"))
    return [" ".join(plain_text(entry).translate(unseen).split()) for entry in body.iter("li")]


def told(folder: Path, cited: str, **files: str) -> list[tuple[str, str | None]]:
    """The codes of what is wrong, each with its file and line."""
    with pytest.raises(Unprintable) as unprintable:
        brief(folder, cited, **files)
    return [
        (problem.code, problem.position and f"{problem.position.file.name}:{problem.position.line}")
        for problem in unprintable.value.problems
    ]


def test_what_is_cited_is_printed(tmp_path: Path) -> None:
    cited = 'own, Müller2021, "http://zotero.org/users/1234/items/PAGE", "12", icpdr_2021, "doi:10.1000/x"'
    edition = brief(tmp_path / "brief", cited, refs_json=ZOTERO, refs_bib=JABREF)
    assert printed(edition) == [
        "Own.",
        "1986. That was the year.",
        "Müller, Anna; World Bank; van Gogh, Vincent, Jr., “A clean Danube: CO2 eq, 103 t & “more” * [2] :smile:”, "
        "Journal of NATO, 12, 2020–2021, pp. 14–19, doi.org/10.1000/182.",
        "Das „Wasser“, Springer, spring 2021.",
        "“Wasser”, ICPDR, March 2024, icpdr.example/wasser, consulted on 2 November 2026.",
        "Müller, Anna; World Bank; et al., “The NATO River Basin: CO2 – p < 0.05 & more”, Journal of Hydrology, 12(3), "
        "2021, pp. 14–19.",
    ]
    titles = {source.id: source.title.html for source in edition.brief.sources if source.title}
    assert "A <em>clean</em> Danube: CO<sub>2 eq</sub>, 10<sup>3</sup>" in titles["Müller2021"].replace("&nbsp;", " ")
    assert titles["http://zotero.org/users/1234/items/PAGE"] == '<span class="title" lang="de">Wasser</span>'


def test_an_entry_that_is_not_cited_is_no_problem_and_its_faults_are_none(tmp_path: Path) -> None:
    edition = brief(tmp_path / "brief", "own, Müller2021", refs_json=ZOTERO, refs_bib=JABREF)
    assert [source.id for source in edition.brief.sources] == ["own", "Müller2021"]
    assert edition.warnings == ()


def test_faults_are_told_at_their_lines(tmp_path: Path) -> None:
    assert told(tmp_path / "brief", "own, broken, formula, icpdr2021", refs_json=ZOTERO, refs_bib=JABREF) == [
        ("unknown-source", "brief.yaml:6"),
        ("not-in-text", "refs.bib:15"),
        ("missing-key", "refs.json:33"),
        ("wrong-choice", "refs.json:33"),
        ("bad-link", "refs.json:33"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "code", "place"),
    [
        ("refs_json", '[\n{"id": "a", "title": "T"}\n{"id"', "wrong-bibliography", "refs.json:3"),
        ("refs_json", '{"id": ["a"]}, 1', "wrong-bibliography", "refs.json:1"),
        ("refs_json", '"words"', "wrong-bibliography", "refs.json:None"),
        ("refs_json", "[" * 100_000, "wrong-bibliography", "refs.json:None"),
        ("refs_json", " \n", "wrong-bibliography", "brief.yaml:5"),
        ("refs_bib", "nothing of the sort", "wrong-bibliography", "brief.yaml:5"),
        ("refs_bib", '@book{x,\n title={A\n}\n@article{y, title="B"', "wrong-bibliography", "refs.bib:4"),
        ("refs_ris", "TY  - JOUR", "wrong-data", "brief.yaml:5"),
        ("refs_bib", "@book{own, title = {A}}", "duplicate-id", "refs.bib:1"),
        ("refs_bib", "@book{own2, title = {A}}\n@book{own2, title = {B}}", "duplicate-id", "refs.bib:2"),
    ],
)
def test_a_bibliography_that_cannot_be_read(name: str, text: str, code: str, place: str, tmp_path: Path) -> None:
    assert (code, place) in told(tmp_path / "brief", "own, own2", **{name: text})


def test_what_cannot_be_printed_of_an_entry_is_told(tmp_path: Path) -> None:
    item = {"id": "a", "title": "T", "issued": {"literal": "in press"}, "language": "Danubian"}
    edition = brief(tmp_path / "brief", "own, a", refs_json=json.dumps([item]))
    assert [problem.message for problem in edition.warnings] == [
        "`in press` of `a` is no date, and is not printed",
        "there is no language `Danubian`",
    ]


def test_a_date_that_is_uncertain_or_not_printed_is_told(tmp_path: Path) -> None:
    """As BibLaTeX (EDTF) and CSL-JSON say it; before our era, and as a text in a place of numbers."""
    dates = {"a": "1900~", "b": "1900?", "c": "2019/", "d": "c. 1999", "e": "-0750", "f": "2019"}
    bibtex = "\n".join(f"@book{{{key}, title = {{T {key}}}, date = {{{date}}}}}" for key, date in dates.items())
    items = [
        {"id": "g", "title": "T g", "issued": {"date-parts": [[1900]], "circa": True}},
        {"id": "h", "title": "T h", "issued": {"date-parts": [["2020-05"]]}},
    ]
    keys = "own, a, b, c, d, e, f, g, h"
    edition = brief(tmp_path / "brief", keys, refs_bib=bibtex, refs_json=json.dumps(items))
    assert sorted(problem.message for problem in edition.warnings) == [
        "`-0750` of `e` is no date, and is not printed",
        "`1900?` of `b` is printed as `1900`, as if it were certain",
        "`1900~` of `a` is printed as `1900`, as if it were certain",
        "`2019/` of `c` is printed as `2019`, as if it were certain",
        "`[['2020-05']]` of `h` is no date, and is not printed",
        "`c. 1999` of `d` is no date, and is not printed",
        "`circa 1900` of `g` is printed as `1900`, as if it were certain",
    ]


def test_addresses_are_those_that_are_meant(tmp_path: Path) -> None:
    """Publishers escape them for LaTeX, and put the resolver before a DOI, which styles do as well."""
    bibtex = r"@misc{a, title={A}, doi={https://doi.org/10.2908/nrg\_bal\_c}}" + "\n"
    bibtex += r"@misc{b, title={B}, url={https://example.org/q\_c?lang=en\&x=1\%20}}"
    edition = brief(tmp_path / "brief", "own, a, b", refs_bib=bibtex)
    links = {source.id: source.link for source in edition.brief.sources}
    assert links["a"] == "https://doi.org/10.2908/nrg_bal_c"
    assert links["b"] == "https://example.org/q_c?lang=en&x=1%20"
    assert {item["id"]: item.get("DOI") for item in edition.items.values()}["a"] == "10.2908/nrg_bal_c"


def test_an_institution_that_bibtex_takes_for_a_person_is_told(tmp_path: Path) -> None:
    """As the Publications Office of the European Union exports its books."""
    office = """@book{doi/10.2779/1,
  author = {European Commission and {Directorate-General for Environment}},
  title = {Water}, publisher = {Publications Office}, year = {2020}, doi = {doi/10.2779/1}}"""
    edition = brief(tmp_path / "brief", 'own, "doi/10.2779/1"', refs_bib=office)
    assert [problem.message for problem in edition.warnings] == [
        "`Commission, European` is printed as the name of a person"
    ]
    assert printed(edition)[1].endswith(
        "Directorate-General for Environment, Water, Publications Office, 2020, doi.org/10.2779/1."
    )


def test_an_institution_is_known_by_the_words_that_no_name_in_a_brief_may_have(tmp_path: Path) -> None:
    ministry = "@book{m, author = {Bundesministerium für Umwelt und Naturschutz}, title = {Wasser}, year = {2020}}"
    edition = brief(tmp_path / "brief", "own, m", refs_bib=ministry)
    assert [problem.message for problem in edition.warnings] == [
        "`Umwelt und Naturschutz, Bundesministerium` is printed as the name of a person"
    ]
