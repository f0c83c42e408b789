"""A press that is killed, ended or run twice at any moment: what is there is an older file or the new one, whole.

`make faults` kills it 200 times, the suite ten times. The moments are drawn from a fixed seed.
"""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are looked for in /proc")

KILLS = int(os.environ.get("KILLS", "10"))
#: How long all processes of a press that has ended may take to be gone, in seconds.
_GRACE = 10
#: Two versions of a brief, and what differs in them.
_TITLES = ("Un bureau à Bruxelles", "Un bureau à Lyon")
_ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Versions:
    """A brief that is printed in one of two versions, and the files that each of them makes."""

    def __init__(self, folder: Path) -> None:
        self.briefs = [Path(shutil.copytree(ROOT / "tests/data/small", folder / title / "small")) for title in _TITLES]
        for brief, title in zip(self.briefs, _TITLES, strict=True):
            words = (brief / "fr.yaml").read_text("utf-8")
            (brief / "fr.yaml").write_text(words.replace(_TITLES[0], title), "utf-8")
        self.out = folder / "out"
        started = time.monotonic()
        self.files = [self._printed(number, folder / f"alone-{number}") for number in (0, 1)]
        #: How long the press takes to print one, in seconds.
        self.seconds = (time.monotonic() - started) / 2

    def press(self, number: int, out: Path | None = None, *options: str) -> subprocess.Popen[str]:
        """A press that prints a version."""
        command = [sys.executable, str(ROOT / "build.py"), "build", str(self.briefs[number]), "--out"]
        command += [str(out or self.out), "--format", "pdf,txt", *options]
        env = {**os.environ, "SOURCE_DATE_EPOCH": "1764460800"}
        return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def _printed(self, number: int, out: Path) -> dict[str, bytes]:
        process = self.press(number, out)
        _, err = process.communicate()
        assert process.returncode == 0, err
        return {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}

    def whole(self) -> list[set[int]]:
        """Of each file that is there, the versions that it is, whole; of a half one, none."""
        there = [path for path in self.out.glob("small.*") if path.is_file()]
        return [{number for number in (0, 1) if self.files[number][path.name] == path.read_bytes()} for path in there]

    def drafts(self) -> list[str]:
        """What was left beside the files."""
        return [path.name for path in self.out.rglob(".*") if path.is_file()]


@pytest.fixture(scope="module", autouse=True)
def _heeded() -> Iterator[None]:
    """The presses are started by a process that heeds these signals: what it ignores, as jobs of a shell that go on in
    the background do, they would ignore as well."""
    before = {number: signal.signal(number, signal.default_int_handler) for number in _ENDING}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Versions:
    return Versions(tmp_path_factory.mktemp("kills"))


def _processes(word: str) -> Iterator[int]:
    """The processes on whose command line a word stands."""
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdecimal() and word.encode() in (entry / "cmdline").read_bytes():
                yield int(entry.name)
        except OSError:
            # It has just ended.
            continue


def _are_gone(word: str) -> bool:
    """Whether all processes on whose command line a word stands end soon."""
    end = time.monotonic() + _GRACE
    for number in _processes(word):
        try:
            handle = os.pidfd_open(number)
        except OSError:
            continue
        try:
            if not select.select([handle], [], [], max(0, end - time.monotonic()))[0]:
                return False
        finally:
            os.close(handle)
    return True


def _ended(process: subprocess.Popen[str], moment: float, number: signal.Signals) -> str:
    """What became of a press that was sent a signal at a moment."""
    try:
        process.wait(moment)
    except subprocess.TimeoutExpired:
        process.send_signal(number)
    _, err = process.communicate()
    assert "Traceback" not in err, err
    code = process.returncode
    assert code in (0, -number, 128 + number), err
    return "done" if code == 0 else number.name


def test_a_press_that_is_ended_at_any_moment(versions: Versions) -> None:
    chance = random.Random(16)
    outcomes = Counter[str]()
    for turn in range(KILLS):
        number = signal.SIGKILL if chance.random() < 0.6 else chance.choice(_ENDING)
        before = versions.drafts()
        # (The first moments are those in which Python itself starts.)
        process = versions.press(turn % 2, None, "--force")
        outcome = _ended(process, chance.uniform(0.1, 1.1) * versions.seconds, number)
        assert _are_gone(str(versions.out)), f"{outcome} has left processes behind"
        assert all(versions.whole()), f"after {outcome} there is half a file"
        if number is not signal.SIGKILL:
            assert versions.drafts() == before, f"{outcome} has left drafts behind"
        outcomes[f"{number.name} sent, {outcome}"] += 1
    process = versions.press(KILLS % 2)
    _, err = process.communicate()
    assert process.returncode == 0, err
    assert versions.whole() == [{KILLS % 2}] * 2
    if table := os.environ.get("FAULTS"):
        Path(table).write_text(json.dumps({**outcomes, "drafts left": len(versions.drafts())}, indent=1), "utf-8")


def test_two_presses_on_one_target(versions: Versions) -> None:
    both = [versions.press(number, None, "--force") for number in (0, 1)]
    said = [process.communicate()[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert all(versions.whole())
