"""What is printed beside the brief: the one-pager, the mark of a draft."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pikepdf
import pytest
import segno
from conftest import BRIEFS, ONE_PROCESS, ROOT, Printed, press, without_origins
from pdf_reader import structure

from briefpress.language.figures import JOINER
from briefpress.layout.typeset import Pdf, typeset
from briefpress.markup.render import Html, render
from briefpress.pdf.preflight import preflight
from briefpress.reading.read import read
from briefpress.schema.edition import Edition
from briefpress.schema.printed_values import Values

LANGUAGES = ("ar", "en", "es", "fr")
A4 = (595.28, 841.89)
MM = 72 / 25.4


# The one-pager


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("brief", BRIEFS)
def test_it_is_one_sheet_well_filled(brief: str, language: str, printed: Printed) -> None:
    with pdfplumber.open(printed(f"{brief}.onepager.{language}")) as pdf:
        assert len(pdf.pages) == 2
        for page in pdf.pages:
            assert (round(page.width, 2), round(page.height, 2)) == A4
            lowest = max(char["bottom"] for char in page.chars if char["bottom"] < A4[1] - 24 * MM)
            assert lowest > 0.75 * (A4[1] - 24 * MM)


def test_it_shows_what_is_chosen(printed: Printed) -> None:
    with pdfplumber.open(printed("interpol-eu.onepager.fr")) as pdf:
        recto, verso = (" ".join(page.extract_text().split()) for page in pdf.pages)
    for said in ("L’Union européenne est l’un de nos principaux partenaires", "Immigration irrégulière", "2009"):
        assert said in recto
    assert "Accord avec l’UE pour faciliter" in recto, "the short form"
    assert "INTERPOL a conclu un accord" not in recto, "the whole text"
    assert "aucune donnée trouvée" in verso
    assert "www.interpol.int/fr/Nos-partenaires/" in verso
    assert verso.count("Rédaction, novembre 2026") == 3


def test_its_sources_keep_their_numbers(printed: Printed) -> None:
    def numbered(edition: str) -> dict[str, tuple[str, str]]:
        notes = [element for element in structure(printed(edition)).walk() if "source-" in element.said.get("ID", "")]
        labels = [next(kid for kid in note.kids if kid.type == "Lbl").read() for note in notes]
        return {note.said["ID"]: (label.strip(), note.read()) for note, label in zip(notes, labels, strict=True)}

    whole, sheet = (numbered(f"interpol-eu.{layout}fr") for layout in ("", "onepager."))
    assert 3 < len(sheet) < len(whole)
    for name, (label, text) in sheet.items():
        assert label == f"{name.removeprefix('source-')}."
        assert whole[name][1].startswith(text.rstrip(".")), name


def test_its_qr_code_is_that_of_the_address(printed: Printed) -> None:
    """Read from the drawn page: each module is as dark as in the code of the address."""
    code = segno.make("https://cldr.unicode.org", micro=False, error="m")
    modules = [list(row) for row in code.matrix]
    path = printed("specimen.onepager.fr")
    figures = [element for element in structure(path).walk() if element.type == "Figure"]
    figure = next(element for element in figures if "QR" in element.said["Alt"])
    assert figure.said["Alt"] == "Code QR qui mène à https://cldr.unicode.org"
    left, bottom, right, top = map(float, figure.said["BBox"].split())
    with pdfplumber.open(path) as pdf:
        drawn = pdf.pages[1].to_image(resolution=300).original.convert("L")
    size = len(modules) + 8
    for row, line in enumerate(modules):
        for column, dark in enumerate(line):
            x = left + (right - left) * (column + 4.5) / size
            y = A4[1] - top + (top - bottom) * (row + 4.5) / size
            assert (drawn.getpixel((round(x * 300 / 72), round(y * 300 / 72))) < 128) == bool(dark), (row, column)


def onepager(edition: Edition) -> Html:
    return render(edition, replace(edition.brief.design, layout="onepager"))


def test_without_an_address_there_is_no_code(copy: Callable[[str], Path]) -> None:
    folder = copy("interpol-eu")
    facts = folder / "brief.yaml"
    facts.write_text(re.sub(r"(?m)^origin: .*\n", "", facts.read_text("utf-8")), "utf-8")
    markup = without_origins(onepager(read(folder, "fr")).markup)
    assert "<svg" not in markup
    assert "adresse de la page non relevée" in markup


def test_without_a_source_text_none_is_spoken_of(copy: Callable[[str], Path]) -> None:
    folder = copy("specimen")
    facts, words = folder / "brief.yaml", folder / "fr.yaml"
    facts.write_text(re.sub(r"(?m)^origin: .*\n", "", facts.read_text("utf-8")), "utf-8")
    words.write_text(re.sub(r"(?m)^origin: .*\n( .*\n)*", "", words.read_text("utf-8")), "utf-8")
    markup = without_origins(onepager(read(folder, "fr")).markup)
    assert "<h2>Ce qui a changé</h2>" in markup
    assert "<p>Textes abrégés par la rédaction. Les textes intégraux figurent" in markup


def test_contributions_are_called_as_the_brief_says(copy: Callable[[str], Path]) -> None:
    folder = copy("specimen")
    words = folder / "fr.yaml"

    def heads() -> set[str]:
        pages = [without_origins(page(read(folder, "fr")).markup) for page in (render, onepager)]
        return {head for page in pages for head in re.findall(r">([^<>]*ontribution[^<>]*)</(?:dt|th)>", page)}

    assert heads() == {"Contribution"}
    own = "    contribution: Part du fonds ou contribution\n    projects:\n      complet:"
    words.write_text(words.read_text("utf-8").replace("    projects:\n      complet:", own, 1), "utf-8")
    assert heads() == {"Part du fonds ou contribution"}


def test_the_first_chosen_map_opens_the_sheet(printed: Printed) -> None:
    elements = structure(printed("interpol-eu.onepager.fr")).walk()
    first = next(element for element in elements if element.type == "Figure")
    assert first.said["Alt"].startswith("Carte de l’Amérique latine")


def test_a_timeline_fits_beside_the_heads_and_under_the_table(copy: Callable[[str], Path]) -> None:
    folder = copy("specimen")
    facts, words = folder / "brief.yaml", folder / "ar.yaml"
    text = facts.read_text("utf-8").replace("{id: durees, ", "{id: durees, onepager: true, ")
    # The scale of the longest time, and the same timeline in a section of another kind.
    text = text.replace("{id: citation, type: quote, ", "{id: citation, onepager: true, type: timeline, of: projets, ")
    facts.write_text(text.replace("start: 2024-03-01", "start: 2020-03-01", 1), "utf-8")
    said = re.sub(r"(      citation:\n)(        .*\n)+", r"\1        caption: Temps\n", words.read_text("utf-8"))
    words.write_text(said, "utf-8")
    edition = read(folder, "ar")
    pdf = typeset(onepager(edition))
    assert [run.text for run in pdf.proof.runs].count("2020") == 2
    assert "overprinted-text" not in {problem.code for problem in preflight(pdf, edition)}


MANDATE = """\
    kind: mandate
    objectives:
      - {id: liaison, onepager: true}
    blocks:
      - {id: opening, onepager: true, type: quote}
"""


def gap(pdf: Pdf, upper: str, lower: str) -> float:
    """The lines of text that fit between two runs."""
    one, two = (next(run for run in pdf.proof.runs if said in run.text) for said in (upper, lower))
    return (two.box.y - one.box.y) / two.size - 1


def test_a_note_stands_apart_from_the_text_beside_it(small: Path) -> None:
    """By the gutter after the column of text, and below the head of the section."""
    pdf = typeset(render(read(small, "fr")))
    text, note = (next(run for run in pdf.proof.runs if said in run.text) for said in ("a ouvert", "dix agents"))
    assert (note.box.x - text.box.x) * 72 / 96 == pytest.approx((120 + 8) * MM, abs=0.1)
    heads = [run for run in pdf.proof.runs if run.text.replace(JOINER, "") == "Le bureau" and run.box.x == note.box.x]
    assert [head.box.y + head.box.height < note.box.y for head in heads] == [True]


def test_a_block_on_a_sheet_stands_apart_from_a_list(small: Path) -> None:
    facts, words = small / "brief.yaml", small / "fr.yaml"
    chosen = re.sub(r"    kind: prose\n(      .*\n|    blocks:\n)+", MANDATE, facts.read_text("utf-8"))
    facts.write_text(chosen, "utf-8")
    said = re.sub(r"    blocks:\n(      .*\n)+", "", words.read_text("utf-8"))
    own = "    intro: But\n    objectives: {liaison: relier}\n    blocks: {opening: {text: Citation, author: Elle}}\n"
    words.write_text(said.replace("    notes:", f"{own}    notes:"), "utf-8")
    pdf = typeset(onepager(read(small, "fr")))
    assert gap(pdf, "relier", "Citation") > 1


def test_a_chart_on_a_sheet_is_as_large_as_it_was_drawn(copy: Callable[[str], Path]) -> None:
    """Its words keep the size of small type, as it takes the whole column."""
    folder = copy("specimen")
    facts = folder / "brief.yaml"
    chosen = facts.read_text("utf-8").replace(
        "      - id: echelons\n", "      - id: echelons\n        onepager: true\n", 1
    )
    facts.write_text(chosen, "utf-8")
    elements = typeset(onepager(read(folder, "fr"))).structure.walk()
    figure = next(each for each in elements if (each.alternative or "").startswith("Diagramme de sept"))
    left, _, right, _ = figure.attributes["Layout"]["BBox"]
    assert right - left == pytest.approx(120 * 72 / 25.4, abs=1)


def test_a_chosen_layout_alone(small: Path, tmp_path: Path) -> None:
    """The brief's own layout has the plain name; another one is named."""
    (small / "templates").mkdir()
    (small / "templates" / "leaflet.html").write_text(
        '{% extends "base.html" %}{% block body %}{% include "parts/masthead.html" %}{% endblock %}', "utf-8"
    )
    run = press("build", small, "--layout", "leaflet", "--out", tmp_path / "out")
    assert run.out.split() == [str(tmp_path / "out" / "small.leaflet.fr.pdf")], run.err
    run = press("build", small, "--layout", "brief", "--out", tmp_path / "out")
    assert run.out.split() == [str(tmp_path / "out" / "small.fr.pdf")], run.err


def test_a_problem_of_both_layouts_is_told_once(copy: Callable[[str], Path], tmp_path: Path) -> None:
    folder = copy("specimen")
    words = folder / "fr.yaml"
    words.write_text(words.read_text("utf-8").replace("purpose: ", "purpos: ", 1), "utf-8")
    run = press("build", folder, "--lang", "fr", *ONE_PROCESS, "--out", tmp_path)
    assert run.err.count("[unknown-key]") == 1
    assert re.findall(r"^specimen\..*: failed", run.err, re.MULTILINE) == [
        "specimen.fr: failed",
        "specimen.onepager.fr: failed",
    ]


# The plate


def plate(edition: Edition) -> Pdf:
    return typeset(render(edition, replace(edition.brief.design, layout="plate")))


@pytest.mark.parametrize(("folder", "language"), [("content/interpol-eu", "ar"), ("examples/danube", "en")])
def test_a_plate_has_a_picture_with_figures_and_a_comparison(folder: str, language: str) -> None:
    edition = read(ROOT / folder, language)
    pdf = plate(edition)
    assert preflight(pdf, edition) == ()
    first, second = pdf.proof.texts
    assert str(edition.brief.purpose.plain).startswith(first[1].text)
    (picture,) = (each for each in pdf.proof.pictures if each.alt)
    assert picture.page == 1
    values = Values(edition.language, edition.labels)
    figures = [run for run in first if run.size == 44 * 96 / 72]
    assert len({run.box.y for run in figures}) == 3
    assert [run.text for run in figures] == [values.quantity(measure).number for measure in edition.glance[:3]]
    # Beside it, on the other side of the page where that runs from right to left.
    assert all((run.box.x > picture.box.x) == (language == "en") for run in figures)
    assert edition.changes[0].subject in " ".join(run.text for run in second)
    with pikepdf.open(io.BytesIO(pdf.data)) as file:
        assert [[round(float(edge)) for edge in page.MediaBox] for page in file.pages] == [[0, 0, 842, 595]] * 2


def test_a_brief_that_has_too_little_for_a_plate_is_told(small: Path) -> None:
    edition = read(small, "fr")
    assert [problem.code for problem in preflight(plate(edition), edition)] == ["too-short"]


# Drafts


def test_every_page_of_a_draft_is_marked_beside_its_text(copy: Callable[[str], Path], tmp_path: Path) -> None:
    folder = copy("specimen")
    facts = folder / "brief.yaml"
    facts.write_text("status: draft\n" + facts.read_text("utf-8"), "utf-8")
    chosen = ("--layout", "brief", "--lang", "fr", "--lang", "ar", *ONE_PROCESS)
    run = press("build", folder, *chosen, "--out", tmp_path)
    assert run.code == 0, run.err
    with pdfplumber.open(tmp_path / "specimen.fr.pdf") as pdf:
        for page in pdf.pages:
            mark = [char for char in page.chars if not char["upright"]]
            assert "".join(char["text"] for char in mark) in ("PROJET", "TEJORP")
            assert {char["tag"] for char in mark} == {"Artifact"}
            # In the outer margin, at the right of rectos.
            edge = 16 * MM
            inside = [char["x0"] > page.width - edge if page.page_number % 2 else char["x1"] < edge for char in mark]
            assert all(inside)
    said = structure(tmp_path / "specimen.fr.pdf").read()
    assert said.count("PROJET") == 1, "the line above the title alone"
    with pdfplumber.open(tmp_path / "specimen.ar.pdf") as pdf:
        assert all(any(not char["upright"] for char in page.chars) for page in pdf.pages)


def test_a_final_edition_has_no_mark(printed: Printed) -> None:
    with pdfplumber.open(printed("specimen.fr")) as pdf:
        assert all(char["upright"] for page in pdf.pages for char in page.chars)
