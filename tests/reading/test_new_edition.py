"""A new edition from its first command to its PDF, by a German and a Persian translator in a copy of the house."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
import pikepdf
import pytest
import yaml
from conftest import ROOT, Run, process

from briefpress.core.problems import Unprintable
from briefpress.core.yamlreader import read_yaml
from briefpress.reading.content import read_content
from briefpress.reading.new_edition import new_edition
from briefpress.reading.review import entries

FILLED = ROOT / "tests" / "data" / "editions"
LANGUAGES = ("de", "fa")
#: With one job, one process (and one Java machine) does both.
ONLY = [option for language in LANGUAGES for option in ("--lang", language)]


def run(house: Path, *arguments: str) -> Run:
    """The command of that house, as a user gives it there."""
    answer = process(*arguments, cwd=house, house=house)
    assert "Traceback" not in answer.err
    return answer


def a_house(folder: Path) -> Path:
    """The press, its templates, styles and labels, and one brief in French."""
    for name in ("briefpress", "templates", "styles", "content/labels"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy2(ROOT / "build.py", folder)
    brief = folder / "content" / "exchange"
    brief.mkdir()
    for name in ("brief.yaml", "fr.yaml"):
        shutil.copy2(FILLED / "exchange" / name, brief)
    # Labels that the house may have got since would leave nothing to be made.
    for language in LANGUAGES:
        (folder / "content" / "labels" / f"{language}.yaml").unlink(missing_ok=True)
    return folder


@pytest.fixture
def house(tmp_path: Path) -> Path:
    return a_house(tmp_path / "house")


@dataclass(frozen=True)
class Begun:
    """A house with the blank files of both editions, what the command said, and a copy of what it wrote."""

    house: Path
    said: dict[str, Run]
    blank: Path


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Begun:
    house = a_house(tmp_path_factory.mktemp("press") / "house")
    said = {language: run(house, "new-edition", "exchange", language) for language in LANGUAGES}
    blank = Path(shutil.copytree(house / "content", house.parent / "blank"))
    return Begun(house, said, blank)


@pytest.fixture(scope="module")
def unfinished(begun: Begun) -> dict[str, Run]:
    """What is said of the blank editions."""
    return {language: run(begun.house, "build", "exchange", "--lang", language) for language in LANGUAGES}


@pytest.fixture(scope="module")
def finished(begun: Begun, unfinished: dict[str, Run]) -> Path:
    """The folder of the PDFs, once the files are filled in and accepted. Warnings stop the press."""
    assert set(unfinished) == set(LANGUAGES)  # (the blank files were tried before they are gone)
    content = begun.house / "content"
    for language in LANGUAGES:
        shutil.copy2(FILLED / "exchange" / f"{language}.yaml", content / "exchange")
        shutil.copy2(FILLED / f"{language}.labels.yaml", content / "labels" / f"{language}.yaml")
        accepted = run(begun.house, "translate", "--accept", language, "--brief", "exchange")
        assert accepted.code == 0, accepted.err
    built = run(begun.house, "build", "exchange", "--strict", "--jobs", "1", *ONLY)
    assert built.code == 0, built.err
    assert "warning" not in built.err
    return begun.house / "dist"


# What the command writes.


def above(path: Path, line: int) -> str:
    """The comment right above a line, as one text."""
    lines = path.read_text("utf-8").splitlines()[: line - 1]
    found: list[str] = []
    while lines and lines[-1].lstrip().startswith("#"):
        found.insert(0, lines.pop().lstrip().removeprefix("#"))
    return " ".join(" ".join(found).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_tells_the_two_files_that_it_wrote(begun: Begun, language: str) -> None:
    said = begun.said[language]
    assert (said.code, said.err) == (0, "")
    told = [Path(path) for path in said.out.splitlines()]
    assert [path.name for path in told] == [f"{language}.yaml"] * 2
    assert [path.parent.name for path in told] == ["exchange", "labels"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("folder", ["exchange", "labels"])
def test_each_entry_is_empty_under_its_source_wording(begun: Begun, folder: str, language: str) -> None:
    path = begun.blank / folder / f"{language}.yaml"
    assert yaml.safe_load(path.read_text("utf-8"))
    if folder == "labels":
        blank, source = entries(read_yaml(path)), entries(read_yaml(begun.blank / folder / "fr.yaml"))
        # The names that one language writes otherwise than CLDR are not what another one does.
        source = {name: node for name, node in source.items() if not name.startswith("countries.")}
    else:
        blank, source = (dict(read_content(path.parent, code).texts()) for code in (language, "fr"))
    assert list(blank) == list(source)
    for name, node in blank.items():
        assert node.value == ""
        assert above(path, node.position.line or 0).endswith(" ".join(str(source[name].value).split())), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_blank_labels_ask_for_what_the_filled_ones_have(begun: Begun, language: str) -> None:
    blank = entries(read_yaml(begun.blank / "labels" / f"{language}.yaml"))
    filled = entries(read_yaml(FILLED / f"{language}.labels.yaml"))
    # An office's labels of an older press lack some that have become possible since.
    blank = {name: node for name, node in blank.items() if name in filled}
    assert list(blank) == [name for name in filled if name != "currencies.EUR"]
    braces = re.compile(r"\{\w+\}")
    french = entries(read_yaml(begun.blank / "labels" / "fr.yaml"))
    assert {name: set(braces.findall(str(filled[name].value))) for name in blank} == {
        name: set(braces.findall(str(french[name].value))) for name in blank
    }


def test_what_is_optional_is_offered_with_what_cldr_has(begun: Begun) -> None:
    """Uncommented, it is read as it stands: countries, currencies and the list of months."""
    text = (begun.blank / "labels" / "de.yaml").read_text("utf-8")
    offered = re.search(r"^# countries:\n(?:# .*\n)+", text, re.MULTILINE)
    assert offered
    months = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli"]
    months += ["August", "September", "Oktober", "November", "Dezember"]
    read = yaml.safe_load(re.sub(r"^# ", "", offered[0], flags=re.MULTILINE))
    french = yaml.safe_load((begun.blank / "labels" / "fr.yaml").read_text("utf-8"))
    assert list(read) == ["countries", "currencies", "months"]
    assert list(read["countries"]) == list(french["countries"])
    assert read["countries"]["IQ"] == "Irak"
    assert read["currencies"] == {"EUR": "Euro"}
    assert read["months"] == months


@pytest.mark.parametrize(
    ("language", "categories"),
    [
        ("ar", ["zero", "one", "two", "few", "many", "other"]),
        ("pl", ["one", "few", "many", "other"]),
        ("ja", ["other"]),
    ],
)
def test_plural_forms_are_those_of_the_language(house: Path, language: str, categories: list[str]) -> None:
    labels = house / "content" / "labels" / f"{language}.yaml"
    labels.unlink(missing_ok=True)
    assert run(house, "new-edition", "exchange", language).code == 0
    amounts = yaml.safe_load(labels.read_text("utf-8"))["amounts"]
    assert {name: list(forms) for name, forms in amounts.items()} == dict.fromkeys(
        ("units", "millions", "billions"), categories
    )
    if language == "pl":
        (few,) = [node for name, node in entries(read_yaml(labels)).items() if name == "amounts.millions.few"]
        assert (
            above(labels, few.position.line or 0) == "for numbers such as 2, 3, 4, 22: {number} millions d'{currency}"
        )


def test_paragraphs_and_addresses_of_the_source_stay_whole(begun: Begun) -> None:
    text = (begun.blank / "exchange" / "de.yaml").read_text("utf-8")
    assert "(https://example.org/echange-de-personnel/presentation)" in text
    assert '#\n# Il se nomme en anglais [Exchange Programme]{lang=en}.\nlead: ""\n' in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_blank_edition_is_answered_entry_by_entry(begun: Begun, unfinished: dict[str, Run], language: str) -> None:
    answer = unfinished[language]
    assert (answer.code, answer.out) == (1, "")
    assert not list(begun.blank.parent.glob(f"**/*.{language}.pdf"))
    wanted = {
        (path.parent.name, node.position.line)
        for path in (begun.blank / folder / f"{language}.yaml" for folder in ("exchange", "labels"))
        for node in entries(read_yaml(path)).values()
    }
    places = re.findall(r"^\S*?(\w+)/\w+\.yaml:(\d+):\d+: .* \[empty-text\]$", answer.err, re.MULTILINE)
    assert {(folder, int(line)) for folder, line in places} <= wanted
    told = [line for line in answer.err.splitlines() if re.search(r" \[[a-z-]+\]$", line)]
    # As many as are printed at most; nothing but these entries is missing.
    more = int(re.findall(r"^and (\d+) more$", answer.err, re.MULTILINE)[0])
    assert (len(told), len(told) - len(places) + len(wanted)) == (200, 200 + more)
    assert all(re.match(r"\S+\.yaml:\d+:\d+: ", line) for line in told)


# What it does not write.


@pytest.mark.parametrize("code", ["DE", "xx", "de_AT", "de."])
def test_a_code_that_no_manuscript_is_found_by_is_refused(small: Path, code: str) -> None:
    before = sorted(small.rglob("*"))
    with pytest.raises(Unprintable) as caught:
        new_edition(small, code)
    assert [problem.code for problem in caught.value.problems] == ["unknown-language"]
    assert sorted(small.rglob("*")) == before


def test_a_code_does_not_lead_out_of_the_folder(house: Path) -> None:
    before = sorted(house.rglob("*.yaml"))
    answer = run(house, "new-edition", "exchange", "../de")
    assert (answer.code, answer.out) == (1, "")
    assert "[unknown-language]" in answer.err
    assert sorted(house.rglob("*.yaml")) == before


def test_a_brief_that_does_not_name_its_source_is_asked_to(house: Path) -> None:
    brief = house / "content" / "exchange"
    facts = (brief / "brief.yaml").read_text("utf-8")
    (brief / "brief.yaml").write_text(facts.replace("language: fr\n", ""), "utf-8")
    assert run(house, "new-edition", "exchange", "de").code == 0
    assert "brief.yaml must say: language: fr\n" in (brief / "de.yaml").read_text("utf-8")
    answer = run(house, "new-edition", "exchange", "fa")
    assert answer.code == 1
    assert "add `language:` and one of de, fr" in answer.err


def test_labels_alone_are_made_for_a_manuscript_that_is_there(house: Path) -> None:
    manuscript = house / "content" / "exchange" / "de.yaml"
    shutil.copy2(FILLED / "exchange" / "de.yaml", manuscript)
    before = manuscript.read_bytes()
    answer = run(house, "new-edition", "exchange", "de")
    assert answer.code == 0
    assert [Path(path).parent.name for path in answer.out.splitlines()] == ["labels"]
    assert manuscript.read_bytes() == before
    assert "[existing-edition]" in run(house, "new-edition", "exchange", "de").err


def test_a_broken_source_leaves_no_half_of_an_edition(house: Path) -> None:
    (house / "content" / "labels" / "fr.yaml").write_text("kicker: [\n", "utf-8")
    assert run(house, "new-edition", "exchange", "de").code == 1
    assert not (house / "content" / "exchange" / "de.yaml").exists()


# The finished editions.


def letters(text: str) -> str:
    """The text without spaces, marks above letters, joiners and the controls of direction.

    Poppler puts Persian into logical order itself and sets the controls; it reads a mark that ends a line apart from
    it, and a PDF has no glyph for the joiners.
    """
    return "".join(letter for letter in text if unicodedata.category(letter) not in {"Mn", "Cf", "Zs", "Cc"})


def text(pdf: Path) -> str:
    """The text of the file as poppler reads it."""
    return letters(subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, check=True).stdout.decode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_says_its_language(finished: Path, language: str) -> None:
    with pikepdf.open(finished / f"exchange.{language}.pdf") as file:
        assert str(file.Root.Lang) == language
        title = {"de": "Das Programm „Austausch“", "fa": "برنامهٔ «تبادل»"}
        assert str(file.docinfo["/Title"]) == title[language]


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        # Quotation marks, the first of a month, a range, thousands, a percentage.
        ("de", "Das Büro wurde am 1. März 2024 eröffnet; sein Leitspruch lautet „der Zusammenarbeit dienen“."),
        (
            "de",
            "Im Zeitraum 2019–2022 hat es 12 500 Bedienstete geschult, das sind 50 % mehr als zuvor, z. B. in Wien.",
        ),
        ("fa", "این دفتر در 1 مارس 2024 گشایش یافت؛ شعار آن «خدمت به همکاری» است."),
        ("fa", "به 12 500 مأمور آموزش داد، یعنی 50 درصد بیش از گذشته، برای نمونه در"),
        # Dates and spans of the facts.
        ("de", "1. März 2019 bis November 2022"),
        ("de", "seit Mai 2023"),
        ("de", "Redaktion, Februar 2024"),
        ("de", "abgerufen am 29. Februar 2024."),
        ("fa", "از 1 مارس 2019 تا نوامبر"),
        # Amounts in millions by their plural forms, and in units.
        ("de", "1,25 Millionen Euro ausgezahlt (2019–2022)"),
        ("de", "1 Million Euro geplant"),
        ("de", "987.500 Euro ausgegeben"),
        ("fa", "1.25 میلیون یورو پرداخت‌شده"),
        ("fa", "987,500 یورو هزینه‌شده"),
        # Counted figures.
        ("de", "mehr als 12.500 geschulte Bedienstete (Dezember 2022)"),
        ("fa", "بیش از 12,500 مأمور آموزش‌دیده"),
    ],
)
def test_it_is_set_by_the_habits_of_its_language(finished: Path, language: str, printed: str) -> None:
    assert letters(printed) in text(finished / f"exchange.{language}.pdf")


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("de", "Ägypten, Deutschland, Japan, Österreich, Portugal und Tschad"),
        ("fa", "آلمان، اتریش، پرتغال، چاد، ژاپن، و مصر"),
    ],
    ids=LANGUAGES,
)
def test_countries_stand_in_the_order_of_the_alphabet(finished: Path, language: str, printed: str) -> None:
    assert letters(printed) in text(finished / f"exchange.{language}.pdf")


def title_of(pdf: Path) -> tuple[float, list[tuple[str, float, float]]]:
    """The width of the first page, and the characters of its title, each with its left and right edge."""
    with pdfplumber.open(pdf) as file:
        page = file.pages[0]
        size = max(char["size"] for char in page.chars)
        chars = [(char["text"], char["x0"], char["x1"]) for char in page.chars if char["size"] == size]
        return float(page.width), chars


def test_the_page_runs_from_left_to_right_or_from_right_to_left(finished: Path) -> None:
    width, german = title_of(finished / "exchange.de.pdf")
    assert min(german, key=lambda char: char[1])[0] == "D"
    assert min(left for _, left, _ in german) < width / 6

    width, persian = title_of(finished / "exchange.fa.pdf")
    assert max(persian, key=lambda char: char[2])[0] == "ب"
    assert max(right for *_, right in persian) > width * 5 / 6
    # In برنامهٔ «تبادل» the mark that opens is on the right, and the shape of « is mirrored there.
    marks = {text: left for text, left, _ in persian if text in "«»"}
    assert marks["«"] > marks["»"]


def test_a_range_of_years_is_read_from_right_to_left(finished: Path) -> None:
    with pdfplumber.open(finished / "exchange.fa.pdf") as file:
        words = file.pages[0].extract_words()
    (span,) = [word["text"] for word in words if "–" in word["text"] and len(word["text"]) == 9]
    assert span == "2022–2019"  # (as it is seen, from the left)


def test_persian_is_set_in_naskh_as_arabic_is(finished: Path) -> None:
    """styles/languages.css holds for Persian too: the size of the prose, and bold for what cannot be italic."""
    with pdfplumber.open(finished / "exchange.fa.pdf") as file:
        chars = [char for page in file.pages for char in page.chars]
    persian = [char for char in chars if unicodedata.bidirectional(char["text"][:1]) == "AL"]
    faces = {char["fontname"].partition("+")[2] for char in persian}
    assert faces == {"Noto-Naskh-Arabic", "Noto-Naskh-Arabic-Semi-Bold"}
    sizes = {round(char["size"], 1) for char in persian if char["page_number"] == 1}
    assert 10.5 in sizes  # (the prose; 10 in Latin script)
    assert 10 not in sizes
    lead = {char["fontname"].partition("+")[2] for char in persian if round(char["size"], 1) == 11}
    assert "Noto-Naskh-Arabic-Semi-Bold" in lead


def test_the_name_of_persian_in_german_is_set_in_naskh(finished: Path) -> None:
    with pdfplumber.open(finished / "exchange.de.pdf") as file:
        chars = [char for page in file.pages for char in page.chars]
    persian = [char for char in chars if unicodedata.bidirectional(char["text"][:1]) == "AL"]
    assert {char["fontname"].partition("+")[2] for char in persian} == {"Noto-Naskh-Arabic"}
    assert "".join(char["text"] for char in persian)[::-1] == "فارسی"


def test_the_validator_finds_no_failure(finished: Path) -> None:
    checked = run(finished.parent, "check", "exchange", "--strict", "--jobs", "1", *ONLY)
    assert checked.code == 0, checked.err
    assert checked.err.splitlines() == ["exchange.de: checked, 2 pages", "exchange.fa: checked, 3 pages"]
