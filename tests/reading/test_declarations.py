"""Kinds and types that a brief declares by schema files."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import without_origins

from briefpress.core.files import Files
from briefpress.core.problems import Problem, Unprintable
from briefpress.markup.render import render
from briefpress.reading.declarations import read_declarations
from briefpress.reading.read import read
from briefpress.schema.blocks import Block
from briefpress.schema.brief import Brief
from briefpress.schema.sections import Section

SCHEMA = """\
description: A decision of a council.
type: object
properties:
  number: {type: string, pattern: '^[0-9]{4}/[0-9]+$', description: Its number in the register.}
  adopted: {type: string, format: date}
  votes:
    type: object
    properties:
      for: {type: integer, minimum: 0, maximum: 27}
      against: {type: integer, minimum: 0}
    required: [for]
  form: {enum: [vote, consensus]}
  contact: {type: string, format: email}
  text: {x-words: body}
  tasks:
    type: array
    maxItems: 3
    items:
      type: object
      properties:
        text: {x-words: phrase}
        due: {x-fact: date}
        done: {type: boolean}
      required: [text]
  cost: {x-fact: money}
  seal: {x-fact: picture}
  sources: {x-fact: sources}
required: [number, text]
"""
PARTIAL = """\
{% from "macros.html" import citations, money with context %}
<div class="block decision"><p>{{ block.number }}{% if block.votes %}: {{ block.votes.for }}{% endif %}</p>
{{ block.text }}
<ul>{% for task in block.tasks if not task.done %}<li>{{ task.text }}</li>{% endfor %}</ul>
{% if block.cost %}{{ money(block.cost) }}{% endif %}{{ citations(block.sources) }}</div>
"""
BRIEF = """\
language: en
date: 2026
title: What was decided
sections:
  - title: Decisions
    blocks:
      - type: decision
        number: 2026/14
        adopted: 2026-11-18
        votes: {for: 12}
        text: The "rule" applies.
        tasks: [{text: Write it, due: 2027-01}, Tell all]
        cost: {amount: 2500000, currency: EUR}
        sources: [minutes]
sources: [{id: minutes, type: document, title: Minutes}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a brief that declares a type of its own."""
    return written(tmp_path / "council", {"decision.schema.yaml": SCHEMA, "decision.html": PARTIAL}, BRIEF)


def written(folder: Path, templates: dict[str, str], facts: str, kind: str = "blocks") -> Path:
    for name, text in templates.items():
        path = folder / "templates" / kind / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    folder.mkdir(exist_ok=True)
    (folder / "brief.yaml").write_text(facts, "utf-8")
    return folder


def told(folder: Path, language: str = "en") -> list[Problem]:
    """What keeps an edition from being read."""
    with pytest.raises(Unprintable) as caught:
        read(folder, language)
    assert all(problem.hint and problem.position for problem in caught.value.problems)
    return list(caught.value.problems)


def test_a_declared_type_is_read_and_printed_like_any_other(folder: Path) -> None:
    edition = read(folder, "en")
    html = without_origins(render(edition).markup)
    assert "<p>2026/14: 12</p>\n<p>The “rule” applies.</p>" in html
    assert "<li>Write it</li><li>Tell all</li></ul>\n2.5\u00a0million euros" in html
    assert 'href="#source-1"' in html
    # It is one of what the edition is made from.
    assert "templates/blocks/decision.schema.yaml" in edition.files.under(folder)
    # All in it has its place, its made ids as well.
    path = "sections.decisions.blocks.the-rule-applies"
    assert str(edition.places[f"{path}.votes.for"]).endswith("brief.yaml:10:22")
    assert str(edition.places[f"{path}.tasks.tell-all.text"]).endswith("brief.yaml:12:49")


def test_no_other_brief_knows_it(folder: Path, tmp_path: Path) -> None:
    families = Block.members(), Section.members()
    read(folder, "en")
    other = written(tmp_path / "other", {}, BRIEF)
    assert [problem.code for problem in told(other)] == ["unknown-type"]
    assert (Block.members(), Section.members()) == families
    # Two that call different things by one word are each read by their own.
    schema = "properties: {label: {x-words: line}}\nrequired: [label]\n"
    templates = {"decision.schema.yaml": schema, "decision.html": "<p class='block decision'>{{ block.label }}</p>"}
    facts = BRIEF.partition("        number")[0] + "        label: Agreed\n"
    written(other, templates, facts)
    assert "<p class='block decision'>Agreed</p>" in without_origins(render(read(other, "en")).markup)
    assert "<p>2026/14: 12</p>" in without_origins(render(read(folder, "en")).markup)


def test_an_edition_rests_on_the_schema_files_that_it_needs_alone(folder: Path) -> None:
    written(folder, {"idle.schema.yaml": "oneOf: []", "idle.html": "<p></p>"}, BRIEF)
    assert not any("idle" in name for name in read(folder, "en").files.under(folder))
    written(folder, {}, BRIEF.replace("type: decision", "type: desicion"))
    wrong = told(folder)
    assert [problem.code for problem in wrong] == ["wrong-schema"]
    written(folder, {"idle.schema.yaml": "properties: {}"}, BRIEF.replace("type: decision", "type: desicion"))
    (problem,) = told(folder)
    assert problem.hint.startswith("did you mean `decision`? types: callout, ")


@pytest.mark.parametrize(
    ("typed", "wrong", "place", "code", "message"),
    [
        ("2026/14", "14/2026", "8:17", "wrong-text", "`14/2026` does not have the form `^[0-9]{4}/[0-9]+$`"),
        ("2026-11-18", "2026-11", "9:18", "wrong-date", "2026-11 is not a day"),
        ("for: 12", "for: 30", "10:22", "wrong-number", "30 is too large: 27 is the most"),
        ("for: 12", "for: 1, fro: 3", "10:25", "unknown-key", "`votes` has no key `fro`"),
        ("text: The", "form: vot\n        text: The", "11:15", "wrong-choice", "`vot` is none of the words"),
        ("applies.", "<b>applies</b>", "11:26", "not-in-text", "HTML cannot stand in a text"),
        (
            "text: The",
            "form: vote\n        text: |\n          ### The",
            "13:11",
            "empty-text",
            "there are no words under",
        ),
        ("Tell all]", "Tell all, C, D]", "12:16", "wrong-number", "the list has 4 items, more than 3"),
        ("2027-01", "soon", "12:39", "wrong-date", "`soon` is not a valid date"),
        ("{amount: 2500000, currency: EUR}", "5 million", "13:15", "wrong-type", "keys and values are expected here"),
        ("[minutes]", "[minute]", "14:19", "unknown-source", "there is no source `minute`"),
        ("number: ", "seal: seal's.png\n        number: ", "8:15", "missing-image", "there is no picture `seal's.png`"),
        (
            "number: ",
            "contact: registry\n        number: ",
            "8:18",
            "wrong-address",
            "`registry` is not a valid address",
        ),
        ("number: 2026/14", "number:", "8:16", "wrong-type", "a text is expected here"),
    ],
)
def test_what_is_wrong_in_a_brief_is_told_at_its_place(
    typed: str, wrong: str, place: str, code: str, message: str, folder: Path
) -> None:
    problems = told(written(folder, {}, BRIEF.replace(typed, wrong)))
    assert problems[0].message.startswith(message)
    assert (problems[0].code, str(problems[0].position).rpartition("yaml:")[2]) == (code, place)


@pytest.mark.parametrize(
    ("schema", "place", "message", "hint"),
    [
        # What programs write.
        ("{$schema: 'http://json-schema.org/draft-04/schema#', oneOf: []}", "1:54", "`oneOf`", "a key has one type"),
        ("definitions: {}\nproperties: {}", "1:1", "`definitions` is not taken here", "write it out"),
        ("properties: {a: {$ref: '#/$defs/a'}}", "1:18", "`$ref` is not taken here", "write it out"),
        ("properties: {a: {minimum: 1}}", "1:17", "`type` is missing", "say what the key holds"),
        ("properties: {a: {type: [string, 'null']}}", "1:24", "a key has one type", "write one of them; what is not"),
        ("properties: {a: {type: string, default: x}}", "1:32", "`default` is not", "remove it: what a brief leaves"),
        ("additionalProperties: true", "1:23", "`false` is expected under", "write it, or remove the keyword"),
        ("type: array\nitems: {type: string}", "1:7", "the keys of a part", "write `type: object`"),
        ("- type: object", "1:1", "keys and values are expected here", "write `properties:`"),
        # Slips of the pen.
        ("properties: {a: {type: sting}}", "1:24", "there is no type `sting`", "did you mean `string`?"),
        ("properties: {a: {type: string, patern: b}}", "1:32", "`patern` is not taken", "did you mean `pattern`?"),
        ("properties: {a: {x-words: lines}}", "1:27", "there is no `x-words` `lines`", "did you mean `line`?"),
        ("properties: {a: {x-fact: data}}", "1:26", "there is no `x-fact` `data`", "did you mean `date`?"),
        ("properties: {a: {x-fact: money, type: string}}", "1:39", "`x-fact: money` has another", "remove `type:`"),
        ("properties: {a: {format: uris}}", "1:26", "there is no format `uris`", "did you mean `uri`?"),
        ("properties: {a: {type: string}}\nrequired: [b]", "2:12", "`b` is required, and not", "keys: a"),
        ("properties: {a: string}", "1:17", "keys and values are expected", "write `{type: string}`"),
        ("properties: [a]", "1:13", "keys and values are expected under", "write it"),
        ("properties: {a: {type: integer, minimum: low}}", "1:42", "a number is expected", "write it"),
        ("properties: {a: {type: string, maxLength: true}}", "1:43", "a whole number is expected", "write it"),
        ("properties: {a: {enum: [1]}}", "1:24", "the values that may be chosen", "list values of the type `string`"),
        ("properties: {a: {enum: [b], pattern: c}}", "1:38", "`pattern` says nothing beside", "remove one"),
        ("properties: {a: {type: array}}", "1:17", "`items` is missing", "say what is listed"),
        ("properties: {a: {items: {x-words: line}}}", "1:25", "this has no place in a list", "list objects"),
        ("properties: {a: {items: {x-fact: money}}}", "1:25", "this has no place in a list", "list objects"),
        ("properties: {a: {items: {x-fact: picture}}}", "1:25", "this has no place in a list", "list objects"),
        ("properties: {a: {items: {items: {type: string}}}}", "1:25", "this has no place in a list", "list objects"),
        ("properties: {a: {x-words: {b: c}}}", "1:27", "a text is expected under `x-words:`", "write it"),
        ("properties: {a: {format: [date]}}", "1:26", "a text is expected under `format:`", "write it"),
        # Names that are taken, or are none.
        ("properties: {id: {type: string}}", "1:14", "every block has a key `id`", "remove it"),
        ("properties: {a: {items: {properties: {id: {type: string}}}}}", "1:39", "every entry has a key", "remove it"),
        ("properties: {model_config: {type: string}}", "1:14", "the press itself needs the word", "choose another"),
        ("properties: {width: {type: string}}", "1:14", "the press itself needs the word", "choose another"),
        ("properties: {labels: {type: string}}", "1:14", "the press itself needs the word", "choose another"),
        ("properties: {copy: {type: string}}", "1:14", "the press itself needs the word", "choose another"),
        ("properties: {a: {properties: {if: {type: string}}}}", "1:31", "the press itself needs", "choose another"),
        ("properties: {_x: {type: string}}", "1:14", "`_x` cannot be a key", "it begins with a small letter"),
        ("properties: {échéance: {x-fact: date}}", "1:14", "`échéance` cannot be a key", "write `echeance`"),
        ("properties: {срок: {x-fact: date}}", "1:14", "`срок` cannot be a key", "it begins with a small letter"),
        ("properties: {due-date: {x-fact: date}}", "1:14", "`due-date` cannot be a key", "write `due_date`"),
        ("properties: {sources: {type: string}}", "1:23", "sources are cited under `sources:`", "write `sources:"),
        ("properties: {basis: {x-fact: sources}}", "1:21", "sources are cited under `sources:`", "write `sources:"),
        # Patterns that are none, or would take for ever.
        ("properties: {a: {pattern: '('}}", "1:27", "this is no pattern", "unclosed group"),
        ("properties: {a: {pattern: '(?=b)'}}", "1:27", "this is no pattern", "look-around"),
        ("properties: {a: {pattern: '((a{999}){999}){999}'}}", "1:27", "this is no pattern", "Compiled regex exceeds"),
        # More than anybody means.
        (f"properties: {{{', '.join(f'a{n}: {{type: string}}' for n in range(1_000))}}}", "1:1", "this declares", "d"),
    ],
)
def test_what_a_schema_file_may_not_say_is_told_at_its_place(
    schema: str, place: str, message: str, hint: str, folder: Path
) -> None:
    written(folder, {"decision.schema.yaml": schema}, BRIEF)
    with pytest.raises(Unprintable) as caught:
        read_declarations(folder, Files(folder))
    problem = caught.value.problems[0]
    assert problem.code == "wrong-schema"
    assert str(problem.position).endswith(f"decision.schema.yaml:{place}")
    assert problem.message.startswith(message)
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("files", "code", "message", "hint"),
    [
        (
            {"table.schema.yaml": SCHEMA},
            "wrong-schema",
            "the press has a block type `table` already",
            "table.html alone",
        ),
        ({"decision.schema.json": "{}"}, "wrong-schema", "`decision.schema.json` declares the same", "remove one"),
        ({"act.schema.yml": SCHEMA}, "wrong-schema", "this schema file is not read", "call it act.schema.yaml"),
        ({"Act_1.schema.yaml": SCHEMA}, "wrong-schema", "`Act_1` cannot be a type", "small letters"),
        ({"decision.schema.yaml": "type: object\ntype: object"}, "duplicate-key", "`type` appears twice here", ""),
        ({"decision.schema.yaml": "type: &a {properties: *a}"}, "too-deep", "lists and mappings are nested", ""),
        ({"decision.html": ""}, "missing-template", "there is no template `blocks/decision.html`", "write it beside"),
        (
            {"decision.schema.yaml": ""},
            "unknown-type",
            "there is no block type `decision`",
            "decision.schema.yaml, which names its keys",
        ),
    ],
)
def test_files_that_are_not_as_they_should_be_are_told(
    files: dict[str, str], code: str, message: str, hint: str, folder: Path
) -> None:
    written(folder, files, BRIEF)
    for name in (name for name, text in files.items() if not text):
        (folder / "templates" / "blocks" / name).unlink()
    (problem,) = told(folder)
    assert (problem.code, problem.message[: len(message)]) == (code, message)
    assert hint in problem.hint


def test_the_schema_for_editors_knows_what_is_declared(folder: Path) -> None:
    schema = str(read_declarations(folder, Files(folder)).model.model_json_schema())
    for part in ("A decision of a council.", "Its number in the register.", "^[0-9]{4}/[0-9]+$", "'maximum': 27"):
        assert part in schema
    assert "decision" not in str(Brief.model_json_schema())


LABELS = """\
x-labels:
  number: {en: Decision, de: Beschluss}
  votes: "{for}:{against}"
  tasks: {en: tasks, de: {one: Aufgabe, other: Aufgaben}}
"""


def test_a_partial_prints_words_of_its_schema_file_in_the_language_of_the_edition(folder: Path) -> None:
    partial = "<p class='block decision'>{{ block.labels.number }} {{ block.number }}, 2 {{ block.labels.tasks.other }}"
    written(folder, {"decision.schema.yaml": SCHEMA + LABELS, "decision.html": partial}, BRIEF)
    (folder / "de.yaml").write_text(GERMAN, "utf-8")
    for language, words in (("en", "Decision 2026/14, 2 tasks"), ("de", "Beschluss 2026/14, 2 Aufgaben")):
        edition = read(folder, language)
        assert f"<p class='block decision'>{words}" in without_origins(render(edition).markup)
        place = edition.places["blocks.decision.labels.number"]
        assert str(place).endswith(f"decision.schema.yaml:30:{16 if language == 'en' else 30}")


@pytest.mark.parametrize(
    ("labels", "code", "place", "message"),
    [
        ("number: {en: Decision}", "missing-words", "30:11", "there are no words in `de` for the label `number`"),
        ("number: {en: A, dee_: B}", "wrong-schema", "30:19", "there is no language `dee_`"),
        ("No: {de: Nr.}", "wrong-schema", "30:3", "`No` cannot be the name of a label"),
        ('number: ""', "empty-text", "30:11", "there are no words here"),
        ("number: {de: {one: A}}", "missing-key", "30:16", "`other` is missing for `forms`"),
        ("number: {de: [A]}", "wrong-type", "30:16", "a text is expected here"),
    ],
)
def test_labels_that_are_not_as_they_should_be_are_told(
    labels: str, code: str, place: str, message: str, folder: Path
) -> None:
    written(folder, {"decision.schema.yaml": f"{SCHEMA}x-labels:\n  {labels}\n"}, BRIEF)
    (folder / "de.yaml").write_text(GERMAN, "utf-8")
    wrong = [problem for problem in told(folder, "de") if problem.code != "stale-translation"]
    assert [(problem.code, problem.message) for problem in wrong] == [(code, message)]
    assert str(wrong[0].position).endswith(f"schema.yaml:{place}")


GERMAN = """\
title: Was beschlossen wurde
sections:
  decisions:
    title: Beschlüsse
    blocks:
      the-rule-applies:
        text: Die „Regel“ gilt.
        tasks: {write-it: Aufschreiben, tell-all: Allen sagen}
"""


def test_keys_that_kinds_of_the_press_use_otherwise_are_the_offices_own(tmp_path: Path) -> None:
    schema = """\
properties:
  projects: {type: integer}
  partners: {x-words: line}
  opened: {x-fact: date}
  steps: {items: {properties: {title: {type: integer}, notes: {x-words: line}, blocks: {type: integer}}}}
"""
    facts = """\
language: en
date: 2026
title: What is said
sections:
  - {kind: act, title: B, projects: 3, opened: 2020, partners: None, steps: [{id: a, title: 1, notes: b, blocks: 2}]}
  - {kind: partners, title: C, partners: [{name: D, nature: body, text: E., sources: [s]}]}
sources: [{id: s, type: book, title: S}]
glance: [{of: partners, text: partner}]
"""
    templates = {"act.schema.yaml": schema, "act.html": "<p>{{ section.projects }} {{ section.partners }}</p>"}
    edition = read(written(tmp_path / "said", templates, facts, "sections"), "en")
    assert "<p>3 None</p>" in without_origins(render(edition).markup)
    assert (edition.glance[0].value, edition.changes) == (1, [])
    written(tmp_path / "said", {}, facts.replace("of: partners", "of: opened"), "sections")
    assert [problem.code for problem in told(tmp_path / "said")] == ["empty-measure"]
