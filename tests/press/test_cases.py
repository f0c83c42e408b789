"""Other people's content: each folder of tests/cases is a brief or a dossier that once came out wrong somewhere.

Its `outcome.yaml` says what is right:

    means: What its author wanted, and what is right, in a sentence.
    command: build --draft            # `build` alone where nothing is said; {folder} stands for the folder
    problems:                         # exactly these, in any order; none where nothing is said
      - "drawing.svg:7:5: unprinted-drawing: <foreignObject>"     # file:line:column: code: part of the message
    prints:                           # texts that must occur in a finished file, named by how its name ends
      en.pdf: ["33’333"]
    never:                            # texts that must not
      en.pdf: ["33.333"]

A place that has no line or column is written with a hyphen: `en.yaml:-:-`. The text of a PDF is what poppler reads in
it, runs of white space as one space. Where the case brings `labels/`, they are put into a house of its own; what they
do not say, the house's English does.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html
import pytest
import yaml
from conftest import ROOT, Golden, press, process

CASES = ROOT / "tests" / "cases"
NAMES = sorted(path.parent.name for path in CASES.glob("*/outcome.yaml"))

#: A problem as it is printed for people.
_PLAIN = re.compile(
    r"^(?P<file>[^:\n]+)(?::(?P<line>\d+)(?::(?P<column>\d+))?)?: (?P<message>.*) \[(?P<code>[a-z-]+)\]$", re.MULTILINE
)
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Outcome:
    """What must come of a case."""

    means: str
    command: str = "build"
    problems: list[str] = field(default_factory=list)
    prints: dict[str, list[str]] = field(default_factory=dict)
    never: dict[str, list[str]] = field(default_factory=dict)

    @property
    def formats(self) -> list[str]:
        """The formats of the files that are looked at."""
        return sorted({name.rpartition(".")[2] for name in (*self.prints, *self.never)})


def outcome(name: str) -> Outcome:
    return Outcome(**yaml.safe_load((CASES / name / "outcome.yaml").read_text("utf-8")))


def text(path: Path) -> str:
    """The text of a finished file, as a program reads it that knows nothing of the press."""
    match path.suffix:
        case ".pdf":
            run = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
            words = run.stdout.decode("utf-8")
        case ".docx":
            with zipfile.ZipFile(path) as parts:
                trees = [lxml.etree.fromstring(parts.read(f"word/{part}.xml")) for part in ("document", "footnotes")]
            paragraphs = [paragraph for tree in trees for paragraph in tree.iter(f"{_WORD}p")]
            words = "\n".join("".join(run.text or "" for run in each.iter(f"{_WORD}t")) for each in paragraphs)
        case ".html":
            words = lxml.html.parse(path).getroot().find("body").text_content()
        case _:
            words = path.read_text("utf-8")
    return re.sub(r"\s+", " ", words)


def ran(name: str, tmp_path: Path, wanted: Outcome) -> tuple[list[dict[str, Any]], Path]:
    """The problems that the command told, and the folder with what it made."""
    house, run = ROOT, press
    folder = tmp_path / name
    shutil.copytree(CASES / name, folder, ignore=shutil.ignore_patterns("outcome.yaml", "labels"))
    if (CASES / name / "labels").is_dir():
        house = tmp_path / "house"
        for part in ("briefpress", "templates", "styles", "content/labels"):
            shutil.copytree(ROOT / part, house / part, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "build.py", house)
        english = yaml.safe_load((ROOT / "content" / "labels" / "en.yaml").read_text("utf-8"))
        for labels in (CASES / name / "labels").iterdir():
            whole = english | yaml.safe_load(labels.read_text("utf-8"))
            (house / "content" / "labels" / labels.name).write_text(yaml.dump(whole, allow_unicode=True), "utf-8")
        run = lambda *arguments, cwd: process(*arguments, cwd=cwd, house=house)  # noqa: E731
    verb, *rest = wanted.command.split()
    subjects = [] if "{folder}" in wanted.command else [folder]
    formats = [option for each in wanted.formats for option in ("--format", each)] if verb == "build" else []
    arguments = [part.format(folder=folder) for part in rest]
    done = run(verb, *subjects, *arguments, *formats, "--json", "--out", tmp_path / "out", cwd=house)
    assert done.code in (0, 1), done.err
    if not done.out:
        # Told before there was an edition.
        return [match.groupdict() for match in _PLAIN.finditer(done.err)], tmp_path / "out"
    answer = json.loads(done.out)
    problems = [problem for edition in answer.get("editions", [answer]) for problem in edition["problems"]]
    return problems, tmp_path / "out"


def differences(wanted: list[str], problems: list[dict[str, Any]], folder: Path) -> list[str]:
    """What was expected and not told, and what was told and not expected."""
    rest = []
    for problem in problems:
        file = Path(problem["file"] or "-")
        named = file.relative_to(folder) if file.is_relative_to(folder) else Path(file.name)
        place = f"{named.as_posix()}:{problem['line'] or '-'}:{problem['column'] or '-'}"
        rest.append(f"{place}: {problem['code']}: {problem['message']}")
    missing = []
    for each in wanted:
        start, _, part = each.partition(": ")
        code, _, part = part.partition(": ")
        found = next((told for told in rest if told.startswith(f"{start}: {code}: ") and part in told), None)
        if found is None:
            missing.append(f"missing: {each}")
        else:
            rest.remove(found)
    return missing + [f"unexpected: {told}" for told in rest]


def test_the_table_of_cases(golden: Golden) -> None:
    """tests/golden/cases.md names every case, what its author wanted, and how the press answers."""
    rows = ["| Case | What is right | Told as |", "|---|---|---|"]
    for name in NAMES:
        wanted = outcome(name)
        codes = sorted({code for problem in wanted.problems for code in re.findall(r"^\S+: ([a-z-]+): ", problem)})
        means = " ".join(wanted.means.split()).replace("|", "\\|")
        rows.append(f"| {name} | {means} | {', '.join(codes) or 'prints'} |")
    golden("cases.md", "\n".join(rows) + "\n")


@pytest.mark.parametrize("name", NAMES)
def test_it_comes_out_right_or_is_told(name: str, tmp_path: Path) -> None:
    wanted = outcome(name)
    problems, out = ran(name, tmp_path, wanted)
    assert differences(wanted.problems, problems, tmp_path / name) == []
    for holds, texts in ((True, wanted.prints), (False, wanted.never)):
        for ending, words in texts.items():
            (path,) = [path for path in out.iterdir() if path.name.endswith(ending)]
            content = text(path)
            for each in words:
                assert (each in content) is holds, f"{each!r} in {path.name}: {content}"
