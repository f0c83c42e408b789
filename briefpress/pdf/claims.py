"""The claims of a file: which standards it says that it meets, in its XMP metadata (ISO 16684-1).

WeasyPrint writes the claim of PDF/A; those of PDF/UA and WTPDF are added to it, in the one rdf:RDF that PDF/A allows.
"""

from __future__ import annotations

from xml.etree import ElementTree

from briefpress.core.standards import Standard

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
    # PDF/A asks for these very prefixes, and ElementTree knows no other way to keep them.
    ElementTree.register_namespace(_prefix, _space)

#: The claim of ISO 14289-1 and the extension schema that ISO 19005-3, 6.6.2.3 asks for, as the PDF Association's
#: technical note 0009 words them.
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

#: The claims of ISO 14289-2 and, as PDF Declarations, of both conformance levels of Well-Tagged PDF 1.0.
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


def claimed(metadata: bytes, standard: Standard) -> bytes:
    """The XMP packet of a file with the claims of a standard added."""
    xmp = ElementTree.fromstring(metadata)  # noqa: S314 (written by WeasyPrint a moment ago)
    rdf = xmp.find(f"{{{_RDF}}}RDF")
    assert rdf is not None  # noqa: S101
    rdf.extend(ElementTree.fromstring(_UA_2 if standard.is_pdf_2 else _UA_1))  # noqa: S314
    text = ElementTree.tostring(xmp, encoding="unicode")
    return f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n{text}\n<?xpacket end="r"?>'.encode()
