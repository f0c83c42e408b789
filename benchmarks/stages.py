"""Where the time of a build goes: each stage's share, as medians over several rounds in one process.

    PYTHONPATH=. .venv/bin/python benchmarks/stages.py [BRIEF] [ROUNDS]

Shares are comparable between machines; the seconds beside them are not.
"""

import itertools
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from briefpress.core import project
from briefpress.press.order import Order
from briefpress.press.pipeline import press


def main(brief: str = "interpol-eu", rounds: str = "5") -> None:
    (folder,) = project.find([brief])
    order = Order(folder, project.languages(folder)[0], Path(tempfile.mkdtemp()))
    spent: dict[str, list[float]] = defaultdict(list)
    for _ in range(int(rounds) + 1):
        marks: list[tuple[str, float]] = []
        press(order, lambda stage, marks=marks: marks.append((stage, time.perf_counter())))
        marks.append(("", time.perf_counter()))
        for (stage, start), (_next, end) in itertools.pairwise(marks):
            spent[stage].append(end - start)
    # The first round also loads the libraries: it is not counted.
    medians = {stage: statistics.median(times[1:]) for stage, times in spent.items()}
    total = sum(medians.values())
    for stage, median in medians.items():
        print(f"{stage:10} {median / total:6.1%}  {median:6.3f} s")


if __name__ == "__main__":
    main(*sys.argv[1:])
