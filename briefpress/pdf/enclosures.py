"""Files inside a PDF, taken out again with care: by a child, and no more of them than the press encloses."""

from __future__ import annotations

import zlib
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Name

from briefpress.confined.reading import LIMITS, read
from briefpress.confined.reply import Reply
from briefpress.confined.tasks import Progress
from briefpress.core.files import MAX_ALL, MAX_PICTURE
from briefpress.core.problems import Position, Problem, Unprintable
from briefpress.pdf.weights import MALFORMED_PDF, limit_streams

#: How many files are taken out of one PDF.
MAX_FILES = 1000
_DISTRUST = "no edition of the press is so hard to read: ask for it where it comes from, and do not trust this one"


def enclosed(data: bytes, pdf: Path) -> dict[str, bytes]:
    """The files that a PDF of these bytes encloses, by name; raises Unprintable where it is not one of this press.

    It is read by a child.
    """
    job = partial(_enclosed, data, pdf)
    place = Position(pdf)
    return read(
        job, lambda reply: dict(reply.files), reads=(), name=pdf.name, place=place, hint=_DISTRUST, limits=LIMITS
    )


def _enclosed(data: bytes, pdf: Path, progress: Progress) -> Reply:
    progress("open")
    # Of its streams, only those of objects are inflated by qpdf.
    limit_streams(MAX_PICTURE)
    try:
        with pikepdf.open(BytesIO(data), attempt_recovery=False, suppress_warnings=True) as file:
            if file.is_encrypted:
                raise ValueError("it is encrypted")
            return Reply(files=_extracted(file.Root.AF))
    except OverflowError as error:
        problem = Problem("huge-file", str(error), Position(pdf), "no brief is as large; ask who made it")
    except pikepdf.PdfError:
        problem = foreign(pdf, "it is not a PDF, or it is damaged or encrypted")
    except (*MALFORMED_PDF, zlib.error):
        problem = foreign(pdf, "it does not enclose files as this press does")
    raise Unprintable([problem])


def foreign(pdf: Path, message: str) -> Problem:
    """The problem of a PDF that this press did not write, or not as it is now."""
    hint = "name an edition that the verb `build` wrote, as it was written; files for the print shop enclose nothing"
    return Problem("foreign-pdf", message, Position(pdf), hint)


def _extracted(specifications: Any) -> dict[str, bytes]:
    if len(specifications) > MAX_FILES:
        raise OverflowError(f"it encloses more than {MAX_FILES} files")
    files: dict[str, bytes] = {}
    for specification in specifications:
        name = str(specification.UF)
        if name in files:
            raise ValueError("two files have one name")
        files[name] = _decoded(specification.EF.UF)
        if sum(map(len, files.values())) > MAX_ALL:
            raise OverflowError(f"it encloses more than {MAX_ALL // 1_000_000} MB")
    return files


def _decoded(stream: Any) -> bytes:
    """The bytes of an embedded file, of which no more are decoded than are allowed."""
    raw, kind = stream.read_raw_bytes(), stream.get("/Filter")
    if kind is not None and (kind != Name.FlateDecode or "/DecodeParms" in stream):
        raise ValueError("this press compresses otherwise")
    data = raw if kind is None else zlib.decompressobj().decompress(raw, MAX_PICTURE + 1)
    if len(data) > MAX_PICTURE:
        raise OverflowError(f"it encloses a file larger than {MAX_PICTURE // 1_000_000} MB")
    return bytes(data)
