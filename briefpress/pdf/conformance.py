"""The fourth stage: Pdf → archival and accessible Pdf.

Writes into the XMP metadata (ISO 16684-1) to which standards the file conforms, encloses the files that the brief was
made from and their manifest, and saves the file so that the same input gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

import pikepdf
from pikepdf import Dictionary, Name

from briefpress.core.design import Standard
from briefpress.language.locale import Language
from briefpress.layout.typeset import Pdf
from briefpress.pdf.attachments import enclose, inputs_of
from briefpress.schema.edition import Edition

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_UA = "http://www.aiim.org/pdfua/ns/id/"

for _prefix, _space in (
    ("rdf", _RDF),
    ("x", "adobe:ns:meta/"),
    ("pdfuaid", _UA),
    ("pdfd", "http://pdfa.org/declarations/"),
    ("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
    ("pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"),
    ("pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"),
):
    # PDF/A requires these very prefixes, and ElementTree has no other way to keep them.
    ElementTree.register_namespace(_prefix, _space)

#: The identification of ISO 14289-1 and the extension schema that ISO 19005-3, 6.6.2.3 requires, as the PDF
#: Association's technical note 0009 words them.
_UA_1 = f"""
<rdf:RDF xmlns:rdf="{_RDF}">
<rdf:Description rdf:about="" xmlns:pdfuaid="{_UA}" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>{_UA}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
"""

#: The identification of ISO 14289-2 and, as PDF Declarations, of both conformance levels of Well-Tagged PDF 1.0.
_UA_2 = f"""
<rdf:RDF xmlns:rdf="{_RDF}">
<rdf:Description rdf:about="" xmlns:pdfuaid="{_UA}" pdfuaid:part="2" pdfuaid:rev="2024"/>
<rdf:Description rdf:about="" xmlns:pdfd="http://pdfa.org/declarations/"><pdfd:declarations><rdf:Bag>
<rdf:li rdf:parseType="Resource">
<pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#accessibility1.0</pdfd:conformsTo>
</rdf:li>
<rdf:li rdf:parseType="Resource">
<pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#reuse1.0</pdfd:conformsTo>
</rdf:li>
</rdf:Bag></pdfd:declarations></rdf:Description>
</rdf:RDF>
"""


def conform(pdf: Pdf, edition: Edition, enclosed: Mapping[str, bytes]) -> Pdf:
    """The finished file of an edition, with these files enclosed by their names."""
    with pikepdf.open(BytesIO(pdf.data)) as file:
        identify(file, pdf.design.standard)
        enclose(file, inputs_of(enclosed), edition.brief.date.first)
        repair_text(file)
        repair_view(file, edition.language)
        return replace(pdf, data=to_bytes(file))


def identify(file: pikepdf.Pdf, standard: Standard) -> None:
    """Let the metadata of a file name all the standards to which it conforms.

    WeasyPrint names PDF/A; PDF/UA and WTPDF are added, in the one rdf:RDF that PDF/A allows.
    """
    xmp = ElementTree.fromstring(file.Root.Metadata.read_bytes())  # noqa: S314 (written by WeasyPrint a moment ago)
    rdf = xmp.find(f"{{{_RDF}}}RDF")
    assert rdf is not None  # noqa: S101
    rdf.extend(ElementTree.fromstring(_UA_2 if standard.is_pdf_2 else _UA_1))  # noqa: S314
    text = ElementTree.tostring(xmp, encoding="unicode")
    packet = f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n{text}\n<?xpacket end="r"?>'.encode()
    # Archives read the metadata without the rest of the file: it is not compressed (ISO 19005-3, 6.6.2.1).
    file.Root.Metadata = pikepdf.Stream(file, packet, Type=Name.Metadata, Subtype=Name.XML)


def to_bytes(file: pikepdf.Pdf, version: str = "") -> bytes:
    """The bytes of a file, in a version of PDF if that is fixed: of the same objects always the same."""
    data = BytesIO()
    mode = pikepdf.ObjectStreamMode.generate
    file.save(data, deterministic_id=True, object_stream_mode=mode, force_version=version)
    return data.getvalue()


def repair_text(file: pikepdf.Pdf) -> None:
    """Let every space be extracted as a space, and every hyphen as a hyphen.

    Fonts have one glyph for the space and the no-break space, and WeasyPrint maps it to whichever it met first:
    searching for two words would fail for no reason that a reader could see.
    """
    for font in file.objects:
        if isinstance(font, Dictionary) and font.get("/Type") == Name.Font and "/ToUnicode" in font:
            codes = font.ToUnicode.read_bytes().replace(b"> <00a0>", b"> <0020>")
            font.ToUnicode.write(re.sub(rb"> <201[01]>", b"> <002d>", codes))


def repair_view(file: pikepdf.Pdf, language: Language) -> None:
    """Let readers open the outline, show the title, not the file's name, and bind pages where the language begins."""
    file.Root.PageMode = Name.UseOutlines
    preferences = file.Root.get("/ViewerPreferences", Dictionary())
    preferences.DisplayDocTitle = True
    if language.direction == "rtl":
        # Two pages side by side: the first of them stands at the right.
        preferences.Direction = Name.R2L
    file.Root.ViewerPreferences = preferences
