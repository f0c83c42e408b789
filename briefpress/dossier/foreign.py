"""Foreign files, sanitized before a page of them is bound.

What a page does not need to be read is left out: scripts, actions other than links, multimedia, enclosed files.
Nothing is ever fetched. Forms are flattened in forms.py, comments are told in comments.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Rectangle, Stream

from briefpress.dossier.objects import annotations_of, rectangle
from briefpress.dossier.stamp import visible_box
from briefpress.dossier.structure import elements

#: Annotations that are marks on the page; others play, run or hold files.
_ANNOTATIONS = frozenset(
    f"/{name}"
    for name in (
        *("Caret", "Circle", "FreeText", "Highlight", "Ink", "Line", "Link", "PolyLine", "Polygon", "Popup", "Square"),
        *("Squiggly", "Stamp", "StrikeOut", "Text", "Underline", "Watermark", "Widget"),
    )
)
#: What a page is to a reader; its actions, transitions and private data are not.
_PAGE_KEYS = frozenset(
    f"/{name}"
    for name in (
        *("Type", "Parent", "MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox", "Rotate", "UserUnit", "Resources"),
        *("Contents", "Group", "StructParents", "Annots"),
    )
)
#: Streams may refer to other files, by their data or as a picture of their pages (ISO 32000-1, 7.3.8 and 8.10.4).
_EXTERNAL_KEYS = ("/F", "/FFilter", "/FDecodeParms", "/Ref", "/OPI")

#: The keys by which an annotation may hold files, whatever it is (ISO 32000-2, 12.5.6.15 and 14.13.8).
_FILE_KEYS = ("/FS", "/AF")


def is_tagged(file: pikepdf.Pdf) -> bool:
    """Whether a file says that it is tagged, and has tags (ISO 32000-1, 14.7.1)."""
    is_marked = bool(file.Root.get("/MarkInfo", Dictionary()).get("/Marked", False))
    return is_marked and "/K" in file.Root.get("/StructTreeRoot", Dictionary())


def is_archival(file: pikepdf.Pdf) -> bool:
    """Whether the metadata of a file name PDF/A-3a; whether that is true is checked later."""
    stream = file.Root.get("/Metadata")
    packet = stream.read_bytes() if isinstance(stream, Stream) else b""
    properties = (rb"part\s*(=\s*[\"']|>)\s*3\b", rb"conformance\s*(=\s*[\"']|>)\s*A\b")
    return all(re.search(rb"\bpdfaid:" + value, packet) for value in properties)


def sanitize(file: pikepdf.Pdf) -> set[str]:
    """Take out what acts, plays or is fetched; returns what was there."""
    removed = set(_in_catalogue(file))
    for thing in file.objects:
        if isinstance(thing, Stream):
            removed |= {"links to other files" for key in _EXTERNAL_KEYS if _dropped(thing, key)}
        if isinstance(thing, (Dictionary, Stream)) and _dropped(thing, "/AA"):
            removed.add("scripts")
    for page in file.pages:
        for key in set(page.obj.keys()) - _PAGE_KEYS:
            del page.obj[key]
        removed |= set(_clean_annotations(page))
    _retag_fields(file)
    return removed


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
    has_scripts = "/JavaScript" in root.get("/Names", Dictionary())
    if has_scripts or "/AA" in root or isinstance(root.get("/OpenAction"), Dictionary):
        yield "scripts"
    if len(file.attachments) or "/Collection" in root:
        yield "enclosed files"


def own_annotations(file: pikepdf.Pdf) -> None:
    """Let each annotation be an object of its own, so that it can be known again."""
    for page in file.pages:
        own = list(page.obj.get("/Annots", ()))
        for place, annotation in enumerate(own):
            if isinstance(annotation, Dictionary) and not annotation.is_indirect:
                own[place] = file.make_indirect(annotation)
        page.obj.Annots = Array(own)


def _clean_annotations(page: pikepdf.Page) -> Iterator[str]:
    """Keep what is a mark on the page; yields what else there was."""
    kept, seen = [], visible_box(page)
    # What is no annotation has been taken out of the file before.
    for annotation in annotations_of(page):
        if annotation.get("/Subtype") not in _ANNOTATIONS:
            yield "multimedia or enclosed files"
            continue
        if not _is_on(annotation, seen):
            # The page may be enlarged for its stamp, and they would come to light.
            yield "marks outside of the page"
            continue
        yield from ("multimedia or enclosed files" for key in _FILE_KEYS if _dropped(annotation, key))
        acts = "/A" in annotation and not is_link(annotation.A)
        if acts:
            del annotation["/A"]
            yield "actions other than links"
        if not acts or annotation.Subtype != "/Link" or "/Dest" in annotation:
            kept.append(annotation)
    page.obj.Annots = Array(kept)


def _is_on(annotation: pikepdf.Object, page: Rectangle) -> bool:
    """Whether an annotation lies on the part of its page that is seen, or is none that is seen by itself.

    Windows of comments lie beside their pages; fields are looked at in forms.py.
    """
    box = rectangle(annotation.get("/Rect"))
    is_beside = box.urx < page.llx or box.llx > page.urx
    is_above = box.ury < page.lly or box.lly > page.ury
    return annotation.Subtype in ("/Widget", "/Popup") or not (is_beside or is_above)


def is_link(action: pikepdf.Object) -> bool:
    """Whether an action is a link, inside the file or to the web; actions after it are taken out."""
    _dropped(action, "/Next")
    kind = action.get("/S")
    if kind == Name.URI:
        return bool(re.match(r"(https?|mailto|tel):", str(action.get("/URI", "")), re.IGNORECASE))
    return bool(kind == Name.GoTo and "/D" in action)
