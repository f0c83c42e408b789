"""docs/architecture.md is true: its picture is that of the code, and every module and name in it is there."""

from __future__ import annotations

import re
import runpy
from pkgutil import resolve_name

import pytest
from conftest import ROOT

DOCUMENT = (ROOT / "docs" / "architecture.md").read_text("utf-8")
FOLDERS = ("briefpress", "templates", "styles", "docs", "tests", "tools")


def test_the_picture_is_drawn_from_the_code() -> None:
    drawing = runpy.run_path(str(ROOT / "tools" / "rooms.py"))["drawing"]
    assert (ROOT / "docs" / "rooms.svg").read_text("utf-8") == drawing(), "run `make picture`"


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`([a-z_]+(?:/[a-z_]+)+\.[a-z]+)`", DOCUMENT))))
def test_every_file_is_there(path: str) -> None:
    assert any((ROOT / folder / path).is_file() for folder in ("", *FOLDERS))


ROOMS = "|".join(sorted(path.parent.name for path in (ROOT / "briefpress").glob("*/__init__.py")))


@pytest.mark.parametrize("name", sorted(set(re.findall(rf"`((?:{ROOMS})(?:\.[a-z_]+)*\.[A-Za-z_]+)`", DOCUMENT))))
def test_every_name_is_there(name: str) -> None:
    assert resolve_name(f"briefpress.{name}")
