"""Files inside a PDF: enclosed as associated files (ISO 19005-3, 6.8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from briefpress.core.project import MANIFEST
from briefpress.layout.fetcher import TYPES

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
