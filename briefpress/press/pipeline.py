"""All stages in order: those that make a file, then preflight and the reference validator."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from briefpress.core.design import Design, Medium
from briefpress.core.output import write
from briefpress.core.problems import Problem, errors
from briefpress.formats.make import make_formats
from briefpress.layout.typeset import Pdf
from briefpress.markup.render import render
from briefpress.pdf.imposition import print_variant
from briefpress.pdf.preflight import nonconforming, preflight
from briefpress.press.make import Page, archive, lay_out, read_order
from briefpress.press.order import Order, Progress
from briefpress.schema.edition import Edition


@dataclass(frozen=True)
class Pressed:
    """An edition, its finished file, and what is wrong with it."""

    edition: Edition
    pdf: Pdf
    problems: tuple[Problem, ...]


def press(order: Order, progress: Progress, cache: Path | None = None, *, with_drafts: bool = False) -> Pressed:
    """Take an order through all stages; raises Unprintable.

    Pictures that the press draws are kept in the folder `cache`. The validator proves what is final, and drafts where
    it is told to.
    """
    edition, design = read_order(order, progress)
    pressed = press_page(partial(render, edition, cache=cache), design, edition, progress, with_drafts=with_drafts)
    return _with_pictures(pressed, order) if order.keeps_pictures else pressed


def _with_pictures(pressed: Pressed, order: Order) -> Pressed:
    """Keep the drawings that do not look as they should, both as printed and as drawn otherwise, and tell where."""
    problems = list(pressed.problems)
    for difference in pressed.pdf.differences:
        stem = f"{order.name}.{PurePosixPath(difference.url).stem}"
        paths = [order.out / f"{stem}.{kind}.png" for kind in ("printed", "other")]
        order.out.mkdir(parents=True, exist_ok=True)
        for path, data in zip(paths, (difference.printed, difference.other), strict=True):
            write(path, data)
        hint = f"compare {paths[0]} with {paths[1]}"
        message = difference.remark.problem.message
        problems = [replace(problem, hint=hint) if problem.message == message else problem for problem in problems]
    return replace(pressed, problems=tuple(problems))


def press_page(
    page: Page, design: Design, edition: Edition, progress: Progress, *, with_drafts: bool = False
) -> Pressed:
    """Take the page of an edition through all stages; raises Unprintable."""
    pdf = lay_out(page, design, progress)
    is_proved = with_drafts or edition.brief.status == "final"
    if pdf.design.finish.is_print_variant:
        # It claims nothing that could be proved.
        pdf, is_proved = print_variant(pdf, edition), False
    else:
        pdf = archive(pdf, edition, progress)
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
    page = partial(render, pressed.edition, on_screen, order.pictures)
    return make_formats(order.formats, page, pressed.pdf, pressed.edition)
