"""The fourth stage: Pdf → archival and accessible Pdf.

Adds what the file claims, encloses the files that the brief was made from, and writes the file so that the same input
gives the same bytes.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from briefpress.claims import claimed
from briefpress.edition import Edition
from briefpress.language import Language
from briefpress.standards import Standard
from briefpress.typeset import Pdf


def conform(pdf: Pdf, edition: Edition) -> Pdf:
    """The finished file of an edition."""
    with pikepdf.open(BytesIO(pdf.data)) as file:
        claim(file, pdf.standard)
        _enclose(file, edition)
        repair_text(file)
        repair_view(file, edition.language)
        data = BytesIO()
        file.save(data, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return replace(pdf, data=data.getvalue())


def claim(file: pikepdf.Pdf, standard: Standard) -> None:
    """Let a file say which standards it meets."""
    packet = claimed(bytes(file.Root.Metadata.read_bytes()), standard)
    # Archives read the metadata without the rest of the file: it is not compressed (ISO 19005-3, 6.6.2.1).
    file.Root.Metadata = pikepdf.Stream(file, packet, Type=Name.Metadata, Subtype=Name.XML)


def _enclose(file: pikepdf.Pdf, edition: Edition) -> None:
    """Enclose the sources as associated files (ISO 19005-3, 6.8), sorted by name as a name tree must be."""
    day = datetime.combine(edition.brief.date.first, time(), UTC)
    enclosed = [_file_specification(file, path, day) for path in sorted(edition.files)]
    names = Array(
        [part for path, spec in zip(sorted(edition.files), enclosed, strict=True) for part in (String(path.name), spec)]
    )
    file.Root.Names = file.Root.get("/Names", Dictionary())
    file.Root.Names.EmbeddedFiles = Dictionary(Names=names)
    file.Root.AF = Array(enclosed)


def _file_specification(file: pikepdf.Pdf, path: Path, day: datetime) -> pikepdf.Object:
    content = path.read_bytes()
    stamp = String(day.strftime("D:%Y%m%d%H%M%SZ"))
    stream = pikepdf.Stream(file, content, Type=Name.EmbeddedFile, Subtype=Name("/application/yaml"))
    stream.Params = Dictionary(Size=len(content), CreationDate=stamp, ModDate=stamp)
    return file.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(path.name),
            UF=String(path.name),
            Desc=String("Source of this brief"),
            AFRelationship=Name.Source,
            EF=Dictionary(F=file.make_indirect(stream), UF=file.make_indirect(stream)),
        )
    )


def repair_text(file: pikepdf.Pdf) -> None:
    """Let every space be found as a space, and every hyphen as a hyphen.

    Faces have one glyph for the space and the no-break space, and WeasyPrint gives it the code of the one that it
    met first: searching for two words would fail for no reason that a reader could see.
    """
    for font in file.objects:
        if isinstance(font, Dictionary) and font.get("/Type") == Name.Font and "/ToUnicode" in font:
            codes = font.ToUnicode.read_bytes().replace(b"> <00a0>", b"> <0020>")
            font.ToUnicode.write(re.sub(rb"> <201[01]>", b"> <002d>", codes))


def repair_view(file: pikepdf.Pdf, language: Language) -> None:
    """Say what WeasyPrint does not.

    Readers open the outline, show the title instead of the file's name, and bind pages where the language begins.
    """
    file.Root.PageMode = Name.UseOutlines
    preferences = file.Root.get("/ViewerPreferences", Dictionary())
    preferences.DisplayDocTitle = True
    if language.direction == "rtl":
        # Two pages side by side: the first of them stands at the right.
        preferences.Direction = Name.R2L
    file.Root.ViewerPreferences = preferences
