"""What the command says: progress and problems on stderr, results on stdout."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable

from briefpress.core.problems import Problem, Severity, errors
from briefpress.press.build import Publication


def progress(name: str, stage: str) -> None:
    """Say on a terminal how far an edition is."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{name}: {stage} …", end="", file=sys.stderr, flush=True)


def clear() -> None:
    """Take away what was said of progress."""
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)


def report(publication: Publication, seen: set[str]) -> None:
    """Say what became of an order; a problem that several layouts share is told once."""
    clear()
    tell(problem for problem in publication.problems if str(problem) not in seen)
    seen.update(map(str, publication.problems))
    stopping = len(errors(publication.problems))
    others = len(publication.problems) - stopping
    said = [
        count(publication.pages, "page", "pages"),
        count(stopping, "problem", "problems"),
        count(others, "warning", "warnings"),
    ]
    print(f"{publication.name}: {', '.join([publication.state, *filter(None, said)])}", file=sys.stderr)
    if publication.paths:
        print(*publication.paths, sep="\n")


def count(number: int | None, one: str, many: str) -> str:
    """A number and what it counts; nothing for none."""
    return f"{number} {one if number == 1 else many}" if number else ""


def tell(problems: Iterable[Problem]) -> None:
    """Say what is wrong, in colour on a terminal."""
    colours = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m"}
    coloured = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    for problem in problems:
        first, _, rest = str(problem).partition("\n")
        shown = f"{colours[problem.severity]}{first}\x1b[0m" if coloured else first
        print(shown + ("\n" + rest if rest else ""), file=sys.stderr)


def answer(told: object) -> None:
    """Tell machines."""
    print(json.dumps(told, ensure_ascii=False, indent=2))


def as_json(publication: Publication) -> dict[str, object]:
    """What became of an order, for machines."""
    return {
        "edition": publication.name,
        "state": str(publication.state),
        "path": str(publication.paths[0]) if publication.paths else None,
        "paths": [str(path) for path in publication.paths],
        "pages": publication.pages,
        "problems": [problem.as_json() for problem in publication.problems],
    }
