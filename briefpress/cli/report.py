"""What the command prints: progress and problems on stderr, results on stdout."""

from __future__ import annotations

import os
import sys
import unicodedata
import webbrowser
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, TextIO

from briefpress.core import signals
from briefpress.core.problems import Problem, Severity, errors
from briefpress.core.shown import as_json as shown_as_json
from briefpress.core.shown import shown
from briefpress.press.order import Publication, State

if TYPE_CHECKING:
    from briefpress.redline.report import Difference

#: The width of a terminal that does not say how wide it is.
_COLUMNS = 80
#: Of more problems, no more are printed at once: nobody reads them, and most follow from one.
_MOST = 200


def is_coloured(stream: TextIO) -> bool:
    """Whether to print in colour: on a terminal, unless NO_COLOR is set (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


def print_progress(name: str, stage: str) -> None:
    """Show on a terminal how far an edition is."""
    if sys.stderr.isatty():
        line = shown(f"{name}: {stage} …")
        # A line that wraps could not be removed: what is in the last column may stand for two.
        columns = os.get_terminal_size(sys.stderr.fileno()).columns or _COLUMNS
        print(f"\r\x1b[K{_cut(line, columns - 1)}", end="", file=sys.stderr, flush=True)


def _cut(line: str, columns: int) -> str:
    """As much of a line as a terminal has columns for: an ideograph takes two (UAX #11)."""
    widths = accumulate(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)
    return "".join(char for char, width in zip(line, widths, strict=True) if width <= columns)


def clear_progress() -> None:
    """Remove the line of progress."""
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)


def publish(publications: Sequence[Publication], values: Mapping[str, object] | None) -> None:
    """Print what became of orders: for machines beside values, where these are given.

    A signal waits from here on: no result is printed by half.
    """
    signals.hold()
    if values is None:
        print_publications(publications)
    else:
        print_json({**values, "editions": [as_json(publication) for publication in publications]})


def publish_one(publication: Publication, values: Mapping[str, object] | None) -> None:
    """Print what became of one thing, as `publish` does."""
    signals.hold()
    if values is None:
        print_publications([publication])
    else:
        print_json({**as_json(publication), **values})


def print_json(value: object) -> None:
    """Print a result for machines."""
    print(shown_as_json(value))


def print_differences(differences: Iterable[Difference]) -> None:
    """Print differences, in colour on a terminal."""
    for difference in differences:
        print(difference.line(coloured=is_coloured(sys.stdout)))


def print_publications(publications: Sequence[Publication]) -> None:
    """Print what became of orders; a problem that several editions share is printed once.

    Where there are problems, a last line sums up what became of several.
    """
    printed: set[Problem] = set()
    for publication in publications:
        clear_progress()
        print_problems(problem for problem in publication.problems if problem not in printed)
        printed.update(publication.problems)
        say(f"{publication.name}: {_summary(publication)}")
        print_lines(publication.paths)
    if len(publications) > 1 and any(publication.problems for publication in publications):
        # The paths are to come before it, also where both streams are one.
        sys.stdout.flush()
        say(_sum(publications))


def say(text: str) -> None:
    """Print what was done, beside the results."""
    print(shown(text), file=sys.stderr)


def print_address(url: str, *, opens: bool) -> None:
    """Print the address of a page at once, and where it is to open, open it in the browser of this desktop."""
    print(url, flush=True)
    has_desktop = sys.platform in ("win32", "darwin") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    if opens and has_desktop:
        webbrowser.open(url)


def print_lines(values: Iterable[object]) -> None:
    """Print results, each on a line."""
    for value in values:
        print(shown(str(value)))


def _sum(publications: Sequence[Publication]) -> str:
    """How many editions came to what, which of them failed, and how many warnings there were, each counted once."""
    names = {state: [each.name for each in publications if each.state is state] for state in State}
    counts = [f"{len(editions)} {state}" for state, editions in names.items() if editions]
    failed = f": {', '.join(names[State.FAILED])}" if names[State.FAILED] else ""
    problems = {problem for each in publications for problem in each.problems}
    warnings = count(len(problems) - len(errors(problems)), "warning", "warnings")
    return f"{', '.join(counts)}{failed}" + (f"; {warnings}" if warnings else "")


def _summary(publication: Publication) -> str:
    failures = len(errors(publication.problems))
    counts = (
        count(publication.pages or 0, "page", "pages"),
        count(failures, "problem", "problems"),
        count(len(publication.problems) - failures, "warning", "warnings"),
    )
    return ", ".join([publication.state, *filter(None, counts), *_left_out(publication)])


def _left_out(publication: Publication) -> Iterator[str]:
    """How many parts only other editions have, and which."""
    conditions = Counter(publication.left_out.values())
    if conditions:
        number = count(conditions.total(), "part", "parts")
        yield f"without {number} for other editions ({'; '.join(conditions)})"


def count(number: int, one: str, many: str) -> str:
    """A number and what it counts; nothing for 0."""
    return f"{number} {one if number == 1 else many}" if number else ""


def print_problems(problems: Iterable[Problem]) -> None:
    """Print what is wrong, in colour on a terminal; of many problems the first, and how many more there are."""
    told = list(problems)
    # Where not all are printed, a warning is not in the way of an error; each kind stays in its order.
    first = told if len(told) <= _MOST else sorted(told, key=lambda problem: problem.severity is not Severity.ERROR)
    for problem in first[:_MOST]:
        _print_problem(problem)
    if len(told) > _MOST:
        say(f"and {len(told) - _MOST} more")


def _print_problem(problem: Problem) -> None:
    colours = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m"}
    first, newline, rest = str(problem).partition("\n")
    if is_coloured(sys.stderr):
        first = f"{colours[problem.severity]}{first}\x1b[0m"
    print(first + newline + rest, file=sys.stderr)


def as_json(publication: Publication) -> dict[str, object]:
    """What became of an order, for machines."""
    return {
        "edition": publication.name,
        "state": str(publication.state),
        "path": str(publication.paths[0]) if publication.paths else None,
        "paths": [str(path) for path in publication.paths],
        "pages": publication.pages,
        "left_out": list(publication.left_out),
        "problems": [problem.as_json() for problem in publication.problems],
    }
