"""Files inside a PDF: enclosed as associated files (ISO 19005-3, 6.8), and taken out again with care."""

from __future__ import annotations

import errno
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from briefpress.core.files import MAX_ALL, MAX_PICTURE
from briefpress.core.problems import COMMAND, Position, Problem, Unprintable
from briefpress.core.project import MANIFEST
from briefpress.layout.fetcher import TYPES

#: How many files are taken out of one PDF.
MAX_FILES = 1000

_TYPES = TYPES | {
    ".yaml": "application/yaml",  # (RFC 9512)
    ".yml": "application/yaml",
    ".json": "application/json",
    ".csv": "text/csv",
    ".html": "text/html",
}


@dataclass(frozen=True)
class Enclosed:
    """A file to be enclosed: its name, what it is and in which language, its media type and its bytes."""

    name: str
    title: str
    language: str
    kind: str
    data: bytes
    #: How it belongs to what encloses it (ISO 32000-2, table 43).
    relationship: str = "Supplement"


def enclose(file: pikepdf.Pdf, files: Iterable[Enclosed], day: date) -> None:
    """Enclose files, in the order of the strings that a name tree is sorted by."""
    listed = sorted(files, key=lambda each: bytes(String(each.name)))
    if not listed:
        return
    enclosed = [_specification(file, each, day) for each in listed]
    names = [part for each, made in zip(listed, enclosed, strict=True) for part in (String(each.name), made)]
    file.Root.Names = file.Root.get("/Names", Dictionary())
    file.Root.Names.EmbeddedFiles = Dictionary(Names=Array(names))
    file.Root.AF = Array(enclosed)


def inputs_of(files: Mapping[str, bytes]) -> Iterator[Enclosed]:
    """The files that an edition was made from, and its manifest, as they are enclosed in it."""
    for name, data in files.items():
        kind = _TYPES.get(Path(name).suffix.lower(), "application/octet-stream")
        if name == MANIFEST:
            # Of the relationships none other fits the manifest.
            yield Enclosed(name, "What this file was made from", "", kind, data, "Unspecified")
        else:
            yield Enclosed(name, "Source of this brief", "", kind, data, "Source")


def _specification(file: pikepdf.Pdf, enclosed: Enclosed, day: date) -> pikepdf.Object:
    stamp = String(f"D:{day:%Y%m%d}000000Z")
    stream = pikepdf.Stream(file, enclosed.data, Type=Name.EmbeddedFile, Subtype=Name(f"/{enclosed.kind}"))
    stream.Params = Dictionary(Size=len(enclosed.data), CreationDate=stamp, ModDate=stamp)
    return file.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(enclosed.name),
            UF=String(enclosed.name),
            Desc=String(enclosed.title),
            AFRelationship=Name(f"/{enclosed.relationship}"),
            EF=Dictionary(F=file.make_indirect(stream), UF=file.make_indirect(stream)),
        )
    )


def enclosed(pdf: Path) -> dict[str, bytes]:
    """The files that a PDF encloses, by name; raises Unprintable for what is no PDF, or too large to be one of ours."""
    try:
        if pdf.exists() and not pdf.is_file():
            raise OSError(errno.EINVAL, "it is not a file")
        with pikepdf.open(pdf, attempt_recovery=False, suppress_warnings=True) as file:
            if file.is_encrypted:
                raise ValueError("it is encrypted")
            return _taken_out(file.Root.AF)
    except OSError as error:
        problem = Problem("missing-file", f"it cannot be read: {error.strerror}", Position(pdf), "name a PDF")
    except OverflowError as error:
        problem = Problem("huge-file", str(error), Position(pdf), "no brief is as large; ask who made it")
    except pikepdf.PdfError:
        problem = foreign(pdf, "it is no PDF, or a damaged or encrypted one")
    except (AttributeError, KeyError, TypeError, ValueError, RuntimeError, zlib.error):
        problem = foreign(pdf, "it encloses no files as this press does")
    raise Unprintable([problem])


def foreign(pdf: Path, said: str) -> Problem:
    """The problem of a PDF that this press did not make, or not as it is."""
    hint = f"name an edition that `{COMMAND} build` wrote, as it was written; files for the print shop enclose nothing"
    return Problem("foreign-pdf", said, Position(pdf), hint)


def _taken_out(listed: Any) -> dict[str, bytes]:
    if len(listed) > MAX_FILES:
        raise OverflowError(f"it encloses more than {MAX_FILES} files")
    found: dict[str, bytes] = {}
    for name, content in _contents(listed):
        if name in found:
            raise ValueError("two files have one name")
        found[name] = content
        if sum(map(len, found.values())) > MAX_ALL:
            raise OverflowError(f"it encloses more than {MAX_ALL // 1_000_000} MB")
    return found


def _contents(listed: Any) -> Iterator[tuple[str, bytes]]:
    for specification in listed:
        stream = specification.EF.UF
        packed, kind = stream.read_raw_bytes(), stream.get("/Filter")
        if kind is not None and (kind != Name.FlateDecode or "/DecodeParms" in stream):
            raise ValueError("it is packed as this press does not")
        content = packed if kind is None else zlib.decompressobj().decompress(packed, MAX_PICTURE + 1)
        if len(content) > MAX_PICTURE:
            raise OverflowError(f"it encloses a file larger than {MAX_PICTURE // 1_000_000} MB")
        yield str(specification.UF), content
