"""Characters of words that cannot be seen: at their place, however they are typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import press

from briefpress.core.problems import Unprintable
from briefpress.core.unseen import disordered, unseen
from briefpress.core.yamlreader import parse_yaml
from briefpress.reading.read import read


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # An override, with its end as well.
        ("a: x\u202ey\u202c z", ["1:5 unseen-character"]),
        ('a: "x\\u202Dy"', ["1:6 unseen-character"]),
        ('a: "x\\U0000202ey"', ["1:6 unseen-character"]),
        # What has no partner in its paragraph.
        ("a: x\u2067y", ["1:5 unseen-character"]),
        ("a: x\u2069y", ["1:5 unseen-character"]),
        ("a: x\u202by\u2069", ["1:7 unseen-character", "1:5 unseen-character"]),
        ("a: \u202bx\u2067y\u202c\u2069", ["1:8 unseen-character", "1:4 unseen-character"]),
        ("a: |\n  \u2067x\n  y\u2069\n\n  \u2067z\n", ["5:3 unseen-character"]),
        ('a: "\\u2067x\\u2069 \\u2067y"', ["1:19 unseen-character"]),
        ("a\u2066b: 1", ["1:2 unseen-character"]),
        # What no file may hold.
        ("a: \U000e0041x", ["1:4 not-text"]),
        ("a: \U0001f3f4\U000e0067\U000e007f", ["1:5 not-text", "1:6 not-text"]),
        ("a: x\U0001fffe", ["1:5 not-text"]),
        ("a: x\u2028y", ["1:5 not-text"]),
        # Pairs, one in the other.
        ("a: x\u2067y\u202bz\u202c\u2069\u2068w\u2069", []),
        ("a: |\n  \u2067x\n  y\u2069\n", []),
    ],
)
def test_what_changes_the_order_of_words_is_refused(text: str, told: list[str]) -> None:
    problems = []
    try:
        parse_yaml(Path("a.yaml"), text)
    except Unprintable as unprintable:
        problems = list(unprintable.problems)
    places = {f"{each.position.line}:{each.position.column} {each.code}" for each in problems if each.position}
    assert places == set(told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\u200bb", [1]),
        ("a\u2060b\u2062c", [1, 3]),
        ("Aus\u200clage", [3]),
        ("x\u200ey", [1]),
        ("a\ufe0f \u2800 \u3164", [1, 3, 5]),
        ("a\u200db", [1]),
        ("a\U000e0080\U0001d173b", [1, 2]),
        # Persian, Devanagari, Hebrew, Thai, Khmer, Burmese and Javanese, Braille, emoji, and variants of ideographs.
        ("نمی\u200cخواهم", []),
        ("क\u094d\u200dष", []),
        ("\u200fעברית (abc)\u200f.", []),
        ("ภาษา\u200bไทย พ.ศ.\u20602567\u2060ปี ភាសា\u200bខ្មែរ မြန်မာ\u200bဘာသာ ꦧꦱ\u200bꦗꦮ", []),
        ("⠓\u2800⠗ 0\ufe00 က\ufe00 、\ufe00", []),
        ("👩\u200d💻 🏳\ufe0f\u200d🌈 1\ufe0f\u20e3 ❤\ufe0f ©\ufe0f ✔\ufe0e", []),
        ("葛\U000e0100 Straf\u00adrecht Auf\u200clage", []),
        ("2019\u2060–\u20602024", []),
    ],
)
def test_others_are_told_outside_of_what_needs_them(text: str, told: list[int]) -> None:
    assert [each.start for each in unseen(text, text)] == told


def test_a_mark_of_direction_may_stand_alone_in_an_arabic_file() -> None:
    assert not list(unseen("\u200e+33 1 23", "title: عنوان\nphone: \u200e+33 1 23\n"))
    assert list(unseen("\u200e+33 1 23", "title: Titre\nphone: \u200e+33 1 23\n"))


@pytest.mark.parametrize(
    ("text", "is_number"), [("\u202d+33 1 23\u202c", True), ("\u202d(33) 1\u202c", True), ("\u202dab\u202c", False)]
)
def test_a_number_that_was_copied_from_a_telephone_is_told_as_such(text: str, is_number: bool) -> None:
    (told,) = disordered(text)
    assert told.hint.startswith("telephones put it around numbers") == is_number
    assert told.hint.endswith("delete it, and the U+202C that ends it")


@pytest.mark.parametrize(
    ("typed", "column", "severity"),
    [
        ("a&#x202e;b", 8, "error"),
        ("a&#8295;b", 8, "error"),
        ("a&#8203;b", 8, "warning"),
        ("a&ZeroWidthSpace;b", 8, "warning"),
        ("a\u200bb", 8, "warning"),
        ('"a\\u200bb"', 9, "warning"),
        ("a&amp;b", 0, ""),
    ],
)
def test_a_reference_of_html_is_the_character(typed: str, column: int, severity: str, tmp_path: Path) -> None:
    rest = "language: en\ndate: 2026-11-23\ntitle: T\nsections: [{title: S, text: Words.}]\n"
    (tmp_path / "brief.yaml").write_text(f"{rest}lead: {typed}\n", "utf-8")
    try:
        problems = read(tmp_path, "en").warnings
    except Unprintable as unprintable:
        problems = unprintable.problems
    told = [problem for problem in problems if problem.code == "unseen-character"]
    places = [(each.position.line, each.position.column, str(each.severity)) for each in told if each.position]
    assert places == ([(5, column, severity)] if column else [])


def test_what_was_folded_by_a_program_keeps_its_lines(tmp_path: Path) -> None:
    r"""Between double quotation marks `\n` ends a line, wherever the file is broken."""
    rest = "language: en\ndate: 2026-11-23\ntitle: T\nsections: [{title: S, text: Words.}]\n"
    (tmp_path / "brief.yaml").write_text(f'{rest}lead: "- one\\n\\\n  - two\\n\\\n  - three"\n', "utf-8")
    assert "joined-lines" not in {problem.code for problem in read(tmp_path, "en").warnings}


_FILES = {
    "templates/blocks/prose.html": "<p>a{}b</p>{{{{ block.text }}}}",
    "styles/blocks.css": "p::before {{ content: 'a{}b' }}",
    "t.csv": "country,share\na{}b,12\n",
    "p.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 150"><text x="9" y="99">a{}b</text></svg>',
    "l.bib": "@misc{{foo, title={{a{}b}}, year={{2020}}}}",
}
_BLOCKS = {
    "t.csv": "{type: table, caption: T, data: {file: t.csv}, columns: [country, {title: share, holds: number}]}",
    "p.svg": "{type: figure, alt: A, caption: C, file: p.svg}",
    "l.bib": "{text: 'Words [@foo].'}",
}


@pytest.mark.parametrize("name", list(_FILES))
@pytest.mark.parametrize("char", ["\u202e", "\u2067", "\U000e0041"])
def test_what_does_not_come_from_yaml(char: str, name: str, tmp_path: Path) -> None:
    assert _told(name, char, tmp_path) == [
        "not-text" if char > "\uffff" and name in ("t.csv", "l.bib") else "unseen-character"
    ]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("templates/blocks/prose.html", "&#x202e;"),
        ("templates/blocks/prose.html", "&#8295;"),
        ("templates/blocks/prose.html", '{{ "\\u202e" }}'),
        ("styles/blocks.css", "\\202e "),
        ("styles/blocks.css", "\\02067 "),
        ("p.svg", "&#x202e;"),
    ],
)
def test_escapes_of_other_files(name: str, typed: str, tmp_path: Path) -> None:
    assert _told(name, typed, tmp_path) == ["unseen-character"]


@pytest.mark.parametrize("name", list(_FILES))
def test_isolates_that_end_are_taken_everywhere(name: str, tmp_path: Path) -> None:
    assert _told(name, "\u2067x\u2069", tmp_path) == []


def test_a_cell_is_told_of_what_cannot_be_seen(tmp_path: Path) -> None:
    assert _told("t.csv", "\u200b", tmp_path) == ["unseen-character"]


def _told(name: str, typed: str, folder: Path) -> list[str]:
    """The codes that a brief is told that has this in a file."""
    text = _BLOCKS.get(name, "{text: Words.}")
    rest = "language: en\ndate: 2026-11-23\nstatus: draft\ntitle: T\n" + "bibliography: l.bib\n" * (name == "l.bib")
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(_FILES[name].format(typed), "utf-8")
    (folder / "brief.yaml").write_text(f"{rest}sections:\n  - title: S\n    blocks:\n      - {text}\n", "utf-8")
    run = press("build", folder, "--format", "html", "--out", folder / "out")
    assert (folder / "out").exists() == (run.code == 0)
    return re.findall(r"\[([a-z-]+)\]$", run.err, re.MULTILINE)
