"""What the tag tree of our own costs: the stage typeset with it and with WeasyPrint's, in turn, in one process.

    PYTHONPATH=. .venv/bin/python benchmarks/tagging.py [BRIEF] [ROUNDS]

Prints, for each edition, the median ratio of the times (ours to WeasyPrint's, pair by pair) and both sizes in bytes.
"""

import contextlib
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from unittest.mock import patch

from briefpress.core import project
from briefpress.layout import typeset
from briefpress.markup.render import Html, render
from briefpress.reading.read import read
from briefpress.tagging.structure import Structure


@contextlib.contextmanager
def _stock(_describe: Callable[..., str]) -> Iterator[Structure]:
    yield Structure("Document")


def main(brief: str = "interpol-eu", rounds: str = "5") -> None:
    (folder,) = project.find([brief])
    for language in project.languages(folder):
        html = render(read(folder, language))
        _timed(html)
        ratios, sizes = [], (0, 0)
        for _ in range(int(rounds)):
            ours, our_size = _timed(html)
            with patch.object(typeset, "tagged", _stock):
                theirs, their_size = _timed(html)
            ratios.append(ours / theirs)
            sizes = our_size, their_size
        print(f"{brief}.{language}: {statistics.median(ratios):.3f}, {sizes[0]} and {sizes[1]} bytes")


def _timed(html: Html) -> tuple[float, int]:
    start = time.perf_counter()
    pdf = typeset.typeset(html)
    return time.perf_counter() - start, len(pdf.data)


if __name__ == "__main__":
    main(*sys.argv[1:])
