"""The verbs of the command: what each does by its options, and what it prints of that."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from briefpress.cli import report
from briefpress.cli.orders import epoch, orders
from briefpress.core import project, signals
from briefpress.core.command import command
from briefpress.core.design import Overrides
from briefpress.core.output import deliver
from briefpress.core.problems import Problem, Unprintable, WrongUsage
from briefpress.press.build import Interrupted, build_all, check_all
from briefpress.press.order import Order, Publication, State
from briefpress.press.words import check_mail, listen, mail

DONE, PROBLEMS, USAGE = 0, 1, 2


def run(options: argparse.Namespace) -> int:
    """Do what the verb of these options does; returns its exit code. Raises Unprintable, and Ended by a signal."""
    return _VERBS[options.verb](options)


# The modules of a verb are imported where it runs: they take longer to load than most verbs to run.


def _build(options: argparse.Namespace) -> int:
    editions, failed = orders(options, every_layout=True)
    return _publish_all(partial(build_all, force=options.force), editions, failed, options)


def _check(options: argparse.Namespace) -> int:
    editions, failed = orders(options, every_layout=True)
    return _publish_all(check_all, editions, failed, options)


def _publish_all(
    press: Callable[..., list[Publication]],
    editions: Sequence[Order],
    failed: Sequence[Publication],
    options: argparse.Namespace,
) -> int:
    """Press editions and print what becomes of them, and of briefs of which none can be ordered."""
    try:
        return _publish([*failed, *press(editions, options.jobs, report.print_progress)], options)
    except Interrupted as interrupted:
        raise Interrupted([*failed, *interrupted.publications]) from interrupted.__cause__


def _publish(publications: Sequence[Publication], options: argparse.Namespace) -> int:
    """Print what became of orders; returns the exit code."""
    report.publish(publications, {} if options.json else None)
    return PROBLEMS if any(publication.state is State.FAILED for publication in publications) else DONE


def _publish_one(publication: Publication, options: argparse.Namespace, **more: object) -> int:
    """Print what became of one thing, for machines with more; returns the exit code."""
    report.publish_one(publication, more if options.json else None)
    return PROBLEMS if publication.state in (State.FAILED, State.CHANGED) else DONE


def _preview(options: argparse.Namespace) -> int:
    from briefpress.preview.address import Address, last_address
    from briefpress.preview.run import Preview, preview

    if options.at and not options.at[0].is_file():
        raise WrongUsage([Problem("missing-file", f"there is no file `{options.at[0]}`", None, "check its name")])
    if options.at and (last := last_address(options.out)) and last.go_to(*options.at):
        report.say(f"shown in {last.url}")
        return DONE
    wanted = Preview(options.briefs, options.out, epoch(), options.editor, options.port, options.at)

    def begun(address: Address) -> None:
        report.print_address(address.url, opens=options.opens)
        report.say("the preview is there until you press Ctrl-C")

    try:
        preview(wanted, begun)
    except KeyboardInterrupt as signal:
        if signals.exit_code(signal) != signals.INTERRUPTED:
            raise
    report.say(f"the preview has ended; start it again with `{command('preview', *options.briefs)}`")
    return DONE


def _listen(options: argparse.Namespace) -> int:
    editions, failed = orders(options)
    problems = [problem for publication in failed for problem in publication.problems]
    for order in editions:
        try:
            report.print_lines(listen(order))
        except Unprintable as unprintable:
            problems += unprintable.problems
    report.print_problems(problems)
    return PROBLEMS if problems else DONE


def _mail(options: argparse.Namespace) -> int:
    from briefpress.formats.addresses import addresses

    to, cc = addresses(options.to), addresses(options.cc)
    editions, failed = orders(options)
    for order in editions:
        check_mail(order)
    publications = build_all(editions, 1, report.print_progress)
    drafts: list[Publication] = []
    try:
        for order, publication in zip(editions, publications, strict=True):
            drafts.append(_drafted(publication, partial(mail, order, to, cc)))
            signals.release()
    except KeyboardInterrupt as signal:
        others = [Publication(order.name, State.INTERRUPTED) for order in editions[len(drafts) :]]
        raise Interrupted([*failed, *drafts, *others]) from signal
    return _publish([*failed, *drafts], options)


def _drafted(publication: Publication, draft: Callable[[], Path]) -> Publication:
    """What became of an edition, with the draft of its mail in the place of its file."""
    if not publication.paths:
        return publication
    try:
        return replace(publication, paths=(draft(),))
    except Unprintable as unprintable:
        problems = (*publication.problems, *unprintable.problems)
        return replace(publication, state=State.FAILED, paths=(), problems=problems)


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
        if not options.json:
            report.print_differences(redlined.differences)
        # Printed while the folders of the versions are there, and with them the lines that problems show.
        changes = [difference.as_json() for difference in redlined.differences]
        return _publish_one(publication, options, changes=changes)


def _extract(options: argparse.Namespace) -> int:
    from briefpress.archive.extract import again, extract

    folder, choices = extract(options.file, options.out)
    command = again(folder, choices)
    if options.json:
        return _publish_one(Publication(options.file.name, State.EXTRACTED, (folder,)), options, again=command)
    report.say(f"to print it again: {command}")
    report.print_lines([folder])
    return DONE


def _verify(options: argparse.Namespace) -> int:
    from briefpress.archive.verify import verify

    problems = verify(options.file, partial(report.print_progress, options.file.name))
    if options.json:
        state = State.CHANGED if problems else State.UNCHANGED
        return _publish_one(Publication(options.file.name, state, (options.file,), problems=problems), options)
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
    return _publish_one(publication, options)


def _schema(options: argparse.Namespace) -> int:
    from briefpress.editor.schemas import schema_of

    folder = project.find([options.brief])[0] if options.brief else None
    schema = schema_of(options.file, folder)
    if options.out is None:
        report.print_json(schema)
    else:
        deliver({options.out: f"{json.dumps(schema, ensure_ascii=False, indent=1)}\n".encode()})
        report.print_lines([options.out])
    return DONE


_VERBS = {
    "build": _build,
    "check": _check,
    "preview": _preview,
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
