"""The README's own commands and answers, in a copy of the checkout; and the wheel."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pdfplumber
import pytest
from conftest import EDITIONS, ONEPAGERS, ROOT, Printed
from previews import begun

from briefpress import __version__

README = (ROOT / "README.md").read_text("utf-8")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what git knows of this checkout, with the environment of this very test run as its .venv."""
    folder = tmp_path / "checkout"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    assert (folder / ".venv" / ".run-stamp").is_file(), "run the tests by `make test`, which sets up .venv"
    return folder


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True, check=False)


def test_quick_start_and_first_edit(checkout: Path) -> None:
    # One of the three translations will do to see that a translation is warned of and stops nothing; and one layout.
    brief = checkout / "content" / "interpol-eu"
    for language in ("ar", "es"):
        (brief / f"{language}.yaml").unlink()
    facts = (brief / "brief.yaml").read_text("utf-8")
    assert "layouts: [brief, onepager]\n" in facts
    (brief / "brief.yaml").write_text(facts.replace("layouts: [brief, onepager]\n", ""), "utf-8")
    assert "```sh\nmake brief\n```" in README
    made = shell("make brief", checkout)
    assert made.returncode == 0, made.stderr
    pdf = checkout / "dist" / "interpol-eu.fr.pdf"
    first = pdf.read_bytes()

    manuscript = brief / "fr.yaml"
    words = manuscript.read_text("utf-8")
    assert words.splitlines()[5].startswith("purpose: ")
    manuscript.write_text(words.replace("l'un de nos principaux partenaires", "un partenaire", 1), "utf-8")
    again = shell("make brief", checkout)
    assert (again.returncode, "[stale-translation]" in again.stderr) == (0, True), again.stderr
    text = shell("pdftotext -l 1 dist/interpol-eu.fr.pdf -", checkout).stdout
    assert "L’Union européenne est un partenaire dans la lutte" in " ".join(text.split())

    good = pdf.read_bytes()
    assert good != first
    manuscript.write_text(words.replace("purpose: ", "purpos: ", 1), "utf-8")
    answer = shell("make brief", checkout)
    (shown,) = re.findall(r"```text\n(.*?)```", README, re.DOTALL)
    assert answer.returncode != 0
    assert shown in answer.stderr
    assert pdf.read_bytes() == good


def test_forty_lines_are_a_brief_of_two_pages(checkout: Path) -> None:
    (brief,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert len(brief.splitlines()) == 40
    (checkout / "content" / "water").mkdir()
    (checkout / "content" / "water" / "brief.yaml").write_text(brief, "utf-8")
    built = shell(".venv/bin/python build.py build water --strict", checkout)
    assert (built.returncode, built.stderr) == (0, "water.en: built, 2 pages\n")
    with pdfplumber.open(checkout / "dist" / "water.en.pdf") as pdf:
        assert [page.extract_text().splitlines()[-1] for page in pdf.pages] == ["1 / 2", "2 / 2"]


def test_the_other_commands(checkout: Path, printed: Printed) -> None:
    """As after the first build, so that what has not changed is not printed again."""
    for edition in EDITIONS + ONEPAGERS:
        shutil.copytree(printed(edition).parent, checkout / "dist", dirs_exist_ok=True)
    commands = [line for line in README.splitlines() if line.startswith(".venv/bin/python")]
    assert len(commands) == 11
    (preview,) = [command for command in commands if " preview " in command]
    commands.remove(preview)
    _preview(preview, checkout)
    parts = "parts:\n  - {brief: interpol-eu, layout: onepager}\n  - {brief: interpol-eu, lang: ar, layout: onepager}\n"
    dossier = "title: Réunion\nlanguage: fr\ndate: 2026-11-23\nmarking: TLP:CLEAR\n" + parts
    (checkout / "meeting.yaml").write_text(dossier, "utf-8")
    for command in commands:
        done = shell(command, checkout)
        assert done.returncode == 0, done.stderr
        # The list of what was delivered is that of one edition: whatever were printed again would be refused.
        assert "built" not in done.stderr or "--format" in command or "dossier" in command, done.stderr


def _preview(command: str, checkout: Path) -> None:
    """It serves its page until Ctrl-C."""
    running = begun(shlex.split(command, comments=True), checkout)
    assert b"<!doctype html>" in running.request("").data
    code, told = running.end()
    assert (code, "the preview has ended" in told) == (0, True)


def test_make_help_names_the_two_commands(checkout: Path) -> None:
    told = shell("make help", checkout).stdout
    assert re.search(r"^make brief ", told, re.MULTILINE)
    assert re.search(r"^make test ", told, re.MULTILINE)


def test_a_wheel_carries_the_house(checkout: Path, tmp_path: Path) -> None:
    """Installed from a wheel, outside any checkout, the press prints the same bytes."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "wheels")]
    subprocess.run(build, cwd=checkout, check=True, capture_output=True)
    (wheel,) = (tmp_path / "wheels").glob("*.whl")
    assert "briefpress/py.typed" in ZipFile(wheel).namelist()
    assert wheel.name.startswith(f"briefpress-{__version__}-")
    site = tmp_path / "site"
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        "--target",
        str(site),
        str(wheel),
    ]
    subprocess.run(install, check=True, capture_output=True)
    version = [sys.executable, "-m", "briefpress", "--version"]
    done = subprocess.run(version, cwd=site, check=True, capture_output=True, text=True)
    assert done.stdout.startswith(f"briefpress {__version__}\nlocks: ")
    script = f"import sys; sys.path.insert(0, {str(site)!r}); from briefpress.cli.main import main; main()"
    brief = str(ROOT / "tests" / "data" / "small")
    outs = tmp_path / "wheel", tmp_path / "checkout-out"
    subprocess.run(
        [sys.executable, "-c", script, brief, "--out", str(outs[0])], cwd=tmp_path, check=True, capture_output=True
    )
    subprocess.run(
        [sys.executable, "build.py", brief, "--out", str(outs[1])], cwd=checkout, check=True, capture_output=True
    )
    assert (outs[0] / "small.fr.pdf").read_bytes() == (outs[1] / "small.fr.pdf").read_bytes()
