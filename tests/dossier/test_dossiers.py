"""Dossiers: what is bound stays what it was, is found again, and is proved."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import foreign_files
import pdfplumber
import pikepdf
import pypdfium2
import pytest
from conftest import ROOT, press
from PIL import Image, ImageChops

from briefpress.confined.limits import Limits
from briefpress.dossier import parts
from briefpress.dossier.build import assemble
from briefpress.dossier.read import read_dossier
from briefpress.pdf.validator import failures
from briefpress.press.order import Publication

HEAD = "title: Réunion\nlanguage: fr\ndate: 2026-11-23\nmarking: TLP:CLEAR\nparts:\n"
PARTS = """\
  - {brief: small}
  - {brief: small, lang: ar}
  - {file: scan.png, title: La lettre, alt: Une lettre}
  - {file: report.pdf, title: Report, language: en}
  - {file: report.pdf, title: Report again, language: en}
  - {file: table.csv, title: Les chiffres, enclose: true}
"""
#: The pages of its cover.
FRONT = 1


def bind(folder: Path, parts: str, head: str = HEAD) -> Publication:
    """Bind a dossier of the folder's files in this process."""
    path = folder / "meeting.yaml"
    path.write_text(head + parts, "utf-8")
    return assemble(path, folder / "dist", None, lambda _stage: None)


def codes(publication: Publication) -> list[str]:
    return [problem.code for problem in publication.problems]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a dossier of editions and foreign files, all of them tagged, bound by the command."""
    folder = tmp_path_factory.mktemp("dossier")
    shutil.copytree(ROOT / "tests" / "data" / "small", folder / "small")
    shutil.copy(ROOT / "tests" / "data" / "small.ar.yaml", folder / "small" / "ar.yaml")
    foreign_files.scan(folder / "scan.png")
    foreign_files.report(folder / "report.pdf", is_tagged=True)
    (folder / "table.csv").write_text("year,count\n2009,3\n", "utf-8")
    (folder / "meeting.yaml").write_text(HEAD + PARTS, "utf-8")
    run = press("dossier", folder / "meeting.yaml", "--out", folder / "dist")
    assert (run.code, run.out) == (0, f"{folder / 'dist' / 'meeting.pdf'}\n"), run.err
    assert "meeting: built, 8 pages" in run.err
    return folder


@pytest.fixture(scope="module")
def bound(folder: Path) -> Path:
    return folder / "dist" / "meeting.pdf"


@pytest.fixture
def book(bound: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(bound) as file:
        yield file


@pytest.fixture(scope="module")
def edition(folder: Path) -> Callable[[str], Path]:
    """The file of an edition as it was before it was bound."""
    return lambda language: folder / "dist" / ".parts" / f"small.{language}.pdf"


def test_a_dossier_of_tagged_parts_is_pdf_ua_1(bound: Path, book: pikepdf.Pdf) -> None:
    assert failures(bound.read_bytes(), ("ua-1",)) == ()
    metadata = book.open_metadata()
    assert (metadata["pdfuaid:part"], "pdfaid:part" in metadata, bool(book.Root.MarkInfo.Marked)) == ("1", False, True)


def test_the_validator_sees_what_is_wrong_in_a_dossier(book: pikepdf.Pdf, tmp_path: Path) -> None:
    del book.pages[6].obj.StructParents
    book.save(tmp_path / "broken.pdf")
    assert failures((tmp_path / "broken.pdf").read_bytes(), ("ua-1",)) != ()


def test_qpdf_finds_the_dossier_sound(bound: Path) -> None:
    done = subprocess.run(["qpdf", "--check", str(bound)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_same_parts_give_the_same_bytes(folder: Path, bound: Path) -> None:
    run = press("dossier", folder / "meeting.yaml", "--out", folder / "again")
    assert run.code == 0, run.err
    assert (folder / "again" / "meeting.pdf").read_bytes() == bound.read_bytes()


def test_parts_that_are_archival_make_an_archival_dossier(tmp_path: Path) -> None:
    foreign_files.scan(tmp_path / "scan.png", (877, 620))
    assert codes(bind(tmp_path, "  - {file: scan.png, title: La lettre, alt: Une lettre}\n")) == []
    data = (tmp_path / "dist" / "meeting.pdf").read_bytes()
    assert failures(data, ("a-3a", "ua-1")) == ()


# What is bound: bookmarks, labels, links, structure.


def titles(items: list[pikepdf.OutlineItem]) -> list[object]:
    return [(str(item.title), titles(item.children)) for item in items]


def test_bookmarks_are_those_of_the_parts_under_one_for_each(book: pikepdf.Pdf, edition: Callable[[str], Path]) -> None:
    with book.open_outline() as outline:
        tops = titles(outline.root)
    said = [title for title, _ in tops[1:]]  # type: ignore[misc]
    assert said[0].startswith("Annexe A – ")
    assert said[2:] == ["Annexe C – La lettre", "Annexe D – Report", "Annexe E – Report again"]
    for number, language in ((1, "fr"), (2, "ar")):
        with pikepdf.open(edition(language)) as file, file.open_outline() as outline:
            assert tops[number][1] == titles(outline.root)  # type: ignore[index]


def test_pages_are_labelled_as_they_are_stamped(bound: Path, book: pikepdf.Pdf) -> None:
    for number, page in enumerate(book.pages, start=1):
        assert page.label == str(number)
        assert f"page {number} / 8" in text(bound, number)


def text(path: Path, page: int) -> str:
    command = ["pdftotext", "-layout", "-f", str(page), "-l", str(page), str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def targets(file: pikepdf.Pdf) -> list[list[int]]:
    """The page that each link inside the file leads to, page by page."""
    pages = {page.obj.objgen: page.index for page in file.pages}
    names = dict(pikepdf.NameTree(file.Root.Names.Dests).items()) if "/Dests" in file.Root.get("/Names", {}) else {}
    found: list[list[int]] = []
    for page in file.pages:
        links = [link for link in page.obj.get("/Annots", []) if link.Subtype == "/Link"]
        goals = [link.Dest if "/Dest" in link else link.A.get("/D") for link in links]
        places = [names[str(goal)] if isinstance(goal, pikepdf.String) else goal for goal in goals if goal is not None]
        found.append([pages[place[0].objgen] for place in places])
    return found


def test_links_lead_where_they_led(book: pikepdf.Pdf, folder: Path, edition: Callable[[str], Path]) -> None:
    expected = [[1, 2, 3, 4, 6]]
    for path in (edition("fr"), edition("ar"), None, folder / "report.pdf", folder / "report.pdf"):
        if path is None:
            expected.append([])
            continue
        with pikepdf.open(path) as file:
            first = len(expected)
            expected += [[first + page for page in pages] for pages in targets(file)]
    assert targets(book) == expected
    assert sum(map(len, expected)) > 10


def test_the_contents_say_the_pages_and_what_they_link_to(bound: Path, book: pikepdf.Pdf) -> None:
    said = text(bound, 1)
    for line in (
        r"Annexe A +Un bureau .* 2",
        r"Annexe B .* 3",
        r"Annexe C +La lettre +français +4",
        r"Annexe E +Report again +anglais +7–8",
    ):
        assert re.search(line, said), said
    assert [str(link.Contents) for link in book.pages[0].obj.Annots][2] == "Annexe C La lettre, page 4"


def elements(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def test_each_part_is_an_element_with_its_title_and_language(book: pikepdf.Pdf) -> None:
    parts = [kid for kid in book.Root.StructTreeRoot.K.K if kid.S == "/Part"]
    assert [str(part.Lang) for part in parts] == ["fr", "ar", "fr", "en", "en"]
    assert str(parts[4].T) == "Annexe E – Report again"


def test_the_structure_knows_its_pages_and_annotations(book: pikepdf.Pdf) -> None:
    root = book.Root.StructTreeRoot
    parents = dict(pikepdf.NumberTree(root.ParentTree).items())
    reached = {element.objgen for element in elements(root)}
    for page in book.pages:
        assert page.obj.Tabs == "/S"
        inside = [element for element in parents[page.obj.StructParents] if element is not None]
        assert {element.objgen for element in inside} <= reached
        assert any(element.get("/Pg", page.obj).objgen == page.obj.objgen for element in inside)
        for annotation in page.obj.get("/Annots", []):
            assert parents[annotation.StructParent].objgen in reached
    keys = [page.obj.StructParents for page in book.pages]
    assert max(Counter(keys).values()) == 1


def test_ids_and_names_are_said_once(book: pikepdf.Pdf) -> None:
    found = list(elements(book.Root.StructTreeRoot))
    ids = [bytes(element.ID) for element in found if "/ID" in element]
    assert max(Counter(ids).values()) == 1
    tree = pikepdf.NameTree(book.Root.StructTreeRoot.IDTree)
    assert len(list(tree.items())) == len(ids)
    heads = [bytes(name) for element in found for name in element.get("/A", {}).get("/Headers", [])]
    assert set(heads) <= set(ids)
    names = [bytes(name) for name in list(book.Root.Names.Dests.Names)[::2]]
    assert names == sorted(set(names))


def test_roles_and_classes_of_one_name_stay_apart(tmp_path: Path) -> None:
    for number, role in enumerate(("/P", "/Sect")):
        path = foreign_files.report(tmp_path / f"{number}.pdf", is_tagged=True)
        with pikepdf.open(path, allow_overwriting_input=True) as file:
            root = file.Root.StructTreeRoot
            root.RoleMap = pikepdf.Dictionary(Special=pikepdf.Name(role))
            root.ClassMap = pikepdf.Dictionary(Red=pikepdf.Dictionary(O=pikepdf.Name.Layout, SpaceAfter=number))
            element = next(element for element in elements(root) if ("/P" if number == 0 else "/Table") == element.S)
            if number == 0:
                element.S = pikepdf.Name.Special
            element.C = pikepdf.Name.Red
            file.save(path)
    publication = bind(tmp_path, "  - {file: 0.pdf, title: One}\n  - {file: 1.pdf, title: Two}\n")
    assert codes(publication) == []
    with pikepdf.open(tmp_path / "dist" / "meeting.pdf") as book:
        root = book.Root.StructTreeRoot
        assert dict(root.RoleMap.items()) == {"/Special": "/P", "/b.Special": "/Sect"}
        assert [int(root.ClassMap[str(e.C[0])].SpaceAfter) for e in elements(root) if "/C" in e] == [0, 1]


def test_a_file_is_enclosed_whole(book: pikepdf.Pdf, folder: Path) -> None:
    (specification,) = book.Root.AF
    assert book.attachments["table.csv"].get_file().read_bytes() == (folder / "table.csv").read_bytes()
    stream = specification.EF.F
    said = (str(specification.UF), str(specification.Desc), str(specification.AFRelationship), str(stream.Subtype))
    assert said == ("table.csv", "Les chiffres", "/Supplement", "/text/csv")
    with pdfplumber.open(folder / "dist" / "meeting.pdf") as pdf:
        assert "Les chiffres" in pdf.pages[0].extract_text()


def test_a_brief_is_enclosed_as_it_is_printed(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "data" / "small", tmp_path / "small")
    foreign_files.scan(tmp_path / "scan.png")
    parts = "  - {file: scan.png, title: Scan, alt: A letter}\n  - {brief: small, enclose: true}\n"
    assert codes(bind(tmp_path, parts)) == []
    assert press("build", tmp_path / "small", "--out", tmp_path / "alone").code == 0
    with pikepdf.open(tmp_path / "dist" / "meeting.pdf") as book:
        (specification,) = book.Root.AF
        assert (str(specification.UF), str(specification.Desc)) == ("small.fr.pdf", "Un bureau à Bruxelles")
        data = book.attachments["small.fr.pdf"].get_file().read_bytes()
        assert (data, len(book.pages)) == ((tmp_path / "alone" / "small.fr.pdf").read_bytes(), FRONT + 1)


# Stamps.


def drawn(path: Path, page: int) -> Image.Image:
    with pypdfium2.PdfDocument(path) as document:
        return document[page].render().to_pil().convert("L")


def covered(before: Image.Image, after: Image.Image) -> int:
    """How many pixels that were not blank are another colour now; the page may have grown at head and foot."""
    grown, wider = after.height - before.height, (after.width - before.width) // 2
    assert grown <= 60
    after = after.crop((wider, 0, wider + before.width, after.height))
    return min(
        _changed(before, after.crop((0, top, before.width, top + before.height))) for top in {0, grown // 2, grown}
    )


def _changed(before: Image.Image, after: Image.Image) -> int:
    pairs = zip(before.tobytes(), ImageChops.difference(before, after).tobytes(), strict=True)
    return sum(is_other > 8 and colour < 250 for colour, is_other in pairs)


def test_stamps_cover_nothing_of_the_editions(bound: Path, edition: Callable[[str], Path]) -> None:
    for page, language in enumerate(("fr", "ar")):
        before, after = drawn(edition(language), 0), drawn(bound, FRONT + page)
        assert before.size == after.size
        assert covered(before, after) == 0


def test_stamps_overlap_no_text(bound: Path) -> None:
    with pdfplumber.open(bound) as pdf:
        for page in pdf.pages:
            words = page.extract_words(extra_attrs=["tag"])
            stamped = [word for word in words if word["tag"] is None or word["tag"] == "Artifact"]
            stamped = [word for word in stamped if word["bottom"] > page.height - 31 or word["top"] < 31]
            others = [word for word in words if word not in stamped]
            for one in stamped:
                for two in others:
                    apart = one["x1"] <= two["x0"] or two["x1"] <= one["x0"]
                    assert apart or one["bottom"] <= two["top"] or two["bottom"] <= one["top"], (one, two)


def test_odd_pages_are_stamped_upright_and_never_covered(tmp_path: Path) -> None:
    path = foreign_files.odd_pages(tmp_path / "odd.pdf")
    publication = bind(tmp_path, "  - {file: odd.pdf, title: Odd pages}\n")
    assert codes(publication) == ["untagged-part"]
    book = tmp_path / "dist" / "meeting.pdf"
    with pikepdf.open(path) as file:
        count = len(file.pages)
    for page in range(count):
        before, after = drawn(path, page), drawn(book, FRONT + page)
        assert covered(before, after) == 0, page
        lines = text(book, FRONT + page + 1).split("\n")
        assert "TLP:CLEAR" in lines[0], lines
        assert f"page {FRONT + page + 1} / {FRONT + count}" in "".join(lines[-4:]), lines


def test_what_was_cropped_away_stays_away(tmp_path: Path) -> None:
    foreign_files.odd_pages(tmp_path / "odd.pdf")
    bind(tmp_path, "  - {file: odd.pdf, title: Odd pages}\n")
    with pikepdf.open(tmp_path / "dist" / "meeting.pdf") as book:
        box = [float(side) for side in book.pages[FRONT + 6].mediabox]
    assert box == [60, 40, 500, 730]
    strip = drawn(tmp_path / "dist" / "meeting.pdf", FRONT + 6).crop((0, 0, 200, 28))
    assert strip.getextrema() == (255, 255)


# What is refused, and what is told.

BAD = {
    "locked": (lambda path: foreign_files.locked(path, "user"), "locked-file", "needs a password"),
    "encrypted": (lambda path: foreign_files.locked(path, ""), "locked-file", "is encrypted"),
    "empty": (foreign_files.empty, "empty-file", "has no pages"),
    "cut": (foreign_files.cut, "damaged-file", "damaged"),
    "text": (lambda path: path.write_text("no PDF at all"), "damaged-file", "is not a PDF"),
    "nothing": (lambda path: path.write_bytes(b""), "damaged-file", "is not a PDF"),
    "long": (lambda path: foreign_files.long(path, 1001), "huge-file", "has 1001 pages"),
    "dynamic": (foreign_files.dynamic_form, "damaged-file", "a form that only its own program can show"),
    "inflated": (foreign_files.inflated, "huge-file", "has more than 40 MB of contents"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("enclose", ["", ", enclose: true"])
def test_a_file_that_cannot_be_bound_is_told_at_its_place(name: str, enclose: str, tmp_path: Path) -> None:
    make, code, message = BAD[name]
    make(tmp_path / "bad.pdf")
    publication = bind(tmp_path, f"  - {{title: Bad, file: bad.pdf{enclose}}}\n")
    (problem,) = publication.problems
    assert (problem.code, message in problem.message, bool(problem.hint)) == (code, True, True), problem
    assert problem.position is not None
    assert (problem.position.line, problem.position.column) == (6, 24)
    assert not (tmp_path / "dist" / "meeting.pdf").exists()


def test_a_huge_file_is_not_even_opened(tmp_path: Path) -> None:
    with (tmp_path / "huge.pdf").open("wb") as file:
        file.truncate(200_000_000)
    assert codes(bind(tmp_path, "  - {file: huge.pdf, title: Huge}\n")) == ["huge-file"]


def test_a_file_that_is_never_drawn_to_its_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "LIMITS", Limits(processor=2))
    foreign_files.endless(tmp_path / "endless.pdf")
    assert (tmp_path / "endless.pdf").stat().st_size < 10_000
    assert codes(bind(tmp_path, "  - {file: endless.pdf, title: Endless}\n")) == ["too-much"]


def test_a_picture_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "scan.png").write_bytes(b"no picture")
    publication = bind(tmp_path, "  - {file: scan.png, title: Scan, alt: A letter}\n")
    (problem,) = publication.problems
    assert problem.position is not None
    assert (problem.code, problem.position.line, problem.position.column) == ("missing-image", 6, 12)


def test_no_path_leads_out_of_the_folder(tmp_path: Path) -> None:
    secret = foreign_files.report(tmp_path / "secret.pdf", is_tagged=True)
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link.pdf").symlink_to(secret)
    (inside / "up").symlink_to(tmp_path)
    for name in ("../secret.pdf", str(secret), "link.pdf", "up/secret.pdf", "sub/../../secret.pdf"):
        for enclose in ("false", "true"):
            publication = bind(inside, f"  - {{file: {name}, title: Secret, enclose: {enclose}}}\n")
            assert codes(publication) == ["refused-address"], name
    assert codes(bind(inside, "  - {brief: ../brief}\n")) == ["refused-address"]
    assert codes(bind(inside, f"  - {{brief: {ROOT / 'content' / 'specimen'}}}\n")) == ["refused-address"]


MISTAKES = {
    "  - {brief: specimn}\n": ("missing-folder", 13, "did you mean `specimen`?"),
    "  - {brief: specimen, lang: de}\n": ("unknown-language", 29, "write `lang:` and one of ar, en, es, fr"),
    "  - {brief: specimen, titel: x}\n": ("unknown-key", 23, "keys: audience, brief, enclose, lang, layout"),
    "  - {file: x.pdf}\n": ("missing-key", 5, "add `title:` in meeting.yaml"),
    "  - {file: x.pdf, title: X}\n": ("missing-file", 12, "named from the folder"),
    "  - {file: meeting.yaml, title: X}\n": ("refused-file", 12, "others can be enclosed"),
    "  - {file: table.exe, title: X, enclose: true}\n": ("refused-file", 12, "kinds: .csv"),
    "  - {file: scan.png, title: X}\n": ("missing-alt", 12, "write in `alt:`"),
    "  - {file: scan.png, title: X, language: xx, alt: x}\n": ("unknown-language", 42, "write the code"),
    "  - {title: X}\n": ("wrong-part", 5, "write `brief:`"),
    "  - {brief: specimen, file: x.pdf}\n": ("wrong-part", 5, "write `brief:`"),
    "  - specimen\n": ("wrong-type", 5, "write `key: value`"),
}


@pytest.mark.parametrize("parts", MISTAKES)
def test_a_mistake_is_told_at_its_place(parts: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    foreign_files.scan(tmp_path / "scan.png")
    (tmp_path / "table.exe").write_bytes(b"MZ")
    (problem,) = bind(tmp_path, parts).problems
    code, column, hint = MISTAKES[parts]
    assert problem.position is not None
    assert (problem.code, problem.position.line, problem.position.column) == (code, 6, column), problem
    assert hint in problem.hint


def test_a_dossier_that_is_not_there_is_looked_for_from_the_current_folder(tmp_path: Path) -> None:
    publication = assemble(tmp_path / "nothere.yaml", tmp_path, None, lambda _stage: None)
    (problem,) = publication.problems
    assert (problem.code, problem.message) == ("missing-file", "there is no file `nothere.yaml`")
    assert "from the current folder" in problem.hint


def test_mistakes_of_the_dossier_itself_are_told_all_at_once(tmp_path: Path) -> None:
    publication = bind(tmp_path, "  - {title: X}\n", "titel: A\nlanguage: fr\nmarking: TLP:PINK\nparts:\n")
    assert sorted(codes(publication)) == ["missing-key", "unknown-key", "wrong-choice", "wrong-part"]
    assert codes(bind(tmp_path, "", HEAD.replace("parts:\n", "parts: []\n"))) == ["empty-list"]
    assert codes(bind(tmp_path, PARTS, HEAD.replace("fr", "xx"))) == ["unknown-language"]


def test_two_enclosed_files_of_one_name_are_told(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.csv").write_text(name)
    parts = "".join(f"  - {{file: {name}/a.csv, title: {name}, enclose: true}}\n" for name in ("one", "two"))
    publication = bind(tmp_path, parts)
    assert codes(publication) == ["duplicate-id"]


def test_a_dossier_is_marked_as_closely_as_its_files(tmp_path: Path) -> None:
    foreign_files.scan(tmp_path / "scan.png")
    publication = bind(tmp_path, "  - {file: scan.png, title: Scan, alt: A letter, marking: TLP:AMBER}\n")
    (problem,) = publication.problems
    assert problem.position is not None
    assert (problem.code, problem.position.line, problem.position.column) == ("low-marking", 4, 10)
    assert problem.hint == "mark the dossier TLP:AMBER"


def test_an_untagged_part_is_named_and_nothing_is_claimed(tmp_path: Path) -> None:
    foreign_files.report(tmp_path / "plain.pdf", is_tagged=False)
    foreign_files.report(tmp_path / "report.pdf", is_tagged=True)
    parts = "  - {file: report.pdf, title: Report}\n  - {file: plain.pdf, title: Plain}\n"
    (problem,) = bind(tmp_path, parts).problems
    assert problem.position is not None
    assert (problem.code, problem.severity, problem.position.line) == ("untagged-part", "warning", 7)
    with pikepdf.open(tmp_path / "dist" / "meeting.pdf") as book:
        metadata = book.open_metadata()
        assert "pdfuaid:part" not in metadata
        assert "pdfaid:part" not in metadata
        assert not book.Root.MarkInfo.Marked


def test_who_is_strict_gets_no_dossier_that_is_not_accessible(tmp_path: Path) -> None:
    foreign_files.report(tmp_path / "plain.pdf", is_tagged=False)
    (tmp_path / "meeting.yaml").write_text(HEAD + "  - {file: plain.pdf, title: Plain}\n", "utf-8")
    run = press("dossier", "meeting.yaml", "--strict", "--json", cwd=tmp_path)
    answer = json.loads(run.out)
    assert (run.code, answer["edition"], answer["state"], answer["paths"]) == (1, "meeting", "failed", [])
    assert [(problem["code"], problem["line"]) for problem in answer["problems"]] == [("untagged-part", 6)]
    assert not (tmp_path / "dist" / "meeting.pdf").exists()


def test_a_part_that_is_badly_tagged_is_named(tmp_path: Path) -> None:
    foreign_files.report(tmp_path / "good.pdf", is_tagged=True)
    path = foreign_files.report(tmp_path / "bad.pdf", is_tagged=True)
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        for element in elements(file.Root.StructTreeRoot):
            if element.S == "/H2":
                element.S = pikepdf.Name.H4
        file.save(path)
    publication = bind(tmp_path, "  - {file: good.pdf, title: Good}\n  - {file: bad.pdf, title: Bad}\n")
    (problem,) = publication.problems
    assert problem.position is not None
    assert (problem.code, problem.severity, problem.position.line) == ("not-conforming", "warning", 7)
    with pikepdf.open(tmp_path / "dist" / "meeting.pdf") as book:
        assert "pdfuaid:part" not in book.open_metadata()


def test_what_acts_is_left_out_and_told(tmp_path: Path) -> None:
    foreign_files.armed(tmp_path / "armed.pdf")
    publication = bind(tmp_path, "  - {file: armed.pdf, title: Armed}\n")
    told = next(problem for problem in publication.problems if problem.code == "disarmed-part")
    for what in (
        "a form",
        "actions other than links",
        "enclosed files",
        "links to other files",
        "multimedia",
        "scripts",
    ):
        assert what in told.message
    book = tmp_path / "dist" / "meeting.pdf"
    done = subprocess.run(
        ["qpdf", "--qdf", "--object-streams=disable", str(book), "-"], capture_output=True, check=True
    )
    for word in (
        b"JavaScript",
        b"/Launch",
        b"calc.exe",
        b"/OpenAction",
        b"/AA",
        b"/Movie",
        b"FileAttachment",
        b"a.exe",
        b"evil",
        b"/etc",
        b"AcroForm",
    ):
        assert word not in done.stdout, word
    assert b"https://example.org" in done.stdout
    assert "Ada" in text(book, 2)


def test_the_example_of_the_document_is_a_dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    document = (ROOT / "docs" / "dossier.md").read_text("utf-8")
    (example,) = re.findall(r"^```yaml meeting.yaml\n(.*?)^```", document, re.MULTILINE | re.DOTALL)
    (tmp_path / "meeting.yaml").write_text(example, "utf-8")
    (tmp_path / "letters").mkdir()
    for name in ("letters/scan.png", "report.pdf", "figures.csv"):
        (tmp_path / name).touch()
    assert [part.enclose for part in read_dossier(tmp_path / "meeting.yaml").parts] == [False] * 4 + [True]
