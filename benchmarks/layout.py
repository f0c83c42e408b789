"""What a layout costs: the time of setting and writing an edition here and in another checkout, in turn.

    PYTHONPATH=. .venv/bin/python benchmarks/layout.py --base ../before [--rounds 5] [BRIEF ...]

Prints, for each edition, the median ratio of the CPU times (here to there, pair by pair), the least and the greatest,
and the medians in seconds. Each checkout sets its own copy of the brief, by its own styles, in a process of its own;
reading and rendering are not counted, and the first round, which also loads fonts and draws pictures, is not either.
"""

import argparse
import gc
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from briefpress.core import project
from briefpress.layout.typeset import typeset
from briefpress.markup.render import render
from briefpress.pdf.conformance import conform
from briefpress.reading.read import read

HERE = Path(__file__).resolve().parent.parent


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--base", type=Path, required=True)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("briefs", nargs="*", default=["interpol-eu", "examples/survey"])
    options = arguments.parse_args()
    for folder in project.find(options.briefs):
        for language in project.languages(folder):
            here, base = (_setter(checkout, str(folder), language) for checkout in (HERE, options.base.resolve()))
            pairs = [(_seconds(here), _seconds(base)) for _ in range(options.rounds + 1)][1:]
            ratios = [ours / theirs for ours, theirs in pairs]
            ours, theirs = map(statistics.median, zip(*pairs, strict=True))
            spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
            print(
                f"{folder.name}.{language}: {statistics.median(ratios):.2f} ({spread}), {ours:.2f} s to {theirs:.2f} s"
            )


def _setter(checkout: Path, brief: str, language: str) -> subprocess.Popen[str]:
    """A process that sets an edition in a checkout for each line that it is sent, and answers with the CPU seconds."""
    return subprocess.Popen(
        [sys.executable, __file__, "set", brief, language],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _seconds(setter: subprocess.Popen[str]) -> float:
    assert setter.stdin is not None
    assert setter.stdout is not None
    print(file=setter.stdin, flush=True)
    return float(setter.stdout.readline())


def _answer(brief: str, language: str) -> None:
    (folder,) = project.find([brief])
    edition = read(folder, language)
    html = render(edition)
    gc.disable()  # as the press itself does
    for _ in sys.stdin:
        gc.collect()
        start = time.process_time()
        conform(typeset(html), edition, {})
        print(time.process_time() - start, flush=True)


if __name__ == "__main__":
    _answer(*sys.argv[2:]) if sys.argv[1:2] == ["set"] else main()
