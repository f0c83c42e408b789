"""The themes print every section and block, and keep their word: `ink` has no colour, `large-print` nothing small."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest
from conftest import ROOT, press

from briefpress.layout.typeset import typeset
from briefpress.markup.render import render
from briefpress.pdf.pages import MIN_PAGE
from briefpress.pdf.preflight import contrast, preflight
from briefpress.reading.read import read

THEMES = ("ink", "large-print")
#: The specimen shows everything; the brief in French and Arabic is what the themes are for.
PRINTED = ("specimen.ar", "specimen.fr", "interpol-eu.ar", "interpol-eu.fr")
WHITE = (1.0, 1.0, 1.0)
BLACK = (0.0, 0.0, 0.0)
MM = 72 / 25.4


@pytest.fixture(scope="session")
def themed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of each theme, with its editions as they are set: what is looked at here no later stage changes."""
    out = tmp_path_factory.mktemp("themes")
    for theme in THEMES:
        (out / theme).mkdir()
        for name in PRINTED:
            brief, _, language = name.partition(".")
            edition = read(ROOT / "content" / brief, language)
            pdf = typeset(render(edition, replace(edition.brief.design, theme=theme)))
            # The last page of large print may hold a few lines; none in the middle may be half empty.
            assert {problem.code for problem in preflight(pdf, edition)} <= {"short-last-page"}
            (out / theme / f"{name}.pdf").write_bytes(pdf.data)
    return out


def test_a_sheet_that_does_not_hold_large_print_is_not_set_smaller(tmp_path: Path) -> None:
    chosen = ("--layout", "onepager", "--theme", "large-print")
    run = press("build", "specimen", "--lang", "fr", *chosen, "--out", tmp_path)
    assert run.code == 1
    assert re.findall(r"\[([a-z-]+)\]", run.err) == ["too-long"], run.err
    assert "or take another theme than `large-print`; here begins" in run.err


def words(path: Path) -> Iterator[dict[str, Any]]:
    """The characters of a file, but for those that are drawn in pictures."""
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            yield from (char for char in page.chars if char["tag"] != "Figure")


def colours(path: Path) -> set[tuple[float, ...]]:
    """The colours that the content of the pages asks for."""
    with pikepdf.open(path) as pdf:
        return {
            # (patterns have names)
            tuple(round(float(part), 3) for part in instruction.operands if not isinstance(part, pikepdf.Name))
            for page in pdf.pages
            for instruction in pikepdf.parse_content_stream(page)
            if str(instruction.operator) in ("rg", "RG", "g", "G", "k", "K", "sc", "scn", "SC", "SCN")
        }


@pytest.mark.parametrize("edition", PRINTED)
def test_ink_has_no_colour_but_that_of_the_marking(edition: str, themed: Path) -> None:
    marking = (0.2, 1.0, 0.0) if edition.startswith("specimen") else WHITE
    drawing = (ROOT / "content" / "specimen" / "pictures" / "page.svg").read_text("utf-8")
    pictured = {
        tuple(round(int(code[place : place + 2], 16) / 255, 3) for place in (0, 2, 4))
        for code in re.findall(r"#([0-9a-f]{6})", drawing if edition.startswith("specimen") else "")
    }
    # A grey is no colour.
    found = {colour for colour in colours(themed / "ink" / f"{edition}.pdf") if len(set(colour)) > 1}
    assert found <= {marking, *pictured}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("edition", PRINTED)
def test_text_has_the_enhanced_contrast(theme: str, edition: str, themed: Path) -> None:
    """WCAG 2.2, 1.4.6. The markings stand on black, and nothing else is pale."""
    seen = {tuple(char["non_stroking_color"]) for char in words(themed / theme / f"{edition}.pdf")}
    faint = {colour for colour in seen if contrast(colour, WHITE) < 7}
    assert all(contrast(colour, BLACK) >= 7 for colour in faint)
    assert len(faint) <= 1


@pytest.mark.parametrize("edition", PRINTED)
def test_large_print_is_large_upright_and_without_serifs(edition: str, themed: Path) -> None:
    chars = list(words(themed / "large-print" / f"{edition}.pdf"))
    small = {char["text"] for char in chars if char["size"] < 16 - 0.01 and char["text"].strip()}
    assert small == set()
    faces = {char["fontname"].partition("+")[2] for char in chars}
    assert not [face for face in faces if "Serif" in face or "It" in face]


@pytest.mark.parametrize("edition", PRINTED)
def test_large_print_has_one_column(edition: str, themed: Path) -> None:
    """The labels of notes, which the house sets in the column beside the text, begin where the text does."""
    with pdfplumber.open(themed / "large-print" / f"{edition}.pdf") as pdf:
        width = float(pdf.pages[0].width)
    labels = [char for char in words(themed / "large-print" / f"{edition}.pdf") if is_label(char)]
    right_to_left = edition.endswith(".ar")
    edge = min(width - char["x1"] if right_to_left else char["x0"] for char in labels)
    far = max(char["x1"] if right_to_left else width - char["x0"] for char in labels)
    assert labels
    assert edge < 30 * MM
    assert far > width - 30 * MM


def test_large_print_sets_the_head_of_times_over_the_years(themed: Path) -> None:
    with pdfplumber.open(themed / "large-print" / "interpol-eu.fr.pdf") as pdf:
        pages = [{word["text"]: word for word in page.extract_words()} for page in pdf.pages]
    (page,) = [page for page in pages if "Calendrier" in page and {"2015", "2020", "2025"} <= page.keys()]
    assert page["Calendrier"]["bottom"] < page["2015"]["bottom"] - 16
    assert page["Calendrier"]["top"] < page["2015"]["top"]


def is_label(char: dict[str, Any]) -> bool:
    """Whether a character has the colour of what has changed since."""
    return tuple(round(float(part) * 255) for part in char["non_stroking_color"]) == (0x6B, 0x3A, 0x00)


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_pages_are_full_on_letter_paper_too(language: str) -> None:
    """On A4 they are wherever a test asks for an edition: what is `printed` has no page half empty."""
    edition = read(ROOT / "content" / "interpol-eu", language)
    proof = typeset(render(edition, replace(edition.brief.design, theme="letter"))).proof
    assert len(proof.filled) == 6
    assert min(proof.filled[:-1]) > MIN_PAGE
    assert proof.blanks == ()


def test_letter_paper_keeps_the_columns_within_its_margins(tmp_path: Path) -> None:
    chosen = ("--lang", "fr", "--layout", "brief", "--theme", "letter")
    run = press("build", "specimen", "--strict", *chosen, "--out", tmp_path)
    assert run.code == 0, run.err
    with pdfplumber.open(tmp_path / "specimen.fr.pdf") as pdf:
        assert {(page.width, page.height) for page in pdf.pages} == {(612, 792)}
        first = pdf.pages[0]
        body = [char for char in first.chars if 16 * MM < char["top"] < 792 - 17 * MM and char["text"].strip()]
        assert round(min(char["x0"] for char in body if round(char["size"]) == 10), 0) >= round(20 * MM)
        assert 612 - (16 + 46) * MM < max(char["x1"] for char in body) < 612 - 16 * MM + 0.1
        right = max(c["x1"] for c in body if round(c["size"]) == 10 and "Serif" in c["fontname"])
    # As wide as on A4 and the 6 mm by which the paper is wider.
    assert 116 * MM < right - 20 * MM < 126 * MM


@pytest.mark.parametrize("language", ["ar", "es"])
def test_what_fills_a_sheet_of_a4_fills_one_of_letter(language: str, tmp_path: Path) -> None:
    """In the two languages that need most room."""
    chosen = ("--lang", language, "--layout", "onepager", "--theme", "letter")
    run = press("build", "interpol-eu", *chosen, "--out", tmp_path)
    assert run.code == 0, run.err
    with pikepdf.open(tmp_path / f"interpol-eu.onepager.{language}.pdf") as pdf:
        assert [list(map(round, map(float, page.mediabox))) for page in pdf.pages] == [[0, 0, 612, 792]] * 2
