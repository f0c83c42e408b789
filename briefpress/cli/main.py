"""The command: options in, editions out, problems printed.

Exit codes: 0 done; 1 problems in the content, templates or styles, or versions that differ; 2 wrong usage; 3 the press
itself failed; 128 and its number where a signal has ended the press: 130 interrupted, 143 terminated.
Progress and problems go to stderr, results to stdout.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Sequence

from briefpress.cli import endings, report, streams, verbs
from briefpress.cli.options import parse
from briefpress.confined.limits import raised
from briefpress.confined.locks import absent
from briefpress.core import signals
from briefpress.core.problems import Problem, Unprintable, WrongUsage
from briefpress.core.refusals import refusal
from briefpress.core.shown import shown

FAILURE = 3


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and leave with its exit code."""
    streams.settle()
    with signals.raised():
        code = _code(sys.argv[1:] if arguments is None else arguments)
    sys.exit(code)


def _code(arguments: Sequence[str]) -> int:
    """Run the command; returns its exit code."""
    try:
        return _done(parse(arguments))
    except Unprintable as unprintable:
        report.print_problems(unprintable.problems)
        return verbs.USAGE if isinstance(unprintable, WrongUsage) else verbs.PROBLEMS
    except KeyboardInterrupt as interrupt:
        return signals.exit_code(interrupt)
    except OSError as error:
        report.print_problems([refusal(error)])
        return verbs.PROBLEMS
    except Exception:  # (whatever is not a Problem is a fault of ours)
        print(*map(shown, traceback.format_exc().splitlines()), sep="\n", file=sys.stderr)
        print("The press itself failed. Please report the lines above: see CONTRIBUTING.md.", file=sys.stderr)
        return FAILURE


def _done(options: argparse.Namespace) -> int:
    """Run a verb and print what comes of it, also where it is ended by a signal or by problems; its exit code."""
    try:
        if options.untrusted:
            _check_locks()
        with raised(options.limits):
            code = verbs.run(options)
    except KeyboardInterrupt as interrupt:
        endings.tell_interruption(interrupt, options)
        raise
    except Unprintable as unprintable:
        endings.tell_failure(unprintable.problems, options)
        raise
    streams.check_results()
    # A signal that has waited until here comes to its right.
    signals.release()
    return code


def _check_locks() -> None:
    """Raise WrongUsage where a lock is lacking that what is not trusted needs."""
    if lacking := absent():
        hint = "print it on a machine that has them all: Linux 6.7 or newer with Landlock switched on"
        raise WrongUsage([Problem("missing-lock", f"this machine lacks: {', '.join(lacking)}", None, hint)])
