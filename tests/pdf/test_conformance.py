"""Every edition is archival and accessible at once, by the reference validator; and the validator bites."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from conftest import EDITIONS, ONE_PROCESS, ROOT, Printed, press

from briefpress.core.design import STANDARDS
from briefpress.layout.typeset import Pdf, typeset
from briefpress.markup.render import render
from briefpress.pdf.preflight import nonconforming
from briefpress.pdf.validator import Failure, failures
from briefpress.press.make import make
from briefpress.press.order import Order, silent
from briefpress.reading.read import read
from briefpress.schema.edition import Edition

PDF_1, PDF_2 = STANDARDS["a-3a+ua-1"].profiles, STANDARDS["a-4f+ua-2"].profiles


@pytest.mark.parametrize("edition", ["interpol-eu.ar", "interpol-eu.fr", "specimen.ar", "specimen.onepager.fr"])
def test_verapdf_finds_no_failure(edition: str, printed: Printed) -> None:
    """In the finished file: each was proved as it was printed, or it would not be there (see below)."""
    assert failures((printed(edition)).read_bytes(), PDF_1) == ()


def test_the_newer_standards_on_request(tmp_path: Path) -> None:
    """A final edition is printed only when the validator finds no failure: here under four profiles each."""
    for brief, language in (("specimen", "ar"), ("interpol-eu", "fr")):
        chosen = ("--lang", language, "--layout", "brief", "--standard", "a-4f+ua-2")
        run = press("build", brief, *chosen, "--out", tmp_path)
        assert (run.code, run.err.count("built")) == (0, 1), run.err
    with pikepdf.open(tmp_path / "interpol-eu.fr.pdf") as file:
        assert file.pdf_version == "2.0"
        claims = bytes(file.Root.Metadata.read_bytes()).decode()
        assert re.findall(r'pdfuaid:\w+="(\w+)"', claims) == ["2", "2024"]
        assert re.findall(r"declarations/(wtpdf#\w+1\.0)", claims) == ["wtpdf#accessibility1.0", "wtpdf#reuse1.0"]
    said = subprocess.run(["pdftotext", tmp_path / "interpol-eu.fr.pdf", "-"], capture_output=True, check=True)
    assert "PDF/A-4f, PDF/UA-2 et WTPDF 1.0" in " ".join(said.stdout.decode().split())


def test_the_profiles_are_complete() -> None:
    # In a process of its own: none that has had Java in it can fork.
    script = f"from briefpress.pdf.validator import rules; print([rules(profile) for profile in {PDF_1 + PDF_2}])"
    printed = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True).stdout
    assert printed.decode().strip() == "[155, 106, 111, 1728, 1724, 1711]"


def test_only_what_was_proved_is_said(small: Path, tmp_path: Path) -> None:
    """A draft is not proved, and its imprint says nothing of standards."""
    facts = small / "brief.yaml"
    for status, said in (("draft", False), ("final", True)):
        facts.write_text(re.sub("status: .*", f"status: {status}", facts.read_text("utf-8")), "utf-8")
        assert press("build", small, "--out", tmp_path).code == 0
        text = subprocess.run(["pdftotext", tmp_path / "small.fr.pdf", "-"], capture_output=True, check=True).stdout
        assert (b"PDF/UA-1" in text) is said


def test_what_does_not_conform_is_not_printed(small: Path, tmp_path: Path) -> None:
    facts = small / "brief.yaml"
    facts.write_text(facts.read_text("utf-8").replace("status: draft", "status: final"), "utf-8")
    own = small / "templates" / "parts" / "masthead.html"
    own.parent.mkdir(parents=True)
    own.write_text('{% include "house/parts/masthead.html" %}\n<li>1</li>\n')
    run = press("build", small, "--out", tmp_path)
    assert (run.code, list(tmp_path.glob("*.pdf"))) == (1, [])
    assert "templates/parts/masthead.html:2: parts of a list, a table or a text stand where" in run.err
    assert "let `li` stand in `ul` or `ol`" in run.err
    # A draft is printed, and only `check` has it proved.
    facts.write_text(facts.read_text("utf-8").replace("status: final", "status: draft"), "utf-8")
    assert press("build", small, "--out", tmp_path).code == 0
    run = press("check", small)
    assert run.code == 1
    assert "(PDF/UA-1 7.2-" in run.err


def test_a_final_edition_is_not_printed_without_the_validator(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the press was installed without its extra: Python is told that there is no JPype."""
    facts = small / "brief.yaml"
    facts.write_text(facts.read_text("utf-8").replace("status: draft", "status: final"), "utf-8")
    monkeypatch.setitem(sys.modules, "jpype", None)
    run = press("build", small, "--out", tmp_path)
    assert (run.code, "[missing-validator]" in run.err) == (1, True)
    facts.write_text(facts.read_text("utf-8").replace("status: final", "status: draft"), "utf-8")
    assert press("build", small, "--out", tmp_path).code == 0


def test_canary_before_conform() -> None:
    html = render(read(ROOT / "content" / "specimen", "fr"))
    codes = {failure.message.split(":")[0] for failure in failures(typeset(html).data, PDF_1)}
    # What conform adds: the file's identifier and the claim of PDF/UA.
    assert codes == {"PDF/A-3A 6.1.3-1", "PDF/UA-1 5-1"}


def test_canary_with_one_alternative_text_less(printed: Printed) -> None:
    with pikepdf.open(printed("specimen.fr")) as file:
        figures = [
            thing for thing in file.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"
        ]
        del figures[0].Alt
        damaged = BytesIO()
        file.save(damaged)
    assert [failure.message.split(":")[0] for failure in failures(damaged.getvalue(), PDF_1)] == ["PDF/UA-1 7.3-1"]


@pytest.mark.parametrize(
    ("kind", "number", "file", "entry"),
    [
        ("/P", 15, "fr.yaml", "sections.blocs.blocks.texte.text"),
        ("/TD", 3, "fr.yaml", "sections.partenaires.partners.weasyprint.text"),
        ("/Link", 6, "labels/fr.yaml", "labels.imprint.title"),
    ],
)
def test_a_failure_is_placed_where_the_element_comes_from(kind: str, number: int, file: str, entry: str) -> None:
    """An item of no list, in place of a paragraph, a cell or a link inside a reference."""
    edition, pdf = made()
    damaged = with_each(pdf.data, kind, number, lambda element: setattr(element, "S", pikepdf.Name.LI))
    places = [str(problem.position) for problem in nonconforming(replace(pdf, data=damaged), edition)]
    assert edition.places[entry].shown.endswith(file)
    assert str(edition.places[entry]) in places


def test_a_picture_without_alternative_text_is_placed_at_its_block() -> None:
    edition, pdf = made()
    damaged = with_each(pdf.data, "/Figure", 0, lambda element: delattr(element, "Alt"))
    (problem,) = nonconforming(replace(pdf, data=damaged), edition)
    (path,) = [path for path, place in edition.places.items() if place == problem.position]
    assert path.startswith("sections.blocs.blocks.")


@cache
def made() -> tuple[Edition, Pdf]:
    """The specimen in French and its finished file."""
    return make(Order(ROOT / "content" / "specimen", "fr", Path()), silent)


def with_each(data: bytes, kind: str, number: int, change: Callable[[Any], None]) -> bytes:
    """A file with the structure element of this type and number in reading order changed."""
    with pikepdf.open(BytesIO(data)) as file:
        elements = [element for element in in_order(file.Root.StructTreeRoot.K) if kind == element.S]
        change(elements[number])
        damaged = BytesIO()
        file.save(damaged)
    return damaged.getvalue()


def in_order(kids: Any) -> Iterator[Any]:
    """The structure elements among and below these."""
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from in_order(kid.get("/K", pikepdf.Array()))


def test_check_runs_the_validator_and_writes_nothing(tmp_path: Path) -> None:
    run = press("check", ROOT / "content" / "specimen", "--lang", "fr", *ONE_PROCESS, cwd=tmp_path)
    assert (run.code, run.out) == (0, "")
    assert "specimen.fr: checked, 4 pages" in run.err
    assert "specimen.onepager.fr: checked, 2 pages" in run.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_qpdf_finds_the_file_sound(edition: str, printed: Printed) -> None:
    done = subprocess.run(["qpdf", "--check", printed(edition)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_sources_are_enclosed_and_the_file_says_what_it_is(printed: Printed) -> None:
    folder = ROOT / "content" / "interpol-eu"
    with pikepdf.open(printed("interpol-eu.fr")) as file:
        enclosed = {name: bytes(spec.get_file().read_bytes()) for name, spec in file.attachments.items()}
        assert list(enclosed) == ["brief.yaml", "briefpress.json", "fr.yaml"]
        assert all(enclosed[name] == (folder / name).read_bytes() for name in ("brief.yaml", "fr.yaml"))
        assert [str(spec.AFRelationship) for spec in file.Root.AF] == ["/Source", "/Unspecified", "/Source"]
        assert str(file.Root.Lang) == "fr"
        assert str(file.docinfo["/Title"]) == "INTERPOL et l’Union européenne"
        assert str(file.docinfo["/CreationDate"]) == "D:20261123"
        outline = [str(item.title) for item in file.open_outline().root[0].children]
    assert outline[2] == "1 Le Bureau du Représentant spécial"


def test_links_lead_outside_by_https_and_inside_to_places_that_exist(printed: Printed) -> None:
    with pikepdf.open(printed("interpol-eu.fr")) as file:
        annotations = [link for page in file.pages for link in page.get("/Annots", ())]
        outside = {str(link.A.URI) for link in annotations if "/A" in link and "/URI" in link.A}
        inside = [
            link.Dest if "/Dest" in link else link.A.D for link in annotations if "/Dest" in link or "/D" in link.A
        ]
        named = dict(pikepdf.NameTree(file.Root.Names.Dests).items())
        places = [named[str(place)] if isinstance(place, pikepdf.String) else place for place in inside]
        pages = {page.obj.objgen: page.mediabox for page in file.pages}
        for target, kind, left, top, *_ in places:
            box = pages[target.objgen]
            assert (kind, box[0] <= left <= box[2], box[1] <= top <= box[3]) == ("/XYZ", True, True)
    assert len(places) > 50
    assert all(address.startswith("https://") and ".invalid" not in address for address in outside)


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_space_is_extracted_as_a_space(edition: str, printed: Printed) -> None:
    """A face has one glyph for the space and the no-break space: searching must find what is read."""
    done = subprocess.run(["pdftotext", printed(edition), "-"], capture_output=True, check=True)
    assert "\u00a0" not in done.stdout.decode()


@pytest.mark.parametrize(
    ("rule", "what"),
    [
        ("PDF/UA-1 7.2-20", "list"),
        ("PDF/UA-1 7.2-34", "language"),
        ("PDF/UA-1 7.2-42", "number of cells"),
        ("PDF/UA-1 7.3-1", "alternative text"),
        ("PDF/UA-1 7.21.8-1", "font"),
        ("PDF/A-3A 6.2.4.3-3", "CMYK"),
        ("PDF/A-3A 6.2.8-1", "smoothed"),
        ("PDF/A-3A 6.1.12-1", "as its standard asks"),
    ],
)
def test_a_rule_is_told_by_what_it_means(rule: str, what: str) -> None:
    problem = Failure(f"{rule}: words of veraPDF", ("root",)).problem()
    assert (what in problem.message, rule in problem.message, "words of veraPDF" in problem.hint) == (True, True, True)
