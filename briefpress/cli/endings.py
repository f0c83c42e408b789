"""What is told of a command that a signal or a problem has ended, by what it was about."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from briefpress.cli import report
from briefpress.core.problems import Problem
from briefpress.press.build import Interrupted
from briefpress.press.order import Publication, State


def tell_interruption(interrupt: KeyboardInterrupt, options: argparse.Namespace) -> None:
    """Print what has become of all that was to be done, before a signal came."""
    name = _subject(options)
    alone = [Publication(name, State.INTERRUPTED)] if name else []
    publications = interrupt.publications if isinstance(interrupt, Interrupted) else alone
    state = {"state": str(State.INTERRUPTED)} if options.json else None
    if name:
        report.publish_one(publications[0], state)
    else:
        report.publish(publications, state)


def tell_failure(problems: Iterable[Problem], options: argparse.Namespace) -> None:
    """Print for machines why nothing was done."""
    if options.json:
        report.print_json({"state": str(State.FAILED), "problems": [problem.as_json() for problem in problems]})


def _subject(options: argparse.Namespace) -> str:
    """What a verb does one thing with; "" for those that are about many editions."""
    match options.verb:
        case "diff":
            return str(options.new)
        case "dossier":
            return str(options.dossier.stem)
        case "extract" | "verify":
            return str(options.file.name)
    return ""
