"""How the cost of an edition grows: by pages, rows of a table, pictures and sources.

    PYTHONPATH=. .venv/bin/python benchmarks/load.py [KIND ...]

Each edition is laid out, proofed and looked through in a process of its own, three sizes of each kind; what is printed
is the time of the processor and the memory of each, and the exponent of the time by the size from the first to the
last: 1 is linear, 2 quadratic.
"""

from __future__ import annotations

import math
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from briefpress.core.problems import errors
from briefpress.press.order import Order, silent
from briefpress.press.pipeline import press
from briefpress.press.warm import warm

HEAD = "language: en\ndate: 2026-12-01\nstatus: draft\ntitle: Load\ncontents: false\nsections:\n"
#: A line and a half, and no two paragraphs alike: 500 pages are less than the 1 MB that a text may have.
PARAGRAPH = "Paragraph {} tells what the gauges of the lower river have read, and who has taken more than before."


def pages(count: int, _: Path) -> str:
    """Sections of running text, some sixteen paragraphs a page."""
    sections = []
    for number in range(count // 5):
        text = "\n\n".join(f"      {PARAGRAPH.format(number * 80 + line)}" for line in range(80))
        sections.append(f"  - title: Part {number + 1}\n    text: |\n{text}\n")
    return HEAD + "".join(sections)


def rows(count: int, _: Path) -> str:
    """One table."""
    lines = "".join(
        f"          - [Gauge {number}, {number * 7 % 1000}, {number * 3 % 500}]\n" for number in range(count)
    )
    table = (
        f"      - type: table\n        caption: Readings\n        columns: [Gauge, May, June]\n        rows:\n{lines}"
    )
    return f"{HEAD}  - title: Readings\n    text: All of them.\n    blocks:\n{table}"


def pictures(count: int, folder: Path) -> str:
    """Figures, each of a picture of its own; a thousand have less than the 100 million pixels of an edition."""
    blocks = []
    for number in range(count):
        color = (number % 256, number // 256, 90)
        Image.new("RGB", (710, 140), color).save(folder / f"p{number}.png")
        blocks.append(
            f"      - {{type: figure, file: p{number}.png, alt: Picture {number}, caption: Picture {number}}}\n"
        )
    return f"{HEAD}  - title: Pictures\n    text: All of them.\n    blocks:\n{''.join(blocks)}"


def sources(count: int, _: Path) -> str:
    """Sources, one cited by each sentence."""
    text = "\n\n".join(
        "      " + " ".join(f"Sentence {number} cites a report [@r{number}]." for number in range(start, start + 10))
        for start in range(0, count, 10)
    )
    entry = "  - {{id: r{0}, type: report, author: Commission {0}, title: Report {0}, date: {1}}}\n"
    entries = "".join(entry.format(number, 1900 + number % 120) for number in range(count))
    return f"{HEAD}  - title: Sources\n    text: |\n{text}\nsources:\n{entries}"


#: What grows, and up to which size.
KINDS: dict[str, tuple[Callable[[int, Path], str], int]] = {
    "pages": (pages, 500),
    "rows": (rows, 5_000),
    "pictures": (pictures, 1_000),
    "sources": (sources, 2_000),
}


def measured(kind: str, count: int) -> tuple[float, float, str]:
    """Seconds of the processor, MB, and the number of pages or what stopped it."""
    with TemporaryDirectory() as place:
        folder = Path(place) / "load"
        folder.mkdir()
        (folder / "brief.yaml").write_text(KINDS[kind][0](count, folder), "utf-8")
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            start = time.process_time()
            try:
                pressed = press(Order(folder, "en", folder), silent)
                wrong = errors(pressed.problems)
                told = f"{pressed.pdf.proof.pages} pages" if not wrong else str(wrong[0])[:200]
            except Exception as error:
                told = f"{type(error).__name__}: {str(error)[:200]}"
            os.write(writing, f"{time.process_time() - start} {told}".encode())
            os._exit(0)
        os.close(writing)
        seconds, _, told = os.fdopen(reading).read().partition(" ")
        _, _, usage = os.wait4(pid, 0)
        return float(seconds or "nan"), usage.ru_maxrss / 1024, told


def main(kinds: list[str]) -> None:
    """Measure and print."""
    warm()
    print("| What | Size | Seconds | MB | Comes to | Exponent |\n|---|---|---|---|---|---|")
    for kind in kinds:
        most = KINDS[kind][1]
        first = 0.0
        for size in (most // 4, most // 2, most):
            seconds, memory, told = measured(kind, size)
            first = first or seconds
            exponent = f"{math.log(seconds / first, 4):.2f}" if size == most else ""
            print(f"| {kind} | {size} | {seconds:.1f} | {memory:.0f} | {told} | {exponent} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:] or list(KINDS))
