"""A foreign file opened and tried out: whether it can be read and drawn at all.

It is done by a process of its own, which may die of it: a small file can need more memory than there is (what is
compressed a thousandfold) or more time than anybody has (forms that draw each other).
"""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
import pypdfium2

from briefpress.core.problems import Problem, Unprintable
from briefpress.dossier.objects import as_list
from briefpress.dossier.xfa import is_dynamic
from briefpress.pdf.weights import MALFORMED_PDF, limit_streams

#: The largest file, in bytes, that is bound or enclosed.
MAX_BYTES = 100_000_000
MAX_PAGES = 1_000
#: The largest side of a page, in its own units (ISO 32000-1, annex C).
MAX_SIDE = 14_400
#: The largest unit, in points, that programs give a page: its longest side is then 381 km (Acrobat).
MAX_UNIT = 75_000
#: How long the contents of a page may be, in bytes: whoever reads them makes an object of some hundred bytes of every
#: operator.
MAX_CONTENTS = 40_000_000
#: How often the contents of a page save their graphics state, each of which is read by itself: some hundred times is
#: usual.
MAX_SAVES = 200_000
#: How many links, fields and other marks a page may have.
MAX_MARKS = 10_000
#: The largest stream, inflated: a plan of A0 at 300 dpi in colour.
_MAX_STREAM = 500_000_000
#: Pages are drawn with this many pixels on their longer side.
_PIXELS = 1_000

#: Faults that qpdf finds and no page suffers from: how a form lists its fields, which are read from their pages; the
#: tables by which a file is shown before it is loaded to its end; and what it says of itself that programs put right.
_HARMLESS = re.compile(
    r"/AcroForm|\(/\w\) mismatch|hint table|lineariz|shared identifier|handled correctly|output may still be valid"
)
_SAVE = re.compile(rb"(?<![^\s\])>])q(?![^\s\[(<])")
SAVE_AGAIN = "open it in a PDF reader and save or print it as PDF again; what is missing then was missing before"


def open_examined(data: bytes, name: str) -> pikepdf.Pdf:
    """Open a PDF by this name; raises Unprintable, without a place, where it cannot be bound whole."""
    limit_streams(_MAX_STREAM)
    protected = "ask for a copy without protection: its pages cannot be bound with others"
    try:
        file = pikepdf.open(BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError:
        raise _refused("locked-file", f"`{name}` needs a password", protected) from None
    except MALFORMED_PDF:
        raise _refused("damaged-file", f"`{name}` is not a PDF, or it is damaged", SAVE_AGAIN) from None
    if file.is_encrypted:
        raise _refused("locked-file", f"`{name}` is encrypted", protected)
    _examine(file, name)
    _draw(data, name)
    return file


def _refused(code: str, message: str, hint: str) -> Unprintable:
    return Unprintable([Problem(code, message, None, hint)])


def _examine(file: pikepdf.Pdf, name: str) -> None:
    try:
        count = len(file.pages)
        if count > MAX_PAGES:
            raise _refused("huge-file", f"`{name}` has {count} pages", f"bind at most {MAX_PAGES} pages")
        for number, page in enumerate(file.pages, start=1):
            _weigh(page, f"page {number} of `{name}`")
        faults = (*file.check_pdf_syntax(), *file.get_warnings())
        is_sound = all(_HARMLESS.search(str(fault)) for fault in faults) and all(map(_has_size, file.pages))
    except MALFORMED_PDF:
        count, is_sound = 1, False
    if count == 0:
        raise _refused("empty-file", f"`{name}` has no pages", "remove it from the dossier, or enclose it")
    if not is_sound:
        raise _refused("damaged-file", f"`{name}` is damaged", SAVE_AGAIN)
    if is_dynamic(file):
        message = f"`{name}` is a form that only its own program can show"
        raise _refused("damaged-file", message, "open it there and print it as PDF")


def _weigh(page: pikepdf.Page, name: str) -> None:
    """Raise Unprintable for a page by this name that has more than can be bound."""
    contents = [stream.read_bytes() for stream in as_list(page.obj.get("/Contents"))]
    if sum(map(len, contents)) > MAX_CONTENTS:
        message = f"{name} has more than {MAX_CONTENTS // 1_000_000} MB of contents"
        raise _refused("huge-file", message, "print it as PDF again, in a lower resolution")
    if sum(data.count(b"q") for data in contents) > MAX_SAVES and sum(map(_saves, contents)) > MAX_SAVES:
        message = f"{name} saves its graphics state more than {MAX_SAVES} times"
        raise _refused("huge-file", message, "print it as PDF again, by another program")
    if len(page.obj.get("/Annots", ())) > MAX_MARKS:
        message = f"{name} has more than {MAX_MARKS} links, fields and marks"
        raise _refused("huge-file", message, "print it as PDF again, without them")


def _saves(contents: bytes) -> int:
    """How often contents save their graphics state, by the operator `q`."""
    return sum(1 for _ in _SAVE.finditer(contents))


def _has_size(page: pikepdf.Page) -> bool:
    left, bottom, right, top = map(float, page.mediabox)
    is_scaled = 0 < float(page.obj.get("/UserUnit", 1)) <= MAX_UNIT
    return is_scaled and all(0 < abs(side) <= MAX_SIDE for side in (right - left, top - bottom))


def _draw(data: bytes, name: str) -> None:
    """Draw all pages, as it is done again when they are bound."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            for page in document:
                page.render(scale=min(1.0, _PIXELS / max(page.get_size())), may_draw_forms=False)
                page.close()
    except MALFORMED_PDF:
        raise _refused("damaged-file", f"`{name}` is damaged: not all of it can be drawn", SAVE_AGAIN) from None
