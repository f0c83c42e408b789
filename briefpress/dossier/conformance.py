"""The conformance check of a dossier: PDF/UA-1 where all parts are tagged, PDF/A-3a where all parts say so as well."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pikepdf
from pikepdf import Name

from briefpress.core.problems import Problem
from briefpress.dossier.merge import Output
from briefpress.dossier.model import BriefPart, FilePart
from briefpress.pdf.conformance import to_bytes
from briefpress.pdf.validator import Failure, failures

#: Where veraPDF says that something is: on a page, or under an element of the document's own.
_PAGE = re.compile(r"/pages\[(\d+)\]")
_ELEMENT = re.compile(r"StructTreeRoot[^/]*/K\[0\][^/]*/K\[(\d+)\]")


def check_conformance(output: Output) -> tuple[bytes, list[Problem]]:
    """The bytes of a dossier that names the standards which veraPDF confirms, and what keeps it from PDF/UA.

    A failure in a part that the press made is an error, in a foreign part a warning.
    """
    packet = bytes(output.file.Root.Metadata.read_bytes())
    is_archival = output.is_archival and output.is_tagged
    data = _identified(output.file, packet, is_accessible=output.is_tagged, is_archival=is_archival)
    problems = _by_part(failures(data, ("ua-1",)), output) if output.is_tagged else []
    if problems:
        return _identified(output.file, packet, is_accessible=False, is_archival=False), problems
    if is_archival and failures(data, ("a-3a",)):
        return _identified(output.file, packet, is_accessible=True, is_archival=False), []
    return data, []


def _identified(file: pikepdf.Pdf, packet: bytes, *, is_accessible: bool, is_archival: bool) -> bytes:
    """The bytes of a file that names these standards; `packet` is its metadata with all of them."""
    file.Root.Metadata = pikepdf.Stream(file, packet, Type=Name.Metadata, Subtype=Name.XML)
    with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for key in () if is_archival else ("pdfaid:part", "pdfaid:conformance"):
            del metadata[key]
        if not is_accessible:
            del metadata["pdfuaid:part"]
    if not is_archival and "/OutputIntents" in file.Root:
        # The colours of foreign pages are not those of the house.
        del file.Root.OutputIntents
    return to_bytes(file)


def _by_part(failed: Sequence[Failure], output: Output) -> list[Problem]:
    """The failures as problems of the parts that they are in."""
    problems = []
    for failure in failed:
        parts: dict[int, tuple[BriefPart | FilePart | None, list[str]]] = {}
        for place in failure.places:
            part = _part_at(place, output)
            parts.setdefault(id(part), (part, []))[1].append(place)
        problems += [_problem(replace(failure, places=tuple(places)), part) for part, places in parts.values()]
    return problems


def _part_at(place: str, output: Output) -> BriefPart | FilePart | None:
    """The part that a place of veraPDF's is in; None is what the press added, or the file as a whole."""
    index = -1
    if page := _PAGE.search(place):
        index = sum(part.first_page <= int(page[1]) + 1 for part in output.parts) - 1
    elif element := _ELEMENT.search(place):
        index = int(element[1]) - output.cover_elements
    return output.parts[index].part if index >= 0 else None


def _problem(failure: Failure, part: BriefPart | FilePart | None) -> Problem:
    problem = failure.problem()
    if part is None or isinstance(part, BriefPart) or part.is_image:
        return problem
    message = f"`{part.path.name}` is tagged, but not as PDF/UA requires: {problem.message}"
    return part.warning(problem.code, message, problem.hint)
