"""What docs/dossier.md promises of foreign files, markings, layers and languages, at the limits and beside the road."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import foreign_files
import pikepdf
import pytest
from conftest import ROOT
from pikepdf import Array, Dictionary, Name, String
from test_dossiers import HEAD, bind, codes, elements, text

from briefpress.confined import reading
from briefpress.confined.limits import Limits
from briefpress.core.problems import Unprintable
from briefpress.dossier import build, examined, parts
from briefpress.dossier.read import read_dossier

DOCUMENT = " ".join((ROOT / "docs" / "dossier.md").read_text("utf-8").split())

LIMITS: dict[str, tuple[Callable[[Path], Path], list[str]]] = {
    "1000 pages": (lambda path: foreign_files.long(path, 1000), []),
    "1001 pages": (lambda path: foreign_files.long(path, 1001), ["huge-file"]),
    "40 MB of contents": (lambda path: foreign_files.page(path, b" " * 40_000_000), []),
    "more contents": (lambda path: foreign_files.page(path, b" " * 40_000_001), ["huge-file"]),
    "states that are saved": (lambda path: foreign_files.page(path, b"q Q " * 200_000), []),
    "more states": (lambda path: foreign_files.page(path, b"q Q " * 200_000 + b"q Q"), ["huge-file"]),
    "letters that are no operators": (lambda path: foreign_files.page(path, b"%q Q q/q\n" * 100_001), []),
    "the largest page": (lambda path: foreign_files.page(path, size=(14_400, 14_400)), []),
    "a larger page": (lambda path: foreign_files.page(path, size=(595, 14_401)), ["damaged-file"]),
    # A file of nothing but holes: what is not too large is opened, and is no PDF.
    "100 MB": (lambda path: foreign_files.sparse(path, 100_000_000), ["damaged-file"]),
    "more bytes": (lambda path: foreign_files.sparse(path, 100_000_001), ["huge-file"]),
}
FORMS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a pipe": (os.mkfifo, "missing-file"),
    "a folder": (Path.mkdir, "missing-file"),
    "a link to a device": (lambda path: path.symlink_to("/dev/zero"), "refused-address"),
    "too large": (lambda path: foreign_files.sparse(path, 100_000_001), "huge-file"),
}


@pytest.mark.parametrize("name", LIMITS)
def test_a_foreign_file_just_within_and_just_beyond_a_limit(name: str, tmp_path: Path) -> None:
    make, expected = LIMITS[name]
    make(tmp_path / "foreign.pdf")
    publication = bind(tmp_path, "  - {file: foreign.pdf, title: Foreign, enclose: true}\n")
    assert codes(publication) == expected
    assert (tmp_path / "dist" / "meeting.pdf").exists() is not expected


def test_an_enclosed_file_just_within_a_limit(tmp_path: Path) -> None:
    foreign_files.sparse(tmp_path / "x.csv", 100_000_000)
    assert codes(bind(tmp_path, "  - {file: x.csv, title: X, enclose: true}\n")) == []


@pytest.mark.skipif(os.name != "posix", reason="links and pipes are made by POSIX")
@pytest.mark.parametrize(
    "part", ["x.pdf, enclose: true", "x.csv, enclose: true", "x.png, enclose: true", "x.png, alt: X"]
)
@pytest.mark.parametrize("form", FORMS)
def test_what_is_not_a_file_that_can_be_read_is_refused(form: str, part: str, tmp_path: Path) -> None:
    make, code = FORMS[form]
    make(tmp_path / part.partition(",")[0])
    assert codes(bind(tmp_path, f"  - {{file: {part}, title: X}}\n")) == [code]


def test_the_limits_are_those_of_the_document() -> None:
    assert f"larger than {examined.MAX_BYTES // 1_000_000} MB or of more than {examined.MAX_PAGES} pages" in DOCUMENT
    assert f"more than a minute of the processor or {reading.LIMITS.memory // 1_000_000_000} GB of memory" in DOCUMENT
    assert reading.LIMITS.processor == 60


@pytest.mark.skipif(os.name != "posix", reason="Windows has no limit for the memory of a process")
def test_a_file_that_needs_more_memory_than_it_may_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As above by the document, with a smaller limit."""
    foreign_files.page(tmp_path / "heavy.pdf", b"0 0 1 1 re f\n" * 2_000_000)
    foreign_files.page(tmp_path / "light.pdf")
    monkeypatch.setattr(parts, "LIMITS", Limits(memory=300_000_000))
    assert codes(bind(tmp_path, "  - {file: light.pdf, title: Light, enclose: true}\n")) == []
    (problem,) = bind(tmp_path, "  - {file: heavy.pdf, title: Heavy, enclose: true}\n").problems
    assert (problem.code, "needs more than 300 MB of memory" in problem.message) == ("too-much", True)


def test_what_is_too_much_to_be_stamped_is_told_at_its_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    foreign_files.page(tmp_path / "light.pdf")
    foreign_files.page(tmp_path / "heavy.pdf", b"0 0 1 1 re f\n" * 1_500_000)
    monkeypatch.setattr(build, "_ALL", Limits(processor=4))
    publication = bind(tmp_path, "  - {file: light.pdf, title: Light}\n  - {file: heavy.pdf, title: Heavy}\n")
    problem = publication.problems[-1]
    assert problem.code == "too-much"
    assert "part 2`" in problem.message
    assert problem.position
    assert (problem.position.line, problem.position.column) == (7, 12)


# What is taken out.

#: The annotations of ISO 32000-2, table 171, that are marks on a page; a field stays as a stamp of what it shows.
MARKS = (
    *("Caret", "Circle", "FreeText", "Highlight", "Ink", "Line", "Link", "PolyLine", "Polygon", "Popup", "Square"),
    *("Squiggly", "Stamp", "StrikeOut", "Text", "Underline", "Watermark", "Widget"),
)
#: The others: they play, run, hold files, or mean something to a program alone.
OTHERS = (
    *(
        "3D",
        "FileAttachment",
        "Movie",
        "PrinterMark",
        "Projection",
        "RichMedia",
        "Screen",
        "Sound",
        "TrapNet",
    ),
    "Unheard",
)


@pytest.mark.parametrize(("subtype", "is_kept"), [(name, True) for name in MARKS] + [(name, False) for name in OTHERS])
def test_marks_on_a_page_stay_without_files_and_all_other_annotations_go(
    subtype: str, is_kept: bool, tmp_path: Path
) -> None:
    foreign_files.annotated(tmp_path / "foreign.pdf", subtype, b"PAYLOAD")
    publication = bind(tmp_path, "  - {file: foreign.pdf, title: Foreign}\n")
    with pikepdf.open(tmp_path / "dist" / "meeting.pdf") as file:
        subtypes = [str(annotation.Subtype)[1:] for annotation in file.pages[1].obj.Annots]
        streams = [thing for thing in file.objects if isinstance(thing, pikepdf.Stream)]
        assert [stream for stream in streams if b"PAYLOAD" in stream.read_raw_bytes()] == []
    assert subtypes == ([subtype.replace("Widget", "Stamp")] if is_kept else [])
    (message,) = [problem.message for problem in publication.problems if problem.code == "disarmed-part"]
    assert "multimedia or enclosed files" in message
    assert ("a form" in message) is (subtype == "Widget")


def test_faults_that_no_page_suffers_from_are_no_faults(tmp_path: Path) -> None:
    """Tables of a linearized file are wrong once a program has added something; a comment was taken out by another."""
    with pikepdf.open(foreign_files.page(tmp_path / "x.pdf")) as file:
        file.pages[0].obj.Annots = Array([None])
        file.save(tmp_path / "foreign.pdf", linearize=True)
    data = (tmp_path / "foreign.pdf").read_bytes()
    (tmp_path / "foreign.pdf").write_bytes(re.sub(rb"/E \d", b"/E 9", data, count=1))
    with pikepdf.open(tmp_path / "foreign.pdf") as file:
        assert "(/E) mismatch" in str(file.check_pdf_syntax())
    assert codes(bind(tmp_path, "  - {file: foreign.pdf, title: Foreign}\n")) == ["untagged-part"]


def test_what_lies_outside_of_a_page_does_not_come_to_light(tmp_path: Path) -> None:
    """The page is full, so that it is enlarged for its stamp: to where the mark is."""
    foreign_files.annotated(tmp_path / "foreign.pdf", "Stamp", b"")
    with pikepdf.open(tmp_path / "foreign.pdf", allow_overwriting_input=True) as file:
        page = file.pages[0]
        page.obj.CropBox = Array([0, 40, 595, 800])
        page.obj.Contents = file.make_stream(b"0.5 g 0 0 595 842 re f")
        file.save()
    bind(tmp_path, "  - {file: foreign.pdf, title: Foreign}\n")
    with pikepdf.open(tmp_path / "dist" / "meeting.pdf") as file:
        assert [float(side) for side in file.pages[1].mediabox] == [0, 10, 595, 830]
        assert len(file.pages[1].obj.Annots) == 0


# Markings.


def brief(folder: Path, name: str, marking: str) -> None:
    """The smallest brief under another name and marking."""
    copy = shutil.copytree(ROOT / "tests" / "data" / "small", folder / name)
    facts = copy / "brief.yaml"
    facts.write_text(re.sub("(?m)^marking: .*", f"marking: {marking}", facts.read_text("utf-8")), "utf-8")


CLEAR, GREEN, AMBER, STRICT, RED = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
MARKINGS = [
    (CLEAR, [CLEAR, CLEAR], []),
    (RED, [CLEAR, RED], []),
    (STRICT, [AMBER, STRICT], []),
    (AMBER, [AMBER, STRICT], [STRICT]),
    (GREEN, [GREEN, AMBER], [AMBER]),
    (CLEAR, [RED, CLEAR], [RED]),
    (CLEAR, [GREEN, RED], [GREEN, RED]),
]


@pytest.mark.parametrize("enclose", ["false", "true"])
@pytest.mark.parametrize(("marking", "briefs", "wanted"), MARKINGS)
def test_a_dossier_is_marked_as_closely_as_any_of_its_briefs(
    marking: str, briefs: list[str], wanted: list[str], enclose: str, tmp_path: Path
) -> None:
    for name, own in zip(("one", "two"), briefs, strict=True):
        brief(tmp_path, name, own)
    parts = "".join(f"  - {{brief: {name}, enclose: {enclose}}}\n" for name in ("one", "two"))
    path = tmp_path / "meeting.yaml"
    path.write_text(HEAD.replace("TLP:CLEAR", marking) + parts, "utf-8")
    if not wanted:
        assert [part.marking for part in read_dossier(path).parts] == briefs
        return
    with pytest.raises(Unprintable) as raised:
        read_dossier(path)
    assert [problem.code for problem in raised.value.problems] == ["low-marking"] * len(wanted)
    assert sorted(problem.hint for problem in raised.value.problems) == [f"mark the dossier {each}" for each in wanted]


def test_each_page_bears_the_marking_of_the_dossier(tmp_path: Path) -> None:
    """Two briefs of different markings: what bears another one than the dossier's is stamped with the dossier's."""
    brief(tmp_path, "one", CLEAR)
    brief(tmp_path, "two", AMBER)
    assert codes(bind(tmp_path, "  - {brief: one}\n  - {brief: two}\n", HEAD.replace(CLEAR, AMBER))) == []
    one, two = (text(tmp_path / "dist" / "meeting.pdf", page) for page in (2, 3))
    assert (one.count(AMBER), two.count(AMBER), two.count(CLEAR)) == (2, one.count(CLEAR), 0)


# Layers.

LAYERS = [
    ({}, []),
    ({"OFF": "b"}, ["b"]),
    ({"BaseState": "ON", "OFF": "ab"}, ["a", "b"]),
    ({"BaseState": "OFF"}, ["a", "b", "c"]),
    ({"BaseState": "OFF", "ON": "b"}, ["a", "c"]),
    ({"BaseState": "OFF", "ON": "abc"}, []),
]


@pytest.mark.parametrize(("default", "hidden"), LAYERS)
def test_hidden_layers_stay_hidden(default: dict[str, str], hidden: list[str], tmp_path: Path) -> None:
    with pikepdf.open(foreign_files.page(tmp_path / "x.pdf")) as file:
        layers = {name: file.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in "abc"}
        entries = {
            f"/{key}": Array([layers[name] for name in names]) for key, names in default.items() if key in ("ON", "OFF")
        }
        if "BaseState" in default:
            entries["/BaseState"] = Name(f"/{default['BaseState']}")
        file.Root.OCProperties = Dictionary(OCGs=Array(layers.values()), D=Dictionary(entries))
        file.save(tmp_path / "layers.pdf")
    bind(tmp_path, "  - {file: layers.pdf, title: Layers}\n")
    with pikepdf.open(tmp_path / "dist" / "meeting.pdf") as file:
        properties = file.Root.OCProperties
        assert [str(layer.Name) for layer in properties.OCGs] == ["a", "b", "c"]
        assert "/BaseState" not in properties.D  # (so that those not named are shown)
        assert [str(layer.Name) for layer in properties.D.OFF] == hidden


# Languages.


def test_a_picture_in_another_language_is_tagged_and_announced_in_its_own(tmp_path: Path) -> None:
    foreign_files.scan(tmp_path / "scan.png")
    parts = "".join(
        f"  - {{file: scan.png, title: {title}, alt: {title}{language}}}\n"
        for title, language in (("Une lettre", ""), ("A letter", ", language: en"), ("رسالة", ", language: ar"))
    )
    assert codes(bind(tmp_path, parts)) == []
    with pikepdf.open(tmp_path / "dist" / "meeting.pdf") as file:
        tree = file.Root.StructTreeRoot
        pages = [part for part in tree.K.K if part.S == "/Part"]
        assert [str(page.Lang) for page in pages] == ["fr", "en", "ar"]
        figures = [element for page in pages for element in elements(page)]
        assert [str(figure.Alt) for figure in figures if figure.S == "/Figure"] == ["Une lettre", "A letter", "رسالة"]
        assert [figure for figure in figures if "/Lang" in figure] == []
        # In the contents the titles are spans in their own language, but for that of the dossier.
        spans = [element for element in elements(tree) if element.S == "/Span" and "/Lang" in element]
        assert [str(span.Lang) for span in spans] == ["en", "ar"]
