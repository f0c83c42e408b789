"""A second, independent checker reads the editions: each of its findings is explained in docs/accessibility.md."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import EDITIONS, ROOT, Printed

#: What it warns of, each with an edition in which it does, so that none is explained in vain. Why that is right as it
#: is stands under the name of the rule in docs/accessibility.md.
EXPLAINED = {
    "NOTE-003": "specimen.fr",  # editors' notes: nothing refers to them, their first paragraph names them
    "TBL-010": "specimen.ar",  # a timeline, and tables of two rows: more header cells than data count as shredded
    "ORD-001": "specimen.ar",  # what is painted first is not what is read first where there are columns and a rail
    "TAG-002": "specimen.fr",  # a running head that names a section counts as prose
    "TAG-032": "specimen.ar",  # a line of mixed directions is replaced in its order; the rule compares how it looks
    "TXT-004": "specimen.ar",  # an Arabic letter has several shapes for one character
}


@pytest.mark.parametrize("edition", EDITIONS)
def test_outloud_finds_nothing_that_is_not_explained(edition: str, printed: Printed, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    outloud = Path(sys.executable).with_name("outloud")
    command = [outloud, "--json", report, "--fail-on", "never", printed(edition)]
    subprocess.run(command, check=True, capture_output=True)
    rules = {finding["rule"] for finding in _findings(json.loads(report.read_text("utf-8")))}
    assert {rule for rule in EXPLAINED if EXPLAINED[rule] == edition} <= rules <= EXPLAINED.keys()
    document = (ROOT / "docs" / "accessibility.md").read_text("utf-8")
    assert [rule for rule in rules if rule not in document] == []


def _findings(thing: object) -> list[dict[str, str]]:
    if isinstance(thing, dict):
        own = [thing] if thing.get("rule") and thing.get("severity") in ("error", "warning") else []
        return own + [finding for inner in thing.values() for finding in _findings(inner)]
    return [finding for inner in thing for finding in _findings(inner)] if isinstance(thing, list) else []
