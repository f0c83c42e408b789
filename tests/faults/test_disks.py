"""Disks that are full, files that may not be large: it is told, and the older file stays."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits and mounts of POSIX systems")


def build(small: Path, line: str, out: Path) -> subprocess.CompletedProcess[str]:
    """Print a brief by a line of the shell, in which "$@" is the command and $OUT the folder of the files."""
    command = ["sh", "-c", line, "sh", sys.executable, str(ROOT / "build.py"), "build", str(small), "--force"]
    command += ["--format", "pdf,html", "--out", str(out)]
    return subprocess.run(command, env={**os.environ, "OUT": str(out)}, capture_output=True, text=True, check=False)


def is_mountable() -> bool:
    """Whether this process may mount what no other sees."""
    program = shutil.which("unshare")
    return bool(program) and subprocess.run([program or "", "-m", "true"], capture_output=True).returncode == 0


@pytest.mark.skipif(not is_mountable(), reason="only root may mount a file system")
@pytest.mark.parametrize("limit", ["size=64k", "nr_inodes=4"])
@pytest.mark.parametrize("place", ["out", "tmp"])
def test_a_disk_that_is_full(place: str, limit: str, small: Path, tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    (tmp_path / "out").mkdir()
    # What is in there is gone with the mount: it is listed before.
    line = f'mount -t tmpfs -o {limit} tmpfs "$OUT/../{place}"; "$@"; code=$?; ls -A "$OUT" >&2; exit $code'
    done = build(small, f"""TMPDIR="$OUT/../tmp" exec unshare -m sh -c '{line}' sh "$@" """, tmp_path / "out")
    assert done.returncode == 1, done.stderr
    assert "[unwritable]\n  hint: " in done.stderr
    assert "small.fr.pdf\n" not in done.stderr


@pytest.mark.parametrize("blocks", [0, 8])
def test_files_that_may_not_be_large(blocks: int, small: Path, tmp_path: Path) -> None:
    done = build(small, f'ulimit -f {blocks}; exec "$@"', tmp_path / "out")
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert not list((tmp_path / "out").glob("*.*"))
