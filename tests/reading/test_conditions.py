"""Conditions and values: what each edition of a brief has, and what its texts print by name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT

from briefpress.cli.report import print_publications
from briefpress.core.design import Overrides
from briefpress.core.problems import Unprintable
from briefpress.markup.render import render
from briefpress.markup.tree import parse, plain_text
from briefpress.press.order import Publication, State
from briefpress.reading.new_edition import new_edition
from briefpress.reading.read import read
from briefpress.schema.edition import Edition

BRIEF = """language: en
date: 2026-11-23
title: The upper basin, for {{city}}
purpose: "{{budget}} until {{meeting}}: \\\\{{city}}, `{{city}}` and *{{city}}*."
layouts: [brief, onepager]
audiences: [public, {id: staff, values: [{id: phone, text: "+00 000 001"}]}]
recipients:
  - {id: linz, values: [{id: city, text: "*Linz* [@plan] | <b>"}]}
  - {id: graz, values: [{id: city, text: Graz}, {id: budget, value: 950, currency: EUR}]}
values:
  - {id: city, text: all cities}
  - {id: meeting, date: 2026-12-09/10}
  - {id: budget, value: 40, unit: million, currency: EUR}
glossary: {WFD: Water Framework Directive}
sections:
  - title: What is agreed
    text: |
      - {{city}} pays [@plan].

      | Who | When |
      |---|---|
      | {{city}} | {{meeting}} |
    blocks:
      - type: list
        id: steps
        items: [{id: one, text: Ask.}, {id: two, text: Wait., if: {not: {recipient: [linz, graz]}}}]
      - id: costs
        type: table
        caption: Costs
        columns: [Country, Open, {title: Secret, if: {audience: staff}}]
        rows: [[Austria, 1, 2], {cells: [Hungary, 3, 4], if: {audience: staff}}]
      - {id: sheet, type: callout, text: On one sheet., if: {layout: onepager}}
  - title: For staff
    if: {audience: staff}
    text: The WFD says so [@note], see [the costs](#for-the-others). Call {{phone}}.
    blocks:
      - {id: french, type: callout, if: {language: fr}}
  - title: For the others
    if: {not: {audience: public}}
    text: Nothing. {{city}}
sources:
  - {id: note, title: Internal note, date: 2025}
  - {id: plan, title: Plan, date: 2024}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "basin").mkdir()
    (tmp_path / "basin" / "brief.yaml").write_text(BRIEF, "utf-8")
    return tmp_path / "basin"


def edition(folder: Path, code: str = "en", **chosen: str) -> Edition:
    return read(folder, code, overrides=Overrides(**chosen))


def text(edition: Edition) -> str:
    """What its page says."""
    return " ".join(re.sub("\u2060", "", plain_text(parse(render(edition).markup))).split())


def problems(folder: Path, code: str = "en", **chosen: str) -> list[str]:
    """What is wrong with an edition, or may be."""
    try:
        told = edition(folder, code, **chosen).warnings
    except Unprintable as unprintable:
        told = unprintable.problems
    return [f"{each.code}: {each.message}" for each in told]


def change(path: Path, old: str, new: str) -> None:
    """Put something else into a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


# What an edition has.


@pytest.mark.parametrize(
    ("chosen", "sections", "costs", "steps"),
    [
        ({}, ["what-is-agreed", "for-the-others"], [["open"]], ["one", "two"]),
        ({"audience": "public"}, ["what-is-agreed"], [["open"]], ["one", "two"]),
        ({"recipient": "graz"}, ["what-is-agreed", "for-the-others"], [["open"]], ["one"]),
        (
            {"audience": "staff", "recipient": "linz"},
            ["what-is-agreed", "for-staff", "for-the-others"],
            [["open", "secret"], ["open", "secret"]],
            ["one"],
        ),
    ],
)
def test_an_edition_has_what_its_conditions_say(
    chosen: dict[str, str], sections: list[str], costs: list[list[str]], steps: list[str], folder: Path
) -> None:
    brief = edition(folder, **chosen).brief
    agreed = {block.id: block for block in brief.sections[0].blocks}
    assert [section.id for section in brief.sections] == sections
    assert [list(row.values) for row in agreed["costs"].rows] == costs
    assert [item.id for item in agreed["steps"].items] == steps
    assert "sheet" not in agreed


def test_what_is_cited_only_in_what_is_left_out_is_no_source(folder: Path) -> None:
    assert [source.id for source in edition(folder).brief.sources] == ["plan"]
    assert [source.id for source in edition(folder, audience="staff").brief.sources] == ["note", "plan"]


def test_nothing_is_told_of_what_is_right(folder: Path) -> None:
    """Not of a source, an abbreviation or a value that only other editions have."""
    # No language but English is there.
    assert problems(folder) == ["idle-condition: this brief has no edition in the language `fr`"]


def test_what_is_for_a_layout_is_chosen_for_it(folder: Path) -> None:
    sheet = edition(folder, layout="onepager").brief.sections[0].blocks[-1]
    assert (sheet.id, sheet.onepager) == ("sheet", True)


def test_a_source_has_the_number_of_the_full_edition_in_all_layouts(folder: Path) -> None:
    change(folder / "brief.yaml", "text: On one sheet.", "text: 'On one sheet [@sheet].'")
    change(folder / "brief.yaml", "sources:\n", "sources:\n  - {id: sheet, title: Sheet, date: 2023}\n")
    sheet = edition(folder, layout="onepager", audience="staff")
    design = Overrides(layout="onepager").applied_to(sheet.brief.design)
    assert render(sheet, design).numbers == {"plan": 1, "note": 2, "sheet": 3}
    assert render(edition(folder, audience="staff")).numbers == {"plan": 1, "note": 2}


def test_what_is_for_others_keeps_the_sources_from_being_enclosed(folder: Path) -> None:
    """Also where another part around it is left out for its language."""
    (folder / "brief.yaml").write_text(
        """language: en
date: 2026-11-23
title: Data
audiences: [staff]
sections:
  - {title: One, text: Two.}
  - title: Three
    if: {language: fr}
    blocks: [{text: Four., if: {audience: staff}}]
""",
        "utf-8",
    )
    assert edition(folder).has_private_sources
    assert not edition(folder, audience="staff").has_private_sources


def test_rows_of_data_with_one_id_are_all_kept(folder: Path) -> None:
    (folder / "brief.yaml").write_text(
        """language: en
date: 2026-11-23
title: Data
sections:
  - title: One
    blocks:
      - type: chart
        alt: One bar.
        caption: Two rows.
        spec:
          data: {values: [{id: a, if: 1}, {id: a, if: 2}]}
          mark: bar
          encoding: {x: {field: id, type: nominal}, y: {field: if, type: quantitative, aggregate: sum}}
        words: {id: Name, if: Number, a: A}
""",
        "utf-8",
    )
    (spec,) = edition(folder).specs.values()
    assert [row["if"] for row in spec.table] == [1, 2]


def test_an_edition_says_what_it_is_without(folder: Path) -> None:
    assert [*edition(folder, audience="public").left_out.items()] == [
        ("sections.what-is-agreed.blocks.costs.columns.secret", "audience staff"),
        ("sections.what-is-agreed.blocks.costs.rows.hungary", "audience staff"),
        ("sections.what-is-agreed.blocks.sheet", "layout onepager"),
        ("sections.for-staff", "audience staff"),
        ("sections.for-the-others", "not audience public"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "Ask.",
            "'Ask [them](#for-staff).'",
            "broken-link: `for-staff` is not in this edition: an `if:` leaves it out",
        ),
        (
            "audience: staff}\n    text",
            "audience: stuff}\n    text",
            "unknown-id: `stuff` is no audience of this brief",
        ),
        ("    if: {audience: staff}\n", "    audience: staff\n", "unknown-key: `prose` has no key `audience`"),
        (
            "[Country, Open",
            "[{title: Country, if: {audience: staff}}, Open",
            "wrong-table: the first column names the rows",
        ),
        ("if: {language: fr}", "if: {audience: public}", "idle-condition: no edition of this brief has this part"),
        ("{{city}} pays", "{{phone}} pays", "unknown-value: the value `phone` is for other audiences or recipients"),
        ("{{city}} pays", "{{citty}} pays", "unknown-value: there is no value `citty`"),
        (
            "audiences: [public",
            "audiences: [deaf, public",
            "idle-audience: nothing is different for the audience",
        ),
    ],
)
def test_what_is_wrong_is_told(old: str, new: str, told: str, folder: Path) -> None:
    change(folder / "brief.yaml", old, new)
    assert any(each.startswith(told) for each in problems(folder)), problems(folder)


def test_a_value_that_nobody_prints_is_told(folder: Path) -> None:
    change(folder / "brief.yaml", "{{phone}}", "me")
    assert "idle-value: no text prints the value `phone`" in problems(folder)


def test_a_heading_that_is_left_out_is_known(folder: Path) -> None:
    change(folder / "brief.yaml", "    text: The WFD", "    text: |\n      ### The rest {#rest}\n\n      The WFD")
    change(folder / "brief.yaml", "Ask.", '"[Ask](#rest)."')
    assert any("`rest` is not in this edition" in each for each in problems(folder))
    assert not any("`rest`" in each for each in problems(folder, audience="staff"))


@pytest.mark.parametrize("recipient", ["TLP:GREEN", "none", "TLP:RED"])
def test_of_two_markings_the_more_severe_one_holds(recipient: str, folder: Path) -> None:
    change(folder / "brief.yaml", "{id: staff, values", "{id: staff, marking: TLP:RED, values")
    change(folder / "brief.yaml", "{id: linz, values", f"{{id: linz, marking: {recipient}, values")
    brief = edition(folder, audience="staff", recipient="linz")
    assert brief.marking
    assert brief.marking.name == "TLP:RED"


def test_markings_that_no_list_compares_are_told(folder: Path) -> None:
    (folder / "markings.yaml").write_text("markings: [INTERNAL]\n", "utf-8")
    change(folder / "brief.yaml", "{id: staff, values", "{id: staff, marking: TLP:RED, values")
    change(folder / "brief.yaml", "{id: linz, values", "{id: linz, marking: INTERNAL, values")
    told = [each for each in problems(folder, audience="staff", recipient="linz") if "unlike-markings" in each]
    assert told == [
        "unlike-markings: the audience and the recipient are marked TLP:RED (line 6) and INTERNAL (line 8), "
        "and no list says which of them prevails"
    ]


def test_a_link_without_words_to_what_is_left_out_is_told_once(folder: Path) -> None:
    change(folder / "brief.yaml", "Ask.", '"Ask [](#sheet) [@plan, p. {{page}}]."')
    told = [each for each in problems(folder) if each.startswith(("broken-link", "not-in-text"))]
    assert sorted(told) == [
        "broken-link: `sheet` is not in this edition: an `if:` leaves it out",
        "not-in-text: a value cannot stand in a citation: `{{page}}`",
    ]


def test_readers_that_a_brief_does_not_have_are_told(folder: Path) -> None:
    assert "unknown-id: `linc` is no recipient of this brief" in problems(folder, recipient="linc")


# Other languages.


def french(folder: Path, sentence: str = "Texte.") -> str:
    """A manuscript as `new-edition` writes it, with a sentence for each of its entries."""
    new_edition(folder, "fr")
    words = (folder / "fr.yaml").read_text("utf-8")
    (folder / "fr.yaml").write_text(words.replace('""', f'"{sentence}"'), "utf-8")
    return words


def test_a_translation_needs_words_for_what_it_may_have(folder: Path) -> None:
    assert "for-staff:" in french(folder)
    change(folder / "fr.yaml", "for-staff:", "for-stuff:")
    assert "missing-words: there are no words for `sections.for-staff`" in problems(folder, "fr")


def test_a_translation_needs_no_words_for_what_it_cannot_have(folder: Path) -> None:
    change(folder / "brief.yaml", "    if: {audience: staff}\n    text", "    if: {language: en}\n    text")
    assert "for-staff:" not in french(folder)
    assert not any("missing-words" in each for each in problems(folder, "fr"))


def test_a_translation_prints_the_same_values(folder: Path) -> None:
    french(folder, "Texte. {{meeting}}")
    told = next(each for each in problems(folder, "fr") if each.startswith("different-values: `title`"))
    assert "has other values than its source: city in the source" in told
    assert told.endswith("meeting here")


# What is printed by name.


def test_a_value_is_printed_as_its_language_writes_it_and_is_never_markup(folder: Path) -> None:
    page = text(edition(folder, recipient="linz"))
    assert "The upper basin, for *Linz* [@plan] | <b>" in page
    assert "40 million euros until 9–10 December 2026: {{city}}, {{city}} and *Linz* [@plan] | <b>." in page
    assert "950 euros until" in text(edition(folder, recipient="graz"))
    assert "all cities pays" in text(edition(folder))


def test_the_typography_is_that_of_the_whole_sentence(folder: Path) -> None:
    (folder / "brief.yaml").write_text(
        """language: fr
date: 2026-11-23
title: "Pour {{ville}}: {{budget}}, le {{jour}}!"
values:
  - {id: ville, text: l'eau}
  - {id: jour, date: 2026-12-09/10}
  - {id: budget, value: 40, unit: million, currency: EUR}
sections: [{title: Un, text: Texte.}]
""",
        "utf-8",
    )
    title = edition(folder, "fr").brief.title
    assert title == "Pour l’eau\u00a0: 40\u00a0millions d’EUR, le 9\u2060–\u206010\u00a0décembre\u00a02026\u202f!"
    assert title.path == "title"


# The document.


def test_the_example_of_the_document_is_what_it_says(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = (ROOT / "docs" / "conditions.md").read_text("utf-8")
    (example,) = re.findall(r"^```yaml conditions\n(.*?)^```$", document, re.MULTILINE | re.DOTALL)
    (told,) = re.findall(r"^```text\n(.*?)^```$", document, re.MULTILINE | re.DOTALL)
    (folder / "brief.yaml").write_text(example, "utf-8")
    assert "Linz takes 12.5% of it." in text(edition(folder, recipient="linz"))
    staff = edition(folder, audience="staff")
    assert staff.marking
    assert staff.marking.name == "TLP:AMBER"
    plain = edition(folder)
    assert (*staff.warnings, *plain.warnings) == ()
    print_publications([Publication("water.en", State.BUILT, pages=1, left_out=plain.left_out)])
    assert capsys.readouterr().err == told
