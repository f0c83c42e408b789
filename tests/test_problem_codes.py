"""Every code that the press can emit is explained in docs/problems.md and provoked by a test."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from briefpress.schema.blocks import Block
from briefpress.schema.sections import Section

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "problems.md"

#: Codes are spelled like this, and nothing else in the source is but the verbs of the command line, roles and styles.
CODE = re.compile(r"[a-z]+(-[a-z]+)+")
WORD = re.compile(r"[a-z]+")


#: Modules that name verbs, roles, profiles, distributions, classes and the like, which are spelled as codes are.
_OTHERS = (
    "cli/options",
    "cli/main",
    "tagging/semantics",
    "tagging/builder",
    "tagging/writer",
    "core/standards",
    "pdf/validator",
    "language/typography",
    "graphics/css",
    "graphics/fonts",
    "markup/origin_marks",
    "markup/origins",
    "markup/sheet",
    "graphics/charts/labels",
    "graphics/charts/theme",
    "graphics/maps/draw",
    "core/fingerprint",
    "formats/mail",
    "redline/merge",
    "redline/page",
    "formats/html",
    "formats/bundle",
    "formats/flow",
    "formats/docx",
    "formats/docx_styles",
)  # fmt: skip


@cache
def documented() -> frozenset[str]:
    """The codes that docs/problems.md explains."""
    return frozenset(re.findall(r"^## `([a-z-]+)`$", DOCUMENT.read_text("utf-8"), re.MULTILINE))


@cache
def in_source() -> frozenset[str]:
    """The codes in the source of the press."""
    found: set[str] = set()
    for path in sorted((ROOT / "briefpress").rglob("*.py")):
        if path.relative_to(ROOT / "briefpress").with_suffix("").as_posix() not in _OTHERS:
            tree = ast.parse(path.read_text("utf-8"))
            found.update(_spelled(tree), _of_one_word(tree))
    # The validator's module names profiles, which are spelled alike.
    return frozenset(found | {"missing-validator", "not-conforming"})


def _spelled(tree: ast.Module) -> Iterator[str]:
    """The strings that are spelled like codes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
            yield node.value
        elif isinstance(node, ast.JoinedStr) and ast.unparse(node) == "f'unknown-{base.tag}'":
            # The word by which brief.yaml names a kind of section or a type of block.
            yield from (f"unknown-{base.tag}" for base in (Section, Block))


def _of_one_word(tree: ast.Module) -> Iterator[str]:
    """Codes without a hyphen: what a problem is made of, or what stands in a table among other codes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem":
            yield from _words(node.args[:1])
        elif isinstance(node, ast.Tuple):
            firsts = [row.elts[0] for row in node.elts if isinstance(row, ast.Tuple) and row.elts]
            if any(isinstance(first, ast.Constant) and CODE.fullmatch(str(first.value)) for first in firsts):
                yield from _words(firsts)


def _words(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and WORD.fullmatch(node.value):
            yield node.value


def test_the_codes_are_found() -> None:
    one_of_each_way = {"yaml-syntax", "unknown-kind", "unknown-type", "wrong-type", "unwritable", "typesetting"}
    assert one_of_each_way <= in_source()


def test_every_code_is_explained_and_no_other() -> None:
    assert (in_source() - documented(), documented() - in_source()) == (frozenset(), frozenset())


def test_the_codes_are_in_alphabetical_order() -> None:
    headings = re.findall(r"^## `([a-z-]+)`$", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    assert headings == sorted(set(headings))


def test_every_explanation_has_its_three_parts() -> None:
    """What it means; then the commonest cause and what to do, each begun in bold."""
    for entry in re.split(r"^## ", DOCUMENT.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        code, *paragraphs = [part for part in entry.split("\n\n") if part.strip()]
        assert len(paragraphs) == 3, code
        assert paragraphs[1].startswith("**Usually:** "), code
        assert paragraphs[2].startswith("**What to do:** "), code


@pytest.mark.parametrize("code", sorted(in_source()))
def test_every_code_is_provoked(code: str) -> None:
    here = Path(__file__)
    cases = [path.read_text("utf-8") for path in sorted((ROOT / "tests" / "unprintable").iterdir()) if path.is_file()]
    tests = [path.read_text("utf-8") for path in sorted((ROOT / "tests").rglob("test_*.py")) if path != here]
    said = re.compile(rf"\bproblem\b.*: {code}: |[\"'\[]{code}[\"'\]]")
    assert any(said.search(text) for text in [*cases, *tests]), f"no test provokes `{code}`"
