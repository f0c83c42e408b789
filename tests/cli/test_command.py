"""The command line: exit codes, streams, JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, press, process


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


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "--nonsense"], "unrecognized arguments"),
        (["build", "--format", "odt"], "there is no format `odt`"),
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


def test_a_fault_of_the_press_says_where_to_report_it() -> None:
    script = "from briefpress.cli import main\nmain._run = None\nmain.main(['build'])"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1].startswith("The press itself failed. Please report")


def test_colour_is_for_terminals_alone(small: Path) -> None:
    pty = pytest.importorskip("pty", reason="pseudo-terminals are a POSIX thing")
    import os

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
