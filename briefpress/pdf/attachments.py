"""Files inside a PDF: enclosed as associated files (ISO 19005-3, 6.8), and taken out again with care."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from briefpress.confined.children import Progress
from briefpress.confined.reading import LIMITS, read
from briefpress.confined.reply import Reply
from briefpress.core.files import MAX_ALL, MAX_PICTURE
from briefpress.core.problems import Position, Problem, Unprintable
from briefpress.core.project import MANIFEST
from briefpress.layout.fetcher import TYPES
from briefpress.pdf.weights import MALFORMED_PDF, limit_streams

#: How many files are taken out of one PDF.
MAX_FILES = 1000
_DISTRUST = "no edition of the press is so hard to read: ask for it where it comes from, and do not trust this one"

#: The media types of files by their endings (IANA).
_TYPES = TYPES | {
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".json": "application/json",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".txt": "text/plain",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
}


@dataclass(frozen=True)
class Attachment:
    """A file to be enclosed: its name, what it is and in which language, and its bytes."""

    name: str
    title: str
    language: str
    data: bytes
    #: How it belongs to what encloses it (ISO 32000-2, table 43).
    relationship: str = "Supplement"


def enclose(file: pikepdf.Pdf, attachments: Iterable[Attachment], day: date) -> None:
    """Enclose files, in the order of their names."""
    in_order = sorted(attachments, key=lambda each: bytes(String(each.name)))
    if pairs := [(String(each.name), _specification(file, each, day)) for each in in_order]:
        tree = name_tree(pairs)
        file.Root.Names = file.Root.get("/Names", Dictionary())
        file.Root.Names.EmbeddedFiles = tree
        file.Root.AF = Array(list(tree.Names)[1::2])


def name_tree(pairs: Iterable[tuple[pikepdf.Object, pikepdf.Object]]) -> Dictionary:
    """A name tree, sorted by the bytes of its strings (ISO 32000-2, 7.9.6)."""
    by_bytes = sorted(pairs, key=lambda pair: bytes(pair[0]))
    return Dictionary(Names=Array([item for pair in by_bytes for item in pair]))


def inputs_of(files: Mapping[str, bytes]) -> Iterator[Attachment]:
    """The files that an edition was made from, and its manifest, as they are enclosed in it."""
    for name, data in files.items():
        if name == MANIFEST:
            # No other relationship fits the manifest.
            yield Attachment(name, "What this file was made from", "", data, "Unspecified")
        else:
            yield Attachment(name, "Source of this brief", "", data, "Source")


def _specification(file: pikepdf.Pdf, attachment: Attachment, day: date) -> pikepdf.Object:
    """The file specification (ISO 32000-2, 7.11.3)."""
    stamp = String(f"D:{day:%Y%m%d}000000Z")
    kind = _TYPES.get(Path(attachment.name).suffix.lower(), "application/octet-stream")
    stream = pikepdf.Stream(file, attachment.data, Type=Name.EmbeddedFile, Subtype=Name(f"/{kind}"))
    stream.Params = Dictionary(Size=len(attachment.data), CreationDate=stamp, ModDate=stamp)
    return file.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(attachment.name),
            UF=String(attachment.name),
            Desc=String(attachment.title),
            AFRelationship=Name(f"/{attachment.relationship}"),
            EF=Dictionary(F=file.make_indirect(stream), UF=file.make_indirect(stream)),
        )
    )


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
