"""The verbs `build`, `check`, `listen` and `mail`, for one order; and for many, on all cores."""

from __future__ import annotations

import gc
import glob
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.core import record
from briefpress.core.output import deliver, withdraw
from briefpress.core.problems import Unprintable, stopping
from briefpress.press.order import Order, Progress, Publication, State, silent

if TYPE_CHECKING:
    from email.headerregistry import Address

# The pipeline is imported where it runs: an edition that has not changed needs none of it, and it takes most of a
# second.

#: Called with the name of an order and of each of its stages as it begins.
Display = Callable[[str, str], None]


def build(order: Order, progress: Progress = silent, *, force: bool = False) -> Publication:
    """Print an edition, unless nothing has changed since it was printed; `force` prints it in any case.

    Its files take the place of older ones only when all of them are finished and without errors. What is wrong is
    told by the publication; nothing is raised.
    """
    inputs = order.digest()
    return (None if force else _unchanged(order, inputs)) or _build_anew(order, inputs, progress)


def _unchanged(order: Order, inputs: str) -> Publication | None:
    """The files of an order, where they were made from these inputs, by digest, and are as they were then."""
    files = [record.current(order.target(name), inputs) for name in order.formats]
    paths = tuple(path for paths in files for path in paths)
    if not all(files):
        return None
    return Publication(order.name, State.UNCHANGED, paths, left_out=record.left_out(order.target(order.formats[0])))


def _build_anew(order: Order, inputs: str, progress: Progress) -> Publication:
    from briefpress.press.pipeline import in_formats, press

    try:
        pressed = press(order, progress, order.pictures)
        if stopping(pressed.problems, is_strict=order.is_strict):
            raise Unprintable(pressed.problems)
        formats = in_formats(pressed, order, progress)
        progress("publish")
        files = {order.target(suffix): data for by_suffix in formats.values() for suffix, data in by_suffix.items()}
        deliver(files)
    except Unprintable as unprintable:
        return Publication(order.name, State.FAILED, problems=unprintable.problems)
    left_out = pressed.edition.left_out
    for name, by_suffix in formats.items():
        withdraw(path for path in _pages(order, name) if path not in files)
        # Warnings are to be seen at the next build as well.
        record.forget(order.target(name))
        if not pressed.problems:
            record.keep(order.target(name), map(order.target, by_suffix), inputs, left_out)
    return Publication(order.name, State.BUILT, tuple(files), pressed.pdf.proof.pages, pressed.problems, left_out)


def check(order: Order, progress: Progress = silent) -> Publication:
    """Take an order through all stages and the reference validator, drafts as well; write nothing."""
    from briefpress.press.pipeline import press

    try:
        pressed = press(order, progress, with_drafts=True)
    except Unprintable as unprintable:
        return Publication(order.name, State.FAILED, problems=unprintable.problems)
    state = State.FAILED if stopping(pressed.problems, is_strict=order.is_strict) else State.CHECKED
    left_out = pressed.edition.left_out
    return Publication(order.name, state, (), pressed.pdf.proof.pages, pressed.problems, left_out)


def _pages(order: Order, name: str) -> list[Path]:
    """The files in this format that are pages of an edition, also those that an older one had and this one has not."""
    numbered = order.out.glob(f"{glob.escape(order.name)}.*.{name}")
    return [path for path in numbered if path.name.removeprefix(f"{order.name}.").partition(".")[0].isdecimal()]


def listen(order: Order) -> list[str]:
    """What a screen reader says of an edition, one utterance each; raises Unprintable."""
    from briefpress.formats.transcript import utterances
    from briefpress.press.make import make

    edition, pdf = make(order, silent)
    return list(utterances(pdf.data, edition.labels.speech, edition.language))


def check_mail(order: Order) -> None:
    """Raise Unprintable where the marking of an edition refuses mail; what cannot be read is told by `build`."""
    from briefpress.formats.mail import check_allowed
    from briefpress.press.make import read_order

    try:
        edition, _ = read_order(order, silent)
    except Unprintable:
        return
    check_allowed(edition)


def mail(order: Order, to: Sequence[Address], cc: Sequence[Address] = ()) -> Path:
    """Write the draft of a mail with the finished file of an order; returns its path. Raises Unprintable."""
    from briefpress.formats.mail import compose, message
    from briefpress.press.make import read_order

    edition, design = read_order(order, silent)
    pdf, draft = order.target("pdf"), order.target("eml")
    deliver({draft: message(compose(edition, design, pdf.name, pdf.read_bytes()), to, cc)})
    return draft


def build_all(
    orders: Sequence[Order], limit: int | None, display: Display, *, force: bool = False
) -> Iterator[Publication]:
    """Build the orders whose files are not as they would be made, or all of them by `force`; in their order."""
    kept = {order: None if force else _unchanged(order, order.digest()) for order in orders}
    built = iter(run(partial(build, force=True), [order for order in orders if not kept[order]], limit, display))
    for order in orders:
        yield kept[order] or next(built)


def run(
    verb: Callable[..., Publication], orders: Sequence[Order], limit: int | None, display: Display
) -> Iterable[Publication]:
    """What becomes of orders, in their order; at most `limit` at once, or as many as there are cores.

    The verb takes an order and, where it can be shown, its progress. In another process it is pickled.
    """
    workers = min(limit or os.cpu_count() or 1, len(orders))
    if workers <= 1:
        return (verb(order, partial(display, order.name)) for order in orders)
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A forked child would delete the fonts of its parent when it ends.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=gc.disable) as pool:
        return list(pool.map(verb, orders))
