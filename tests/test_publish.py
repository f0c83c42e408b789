"""A finished PDF is never replaced by a broken one, and nothing is made twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, press


def test_a_failed_build_leaves_the_old_file(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert press("build", small, "--out", out).code == 0
    before = (out / "small.fr.pdf").read_bytes()
    (small / "fr.yaml").write_text("title: [", "utf-8")
    assert press("build", small, "--out", out).code == 1
    assert (out / "small.fr.pdf").read_bytes() == before
    assert sorted(path.name for path in out.iterdir()) == [".records", "small.fr.pdf"]


KILLED = """
import os, signal, sys
from pathlib import Path
from briefpress import publish
from briefpress.cli import main
# The machine dies at the moment {moment}: the new file is written, the old one not yet replaced.
os.{moment} = lambda *arguments, **options: os.kill(os.getpid(), signal.SIGKILL)
main(["build", sys.argv[1], "--out", sys.argv[2], "--force"])
"""


@pytest.mark.skipif(os.name != "posix", reason="only POSIX systems can kill a process without its notice")
def test_a_killed_build_leaves_the_old_file(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert press("build", small, "--out", out).code == 0
    before = (out / "small.fr.pdf").read_bytes()
    manuscript = small / "fr.yaml"
    manuscript.write_text(manuscript.read_text("utf-8").replace("title: ", "title: Autre ", 1), "utf-8")
    script = KILLED.format(moment="fsync")
    done = subprocess.run([sys.executable, "-c", script, small, out], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert (out / "small.fr.pdf").read_bytes() == before
    # The next build is not troubled by what the dead one left.
    assert press("build", small, "--out", out).code == 0
    assert (out / "small.fr.pdf").read_bytes() != before


def test_two_builds_at_once_harm_nothing(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, str(ROOT / "build.py"), "build", str(small), "--out", str(out), "--force"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    assert [process.communicate() and process.returncode for process in both] == [0, 0]
    assert sorted(path.name for path in out.iterdir()) == [".records", "small.fr.pdf"]
    assert "unchanged" in press("build", small, "--out", out).err


def test_the_file_has_the_rights_that_the_umask_gives(small: Path, tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        assert press("build", small, "--out", tmp_path).code == 0
    finally:
        os.umask(mask)
    if os.name == "posix":
        assert (tmp_path / "small.fr.pdf").stat().st_mode & 0o777 == 0o640


class TestUnchanged:
    """What is made anew and what is not."""

    @pytest.fixture
    def out(self, small: Path, tmp_path: Path) -> Path:
        out = tmp_path / "out"
        run = press("build", small, "--out", out)
        assert "small.fr: built" in run.err
        return out

    def test_nothing_has_changed(self, small: Path, out: Path) -> None:
        before = (out / "small.fr.pdf").stat().st_mtime_ns
        run = press("build", small, "--out", out)
        assert (run.code, run.out.strip()) == (0, str(out / "small.fr.pdf"))
        assert "small.fr: unchanged" in run.err
        assert (out / "small.fr.pdf").stat().st_mtime_ns == before

    def test_content_has_changed(self, small: Path, out: Path) -> None:
        manuscript = small / "fr.yaml"
        manuscript.write_text(manuscript.read_text("utf-8").replace("title: ", "title: Autre ", 1), "utf-8")
        assert "small.fr: built" in press("build", small, "--out", out).err

    def test_a_style_has_changed(self, small: Path, out: Path) -> None:
        (small / "styles").mkdir()
        (small / "styles" / "tokens.css").write_text(":root { --structure: #000000; }")
        assert "small.fr: built" in press("build", small, "--out", out).err

    def test_the_file_was_tampered_with(self, small: Path, out: Path) -> None:
        pdf = out / "small.fr.pdf"
        good = pdf.read_bytes()
        pdf.write_bytes(good[:-1])
        assert "small.fr: built" in press("build", small, "--out", out).err
        assert pdf.read_bytes() == good

    def test_force(self, small: Path, out: Path) -> None:
        assert "small.fr: built" in press("build", small, "--out", out, "--force").err

    def test_nothing_heavy_is_loaded(self, small: Path, out: Path) -> None:
        script = "import atexit, sys; from briefpress.cli import main\n"
        script += "atexit.register(lambda: print(*sys.modules, file=sys.stderr)); main(sys.argv[1:])"
        done = subprocess.run(
            [sys.executable, "-c", script, "build", str(small), "--out", str(out)],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert "small.fr: unchanged" in done.stderr
        loaded = set(done.stderr.split())
        assert not loaded & {"weasyprint", "pydantic", "jinja2", "babel", "yaml", "pikepdf"}
