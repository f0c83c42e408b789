"""Files enclosed in a dossier, byte for byte (ISO 32000-1, 7.11.4; associated as ISO 19005-3, 6.8 asks)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pikepdf
from pikepdf import Array, Dictionary, Name, String


@dataclass(frozen=True)
class Enclosed:
    """A file to be enclosed: its name, what it is, its media type and its bytes."""

    name: str
    title: str
    language: str
    kind: str
    data: bytes


def enclose(book: pikepdf.Pdf, files: Sequence[Enclosed], day: date) -> None:
    """Enclose files, sorted by name as a name tree must be."""
    specified = {String(file.name): _specification(book, file, day) for file in files}
    names = sorted(specified.items(), key=lambda pair: bytes(pair[0]))
    if names:
        book.Root.Names.EmbeddedFiles = Dictionary(Names=Array([part for pair in names for part in pair]))
        book.Root.AF = Array([specification for _, specification in names])


def _specification(book: pikepdf.Pdf, file: Enclosed, day: date) -> pikepdf.Object:
    moment = String(f"D:{day:%Y%m%d}000000Z")
    stream = pikepdf.Stream(book, file.data, Type=Name.EmbeddedFile, Subtype=Name(f"/{file.kind}"))
    stream.Params = Dictionary(Size=len(file.data), CreationDate=moment, ModDate=moment)
    return book.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(file.name),
            UF=String(file.name),
            Desc=String(file.title),
            # It belongs to the dossier and is no source of it (ISO 32000-2, 7.11.3).
            AFRelationship=Name.Supplement,
            EF=Dictionary(F=stream, UF=stream),
        )
    )
