"""The verbs `build` and `check`, for one order; and for many, on all cores.

Each edition is printed by a child (briefpress/confined). What is here orders, tells and delivers, and alone writes.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from briefpress.confined.children import run_all
from briefpress.confined.reply import MALFORMED, Fallen, Reply
from briefpress.confined.service import Service, service
from briefpress.confined.tasks import Task
from briefpress.core import record, signals
from briefpress.core.output import deliver, withdraw, write
from briefpress.core.problems import Position, Unprintable, stopping
from briefpress.core.project import FACTS
from briefpress.press.causes import with_cause
from briefpress.press.drawn import keep_drawn
from briefpress.press.jobs import Answer, answer_of, check_edition, malformed, print_edition
from briefpress.press.order import Order, Progress, Publication, State, silent

#: Called with the name of an order and of each of its stages as it begins.
Display = Callable[[str, str], None]
#: What a child does, and what is done with its answer.
_Job = Callable[[Order, Connection | None, Progress], Reply]
_Finish = Callable[[Order, Answer], Publication]


class Interrupted(KeyboardInterrupt):
    """Raised where a signal ends the press: what has become of all orders until then."""

    def __init__(self, publications: Sequence[Publication]) -> None:
        self.publications = publications
        super().__init__()


def build(order: Order, progress: Progress = silent, *, force: bool = False) -> Publication:
    """Print an edition, unless nothing has changed since it was printed; `force` prints it in any case.

    Its files take the place of older ones only when all of them are finished and without errors. What is wrong is
    told by the publication; nothing is raised.
    """
    (publication,) = build_all([order], 1, lambda _, stage: progress(stage), force=force)
    return publication


def build_all(
    orders: Sequence[Order], limit: int | None, display: Display, *, force: bool = False
) -> list[Publication]:
    """Build the orders whose files are not as they would be made, or all of them by `force`; in their order.

    At most `limit` are printed at once, or as many as there are cores. Raises Interrupted.
    """
    digests = [order.digest() for order in orders]
    pairs = list(zip(orders, digests, strict=True))
    publications = [None if force else _unchanged(order, digest) for order, digest in pairs]
    anew = [pair for pair, publication in zip(pairs, publications, strict=True) if not publication]
    inputs = dict(anew)

    def finish(order: Order, answer: Answer) -> Publication:
        return _published(order, answer, inputs[order], display)

    built = iter(_by_children(print_edition, [order for order, _ in anew], limit, display, finish))
    return [publication or next(built) for publication in publications]


def check(order: Order, progress: Progress = silent) -> Publication:
    """Take an order through all stages and the reference validator, drafts as well; write nothing."""
    (publication,) = check_all([order], 1, lambda _, stage: progress(stage))
    return publication


def check_all(orders: Sequence[Order], limit: int | None, display: Display) -> list[Publication]:
    """Check orders, as `build_all` builds them. Raises Interrupted."""
    return _by_children(check_edition, orders, limit, display, _checked)


def _by_children(
    job: _Job, orders: Sequence[Order], limit: int | None, display: Display, finish: _Finish
) -> list[Publication]:
    """What becomes of orders by their children, in their order."""
    published: dict[int, Publication] = {}
    try:
        with _shared(orders) as validator:
            tasks = (_task(job, order, validator) for order in orders)
            for number, outcome in run_all(tasks, limit or os.cpu_count() or 1, display):
                published[number] = _publication(orders[number], outcome, finish)
                signals.release()
    except KeyboardInterrupt as signal:
        others = {number: Publication(order.name, State.INTERRUPTED) for number, order in enumerate(orders)}
        raise Interrupted([*(others | published).values()]) from signal
    return [published[number] for number in range(len(orders))]


def _task(job: _Job, order: Order, validator: Service | None) -> Task:
    connection = validator.connect() if validator else None
    keeps = (connection,) if connection else ()
    return Task(order.name, partial(job, order, connection), _reads(order), order.limits.here(), keeps)


def _shared(orders: Sequence[Order]) -> AbstractContextManager[Service | None]:
    """What the children of several orders share: a press that is warm, and a validator."""
    if len(orders) < 2:
        return nullcontext()
    from briefpress.pdf.validator import serve
    from briefpress.press.warm import warm

    warm()
    return service("validator", serve, orders[0].limits)


def _reads(order: Order) -> tuple[Path, ...]:
    """The folders that the child of an order reads, beside those of the house."""
    return order.folder.absolute(), order.pictures.absolute()


def _publication(order: Order, outcome: Reply | Fallen, finish: _Finish) -> Publication:
    facts = Position(order.folder / FACTS)
    if isinstance(outcome, Fallen):
        problem = outcome.problem.at(facts)
        told = with_cause(problem, order) if problem.code == "too-much" else problem
        return Publication(order.name, State.FAILED, problems=(told,))
    try:
        answer = answer_of(outcome, order)
    except MALFORMED:
        return Publication(order.name, State.FAILED, problems=(malformed(order),))
    try:
        keep_drawn(order, answer.drawn)
        _keep_compared(order, answer)
        if answer.pages is None or stopping(answer.problems, is_strict=order.is_strict):
            raise Unprintable(answer.problems)
        return finish(order, answer)
    except Unprintable as unprintable:
        return Publication(order.name, State.FAILED, (), answer.pages, unprintable.problems, answer.left_out)


def _unchanged(order: Order, inputs: str) -> Publication | None:
    """The files of an order, where they were made from these inputs, by digest, and are as they were then."""
    files = [record.current(order.target(name), inputs) for name in order.formats]
    paths = tuple(path for paths in files for path in paths)
    if not all(files):
        return None
    return Publication(order.name, State.UNCHANGED, paths, left_out=record.left_out(order.target(order.formats[0])))


def _published(order: Order, answer: Answer, inputs: str, display: Display) -> Publication:
    """An edition whose files are delivered; raises Unprintable."""
    display(order.name, "publish")
    files = {order.target(suffix): data for suffix, data in answer.files.items()}
    deliver(files)
    for name in order.formats:
        withdraw(path for path in _pages(order, name) if path not in files)
        # Warnings are to be seen at the next build as well.
        record.forget(order.target(name))
        if not answer.problems:
            own = [path for path in files if path.suffix == f".{name}"]
            record.keep(order.target(name), own, inputs, answer.left_out)
    return Publication(order.name, State.BUILT, tuple(files), answer.pages, answer.problems, answer.left_out)


def _checked(order: Order, answer: Answer) -> Publication:
    return Publication(order.name, State.CHECKED, (), answer.pages, answer.problems, answer.left_out)


def _keep_compared(order: Order, answer: Answer) -> None:
    """Keep the drawings that `--keep` asks for."""
    for name, data in answer.compared.items():
        order.out.mkdir(parents=True, exist_ok=True)
        write(order.out / name, data)


def _pages(order: Order, name: str) -> list[Path]:
    """The files in this format that are pages of an edition, also those that an older one had and this one has not."""
    numbered = order.out.glob(f"{glob.escape(order.name)}.*.{name}")
    return [path for path in numbered if path.name.removeprefix(f"{order.name}.").partition(".")[0].isdecimal()]
