"""What cannot be printed, and what the press says of it.

Each file of tests/unprintable is a case, laid over a copy of the brief of tests/data/small: `<case>.brief.yaml` and
`<case>.fr.yaml` take the place of its files; a template or a stylesheet says in its first line where it is put. The
problems that the press must report stand as comments on the lines that they are reported at:

    titel: Un bureau  # problem 1: unknown-key: `titel`

means that at this line, in column 1, a problem of the code `unknown-key` is reported whose message holds what
follows. Without a number the press knows no column. Where no comment can stand, or another file is meant:

    # problem at 7:5: yaml-syntax: found character
    # problem in fr.yaml at 2:10: lost-text: Ce que fait
    # problem in content/labels/fr.yaml at 12:7: lost-text: Rédaction

The press must report exactly these problems, all at once.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import warnings
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Run, press, process
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from briefpress.core.problems import Problem, Unprintable, in_order
from briefpress.reading.content import read_content
from briefpress.reading.new_edition import new_edition
from briefpress.reading.read import read
from briefpress.reading.review import review

TESTS = ROOT / "tests"
SMALL = TESTS / "data" / "small"
FILES = sorted(path for path in (TESTS / "unprintable").iterdir() if path.suffix in (".yaml", ".html", ".css"))
CASES = {name: list(files) for name, files in groupby(FILES, lambda path: path.name.partition(".")[0])}

#: What only Python would say.
INTERNAL = re.compile(r"Node\(|PosixPath|<class|object at 0x|\bNone\b|valid (string|integer|tuple)|validation")

_SAYING = re.compile(
    r"(?:\#|/\*)\ problem"
    r"(?:\ (?P<column>\d+)|(?:\ in\ (?P<file>\S+?))?(?:\ at\ (?P<line>\d+)(?::(?P<at>\d+))?)?)"
    r":\ (?P<code>[a-z-]+):\ (?P<message>.+?)(?=\ \#\ problem|\ \#\}|\ \*/|$)",
    re.VERBOSE | re.MULTILINE,
)


@dataclass(frozen=True, order=True)
class Said:
    """A problem, as a case expects it or as the press tells it."""

    file: str
    line: int
    column: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line or '-'}:{self.column or '-'}: {self.code}: {self.message}"


def target(path: Path) -> str:
    """Where the file of a case is put inside the brief."""
    if path.suffix == ".yaml":
        return path.name.partition(".")[2]
    found = re.match(r"(?:\{#|/\*) (\S+)", path.read_text("utf-8"))
    assert found, f"the first line of {path.name} does not say where it is put"
    return found[1]


def expected(path: Path) -> list[Said]:
    """The problems that the comments of a case's file tell."""
    text = path.read_text("utf-8")
    return [
        Said(
            found["file"] or target(path),
            # A comment that names another file and no line means none; otherwise it stands where it means.
            int(found["line"] or (0 if found["file"] else text.count("\n", 0, found.start()) + 1)),
            int(found["column"] or found["at"] or 0),
            found["code"],
            found["message"],
        )
        for found in _SAYING.finditer(text)
    ]


def _named(file: Path, folder: Path) -> str:
    """A file of the brief by its path in it, one of the house by its path in the repository."""
    return file.absolute().relative_to(folder if file.is_relative_to(folder) else ROOT).as_posix()


def reported(problems: list[dict[str, Any]], folder: Path) -> list[Said]:
    return [
        Said(
            _named(Path(problem["file"]), folder) if problem["file"] else "",
            problem["line"] or 0,
            problem["column"] or 0,
            problem["code"],
            problem["message"],
        )
        for problem in problems
    ]


def build(brief: Path, out: Path, *options: str) -> Run:
    return press("build", brief, "--json", "--out", out, *options)


def match(wanted: list[Said], found: list[Said]) -> tuple[list[Said], list[Said]]:
    """What was expected and not reported, and what was reported and not expected."""
    missed = []
    rest = list(found)
    for want in wanted:
        place = (want.file, want.line, want.column, want.code)
        for got in rest:
            if (got.file, got.line, got.column, got.code) == place and want.message in got.message:
                rest.remove(got)
                break
        else:
            missed.append(want)
    return missed, rest


def lay_out(case: str, small: Path) -> Path:
    """The small brief with the files of a case laid over it, and a picture for those that want one."""
    for path in CASES[case]:
        place = small / target(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, place)
    (small / "pictures").mkdir()
    Image.new("RGB", (40, 20), "white").save(small / "pictures" / "dot.png")
    return small


@pytest.mark.parametrize("case", CASES)
def test_exactly_the_problems_of_a_case_are_told(case: str, small: Path, tmp_path: Path) -> None:
    wanted = [said for path in CASES[case] for said in expected(path)]
    assert wanted, "the case expects nothing"
    brief = lay_out(case, small)
    run = build(brief, tmp_path / "out")
    assert run.code == 1, run.err or run.out
    assert run.err == ""
    problems = json.loads(run.out)["editions"][0]["problems"]
    missed, spurious = match(wanted, reported(problems, brief))
    assert (missed, spurious) == ([], []), "\n".join(
        ["", *(f"not told:     {said}" for said in missed), *(f"not expected: {said}" for said in spurious)]
    )
    assert not (tmp_path / "out").exists(), "something was written all the same"
    for problem in problems:
        check_form(problem)


def check_form(problem: dict[str, Any]) -> None:
    """Every problem says what to do, in one line, and points into its file."""
    assert problem["hint"], f"there is no hint for {problem}"
    assert "\n" not in problem["message"] + problem["hint"]
    assert not INTERNAL.search(problem["message"] + problem["hint"])
    if problem["line"]:
        lines = Path(problem["file"]).read_text("utf-8").splitlines()
        assert 1 <= problem["line"] <= len(lines), "the line is not in the file"
        assert 1 <= (problem["column"] or 1) <= len(lines[problem["line"] - 1]) + 1, "the column is not in the line"


def test_every_case_is_read() -> None:
    """A comment with a slip of the pen would expect nothing and pass unseen."""
    for path in FILES:
        assert len(expected(path)) == len(
            re.findall(r"\bproblem (?:\d|at |in )|\bproblem: ", path.read_text("utf-8"))
        ), path


def test_the_command_tells_the_same_in_words(small: Path, tmp_path: Path) -> None:
    brief = lay_out("unknown-key", small)
    run = press("build", brief, "--out", tmp_path / "out")
    assert (run.code, run.out) == (1, "")
    assert not (tmp_path / "out").exists()
    first, second = run.err.split("hint: ")[:2]
    lines = (brief / "brief.yaml").read_text("utf-8").splitlines()
    assert first == (
        f"{brief}/brief.yaml:3:1: `brief` has no key `markng` [unknown-key]\n    3 | {lines[2]}\n      | ^^^^^^\n  "
    )
    assert second.startswith("did you mean `marking`? keys: ")
    assert run.err.endswith("\nsmall.fr: failed, 2 problems\n")


def test_an_older_file_stays_when_the_brief_cannot_be_printed(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert build(small, out).code == 0
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    (small / "fr.yaml").write_text("title: x: y\n", "utf-8")
    assert build(small, out).code == 1
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


# What cannot be said by a comment, or is no problem at all.


def problems_of(small: Path) -> list[tuple[str, str, int | None, int | None]]:
    """Code, file, line and column of what cannot be read."""
    with pytest.raises(Unprintable) as caught:
        read(small, "fr")
    for problem in caught.value.problems:
        assert problem.hint, f"there is no hint for: {problem}"
    return [
        (problem.code, place.file.name, place.line, place.column)
        for problem in caught.value.problems
        if (place := problem.position)
    ]


def test_no_is_norway(small: Path) -> None:
    """YAML 1.1 takes `NO` for false; here it is a country, as value and as key."""
    for name, old, new in (
        (
            "brief.yaml",
            "sources:\n",
            "  - {id: fields, kind: domains, domains: [{id: north, countries: {codes: [NO, SE]}}]}\nsources:\n",
        ),
        (
            "fr.yaml",
            "sources:\n",
            "  fields: {title: Domaines, domains: {north: {title: Nord, text: Au nord.}}}\nsources:\n",
        ),
    ):
        path = small / name
        path.write_text(path.read_text("utf-8").replace(f"\n{old}", f"\n{new}"), "utf-8")
    section: Any = read(small, "fr").brief.sections[1]
    assert section.domains[0].countries.codes == ("NO", "SE")


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("amount: 2,400,000", "a comma separates two keys: write 2400000"),
        ("amount: 2,000,000", "write a number without separators"),
        ("share: 11,6", "write 11.6"),
        ("share: 1,468", "write 1468, or 1.468 if its comma stands before decimals"),
        ("text: to be named, soon", "put quotation marks around a text"),
    ],
)
def test_a_comma_in_braces_is_what_the_hint_speaks_of(typed: str, hint: str, small: Path) -> None:
    path = small / "brief.yaml"
    path.write_text(path.read_text("utf-8").replace("{id: since,", f"{{{typed}, id: since,"), "utf-8")
    with pytest.raises(Unprintable) as caught:
        read(small, "fr")
    assert any(hint in problem.hint for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("line", "hint"),
    [('title: ""', "write them"), ("title:", "write them"), ('short_title: ""', "write them, or remove the key")],
)
def test_nobody_is_told_to_remove_a_key_that_is_required(line: str, hint: str, small: Path) -> None:
    path = small / "fr.yaml"
    text = path.read_text("utf-8").replace("title: Un bureau à Bruxelles", line)
    path.write_text(text if line.startswith("title") else f"title: Un bureau\n{text}", "utf-8")
    with pytest.raises(Unprintable) as caught:
        read(small, "fr")
    assert [problem.hint for problem in caught.value.problems if problem.code == "empty-text"] == [hint]


@pytest.mark.parametrize("name", ["brief.yaml", "fr.yaml"])
@pytest.mark.parametrize("text", ["", "\n\n", "# Rien.\n", "\ufeff"])
def test_an_empty_file(name: str, text: str, small: Path) -> None:
    (small / name).write_text(text, "utf-8")
    assert problems_of(small) == [("empty-file", name, 1, 1)]


@pytest.mark.parametrize("name", ["brief.yaml", "fr.yaml"])
@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"title: Un bureau\nimprint: caf\xe9\n", (2, 13)),  # Latin-1
        ("title: Un bureau".encode("utf-16"), (1, 1)),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", (1, 1)),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", (2, 2)),
        (b"title: Un \0 bureau\n", (1, 11)),
        (b"title: Un \x1b[31m bureau\n", (1, 11)),
    ],
)
def test_a_file_that_is_no_text(name: str, data: bytes, place: tuple[int, int], small: Path) -> None:
    (small / name).write_bytes(data)
    assert problems_of(small) == [("not-text", name, *place)]


def test_a_byte_order_mark_is_no_problem(small: Path) -> None:
    for name in ("brief.yaml", "fr.yaml"):
        (small / name).write_bytes(b"\xef\xbb\xbf" + (small / name).read_bytes().replace(b"\n", b"\r\n"))
    assert read(small, "fr").brief.title == "Un bureau à Bruxelles"


@pytest.mark.parametrize("name", ["brief.yaml", "fr.yaml"])
def test_a_huge_file(name: str, small: Path) -> None:
    (small / name).write_text("# Rien.\n" * 200_000, "utf-8")
    assert problems_of(small) == [("huge-file", name, None, None)]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_nesting_without_end(opening: str, small: Path) -> None:
    (small / "fr.yaml").write_text(opening * 20_000, "utf-8")
    ((code, name, *_),) = problems_of(small)
    assert (code, name) in {("too-deep", "fr.yaml"), ("yaml-syntax", "fr.yaml")}


def test_a_folder_in_the_place_of_a_file(small: Path) -> None:
    (small / "fr.yaml").unlink()
    (small / "fr.yaml").mkdir()
    assert problems_of(small) == [("unreadable-file", "fr.yaml", None, None)]


@pytest.mark.parametrize("language", ["it", "xx", "zz-ZZ"])
def test_a_language_without_words_or_labels(language: str, small: Path) -> None:
    """A manuscript needs the house's labels in its language, and a language that there is."""
    (small / "fr.yaml").rename(small / f"{language}.yaml")
    with pytest.raises(Unprintable) as caught:
        read(small, language)
    (problem,) = caught.value.problems
    assert problem.code == ("missing-file" if language == "it" else "unknown-language")
    assert problem.position
    assert problem.position.file.name == f"{language}.yaml"
    assert problem.hint


def test_a_template_that_is_no_text(small: Path, tmp_path: Path) -> None:
    template = small / "templates" / "parts" / "masthead.html"
    template.parent.mkdir(parents=True)
    template.write_bytes("<h1>\nUn été</h1>".encode("latin-1"))
    run = build(small, tmp_path / "out")
    assert run.code == 1
    (problem,) = json.loads(run.out)["editions"][0]["problems"]
    assert (problem["code"], problem["file"], problem["line"]) == ("not-text", str(template), 2)
    assert problem["hint"]


@pytest.mark.skipif(os.name != "posix", reason="making links needs rights on Windows")
def test_a_link_to_a_template_outside_is_refused(small: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.html").write_text("<h1>secret</h1>", "utf-8")
    (small / "templates").mkdir()
    (small / "templates" / "mine.html").symlink_to(tmp_path / "outside.html")
    brief = small / "brief.yaml"
    brief.write_text(brief.read_text("utf-8") + "layouts: [mine]\n", "utf-8")
    run = build(small, tmp_path / "out")
    assert run.code == 1
    (problem,) = json.loads(run.out)["editions"][0]["problems"]
    assert (problem["code"], problem["file"]) == ("unreadable-file", str(small / "templates" / "mine.html"))
    assert "secret" not in run.out


@pytest.mark.skipif(os.name != "posix", reason="making links needs rights on Windows")
def test_a_link_to_a_picture_outside_is_refused(small: Path, tmp_path: Path) -> None:
    lay_out("coarse-image", small)
    outside = small.parent / "outside.png"
    (small / "pictures" / "dot.png").rename(outside)
    (small / "pictures" / "dot.png").symlink_to(outside)
    (problem,) = json.loads(build(small, tmp_path / "out").out)["editions"][0]["problems"]
    assert (problem["code"], problem["line"], problem["column"]) == ("unreadable-file", 10, 39)


def test_a_picture_that_is_none(small: Path, tmp_path: Path) -> None:
    lay_out("coarse-image", small)
    picture = small / "pictures" / "dot.png"
    whole = picture.read_bytes()
    for data in (b"", b"no picture", whole[: len(whole) // 2]):
        picture.write_bytes(data)
        run = build(small, tmp_path / "out")
        assert run.code == 1
        (problem,) = json.loads(run.out)["editions"][0]["problems"]
        assert (problem["code"], problem["file"]) == ("missing-image", str(small / "brief.yaml")), data
        assert (problem["line"], problem["column"]) == (10, 39)
        assert problem["hint"]


def test_a_picture_with_too_many_pixels(small: Path, tmp_path: Path) -> None:
    """Pillow tells it by a warning, which must not reach the user."""
    lay_out("coarse-image", small)
    Image.new("1", (8000, 8000)).save(small / "pictures" / "dot.png")
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", Image.DecompressionBombWarning)
        run = build(small, tmp_path / "out")
    assert told == []
    assert run.code == 1
    (problem,) = json.loads(run.out)["editions"][0]["problems"]
    assert problem["code"] in ("missing-image", "huge-file")


def test_a_drawing_that_weasyprint_cannot_set(small: Path, tmp_path: Path) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="a b"><rect width="5" height="5"/></svg>'
    part = small / "templates" / "parts" / "masthead.html"
    part.parent.mkdir(parents=True)
    part.write_text(f"<h1>{{{{ brief.title }}}}</h1>\n{drawing}\n", "utf-8")
    run = build(small, tmp_path / "out")
    assert run.code == 1
    (problem,) = json.loads(run.out)["editions"][0]["problems"]
    assert problem["code"] == "unsettable"
    assert problem["hint"]


def test_a_layout_of_bare_text_does_not_crash_the_press(small: Path, tmp_path: Path) -> None:
    """In a process of its own: without a single face, Pango takes the interpreter down with it."""
    (small / "templates").mkdir()
    (small / "templates" / "brief.html").write_text("bonjour\n", "utf-8")
    run = process("build", small, "--out", tmp_path / "out")
    assert run.code == 1, run.err
    assert "Pango" not in run.err


def test_a_last_page_of_a_few_lines_is_told_and_printed(small: Path, tmp_path: Path) -> None:
    (small / "styles").mkdir()
    (small / "styles" / "extra.css").write_text(".imprint { break-before: page }\n.imprint dl { display: none }\n")
    part = small / "templates" / "parts" / "imprint.html"
    part.parent.mkdir(parents=True)
    part.write_text('<section id="imprint" class="imprint"><h2>Fin</h2></section>\n', "utf-8")
    run = build(small, tmp_path / "out")
    assert run.code == 0
    (edition,) = json.loads(run.out)["editions"]
    (problem,) = edition["problems"]
    assert (edition["pages"], problem["code"], problem["severity"]) == (2, "short-last-page", "warning")
    assert problem["hint"]


# Translations: what the manuscript of another language says otherwise than its source.


def differences(small: Path, source: str, translation: str) -> list[tuple[str, int | None, str]]:
    """Code, line and severity of what is said of a translation."""
    (small / "fr.yaml").write_text(source, "utf-8")
    (small / "de.yaml").write_text(translation, "utf-8")
    found = review(small, read_content(small, "fr"), read_content(small, "de")).problems
    for problem in found:
        assert problem.hint
        assert problem.position
        assert problem.position.file == small / "de.yaml"
    return [
        (problem.code, problem.position.line, str(problem.severity)) for problem in in_order(found) if problem.position
    ]


def test_a_translation_that_differs_from_its_source(small: Path) -> None:
    source = """\
title: Un bureau
purpose: Le bureau de 28 000 agents, ouvert en 2009.
lead: Voir [le site](https://example.org/fr).
imprint: |
  - un
  - deux
"""
    translation = """\
title: Ein Büro
purpose: Das Büro mit 27.000 Leuten, seit 2009.
lead: Siehe [die Seite](https://example.org/de).
imprint: |
  - eins
"""
    assert sorted(differences(small, source, translation)) == [
        ("different-figures", 2, "error"),
        ("different-items", 4, "error"),
        ("different-links", 3, "error"),
        # Nothing was accepted yet: told once.
        ("stale-translation", 1, "warning"),
    ]


TABLE = "  | Pays | Part |\n  |---|---|\n  | un | 12 % |\n"


@pytest.mark.parametrize(
    ("source", "translation", "is_told"),
    [
        (TABLE, TABLE.replace("| un | 12 % |\n", "| eins | 12 % |\n"), False),
        (TABLE, f"{TABLE}  | zwei | |\n", True),
        (TABLE, TABLE.replace("Part |", "Part | |").replace("---|\n", "---|---|\n").replace("%", "% | |"), True),
        ("  ### Un\n\n  Mots.\n", "  ### Eins\n\n  Worte.\n", False),
        ("  ### Un\n\n  Mots.\n", "  Worte.\n", True),
        ("  Un\n  : mots\n", "  Eins\n  : Worte\n  : mehr\n", True),
        ("  [un](#office--un-titre)\n", "  [eins](#office--ein-titel)\n", False),
    ],
)
def test_a_translation_has_the_headings_rows_and_terms_of_its_source(
    small: Path, source: str, translation: str, is_told: bool
) -> None:
    told = differences(small, f"lead: |\n{source}", f"lead: |\n{translation}")
    assert [code for code, _, _ in told if code != "stale-translation"] == (["different-items"] if is_told else [])


def test_a_waiver_excuses_a_difference_and_is_not_left_over(small: Path) -> None:
    source = "lead: Ouvert en 2009.\n"
    waived = "# waive different-figures: the year stands in the title\nlead: Seit langem offen.\n"
    assert differences(small, source, waived) == [("stale-translation", 2, "warning")]
    idle = "# waive different-figures: the year stands in the title\nlead: Offen seit 2009.\n"
    assert differences(small, source, idle) == [
        ("idle-waiver", 1, "error"),
        ("stale-translation", 2, "warning"),
    ]


def test_a_new_edition_does_not_take_the_place_of_one(small: Path) -> None:
    before = (small / "fr.yaml").read_bytes()
    with pytest.raises(Unprintable) as caught:
        new_edition(small, "fr")
    (problem,) = caught.value.problems
    assert problem.code == "existing-edition"
    assert problem.hint
    assert (small / "fr.yaml").read_bytes() == before


# Wrong usage: nothing is read, the exit code is 2.


def usage(*arguments: str | Path, cwd: Path, env: dict[str, str] | None = None) -> str:
    run = press(*arguments, cwd=cwd, env=env)
    assert run.code == 2, run.err
    assert run.out == ""
    assert "Traceback" not in run.err
    return run.err


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert "[missing-folder]" in usage("build", "nowhere", cwd=tmp_path)
    assert "[missing-folder]" in usage("build", cwd=tmp_path)


def test_a_folder_without_a_brief(small: Path, tmp_path: Path) -> None:
    assert "[missing-file]" in usage("build", tmp_path, cwd=tmp_path)
    (small / "fr.yaml").unlink()
    run = press("build", small, cwd=tmp_path)
    assert run.code == 1
    assert "no manuscript [missing-file]" in run.err
    assert "hint: " in run.err


def test_a_language_in_which_there_is_no_manuscript(small: Path, tmp_path: Path) -> None:
    said = usage("build", small, "--lang", "de", cwd=tmp_path)
    assert "[unknown-language]" in said
    assert "languages: fr" in said


def test_a_date_that_is_none_in_the_environment(small: Path, tmp_path: Path) -> None:
    assert "[wrong-date]" in usage("build", small, cwd=tmp_path, env={"SOURCE_DATE_EPOCH": "yesterday"})


@pytest.mark.parametrize("epoch", ["99999999999999999999", "²", "-1"])
def test_a_date_beyond_all_calendars(epoch: str, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    brief = small / "brief.yaml"
    brief.write_text(brief.read_text("utf-8").replace("date: 2026-11-23\nmarking", "marking"), "utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    run = build(small, tmp_path / "out")
    assert run.code in (1, 2), run.err
    assert "wrong-date" in run.err + run.out
    assert "Traceback" not in run.err


@pytest.mark.parametrize(("option", "code"), [("--layout", "unknown-layout"), ("--theme", "unknown-theme")])
@pytest.mark.parametrize("name", ["nothing", "../../secret", "a b"])
def test_an_unknown_layout_or_theme(option: str, code: str, name: str, small: Path, tmp_path: Path) -> None:
    run = build(small, tmp_path / "out", option, name)
    assert run.code == 1, run.err
    (problem,) = json.loads(run.out)["editions"][0]["problems"]
    assert (problem["code"], problem["line"]) == (code, None)
    assert problem["hint"]


@pytest.mark.parametrize("place", ["out", "out/deeper"])
def test_a_file_where_the_folder_should_be(place: str, small: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("kept", "utf-8")
    run = build(small, tmp_path / place)
    assert run.code == 1, run.err
    (problem,) = json.loads(run.out)["editions"][0]["problems"]
    assert problem["code"] == "unwritable"
    assert problem["hint"]
    assert (tmp_path / "out").read_text("utf-8") == "kept"


def test_a_folder_where_the_file_should_be(small: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "small.fr.pdf").mkdir(parents=True)
    run = build(small, tmp_path / "out")
    assert run.code == 1, run.err
    assert json.loads(run.out)["editions"][0]["problems"][0]["code"] == "unwritable"
    assert {path.name for path in (tmp_path / "out").iterdir()} == {".records", "small.fr.pdf"}


# Whatever is done to a file, the press has a word for it.

#: Characters that mean something to YAML, to CommonMark or to neither.
CHARACTERS = "\t\n #:-,[]{}&*!|>'\"%@`?<_=\\/é\u00a0\u202f\ufeff\u2028\x00\x07漢🙂0aA“”«’–•：\u200b\u0085\x0b\x92\uf0b7"


#: Values of all types.
VALUES = ("", "~", "true", "7", "-1.5", "1e999", "[]", "[a]", "{}", "{a: b}", "'  '", "'#'", "é", '"\\0"')


def survives(folder: Path) -> None:
    """The folder is read or refused; all else is the press's own fault."""
    told: tuple[Problem, ...] = ()
    try:
        read(folder, "fr")
    except Unprintable as unprintable:
        told = unprintable.problems or pytest.fail("refused without a problem")
    for problem in told:
        assert problem.hint, f"there is no hint for: {problem}"
        assert not INTERNAL.search(str(problem)), problem
        # PyYAML's own words.
        assert not re.search("<block|<scalar|<stream|mapping values|simple key|token", str(problem)), problem
        assert problem.position, problem
        lines = re.split("\\r\\n|\\r|\\n", problem.position.text or "")
        assert 1 <= (problem.position.line or 1) <= len(lines), problem


@pytest.mark.parametrize("name", ["brief.yaml", "fr.yaml"])
def test_any_line_may_be_missing(name: str, small: Path) -> None:
    lines = (SMALL / name).read_text("utf-8").splitlines(keepends=True)
    for number in range(len(lines)):
        (small / name).write_text("".join(lines[:number] + lines[number + 1 :]), "utf-8")
        survives(small)


@pytest.mark.parametrize("name", ["brief.yaml", "fr.yaml"])
def test_any_line_may_stand_twice_or_elsewhere(name: str, small: Path) -> None:
    lines = (SMALL / name).read_text("utf-8").splitlines(keepends=True)
    for number, line in enumerate(lines):
        for changed in (
            [*lines[:number], line, *lines[number:]],
            [*lines[:number], "  " + line, *lines[number + 1 :]],
            [*lines[:number], line.lstrip(), *lines[number + 1 :]],
            [*lines[:number], *lines[number + 1 :], line],
            lines[:number],
        ):
            (small / name).write_text("".join(changed), "utf-8")
            survives(small)


@pytest.mark.parametrize("name", ["brief.yaml", "fr.yaml"])
@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(data=st.data())
def test_any_character_may_be_another(name: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("mutation") / "small"))
    text = (SMALL / name).read_text("utf-8")
    place = data.draw(st.integers(0, len(text) - 1))
    length = data.draw(st.integers(0, 3))
    instead = data.draw(st.text(CHARACTERS, max_size=3))
    (folder / name).write_text(text[:place] + instead + text[place + length :], "utf-8")
    survives(folder)


@pytest.mark.parametrize("name", ["brief.yaml", "fr.yaml"])
def test_any_value_may_be_of_another_type(name: str, small: Path) -> None:
    text = (SMALL / name).read_text("utf-8")
    values = [found.span(1) for found in re.finditer(r"(?:: |\[|- )([^\s,{}\[\]#|][^,{}\[\]#\n|]*)(?=[,}\]\n])", text)]
    assert len(values) >= 10
    for number, (start, end) in enumerate(values):
        for instead in VALUES[number % 3 :: 3]:
            (small / name).write_text(text[:start] + instead + text[end:], "utf-8")
            survives(small)


@pytest.mark.parametrize("name", ["brief.yaml", "fr.yaml"])
def test_any_value_of_the_specimen_may_be_of_another_type(name: str, tmp_path: Path) -> None:
    """The specimen has every kind of section and every type of block."""
    folder = Path(shutil.copytree(ROOT / "content" / "specimen", tmp_path / "specimen"))
    text = (folder / name).read_text("utf-8")
    for number, found in enumerate(re.finditer(r"(?:: |\[|, )([^\s,{}\[\]#|>][^,{}\[\]#\n|]*)(?=[,}\]\n])", text)):
        start, end = found.span(1)
        (folder / name).write_text(text[:start] + VALUES[number % len(VALUES)] + text[end:], "utf-8")
        survives(folder)
