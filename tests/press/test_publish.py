"""A finished PDF is never replaced by a broken one, and nothing is made twice."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, press, process


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
from briefpress.press import pipeline
from briefpress.cli.main import main
# The machine dies at the moment {moment}: the new file is written, the old one not yet replaced.
os.{moment} = lambda *arguments, **options: os.kill(os.getpid(), signal.SIGKILL)
main(["build", sys.argv[1], "--out", sys.argv[2], "--force"])
"""


@pytest.mark.skipif(os.name != "posix", reason="only POSIX systems can kill a process without its notice")
@pytest.mark.parametrize("moment", ["fsync", "replace"])
def test_a_killed_build_leaves_the_old_file(moment: str, small: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert press("build", small, "--out", out).code == 0
    before = (out / "small.fr.pdf").read_bytes()
    manuscript = small / "fr.yaml"
    manuscript.write_text(manuscript.read_text("utf-8").replace("title: ", "title: Autre ", 1), "utf-8")
    script = KILLED.format(moment=moment)
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
        assert process("build", small, "--out", tmp_path).code == 0
    finally:
        os.umask(mask)
    if os.name == "posix":
        assert (tmp_path / "small.fr.pdf").stat().st_mode & 0o777 == 0o640


def test_what_somebody_has_changed_is_not_replaced(small: Path, tmp_path: Path) -> None:
    """A document that was edited in Word since, a PDF that was annotated: the work would be lost."""
    assert press("build", small, "--out", tmp_path, "--format", "pdf,txt").code == 0
    before = (tmp_path / "small.fr.pdf").read_bytes()
    text = tmp_path / "small.fr.txt"
    text.write_text(edited := text.read_text("utf-8") + "Seen by the minister.\n", "utf-8")
    manuscript = small / "fr.yaml"
    manuscript.write_text(manuscript.read_text("utf-8").replace("title: ", "title: Autre ", 1), "utf-8")
    run = press("build", small, "--out", tmp_path, "--format", "pdf,txt")
    assert run.code == 1
    assert f"{text}: this file is not as the press left it" in run.err
    assert "[edited-file]" in run.err
    assert (text.read_text("utf-8"), (tmp_path / "small.fr.pdf").read_bytes()) == (edited, before)
    text.rename(tmp_path / "mine.txt")
    assert press("build", small, "--out", tmp_path, "--format", "pdf,txt").code == 0
    assert "Autre" in text.read_text("utf-8")


DOSSIER = """title: Réunion
language: fr
date: 2026-11-23
marking: TLP:CLEAR
parts: [{brief: small}]
"""


@pytest.mark.parametrize(
    ("verb", "name"),
    [
        ("build small", "small.fr.pdf"),
        ("mail small --lang fr --to a@b.example", "small.fr.eml"),
        ("dossier meeting.yaml", "meeting.pdf"),
        ("diff earlier small", "small.fr.redline.pdf"),
    ],
)
def test_no_verb_replaces_what_somebody_else_has_put_there(verb: str, name: str, small: Path, tmp_path: Path) -> None:
    (tmp_path / "meeting.yaml").write_text(DOSSIER, "utf-8")
    manuscript = shutil.copytree(small, tmp_path / "earlier") / "fr.yaml"
    manuscript.write_text(manuscript.read_text("utf-8").replace("title: ", "title: Autre ", 1), "utf-8")
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / name).write_bytes(b"of somebody else")
    run = press(*verb.split(), cwd=tmp_path)
    assert run.code == 1
    assert f"{Path('dist', name)}: this file is not as the press left it" in run.err
    assert (tmp_path / "dist" / name).read_bytes() == b"of somebody else"


def test_what_has_changed_in_the_house_is_printed_anew_and_drawn_anew(tmp_path: Path) -> None:
    """Pictures that were drawn are kept as long as the press, its fonts and its maps are the same."""
    for name in ("briefpress", "templates", "styles", "maps", "content/labels"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "build.py", tmp_path)
    brief = ROOT / "tests" / "data" / "archive"

    def build() -> tuple[str, int]:
        """What became of the edition, and how many pictures are kept."""
        run = process("build", brief, "--lang", "fr", cwd=tmp_path, house=tmp_path)
        assert run.code == 0, run.err
        return run.err.partition(",")[0].strip(), len(list((tmp_path / "dist" / ".pictures").iterdir()))

    state, pictures = build()
    assert (state, pictures > 0) == ("archive.fr: built", True)
    for name, draws in {
        "content/labels/es.yaml": False, "templates/onepager.html": False, "styles/themes/ink.css": False,
        "briefpress/graphics/svg.py": True, "maps/countries.json": True, "styles/fonts/SourceSans3-It.ttf": True,
    }.items():  # fmt: skip
        with (tmp_path / name).open("ab") as file:
            file.write(b"\n")
        before, (state, pictures) = pictures, build()
        assert (name, state, pictures > before) == (name, "archive.fr: built", draws)
    assert build() == ("archive.fr: unchanged", pictures)


def test_what_was_drawn_is_not_drawn_again(tmp_path: Path) -> None:
    """A picture is written when it is drawn: those that are kept stay the very files."""
    brief, out = ROOT / "tests" / "data" / "archive", tmp_path / "out"

    def build() -> dict[str, int]:
        run = press("build", brief, "--lang", "fr", "--force", "--out", out)
        assert run.code == 0, run.err
        return {path.name: path.stat().st_ino for path in (out / ".pictures").iterdir()}

    drawn = build()
    assert drawn
    assert build() == drawn
    (first, *_) = drawn
    (out / ".pictures" / first).write_text("<svg/>", "utf-8")
    assert (out / ".pictures" / first).read_text("utf-8") == "<svg/>"
    build()
    assert (out / ".pictures" / first).read_text("utf-8") != "<svg/>"


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

    def test_the_file_is_gone(self, small: Path, out: Path) -> None:
        pdf = out / "small.fr.pdf"
        good = pdf.read_bytes()
        pdf.unlink()
        assert "small.fr: built" in press("build", small, "--out", out).err
        assert pdf.read_bytes() == good

    def test_force(self, small: Path, out: Path) -> None:
        assert "small.fr: built" in press("build", small, "--out", out, "--force").err

    def test_nothing_heavy_is_loaded(self, small: Path, out: Path) -> None:
        script = "import atexit, sys; from briefpress.cli.main import main\n"
        script += "atexit.register(lambda: print(*sys.modules, file=sys.stderr)); main(sys.argv[1:])"
        done = subprocess.run(
            [sys.executable, "-c", script, "build", str(small), "--out", str(out)],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert "small.fr: unchanged" in done.stderr
        loaded = set(done.stderr.split())
        assert not loaded & {"weasyprint", "pydantic", "jinja2", "babel", "yaml", "pikepdf"}


@pytest.mark.skipif(os.name != "posix", reason="only POSIX systems have pipes with names")
def test_a_pipe_is_not_replaced(tmp_path: Path) -> None:
    """Nor a device: `--out /dev/null` would be one."""
    pipe = tmp_path / "schema.json"
    os.mkfifo(pipe)
    run = press("schema", "brief", "--out", pipe)
    assert (run.code, run.err.splitlines()[0]) == (1, f"{pipe}: this is a device or a pipe [unwritable]")
    assert pipe.is_fifo()
