"""Sources of every sort: what they are made of, how they are printed, and what is told of them."""

from __future__ import annotations

from pathlib import Path

import yaml

from briefpress.markup.render import render_part
from briefpress.markup.tree import parse, plain_text
from briefpress.reading.read import read
from briefpress.schema.edition import Edition

#: One of each sort, as offices have them.
WORKS = """
- {id: book, type: book, author: ["Müller, Anna", "Novák, Jan"], title: "The Danube: A *Natural* History", language: en,
   edition: 2, publisher: Springer, date: 2021, isbn: 978-3-16-148410-0}
- {id: article, type: article-journal, author: {family: van Gogh, given: Vincent}, title: The river's end,
   container: Journal of Hydrology, volume: 12, issue: 3, pages: 14-19, date: 2021, doi: "https://doi.org/10.1000/182"}
- {id: chapter, type: chapter, author: "Li, Ming", title: Das Wasser, language: de, container: Ströme Europas,
   editor: ["Weil, Simone", "Arendt, Hannah"], date: 1999, pages: 5}
- {id: news, type: article-newspaper, title: 'Donau: "Hochwasser"', language: de, container: Der Standard,
   date: 2024-09-16, url: "https://derstandard.at/1", accessed: 2026-11-01}
- {id: report, type: report, author: ICPDR, title: Danube River Basin Management Plan, genre: Technical report,
   number: 12, publisher: ICPDR, place: Vienna, date: 2021-12}
- {id: page, type: webpage, author: {literal: "Department for Food and Rural Affairs, UK"}, title: Water,
   container: GOV.UK, url: "https://gov.uk/water", accessed: 2026-10}
- {id: law, type: legislation, title: Directive 2000/60/EC, container: Official Journal, volume: L 327,
   date: 2000-12-22, pages: 1-73}
- {id: case, type: legal_case, title: Gabčíkovo-Nagymaros Project (Hungary/Slovakia),
   publisher: International Court of Justice, date: 1997-09-25}
- {id: treaty, type: treaty, title: Danube River Protection Convention, place: Sofia, date: 1994-06-29}
- {id: data, type: dataset, author: Eurostat, title: Water abstraction, number: env_wat_abs, date: 2025}
- {id: letter, type: personal_communication, author: "Novák, Jan", title: letter to the editors, date: 2026-03-03}
- {id: paper, type: paper-conference, author: ["A, B", "C, D", "E, F", "G, H", "I, J", "K, L", "M, N"],
   title: مياه الدانوب, language: ar, container: Proceedings, volume: 2, pages: "3-4, 7"}
- {id: bare, title: The Danube}
"""
PRINTED = {
    "en": [
        "Müller, Anna; Novák, Jan, The Danube: A Natural History, edition 2, Springer, 2021, ISBN 978-3-16-148410-0.",
        "van Gogh, Vincent, “The river’s end”, Journal of Hydrology, 12(3), 2021, pp. 14–19, doi.org/10.1000/182.",
        "Li, Ming, “Das Wasser”, in Ströme Europas, ed. Weil, Simone; Arendt, Hannah, 1999, p. 5.",
        "“Donau: „Hochwasser“”, Der Standard, 16 September 2024, derstandard.at/1, consulted on 1 November 2026.",
        "ICPDR, Danube River Basin Management Plan, Technical report 12, Vienna, December 2021.",
        "Department for Food and Rural Affairs, UK, “Water”, GOV.UK, gov.uk/water, consulted in October 2026.",
        "Directive 2000/60/EC, Official Journal, L 327, 22 December 2000, pp. 1–73.",
        "Gabčíkovo-Nagymaros Project (Hungary/Slovakia), International Court of Justice, 25 September 1997.",
        "Danube River Protection Convention, Sofia, 29 June 1994.",
        "Eurostat, Water abstraction, env_wat_abs, 2025.",
        "Novák, Jan, letter to the editors, 3 March 2026.",
        "A, B et al., “مياه الدانوب”, in Proceedings, vol. 2, pp. 3–4, 7.",
        "The Danube.",
    ],
    "fr": [
        "Müller, Anna ; Novák, Jan, The Danube: A Natural History, édition 2, Springer, 2021, ISBN 978-3-16-148410-0.",
        "van Gogh, Vincent, « The river’s end », Journal of Hydrology, 12(3), 2021, p. 14–19, doi.org/10.1000/182.",
        "Li, Ming, « Das Wasser », dans Ströme Europas, sous la dir. de Weil, Simone ; Arendt, Hannah, 1999, p. 5.",
        "« Donau: „Hochwasser“ », Der Standard, 16 septembre 2024, derstandard.at/1, consultée le 1er novembre 2026.",
        "ICPDR, Danube River Basin Management Plan, Technical report 12, Vienna, décembre 2021.",
        "Department for Food and Rural Affairs, UK, « Water », GOV.UK, gov.uk/water, consultée en octobre 2026.",
        "Directive 2000/60/EC, Official Journal, L 327, 22 décembre 2000, p. 1–73.",
        "Gabčíkovo-Nagymaros Project (Hungary/Slovakia), International Court of Justice, 25 septembre 1997.",
        "Danube River Protection Convention, Sofia, 29 juin 1994.",
        "Eurostat, Water abstraction, env_wat_abs, 2025.",
        "Novák, Jan, letter to the editors, 3 mars 2026.",
        "A, B et al., « مياه الدانوب », dans Proceedings, vol. 2, p. 3–4, 7.",
        "The Danube.",
    ],
    "ar": [
        "Müller, Anna؛ Novák, Jan، The Danube: A Natural History، الطبعة 2، Springer، 2021، ISBN 978-3-16-148410-0.",
        "van Gogh, Vincent، «The river’s end»، Journal of Hydrology، 12(3)، 2021، ص 14–19، doi.org/10.1000/182.",
    ],
}
#: What is not seen, and what links back.
UNSEEN = dict.fromkeys(map(ord, "\u200b\u2060\u200e\u2066\u2067\u2069↑"))


def brief(folder: Path, code: str, sources: str) -> Edition:
    """The edition of a brief that cites all of these sources."""
    entries = yaml.safe_load(sources)
    folder.mkdir()
    block = {"id": "text", "type": "prose", "sources": [entry["id"] for entry in entries]}
    facts = {
        "date": "2026-11-23",
        "sections": [{"id": "one", "kind": "prose", "blocks": [block]}],
        "sources": entries,
    }
    (folder / "brief.yaml").write_text(yaml.safe_dump(facts, allow_unicode=True, sort_keys=False), "utf-8")
    words = {"title": "x", "sections": {"one": {"title": "x", "blocks": {"text": "x"}}}}
    (folder / f"{code}.yaml").write_text(yaml.safe_dump(words), "utf-8")
    return read(folder, code)


def test_sources_of_every_sort_are_printed_in_the_typography_of_the_edition(tmp_path: Path) -> None:
    for code, printed in PRINTED.items():
        edition = brief(tmp_path / code, code, WORKS)
        names = {"sources": edition.brief.sources, "mentions": lambda _: ()}
        _, body = parse(render_part(edition, "parts/sources.html", names))
        entries = [plain_text(entry).replace("↑", "") for entry in body.iter("li")]
        plain = [
            " ".join(entry.translate(dict.fromkeys(map(ord, "\u200b\u2060\u200e\u2066\u2067\u2069"))).split())
            for entry in entries
        ]
        assert plain[: len(printed)] == printed


def test_a_number_is_not_parted_at_the_end_of_a_line(tmp_path: Path) -> None:
    source = "- {id: one, title: T, genre: Working paper, number: F 31, volume: A 2, issue: 3 bis}"
    article = "- {id: two, type: article-journal, title: T, container: J, volume: L 1, issue: 2 a}"
    edition = brief(tmp_path / "brief", "en", f"{source}\n{article}")
    names = {"sources": edition.brief.sources, "mentions": lambda _: ()}
    page = parse(render_part(edition, "parts/sources.html", names)).text_content()
    assert "Working paper F\u00a031, A\u00a02, no.\u00a03\u00a0bis." in page
    assert "L\u00a01(2\u00a0a)" in page


def test_a_title_is_in_its_own_language(tmp_path: Path) -> None:
    edition = brief(tmp_path / "brief", "fr", WORKS)
    html = {source.id: source.title.html for source in edition.brief.sources if source.title}
    assert html["chapter"] == '<span class="title" lang="de">Das Wasser</span>'
    assert html["bare"] == '<span class="title">The Danube</span>'


def test_what_is_suspect_in_sources_is_told(tmp_path: Path) -> None:
    edition = brief(
        tmp_path / "brief",
        "en",
        """
- {id: one, title: T, author: [Müller, Anna], doi: 10.1000/ABC}
- {id: other, title: U, doi: "https://doi.org/10.1000/abc"}
- {id: page, title: V, url: "https://a.example", pages: 2}
- {id: third, title: V, url: "https://a.example", pages: 3, accessed: 2026-11-24}
""",
    )
    told = {(problem.code, problem.message) for problem in edition.warnings}
    assert told == {
        ("wrong-name", "`Müller` and `Anna` are printed as two names"),
        ("duplicate-source", "`other` and `one` have the same DOI"),
        ("wrong-date", "the source `third` was consulted after the date of the brief, 2026-11-23"),
    }


def test_older_words_say_the_same(tmp_path: Path) -> None:
    """The first brief has them; so has, perhaps, a template of its own."""
    older, newer = (
        brief(tmp_path / name, "en", f'- {{id: one, title: T, {name}: "https://a.example", {date}: 2026-11-01}}').brief
        for name, date in (("address", "consulted"), ("url", "accessed"))
    )
    assert older == newer
    assert (older.sources[0].address, str(older.sources[0].consulted)) == ("https://a.example", "2026-11-01")
