"""A redline of kinds and types that a brief declares: two editions have each its own classes of them."""

from __future__ import annotations

import re
from pathlib import Path

from conftest import without_origins

from briefpress.reading.read import read
from briefpress.redline.compare import compare
from briefpress.redline.page import redline_page
from briefpress.redline.report import differences

SCHEMA = """\
properties:
  number: {type: integer}
  status: {enum: [copy, adopted]}
  deadline: {x-fact: period}
  cost: {x-fact: money}
  votes: {type: object, properties: {for: {type: integer}, by: {items: {properties: {who: {x-words: line}}}}}}
  steps: {items: {properties: {text: {x-words: phrase}, name: {type: integer}}, required: [text]}}
required: [number]
x-labels: {deadline: Until, adopted: accepted, votes: "{for} for"}
"""
PARTIAL = """\
<p>{{ section.number }}{% if section.deadline %}, {{ period(section.deadline) }}{% endif %}</p>
{% if section.votes %}<p>{{ section.votes.for }}</p>{% endif %}
<ul>{% for step in section.steps %}<li>{{ step.text }}</li>{% endfor %}</ul>
"""
OLD = """\
language: en
date: 2026
title: What was decided
sections:
  - id: first
    kind: act
    title: First
    number: 1
    status: copy
    deadline: 2027-Q1
    steps: [{id: a, text: Write the rule}, {id: b, text: Tell all, name: 4}, {id: c, text: Report}]
"""
NEW = """\
language: en
date: 2026
title: What was decided
sections:
  - id: first
    kind: act
    title: First
    number: 2
    status: adopted
    deadline: 2027-Q2
    cost: {amount: 2500000, currency: EUR}
    votes: {for: 12, by: [{who: Chair}]}
    steps: [{id: b, text: Tell all of them, name: 4}, {id: a, text: Write the rule}, {id: d, text: Rest}]
"""


def write(folder: Path, facts: str, schema: str = SCHEMA) -> Path:
    (folder / "templates" / "sections").mkdir(parents=True, exist_ok=True)
    (folder / "templates" / "sections" / "act.schema.yaml").write_text(schema, "utf-8")
    (folder / "templates" / "sections" / "act.html").write_text(PARTIAL, "utf-8")
    (folder / "brief.yaml").write_text(facts, "utf-8")
    return folder


def changes(old: Path, new: Path) -> tuple[list[str], str]:
    """What differs, in lines; and the page of the redline edition."""
    before, after = read(old, "en"), read(new, "en")
    comparison = compare(before, after)
    told = list(differences(comparison.edits, before, after))
    design = after.brief.design
    page = redline_page(before, after, comparison, told, design, None).markup
    lines = [f"{change.name}: {change.line(coloured=False)}".replace("\u00a0", " ") for change in told]
    return lines, without_origins(page).replace("\u00a0", " ")


def test_what_is_declared_is_compared_key_by_key(tmp_path: Path) -> None:
    lines, page = changes(write(tmp_path / "old", OLD), write(tmp_path / "new", NEW))
    path = "sections.first"
    assert lines == [
        f"Fact: {path}.number: [-1-]{{+2+}}",
        f"Fact: {path}.status: [-copy-]{{+accepted+}}",
        f"Until: {path}.deadline: [-Q1 2027-]{{+Q2 2027+}}",
        f"Fact: {path}.cost: {{+2.5 million euros+}}",
        f"Fact: {path}.votes.for: {{+12+}}",
        f"Fact: {path}.votes.by.chair: inserted, First · Chair",
        f"Fact: {path}.steps.b: moved, First · Tell all of them",
        f"Fact: {path}.steps.b.text: Tell all{{+ of them+}}",
        f"Fact: {path}.steps.d: inserted, First · Rest",
        f"Fact: {path}.steps.c: deleted, First · Report",
    ]
    assert re.search("<del[^>]*>Report</del>", page)
    assert re.search("<ins[^>]*>2(</ins>|,)", page)


def test_a_key_that_is_declared_in_one_version_alone_is_compared_too(tmp_path: Path) -> None:
    old = write(
        tmp_path / "old",
        OLD,
        SCHEMA.replace("deadline: {x-fact: period}", "due: {x-fact: date}").replace("deadline: Until", "due: Due"),
    )
    (old / "brief.yaml").write_text(OLD.replace("deadline: 2027-Q1", "due: 2027-03"), "utf-8")
    lines, page = changes(old, write(tmp_path / "new", OLD))
    assert lines == [
        "Fact: sections.first.due: [-March 2027-]",
        "Until: sections.first.deadline: {+Q1 2027+}",
    ]
    assert "Q1 2027</ins></p>" in page
