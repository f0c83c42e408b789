"""A new edition: the manuscript and the labels of another language, to be filled in.

Every entry of the source edition is there, in its order, empty, with the source wording above it as a comment.
"""

from __future__ import annotations

import textwrap
from pathlib import Path

from briefpress.briefs import FACTS, languages
from briefpress.house import LABELS
from briefpress.language import language_of
from briefpress.nodes import Node, read_yaml
from briefpress.problems import Position, Problem, Unprintable

_WIDTH = 100


def new_edition(folder: Path, language: str) -> list[Path]:
    """Write the files of a new edition that are not there yet; returns their paths.

    Raises Unprintable for a code that CLDR does not know and for a manuscript that exists.
    """
    manuscript = folder / f"{language}.yaml"
    name = language_of(manuscript).english_name()
    if manuscript.exists():
        hint = "edit it, or name another language"
        raise Unprintable([Problem("existing-edition", "the edition is there already", Position(manuscript), hint)])
    labels = LABELS / f"{language}.yaml"
    source = _source(folder)
    head = f'# The manuscript in {name}: the words of each entry, in place of "". The source wording stands above it.\n'
    written = [manuscript]
    manuscript.write_text(head + _blank(read_yaml(folder / f"{source}.yaml")), "utf-8")
    if not labels.exists():
        head = f"# The words that the house prints by itself, in {name}. Keep what stands in {{braces}}.\n"
        labels.write_text(head + _blank(read_yaml(LABELS / f"{source}.yaml")), "utf-8")
        written.append(labels)
    return written


def _source(folder: Path) -> str:
    """The language that is translated from: that of brief.yaml, or the only one there is."""
    named = read_yaml(folder / FACTS).get("language")
    return str(named.value) if named else languages(folder)[0]


def _blank(words: Node, indent: str = "") -> str:
    """The entries of `words`, empty, each under its wording."""
    lines = []
    for name, node in words.value.items() if isinstance(words.value, dict) else ():
        if isinstance(node.value, dict):
            lines.append(f"{indent}{name}:\n{_blank(node, indent + '  ')}")
        else:
            lines.append(_comment(node, indent) + f'{indent}{name}: ""\n')
    return "".join(lines)


def _comment(node: Node, indent: str) -> str:
    paragraphs = str(node.value).splitlines()
    return "".join(f"{indent}# {part}\n" for paragraph in paragraphs for part in textwrap.wrap(paragraph, _WIDTH))
