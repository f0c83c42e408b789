"""What is installed is known to the byte, comes from wheels alone, and is listed with its licences."""

from __future__ import annotations

import json
import re
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from conftest import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
#: A package of a lock file: its name, its version, the digests of its files.
PACKAGE = re.compile(r"^(\S+?)==(\S+).*\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)


def packages(lock: str) -> dict[tuple[str, str], set[str]]:
    """The digests of each package of a lock file, by name and version."""
    text = (ROOT / lock).read_text("utf-8")
    return {(name, version): set(re.findall("[0-9a-f]{64}", hashes)) for name, version, hashes in PACKAGE.findall(text)}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_one_version_and_its_digests(lock: str) -> None:
    lines = [line for line in (ROOT / lock).read_text("utf-8").splitlines() if re.match(r"[^#\s]", line)]
    assert len(lines) == len(packages(lock)) > 40


def test_what_is_tested_is_what_prints() -> None:
    tested = packages("requirements-dev.lock")
    assert packages("requirements.lock").items() <= tested.items()


def test_nothing_runs_while_it_is_installed() -> None:
    setup = (ROOT / "tools" / "setup").read_text("utf-8")
    (install,) = re.findall(r"install --[^\n]*", setup)
    assert {"--require-hashes", "--only-binary :all:"} <= set(re.findall(r"--[\w-]+(?: :all:)?", install))
    assert "--ignore-scripts" in setup
    assert "--only-binary :all:" in (ROOT / "Makefile").read_text("utf-8")


def test_the_wheel_is_built_without_code_of_its_own() -> None:
    assert PYPROJECT["build-system"]["build-backend"] == "hatchling.build"
    assert {"hooks", "metadata"} & PYPROJECT["tool"]["hatch"].keys() == set()
    assert [name for name in ("setup.py", "setup.cfg", "hatch_build.py") if (ROOT / name).exists()] == []
    assert "hooks" not in PYPROJECT["tool"]["hatch"]["build"]


def test_every_requirement_has_a_bound_and_a_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    wanted = [*PYPROJECT["project"]["dependencies"]]
    for extra in (*PYPROJECT["project"]["optional-dependencies"].values(), *PYPROJECT["dependency-groups"].values()):
        wanted += extra
    assert [name for name in wanted if not re.search(rf'"{re.escape(name)}", *# \S', text)] == []
    assert [name for name in wanted if not re.search(r"[>=]=\d", name)] == []


def test_the_wheel_comes_with_its_bill_of_materials(tmp_path: Path) -> None:
    make = ["make", "wheel", f"WHEELS={tmp_path}", f"VENV_PYTHON={sys.executable}", "--assume-old=.venv/.dev-stamp"]
    done = subprocess.run(make, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.glob("briefpress-*.whl"))) == 1
    bill = json.loads((tmp_path / "briefpress.cdx.json").read_text("utf-8"))
    # What would make each one different: nothing of when it was written, nor of where.
    assert {"serialNumber", "timestamp"} & {*bill, *bill["metadata"]} == set()
    assert str(ROOT) not in json.dumps(bill)
    assert (bill["bomFormat"], bill["metadata"]["component"]["name"]) == ("CycloneDX", "briefpress")
    listed = {
        (part["name"], part["version"]): {
            digest["content"] for reference in part["externalReferences"] for digest in reference.get("hashes", [])
        }
        for part in bill["components"]
    }
    assert listed == packages("requirements.lock")
    assert all(part["purl"].startswith("pkg:pypi/") for part in bill["components"])


def test_the_licences_are_those_of_the_packages() -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "licences.py"))
    text = tool["DOCUMENT"].read_text("utf-8")
    assert text == tool["written"](text), "run `python -m tools.licences`"
    assert [row for row in tool["table"]().splitlines() if "|  |" in row] == []
