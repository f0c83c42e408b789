"""What holds of every folder that the press is given: no traceback, no hang, and nothing is lost without a word."""

from __future__ import annotations

import re
import signal
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from conftest import Run, press, without_origins
from grammars import Folder
from lxml import html

from briefpress.core.problems import Problem, Unprintable, errors
from briefpress.markup.render import render
from briefpress.reading.read import read

#: How long a brief may take, in seconds of the processor: a hundred times what it takes.
SECONDS = 20
#: What typography puts between letters, which no reader sees.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060"))


class HangError(Exception):
    """The press was stopped."""


@contextmanager
def written(folder: Folder) -> Iterator[Path]:
    """The folder on the disk."""
    with TemporaryDirectory(prefix="fuzz-") as place:
        write(folder.files, Path(place, "brief"))
        yield Path(place, "brief")


def write(files: Mapping[str, str], place: Path) -> None:
    """Write files into a folder, by their paths."""
    for name, text in files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))


@contextmanager
def in_time() -> Iterator[None]:
    """Stop with a HangError after too many seconds of the processor."""

    def stop(*_: object) -> None:
        raise HangError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def to_html(folder: Folder) -> str:
    """Render a folder and look at what comes of it; "printed" or "told"."""
    with written(folder) as brief, in_time():
        try:
            languages = [path.stem for path in brief.glob("??.yaml")] or [_language(folder)]
            markup = without_origins(render(read(brief, languages[0])).markup)
        except Unprintable as unprintable:
            problems = unprintable.problems
            markup = ""
        if not markup:
            _are_placed(problems, brief)
            assert not folder.words, f"a brief that is right is told: {problems[0]}"
            return "told"
    root = html.document_fromstring(markup)
    for hidden in root.xpath("//style|//script|//svg"):
        hidden.drop_tree()
    has_all_words(folder, " ".join(root.itertext()))
    return "printed"


def to_pdf(folder: Folder) -> str:
    """Build a folder as a final edition, which veraPDF proves, and look at what comes of it; "printed" or "told"."""
    return to_pdfs([folder])[0]


def to_pdfs(folders: Sequence[Folder]) -> list[str]:
    """Build folders by one command, as `to_pdf` does each."""
    with TemporaryDirectory(prefix="fuzz-") as place:
        briefs = [Path(place, f"brief-{number}") for number, _ in enumerate(folders)]
        for brief, folder in zip(briefs, folders, strict=True):
            write({name: text.replace("status: draft", "status: final") for name, text in folder.files.items()}, brief)
        run = press("build", *briefs, "--out", Path(place, "out"))
        assert run.code in (0, 1), run.err
        return [_outcome(folder, brief, run) for brief, folder in zip(briefs, folders, strict=True)]


def _outcome(folder: Folder, brief: Path, run: Run) -> str:
    """What came of one of the folders that a command was given."""
    pdfs = list((brief.parent / "out").glob(f"{brief.name}.*.pdf"))
    if not pdfs:
        assert re.search(rf"^.*{brief.name}\b.*: .*\[[a-z-]+\]$", run.err, re.MULTILINE), run.err
        assert not folder.words, f"a brief that is right is told: {run.err}"
        return "told"
    has_all_words(folder, text_of(pdfs[0], is_arabic="language: ar" in folder.files["brief.yaml"]))
    return "printed"


def text_of(pdf: Path, *, is_arabic: bool) -> str:
    """The text of a PDF by its tags, a line at a time; Arabic, of which poppler turns that around, as it is copied."""
    if is_arabic:
        return subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
    tree = subprocess.run(["pdfinfo", "-struct-text", pdf], capture_output=True, text=True, check=True).stdout
    lines = re.findall(r'^ *"(.*)"$', tree, re.MULTILINE)
    # A line ends between two words, or at the hyphen of one that goes on.
    return re.sub("[-\u2010]\n", "", "\n".join(lines))


def has_all_words(folder: Folder, text: str) -> None:
    """Every word of the manuscript is in the text as often as in the manuscript."""
    counts = Counter(_words(text))
    lost = Counter(_words(" ".join(folder.words))) - counts
    assert not lost, f"lost: {sorted(lost)}"


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text.translate(_UNSEEN)).casefold())


def _are_placed(problems: tuple[Problem, ...], brief: Path) -> None:
    assert errors(problems)
    for problem in problems:
        told = str(problem)
        assert problem.message.strip(), told
        assert told.startswith((str(brief), brief.name, "content/")) or problem.position, told


def _language(folder: Folder) -> str:
    match = re.search(r"^language: *['\"]?([\w-]+)", folder.files.get("brief.yaml", ""), re.MULTILINE)
    return match[1] if match else "en"
