"""What all tests share: the printed editions, golden files, and a watch on the log."""

from __future__ import annotations

import difflib
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
BRIEFS = ("interpol-eu", "specimen")
EDITIONS = [f"{brief}.{language}" for brief in BRIEFS for language in ("ar", "en", "es", "fr")]
ONEPAGERS = [edition.replace(".", ".onepager.") for edition in EDITIONS]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files instead of comparing")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first: else one worker is at it for minutes when the others are done."""
    items.sort(key=lambda item: item.path.stem not in ("test_readme", "test_unprintable"))


@pytest.fixture(autouse=True)
def _quiet_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Any log line from a warning upwards fails the test that provoked it."""
    yield
    said = [record for phase in ("setup", "call") for record in caplog.get_records(phase)]  # type: ignore[arg-type]
    loud = [record.getMessage() for record in said if record.levelno >= logging.WARNING]
    assert loud == []


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with tests/golden/<name>; with --update-golden, write it."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
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
    """Run build.py as a user does."""
    command = [sys.executable, str(ROOT / "build.py"), *map(str, arguments)]
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the editions of the brief and the specimen, fresh from the press; not to be written to.

    All workers share it: the first one that asks prints, the others wait.
    """
    is_alone = "PYTEST_XDIST_WORKER" not in os.environ
    own = tmp_path_factory.getbasetemp()
    out = (own if is_alone else own.parent) / "printed"
    with FileLock(out.with_suffix(".lock")):
        if not out.is_dir():
            draft = out.with_suffix(".draft")
            run = press("build", *BRIEFS, "--out", draft)
            assert run.code == 0, run.err
            draft.rename(out)
    return out


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
