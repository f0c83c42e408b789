"""The command: options in, editions out, problems printed.

Exit codes: 0 done; 1 problems in the content, templates or styles, or versions that differ; 2 wrong usage; 3 the press
itself failed; 128 and its number where a signal has ended the press: 130 interrupted, 143 terminated.
Progress and problems go to stderr, results to stdout.
"""

from __future__ import annotations

import argparse
import json
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from briefpress.cli import report, signals, streams
from briefpress.cli.options import parse
from briefpress.cli.orders import epoch, orders
from briefpress.confined.limits import raised
from briefpress.confined.locks import absent
from briefpress.core import project
from briefpress.core.design import Overrides
from briefpress.core.output import deliver
from briefpress.core.problems import Problem, Unprintable, WrongUsage
from briefpress.core.refusals import refusal
from briefpress.core.shown import as_json, shown
from briefpress.press.build import Interrupted, build_all, check_all
from briefpress.press.order import Order, Publication, State
from briefpress.press.words import check_mail, listen, mail

DONE, PROBLEMS, USAGE, FAILURE = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and leave with its exit code."""
    streams.settle()
    try:
        options = parse(sys.argv[1:] if arguments is None else arguments)
        if options.untrusted:
            _check_locks()
        with signals.raised(), raised(options.limits):
            code = _VERBS[options.verb](options)
        streams.check_results()
        sys.exit(code)
    except Unprintable as unprintable:
        report.print_problems(unprintable.problems)
        sys.exit(USAGE if isinstance(unprintable, WrongUsage) else PROBLEMS)
    except KeyboardInterrupt as interrupt:
        sys.exit(signals.exit_code(interrupt))
    except OSError as error:
        report.print_problems([refusal(error)])
        sys.exit(PROBLEMS)
    except Exception:  # (whatever is not a Problem is a fault of ours)
        print(*map(shown, traceback.format_exc().splitlines()), sep="\n", file=sys.stderr)
        print("The press itself failed. Please report the lines above: see CONTRIBUTING.md.", file=sys.stderr)
        sys.exit(FAILURE)


def _check_locks() -> None:
    """Raise WrongUsage where a lock is lacking that what is not trusted needs."""
    if lacking := absent():
        hint = "print it on a machine that has them all: Linux 6.7 or newer with Landlock switched on"
        raise WrongUsage([Problem("missing-lock", f"this machine lacks: {', '.join(lacking)}", None, hint)])


# The modules of a verb are imported where it runs: they take longer to load than most verbs to run.


def _build(options: argparse.Namespace) -> int:
    editions = orders(options, every_layout=True)
    build = partial(build_all, editions, options.jobs, report.print_progress, force=options.force)
    return _publish_all(build, options)


def _check(options: argparse.Namespace) -> int:
    editions = orders(options, every_layout=True)
    return _publish_all(partial(check_all, editions, options.jobs, report.print_progress), options)


def _publish_all(press: Callable[[], list[Publication]], options: argparse.Namespace) -> int:
    """Print what becomes of orders; where a signal ends the press, what has become of them, and raise Interrupted."""
    try:
        return _publish_editions(press(), options)
    except Interrupted as interrupted:
        _publish_editions(interrupted.publications, options)
        raise


def _publish_editions(publications: Sequence[Publication], options: argparse.Namespace) -> int:
    editions = {"editions": [report.as_json(publication) for publication in publications]}
    return _publish(publications, editions if options.json else None)


def _publish(publications: Sequence[Publication], result: object = None) -> int:
    """Print what became of orders, or the result for machines; returns the exit code."""
    if result:
        print(as_json(result))
    else:
        report.print_publications(publications)
    return PROBLEMS if any(publication.state is State.FAILED for publication in publications) else DONE


def _listen(options: argparse.Namespace) -> int:
    for order in orders(options):
        report.print_lines(listen(order))
    return DONE


def _mail(options: argparse.Namespace) -> int:
    from briefpress.formats.addresses import addresses

    to, cc = addresses(options.to), addresses(options.cc)
    editions = orders(options)
    for order in editions:
        check_mail(order)
    publications = build_all(editions, 1, report.print_progress)
    drafts = [
        replace(publication, paths=(mail(order, to, cc),)) if publication.paths else publication
        for order, publication in zip(editions, publications, strict=True)
    ]
    return _publish(drafts)


def _translate(options: argparse.Namespace) -> int:
    from briefpress.reading.acceptance import translate

    folders = project.find([options.brief] if options.brief else [])
    if len(folders) > 1:
        hint = f"name one with --brief: {', '.join(folder.name for folder in folders)}"
        raise WrongUsage([Problem("missing-folder", "there are several briefs", None, hint)])
    accepted = report.count(translate(folders[0], options.accept, options.ids), "entry", "entries") or "no entries"
    report.say(f"{folders[0].name}.{options.accept}: {accepted} accepted")
    return DONE


def _new_edition(options: argparse.Namespace) -> int:
    from briefpress.reading.new_edition import new_edition

    (folder,) = project.find([options.brief])
    report.print_lines(new_edition(folder, options.lang))
    return DONE


def _diff(options: argparse.Namespace) -> int:
    from briefpress.redline.diff import diff, language_and_layout
    from briefpress.redline.versions import versions

    with versions(options.old, options.new) as pair:
        code, layout = language_and_layout(pair.old, pair.new, options.lang, options.layout)
        overrides = Overrides(layout, options.theme, options.standard)
        overrides = replace(overrides, audience=options.audience, recipient=options.recipient)
        order = Order(pair.new, code, options.out, overrides, epoch(), options.strict)
        redlined = diff(pair.old, order, partial(report.print_progress, order.name))
        publication = replace(redlined.publication, problems=tuple(pair.named(redlined.publication.problems)))
        changes = {"changes": [difference.as_json() for difference in redlined.differences]}
        for difference in () if options.json else redlined.differences:
            print(difference.line(coloured=report.is_coloured(sys.stdout)))
        # Printed while the folders of the versions are there, and with them the lines that problems show.
        _publish([publication], report.as_json(publication) | changes if options.json else None)
    return DONE if publication.state is State.UNCHANGED else PROBLEMS


def _extract(options: argparse.Namespace) -> int:
    from briefpress.archive.extract import again, extract

    folder, choices = extract(options.file, options.out)
    report.say(f"to print it again: {again(folder, choices)}")
    report.print_lines([folder])
    return DONE


def _verify(options: argparse.Namespace) -> int:
    from briefpress.archive.verify import verify

    problems = verify(options.file, partial(report.print_progress, options.file.name))
    report.clear_progress()
    report.print_problems(problems)
    if problems:
        return PROBLEMS
    report.say(f"{options.file.name}: comes out again, byte for byte")
    report.print_lines([options.file])
    return DONE


def _dossier(options: argparse.Namespace) -> int:
    from briefpress.dossier.build import assemble

    progress = partial(report.print_progress, options.dossier.stem)
    publication = assemble(options.dossier, options.out, epoch(), progress, is_strict=options.strict)
    return _publish([publication], report.as_json(publication) if options.json else None)


def _schema(options: argparse.Namespace) -> int:
    from briefpress.editor.schemas import schema_of

    folder = project.find([options.brief])[0] if options.brief else None
    schema = schema_of(options.file, folder)
    if options.out is None:
        print(as_json(schema))
    else:
        deliver({options.out: f"{json.dumps(schema, ensure_ascii=False, indent=1)}\n".encode()})
        report.print_lines([options.out])
    return DONE


_VERBS = {
    "build": _build,
    "check": _check,
    "listen": _listen,
    "mail": _mail,
    "translate": _translate,
    "new-edition": _new_edition,
    "diff": _diff,
    "extract": _extract,
    "verify": _verify,
    "dossier": _dossier,
    "schema": _schema,
}
