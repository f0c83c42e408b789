"""A signal at any stage of any verb: what is printed for machines is whole, and says what is whole."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, press

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")

#: Sends its process a signal when a function is called: the module, the function, the signal and how often it is sent.
_SCRIPT = """
import importlib, os, signal, sys
where, name, number, times = sys.argv[1:5]
sys.argv[1:5] = []
own, module = os.getpid(), importlib.import_module(where)
function = getattr(module, name)
signal.signal(signal.SIGINT, signal.default_int_handler)
def send(*arguments, **named):
    global times
    if os.getpid() == own and int(times):
        times = int(times) - 1
        os.kill(own, int(number))
    return function(*arguments, **named)
setattr(module, name, send)
from briefpress.__main__ import run
run()
"""
#: Moments by what is called then: the command begins, a child does, a file is written, takes its place, is told.
_MOMENTS = {
    "start": ("os", "umask"),
    "child": ("os", "fork"),
    "draft": ("os", "fsync"),
    "place": ("os", "replace"),
    "print": ("briefpress.cli.report", "shown_as_json"),
}


@pytest.fixture(scope="module")
def things(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A brief and another version of it, its PDF, and a dossier."""
    folder = tmp_path_factory.mktemp("signals")
    for name in ("old", "new"):
        shutil.copytree(ROOT / "tests/data/small", folder / name / "small")
    words = (folder / "new/small/fr.yaml").read_text("utf-8")
    (folder / "new/small/fr.yaml").write_text(words.replace("en 2009", "en 2010"), "utf-8")
    assert press("build", folder / "new/small", "--out", folder).code == 0
    dossier = "title: A dossier\ndate: 2026-11-23\nlanguage: fr\nparts: [{brief: new/small}]\n"
    (folder / "dossier.yaml").write_text(dossier, "utf-8")
    return folder


_VERBS = {
    "build": ["build", "new/small", "--out", "OUT"],
    "check": ["check", "new/small"],
    "mail": ["mail", "new/small", "--to", "a@example.org", "--out", "OUT"],
    "diff": ["diff", "old/small", "new/small", "--out", "OUT"],
    "dossier": ["dossier", "dossier.yaml", "--out", "OUT"],
    "extract": ["extract", "small.fr.pdf", "--out", "OUT"],
    "verify": ["verify", "small.fr.pdf"],
}


def ended(verb: str, moment: str, things: Path, out: Path, number: int = signal.SIGTERM, times: int = 1) -> Any:
    """What a verb tells that was sent a signal at a moment, and its exit code."""
    arguments = [str(out) if word == "OUT" else word for word in _VERBS[verb]]
    script = [sys.executable, "-c", _SCRIPT, *_MOMENTS[moment], str(int(number)), str(times), *arguments, "--json"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(script, cwd=things, env=env, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    return json.loads(done.stdout), done.returncode


def whole(told: Any) -> list[Path]:
    """The files that are told to be there."""
    return [Path(path) for edition in told.get("editions", [told]) for path in edition.get("paths", [])]


@pytest.mark.parametrize("verb", _VERBS)
@pytest.mark.parametrize("moment", ["child", "print"])
def test_what_a_signal_leaves_is_told_in_whole(verb: str, moment: str, things: Path, tmp_path: Path) -> None:
    told, code = ended(verb, moment, things, tmp_path / "out")
    assert code == 143
    states = {edition["state"] for edition in told.get("editions", [told])}
    assert (states <= {"interrupted"}) is (moment == "child")
    there = {path for path in (tmp_path / "out").glob("*") if not path.name.startswith(".")}
    # (The draft of a mail is told alone, as its PDF is in it.)
    attached = {tmp_path / "out" / "small.fr.pdf"} if verb == "mail" else set()
    assert {path for path in whole(told) if path.is_relative_to(tmp_path)} == there - attached


@pytest.mark.parametrize(("moment", "state"), [("start", None), ("draft", "interrupted"), ("place", "built")])
def test_a_file_that_has_taken_its_place_is_told(moment: str, state: str | None, things: Path, tmp_path: Path) -> None:
    told, code = ended("build", moment, things, tmp_path / "out")
    assert code == 143
    assert [edition["state"] for edition in told.get("editions", [])] == ([state] if state else [])
    assert [path.exists() for path in whole(told)] == [True] * (state == "built")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_who_cannot_wait_gets_no_less(number: int, things: Path, tmp_path: Path) -> None:
    told, code = ended("build", "child", things, tmp_path / "out", number, 2)
    assert (code, told["state"]) == (128 + number, "interrupted")
