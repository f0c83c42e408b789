"""The standards that a file can be made to: an archival one (ISO 19005) and an accessible one (ISO 14289) together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Standard:
    """A pair of standards that one file meets."""

    #: The name as it stands in brief.yaml and on the command line.
    name: str
    #: What the imprint says.
    titles: tuple[str, ...]
    #: What the validator is asked to prove; see pdf/validator.py.
    profiles: tuple[str, ...]
    #: The version of PDF that both stand on.
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
DEFAULT = STANDARDS["a-3a+ua-1"]
