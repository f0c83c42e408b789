"""PDF/X-4 (ISO 15930-7): what a print shop may rely on in a file that it is given."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from briefpress.pdf.separation import CONDITION, PROFILE, separate
from briefpress.schema.edition import Edition

pikepdf.models.PdfMetadata.register_xml_namespace("http://www.npes.org/pdfx/ns/id/", "pdfxid")

_NAME = "Coated FOGRA39 (ISO 12647-2)"
#: What is for readers on a screen: on paper nothing leads anywhere, and PDF/X allows no annotations on a page.
_FOR_SCREENS = ("/AcroForm", "/MarkInfo", "/Names", "/Outlines", "/PageMode", "/StructTreeRoot", "/ViewerPreferences")


def prepare(file: pikepdf.Pdf) -> None:
    """Let a file of WeasyPrint's print in inks, and take out of it what is not for paper."""
    for key in _FOR_SCREENS:
        if key in file.Root:
            del file.Root[key]
    for page in file.pages:
        for key in ("/Annots", "/StructParents", "/Tabs"):
            if key in page:
                del page[key]
    separate(file, Array([Name.ICCBased, file.Root.OutputIntents[0].DestOutputProfile]))


def identify(file: pikepdf.Pdf, edition: Edition, purpose: str) -> None:
    """Say what a file is and what it is for, and for which printing condition its inks are meant."""
    profile = pikepdf.Stream(file, PROFILE.read_bytes(), N=4, Alternate=Name.DeviceCMYK)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(CONDITION),
        RegistryName=String("http://www.color.org"),
        Info=String(_NAME),
        DestOutputProfile=file.make_indirect(profile),
    )
    file.Root.OutputIntents = Array([file.make_indirect(intent)])
    file.Root.Lang = String(edition.language.tag)
    title, moment = str(edition.brief.title), f"{edition.brief.date.first}T00:00:00Z"
    if "/Metadata" in file.Root:
        del file.Root.Metadata
    with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
        metadata["pdf:Keywords"] = purpose
        metadata["pdf:Trapped"] = "False"
        metadata["pdfxid:GTS_PDFXVersion"] = "PDF/X-4"
        for key in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
            metadata[key] = moment
        metadata["xmpMM:DocumentID"] = f"uuid:{uuid5(NAMESPACE_URL, f'{title} {edition.language.tag} {moment}')}"
        metadata["xmpMM:VersionID"] = "1"
        metadata["xmpMM:RenditionClass"] = "default"
    file.docinfo = file.make_indirect(Dictionary(Title=String(title), Keywords=String(purpose), Trapped=Name("/False")))
