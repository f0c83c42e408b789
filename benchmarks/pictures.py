"""What pictures cost: a brief with its maps, timelines and charts, and the same without them, in turn, in one process.

    PYTHONPATH=. .venv/bin/python benchmarks/pictures.py [BRIEF] [ROUNDS]

Prints, for each edition, the median ratio of the times from reading to the finished file (with pictures to without,
pair by pair), the least and the greatest. The pictures are in the cache, as at every build but the first.
"""

import dataclasses
import statistics
import sys
import tempfile
import time
from pathlib import Path

from briefpress.core import project
from briefpress.layout.typeset import typeset
from briefpress.markup.render import render
from briefpress.pdf.conformance import conform
from briefpress.reading.read import read
from briefpress.schema.blocks import Block, Chart, Map
from briefpress.schema.edition import Edition
from briefpress.schema.timelines import Timeline


def main(brief: str = "interpol-eu", rounds: str = "5") -> None:
    (folder,) = project.find([brief])
    with tempfile.TemporaryDirectory() as cache:
        for language in project.languages(folder):
            _timed(folder, language, Path(cache), bare=False)
            ratios = [
                _timed(folder, language, Path(cache), bare=False) / _timed(folder, language, Path(cache), bare=True)
                for _ in range(int(rounds))
            ]
            print(f"{brief}.{language}: {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})")


def _timed(folder: Path, language: str, cache: Path, *, bare: bool) -> float:
    start = time.perf_counter()
    edition = read(folder, language)
    edition = _bare(edition) if bare else edition
    conform(typeset(render(edition, cache=cache)), edition, {})
    return time.perf_counter() - start


def _bare(edition: Edition) -> Edition:
    sections = tuple(
        section.model_copy(update={"blocks": tuple(block for block in section.blocks if not _is_drawn(block))})
        for section in edition.brief.sections
    )
    return dataclasses.replace(edition, brief=edition.brief.model_copy(update={"sections": sections}))


def _is_drawn(block: Block) -> bool:
    return isinstance(block, Chart | Map | Timeline)


if __name__ == "__main__":
    main(*sys.argv[1:])
