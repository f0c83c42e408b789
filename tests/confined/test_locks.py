"""Which locks a machine has is told, and untrusted briefs are not printed without the full set."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import press

from briefpress.confined import landlock
from briefpress.confined.locks import absent, described


def test_the_locks_of_this_machine_are_listed() -> None:
    line = press("--version").out.splitlines()[1]
    assert line == described()
    assert all(lock in line for lock in absent())


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "BRIEF"],
        ["check", "BRIEF"],
        ["listen", "BRIEF"],
        ["mail", "BRIEF", "--to", "a@b.example"],
        ["diff", "BRIEF", "BRIEF"],
        ["extract", "none.pdf"],
        ["verify", "none.pdf"],
        ["dossier", "none.yaml"],
        ["translate", "--accept", "en"],
        ["new-edition", "BRIEF", "de"],
        ["schema", "--brief", "BRIEF"],
    ],
)
def test_what_is_not_trusted_is_not_touched_without_a_lock(
    arguments: list[str], small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(landlock, "abi", lambda: 0)
    run = press(*(str(small) if word == "BRIEF" else word for word in arguments), "--untrusted", "--limits", "2")
    assert run.code == 2
    assert run.err.startswith("this machine lacks: no files outside (Landlock), no network by TCP [missing-lock]\n")


@pytest.mark.skipif(bool(absent()), reason="this machine lacks a lock")
def test_what_is_not_trusted_is_printed_behind_all_locks(small: Path) -> None:
    assert press("check", small, "--untrusted").code == 0
