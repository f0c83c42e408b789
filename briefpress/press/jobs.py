"""Many orders at once, on all cores."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from briefpress.press.build import build_anew, check, unchanged
from briefpress.press.order import Order, Progress, Publication, silent


class Job(NamedTuple):
    """What is done for an order of this name: in another process, so it is a function that can be pickled."""

    name: str
    work: Callable[[Progress], Publication]


#: Called with the name of an order and of each of its stages as it begins.
Display = Callable[[str, str], None]


def build_all(
    orders: Sequence[Order], limit: int | None, display: Display, *, force: bool = False
) -> Iterator[Publication]:
    """Build the orders whose files are not as they would be made, or all of them by `force`; in their order."""
    inputs = {order: order.digest() for order in orders}
    kept = {order: None if force else unchanged(order, digest) for order, digest in inputs.items()}
    todo = [Job(order.name, partial(build_anew, order, inputs[order])) for order in orders if not kept[order]]
    built = iter(run(todo, limit, display))
    for order in orders:
        yield kept[order] or next(built)


def check_all(orders: Sequence[Order], limit: int | None, display: Display) -> Iterable[Publication]:
    """Check the orders; in their order."""
    return run([Job(order.name, partial(check, order)) for order in orders], limit, display)


def run(jobs: Sequence[Job], limit: int | None, display: Display) -> Iterable[Publication]:
    """What becomes of the jobs, in their order; at most `limit` at once, or as many as there are cores."""
    workers = min(limit or os.cpu_count() or 1, len(jobs))
    if workers <= 1:
        return (job.work(partial(display, job.name)) for job in jobs)
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A forked child would delete the fonts of its parent when it ends.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=gc.disable) as pool:
        return list(pool.map(_run_silently, jobs))


def _run_silently(job: Job) -> Publication:
    return job.work(silent)
