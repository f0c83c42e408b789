"""Files from outside: opened, examined, and made harmless before a page of them is bound.

What a page does not need to be read is left out: scripts, actions other than links, multimedia, enclosed files. What
is filled in on a form stays to be seen and can no longer be changed. Nothing is ever fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from briefpress.core.problems import Problem, Unprintable
from briefpress.dossier.probe import MAX_TIME, is_bearable
from briefpress.dossier.structure import elements

MAX_BYTES = 100_000_000
MAX_PAGES = 1_000
#: The largest side of a page, in its own units (ISO 32000-1, annex C).
MAX_SIDE = 14_400

#: Annotations that are marks on the page; others play, run or hold files.
_ANNOTATIONS = frozenset(
    f"/{name}"
    for name in (
        *("Caret", "Circle", "FreeText", "Highlight", "Ink", "Line", "Link", "PolyLine", "Polygon", "Popup", "Square"),
        *("Squiggly", "Stamp", "StrikeOut", "Text", "Underline", "Widget"),
    )
)
#: What a page is to a reader; its actions, transitions and private data are not.
_PAGE = frozenset(
    f"/{name}"
    for name in (
        *("Type", "Parent", "MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox", "Rotate", "UserUnit", "Resources"),
        *("Contents", "Group", "StructParents", "Annots"),
    )
)
_READ_ONLY, _LOCKED = 1 << 6, 1 << 7
#: How deep the fields of a form are nested at the most.
_DEEPEST = 20
#: Streams may refer to other files, by their data or as a picture of their pages (ISO 32000-1, 7.3.8 and 8.10.4).
_ELSEWHERE = ("/F", "/FFilter", "/FDecodeParms", "/Ref", "/OPI")


#: What a file raises that makes no sense and yet was let pass by qpdf.
NONSENSE = (pikepdf.PdfError, ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
SAVE_ANEW = "open it in a reader and save or print it as PDF anew; what is lost then was lost before"


def open_outside(path: Path) -> pikepdf.Pdf:
    """Open a PDF; raises Unprintable, without a place, where it cannot be bound whole."""
    if path.stat().st_size > MAX_BYTES:
        message = f"`{path.name}` is larger than {MAX_BYTES // 1_000_000} MB"
        raise _refused("huge-file", message, "save it smaller, or bind a part of it")
    protected = "ask for a copy without protection: its pages cannot be bound with others"
    if not is_bearable(path):
        message = f"`{path.name}` takes more than {MAX_TIME} seconds, or more memory than there may be, to be shown"
        raise _refused("huge-file", message, "print it as PDF anew; if that does not end either, do not trust the file")
    try:
        file = pikepdf.open(path, suppress_warnings=True)
    except pikepdf.PasswordError:
        raise _refused("locked-file", f"`{path.name}` asks for a password", protected) from None
    except NONSENSE:
        raise _refused("damaged-file", f"`{path.name}` is no PDF, or a damaged one", SAVE_ANEW) from None
    if file.is_encrypted:
        raise _refused("locked-file", f"`{path.name}` is encrypted", protected)
    _examine(file, path)
    return file


def _refused(code: str, message: str, hint: str) -> Unprintable:
    return Unprintable([Problem(code, message, None, hint)])


def _examine(file: pikepdf.Pdf, path: Path) -> None:
    try:
        count = len(file.pages)
        if count > MAX_PAGES:
            raise _refused("huge-file", f"`{path.name}` has {count} pages", f"bind {MAX_PAGES} at the most")
        faults = [*file.check_pdf_syntax(), *file.get_warnings()]
        sound = all(map(_has_size, file.pages))
    except NONSENSE:
        count, faults, sound = 1, [], False
    if count == 0:
        raise _refused("empty-file", f"`{path.name}` has no pages", "remove it from the dossier, or enclose it")
    if faults or not sound:
        raise _refused("damaged-file", f"`{path.name}` is damaged", SAVE_ANEW)
    if "/XFA" in file.Root.get("/AcroForm", Dictionary()) and file.Root.get("/NeedsRendering", False):
        message = f"`{path.name}` is a form that only its own program can show"
        raise _refused("damaged-file", message, "open it there and print it as PDF")


def _has_size(page: pikepdf.Page) -> bool:
    left, bottom, right, top = map(float, page.mediabox)
    return all(0 < abs(side) <= MAX_SIDE for side in (right - left, top - bottom))


def is_tagged(file: pikepdf.Pdf) -> bool:
    """Whether a file says that it is tagged, and has tags (ISO 32000-1, 14.7.1)."""
    root = file.Root
    return bool(root.get("/MarkInfo", Dictionary()).get("/Marked", False)) and "/K" in root.get(
        "/StructTreeRoot", Dictionary()
    )


def is_archival(file: pikepdf.Pdf) -> bool:
    """Whether a file claims PDF/A-3a in its metadata; what it claims is proved later, so that a look will do."""
    stream = file.Root.get("/Metadata")
    packet = stream.read_bytes() if isinstance(stream, Stream) else b""
    said = (rb"part\s*(=\s*[\"']|>)\s*3\b", rb"conformance\s*(=\s*[\"']|>)\s*A\b")
    return all(re.search(rb"\bpdfaid:" + claim, packet) for claim in said)


def disarm(file: pikepdf.Pdf) -> list[str]:
    """Take out what acts, plays, is fetched or is filled in; says what was there, sorted."""
    found = set(_in_catalogue(file))
    if file.Root.get("/AcroForm", Dictionary()).get("/NeedAppearances", False):
        file.generate_appearance_streams()
    for thing in file.objects:
        if isinstance(thing, Stream):
            found |= {"links to other files" for key in _ELSEWHERE if _dropped(thing, key)}
        if isinstance(thing, (Dictionary, Stream)) and _dropped(thing, "/AA"):
            found.add("scripts")
    for page in file.pages:
        for key in set(page.obj.keys()) - _PAGE:
            del page.obj[key]
        found |= set(_clean_annotations(file, page))
    _retag_fields(file)
    return sorted(found)


def _retag_fields(file: pikepdf.Pdf) -> None:
    """The elements of what were fields (ISO 32000-1, 14.8.4.5)."""
    for element in elements(file.Root.StructTreeRoot) if is_tagged(file) else ():
        if element.S == "/Form":
            element.S = Name.Annot


def _dropped(thing: pikepdf.Object, key: str) -> bool:
    if key not in thing:
        return False
    del thing[key]
    return True


def _in_catalogue(file: pikepdf.Pdf) -> Iterator[str]:
    """What the file as a whole does; none of it is taken over."""
    root = file.Root
    if root.get("/AcroForm", Dictionary()).get("/Fields"):
        yield "a form"
    if (
        "/JavaScript" in root.get("/Names", Dictionary())
        or "/AA" in root
        or isinstance(root.get("/OpenAction"), Dictionary)
    ):
        yield "scripts"
    if len(file.attachments) or "/Collection" in root:
        yield "enclosed files"


def _clean_annotations(file: pikepdf.Pdf, page: pikepdf.Page) -> Iterator[str]:
    """Keep what is a mark on the page, as indirect objects; says what else there was."""
    kept = []
    for annotation in page.obj.get("/Annots", ()):
        if not isinstance(annotation, Dictionary) or annotation.get("/Subtype") not in _ANNOTATIONS:
            yield "multimedia or enclosed files"
            continue
        acts = "/A" in annotation and not is_link(annotation.A)
        if acts:
            del annotation["/A"]
            yield "actions other than links"
        if annotation.Subtype == "/Widget":
            yield "a form"
            yield from _settle(annotation)
        if not acts or annotation.Subtype != "/Link" or "/Dest" in annotation:
            kept.append(annotation if annotation.is_indirect else file.make_indirect(annotation))
    page.obj.Annots = Array(kept)


def is_link(action: pikepdf.Object) -> bool:
    """Whether an action is a link, inside the file or to the web; what follows it is taken out."""
    _dropped(action, "/Next")
    kind = action.get("/S")
    if kind == Name.URI:
        return bool(re.match(r"(https?|mailto):", str(action.get("/URI", "")), re.IGNORECASE))
    return bool(kind == Name.GoTo and "/D" in action)


def _settle(widget: pikepdf.Object) -> Iterator[str]:
    """Make a field a mark that shows what was filled in, says its name and cannot be changed (ISO 32000-1, 12.5)."""
    said = [str(found) for key in ("/TU", "/V") if isinstance(found := _inherited(widget, key), String)]
    for key in set(widget.keys()) - {"/Type", "/Rect", "/P", "/F", "/AP", "/AS", "/StructParent", "/OC"}:
        del widget[key]
    widget.Subtype = Name.Stamp
    widget.Contents = String(": ".join(said) or "–")
    widget.F = int(widget.get("/F", 0)) | _READ_ONLY | _LOCKED
    if "/AP" not in widget and len(said) > 1:
        yield "what is filled in and has no appearance"


def _inherited(field: pikepdf.Object, key: str) -> pikepdf.Object | None:
    """A value of a field, or of one that it is a part of."""
    for _ in range(_DEEPEST):
        if key in field or "/Parent" not in field:
            break
        field = field.Parent
    return field.get(key)
