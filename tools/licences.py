"""Write the table of licences in docs/licences.md: of every package that a press installs, as its metadata say.

Run it as `python -m tools.licences`.
"""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "licences.md"
#: A package of a lock file: what pip is told of it, and the line that says which others need it.
_LOCKED = re.compile(r"^([a-z0-9][^\\\n]*?) *\\\n(?:    --hash=\S+(?: \\)?\n)+    # via (.*)$", re.MULTILINE)
_CLASSIFIER = "License :: OSI Approved :: "
_TABLE = re.compile(r"^\| Package .*\n(?:\|.*\n)+", re.MULTILINE)


def locked(lock: str) -> dict[str, list[str]]:
    """The packages of a lock file that this machine installs, each with those that need it."""
    needed = {Requirement(line): via for line, via in _LOCKED.findall(lock)}
    return {
        requirement.name: [name for name in via.split(", ") if not name.startswith("-c ")]
        for requirement, via in needed.items()
        if requirement.marker is None or requirement.marker.evaluate()
    }


def licence(package: str) -> str:
    """The licence of an installed package in its own words: an SPDX expression, a line, or classifiers."""
    about = metadata.metadata(package)
    classifiers = [
        name.removeprefix(_CLASSIFIER) for name in about.get_all("Classifier", []) if name.startswith(_CLASSIFIER)
    ]
    return about.get("License-Expression") or about.get("License") or "; ".join(classifiers)


def table() -> str:
    """The table, in Markdown."""
    packages = locked((ROOT / "requirements.lock").read_text("utf-8"))
    rows = [
        f"| {name} | {licence(name)} | {', '.join(via).replace(' (pyproject.toml)', '')} |\n"
        for name, via in packages.items()
    ]
    return "| Package | Licence, as the package declares it | Needed by |\n|---|---|---|\n" + "".join(rows)


def written(document: str) -> str:
    """The document with its table as the packages are."""
    return _TABLE.sub(lambda _: table(), document)


if __name__ == "__main__":
    DOCUMENT.write_text(written(DOCUMENT.read_text("utf-8")), "utf-8")
