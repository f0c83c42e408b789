"""Sheets: pages that a dossier sets by itself, and such pages as pictures that are laid over others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO

import pikepdf
from pikepdf import Object

from briefpress.core.paths import STYLES
from briefpress.core.problems import Position, Unprintable
from briefpress.dossier.model import Dossier, FilePart
from briefpress.layout.typeset import Pdf, typeset
from briefpress.markup.origins import Source
from briefpress.markup.render import render_sheet
from briefpress.markup.stylesheets import BRIEF, HOUSE, house_stylesheets
from briefpress.pdf.conformance import identify, repair_text, repair_view
from briefpress.pdf.preflight import located


def typeset_sheet(template: str, names: Mapping[str, object], stylesheet: str, dossier: Dossier) -> Pdf:
    """Pages of the house, as they were set."""
    house = {
        "dossier": dossier.facts,
        "marking": dossier.marking,
        "labels": dossier.labels,
        "language": dossier.language,
    }
    folders = {BRIEF: dossier.folder, f"{HOUSE}styles/": STYLES}
    names = {**house, "stylesheets": house_stylesheets(stylesheet), **names}
    return typeset(render_sheet(template, names, folders, dossier.labels.links))


def finished(pdf: Pdf, dossier: Dossier, part: FilePart | None = None) -> pikepdf.Pdf:
    """The file of such pages; raises Unprintable with what was wrong, at the part or the dossier that they are of."""
    if pdf.remarks:
        source = Source(dossier.places, dossier.folder, pdf.files, pdf.sheets)
        default = part.position if part else Position(dossier.path)
        raise Unprintable(located(remark, source, default) for remark in pdf.remarks)
    file = pikepdf.open(BytesIO(pdf.data))
    identify(file, pdf.design.standard)
    repair_text(file)
    repair_view(file, dossier.language)
    return file


def as_forms(file: pikepdf.Pdf) -> Iterator[Object]:
    """The pages of a file as form XObjects without tags: an artifact has none (ISO 14289-1, 7.1)."""
    for page in file.pages:
        page.obj.Contents = file.make_stream(pikepdf.unparse_content_stream(list(_untagged(page))))
        yield page.as_form_xobject()


def _untagged(page: pikepdf.Page) -> Iterator[pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage]:
    """What draws a page, with no other marks in it than those that say which text letters stand for."""
    are_kept: list[bool] = []
    for part in pikepdf.parse_content_stream(page):
        operator = str(part.operator)
        if operator in ("BMC", "BDC"):
            are_kept.append(operator == "BDC" and "/ActualText" in part.operands[1])
        is_kept = operator not in ("MP", "DP") and (operator not in ("BMC", "BDC", "EMC") or are_kept[-1])
        if operator == "EMC":
            are_kept.pop()
        if is_kept:
            yield part
