"""The fourth stage: Pdf → archival and accessible Pdf.

Adds what the file claims, encloses the files that the brief was made from and their manifest, and writes the file so
that the same input gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name

from briefpress.core.standards import Standard
from briefpress.language.locale import Language
from briefpress.layout.typeset import Pdf
from briefpress.pdf.attachments import enclose, inputs_of
from briefpress.pdf.claims import claimed
from briefpress.schema.edition import Edition


def conform(pdf: Pdf, edition: Edition, enclosed: Mapping[str, bytes]) -> Pdf:
    """The finished file of an edition, with these files enclosed by their names."""
    with pikepdf.open(BytesIO(pdf.data)) as file:
        claim(file, pdf.standard)
        enclose(file, inputs_of(enclosed), edition.brief.date.first)
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
