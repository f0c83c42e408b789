"""The command line: options in, editions out, problems told.

Exit codes: 0 done; 1 problems in the content, templates or styles, or versions that differ; 2 wrong usage; 3 the press
itself failed.
Progress and problems go to stderr, results to stdout.
"""

from __future__ import annotations

import argparse
import dataclasses
import functools
import gc
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from briefpress import briefs
from briefpress.options import parse
from briefpress.problems import Problem, Severity, Unprintable, WrongUsage
from briefpress.publish import Order, Publication, State, build, check, current, listen

DONE, PROBLEMS, USAGE, FAILURE = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and leave with its exit code."""
    # The process ends with the job: collecting its garbage took 15 % of a build and saved 6 MiB.
    gc.disable()
    try:
        sys.exit(_run(parse(sys.argv[1:] if arguments is None else arguments)))
    except Unprintable as unprintable:
        _tell(unprintable.problems)
        sys.exit(USAGE if isinstance(unprintable, WrongUsage) else PROBLEMS)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read our output has gone; leave without a word, and without Python's own complaint at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(DONE)
    except Exception:  # (whatever is not a Problem is a fault of ours)
        traceback.print_exc()
        print("The press itself failed. Please report the lines above: see CONTRIBUTING.md.", file=sys.stderr)
        sys.exit(FAILURE)


def _run(options: argparse.Namespace) -> int:
    verbs = {
        "build": _press,
        "check": _press,
        "listen": _listen,
        "mail": _mail,
        "translate": _translate,
        "new-edition": _new_edition,
        "diff": _diff,
        "extract": _extract,
        "verify": _verify,
        "dossier": _dossier,
    }
    return verbs[options.verb](options)


def _press(options: argparse.Namespace) -> int:
    orders = _orders(options)
    found = list(_build(orders, options) if options.verb == "build" else _in_parallel(check, orders, options.jobs))
    if options.json:
        told = {"editions": [_as_json(publication) for publication in found]}
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        seen: set[str] = set()
        for publication in found:
            _report(publication, seen)
    return PROBLEMS if any(publication.state is State.FAILED for publication in found) else DONE


def _listen(options: argparse.Namespace) -> int:
    for order in _orders(options):
        print(*listen(order), sep="\n")
    return DONE


def _mail(options: argparse.Namespace) -> int:
    from briefpress.addresses import addresses

    to, cc = addresses(options.to), addresses(options.cc)
    orders = _orders(options)
    found = list(_build(orders, options))
    from briefpress.mail import mail

    for order, publication in zip(orders, found, strict=True):
        draft = mail(order, to, cc) if publication.paths else None
        _report(dataclasses.replace(publication, paths=(draft,) if draft else ()), set())
    return PROBLEMS if any(publication.state is State.FAILED for publication in found) else DONE


def _translate(options: argparse.Namespace) -> int:
    from briefpress.translate import translate

    folders = briefs.find([options.brief] if options.brief else [])
    if len(folders) > 1:
        hint = f"name one with --brief: {', '.join(folder.name for folder in folders)}"
        raise WrongUsage([Problem("missing-folder", "there are several briefs", None, hint)])
    count = translate(folders[0], options.accept, options.ids)
    print(
        f"{folders[0].name}.{options.accept}: {_count(count, 'entry', 'entries') or 'no entries'} accepted",
        file=sys.stderr,
    )
    return DONE


def _new_edition(options: argparse.Namespace) -> int:
    from briefpress.new_edition import new_edition

    (folder,) = briefs.find([options.brief])
    print(*new_edition(folder, options.lang), sep="\n")
    return DONE


def _diff(options: argparse.Namespace) -> int:
    from briefpress.diff import diff, language
    from briefpress.revisions import versions

    with versions(options.old, options.new) as (old, new):
        code = language(old, new, options.lang)
        layout = _layouts(new, options)[0]
        order = Order(new, code, options.out, layout, options.theme, options.standard, None, _epoch())
        redlined = diff(old, order, functools.partial(_progress, order.name))
        # Told while the folders of the versions are there, and with them the lines that problems show.
        if options.json:
            told = _as_json(redlined.publication) | {"changes": [each.as_json() for each in redlined.differences]}
            print(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
            for difference in redlined.differences:
                print(difference.told(coloured=coloured))
            _report(redlined.publication, set())
    return DONE if redlined.publication.state is State.UNCHANGED else PROBLEMS


def _extract(options: argparse.Namespace) -> int:
    from briefpress.archive import again, extract

    folder, choices = extract(options.file, options.out)
    print(f"to print it again: {again(folder, choices)}", file=sys.stderr)
    print(folder)
    return DONE


def _verify(options: argparse.Namespace) -> int:
    from briefpress.verify import verify

    found = verify(options.file, functools.partial(_progress, options.file.name))
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)
    _tell(found)
    if found:
        return PROBLEMS
    print(f"{options.file.name}: comes out again, byte for byte", file=sys.stderr)
    print(options.file)
    return DONE


def _dossier(options: argparse.Namespace) -> int:
    from briefpress.assembly import assemble

    publication = assemble(options.dossier, options.out, _epoch(), functools.partial(_progress, options.dossier.stem))
    _report(publication, set())
    return PROBLEMS if publication.state is State.FAILED else DONE


def _orders(options: argparse.Namespace) -> list[Order]:
    epoch, out, strict = _epoch(), getattr(options, "out", Path()), getattr(options, "strict", False)
    formats = tuple(dict.fromkeys(getattr(options, "format", None) or ["pdf"]))
    known = {folder: briefs.languages(folder) for folder in briefs.find(options.briefs)}
    for language in options.lang or ():
        # Where no brief is named, those that have the language are meant.
        lacking = [folder for folder, codes in known.items() if language not in codes]
        if lacking and (options.briefs or len(lacking) == len(known)):
            message = f"`{lacking[0].name}` has no manuscript in `{language}`"
            hint = f"languages: {', '.join(known[lacking[0]])}"
            raise WrongUsage([Problem("unknown-language", message, None, hint)])
    return [
        Order(folder, language, out, layout, options.theme, options.standard, finish, epoch, strict, formats)
        for folder, codes in known.items()
        for layout in _layouts(folder, options)
        for language in dict.fromkeys(options.lang or codes)
        if language in codes
        for finish in getattr(options, "finishes", None) or [None]
    ]


def _layouts(folder: Path, options: argparse.Namespace) -> list[str | None]:
    """The layouts that are to be printed; None stands for the brief's own, the first that it names."""
    own, *others = briefs.layouts(folder)
    if options.layout:
        return [None if options.layout == own else options.layout]
    # One edition is listened to as it is printed first.
    return [None, *others] if options.verb in ("build", "check") else [None]


def _epoch() -> int | None:
    value = os.environ.get("SOURCE_DATE_EPOCH")
    if value is None:
        return None
    if not (value.isascii() and value.isdigit() and int(value[:12]) < 253_402_300_800 and len(value) < 13):
        hint = "it is a number of seconds since 1970"
        raise WrongUsage([Problem("wrong-date", f"SOURCE_DATE_EPOCH is `{value}`", None, hint)])
    return int(value)


def _build(orders: list[Order], options: argparse.Namespace) -> Iterator[Publication]:
    kept = {order: current(order) for order in orders if not options.force}
    made = iter(_in_parallel(build, [order for order in orders if not kept.get(order)], options.jobs))
    for order in orders:
        paths = kept.get(order)
        yield Publication(order.name, State.UNCHANGED, paths) if paths else next(made)


Stage = Callable[[Order, Callable[[str], None]], Publication]


def _in_parallel(work: Stage, orders: list[Order], jobs: int | None) -> Iterable[Publication]:
    """The publications of the orders, in their order, however many are at work at once."""
    jobs = min(jobs or os.cpu_count() or 1, len(orders))
    if jobs <= 1:
        return (work(order, functools.partial(_progress, order.name)) for order in orders)
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A forked child would delete the fonts of its parent when it ends.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        return list(pool.map(functools.partial(_work_quietly, work), orders))


def _work_quietly(work: Stage, order: Order) -> Publication:
    gc.disable()
    return work(order, lambda _stage: None)


def _progress(name: str, stage: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{name}: {stage} …", end="", file=sys.stderr, flush=True)


def _report(publication: Publication, seen: set[str]) -> None:
    """Say what became of an order; a problem that several layouts share is told once."""
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)
    _tell(problem for problem in publication.problems if str(problem) not in seen)
    seen.update(map(str, publication.problems))
    said = [_count(publication.pages, "page", "pages"), _count(len(publication.problems), "problem", "problems")]
    print(f"{publication.name}: {', '.join([publication.state, *filter(None, said)])}", file=sys.stderr)
    if publication.paths:
        print(*publication.paths, sep="\n")


def _count(number: int | None, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""


def _tell(problems: Iterable[Problem]) -> None:
    colours = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m"}
    coloured = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    for problem in problems:
        first, _, rest = str(problem).partition("\n")
        shown = f"{colours[problem.severity]}{first}\x1b[0m" if coloured else first
        print(shown + ("\n" + rest if rest else ""), file=sys.stderr)


def _as_json(publication: Publication) -> dict[str, object]:
    return {
        "edition": publication.name,
        "state": str(publication.state),
        "path": str(publication.paths[0]) if publication.paths else None,
        "paths": [str(path) for path in publication.paths],
        "pages": publication.pages,
        "problems": [problem.as_json() for problem in publication.problems],
    }
