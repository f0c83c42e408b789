"""The standards that a file can meet: an archival one (ISO 19005) and an accessible one (ISO 14289) together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Standard:
    """A pair of standards that one file meets."""

    #: The name as it stands in brief.yaml and on the command line.
    name: str
    #: What the imprint prints.
    titles: tuple[str, ...]
    #: What the validator proves; see pdf/validator.py.
    profiles: tuple[str, ...]
    #: Whether both are of PDF 2.0, or of PDF 1.7.
    is_pdf_2: bool


STANDARDS = {
    standard.name: standard
    for standard in (
        Standard("a-3a+ua-1", ("PDF/A-3a", "PDF/UA-1"), ("a-3a", "ua-1"), is_pdf_2=False),
        Standard(
            "a-4f+ua-2",
            ("PDF/A-4f", "PDF/UA-2", "WTPDF 1.0"),
            ("a-4f", "ua-2", "wtpdf-accessibility", "wtpdf-reuse"),
            is_pdf_2=True,
        ),
    )
}
#: The standard of a brief that names none.
DEFAULT = STANDARDS["a-3a+ua-1"]
