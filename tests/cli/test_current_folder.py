"""The folder in which the press is run may be a stranger's: no module of Python is taken from it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

_SPAWN = """\
import multiprocessing, sys
from briefpress.__main__ import run
if __name__ == "__main__":
    try:
        run()
    except SystemExit:
        process = multiprocessing.get_context("spawn").Process(target=print)
        process.start()
        process.join()
"""


@pytest.fixture
def strangers(small: Path) -> Path:
    """The folder of a brief with modules named as those that the press and Python import."""
    for name in ("yaml", "jinja2", "tempfile", "multiprocessing", "pickle"):
        (small / f"{name}.py").write_text(f"open('ran-{name}', 'w')\n", "utf-8")
    return small


@pytest.mark.parametrize("way", ["module", "script"])
def test_no_module_of_the_current_folder_runs(way: str, strangers: Path, tmp_path: Path) -> None:
    script = tmp_path / "spawn.py"
    script.write_text(_SPAWN, "utf-8")
    command = ["-m", "briefpress", "check", "."] if way == "module" else [str(script), "--version"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, *command], cwd=strangers, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert list(strangers.glob("ran-*")) == []
