"""Slips of the pen in YAML: each is told where it is, and the hint, followed to the letter, mends it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefpress.core.problems import Problem, Unprintable
from briefpress.reading.read import read

TITLE = "title: Un bureau à Bruxelles"
PURPOSE = "purpose: Ce que fait le bureau."
OPENING = "      opening: Le bureau a ouvert en 2009."
ORIGIN = 'origin: {text: "page du bureau"}'
LIST = """\
          liaison: la liaison avec les institutions
          funding: la recherche de financements"""
ITEM = "      - {id: opening, type: prose}"

#: In which file, what was there, what is typed in its place, where it is told, by which words of message or hint, and
#: what stands there when the hint has been followed; nothing where it is for the author to say.
SLIPS: list[tuple[str, str, str, str, str, str]] = [
    # Characters that look like others.
    ("fr", PURPOSE, "purpose:\u00a0Ce que fait le bureau.", "2:9", "after `purpose:` stands a no-break space", PURPOSE),
    ("fr", OPENING, "      opening:\u202fLe bureau.", "8:15", "a narrow no-break space (U+202F)", OPENING),
    ("fr", OPENING, "\u00a0     opening: Le bureau.", "8:1", "is indented by no-break spaces (U+00A0)", OPENING),
    ("fr", OPENING, "   \u2007  opening: Le bureau.", "8:4", "is indented by figure spaces (U+2007)", OPENING),
    ("fr", OPENING, "\u3000\u3000\u3000opening: Le bureau.", "8:1", "ideographic spaces (U+3000)", OPENING),
    ("fr", OPENING, "\t  opening: Le bureau.", "8:1", "a tab stands where", OPENING),
    ("fr", PURPOSE, f"\u00a0\n{PURPOSE}", "2:1", "the line looks empty and holds a no-break space", PURPOSE),
    ("fr", TITLE, f"\u200b{TITLE}", "1:1", "begins with a zero width space (U+200B)", TITLE),
    ("fr", PURPOSE, "purpose\ufeff: Ce que fait le bureau.", "2:8", "a byte order mark (U+FEFF)", PURPOSE),
    ("fr", "register: r", "register:\u00a0r", "16:3", "after `register:` stands a no-break space", "register: r"),
    ("brief", "  - id: office", "  -\u00a0id: office", "7:4", "after `-` stands a no-break space", "  - id: office"),
    ("brief", "  - id: office", "  – id: office", "7:3", "an en dash (U+2013) begins no item", "  - id: office"),
    ("brief", "  - id: office", "  • id: office", "7:3", "a bullet (U+2022) begins no item", "  - id: office"),
    ("brief", "  - id: office", "  * id: office", "7:3", "`*` begins no item", "  - id: office"),
    ("fr", LIST, LIST.replace("liaison:", "– liaison:"), "11:11", "begins with an en dash (U+2013)", LIST),
    ("fr", PURPOSE, "purpose： Ce que fait le bureau.", "2:1", "a fullwidth colon (U+FF1A), not a colon", PURPOSE),
    ("fr", PURPOSE, "purpose; Ce que fait le bureau.", "2:1", "`;`, not a colon", PURPOSE),
    ("fr", TITLE, "title: Un\u2028bureau", "1:10", "a line separator (U+2028)", "title: Un bureau"),
    ("fr", TITLE, "title: Un\u000bbureau", "1:10", "a line break of Word (U+000B)", "title: Un bureau"),
    ("fr", TITLE, "title: Un\u0085bureau", "1:10", "a next line (U+0085)", "title: Un bureau"),
    ("fr", TITLE, "title: L\u0092office", "1:9", "it was ’ in Windows-1252", "title: L’office"),
    ("fr", TITLE, "title: Vice\u001eprésident", "1:12", "a no-break hyphen of Word", "title: Vice-président"),
    (
        "brief",
        "marking: TLP:CLEAR",
        "marking: TLP:CLEAR\u00a0",
        "4:10",
        "ends with a no-break space",
        "marking: TLP:CLEAR",
    ),
    ("brief", "date: 2026-11-23", "date: 2026–11–23", "2:7", "an en dash (U+2013) stands in it", "date: 2026-11-23"),
    # Quotation marks.
    ("fr", TITLE, "title: “Un bureau : ici”", "1:8", "“ ” are no quotation marks", 'title: "Un bureau : ici"'),
    ("fr", TITLE, "title: „Un bureau: ici“", "1:8", "„ “ are no quotation marks", 'title: "Un bureau: ici"'),
    ("fr", TITLE, "title: «Un bureau: ici»", "1:8", "« » are no quotation marks", 'title: "Un bureau: ici"'),
    ("fr", TITLE, "title: ‘Un bureau: ici’", "1:8", "‘ ’ are no quotation marks", 'title: "Un bureau: ici"'),
    ("fr", TITLE, 'title: "Un bureau”', "1:8", 'begins with " and ends with ”', 'title: "Un bureau"'),
    ("fr", TITLE, 'title: "Un bureau', "1:8", "opened and never closed", 'title: "Un bureau"'),
    ("fr", TITLE, f'byline: "A\n{TITLE}\nlead: B"', "1:9", "closed on line 3 only", f'byline: "A"\n{TITLE}\nlead: B'),
    ("fr", TITLE, "title: 'L'office'", "1:11", "type '' for an apostrophe", "title: 'L''office'"),
    ("fr", TITLE, 'title: "Un" bureau', "1:13", 'ends at the second "', "title: '\"Un\" bureau'"),
    ("fr", TITLE, r'title: "C:\bureau"', "1:11", r"type \\ for a backslash", r'title: "C:\\bureau"'),
    ("fr", TITLE, r'title: "D:\new"', "1:11", r"type \\ for a backslash", ""),
    ("brief", ITEM, "      - {id: “opening”, type: prose}", "10:14", "“ is no quotation mark", ITEM),
    ("fr", ORIGIN, "origin: {text: “page, bureau”}", "3:23", '” is no quotation mark to YAML: put "', ORIGIN),
    # What a text must not hold or begin with.
    ("fr", TITLE, "title: Un bureau: ici", "1:17", "a second `: `", 'title: "Un bureau: ici"'),
    ("brief", "marking: TLP:CLEAR", "marking: TLP: CLEAR", "4:13", "a second `: `", ""),
    ("fr", TITLE, "title: @bureau", "1:8", "begins with @ must be quoted", 'title: "@bureau"'),
    ("fr", TITLE, "title: *Un bureau", "1:8", "begins with * must be quoted", 'title: "*Un bureau"'),
    ("fr", TITLE, "title: & bureau", "1:9", "begins with & must be quoted", 'title: "& bureau"'),
    ("fr", TITLE, "title: % bureau", "1:8", "begins with % must be quoted", 'title: "% bureau"'),
    ("fr", TITLE, "title: `bureau", "1:8", "begins with ` must be quoted", 'title: "`bureau"'),
    ("fr", TITLE, "title: > 50 agents", "1:10", "put quotation marks around the whole", 'title: "> 50 agents"'),
    ("fr", TITLE, "title: - bureau", "1:8", "begins with `- ` must be quoted", 'title: "- bureau"'),
    ("fr", TITLE, "title: [Un] bureau", "1:13", "put quotation marks around the whole", 'title: "[Un] bureau"'),
    ("fr", TITLE, "title: [Un bureau]", "1:8", "put quotation marks around the whole", 'title: "[Un bureau]"'),
    ("fr", TITLE, "title: 2026", "1:8", "put quotation marks around it", 'title: "2026"'),
    ("fr", TITLE, "title: ~", "1:8", "there are no words here", TITLE),
    ("fr", TITLE, "title: Un bureau #4", "1:18", "`#4` is not printed", 'title: "Un bureau #4"'),
    ("fr", TITLE, "title: Un total # de cas", "1:17", "`# de cas` is not printed", 'title: "Un total # de cas"'),
    ("fr", TITLE, 'title: "Un" #4', "1:13", "`#4` is not printed", "title: '\"Un\" #4'"),
    ("fr", TITLE, "title: Un bureau #4\n  ici", "1:18", "` #` begins a comment", 'title: "Un bureau #4\n  ici"'),
    ("fr", ORIGIN, "origin: {text: page #1}", "3:21", "` #` begins a comment", 'origin: {text: "page #1"}'),
    ("brief", "marking", "version: essai #2\nmarking", "4:16", "`#2` is not printed", 'version: "essai #2"\nmarking'),
    # Keys and columns.
    ("fr", OPENING, "      opening:Le bureau.", "8:7", "a space is missing after `opening:`", OPENING),
    ("fr", "since: Le", "since:Le", "14:7", "a space is missing after `since:`", "since: Le"),
    ("fr", PURPOSE, "purpose = Ce que fait le bureau.", "2:1", "`=`, not a colon", PURPOSE),
    ("fr", PURPOSE, f" {PURPOSE}", "2:2", "begin it in column 1, below `title`", PURPOSE),
    ("fr", "      tasks:", "       tasks:", "9:8", "begin it in column 7", "      tasks:"),
    ("fr", "      tasks:", "     tasks:", "9:6", "begin it in column 7", "      tasks:"),
    ("brief", "    kind: prose", "   kind: prose", "8:4", "begin it in column 5", "    kind: prose"),
    ("brief", "office\n   ", "office # ici\n  ", "8:4", "begin it in column 5", "office # ici\n   "),
    ("fr", "title: Un bureau à", "title: Un bureau\nà", "2:1", "begin it in column 3", "title: Un bureau\n  à"),
    ("fr", TITLE, f"Titre\n  {TITLE}", "1:1", "line 1 is not `key: value`, and line 2", ""),
    ("brief", "  - id: office", "  id: office", "8:5", "line 7 with `- `", "  - id: office"),
    ("brief", "  - id: office", "  -id: office", "7:3", "a space is missing after `-`", "  - id: office"),
    ("fr", LIST, LIST.replace("liaison: ", "- "), "12:11", "some lines here begin with `- `", LIST),
    ("fr", LIST, "          - la liaison\n          - la recherche", "11:11", "`id: text`, one to a line", LIST),
    ("brief", "    blocks:\n", "", "9:7", "write the key of the list", "    blocks:\n"),
    ("brief", "    kind: prose", "  kind: prose", "8:3", "or in column 5, if it belongs", "    kind: prose"),
    ("brief", "date: 2026-11-23\n", " date: 2026-11-23\n", "3:1", "begin it in column 2", "date: 2026-11-23\n"),
    ("brief", "sources: [reg", "sources: reg", "13:53", "or open with `[`", "sources: [reg"),
    # Texts of several lines.
    (
        *("fr", OPENING, "      opening: |\n\tLe bureau.", "9:1", "a tab stands where YAML wants spaces"),
        "      opening: |\n        Le bureau.",
    ),
    (
        *("fr", OPENING, "      opening: |\n      Le bureau.", "9:7", "begin each of its lines in column 9"),
        "      opening: |\n        Le bureau.",
    ),
    (
        *("fr", OPENING, "      opening: |\n        Un.\n\n      Deux.", "11:7", "begin each of its lines in column 9"),
        "      opening: |\n        Un.\n\n        Deux.",
    ),
    (
        *(
            "fr",
            OPENING,
            "      opening: >-\n        - ouvre\n        - ferme",
            "9:9",
            "YAML joins these 2 lines to one",
        ),
        "      opening: |\n        - ouvre\n        - ferme",
    ),
    (
        *(
            "fr",
            OPENING,
            "      opening: À faire\n        • ouvrir\n        • fermer",
            "9:9",
            "begin the text on a new line",
        ),
        "      opening: |\n        À faire\n        - ouvrir\n        - fermer",
    ),
    (
        *("fr", OPENING, "      opening: À faire\n        - ouvrir", "9:9", "YAML joins this line to the one above it"),
        "      opening: |\n        À faire\n        - ouvrir",
    ),
    (
        *("fr", OPENING, "      opening: Ouvert\n        - jusqu'ici", "9:9", "at the end of the line above"),
        "      opening: Ouvert -\n        jusqu'ici",
    ),
    (
        "fr",
        TITLE,
        "title: Un\n  # à revoir\n  bureau",
        "3:3",
        "move the comment above",
        "# à revoir\ntitle: Un\n  bureau",
    ),
    ("fr", TITLE, f"<<<<<<< HEAD\n{TITLE}\n=======\ntitle: Deux\n>>>>>>> main", "1:1", "keep one of the two", TITLE),
    ("fr", TITLE, "title: &Partners", "1:8", "`&Partners` is not printed", 'title: "&Partners"'),
    ("fr", TITLE, "title: &a >\n  Un bureau", "1:8", "`&a` is not printed", "title: >\n  Un bureau"),
    ("fr", TITLE, "&a title: Un bureau", "1:1", "`&a` is not printed", "title: Un bureau"),
    ("fr", TITLE, "title: Le\n  #1 ici", "2:3", "`#1 ici` is not printed", 'title: "Le\n  #1 ici"'),
    ("fr", OPENING, "      opening:\n        #1 ici\n        est là", "9:9", "`#1 ici` is not printed", ""),
    ("fr", TITLE, "tіtle: Un bureau", "1:1", "byelorussian-ukrainian i (U+0456)", TITLE),
    # Braces and brackets.
    ("fr", TITLE, '"title": "Un bureau",', "1:21", "a comma stands after the value", '"title": "Un bureau"'),
    ("brief", ITEM, "      - {id: opening，type: prose}", "10:21", "a fullwidth comma (U+FF0C)", ITEM),
    ("brief", ITEM, "      - {id: opening, type：prose}", "10:23", "write `type: `", ITEM),
    ("brief", ITEM, "      - id: opening, type: prose", "10:26", "put { } around both", ITEM),
    ("brief", ITEM, "      - [id: opening, type: prose]", "10:9", "write { } in place of [ ]", ITEM),
    ("brief", ITEM, "      {id: opening, type: prose}", "10:7", "begin it with `- `", ITEM),
    ("brief", "    blocks:", "    blocks: []", "9:5", "remove one of the two", "    blocks:"),
    ("fr", ORIGIN, "origin: {text: page", "3:9", "`{` is opened here and never closed", "origin: {text: page}"),
    ("fr", ORIGIN, "origin: {text:page}", "3:10", "write `text: `, with a colon and a space", "origin: {text: page}"),
    ("fr", ORIGIN, "origin: (text: page)", "3:9", "( ) hold no keys and values", "origin: {text: page}"),
    ("fr", ORIGIN, "origin: {text: page: 2}", "3:20", "quotation marks around a text", 'origin: {text: "page: 2"}'),
    ("brief", ITEM, "      - {id: opening, type:prose}", "10:23", "write `type: `", ITEM),
    ("brief", ITEM, "      - {id: opening; type: prose}", "10:21", "`;` separates no entries", ITEM),
    ("brief", ITEM, "      - {id: opening, type: prose", "10:9", "end it with `}`", ITEM),
    ("brief", "[liaison, funding]", "[liaison; funding]", "11:41", "separated by commas", "[liaison, funding]"),
    ("brief", "marking: TLP:CLEAR", "marking: tlp:clear", "4:10", "did you mean `TLP:CLEAR`?", "marking: TLP:CLEAR"),
]


def told(small: Path, file: str, old: str, new: str) -> list[Problem]:
    """What is told of the small brief with other lines in one of its files."""
    path = small / f"{file}.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    try:
        return list(read(small, "fr").warnings)
    except Unprintable as unprintable:
        return list(unprintable.problems)
    finally:
        path.write_text(text, "utf-8")


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: repr(slip[2]))
def test_a_slip_is_told_where_it_is_and_the_hint_mends_it(slip: Any, small: Path) -> None:
    file, old, new, place, words, mended = slip
    problems = told(small, file, old, new)
    answers = [
        f"{each.message}; {each.hint}"
        for each in problems
        if each.position
        and f"{each.position.file.stem}:{each.position.line}:{each.position.column}" == f"{file}:{place}"
    ]
    assert any(words in answer for answer in answers), problems
    if mended:
        assert told(small, file, old, mended) == []


@pytest.mark.parametrize(
    "line",
    [
        "title: Le bureau  # à relire",
        'title: "Le bureau" # à relire',
        "title: C# et F#, voir a#b et https://example.org/#bureau",
        "title: >- # à relire\n  Le bureau #4",
        "title: |\n  Le bureau #4\n  et # encore",
        "# waive different-figures: non\ntitle: Le bureau",
        "title: >-\n  Le bureau\n  - c'est dit - a\n  5. employés",
        "title: Le bureau - ouvert\n  - fermé - rouvert",
        "title: Fermé en\n  2019. Rouvert en\n  2021. Voilà",
        'title: "« Le bureau »"',
        "title: Le « bureau »",
        "title: « Oui » ou « non »",
        "title: yes",
        "title: 12:30",
        "title: 2026-11-23",
        'title: "une ligne\n  et Note: une autre"',
        r'title: "un \"bureau\" \\ deux"',
    ],
)
def test_what_is_meant_is_not_suspected(line: str, small: Path) -> None:
    assert told(small, "fr", TITLE, line) == []


def test_lines_that_yaml_keeps_are_a_list(small: Path) -> None:
    """After `>` those that are indented deeper, and those with an empty line between."""
    for lines in ("        Il\n          - ouvre\n          - ferme", "        - ouvre\n\n        - ferme"):
        assert told(small, "fr", OPENING, f"      opening: >-\n{lines}") == []


def test_comments_behind_facts_lose_nothing(small: Path) -> None:
    for old, new in (
        ("date: 2026-11-23", "date: 2026-11-23 # le jour"),
        ("marking: TLP:CLEAR", "marking: TLP:CLEAR #public"),
        ("  - id: office", "  - id: office # le bureau #1"),
    ):
        assert told(small, "brief", old, new) == []


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("SRB", "RS"),
        ("Serbia", "RS"),
        ("serbie", "RS"),
        ("UK", "GB"),
        ("GBR", "GB"),
        ("EL", "GR"),
        ("rs", "RS"),
        ("Cote d'Ivoire", "CI"),
        ("Allemange", "DE"),
        ("Bosnia and Herzegovina", "BA"),
        ("688", "RS"),
        ("Freedonia", None),
    ],
)
def test_the_code_of_a_country_is_found_by_its_name(code: str, meant: str | None, small: Path) -> None:
    new = f'- {{id: map, type: map, areas: [{{id: one, codes: ["{code}"]}}]}}\n      - {{id: tasks'
    (hint,) = [each.hint for each in told(small, "brief", "- {id: tasks", new) if each.code == "unknown-code"]
    assert hint == (f"did you mean `{meant}`?" if meant else "codes are those of ISO 3166, in capitals")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("23.11.2026", "2026-11-23"),
        ("11/23/2026", "2026-11-23"),
        ("11/12/2026", "2026-12-11 or 2026-11-12"),
        ("23 novembre 2026", "2026-11-23"),
        ('"Nov 23, 2026"', "2026-11-23"),
        ("11/2026", "2026-11"),
        ("20261123", "2026-11-23"),
        ("2026-11-23T09:00", "2026-11-23"),
        ("2026-11-31", "months have two digits"),
        ("soon", "write a year, a month or a day"),
    ],
)
def test_a_date_is_answered_with_how_to_write_it(typed: str, meant: str, small: Path) -> None:
    (problem,) = told(small, "brief", "date: 2026-11-23", f"date: {typed}")
    assert (problem.code, meant in problem.hint) == ("wrong-date", True)
    if " or " not in meant and meant.startswith("2"):
        assert told(small, "brief", "date: 2026-11-23", f"date: {meant}") == []
