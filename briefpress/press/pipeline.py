"""All stages in order: those that make a file, then preflight and the reference validator."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath

from briefpress.core.design import Design, Medium
from briefpress.core.problems import Problem, errors
from briefpress.formats.make import make_formats
from briefpress.layout.typeset import Pdf
from briefpress.markup.render import render
from briefpress.pdf.imposition import print_variant
from briefpress.pdf.preflight import nonconforming, preflight
from briefpress.pdf.validator import begin
from briefpress.press.drawn import noting
from briefpress.press.make import Page, archive, lay_out, read_order
from briefpress.press.order import Order, Progress
from briefpress.schema.edition import Edition


@dataclass(frozen=True)
class Pressed:
    """An edition, its finished file, and what is wrong with it."""

    edition: Edition
    pdf: Pdf
    problems: tuple[Problem, ...]
    #: The pictures that were drawn for it, by the names that they are kept by.
    drawn: dict[str, bytes] = field(default_factory=dict)
    #: Drawings that do not look as they should, by the names of their files.
    compared: dict[str, bytes] = field(default_factory=dict)


def press(order: Order, progress: Progress, cache: Path | None = None, *, with_drafts: bool = False) -> Pressed:
    """Take an order through all stages; raises Unprintable.

    Pictures that the press draws are kept in the folder `cache`. The validator proves what is final, and drafts where
    it is told to.
    """
    edition, design = read_order(order, progress)
    drawn: dict[str, bytes] = {}
    page = noting(partial(render, edition, cache=cache), drawn)
    pressed = replace(press_page(page, design, edition, progress, with_drafts=with_drafts), drawn=drawn)
    return _with_pictures(pressed, order) if order.keeps_pictures else pressed


def _with_pictures(pressed: Pressed, order: Order) -> Pressed:
    """With the drawings that do not look as they should, both as printed and as drawn otherwise, and where they are."""
    problems, compared = list(pressed.problems), dict[str, bytes]()
    for difference in pressed.pdf.differences:
        stem = f"{order.name}.{PurePosixPath(difference.url).stem}"
        names = [f"{stem}.{kind}.png" for kind in ("printed", "other")]
        compared |= zip(names, (difference.printed, difference.other), strict=True)
        hint = f"compare {order.out / names[0]} with {order.out / names[1]}"
        message = difference.remark.problem.message
        problems = [replace(problem, hint=hint) if problem.message == message else problem for problem in problems]
    return replace(pressed, problems=tuple(problems), compared=compared)


def press_page(
    page: Page, design: Design, edition: Edition, progress: Progress, *, with_drafts: bool = False
) -> Pressed:
    """Take the page of an edition through all stages; raises Unprintable."""
    # (What is for the print shop claims nothing that could be proved.)
    is_proved = not design.finish.is_print_variant and (with_drafts or edition.brief.status == "final")
    if is_proved:
        begin()
    pdf = lay_out(page, design, progress)
    pdf = print_variant(pdf, edition) if design.finish.is_print_variant else archive(pdf, edition, progress)
    progress("preflight")
    problems = preflight(pdf, edition)
    if is_proved and not errors(problems):
        progress("validate")
        problems += nonconforming(pdf, edition)
    return Pressed(edition, pdf, problems)


def in_formats(pressed: Pressed, order: Order, progress: Progress) -> dict[str, dict[str, bytes]]:
    """The files of an edition in the formats of the order, by format and suffix; raises Unprintable."""
    progress("formats")
    on_screen = replace(pressed.pdf.design, medium=Medium.SCREEN)
    page = noting(partial(render, pressed.edition, cache=order.pictures), pressed.drawn)
    return make_formats(order.formats, partial(page, on_screen), pressed.pdf, pressed.edition)
