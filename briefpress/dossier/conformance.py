"""What a dossier claims, and the proof: PDF/UA-1 where all parts are tagged, PDF/A-3a where all parts claim it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Name

from briefpress.core.problems import Problem, Severity
from briefpress.dossier.model import PICTURES, BriefPart, Piece
from briefpress.pdf.conformance import to_bytes
from briefpress.pdf.validator import Failure, failures

#: Where veraPDF says that something is: on a page, or under an element of the document's own.
_PAGE = re.compile(r"/pages\[(\d+)\]")
_ELEMENT = re.compile(r"StructTreeRoot[^/]*/K\[0\][^/]*/K\[(\d+)\]")


@dataclass(frozen=True)
class Claims:
    """What a dossier claims to be."""

    is_archival: bool
    is_accessible: bool


@dataclass(frozen=True)
class Front:
    """How many pages the cover has, and how many elements at the top of its structure."""

    pages: int
    elements: int


@dataclass(frozen=True)
class Places:
    """Which part is where: the parts, the indices of their first pages, and what comes before them."""

    pieces: Sequence[Piece]
    firsts: Sequence[int]
    front: Front

    def part(self, place: str) -> Piece | None:
        """The part that a place of veraPDF's is in; None is what the press added, or the file as a whole."""
        number = -1
        if page := _PAGE.search(place):
            number = sum(first <= int(page[1]) for first in self.firsts) - 1
        elif element := _ELEMENT.search(place):
            number = int(element[1]) - self.front.elements
        return self.pieces[number] if number >= 0 else None


def proved(book: pikepdf.Pdf, claims: Claims, places: Places) -> tuple[bytes, list[Problem]]:
    """The bytes of a book with the claims that veraPDF confirms, and what keeps it from claiming to be accessible.

    What is not confirmed is not claimed. A failure in a part of the press's own is an error.
    """
    packet = bytes(book.Root.Metadata.read_bytes())
    hoped = Claims(claims.is_archival and claims.is_accessible, claims.is_accessible)
    data = _claiming(book, packet, hoped)
    problems = _by_part(failures(data, ("ua-1",)), places) if hoped.is_accessible else []
    if problems:
        return _claiming(book, packet, Claims(is_archival=False, is_accessible=False)), problems
    if hoped.is_archival and failures(data, ("a-3a",)):
        return _claiming(book, packet, Claims(is_archival=False, is_accessible=True)), []
    return data, []


def _claiming(book: pikepdf.Pdf, packet: bytes, claims: Claims) -> bytes:
    """The bytes of a book that claims this; `packet` is its metadata with all claims."""
    book.Root.Metadata = pikepdf.Stream(book, packet, Type=Name.Metadata, Subtype=Name.XML)
    taken = [] if claims.is_archival else ["pdfaid:part", "pdfaid:conformance"]
    taken += [] if claims.is_accessible else ["pdfuaid:part"]
    with book.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for claim in taken:
            del metadata[claim]
    if not claims.is_archival and "/OutputIntents" in book.Root:
        # The colours of pages from elsewhere are not those of the house.
        del book.Root.OutputIntents
    return to_bytes(book)


def _by_part(found: Sequence[Failure], places: Places) -> list[Problem]:
    """The failures as problems of the parts that they are in."""
    problems = []
    for failure in found:
        parts: dict[int, tuple[Piece | None, list[str]]] = {}
        for place in failure.places:
            piece = places.part(place)
            parts.setdefault(id(piece), (piece, []))[1].append(place)
        problems += [_problem(Failure(failure.message, tuple(inside)), piece) for piece, inside in parts.values()]
    return problems


def _problem(failure: Failure, piece: Piece | None) -> Problem:
    problem = failure.problem()
    if piece is None or isinstance(piece.part, BriefPart) or piece.path.suffix.lower() in PICTURES:
        return problem
    message = f"`{piece.path.name}` is tagged, and not as PDF/UA asks: {problem.message}"
    placed = piece.problem(problem.code, message, problem.hint)
    return Problem(placed.code, placed.message, placed.position, placed.hint, Severity.WARNING)
