"""The fourth stage: Pdf → archival and accessible Pdf.

Adds the claim of PDF/UA-1 beside that of PDF/A-3a (with the extension schema that ISO 19005-3, 6.6.2.3 asks for),
encloses the files that the brief was made from, and writes the file so that the same input gives the same bytes.
This is the only module that knows pikepdf.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from briefpress.edition import Edition
from briefpress.typeset import Pdf

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

for _prefix, _space in (
    ("rdf", _RDF),
    ("x", "adobe:ns:meta/"),
    ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"),
    ("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
    ("pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"),
    ("pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"),
):
    # PDF/A asks for these very prefixes, and ElementTree knows no other way to keep them.
    ElementTree.register_namespace(_prefix, _space)

#: The claim of ISO 14289-1 and its extension schema, as the PDF Association's technical note 0009 words them.
_PDF_UA = """
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
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


def conform(pdf: Pdf, edition: Edition) -> Pdf:
    """The finished file of an edition."""
    with pikepdf.open(BytesIO(pdf.data)) as file:
        _claim(file)
        _enclose(file, edition)
        _repair_spaces(file)
        _repair_view(file)
        data = BytesIO()
        file.save(data, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return replace(pdf, data=data.getvalue())


def _claim(file: pikepdf.Pdf) -> None:
    """Put the claim of PDF/UA into the one rdf:RDF that PDF/A allows."""
    metadata = bytes(file.Root.Metadata.read_bytes())
    xmp = ElementTree.fromstring(metadata)  # noqa: S314 (written by WeasyPrint a moment ago)
    rdf = xmp.find(f"{{{_RDF}}}RDF")
    assert rdf is not None  # noqa: S101
    rdf.extend(ElementTree.fromstring(_PDF_UA))  # noqa: S314
    text = ElementTree.tostring(xmp, encoding="unicode")
    packet = f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n{text}\n<?xpacket end="r"?>'
    # Archives read the metadata without the rest of the file: it is not compressed (ISO 19005-3, 6.6.2.1).
    file.Root.Metadata = pikepdf.Stream(file, packet.encode(), Type=Name.Metadata, Subtype=Name.XML)


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


def _repair_spaces(file: pikepdf.Pdf) -> None:
    """Let every space be found as a space.

    Faces have one glyph for the space and the no-break space, and WeasyPrint gives it the code of the one that it
    met first: searching for two words would fail for no reason that a reader could see.
    """
    for font in file.objects:
        if isinstance(font, Dictionary) and font.get("/Type") == Name.Font and "/ToUnicode" in font:
            codes = font.ToUnicode.read_bytes()
            font.ToUnicode.write(codes.replace(b"> <00a0>", b"> <0020>"))


def _repair_view(file: pikepdf.Pdf) -> None:
    """Say what WeasyPrint does not: readers open the outline, and show the title instead of the file's name."""
    file.Root.PageMode = Name.UseOutlines
    preferences = file.Root.get("/ViewerPreferences", Dictionary())
    preferences.DisplayDocTitle = True
    file.Root.ViewerPreferences = preferences
