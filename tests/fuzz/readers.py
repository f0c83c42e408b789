"""The readers under libFuzzer, which follows the code that its bytes reach: YAML, Markdown, CSV, PDFs of others.

    python tests/fuzz/readers.py yaml|markdown|csv|pdf [options of libFuzzer, such as -max_total_time=600]

It needs `pip install --only-binary :all: --group fuzz`, on Linux. Whatever is neither read nor told ends it with a
traceback, and leaves the bytes in a file `crash-…`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

with atheris.instrument_imports(include=["briefpress", "yaml", "markdown_it"]):
    from briefpress.core.files import Files
    from briefpress.core.problems import Unprintable
    from briefpress.core.yamlreader import parse_yaml
    from briefpress.data.csv_files import read_csv
    from briefpress.pdf.attachments import enclosed
    from briefpress.reading.read import read

BRIEF = "language: en\ndate: 2026-12-01\ntitle: Title\nsections: [{{title: Title, text: {}}}]\n"


def read_as_yaml(data: bytes, folder: Path) -> None:
    parse_yaml(folder / "brief.yaml", data.decode("utf-8", "ignore"))


def read_as_markdown(data: bytes, folder: Path) -> None:
    text = json.dumps(data.decode("utf-8", "ignore"))
    (folder / "brief.yaml").write_text(BRIEF.format(text), "utf-8")
    read(folder, "en")


def read_as_csv(data: bytes, folder: Path) -> None:
    (folder / "d.csv").write_bytes(data)
    read_csv(folder / "d.csv", Files(folder))


def read_as_pdf(data: bytes, folder: Path) -> None:
    (folder / "a.pdf").write_bytes(data)
    enclosed(folder / "a.pdf")


READERS: dict[str, Callable[[bytes, Path], None]] = {
    "yaml": read_as_yaml,
    "markdown": read_as_markdown,
    "csv": read_as_csv,
    "pdf": read_as_pdf,
}


def main(program: str, name: str, *options: str) -> None:
    """Give bytes to a reader until libFuzzer has had enough."""
    with TemporaryDirectory(prefix="fuzz-") as folder:

        def attempt(data: bytes) -> None:
            with suppress(Unprintable):
                READERS[name](data, Path(folder))

        atheris.Setup([program, *options], attempt)
        atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv)
