"""Streams that are missing, full or of few characters, and what else a process is started with."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, press

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell of POSIX starts the command")


def shell(line: str, *arguments: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a line of the shell, in which "$@" is the command with its arguments."""
    command = ["sh", "-c", line, "sh", sys.executable, str(ROOT / "build.py"), *map(str, arguments)]
    return subprocess.run(command, env={**os.environ, **env}, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("line", "code", "out", "err"),
    [
        ('"$@" 2>&-', 2, "", ""),
        ('"$@" <&- >&- 2>&-', 2, "", ""),
        ('"$@" 2>/dev/full', 2, "", ""),
        ('"$@" >/dev/full', 2, "", "there is no brief"),
    ],
)
def test_no_stream_is_needed(line: str, code: int, out: str, err: str) -> None:
    if "full" in line and not Path("/dev/full").exists():
        pytest.skip("this system has no full device")
    done = shell(line, "build", "nowhere")
    assert (done.returncode, done.stdout) == (code, out)
    assert err in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("argument", ["small", "/nowhere"])
def test_a_current_folder_that_is_gone(argument: str, small: Path, tmp_path: Path) -> None:
    brief = small if argument == "small" else argument
    done = shell('mkdir "$GONE"; cd "$GONE"; rmdir "$GONE"; exec "$@"', "check", brief, GONE=str(tmp_path / "gone"))
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1, 2)
    assert done.returncode == 0 or "the current folder is no longer there" in done.stderr or argument != "small"
    assert done.returncode == 0 or "  hint: " in done.stderr


def test_who_ignores_signals_hands_that_down(small: Path) -> None:
    done = shell("trap '' INT TERM HUP CHLD PIPE; exec \"$@\"", "check", small)
    assert done.returncode == 0, done.stderr


def test_a_python_that_takes_modules_from_safe_places_alone_finds_the_press(tmp_path: Path) -> None:
    done = shell('cd "$FOLDER"; exec "$@"', "--version", PYTHONSAFEPATH="1", PYTHONPATH="", FOLDER=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("briefpress ")


@pytest.mark.parametrize("argument", ["schema", "--help", "--version"])
def test_results_that_are_not_taken_are_told(argument: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no full device")
    done = shell('"$@" >/dev/full', argument)
    assert done.returncode == 1
    assert done.stderr.startswith("the results cannot be printed: No space left on device [unwritable]\n  hint: ")


def test_a_stream_of_ascii_takes_json_and_words(small: Path) -> None:
    (small / "fr.yaml").write_text("title: é\ntitle: é\n", "utf-8")
    done = shell('"$@"', "check", small, "--json", PYTHONIOENCODING="ascii")
    assert json.loads(done.stdout)["editions"][0]["problems"][0]["code"] == "duplicate-key"
    done = shell('"$@"', "check", small, PYTHONIOENCODING="ascii")
    assert "    2 | title: \\xe9\n" in done.stderr


def test_a_file_can_be_read_by_who_made_it_whatever_the_mask(tmp_path: Path) -> None:
    done = shell('umask 0777; "$@"', "schema", "--out", tmp_path / "out" / "schema.json")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "schema.json").stat().st_mode & 0o700 == 0o600
    assert (tmp_path / "out").stat().st_mode & 0o700 == 0o700


@pytest.mark.parametrize("name", ["l" * 300, "l/" * 2600, "a\0b"])
@pytest.mark.parametrize(
    "arguments", [["build", "NAME"], ["diff", "NAME", "SMALL"], ["extract", "NAME"], ["dossier", "NAME"]]
)
def test_a_name_that_no_system_takes_is_told(name: str, arguments: list[str], small: Path) -> None:
    words = {"NAME": name, "SMALL": str(small)}
    run = press(*(words.get(word, word) for word in arguments))
    assert run.code in (1, 2)
    assert "Traceback" not in run.err
    assert "hint: " in run.err


def test_a_folder_that_no_system_takes_is_told(small: Path, tmp_path: Path) -> None:
    run = press("build", small, "--out", tmp_path / ("l" * 300))
    assert run.code == 1
    assert "[unwritable]" in run.err


@pytest.mark.parametrize(("number", "code"), [("٣", 2), ("²", 2), ("+1", 2), ("9" * 5000, 2), ("01", 1)])
def test_a_number_of_editions_is_of_ascii_digits(number: str, code: int, small: Path) -> None:
    (small / "fr.yaml").write_text("title: [", "utf-8")
    assert press("build", small, "--jobs", number).code == code


def test_what_is_typed_is_not_obeyed() -> None:
    assert "--U+001B[31mU+202E" in press("build", "--\x1b[31m\u202e").err
    assert "`U+009Bx`" in press("build", "\x9bx").err


@pytest.mark.parametrize(("count", "rest"), [(200, []), (201, ["and 1 more"])])
def test_of_many_problems_the_first_are_told(count: int, rest: list[str], small: Path) -> None:
    words = (small / "fr.yaml").read_text("utf-8")
    (small / "fr.yaml").write_text(words + "".join(f"k{number}: x\n" for number in range(count)), "utf-8")
    run = press("build", small)
    assert run.err.count("[unknown-key]") == 200
    assert [line for line in run.err.splitlines() if line.startswith("and ")] == rest
    assert run.err.splitlines()[-1] == f"small.fr: failed, {count} problems"


@pytest.mark.parametrize(("columns", "width"), [(20, 19), (9, 8), (0, 79)])
def test_progress_keeps_to_one_line_of_the_terminal(columns: int, width: int, small: Path) -> None:
    fcntl, pty, termios = (pytest.importorskip(name) for name in ("fcntl", "pty", "termios"))
    brief = small.rename(small.with_name("\u5831\u544a" + "x" * 90))
    (brief / "fr.yaml").write_text("title: [", "utf-8")
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    command = [sys.executable, str(ROOT / "build.py"), "check", str(brief)]
    subprocess.run(command, stderr=theirs, stdout=subprocess.DEVNULL, check=False)
    os.close(theirs)
    _, *lines = os.read(ours, 65_536).decode().split("\r\x1b[K")
    shown = [line for line in lines if line and "\n" not in line]
    assert shown
    assert all(sum(1 + (char > "\u3000") for char in line) <= width for line in shown)
