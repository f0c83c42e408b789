"""A brief in one file: words beside their facts, ids that nobody has typed, and a language that is put beside it."""

from __future__ import annotations

import codecs
import json
import re
from pathlib import Path

import pytest
from conftest import press
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefpress.core import project
from briefpress.core.problems import Unprintable
from briefpress.reading.acceptance import translate
from briefpress.reading.content import read_content
from briefpress.reading.new_edition import new_edition
from briefpress.reading.read import read
from briefpress.reading.splice import with_ids

HEAD = "language: en\ndate: 2026-11-23\ncontents: true\nversion: '1'\n"
ONE = f"""{HEAD}title: A liaison office
sections:
  - title: The office
    text: The office opened in 2009. See [the tasks](#its-tasks).
  - title: Its tasks
    blocks:
      - type: list
        id: tasks
        items: [Liaison with the institutions, "Funding: to be found"]
      - They are two.
    notes:
      - {{date: 2026-11, sources: [register], text: It has ten staff.}}
sources:
  - {{id: register, consulted: 2026-11-23, text: register of offices}}
"""
FACTS = f"""{HEAD}sections:
  - {{id: the-office, kind: prose, blocks: [{{id: text, type: prose}}]}}
  - id: its-tasks
    kind: prose
    blocks:
      - {{id: tasks, type: list, items: [liaison-with-the-institutions, funding-to-be-found]}}
      - {{id: they-are-two, type: prose}}
    notes:
      - {{id: it-has-ten-staff, date: 2026-11, sources: [register]}}
sources:
  - {{id: register, consulted: 2026-11-23}}
"""
WORDS = """title: A liaison office
sections:
  the-office:
    title: The office
    blocks: {text: "The office opened in 2009. See [the tasks](#its-tasks)."}
  its-tasks:
    title: Its tasks
    blocks:
      tasks:
        items:
          liaison-with-the-institutions: Liaison with the institutions
          funding-to-be-found: "Funding: to be found"
      they-are-two: They are two.
    notes: {it-has-ten-staff: It has ten staff.}
sources: {register: register of offices}
"""
DRAFT = ONE.replace("contents:", "status: draft\ncontents:")
FRENCH = """title: Un bureau
sections:
  the-office:
    title: Le bureau
    text: Le bureau a ouvert en 2009. Voir [les missions](#its-tasks).
  its-tasks:
    title: Ses missions
    blocks:
      tasks: {items: {liaison-with-the-institutions: La liaison, funding-to-be-found: Le financement}}
      they-are-two: Elles sont deux.
    notes: {it-has-ten-staff: Il a dix agents.}
sources: {register: registre des bureaux}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a brief in one file."""
    return write(tmp_path / "office", ONE)


def write(folder: Path, facts: str, **manuscripts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in {"brief": facts, **manuscripts}.items():
        (folder / f"{name}.yaml").write_bytes(text.encode())
    return folder


def told(folder: Path, language: str = "en") -> list[tuple[str, str, int | None]]:
    """The code, file and line of what keeps an edition from being read."""
    with pytest.raises(Unprintable) as caught:
        read(folder, language)
    assert all(problem.hint for problem in caught.value.problems)
    places = [(problem.code, problem.position) for problem in caught.value.problems if problem.position]
    return [(code, place.file.name, place.line) for code, place in places]


# What is read.


def test_in_one_file_in_two_or_partly_in_each_it_is_the_same_brief(folder: Path) -> None:
    one = read(folder, "en")
    assert project.languages(folder) == ["en"]
    two = read(write(folder, FACTS, en=WORDS), "en")
    assert (one.manuscript.name, two.manuscript.name) == ("brief.yaml", "en.yaml")
    facts = FACTS.replace("type: prose}\n    notes", "type: prose, text: They are two.}\n    notes")
    mixed = read(write(folder, facts, en=WORDS.replace("      they-are-two: They are two.\n", "")), "en")
    assert one.brief.model_dump() == two.brief.model_dump() == mixed.brief.model_dump()


def test_another_language_has_the_same_facts_and_its_own_words(folder: Path) -> None:
    write(folder, ONE, fr=FRENCH)
    assert project.languages(folder) == project.listed(folder) == ["en", "fr"]
    english, french = read(folder, "en").brief, read(folder, "fr").brief
    assert [section.title for section in french.sections] == ["Le bureau", "Ses missions"]
    assert "a ouvert" in str(french.sections[0].blocks[0])
    assert "opened" not in str(french.sections)
    assert [section.id for section in french.sections] == [section.id for section in english.sections]
    assert french.sources[0].consulted == english.sources[0].consulted


def test_a_translation_is_read_against_brief_yaml(folder: Path) -> None:
    write(folder, ONE, fr=FRENCH.replace("2009", "2008"))
    assert told(folder, "fr") == [("stale-translation", "fr.yaml", 1), ("different-figures", "fr.yaml", 5)]
    write(folder, ONE, fr=FRENCH)
    assert translate(folder, "fr", []) == 9
    assert read(folder, "fr").warnings == ()
    write(folder, ONE.replace("opened in 2009", "was opened in 2009"))
    (problem,) = read(folder, "fr").warnings
    assert (problem.code, "brief.yaml:8:" in problem.hint) == ("stale-translation", True)


def test_a_source_that_a_translation_does_not_cite_is_no_idle_source(folder: Path) -> None:
    cited = ONE.replace("2009.", "2009 [@register].").replace("sources: [register], ", "sources: [atlas], ")
    cited += "  - {id: atlas, text: atlas of offices}\n"
    french = FRENCH.replace("bureaux}", "bureaux, atlas: atlas des bureaux}")
    text = "Le bureau a ouvert en 2009. Voir [les missions](#its-tasks)."
    lines = [("stale-translation", "fr.yaml", 1), ("uncited-source", "fr.yaml", 5), ("different-sources", "fr.yaml", 5)]
    assert sorted(told(write(folder, cited, fr=french), "fr")) == sorted(lines)
    # Where the translation is empty, only that is told.
    assert told(write(folder, cited, fr=french.replace(text, '""')), "fr")[1:] == [("empty-text", "fr.yaml", 5)]
    write(folder, cited, fr=french.replace("2009.", "2009 [@register]."))
    assert [problem.code for problem in read(folder, "fr").warnings] == ["stale-translation"]


@pytest.mark.parametrize(
    ("old", "new", "hint", "mended"),
    [
        ("    notes:", "    sources: [register]\n    notes:", "cite at the sentence", "    notes:"),
        ("    notes:", "    subsections: []\n    notes:", "write `### ` and its title", "    notes:"),
        ("title: A", "date: 2026\ntitle: A", "it is already on line 2; remove one of the two.", "title: A"),
    ],
)
def test_a_key_that_is_not_there_is_answered_with_what_to_write(
    old: str, new: str, hint: str, mended: str, folder: Path
) -> None:
    with pytest.raises(Unprintable) as caught:
        read(write(folder, ONE.replace(old, new)), "en")
    hints = [problem.hint for problem in caught.value.problems]
    assert any(f"{each}.".startswith(hint) for each in hints), hints
    read(write(folder, ONE.replace(old, mended)), "en")


def test_json_is_yaml(folder: Path) -> None:
    text = '{"language": "en", "date": "2026", "title": "A", "sections": [{"title": "B", "blocks": ["C", "D: e"]}]}'
    write(folder, text)
    assert project.languages(folder) == ["en"]
    assert [str(block.text.plain) for block in read(folder, "en").brief.sections[0].blocks] == ["C", "D: e"]  # type: ignore[attr-defined]
    again = with_ids(read_content(folder, "en"))
    assert '{"id": "b", "title": "B", "blocks": [{"id": "c", "text": "C"}, {"id": "d-e", "text": "D: e"}]}' in again


# Ids.


@pytest.mark.parametrize(
    ("titles", "ids"),
    [
        (["The office"], ["the-office"]),
        (["L'Élysée, à Paris & ailleurs"], ["l-elysee-a-paris-ailleurs"]),
        (["One two three four five six"], ["one-two-three-four-five"]),
        (["2024", "2025 and after"], ["section-2024", "section-2025-and-after"]),
        (["Straße"], ["strasse"]),
        # Letters that ids do not have, and titles that say the same: the place.
        (
            ["مكتب", "Γραφείο", "Бюро", "办公室", "Smørrebrød", "The office"],
            [*(f"section-{n}" for n in range(1, 6)), "the-office"],
        ),
        (["Results", "Aims", "Results"], ["results", "aims", "results-2"]),
        # What the page has for its own parts, and what YAML does not take for a text.
        (["Sources", "True", "Source 1"], ["section-sources", "section-true", "section-source-1"]),
        (["…"], ["section-1"]),
    ],
)
def test_an_id_is_made_of_the_title(titles: list[str], ids: list[str], folder: Path) -> None:
    sections = "".join(f'  - {{title: "{title}", text: Words.}}\n' for title in titles)
    write(folder, f"{HEAD}title: A\nsections:\n{sections}")
    assert [section.id for section in read(folder, "en").brief.sections] == ids


def test_no_id_that_is_made_is_one_that_is_written(folder: Path) -> None:
    sections = "  - {title: Aims, text: A}\n  - {id: aims, title: B, text: B}\n  - {id: section-3, title: C, text: C}\n"
    write(folder, f"{HEAD}title: A\nsections:\n{sections}  - {{title: Цели, text: D}}\n  - {{title: Цели, text: E}}\n")
    assert [section.id for section in read(folder, "en").brief.sections] == [
        *("aims-2", "aims", "section-3", "section-4", "section-5")
    ]


@pytest.mark.parametrize("block", ["See [it](#section-3).", "{type: map, of: section-3, alt: a, caption: c}"])
def test_what_has_only_a_place_cannot_be_referred_to(block: str, folder: Path) -> None:
    facts = ONE.replace("They are two.", block).replace("sources:\n  -", "  - {title: Бюро, text: a}\nsources:\n  -")
    write(folder, facts)
    assert ("broken-link", "brief.yaml", 14) in told(folder)


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("[a](#a--costs)\n\n### Costs\n\nOne.\n\n### Costs\n\nTwo.", True),
        ("### Costs\n\n[a](#a--costs-2)\n\n### Costs\n\nTwo.", False),
        ("### Costs\n\n[a](#a--costs)\n\n### Costs {#later}\n\nTwo.", False),
        ("### Costs\n\n[a](#a--costs)\n\n### Costs 2\n\nTwo.", False),
    ],
)
def test_a_link_by_words_that_two_headings_have_is_told(text: str, is_told: bool, folder: Path) -> None:
    write(folder, f"{HEAD}title: A\nsections:\n  - {{title: A, text: {json.dumps(text)}}}\n")
    problems = [problem.code for problem in read(folder, "en").warnings if "leads to the first" in problem.message]
    assert problems == ["broken-link"] * is_told


def test_a_source_without_an_id_is_not_cited_by_its_place(folder: Path) -> None:
    write(
        folder, ONE.replace("[register]", "[source-1]").replace("id: register, ", "").replace("register of", "реестр")
    )
    assert {code for code, *_ in told(folder)} == {"unknown-source"}


def test_an_entry_that_has_only_a_place_needs_an_id_to_be_translated(folder: Path) -> None:
    facts = ONE.replace("title: Its tasks", "title: Задачи").replace("#its-tasks", "#the-office")
    write(folder, facts, fr=FRENCH.replace("#its-tasks", "#the-office").replace("its-tasks", "section-2"))
    assert ("missing-key", "brief.yaml", 9) in told(folder, "fr")
    assert ("unknown-id", "fr.yaml", 6) in told(folder, "fr")
    assert new_edition(folder, "fr") == [folder / "brief.yaml"]
    assert read(folder, "fr")


# Mistakes.


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        ("title: A", "tittle: A", [("unknown-key", "brief.yaml", 5)]),
        ("- title: The", "- tittle: The", [("unknown-key", "brief.yaml", 7)]),
        ("title: A liaison office\n", "", [("missing-key", "brief.yaml", 1)]),
        ("title: A liaison office", "title: [A, b]", [("wrong-type", "brief.yaml", 5)]),
        ("- title: The", "- id: The office\n    title: The", [("wrong-id", "brief.yaml", 7)]),
        ("    text: The", "    body: The", [("missing-key", "brief.yaml", 7), ("unknown-key", "brief.yaml", 8)]),
        ("    text: The", "\ttext: The", [("yaml-syntax", "brief.yaml", 8)]),
        ("- They are two.", "- There are: two", [("unknown-key", "brief.yaml", 14)]),
        ("language: en", "language: xx", [("unknown-language", "brief.yaml", 1)]),
        ("date: 2026-11, ", "", [("missing-key", "brief.yaml", 16)]),
        ("- They are two.", "- {typ: quote, text: They}", [("unknown-key", "brief.yaml", 14)]),
        ("    text: The office opened in 2009. See [the tasks](#its-tasks).\n", "", [("missing-key", "brief.yaml", 7)]),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_place(old: str, new: str, problems: list[tuple[str, str, int]], folder: Path) -> None:
    assert old in ONE
    write(folder, ONE.replace(old, new, 1))
    assert sorted(told(folder, "xx" if "xx" in new else "en")) == sorted(problems)


@pytest.mark.parametrize(
    ("facts", "hint"),
    [
        (ONE.replace("language: en\n", ""), "add `language: en`"),
        (ONE.replace("language: en", "language: English"), "write its code"),
        (ONE.replace("language: en", "language: EN"), "write `en`"),
        ("Just a text.", "write its words in brief.yaml, which then says `language: en`"),
    ],
)
def test_a_brief_without_a_language_is_asked_for_one(facts: str, hint: str, folder: Path) -> None:
    write(folder, facts)
    with pytest.raises(Unprintable) as caught:
        project.languages(folder)
    assert [problem.hint.startswith(hint) for problem in caught.value.problems] == [True]


@pytest.mark.parametrize(
    ("sections", "hint"),
    [
        ("  title: One\n  text: x", "put `- ` before `title`"),
        (
            "  - {title: One, blocks: [{type: facts, items: [Phone: +49 30 1]}]}",
            'write `{term: Phone, text: "+49 30 1"}`',
        ),
    ],
)
def test_a_list_that_is_none_is_answered_with_what_to_write(sections: str, hint: str, folder: Path) -> None:
    write(folder, f"{HEAD}title: A\nsections:\n{sections}\n")
    with pytest.raises(Unprintable) as caught:
        read(folder, "en")
    assert [hint in problem.hint for problem in caught.value.problems] == [True]


def test_a_text_in_both_files_is_told_with_both_places(folder: Path) -> None:
    write(folder, ONE, en="title: Another\n")
    with pytest.raises(Unprintable) as caught:
        read(folder, "en")
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.position).endswith("en.yaml:1:8")) == ("duplicate-key", True)
    assert "brief.yaml:5:8" in problem.message
    # A manuscript that repeats them all is told once.
    write(folder, ONE, en=WORDS)
    assert [code for code, *_ in told(folder)] == ["duplicate-key"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("title: Un bureau\n", "", ("missing-key", "fr.yaml", 1)),
        ("    notes: {it-has-ten-staff: Il a dix agents.}\n", "", ("missing-words", "fr.yaml", 7)),
        (
            "    text: Le bureau a ouvert en 2009. Voir [les missions](#its-tasks).\n",
            "",
            ("missing-words", "fr.yaml", 4),
        ),
    ],
)
def test_a_translation_lacks_nothing(old: str, new: str, problem: tuple[str, str, int], folder: Path) -> None:
    write(folder, ONE, fr=FRENCH.replace(old, new))
    assert problem in told(folder, "fr")


def test_what_a_translation_may_leave_out_is_not_lost_silently(folder: Path) -> None:
    """The same words are optional in the model: only that the source has them shows that they are lost."""
    write(folder, ONE.replace("sections:", "lead: An opening.\nshort_title: Office\nsections:"), fr=FRENCH)
    assert [problem for problem in told(folder, "fr") if problem[0] == "missing-words"] == [
        ("missing-words", "fr.yaml", 1)
    ]


def test_a_source_that_a_translation_has_under_another_id_lacks_its_words_once(folder: Path) -> None:
    write(folder, ONE, fr=FRENCH.replace("{register:", "{registre:"))
    assert [code for code, *_ in told(folder, "fr")] == ["stale-translation", "missing-words", "unknown-id"]


@pytest.mark.parametrize("words", ["text:", "title:"])
def test_a_source_whose_words_are_still_to_be_written_is_told(words: str, folder: Path) -> None:
    write(folder, ONE.replace("text: register of offices", words))
    assert told(folder) == [("missing-words", "brief.yaml", 18)]


# A new edition.


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("- Ask first  # or wait\n", "- id: ask-first\n    text: Ask first  # or wait\n"),
        ('-   "Ask: first"\n', '-   id: ask-first\n      text: "Ask: first"\n'),
        ("- Ask\n    first\n", "- id: ask-first\n    text: Ask\n      first\n"),
        ("- |\n    Ask\n\n      first\n", "- id: ask-first\n    text: |\n      Ask\n\n        first\n"),
        ("- >-\n   Ask\n   first\n", "- id: ask-first\n    text: >-\n     Ask\n     first\n"),
        ("- {text: Ask first}\n", "- {id: ask-first, text: Ask first}\n"),
        ("- { # why\n    text: Ask first}\n", "- { id: ask-first, # why\n    text: Ask first}\n"),
        ("-\n    # why\n    text: Ask first\n", "-\n    # why\n    id: ask-first\n    text: Ask first\n"),
        ("- &a Ask first\n", "- id: ask-first\n    text: &a Ask first\n"),
    ],
)
def test_an_id_is_put_where_it_disturbs_nothing(typed: str, written: str, folder: Path) -> None:
    head = f"{HEAD}title: A\nsections:\n- id: b\n  title: B\n  blocks:\n  "
    uses = "  - {id: again, text: *a}\n" if "&a" in typed else ""
    write(folder, head + typed + uses)
    assert with_ids(read_content(folder, "en")) == head + written + uses


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("[Ask first, 'b, c']", "[{id: ask-first, text: Ask first}, {id: b-c, text: 'b, c'}]"),
        ("[text: Ask first]", "[{id: ask-first, text: Ask first}]"),
        ("[{type: table, caption: c, columns: [A, B], rows: [[x, 1]]}]",
         "[{id: c, type: table, caption: c, columns: [{id: a, title: A}, {id: b, title: B}], "
         "rows: [{id: x, cells: [x, 1]}]}]"),
    ],
)  # fmt: skip
def test_in_brackets_too(typed: str, written: str, folder: Path) -> None:
    head = f"{HEAD}title: A\nsections:\n- id: b\n  title: B\n  text: C\n  blocks: "
    write(folder, f"{head}{typed}\n")
    assert with_ids(read_content(folder, "en")) == f"{head}{written}\n"


def test_a_table_still_looks_like_one(folder: Path) -> None:
    head = f"{HEAD}title: A\nsections:\n- id: b\n  title: B\n  text: C\n  blocks:\n  - id: c\n    type: table\n"
    columns = "    columns:\n    - {0}\n    - {{id: part, title: 'Part: 1'}}\n"
    table = "    caption: c\n" + columns + "    rows:\n    - {1}\n    - {2}\n"
    write(folder, head + table.format("Country (or area)", "[Austria, 14]", "[Upper\n      Austria, 3]"))
    assert with_ids(read_content(folder, "en")) == head + table.format(
        "{id: country-or-area, title: Country (or area)}",
        "{id: austria, cells: [Austria, 14]}",
        "id: upper-austria\n      cells: [Upper\n        Austria, 3]",
    )


def test_the_lines_of_a_comment_are_those_of_the_text(folder: Path) -> None:
    line = "word " * 23 + "end"
    write(folder, f"{HEAD}title: A\nsections:\n- title: B\n  text: |\n    {line}\n    end of it\n")
    new_edition(folder, "fr")
    assert f"    # {line}\n    # end of it\n" in (folder / "fr.yaml").read_text("utf-8")


def test_what_cannot_be_written_is_told_and_nothing_is(folder: Path) -> None:
    write(folder, ONE.replace("- They are two.", "- &two They are two.\n      - *two"))
    before = (folder / "brief.yaml").read_bytes()
    with pytest.raises(Unprintable) as caught:
        new_edition(folder, "fr")
    assert {(problem.code, problem.position.line) for problem in caught.value.problems if problem.position} == {
        ("missing-key", 14)
    }
    assert all("by hand" in problem.hint for problem in caught.value.problems)
    assert (folder / "brief.yaml").read_bytes() == before
    assert not (folder / "fr.yaml").exists()


def test_the_manuscript_is_filled_in_and_read(folder: Path) -> None:
    assert new_edition(folder, "fr") == [folder / "brief.yaml", folder / "fr.yaml"]
    blank = (folder / "fr.yaml").read_text("utf-8")
    assert '    # The office\n    title: ""\n    # The office opened in 2009. See' in blank
    assert read_content(folder, "fr").texts().keys() == read_content(folder, "en").texts().keys()
    with pytest.raises(Unprintable) as caught:
        new_edition(folder, "fr")
    assert [problem.code for problem in caught.value.problems] == ["existing-edition"]


@pytest.mark.parametrize(
    ("old", "new", "added"),
    [
        ("    title: Ses missions\n", "", '    # Its tasks\n    title: ""\n'),
        ("\nsources: {register: registre des bureaux}\n", "", 'sources:\n  # register of offices\n  register: ""\n'),
        ("\n    notes: {it-has-ten-staff: Il a dix agents.}", "  # fin", "    notes:\n      # It has ten staff.\n"),
        (
            "    text: Le bureau a ouvert en 2009. Voir [les missions](#its-tasks).\n",
            "",
            '    text: ""\n  its-tasks:\n',
        ),
        (
            FRENCH[FRENCH.index("  its-tasks") : FRENCH.index("sources")],
            "\n# Sources\n",
            '    title: ""\n    blocks:\n',
        ),
    ],
)
def test_what_a_manuscript_lacks_is_added_to_it(old: str, new: str, added: str, folder: Path) -> None:
    assert old in FRENCH
    typed = FRENCH.replace(old, new)
    new_edition(write(folder, ONE, fr=typed.replace("\n", "\r\n")), "fr")
    again = (folder / "fr.yaml").read_bytes().decode()
    assert again.count("\n") == again.count("\r\n")
    again = again.replace("\r\n", "\n")
    assert added in again
    assert is_inside(typed, again)
    content = read_content(folder, "fr")
    assert content.texts().keys() == read_content(folder, "en").texts().keys()
    assert content.merged()[1] == []
    with pytest.raises(Unprintable, match="the edition is there already"):
        new_edition(folder, "fr")


def test_an_entry_whose_id_is_the_name_of_a_field_is_added_as_any(folder: Path) -> None:
    """Words of a field `short` a language has as it needs them; an item may be called so."""
    tasks = "{items: {liaison-with-the-institutions: La liaison, funding-to-be-found: Le financement}}"
    in_lines = (
        "\n        items:\n          liaison-with-the-institutions: La liaison\n          funding-to-be-found: Fonds"
    )
    one = ONE.replace("items: [Liaison", "items: [Short, Liaison")
    new_edition(write(folder, one, fr=FRENCH.replace(f" {tasks}", in_lines)), "fr")
    assert 'short: ""' in (folder / "fr.yaml").read_text("utf-8")


def test_what_cannot_be_added_to_a_manuscript_is_told(folder: Path) -> None:
    write(folder, ONE, fr=FRENCH.replace("liaison-with-the-institutions: La liaison, ", ""))
    before = (folder / "fr.yaml").read_bytes()
    with pytest.raises(Unprintable, match="liaison-with-the-institutions") as caught:
        new_edition(folder, "fr")
    assert [problem.code for problem in caught.value.problems] == ["missing-words"]
    assert (folder / "fr.yaml").read_bytes() == before


LINE = st.text("ab éж1:,#-'\"[]{}&*", min_size=1, max_size=12).filter(lambda text: text.strip(" -#:") != "")
COMMENT = st.sampled_from(["", "  # why", "  # a: [b"])


@st.composite
def scalars(draw: st.DrawFn, indent: int) -> str:
    """A text in one of the styles of YAML, as it stands behind a mark or a key, indented so far."""
    line, deep = draw(LINE), " " * draw(st.integers(indent + 1, indent + 4))
    quoted = line.replace("'", "''")
    escaped = line.replace('"', '\\"')
    plain = re.sub(r"[^abéж1]", "a", line)
    return draw(
        st.sampled_from(
            [
                f"x {plain}{draw(COMMENT)}\n",
                f"x {plain}\n{deep}{plain}\n",
                f"'x {quoted}'{draw(COMMENT)}\n",
                f'"x {escaped}\n{deep}{escaped}x"\n',
                f"|{draw(COMMENT)}\n{deep}x {line}x\n\n{deep} y\n",
                f">-\n{deep}x {line}x\n{deep}y\n",
            ]
        )
    )


@st.composite
def blocks(draw: st.DrawFn, indent: int) -> str:
    """A block in a list, in one of the forms that there are."""
    gap = " " * draw(st.integers(1, 3))
    inner = indent + 1 + len(gap)
    mark, deep = f"{' ' * indent}-{gap}", " " * inner
    words = st.text("abж", min_size=1, max_size=6)
    return draw(
        st.one_of(
            scalars(indent).map(lambda text: mark + text),
            scalars(inner).map(lambda text: f"{mark}text: {text}"),
            scalars(inner).map(lambda text: f"{mark}id: own-{draw(words).count('a')}{id(text)}\n{deep}text: {text}"),
            st.lists(words, min_size=1).map(lambda each: f"{mark}type: list\n{deep}items: [{', '.join(each)}]\n"),
            st.lists(scalars(inner), min_size=1, max_size=3).map(
                lambda each: f"{mark}type: list\n{deep}items:\n" + "".join(f"{deep}- {text}" for text in each)
            ),
            words.map(lambda word: f"{mark}{{ text: {word} }}{draw(COMMENT)}\n"),
            words.map(
                lambda word: (
                    f"{mark}type: table\n{deep}caption: {word}\n{deep}columns: [{word}, B]\n{deep}rows:\n"
                    f"{deep}  - [{word}, 1]\n{deep}  - - {word}b\n{deep}    - 2\n"
                )
            ),
        )
    )


@st.composite
def briefs(draw: st.DrawFn) -> str:
    """brief.yaml as people write it: a few sections, with comments, in one style or another."""
    text = f"# A brief.\n{HEAD}title: A\nsections:\n"
    for _ in range(draw(st.integers(1, 3))):
        text += f"  - title: {draw(scalars(4))}    # about it\n"
        text += f"    text: {draw(scalars(4))}" if draw(st.booleans()) else ""
        text += f"    blocks:\n{''.join(draw(st.lists(blocks(6), min_size=1, max_size=3)))}"
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def is_inside(old: str, new: str) -> bool:
    """Whether a text is another one with insertions."""
    rest = iter(new)
    return all(char in rest for char in old)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=briefs(), mark=st.sampled_from([b"", codecs.BOM_UTF8]))
def test_what_is_not_inserted_stays_as_it_is(text: str, mark: bytes, folder: Path) -> None:
    (folder / "brief.yaml").write_bytes(mark + text.encode())
    (folder / "fr.yaml").unlink(missing_ok=True)
    before = read_content(folder, "en").tree()
    new_edition(folder, "fr")
    data = (folder / "brief.yaml").read_bytes()
    assert data.startswith(mark)
    again = data.decode("utf-8-sig")
    assert is_inside(text, again)
    assert read_content(folder, "en").tree().plain() == before.plain()
    assert with_ids(read_content(folder, "en")) == again
    assert read_content(folder, "fr").texts().keys() == read_content(folder, "en").texts().keys()


# Every verb.


def test_every_verb_takes_it(folder: Path, tmp_path: Path) -> None:
    """It is unchanged once it is built, comes out of its PDF again, and is compared with an older one in two files."""
    write(folder, DRAFT, fr=FRENCH)
    out = tmp_path / "out"
    assert press("build", folder, "--lang", "en", "--out", out).code == 0
    assert "unchanged" in press("build", folder, "--lang", "en", "--out", out).err
    pdf = out / "office.en.pdf"
    assert "comes out again" in press("verify", pdf).err
    assert press("extract", pdf, "--out", tmp_path / "back").code == 0
    assert {path.name for path in (tmp_path / "back" / "office").iterdir()} == {"brief.yaml", "briefpress.json"}
    assert project.listed(tmp_path / "back" / "office") == ["en", "fr"]
    assert "heading level 2: 1 The office" in press("listen", folder, "--lang", "en").out
    two = write(
        tmp_path / "office2", FACTS.replace("contents:", "status: draft\ncontents:"), en=WORDS.replace("2009", "2008")
    )
    for old, new in ((two, folder), (folder, two)):
        changes = press("diff", old, new, "--lang", "en", "--out", out).out.splitlines()
        assert [line.partition(":")[0] for line in changes[:-1]] == ["sections.the-office.blocks.text.text"]


def test_an_entry_whose_words_make_another_id_is_still_the_same(folder: Path, tmp_path: Path) -> None:
    """Its title and its first words have changed; what says something else is another entry."""
    later = DRAFT.replace("Its tasks", "Our tasks").replace("#its-tasks", "#our-tasks")
    later = later.replace("They are two", "They are just two").replace("Liaison with", "Some liaison with")
    later = later.replace("It has ten staff", "Nobody knows more")
    new = write(tmp_path / "new", later)
    changes = press("diff", write(folder, DRAFT), new, "--lang", "en", "--out", tmp_path / "out").out.splitlines()
    assert [re.sub(r", \w+ tasks · ", ", ", line) for line in changes[:-1]] == [
        "sections.our-tasks.title: [-Its-]{+Our+} tasks",
        "sections.our-tasks.notes.nobody-knows-more: inserted, Nobody knows more.",
        "sections.our-tasks.notes.it-has-ten-staff: deleted, It has ten staff.",
        "sections.our-tasks.blocks.tasks.items.some-liaison-with-the-institutions.text: "
        "[-Liaison-]{+Some liaison+} with the institutions",
        "sections.our-tasks.blocks.they-are-just-two.text: They are{+ just+} two.",
    ]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (">\n  One.\n\n  Two.\n", "write `|` in place of `>`"),
        (">-\n  One\n  goes on.\n\n  Two.\n", "write `|` in place of `>`"),
        ("One.\n\n  Two.\n", "begin the text on a new line after `|`"),
        ('"One.\n\n  Two."\n', "begin the text on a new line after `|`, without quotation marks"),
        ("|\n  One.\n\n  Two.\n", ""),
        (">\n  One.\n\n\n  Two\n  goes on.\n", ""),
        (">\n\n  One\n  goes on.\n\n", ""),
        (">\n  - one\n\n  - two\n", ""),
        ('"One.\\n\\nTwo\\ngoes on."\n', ""),
    ],
)
def test_an_empty_line_that_begins_no_paragraph_is_told(text: str, hint: str, tmp_path: Path) -> None:
    rest = "language: en\ndate: 2026-11-23\ntitle: T\nsections: [{title: S, text: Words.}]\n"
    (tmp_path / "brief.yaml").write_text(f"{rest}lead: {text}", "utf-8")
    told = [problem for problem in read(tmp_path, "en").warnings if problem.code == "joined-lines"]
    assert [problem.hint for problem in told] == ([hint] if hint else [])
    places = [(problem.position.line, problem.position.column) for problem in told if problem.position]
    lines = f"{rest}lead: {text}".splitlines()
    assert places == [(number, 3) for number, line in enumerate(lines, start=1) if hint and "Two" in line]
