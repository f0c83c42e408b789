"""How an edition looks, which standard it meets and what it is for: from the options of a command to the manifest.

A file can meet an archival standard (ISO 19005) and an accessible one (ISO 14289) together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


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
DEFAULT_STANDARD = STANDARDS["a-3a+ua-1"]


class Finish(StrEnum):
    """What the finished file is for, which is also the suffix of its name."""

    #: To be read, kept and verified.
    EDITION = "edition"
    #: To compare an edition with an older one.
    REDLINE = "redline"
    #: To be printed with bleed and crop marks, or as sheets for folding; see pdf/imposition.py.
    PRINT = "print"
    BOOKLET = "booklet"

    @property
    def is_print_variant(self) -> bool:
        """Whether the file is only to be printed: it claims no standard and encloses nothing."""
        return self in (Finish.PRINT, Finish.BOOKLET)


class Medium(StrEnum):
    """What a page is rendered for: PDF is paper, all other formats are read on a screen."""

    PAPER = "paper"
    SCREEN = "screen"


#: From how many pages on an edition has contents where its brief does not say.
CONTENTS_FROM = 3


@dataclass(frozen=True)
class Design:
    """How an edition looks, which standard its file meets and for whom it is, all of it settled."""

    #: The name of a template in templates/.
    layout: str
    #: The name of a stylesheet in styles/themes/; None is the look of the house itself.
    theme: str | None
    standard: Standard
    finish: Finish = Finish.EDITION
    medium: Medium = Medium.PAPER
    #: Whether it has contents; None is settled by the number of its pages.
    contents: bool | None = None
    #: Whom it is for, if for somebody in particular, of those whom its brief declares.
    audience: str | None = None
    recipient: str | None = None

    def for_pages(self, pages: int) -> Design:
        """The design of an edition that has so many pages."""
        return self if self.contents is not None else replace(self, contents=pages >= CONTENTS_FROM)

    @property
    def standards(self) -> tuple[str, ...]:
        """The titles of the standards that the file may claim: none for a screen or for the print shop."""
        is_claimed = self.medium is Medium.PAPER and not self.finish.is_print_variant
        return self.standard.titles if is_claimed else ()


@dataclass(frozen=True)
class Overrides:
    """What is wanted in place of what brief.yaml says; None leaves it to brief.yaml, which is for all readers."""

    layout: str | None = None
    theme: str | None = None
    standard: Standard | None = None
    finish: Finish = Finish.EDITION
    audience: str | None = None
    recipient: str | None = None

    def applied_to(self, design: Design) -> Design:
        """The design of an edition, from that of its brief.yaml."""
        return replace(design, **{key: value for key, value in vars(self).items() if value})
