"""The command line: exit codes, streams, JSON."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, press, process

from briefpress.cli import report


def test_results_go_to_stdout_and_all_else_to_stderr(small: Path, tmp_path: Path) -> None:
    run = process("build", small, "--out", tmp_path / "out")
    assert run.code == 0
    assert run.out == f"{tmp_path / 'out' / 'small.fr.pdf'}\n"
    assert run.err == "small.fr: built, 1 page\n"


def test_the_verb_may_be_left_out(small: Path, tmp_path: Path) -> None:
    assert press(small, "--out", tmp_path / "out").out == press("build", small, "--out", tmp_path / "out").out


def test_every_brief_but_the_specimen_is_built_by_default(small: Path, tmp_path: Path) -> None:
    for name in ("one", "two", "specimen"):
        (tmp_path / "content" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "content" / name).symlink_to(small, target_is_directory=True)
    run = press(cwd=tmp_path)
    assert run.code == 0, run.err
    assert run.out.split() == ["dist/one.fr.pdf", "dist/two.fr.pdf"]


def test_json_tells_all(small: Path, tmp_path: Path) -> None:
    run = press("build", small, "--json", "--out", tmp_path / "out")
    told = json.loads(run.out)
    assert run.err == ""
    assert told == {
        "editions": [
            {
                "edition": "small.fr",
                "state": "built",
                "path": str(tmp_path / "out" / "small.fr.pdf"),
                "paths": [str(tmp_path / "out" / "small.fr.pdf")],
                "pages": 1,
                "left_out": [],
                "problems": [],
            }
        ]
    }
    (small / "fr.yaml").write_text("title: x\ntitle: y\n", "utf-8")
    run = press("build", small, "--json", "--out", tmp_path / "out")
    (edition,) = json.loads(run.out)["editions"]
    assert (run.code, edition["state"], edition["path"]) == (1, "failed", None)
    (problem,) = edition["problems"]
    assert problem == {
        "code": "duplicate-key",
        "severity": "error",
        "file": str(small / "fr.yaml"),
        "line": 2,
        "column": 1,
        "message": "`title` appears twice here",
        "hint": "it is already on line 1; remove one of the two",
    }


@pytest.mark.parametrize("verb", ["build", "check", "listen", "mail"])
def test_a_brief_of_which_nothing_can_be_read_keeps_no_other_from_it(verb: str, small: Path, tmp_path: Path) -> None:
    shutil.copytree(small, tmp_path / "content" / "one")
    (tmp_path / "content" / "broken").mkdir()
    (tmp_path / "content" / "broken" / "brief.yaml").write_text("title: [\n", "utf-8")
    options = ["--to", "a@b.example"] if verb == "mail" else []
    run = press(verb, *options, cwd=tmp_path)
    assert run.code == 1
    assert "content/broken/brief.yaml:2:1: " in run.err
    assert "[yaml-syntax]" in run.err
    assert "Un bureau à Bruxelles" in run.out if verb == "listen" else "one.fr: " in run.err
    if verb != "listen":
        run = press(verb, *options, "--json", cwd=tmp_path)
        states = {edition["edition"]: edition["state"] for edition in json.loads(run.out)["editions"]}
        assert set(states) == {"broken", "one.fr"}
        assert states["broken"] == "failed" != states["one.fr"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "nowhere"],
        ["mail", "nowhere", "--to", "a@b.example"],
        ["diff", "nowhere", "nowhere"],
        ["extract", "nowhere.pdf"],
        ["verify", "nowhere.pdf"],
    ],
)
def test_what_keeps_a_verb_from_its_work_is_told_as_json(arguments: list[str]) -> None:
    run = press(*arguments, "--json")
    told = json.loads(run.out)
    assert run.code in (1, 2)
    assert told["state"] == "failed"
    assert [problem["code"] for problem in told["problems"]] in (["missing-folder"], ["missing-file"])
    assert "hint: " in run.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "--nonsense"], "unrecognized arguments"),
        (["build", "--format", "odt"], "there is no format `odt`"),
        (["build", "--standard", "a-1b"], "there is no standard `a-1b`; standards: a-3a+ua-1, a-4f+ua-2"),
        (["build", "--print", "--format", "html"], "what is made for the print shop is a PDF"),
        (["build", "--jobs", "0"], "not a positive number"),
        (["build", "interpol"], "did you mean `interpol-eu`?"),
        (["build", "interpol-eu", "--lang", "xx"], "has no manuscript in `xx`"),
        (["check", "nowhere/at/all"], "there is no brief"),
        (["chek", "interpol-eu"], "did you mean the verb `check`? briefs: "),
    ],
)
def test_wrong_usage(arguments: list[str], said: str) -> None:
    run = press(*arguments)
    assert run.code == 2
    assert said in run.err
    assert "Traceback" not in run.err


def test_a_fault_of_the_press_says_where_to_report_it(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "as_json", None)
    run = press("build", small, "--json", "--out", tmp_path / "out")
    assert (run.code, run.out) == (3, "")
    *trace, last = run.err.splitlines()
    assert trace[-1] == "TypeError: 'NoneType' object is not callable"
    assert last.startswith("The press itself failed. Please report")


@pytest.mark.parametrize("command", ["python build.py", "briefpress"])
def test_the_command_calls_itself_as_it_was_called(command: str) -> None:
    entry = ["build.py"] if command == "python build.py" else ["-m", "briefpress"]
    run = [sys.executable, *entry, "build", "--nonsense"]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.splitlines()[0]) == (2, f"usage: {command} [-h] [--version] VERB ...")


INTERRUPTED = """
import os, signal, sys
from briefpress.__main__ import run
# Where the tests run in the background, Ctrl-C is ignored; in a terminal it is not.
signal.signal(signal.SIGINT, signal.default_int_handler)
# Ctrl-C while the new file is being written.
os.fsync = lambda *_: os.kill(os.getpid(), signal.SIGINT)
run()
"""


@pytest.mark.skipif(os.name != "posix", reason="on Windows no process can send itself Ctrl-C alone")
def test_who_interrupts_gets_130_and_no_file(small: Path, tmp_path: Path) -> None:
    script = [sys.executable, "-c", INTERRUPTED, "build", str(small), "--out", str(tmp_path / "out")]
    done = subprocess.run(script, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "small.fr: interrupted\n")
    assert not list((tmp_path / "out").glob("*"))


@pytest.mark.parametrize("arguments", [["listen"], ["check", "--json"]])
def test_a_reader_that_has_gone_is_no_failure(arguments: list[str], small: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, str(ROOT / "build.py"), *arguments, str(small)]
    # Where output is buffered, that nobody reads it is noticed late.
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, env=buffered, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_however_many_are_at_work_the_same_comes_out(small: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        shutil.copytree(small, tmp_path / "content" / name)
    alone = process("--jobs", "1", "--out", "alone", "--format", "pdf,html", cwd=tmp_path)
    both = process("--jobs", "2", "--out", "both", "--format", "pdf,html", cwd=tmp_path)
    assert (both.code, both.err) == (alone.code, alone.err) == (0, "one.fr: built, 1 page\ntwo.fr: built, 1 page\n")
    files = ["one.fr.html", "one.fr.pdf", "two.fr.html", "two.fr.pdf"]
    for folder in ("alone", "both"):
        assert sorted(path.name for path in (tmp_path / folder).iterdir() if path.suffix in (".html", ".pdf")) == files
    for name in files:
        assert (tmp_path / "alone" / name).read_bytes() == (tmp_path / "both" / name).read_bytes()


def test_what_became_of_many_is_summed_up_at_the_end(small: Path, tmp_path: Path) -> None:
    for name in ("one", "two", "six"):
        shutil.copytree(small, tmp_path / "content" / name)
    (tmp_path / "content" / "two" / "fr.yaml").write_text("title: x: y\n", "utf-8")
    words = (tmp_path / "content" / "one" / "fr.yaml").read_text("utf-8")
    (tmp_path / "content" / "one" / "fr.yaml").write_text(words.replace("Un bureau à", "Le bureau #1 à"), "utf-8")
    run = press("build", "--jobs", "1", cwd=tmp_path)
    assert (run.code, run.err.splitlines()[-1]) == (1, "2 built, 1 failed: two.fr; 1 warning")


def test_colour_is_for_terminals_alone(small: Path) -> None:
    pty = pytest.importorskip("pty", reason="pseudo-terminals are a POSIX thing")
    (small / "fr.yaml").write_text("title: x\ntitle: y\n", "utf-8")
    said = {}
    for setting in ({}, {"NO_COLOR": "1"}):
        ours, theirs = pty.openpty()
        command = [sys.executable, str(ROOT / "build.py"), "build", str(small)]
        subprocess.run(command, stderr=theirs, stdout=subprocess.DEVNULL, env={**os.environ, **setting}, check=False)
        os.close(theirs)
        said[bool(setting)] = os.read(ours, 10_000).decode()
        os.close(ours)
    assert "\x1b[31m" in said[False]
    assert "\x1b[31m" not in said[True]
    assert "small.fr: read …" in said[True]
    assert "\x1b" not in press("build", small).err
