"""The command line: options in, editions out, problems told.

Exit codes: 0 done; 1 problems in the content, templates or styles, or versions that differ; 2 wrong usage; 3 the press
itself failed.
Progress and problems go to stderr, results to stdout.
"""

from __future__ import annotations

import argparse
import functools
import gc
import os
import sys
import traceback
from collections.abc import Sequence
from dataclasses import replace

from briefpress.cli.options import parse
from briefpress.cli.orders import build_all, epoch, in_parallel, layouts, orders, overrides
from briefpress.cli.report import answer, as_json, clear, count, progress, report, tell
from briefpress.core import project
from briefpress.core.problems import Problem, Unprintable, WrongUsage
from briefpress.press.build import Order, State, check, listen

DONE, PROBLEMS, USAGE, FAILURE = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and leave with its exit code."""
    # The process ends with the job: collecting its garbage took 15 % of a build and saved 6 MiB.
    gc.disable()
    try:
        sys.exit(_run(parse(sys.argv[1:] if arguments is None else arguments)))
    except Unprintable as unprintable:
        tell(unprintable.problems)
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
    asked = orders(options)
    found = list(build_all(asked, options) if options.verb == "build" else in_parallel(check, asked, options.jobs))
    if options.json:
        told = {"editions": [as_json(publication) for publication in found]}
        answer(told)
    else:
        seen: set[str] = set()
        for publication in found:
            report(publication, seen)
    return PROBLEMS if any(publication.state is State.FAILED for publication in found) else DONE


def _listen(options: argparse.Namespace) -> int:
    for order in orders(options):
        print(*listen(order), sep="\n")
    return DONE


def _mail(options: argparse.Namespace) -> int:
    from briefpress.formats.addresses import addresses

    to, cc = addresses(options.to), addresses(options.cc)
    asked = orders(options)
    found = list(build_all(asked, options))
    from briefpress.press.mail import mail

    for order, publication in zip(asked, found, strict=True):
        draft = mail(order, to, cc) if publication.paths else None
        report(replace(publication, paths=(draft,) if draft else ()), set())
    return PROBLEMS if any(publication.state is State.FAILED for publication in found) else DONE


def _translate(options: argparse.Namespace) -> int:
    from briefpress.reading.review import translate

    folders = project.find([options.brief] if options.brief else [])
    if len(folders) > 1:
        hint = f"name one with --brief: {', '.join(folder.name for folder in folders)}"
        raise WrongUsage([Problem("missing-folder", "there are several briefs", None, hint)])
    accepted = translate(folders[0], options.accept, options.ids)
    print(
        f"{folders[0].name}.{options.accept}: {count(accepted, 'entry', 'entries') or 'no entries'} accepted",
        file=sys.stderr,
    )
    return DONE


def _new_edition(options: argparse.Namespace) -> int:
    from briefpress.reading.new_edition import new_edition

    (folder,) = project.find([options.brief])
    print(*new_edition(folder, options.lang), sep="\n")
    return DONE


def _diff(options: argparse.Namespace) -> int:
    from briefpress.redline.diff import diff, language
    from briefpress.redline.versions import versions

    with versions(options.old, options.new) as found:
        code = language(found.old, found.new, options.lang)
        layout = layouts(found.new, options)[0]
        order = Order(found.new, code, options.out, overrides(layout, options), epoch())
        redlined = diff(found.old, order, functools.partial(progress, order.name))
        publication = replace(redlined.publication, problems=tuple(found.named(redlined.publication.problems)))
        # Told while the folders of the versions are there, and with them the lines that problems show.
        if options.json:
            told = as_json(publication) | {"changes": [each.as_json() for each in redlined.differences]}
            answer(told)
        else:
            coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
            for difference in redlined.differences:
                print(difference.told(coloured=coloured))
            report(publication, set())
    return DONE if publication.state is State.UNCHANGED else PROBLEMS


def _extract(options: argparse.Namespace) -> int:
    from briefpress.archive.extract import again, extract

    folder, choices = extract(options.file, options.out)
    print(f"to print it again: {again(folder, choices)}", file=sys.stderr)
    print(folder)
    return DONE


def _verify(options: argparse.Namespace) -> int:
    from briefpress.archive.verify import verify

    found = verify(options.file, functools.partial(progress, options.file.name))
    clear()
    tell(found)
    if found:
        return PROBLEMS
    print(f"{options.file.name}: comes out again, byte for byte", file=sys.stderr)
    print(options.file)
    return DONE


def _dossier(options: argparse.Namespace) -> int:
    from briefpress.dossier.build import assemble

    said = functools.partial(progress, options.dossier.stem)
    publication = assemble(options.dossier, options.out, epoch(), said, is_strict=options.strict)
    if options.json:
        answer(as_json(publication))
    else:
        report(publication, set())
    return PROBLEMS if publication.state is State.FAILED else DONE
