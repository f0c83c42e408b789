"""Files for the print shop: boxes and marks, sheets for folding, and inks, as the files say and as plates show them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pikepdf
import pytest
from conftest import ONE_PROCESS, Printed, press
from pdfplumber.page import Page
from PIL import Image

A4 = (595.28, 841.89)
MM = 72 / 25.4


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what is made of two editions for the print shop."""
    out = tmp_path_factory.mktemp("finished")
    run = press(
        "build",
        "interpol-eu",
        "--layout",
        "brief",
        "--lang",
        "fr",
        "--lang",
        "ar",
        "--print",
        "--booklet",
        *ONE_PROCESS,
        "--out",
        out,
    )
    assert run.code == 0, run.err
    return out


def box(page: pikepdf.Page, name: str) -> list[float]:
    return [round(float(edge), 2) for edge in page[f"/{name}"]]


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_pages_for_the_print_shop_have_bleed_and_marks(language: str, finished: Path) -> None:
    with pikepdf.open(finished / f"interpol-eu.{language}.print.pdf") as file:
        assert len(file.pages) == 6
        for page in file.pages:
            assert box(page, "TrimBox") == [0, 0, *A4]
            assert box(page, "BleedBox") == pytest.approx([-3 * MM, -3 * MM, A4[0] + 3 * MM, A4[1] + 3 * MM], abs=0.01)
            assert box(page, "MediaBox") == pytest.approx([-8 * MM, -8 * MM, A4[0] + 8 * MM, A4[1] + 8 * MM], abs=0.01)
    with pdfplumber.open(finished / f"interpol-eu.{language}.print.pdf") as pdf:
        picture = pdf.pages[0].to_image(resolution=144).original.convert("L")
    # The mark at the upper left corner: level with the edge of the page, and clear of the bleed.
    dark = [
        x for x in range(round(8 * MM * 2)) if min(picture.getpixel((x, round(8 * MM * 2) + d)) for d in (-1, 0)) < 128
    ]
    assert dark
    assert max(dark) < 5 * MM * 2


#: Left and right of each side of the sheets of six pages and two blank ones.
SIDES = [(None, 1), (2, None), (6, 3), (4, 5)]


def beginning(page: Page) -> str:
    """The first letters of a page; hyphens are those of the keyboard only in what claims a standard."""
    return re.sub("[\u2010\u2011]", "-", "".join(page.extract_text().split()))[:300]


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_a_booklet_has_its_pages_in_the_order_of_the_fold(language: str, finished: Path, printed: Printed) -> None:
    with pdfplumber.open(printed(f"interpol-eu.{language}")) as pdf:
        pages = {page.page_number: beginning(page) for page in pdf.pages}
    # The editions differ in their last lines: what is made for the print shop claims no standard.
    sides = SIDES if language == "fr" else [(right, left) for left, right in SIDES]
    with pdfplumber.open(finished / f"interpol-eu.{language}.booklet.pdf") as pdf:
        assert len(pdf.pages) == len(sides)
        for page, pair in zip(pdf.pages, sides, strict=True):
            assert (round(page.width, 2), round(page.height, 2)) == (1190.55, 841.89)
            middle = page.width / 2
            halves = page.crop((0, 0, middle, page.height)), page.crop((middle, 0, page.width, page.height))
            for half, number in zip(halves, pair, strict=True):
                assert beginning(half) == (pages[number] if number else "")


def test_a_booklet_is_turned_over_its_short_edge_and_not_scaled(finished: Path) -> None:
    """Else every second side stands on its head, or misses the fold."""
    with pikepdf.open(finished / "interpol-eu.fr.booklet.pdf") as file:
        preferences = file.Root.ViewerPreferences
        assert (preferences.Duplex, preferences.PrintScaling) == ("/DuplexFlipShortEdge", "/None")


def test_sheets_of_a_booklet_make_up_for_the_thickness_of_those_around_them(finished: Path) -> None:
    """The inner ones stand out at the fore edge: their pages lie nearer to the fold, by the thickness of each sheet."""
    with pikepdf.open(finished / "interpol-eu.fr.booklet.pdf") as file:
        contents = [b"".join(part.read_bytes() for part in page.Contents).decode() for page in file.pages]
        places = [re.findall(r"1 0 0 1 ([\d.]+) 0 cm", text) for text in contents]
        width = float(file.pages[0].mediabox[2]) / 2
    sides = [[float(x) for x in side] for side in places]
    assert sides == [
        pytest.approx([width], abs=0.01),
        pytest.approx([0], abs=0.01),
        pytest.approx([0.1 * MM, width - 0.1 * MM], abs=0.01),
        pytest.approx([0.1 * MM, width - 0.1 * MM], abs=0.01),
    ]


FINISHES = ("print", "booklet")


@pytest.mark.parametrize("finish", FINISHES)
def test_what_is_made_for_the_print_shop_is_pdf_x_and_claims_nothing_else(finish: str, finished: Path) -> None:
    """ISO 15930-7: the printing condition with its profile, boxes, and nothing on a page that is not for paper."""
    with pikepdf.open(finished / f"interpol-eu.fr.{finish}.pdf") as file:
        metadata = file.Root.Metadata.read_bytes().decode()
        assert str(file.docinfo["/Keywords"]).startswith("For the print shop")
        assert (file.pdf_version, file.docinfo["/Trapped"]) == ("1.6", "/False")
        (intent,) = file.Root.OutputIntents
        assert (intent.S, intent.OutputConditionIdentifier) == ("/GTS_PDFX", "FOGRA39")
        assert (intent.DestOutputProfile.N, intent.DestOutputProfile.read_bytes()[12:20]) == (4, b"prtrCMYK")
        assert not {"/StructTreeRoot", "/Outlines", "/AcroForm", "/Names"} & file.Root.keys()
        assert all("/TrimBox" in page and "/Annots" not in page for page in file.pages)
    assert ">PDF/X-4</pdfxid:GTS_PDFXVersion>" in metadata
    assert "For the print shop" in metadata
    assert "INTERPOL et l’Union européenne" in metadata
    assert not re.search(r"pdf(a|ua)id:part", metadata)
    with pdfplumber.open(finished / f"interpol-eu.fr.{finish}.pdf") as pdf:
        assert "PDF/UA" not in "".join(page.extract_text() for page in pdf.pages)


def streams(file: pikepdf.Pdf) -> Iterator[pikepdf.Page | pikepdf.Stream]:
    """All that is drawn: on pages, in drawings on them, as patterns."""
    yield from file.pages
    for item in file.objects:
        if isinstance(item, pikepdf.Stream) and (item.get("/Subtype") == "/Form" or "/PatternType" in item):
            yield item


@pytest.mark.parametrize("finish", FINISHES)
def test_all_that_is_drawn_is_drawn_in_inks(finish: str, finished: Path) -> None:
    with pikepdf.open(finished / f"interpol-eu.ar.{finish}.pdf") as file:
        colours = {
            (str(instruction.operator).lower(), *map(float, instruction.operands))
            for stream in streams(file)
            for instruction in pikepdf.parse_content_stream(stream)  # type: ignore[arg-type]
            if str(instruction.operator) in ("rg", "RG", "k", "K", "sc", "SC")
        }
    assert {colour[0] for colour in colours} == {"k"}
    # Ink, what is softer, hairlines and land are of black alone; structure and notes have a hue.
    assert {colour[1:] for colour in colours if not any(colour[1:4])} >= {
        (0, 0, 0, 1),
        (0, 0, 0, 0.84),
        (0, 0, 0, 0.48),
    }
    assert sum(1 for colour in colours if any(colour[1:4])) == 2


def test_text_stands_on_the_black_plate_alone(finished: Path, tmp_path: Path) -> None:
    """As Ghostscript separates it, at 72 dots to the inch: a point is a dot."""
    path = finished / "interpol-eu.fr.print.pdf"
    flags = ["-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", "-r72", "-dFirstPage=2", "-dLastPage=2"]
    subprocess.run(["gs", *flags, f"-sOutputFile={tmp_path}/page.tif", path], check=True)
    plates = {
        ink: Image.open(tmp_path / f"page({ink}).tif").convert("L") for ink in ("Cyan", "Magenta", "Yellow", "Black")
    }
    with pdfplumber.open(path) as pdf:
        words = pdf.pages[1].extract_words(extra_attrs=["non_stroking_color", "size"])
        left, top, *_ = pdf.pages[1].bbox
    text = [word for word in words if word["non_stroking_color"] == (0, 0, 0, 1) and word["size"] > 9.9]
    assert len(text) > 100
    for word in text:
        box = [
            round(word[edge] - start)
            for edge, start in zip(("x0", "top", "x1", "bottom"), (left, top) * 2, strict=True)
        ]
        inked = [ink for ink, plate in plates.items() if plate.crop(box).getextrema()[0] < 200]
        assert inked == ["Black"], word["text"]
    assert {ink for ink, plate in plates.items() if plate.crop((0, 0, 40, 40)).getextrema()[0] < 200} == {"Black"}


def test_nothing_is_blended_in_the_colours_of_a_screen(finished: Path) -> None:
    """What is drawn in black ink in such a group would be separated anew, into all four."""
    with pikepdf.open(finished / "interpol-eu.fr.print.pdf") as file:
        spaces = {str(stream.Group.CS) for stream in streams(file) if "/Group" in stream and "/CS" in stream.Group}
    assert spaces == {"/DeviceCMYK"}


def test_it_leaves_the_edition_as_it_is(finished: Path, small: Path, tmp_path: Path) -> None:
    assert not list(finished.glob("*.fr.pdf"))
    assert press("build", small, "--out", tmp_path / "out").code == 0
    before = (tmp_path / "out" / "small.fr.pdf").read_bytes()
    made = [press("build", small, "--booklet", "--out", tmp_path / name) for name in ("out", "other")]
    assert [run.code for run in made] == [0, 0]
    assert (tmp_path / "out" / "small.fr.pdf").read_bytes() == before
    one, two = (tmp_path / name / "small.fr.booklet.pdf" for name in ("out", "other"))
    assert one.read_bytes() == two.read_bytes(), "the same input gives the same bytes"
    assert "small.fr.booklet: unchanged" in press("build", small, "--booklet", "--out", tmp_path / "out").err
