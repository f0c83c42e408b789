"""The verbs `build` and `check`: what is delivered of an order, and when it is made at all."""

from __future__ import annotations

import glob
from pathlib import Path

from briefpress.core import record
from briefpress.core.output import deliver, withdraw
from briefpress.core.problems import Unprintable, stopping
from briefpress.press.order import Order, Progress, Publication, State, silent

# The pipeline is imported where it runs: an edition that has not changed needs none of it, and it takes most of a
# second.


def build(order: Order, progress: Progress = silent, *, force: bool = False) -> Publication:
    """Print an edition, unless nothing has changed since it was printed; `force` prints it in any case.

    Its files take the place of older ones only when all of them are finished and without errors. What is wrong is
    told by the publication; nothing is raised.
    """
    inputs = order.digest()
    return (None if force else unchanged(order, inputs)) or build_anew(order, inputs, progress)


def unchanged(order: Order, inputs: str) -> Publication | None:
    """The files of an order, where they were made from these inputs, by digest, and are as they were then."""
    files = [record.current(order.target(name), inputs) for name in order.formats]
    paths = tuple(path for paths in files for path in paths)
    return Publication(order.name, State.UNCHANGED, paths) if all(files) else None


def build_anew(order: Order, inputs: str, progress: Progress) -> Publication:
    """Print an edition from its inputs, of which this is the digest."""
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
    for name, by_suffix in formats.items():
        withdraw(path for path in _pages(order, name) if path not in files)
        # Warnings are to be seen at the next build as well.
        record.forget(order.target(name))
        if not pressed.problems:
            record.keep(order.target(name), map(order.target, by_suffix), inputs)
    return Publication(order.name, State.BUILT, tuple(files), pressed.pdf.proof.pages, pressed.problems)


def check(order: Order, progress: Progress = silent) -> Publication:
    """Take an order through all stages and the reference validator, drafts as well; write nothing."""
    from briefpress.press.pipeline import press

    try:
        pressed = press(order, progress, with_drafts=True)
    except Unprintable as unprintable:
        return Publication(order.name, State.FAILED, problems=unprintable.problems)
    state = State.FAILED if stopping(pressed.problems, is_strict=order.is_strict) else State.CHECKED
    return Publication(order.name, state, (), pressed.pdf.proof.pages, pressed.problems)


def _pages(order: Order, name: str) -> list[Path]:
    """The files in this format that are pages of an edition, also those that an older one had and this one has not."""
    numbered = order.out.glob(f"{glob.escape(order.name)}.*.{name}")
    return [path for path in numbered if path.name.removeprefix(f"{order.name}.").partition(".")[0].isdecimal()]
