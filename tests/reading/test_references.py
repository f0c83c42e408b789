"""Numbers: what is counted, in which order and language, what links print of them, and what of all this is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from conftest import without_origins

from briefpress.core.design import Overrides
from briefpress.core.problems import Problem, Severity, Unprintable
from briefpress.formats.mail import compose
from briefpress.markup.render import render
from briefpress.reading.label_checks import check_labels
from briefpress.reading.read import read
from briefpress.schema.edition import Edition
from briefpress.schema.masthead import MastheadLabels
from briefpress.schema.numbering import NumberLabels

TABLE = {"type": "table", "columns": ["Country", "Share"], "rows": [["Aldova", "a tenth"]]}
TIMELINE = {"type": "timeline", "milestones": [{"date": "2026", "title": "It begins"}]}


def brief(text: str, **more: object) -> dict[str, object]:
    """A brief of two sections and an annex, with a figure and a table in the first and in the annex."""
    blocks = [{**TABLE, "id": "shares", "caption": "Shares"}, {**TIMELINE, "id": "flow", "caption": "Flow"}]
    quote = {"type": "quote", "id": "said", "text": "Dear.", "author": "A"}
    others = [{**TABLE, "id": "uses", "caption": "Uses"}, {**TIMELINE, "id": "steps", "caption": "Steps"}]
    sections = [
        {"id": "basin", "title": "The basin", "text": text, "blocks": blocks},
        {"id": "about", "title": "About", "numbered": False, "text": "Of what has no number."},
        {
            "id": "costs",
            "title": "The costs",
            "blocks": [quote],
        },
        {"id": "method", "title": "Method", "annex": True, "blocks": others},
        {"id": "gauges", "title": "Gauges", "annex": True, "text": "Many."},
    ]
    return {"language": "en", "date": "2026-12-01", "title": "Water", "sections": sections, **more}


def edition(folder: Path, content: dict[str, object], layout: str | None = None) -> Edition:
    (folder / "brief.yaml").write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
    return read(folder, str(content["language"]), None, Overrides(layout=layout))


def page(made: Edition, layout: str = "brief") -> str:
    """The page as it is delivered, with spaces that anybody can type."""
    design = Overrides(layout=layout).applied_to(made.brief.design)
    return without_origins(render(made, design).markup).replace("\xa0", " ").replace("\u2060", "")


def first_text(made: Edition) -> str:
    """What is printed of the first text."""
    return re.sub(r"<[^>]+>", "", page(made).partition('class="block prose">')[2].partition("</div>")[0])


def told(folder: Path, content: dict[str, object]) -> list[Problem]:
    """The problems of a brief, whether or not they stop the press."""
    try:
        return list(edition(folder, content).warnings)
    except Unprintable as unprintable:
        return list(unprintable.problems)


def captions(made: Edition, layout: str = "brief") -> list[str]:
    """What stands before the captions of a page."""
    return re.findall(r'<span class="numeral">([^<]+)</span>', page(made, layout))


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        (
            "en",
            "[](#flow) shows it, cf. [](#uses). [](#costs) costs.",
            "Figure 1 shows it, cf. table 2. Section 2 costs.",
        ),
        ("en", "The first one, see [table](#uses).", "The first one, see table 2."),
        ("en", "As [table 1](#shares), [Figure 1](#flow) has it.", "As table 1, Figure 1 has it."),
        (
            "en",
            "(see [fig.](#steps), [Table](#shares), [sec.](#costs) and [annex](#gauges))",
            "(see fig. 2, Table 1, sec. 2 and annex B)",
        ),
        ("en", "[as shown in *figure*](#flow)[^n]\n\n[^n]: See [](#method).", "as shown in figure 1a"),
        (
            "fr",
            "Voir [le tableau](#shares), [l'annexe](#method), [fig.](#flow).",
            "Voir le tableau 1, l’annexe A, fig. 1.",
        ),
        ("de", "Siehe [Abbildung](#steps), [Abb.](#flow) und [](#method).", "Siehe Abbildung 2, Abb. 1 und Anhang A."),
        ("es", "[ver el cuadro](#uses), [la tabla](#uses) o [](#costs)", "ver el cuadro 2, la tabla 2 o sección 2"),
        ("ar", "[انظر الشكل](#flow) و[بالجدول](#uses) و[](#method)", "انظر الشكل 1 وبالجدول 2 والمرفق أ"),
    ],
)
def test_a_link_prints_the_number_of_what_it_leads_to(language: str, typed: str, printed: str, tmp_path: Path) -> None:
    assert first_text(edition(tmp_path, brief(typed, language=language))).startswith(printed)


@pytest.mark.parametrize(
    "words",
    ["a section", "this section", "the next section", "our section", "section on costs", "the costs", "crosssection"],
)
def test_other_links_stay_as_they_are(words: str, tmp_path: Path) -> None:
    made = edition(tmp_path, brief(f"It is [{words}](#costs)."))
    assert first_text(made) == f"It is {words}."
    assert not made.warnings


def test_what_stands_before_a_link_can_say_that_no_number_is_meant(tmp_path: Path) -> None:
    text = "See the [section](#costs) on costs; une [section](#costs)."
    assert first_text(edition(tmp_path, brief(text))) == "See the section on costs; une section 2."


def test_a_brief_with_a_word_of_its_own_for_a_table_can_use_that_of_the_house_as_well(tmp_path: Path) -> None:
    labels = {"numbers": {"table": {"reference": "tabl. {number}"}}}
    text = "[](#uses), le [tableau](#uses), [tabl.](#uses)"
    made = edition(tmp_path, brief(text, language="fr", labels=labels))
    assert first_text(made) == "Tabl. 2, le tableau 2, tabl. 2"


@pytest.mark.parametrize(
    ("text", "severity", "message"),
    [
        ("[](#said)", Severity.ERROR, "`#said` leads to nothing that has a number, and the link has no words"),
        ("[](#about)", Severity.ERROR, "`#about` leads to nothing that has a number, and the link has no words"),
        ("[](#flwo)", Severity.ERROR, "`#flwo` leads to nothing that has a number, and the link has no words"),
        ("[see section](#about)", Severity.WARNING, "the link `see section` leads to what has no number, and its"),
        ("[Figure 2](#flow)", Severity.WARNING, "the link `Figure 2` leads to figure 1"),
        ("[see table](#flow)", Severity.WARNING, "the link `see table` leads to figure 1, and its number is not"),
    ],
)
def test_a_number_that_is_not_there_is_told(text: str, severity: Severity, message: str, tmp_path: Path) -> None:
    (problem, *others) = told(tmp_path, brief(f"Water. {text}"))
    assert (problem.code, problem.severity, others) == ("broken-link", severity, [])
    assert problem.message.startswith(message)
    assert problem.position
    assert problem.position.line == 7
    assert ("did you mean `#flow`?" in problem.hint) == ("flwo" in text)


def test_captions_bear_numbers_where_one_is_referred_to(tmp_path: Path) -> None:
    assert captions(edition(tmp_path, brief("No reference.", numbered=False))) == []
    assert captions(edition(tmp_path, brief("See [](#shares).", numbered=False))) == ["Table 1.", "Table 2."]
    assert captions(edition(tmp_path, brief("See [Table 1](#shares).", numbered=False))) == ["Table 1.", "Table 2."]


def test_several_figures_or_tables_bear_numbers_without_a_reference(tmp_path: Path) -> None:
    content = brief("No reference.")
    assert captions(edition(tmp_path, content)) == ["Table 1.", "Figure 1.", "Table 2.", "Figure 2."]
    content["sections"][3]["blocks"].pop()  # type: ignore[index]
    assert captions(edition(tmp_path, content)) == ["Table 1.", "Figure 1.", "Table 2."]


def test_a_figure_of_the_sheet_alone_is_counted_after_the_others(tmp_path: Path) -> None:
    content = brief("Water.", layouts=["brief", "onepager"])
    basin, *_ = content["sections"]  # type: ignore[misc]
    sheet = {**TIMELINE, "id": "short", "caption": "Short", "onepager": True, "if": {"layout": "onepager"}}
    basin["blocks"].insert(0, sheet)
    basin["blocks"].append({**sheet, "id": "long"})
    assert captions(edition(tmp_path, content, "onepager"), "onepager") == ["Figure 3.", "Figure 4."]


def test_a_figure_that_stands_alone_on_a_sheet_has_a_number_where_a_text_refers_to_it(tmp_path: Path) -> None:
    content = brief("Water.", layouts=["brief", "onepager"])
    content["sections"][3]["blocks"][1]["onepager"] = True  # type: ignore[index]
    assert captions(edition(tmp_path, content, "onepager"), "onepager") == []
    content["lead"] = "See [](#steps)."
    assert captions(edition(tmp_path, content, "onepager"), "onepager") == ["Figure 2."]


def test_a_partial_of_a_brief_that_knows_of_no_numbers_has_them_all_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "blocks"
    folder.mkdir(parents=True)
    (folder / "table.html").write_text("<table><caption>{{ block.caption }}</caption></table>\n", "utf-8")
    made = edition(tmp_path, brief("See [](#shares).", numbered=False))
    assert captions(made) == ["Table 1.", "Table 2."]
    assert '<caption><span class="numeral">Table 1.</span> Shares</caption>' in page(made)


def heads(made: Edition) -> list[str]:
    """The headings of the sections."""
    return [re.sub(r"<[^>]+>", "", head) for head in re.findall(r"<h2[^>]*>(.*?)</h2>", page(made))]


def test_sections_have_numbers_and_annexes_letters(tmp_path: Path) -> None:
    made = edition(tmp_path, brief("Water."))
    assert heads(made) == ["1 The basin", "About", "2 The costs", "Annex A Method", "Annex B Gauges"]
    made = edition(tmp_path, brief("Water, see [](#shares), [](#method).", numbered=False))
    assert heads(made) == ["The basin", "About", "The costs", "Annex A Method", "Annex B Gauges"]
    assert captions(made) == ["Table 1.", "Table 2."]


def test_a_single_section_has_a_number_in_contents_alone(tmp_path: Path) -> None:
    content = {
        "language": "en",
        "date": "2026",
        "title": "Water",
        "sections": [{"title": "Costs", "text": "[](#costs)"}],
    }
    assert [problem.code for problem in told(tmp_path, content)] == ["broken-link"]
    assert "section 1" in page(edition(tmp_path, {**content, "contents": True})).casefold()


def test_a_one_pager_keeps_the_numbers_and_has_no_links_to_what_it_does_not_show(tmp_path: Path) -> None:
    content = brief("Water.", purpose="See [](#shares), [](#uses), [](#method).", layouts=["brief", "onepager"])
    first, *_, annex, _ = content["sections"]  # type: ignore[misc]
    annex["blocks"][0]["onepager"] = True
    first["if"] = {"layout": "brief"}
    content["purpose"] = "See [](#uses) and [](#method)."
    made = edition(tmp_path, content, "onepager")
    sheet = page(made, "onepager")
    assert 'See <a href="#uses">table 2</a> and <a href="#method">annex A</a>.' in sheet
    assert captions(made, "onepager") == ["Table 2."]
    assert '<h2><span class="number">Annex A</span> Method</h2>' in sheet.replace("\xa0", " ")
    del annex["blocks"][0]["onepager"]
    sheet = page(edition(tmp_path, content, "onepager"), "onepager")
    assert "See <span>table 2</span> and <span>annex A</span>." in sheet


def test_a_mail_says_numbers_and_has_no_links(tmp_path: Path) -> None:
    made = edition(tmp_path, brief("Water.", contents=True, lead="See [](#uses).", purpose="[annex](#method)"))
    letter = compose(made, made.brief.design, "water.pdf", b"")
    for body in (letter.text, letter.html):
        assert "See table 2." in body.replace("\xa0", " ")
        assert "annex A" in body.replace("\xa0", " ")
        assert "Annex A · Method" in body
    assert "2. The costs" in letter.text
    assert '<li style="margin: 0 0 4px" value="2">The costs</li>' in letter.html


def test_a_language_without_words_for_figures_is_asked_for_them(tmp_path: Path) -> None:
    made = edition(tmp_path, brief("See [](#flow).", addressee="All"))
    bare = made.labels.model_copy(update={"numbers": NumberLabels(), "masthead": MastheadLabels()})
    referred = {"figure": "sections.basin.blocks.text.text"}
    problems = list(check_labels(made.brief, bare, referred, Path("labels/pt.yaml"), made.places))
    assert [problem.message.split("`")[1] for problem in problems] == [
        "labels.numbers.figure",
        "labels.masthead.addressee",
    ]
    assert [problem.position and problem.position.line for problem in problems] == [7, 52]
