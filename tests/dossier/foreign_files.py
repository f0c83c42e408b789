"""Foreign files that a dossier may have to bind: sound, odd, dangerous and broken."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import weasyprint
from conftest import ROOT
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw

_FONT = ROOT / "styles" / "fonts" / "SourceSans3-Regular.ttf"
_REPORT = f"""<html lang="en"><head><title>Report</title><style>
@font-face {{ font-family: Face; src: url({_FONT.as_uri()}) }}
@page {{ size: A4 }} html {{ font-family: Face }} h2 {{ break-before: page }}</style></head>
<body><h1 id="top">Report</h1><p>See <a href="#two">part two</a> and <a href="https://example.org">a site</a>.</p>
<table><thead><tr><th id="a">Year</th><th id="b">Count</th></tr></thead>
<tbody><tr><td headers="a">2009</td><td headers="b">3</td></tr></tbody></table>
<h2 id="two">Part two</h2><p>Back to the <a href="#top">top</a>.</p></body></html>"""


def report(path: Path, *, is_tagged: bool) -> Path:
    """A report of two pages with links, bookmarks and a table, by WeasyPrint alone."""
    weasyprint.HTML(string=_REPORT).write_pdf(path, pdf_variant="pdf/ua-1" if is_tagged else None)
    return path


def scan(path: Path, size: tuple[int, int] = (620, 877)) -> Path:
    """A scanned page: paper that is not quite white, with lines to its edges."""
    picture = Image.new("RGB", size, (238, 235, 228))
    for y in range(10, size[1], 20):
        ImageDraw.Draw(picture).line((5, y, size[0] - 5, y), fill=(40, 40, 40), width=2)
    picture.save(path)
    return path


def odd_pages(path: Path) -> Path:
    """Pages turned in all ways, cropped, of other sizes and units, full to the edge, with a state left open."""
    pages = [
        {"Rotate": 0},
        {"Rotate": 90},
        {"Rotate": 180},
        {"Rotate": -90},
        {"MediaBox": [0, 0, 842, 1191]},
        {"MediaBox": [-50, -20, 350, 280]},
        {"CropBox": [60, 70, 500, 700]},
        {"MediaBox": [0, 0, 300, 420], "UserUnit": 2, "Rotate": 90},
        {"CropBox": [60, 70, 500, 700], "Rotate": 90},
        {"MediaBox": [0, 0, 400, 160], "Rotate": 90},
    ]
    with pikepdf.new() as file:
        for number, entries in enumerate(pages):
            page = file.add_blank_page(page_size=(595, 842))
            for key, value in entries.items():
                page.obj[f"/{key}"] = Array(value) if isinstance(value, list) else value
            # All that is drawn reaches the edges; two states are opened and never closed, and one closed too often.
            contents = b"Q q q 0.9 g -100 -100 2000 2000 re f 0.2 G 5 w 2 0 0 2 0 0 cm " * (number > 0)
            page.Contents = file.make_stream(contents + b"0 0 m 150 200 l S")
        file.save(path)
    return path


def armed(path: Path) -> Path:
    """A page with all that acts: scripts, launching, films, a form, a file, another file's page."""
    with pikepdf.open(report(path, is_tagged=True), allow_overwriting_input=True) as file:
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        launch = Dictionary(S=Name.Launch, F=String("calc.exe"))
        file.Root.OpenAction = script
        file.Root.AA = Dictionary(WC=script)
        file.Root.Names.JavaScript = Dictionary(Names=Array([String("a"), script]))
        page = file.pages[0].obj
        page.AA = Dictionary(O=launch)
        box = Array([10, 10, 60, 30])
        field = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String("Ada"), Rect=box, AA=script
        )
        field = file.make_indirect(field)
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        file.Root.AcroForm = Dictionary(
            Fields=Array([field]),
            NeedAppearances=True,
            DA=String("/Helv 9 Tf 0 g"),
            DR=Dictionary(Font=Dictionary(Helv=file.make_indirect(font))),
        )
        page.Annots.append(field)
        for annotation in (
            Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=box, A=launch),
            Dictionary(Type=Name.Annot, Subtype=Name.Movie, Rect=box, Movie=Dictionary(F=String("film.mov"))),
            Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=box, FS=Dictionary(F=String("a.exe"))),
            Dictionary(
                Type=Name.Annot, Subtype=Name.Link, Rect=box, A=Dictionary(S=Name.URI, URI=String("file:///etc"))
            ),
        ):
            page.Annots.append(annotation)
        page.Annots[0].A = Dictionary(S=Name.URI, URI=String("https://example.org"), Next=script)
        file.Root.Outlines.First.A = launch
        elsewhere = pikepdf.Stream(file, b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        elsewhere.Ref = Dictionary(F=String("/etc/other.pdf"), Page=0)
        page.Resources.XObject = Dictionary(Other=elsewhere)
        file.attachments["evil.txt"] = b"evil"
        file.save(path)
    return path


def locked(path: Path, user: str) -> Path:
    """A file that is encrypted; with a password of the user, it cannot even be opened."""
    with pikepdf.new() as file:
        file.add_blank_page()
        file.save(path, encryption=pikepdf.Encryption(owner="owner", user=user))
    return path


def empty(path: Path) -> Path:
    """A file without pages."""
    with pikepdf.new() as file:
        file.save(path)
    return path


def cut(path: Path) -> Path:
    """A file whose end is lost."""
    data = report(path, is_tagged=True).read_bytes()
    path.write_bytes(data[: len(data) // 2])
    return path


def long(path: Path, pages: int) -> Path:
    """A file of many pages."""
    with pikepdf.new() as file:
        for _ in range(pages):
            file.add_blank_page()
        file.save(path)
    return path


def page(path: Path, contents: bytes = b"", size: tuple[int, int] = (595, 842)) -> Path:
    """A file of one page."""
    with pikepdf.new() as file:
        file.add_blank_page()
        file.pages[0].MediaBox = Array([0, 0, *size])
        file.pages[0].Contents = file.make_stream(contents)
        file.save(path)
    return path


def sparse(path: Path, size: int) -> Path:
    """A file of that many bytes, which are all zero and take no room."""
    with path.open("wb") as file:
        file.truncate(size)
    return path


def annotated(path: Path, subtype: str, payload: bytes) -> Path:
    """A page with one annotation, which has an appearance and a file."""
    with pikepdf.open(page(path), allow_overwriting_input=True) as file:
        box = Array([10, 10, 60, 30])
        form = file.make_stream(b"0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        annotation = Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=box, AP=Dictionary(N=form))
        annotation.FS = Dictionary(Type=Name.Filespec, F=String("a.exe"), EF=Dictionary(F=file.make_stream(payload)))
        file.pages[0].Annots = Array([file.make_indirect(annotation)])
        if subtype == "Widget":
            file.Root.AcroForm = Dictionary(Fields=file.pages[0].Annots)
        file.save(path)
    return path


def inflated(path: Path) -> Path:
    """A small file whose one page holds ten million operators."""
    return page(path, b"0 0 m\n" * 10_000_000)


def endless(path: Path) -> Path:
    """A small file whose forms draw each other ten times each, twelve deep."""
    with pikepdf.new() as file:
        file.add_blank_page()
        kind = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": Array([0, 0, 9, 9])}
        form = file.make_stream(b"0 0 9 9 re f", **kind)
        for _ in range(12):
            inner = Dictionary(XObject=Dictionary(F=form))
            form = file.make_stream(b"/F Do " * 10, **kind, Resources=inner)
        file.pages[0].Resources = Dictionary(XObject=Dictionary(F=form))
        file.pages[0].Contents = file.make_stream(b"/F Do")
        file.save(path)
    return path


def dynamic_form(path: Path) -> None:
    """A form whose pages its own program draws (XFA): all that a PDF shows of it is "Please wait"."""
    with pikepdf.new() as file:
        file.add_blank_page()
        file.Root.AcroForm = Dictionary(XFA=String("<form/>"), Fields=Array())
        file.Root.NeedsRendering = True
        file.save(path)
