"""yaml-language-server, which is in most editors, understands the schemas: completion, hover, diagnostics."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import press
from language_server import LanguageServer

BRIEF = """\
language: en
date: 2026-11-23
title: A liaison office
marking: TLP:GREEN
sections:
  - id: office
    title: The office
    text: It opened in 2009 [@register].
    blocks:
      - {id: staff, type: quote, text: We are ten., author: The head, sources: [register]}
  - id: funded
    kind: projects
    title: Projects
    intro: "There is one:"
    projects:
      - {id: network, state: closed, title: Network, text: a network., countries: {codes: [FR]}}
sources:
  - {id: register, accessed: 2026-11-23, text: Register of offices}
  - {id: statutes, accessed: 2026-11-23, text: Statutes}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one brief, and the schemas as a user has them written."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "content" / "office").mkdir(parents=True)
    (folder / "content" / "office" / "brief.yaml").write_text(BRIEF, "utf-8")
    for name, arguments in {
        "brief": ["brief"],
        "office": ["brief", "--brief", "office"],
        "manuscript": ["manuscript", "--brief", "office"],
        "labels": ["labels"],
    }.items():
        assert press("schema", *arguments, "--out", f"schemas/{name}.json", cwd=folder).code == 0
    return folder


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[LanguageServer]:
    server = LanguageServer(folder)
    yield server
    server.close()


def with_schema(name: str, text: str) -> str:
    """A text whose first line names a schema, as docs/editor.md says."""
    return f"# yaml-language-server: $schema=schemas/{name}.json\n{text}"


def with_block(text: str) -> str:
    """The brief with another block at the end of its first section."""
    block = text.replace("\n", "\n        ")
    return BRIEF.replace("  - id: funded\n", f"      - {block}\n  - id: funded\n")


MANUSCRIPT = "title: Un bureau de liaison\nsections:\n"


@pytest.mark.parametrize(
    ("schema", "text", "offered"),
    [
        # Keys, with what they are.
        ("brief", BRIEF + "pur§", {"purpose": "What the brief is for; also the description in the PDF."}),
        ("brief", with_block("type: figure\n§"), {"file": "A PNG, JPEG or SVG, named from the folder of the brief"}),
        ("brief", with_block("§"), {"type": "One of the types", "text": "Running text"}),
        ("brief", with_block("type: table\ncolumns:\n  - §"), {"decimals": "With how many decimals", "unit": ""}),
        ("labels", "kicker: Note\nhea§", {"heads": "Heads of facts and tables."}),
        # Values, with what they are.
        ("brief", with_block("type: §"), {"callout": "What is to be seen first"}),
        ("brief", BRIEF + "status: §", {"draft": "", "final": ""}),
        ("brief", BRIEF.replace("TLP:GREEN", "§"), {"TLP:AMBER+STRICT": ""}),
        ("brief", BRIEF.replace("[FR]", "[§]"), {"CI": "Côte d’Ivoire"}),
        # What this brief has.
        ("office", BRIEF.replace("sources: [register]", "sources: [§]"), {"register": "", "statutes": ""}),
        ("office", with_block("type: map\nof: §"), {"funded": ""}),
        ("office", with_block("type: timeline\nof: §"), {"funded": ""}),
        ("manuscript", MANUSCRIPT + "  §", {"office": "", "funded": ""}),
        ("manuscript", MANUSCRIPT + "  funded:\n    projects:\n      network:\n        §", {"title": "Its name."}),
    ],
)
def test_what_may_stand_at_the_cursor_is_offered(
    schema: str, text: str, offered: dict[str, str], server: LanguageServer
) -> None:
    completions = server.completions(with_schema(schema, text))
    assert offered.keys() <= completions.keys()
    assert [name for name, words in offered.items() if words not in completions[name]] == []


def test_only_what_the_brief_has_is_offered(server: LanguageServer) -> None:
    text = BRIEF.replace("sources: [register]", "sources: [§]")
    assert server.completions(with_schema("office", text)).keys() == {"register", "statutes"}
    text = MANUSCRIPT + "  office:\n    §"
    assert server.completions(with_schema("manuscript", text)).keys() >= {"title", "text", "blocks"}
    assert "id" not in server.completions(with_schema("manuscript", text))


@pytest.mark.parametrize(
    ("schema", "text", "words"),
    [
        ("brief", BRIEF.replace("marking:", "mark§ing:"), "one of TLP 2.0, such as `TLP:CLEAR`"),
        ("brief", BRIEF.replace("author:", "auth§or:"), "Who said it, and where."),
        ("brief", BRIEF.replace("kind: projects", "ki§nd: projects"), "* `mandate`: What an office is for"),
        ("labels", "kicker: Note\nstates:\n  clo§sed: done", "Of `state: closed`."),
        ("manuscript", MANUSCRIPT.replace("title", "ti§tle"), "The title."),
    ],
)
def test_a_key_says_what_it_is(schema: str, text: str, words: str, server: LanguageServer) -> None:
    assert words in server.hover(with_schema(schema, text))


def test_what_is_right_is_not_marked(server: LanguageServer) -> None:
    assert server.diagnostics(with_schema("brief", BRIEF)) == []
    assert server.diagnostics(with_schema("office", BRIEF)) == []


@pytest.mark.parametrize(
    ("schema", "right", "wrong", "line", "said"),
    [
        ("brief", "marking:", "markng:", 5, "Property markng is not allowed."),
        ("office", "TLP:GREEN", "GREEN", 5, 'Valid values: "TLP:CLEAR"'),
        ("brief", "author:", "autor:", 11, "Property autor is not allowed."),
        ("office", "author: The head, ", "", 11, 'Missing property "author".'),
        ("brief", "kind: projects", "kind: project", 13, 'Valid values: "prose", "mandate"'),
        ("brief", "[FR]", "[France]", 17, "Value is not accepted."),
        ("brief", "2026-11-23\ntitle", "23/11/2026\ntitle", 3, "String does not match the pattern"),
        ("office", "sources: [register]", "sources: [registr]", 11, 'Valid values: "register", "statutes".'),
    ],
)
def test_what_is_wrong_is_marked_at_its_line(
    schema: str, right: str, wrong: str, line: int, said: str, server: LanguageServer
) -> None:
    assert right in BRIEF
    told = server.diagnostics(with_schema(schema, BRIEF.replace(right, wrong, 1)))
    assert any(place == line and said in message for place, message in told), told
