"""What an edition is read from: the files of its brief and those of the house, and the facts that go without saying."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from briefpress.core.command import command
from briefpress.core.files import Files, is_there
from briefpress.core.paths import LABELS
from briefpress.core.problems import Position, Problem, Unprintable
from briefpress.core.project import name_of
from briefpress.core.yamltree import Node
from briefpress.language.locale import Language, is_language, language_of
from briefpress.reading.content import Content, read_content, read_tree
from briefpress.reading.markings import Office, read_office


@dataclass(frozen=True)
class Inputs:
    """The files that an edition is read from."""

    language: Language
    content: Content
    #: The labels of the house.
    labels: Node
    office: Office
    #: SOURCE_DATE_EPOCH, in seconds, where it gave the date.
    epoch: int | None

    @property
    def has_words_apart(self) -> bool:
        """Whether the words of the brief stand in manuscripts alone, as all words once did."""
        return _has_words_apart(self.content.facts)


def read_inputs(folder: Path, code: str, epoch: int | None) -> Inputs:
    """What the edition of a brief in a language is read from; raises Unprintable with what is wrong with the files."""
    language, content, labels = _read_files(folder, code, Files(folder))
    office = read_office(folder, content.files, language)
    facts = content.facts
    if _has_words_apart(facts):
        facts = _with_defaults(facts, {"contents": True, "version": "1"})
    facts, epoch = _dated(facts, epoch)
    return Inputs(language, replace(content, facts=facts), labels, office, epoch)


def _has_words_apart(facts: Node) -> bool:
    return isinstance(facts.value, dict) and "title" not in facts.value


def _dated(facts: Node, epoch: int | None) -> tuple[Node, int | None]:
    """The facts with the day of `epoch` as their date, and `epoch`; it is None where it gave no date."""
    if epoch is None or not isinstance(facts.value, dict) or "date" in facts.value:
        return facts, None
    return _with_defaults(facts, {"date": datetime.fromtimestamp(epoch, UTC).date().isoformat()}), epoch


def _with_defaults(facts: Node, defaults: dict[str, Any]) -> Node:
    """The facts, and what is to stand for those of them that are not given."""
    nodes = {name: Node(value, facts.position) for name, value in defaults.items()}
    values: Any = facts.value
    return replace(facts, value=nodes | values, keys=dict.fromkeys(nodes, facts.position) | facts.keys)


def _read_labels(folder: Path, code: str, files: Files) -> tuple[Node | None, Sequence[Problem]]:
    """The labels of the house in a language, or what is wrong where there are none."""
    path = LABELS / f"{code}.yaml"
    if is_there(path):
        return read_tree(path, files)
    hint = f"run `{command('new-edition', name_of(folder), code)}`: it writes them, to be filled in"
    return None, [Problem("missing-file", f"the house has no labels in `{code}`", Position(path), hint)]


def _read_files(folder: Path, code: str, files: Files) -> tuple[Language, Content, Node]:
    """The language, the content of the brief in it, and the labels; raises Unprintable with what is wrong with each."""
    labels, problems = _read_labels(folder, code, files) if is_language(code) else (None, [])
    try:
        content = read_content(folder, code, files)
    except Unprintable as unprintable:
        raise Unprintable([*unprintable.problems, *problems]) from None
    language = _language(content, folder)
    if labels is None:
        raise Unprintable(problems)
    return language, content, labels


def _language(content: Content, folder: Path) -> Language:
    """The language of the content; raises Unprintable where CLDR does not know it."""
    if content.manuscript is None and not is_language(content.language):
        node = content.facts.nearest("language")
        hint = "write the code of a language: `en`, `fr`, `pt-BR`"
        raise Unprintable([Problem("unknown-language", f"there is no language {node.shown()}", node.position, hint)])
    return language_of(folder / f"{content.language}.yaml")
