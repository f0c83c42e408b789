"""A second, independent checker reads the editions: each of its findings is explained in docs/accessibility.md."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import EDITIONS, ROOT, Printed

#: What it warns of: why that is right as it is stands under the rule's name in docs/accessibility.md.
EXPLAINED = {
    "NOTE-003",  # editors' notes: nothing refers to them, their first paragraph names them
    "TBL-010",  # a timeline, and tables of two rows: more header cells than data count as shredded
    "ORD-001",  # what is painted first is not what is read first where columns and rows are laid out
    "TAG-032",  # a line of mixed directions stands as replacement text in its order; the rule compares how it looks
    "TXT-004",  # an Arabic letter has several shapes for one character
}


@pytest.mark.parametrize("edition", EDITIONS)
def test_outloud_finds_nothing_that_is_not_explained(edition: str, printed: Printed, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    outloud = Path(sys.executable).with_name("outloud")
    command = [outloud, "--json", report, "--fail-on", "never", printed(edition)]
    subprocess.run(command, check=True, capture_output=True)
    rules = {finding["rule"] for finding in _findings(json.loads(report.read_text("utf-8")))}
    # The Arabic specimen provokes all of them, so that none is explained in vain.
    assert rules == EXPLAINED if edition == "specimen.ar" else rules <= EXPLAINED
    document = (ROOT / "docs" / "accessibility.md").read_text("utf-8")
    assert [rule for rule in rules if rule not in document] == []


def _findings(thing: object) -> list[dict[str, str]]:
    if isinstance(thing, dict):
        own = [thing] if thing.get("rule") and thing.get("severity") in ("error", "warning") else []
        return own + [finding for inner in thing.values() for finding in _findings(inner)]
    return [finding for inner in thing for finding in _findings(inner)] if isinstance(thing, list) else []
