"""The stages that make a file: read, render, typeset, conform.

The manifest of a file lists this module and all that it imports, as its bytes depend on these (core/record.py).
What looks at a finished file, or makes another of it, is imported elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from briefpress.core.design import CONTENTS_FROM, Design, Finish
from briefpress.core.project import MANIFEST
from briefpress.layout.typeset import Pages, Pdf, laid_out
from briefpress.markup.render import Html, render
from briefpress.pdf.conformance import conform
from briefpress.pdf.manifest import manifest_of, sources_of
from briefpress.reading.read import read
from briefpress.schema.edition import Edition

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.press.order import Order, Progress

#: Renders a page of this design when it is called; may raise Unprintable.
Page = Callable[[Design], Html]


def read_order(
    order: Order, progress: Progress, *, alone: bool = False, unmarked: bool = False, later: Path | None = None
) -> tuple[Edition, Design]:
    """The edition of an order, read as by `read`, and its design; raises Unprintable."""
    progress("read")
    how = {"alone": alone, "unmarked": unmarked}
    edition = read(order.folder, order.language, order.epoch, order.overrides, later=later, **how)
    return edition, order.overrides.applied_to(edition.brief.design)


def lay_out(page: Page, design: Design, progress: Progress) -> Pdf:
    """The pages, not yet a finished file; raises Unprintable."""
    with pages_of(page, design, progress) as pages:
        return pages.written()


@contextmanager
def pages_of(page: Page, design: Design, progress: Progress) -> Iterator[Pages]:
    """The pages, laid out; raises Unprintable.

    Whether they have contents may depend on how many they are without them. Contents take less than a page: only what
    is short with them has to be laid out again.
    """
    with _laid_out(page, replace(design, contents=design.contents is not False), progress) as pages:
        if design.contents is not None or pages.number > CONTENTS_FROM:
            yield pages
            return
        pages.written()
    with _laid_out(page, replace(design, contents=False), progress) as plain:
        yield pages if design.for_pages(plain.number).contents else plain


def _laid_out(page: Page, design: Design, progress: Progress) -> AbstractContextManager[Pages]:
    progress("render")
    html = page(design)
    progress("typeset")
    return laid_out(html, lambda number: progress(f"typeset, page {number}"))


def archive(pdf: Pdf, edition: Edition, progress: Progress) -> Pdf:
    """The finished file, which claims its standard and encloses what it was made from; raises Unprintable."""
    progress("conform")
    manifest = manifest_of(edition, pdf.design, pdf.files)
    enclosed = sources_of(edition, pdf.files)
    # A redline edition does not come out again from the sources of the newer version alone. Where it encloses none, it
    # has a manifest, as PDF/A-4f asks for a file.
    if pdf.design.finish is Finish.EDITION or not enclosed:
        enclosed |= {MANIFEST: manifest.written()}
    return conform(pdf, edition, enclosed)


def make(order: Order, progress: Progress) -> tuple[Edition, Pdf]:
    """The edition of an order and its finished file, not yet looked over; raises Unprintable."""
    edition, design = read_order(order, progress)
    return edition, archive(lay_out(partial(render, edition), design, progress), edition, progress)
