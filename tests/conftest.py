"""What all tests share: the printed editions, golden files, and a watch on the log."""

from __future__ import annotations

import difflib
import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, sync_playwright
from previews import NOTE, Preview, started
from provoked import PROVOKED

from briefpress.cli.main import main
from briefpress.core.problems import Problem

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
BRIEFS = ("interpol-eu", "specimen")
EDITIONS = [f"{brief}.{language}" for brief in BRIEFS for language in ("ar", "en", "es", "fr")]
#: The editions of the examples, and how many pages each has.
EXAMPLES = {
    "annual.fr": 11,
    "danube.de": 6,
    "danube.en": 6,
    "fiche.en": 2,
    "minutes.en": 2,
    "note.en": 1,
    "survey.de": 13,
}
#: A brief of one map, which is told its countries by what follows.
MAP = """\
language: en
date: 2026-11-29
title: The basin
sections:
  - title: The basin
    blocks:
      - type: map
        alt: A map.
        caption: The basin
"""
#: With one group, which is called by its number.
GROUP = f"{MAP}        areas: [{{title: Customs, codes: [MA, DZ]}}]\n"
#: Where a test asks for several editions: the other cores are busy with other tests.
ONE_PROCESS = ("--jobs", "1")
ONEPAGERS = [edition.replace(".", ".onepager.") for edition in EDITIONS]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files instead of comparing")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With --update-golden, only the tests that have something to write."""
    if config.getoption("--update-golden"):
        writing = {"golden", "as_documented"}
        items[:] = [item for item in items if writing & set(item.fixturenames)]  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _quiet_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Any log line from a warning upwards fails the test that provoked it."""
    yield
    said = [record for phase in ("setup", "call") for record in caplog.get_records(phase)]  # type: ignore[arg-type]
    loud = [record.getMessage() for record in said if record.levelno >= logging.WARNING]
    assert loud == []


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        program = shutil.which("chromium")
        flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
        # The press hides the fonts of the machine from itself; a browser without any shows none of a page's either.
        env: dict[str, str | float | bool] = {k: v for k, v in os.environ.items() if k != "FONTCONFIG_FILE"}
        browser = playwright.chromium.launch(executable_path=program, args=flags, env=env)
        yield browser
        browser.close()


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Callable[..., Preview]]:
    """Starts previews, in a folder with this brief, if one is given."""
    begun: list[Preview] = []

    def start(*arguments: str, brief: str | None = None) -> Preview:
        if brief is not None:
            facts = tmp_path / "content" / "note" / "brief.yaml"
            facts.parent.mkdir(parents=True, exist_ok=True)
            facts.write_text(brief, "utf-8")
        begun.append(started(tmp_path, *arguments))
        return begun[-1]

    yield start
    for each in begun:
        if each.process.poll() is None:
            each.end()


@pytest.fixture(scope="module")
def previews(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Preview]]:
    """Starts previews of copies of briefs, for all tests of a module."""
    begun: list[Preview] = []

    def start(*arguments: str, brief: Path) -> Preview:
        folder = tmp_path_factory.mktemp("preview")
        shutil.copytree(brief, folder / "content" / brief.name)
        begun.append(started(folder, *arguments))
        return begun[-1]

    yield start
    for each in begun:
        each.end()


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview of a note, which no test changes."""
    folder = tmp_path_factory.mktemp("running")
    facts = folder / "content" / "note" / "brief.yaml"
    facts.parent.mkdir(parents=True)
    facts.write_text(NOTE, "utf-8")
    preview = started(folder)
    yield preview
    preview.end()


Golden = Callable[[str, str], None]


@pytest.fixture(autouse=True)
def _provoked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test that provoked.py names makes the press say the code."""
    path = request.path.relative_to(ROOT / "tests").as_posix()
    names = {f"{path}::{name}" for name in (request.node.name, request.function.__name__)}
    codes = {code for code, test in PROVOKED.items() if test in names}
    if not codes:
        yield
        return
    seen = set[str]()
    check = Problem.__post_init__

    def noted(problem: Problem) -> None:
        seen.add(problem.code)
        check(problem)

    monkeypatch.setattr(Problem, "__post_init__", noted)
    _in_processes.clear()
    yield
    assert codes <= seen | _in_processes


@pytest.fixture
def golden(pytestconfig: pytest.Config) -> Golden:
    """Compare a text with tests/golden/<name>; with --update-golden, write it."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if pytestconfig.getoption("--update-golden"):
            path.write_text(text, "utf-8")
            return
        assert path.is_file(), f"there is no {path.relative_to(ROOT)}: run `make golden` and read what it wrote"
        kept = path.read_text("utf-8")
        diff = "\n".join(difflib.unified_diff(kept.splitlines(), text.splitlines(), name, "now", lineterm="", n=1))
        assert kept == text, f"{name} has changed; if it is meant to, run `make golden`:\n{diff}"

    return compare


@dataclass(frozen=True)
class Run:
    """What a command answered."""

    code: int
    out: str
    err: str


def press(*arguments: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> Run:
    """Run the command as a user does, but in this process: a process of its own takes a second to start.

    Streams are caught at their descriptors, so that nothing that a library writes there is missed.
    """
    with (
        TemporaryFile("w+", encoding="utf-8") as out,
        TemporaryFile("w+", encoding="utf-8") as err,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.chdir(cwd)
        for name, value in (env or {}).items():
            patch.setenv(name, value)
        with (
            _caught(1, out),
            _caught(2, err),
            redirect_stdout(out),
            redirect_stderr(err),
            pytest.raises(SystemExit) as left,
        ):
            main(list(map(str, arguments)))
        out.seek(0)
        err.seek(0)
        return Run(int(left.value.code or 0), out.read(), err.read())


@contextmanager
def _caught(descriptor: int, file: IO[str]) -> Iterator[None]:
    """Send what is written to a descriptor of this process into a file."""
    kept = os.dup(descriptor)
    os.dup2(file.fileno(), descriptor)
    try:
        yield
    finally:
        file.flush()
        os.dup2(kept, descriptor)
        os.close(kept)


def without_origins(page: str) -> str:
    """A page without what says on its elements where their words come from."""
    return re.sub(r' data-(?:at|by)="[^"]*"', "", page)


def process(*arguments: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None, house: Path = ROOT) -> Run:
    """Run the command of a house in a process of its own: where the process is the subject, or the house another."""
    done = subprocess.run(
        [sys.executable, str(house / "build.py"), *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    _in_processes.update(re.findall(r"\[([a-z-]+)\]$", done.stderr, re.MULTILINE))
    return Run(done.returncode, done.stdout, done.stderr)


#: The codes of the problems that processes told.
_in_processes: set[str] = set()


Printed = Callable[[str], Path]


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """The file of an edition of the brief, the specimen or an example, fresh from the press; not to be written to.

    All workers share it: the first one that asks for an edition prints it. None has a page in the middle that is less
    than 60 % full, nor a hole in its text.
    """
    is_alone = "PYTEST_XDIST_WORKER" not in os.environ
    own = tmp_path_factory.getbasetemp()
    folder = (own if is_alone else own.parent) / "printed"
    folder.mkdir(exist_ok=True)

    def path(edition: str) -> Path:
        brief, *layout, language = edition.split(".")
        out = folder / edition
        with FileLock(folder / f"{edition}.lock"):
            if not out.is_dir():
                draft = folder / f"{edition}.draft"
                chosen = ("--lang", language, "--layout", *(layout or ["brief"]))
                source = (f"examples/{brief}", "--strict") if edition in EXAMPLES else (brief,)
                run = press("build", *source, *chosen, "--out", draft)
                assert run.code == 0, run.err
                assert not re.search(r"\[(short-page|blank-space)\]", run.err), run.err
                draft.rename(out)
        return out / f"{edition}.pdf"

    return path


@pytest.fixture
def copy(tmp_path: Path) -> Callable[[str], Path]:
    """A copy of a brief of content/ that a test may change."""

    def make(name: str) -> Path:
        return Path(shutil.copytree(ROOT / "content" / name, tmp_path / name))

    return make


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the smallest brief."""
    return Path(shutil.copytree(ROOT / "tests" / "data" / "small", tmp_path / "small"))
