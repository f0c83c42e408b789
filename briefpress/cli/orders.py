"""What is to be done, as options say it, and the doing of it on all cores."""

from __future__ import annotations

import argparse
import functools
import gc
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from briefpress.cli.report import progress
from briefpress.core import project
from briefpress.core.design import Finish, Overrides
from briefpress.core.problems import Problem, WrongUsage
from briefpress.press.build import Order, Publication, State, build, current


def orders(options: argparse.Namespace) -> list[Order]:
    """The orders of briefs, layouts, languages and finishes; raises WrongUsage for a language that a brief has not."""
    date, out, strict = epoch(), getattr(options, "out", Path()), getattr(options, "strict", False)
    formats = tuple(dict.fromkeys(getattr(options, "format", None) or ["pdf"]))
    known = {folder: project.languages(folder) for folder in project.find(options.briefs)}
    for language in options.lang or ():
        # Where no brief is named, those that have the language are meant.
        lacking = [folder for folder, codes in known.items() if language not in codes]
        if lacking and (options.briefs or len(lacking) == len(known)):
            message = f"`{lacking[0].name}` has no manuscript in `{language}`"
            hint = f"languages: {', '.join(known[lacking[0]])}"
            raise WrongUsage([Problem("unknown-language", message, None, hint)])
    return [
        Order(folder, language, out, overrides(layout, options, finish), date, strict, formats)
        for folder, codes in known.items()
        for layout in layouts(folder, options)
        for language in dict.fromkeys(options.lang or codes)
        if language in codes
        for finish in getattr(options, "finishes", None) or [Finish.EDITION]
    ]


def overrides(layout: str | None, options: argparse.Namespace, finish: Finish = Finish.EDITION) -> Overrides:
    """What the options say in place of brief.yaml."""
    return Overrides(layout, options.theme, options.standard, finish)


def layouts(folder: Path, options: argparse.Namespace) -> list[str | None]:
    """The layouts that are to be printed; None stands for the brief's own, the first that it names."""
    own, *others = project.layouts(folder)
    if options.layout:
        return [None if options.layout == own else options.layout]
    # One edition is listened to as it is printed first.
    return [None, *others] if options.verb in ("build", "check") else [None]


def epoch() -> int | None:
    """SOURCE_DATE_EPOCH; raises WrongUsage where it is no time."""
    value = os.environ.get("SOURCE_DATE_EPOCH")
    if value is None:
        return None
    if not (value.isascii() and value.isdigit() and int(value[:12]) < 253_402_300_800 and len(value) < 13):
        hint = "it is a number of seconds since 1970"
        raise WrongUsage([Problem("wrong-date", f"SOURCE_DATE_EPOCH is `{value}`", None, hint)])
    return int(value)


def build_all(orders: list[Order], options: argparse.Namespace) -> Iterator[Publication]:
    """Build the orders whose files are not as they would be made."""
    kept = {order: current(order) for order in orders if not options.force}
    made = iter(in_parallel(build, [order for order in orders if not kept.get(order)], options.jobs))
    for order in orders:
        paths = kept.get(order)
        yield Publication(order.name, State.UNCHANGED, paths) if paths else next(made)


Stage = Callable[[Order, Callable[[str], None]], Publication]


def in_parallel(work: Stage, orders: list[Order], jobs: int | None) -> Iterable[Publication]:
    """The publications of the orders, in their order, however many are at work at once."""
    jobs = min(jobs or os.cpu_count() or 1, len(orders))
    if jobs <= 1:
        return (work(order, functools.partial(progress, order.name)) for order in orders)
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A forked child would delete the fonts of its parent when it ends.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        return list(pool.map(functools.partial(_work_quietly, work), orders))


def _work_quietly(work: Stage, order: Order) -> Publication:
    gc.disable()
    return work(order, lambda _stage: None)
