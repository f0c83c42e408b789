"""PDFs that were made to do harm: each is refused at the place where it is named, with a hint, or is harmless."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from raw_pdf import blanks, objects, packed, pdf, stream
from test_dossiers import HEAD

from briefpress.core.problems import Problem, Unprintable
from briefpress.dossier.examined import MAX_MARKS
from briefpress.dossier.parts import Opener
from briefpress.dossier.read import read_dossier
from briefpress.pdf.enclosures import enclosed


def opened(data: bytes, folder: Path) -> list[Problem]:
    """What is told of a file that is to be bound."""
    (folder / "theirs.pdf").write_bytes(data)
    (folder / "meeting.yaml").write_text(f"{HEAD}  - {{file: theirs.pdf, title: Theirs}}\n", "utf-8")
    opener = Opener(read_dossier(folder / "meeting.yaml"), folder / "dist" / ".parts", None, lambda _stage: None)
    opener.bound()
    return opener.problems


def with_form(entries: bytes, data: bytes) -> bytes:
    """A page that draws an object."""
    page = b"/Resources << /XObject << /F 5 0 R >> >>"
    return pdf(objects(b"/F Do", page=page, more={5: stream(entries, data)}))


def with_previous(place: bytes) -> bytes:
    """A file whose table of cross-references names another one before it."""
    return pdf(objects(), b"/Prev " + place)


def in_a_circle() -> bytes:
    """A file whose table of cross-references names itself."""
    data = with_previous(b"000000")
    return data.replace(b"/Prev 000000", b"/Prev %06d" % data.rindex(b"xref\n0"))


def nested(data: bytes, times: int) -> bytes:
    """Contents deflated several times over."""
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    return pdf(objects(more={4: stream(b"/Filter [%s]" % (b"/FlateDecode " * times), data)}))


def in_a_stream(size: int, filters: bytes = b"/FlateDecode") -> bytes:
    """A file whose catalogue stands in a stream of objects, after which there are blanks."""
    parts = objects()
    catalogue = b"1 0 " + parts.pop(1) + b" " * size
    entries = b"/Type /ObjStm /N 1 /First 4 /Filter " + filters
    return packed({**parts, 5: stream(entries, zlib.compress(catalogue, 9))}, {1: (5, 0)})


def itself() -> bytes:
    """A stream of objects that says to contain itself."""
    parts = objects()
    inner = b"1 0 5 44 " + parts.pop(1)
    return packed({**parts, 5: stream(b"/Type /ObjStm /N 2 /First 9", inner)}, {1: (5, 0), 5: (5, 1)})


def doubled(first: bytes, last: bytes) -> dict[int, bytes]:
    """A tree of thirty levels, each of which has the next one twice."""
    levels = {number: first % (number + 1, number + 1) for number in range(10, 40)}
    return objects(more={**levels, 40: last})


PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>"
BOX = b"[0 0 200 200]"
MARK = b"<< /Type /Annot /Subtype /Square /Rect [0 0 9 9] >>"
DAMAGED = {
    "a previous table that is none": with_previous(b"9"),
    "a previous table far away": with_previous(b"99999999999999999999"),
    "tables in a circle": in_a_circle(),
    "a table and a stream at one place": pdf(objects(), b"/XRefStm 9"),
    "more objects than bytes": pdf(objects()).replace(b"/Size 5", b"/Size 2147483647"),
    "a stream of objects in itself": itself(),
    "a length that is its own stream": pdf(objects(more={4: b"<< /Length 4 0 R >>\nstream\nq Q\nendstream"})),
    "a length beyond the end": pdf(objects(more={4: b"<< /Length 99999999 >>\nstream\nq Q\nendstream"})),
    "a length below nothing": pdf(objects(more={4: b"<< /Length -5 >>\nstream\nq Q\nendstream"})),
    "a hundred filters": pdf(objects(more={4: stream(b"/Filter [%s]" % (b"/FlateDecode " * 100), b"x")})),
    "pages in a circle": pdf(objects(more={2: b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"})),
    "pages above themselves": pdf(
        objects(more={2: b"<< /Kids [6 0 R] /Count 1 >>", 6: b"<< /Kids [2 0 R] /Count 1 >>"})
    ),
    "one page very often": pdf(objects(more={2: b"<< /Type /Pages /Kids [%s] /Count 900 >>" % (b"3 0 R " * 900)})),
    "a billion pages": pdf(
        {**doubled(b"<< /Kids [%d 0 R %d 0 R] /Count 1 >>", PAGE), 2: b"<< /Kids [10 0 R] /Count 1 >>"}
    ),
    "pages that are nothing": pdf(objects(more={2: b"null"})),
    "a catalogue that is a number": pdf(objects(more={1: b"5"})),
    "contents that are a number": pdf(objects()).replace(b"/Contents 4 0 R", b"/Contents 5    "),
    "names in a circle": pdf(
        objects(root=b"/Names << /Dests 6 0 R /EmbeddedFiles 6 0 R >>", more={6: b"<< /Kids [6 0 R] >>"})
    ),
    "a page of a kilometre": pdf(objects()).replace(BOX, b"[0 0 1e9 9]"),
    "a page without a width": pdf(objects()).replace(BOX, b"[0 0 0 9]"),
    "a page of names": pdf(objects()).replace(BOX, b"[/a /b /c /d]"),
    "a unit that is none": pdf(objects(page=b"/UserUnit /x")),
    "a unit of nothing": pdf(objects(page=b"/UserUnit 0")),
    "a unit below nothing": pdf(objects(page=b"/UserUnit -1")),
    "a unit of a planet": pdf(objects(page=b"/UserUnit 1000000")),
    "brackets without an end": pdf(objects(b"[" * 100_000)),
    "dictionaries very deep": pdf(objects(root=b"/X " + b"<</X " * 10_000 + b">>" * 10_000)),
    "a JPEG larger than memory": with_form(
        b"/Subtype /Image /Width 65535 /Height 65535 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode",
        b"\xff\xd8\xff\xc0\x00\x0b\x08\xff\xff\xff\xff\x01\x01\x11\x00\xff\xd9",
    ),
}  # fmt: skip
HUGE = {
    "long contents": nested(blanks(40_000_001), 1),
    "long contents, packed three times": nested(blanks(45_000_000), 3),
    "many marks": pdf(objects(page=b"/Annots [%s]" % (b"6 0 R " * (MAX_MARKS + 1)), more={6: MARK})),
}
LOCKED = {
    "an unknown lock": pdf(objects(), b"/Encrypt << /Filter /Nobody /V 5 /R 6 >> /ID [(a) (b)]"),
    "a lock of a later version": pdf(objects(), b"/Encrypt << /Filter /Standard /V 99 /R 99 /P -1 >> /ID [(a) (b)]"),
}
HARMLESS = {
    "a form that draws itself": with_form(
        b"/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >>", b"/F Do"
    ),
    "a picture larger than memory": with_form(
        b"/Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /JBIG2Decode",
        bytes(30),
    ),
    "bookmarks in a circle": pdf(objects(root=b"/Outlines 6 0 R", more={
        6: b"<< /First 7 0 R /Last 7 0 R >>", 7: b"<< /Title (a) /Next 7 0 R /First 6 0 R >>"
    })),
    "a file that is a picture as well": b"GIF89a" + b"x" * 900 + pdf(objects()),
    "a file that is a package as well": pdf(objects()) + b"PK\x05\x06" + bytes(18),
    "data of a form without an end": pdf(
        objects(
            root=b"/AcroForm << /Fields [7 0 R] /XFA 6 0 R >>",
            page=b"/Annots [7 0 R]",
            more={
                6: stream(b"/Filter /FlateDecode", blanks(1_000_000, b"<xfa:data>")),
                7: b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (b) /Rect [0 0 9 9] >>",
            },
        )
    ),
    "names of files that lead out": pdf(objects(
        root=b"/Names << /EmbeddedFiles << /Names [(../../x) 6 0 R] >> >>",
        more={6: b"<< /Type /Filespec /UF (..\\\\x\\000) /F (/etc/passwd) /EF << /F 4 0 R >> >>"},
    )),
    "tags that are no object": pdf(objects(
        root=b"/MarkInfo << /Marked true >> /StructTreeRoot << /K << /S /P /P 3 0 R >> >>"
    )),
}  # fmt: skip


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(data, code, id=name)
        for code, files in (("damaged-file", DAMAGED), ("huge-file", HUGE))
        for name, data in files.items()
    ],
)
def test_a_file_that_is_refused(data: bytes, code: str, tmp_path: Path) -> None:
    (problem,) = opened(data, tmp_path)
    assert (problem.code, "`theirs.pdf`" in problem.message, bool(problem.hint)) == (code, True, True), problem
    assert problem.position is not None
    assert (problem.position.line, problem.position.column) == (6, 12)


@pytest.mark.parametrize("name", LOCKED)
def test_a_file_that_nobody_can_unlock(name: str, tmp_path: Path) -> None:
    (problem,) = opened(LOCKED[name], tmp_path)
    assert problem.code in ("locked-file", "damaged-file")


@pytest.mark.parametrize("name", HARMLESS)
def test_a_file_that_is_harmless_or_refused(name: str, tmp_path: Path) -> None:
    codes = {problem.code for problem in opened(HARMLESS[name], tmp_path)}
    # (What a library crashes of, for want of memory, costs its file alone.)
    assert codes <= {"untagged-part", "disarmed-part", "damaged-file", "stage-failed", "too-much"}


@pytest.mark.parametrize("filters", [b"/FlateDecode", b"[/FlateDecode]"])
@pytest.mark.parametrize(("size", "is_read"), [(1_000, True), (30_000_000, False)])
def test_a_stream_of_objects_is_weighed(size: int, filters: bytes, *, is_read: bool) -> None:
    """The catalogue can be read, and encloses nothing; or it is not even inflated."""
    with pytest.raises(Unprintable) as raised:
        enclosed(in_a_stream(size, filters), Path("theirs.pdf"))
    (problem,) = raised.value.problems
    nothing = "it does not enclose files as this press does"
    assert (problem.code, problem.message == nothing) == ("foreign-pdf", is_read)


@pytest.mark.parametrize("name", [*DAMAGED, *LOCKED, *HARMLESS])
def test_what_is_no_edition_of_the_press(name: str) -> None:
    with pytest.raises(Unprintable) as raised:
        enclosed((DAMAGED | LOCKED | HARMLESS)[name], Path("theirs.pdf"))
    assert [problem.code for problem in raised.value.problems] == ["foreign-pdf"]
