"""The content of a brief in one of its languages, from whichever of its files it stands in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefpress.core.files import Files, is_there
from briefpress.core.problems import Position, Problem, Unprintable
from briefpress.core.project import FACTS, languages
from briefpress.core.yamlreader import read_yaml
from briefpress.core.yamltree import Node
from briefpress.language.locale import Language, is_language
from briefpress.reading.declarations import Declarations, read_declarations
from briefpress.reading.entries import OwnWords
from briefpress.reading.merge import Part, merge
from briefpress.reading.table_rows import tables_written_out
from briefpress.reading.words import texts


@dataclass(frozen=True)
class Content:
    """The facts of a brief, its words in one language, and where the words of its own language stand."""

    folder: Path
    files: Files
    language: str
    facts: Node
    #: The manuscript of the language; None where brief.yaml has all its words.
    manuscript: Node | None
    own_words: OwnWords
    #: The kinds and types that are declared for the brief.
    declarations: Declarations

    @property
    def is_own(self) -> bool:
        """Whether the language is that of the source wording."""
        return self.language == self.facts.text("language")

    @property
    def place(self) -> Position:
        """The beginning of the file of its words."""
        return (self.manuscript or self.facts).position

    def merged(self) -> tuple[Part | None, list[Problem]]:
        """The facts and the words as one tree, and what is wrong with them as a pair."""
        facts, wrong_rows = tables_written_out(self.facts, self.own_words, self.folder, self.files)
        words, own_words, is_own = self.manuscript, self.own_words, self.is_own
        tree, problems = merge(self.declarations.model, facts, words, own_words, is_own=is_own, language=self.language)
        return tree, [*problems, *wrong_rows]

    def tree(self) -> Part:
        """The merged tree, whatever is wrong in it; raises Unprintable where there is none."""
        tree, problems = self.merged()
        if tree is None:
            raise Unprintable(problems)
        return tree

    def texts(self) -> Mapping[str, Node]:
        """The words by their paths; raises Unprintable as `tree`."""
        return texts(self.tree())


def read_content(folder: Path, language: str, files: Files | None = None) -> Content:
    """The content of the brief in `folder` in a language; raises Unprintable with what is wrong with its files."""
    files = files or Files(folder)
    facts, problems = read_tree(folder / FACTS, files)
    own = facts.text("language") if facts else language
    path = folder / f"{language}.yaml"
    manuscript, others = read_tree(path, files) if language != own or is_there(path) else (None, [])
    if facts is None or others:
        raise Unprintable([*problems, *others])
    declarations = read_declarations(folder, files, facts, Language(language) if is_language(language) else None)
    return Content(folder, files, language, facts, manuscript, _own_words(folder, own), declarations)


def read_tree(path: Path, files: Files) -> tuple[Node | None, Sequence[Problem]]:
    """The tree of a file, or what is wrong where it cannot be read."""
    try:
        return read_yaml(path, files), []
    except Unprintable as unprintable:
        return None, unprintable.problems


def _own_words(folder: Path, own: str | None) -> OwnWords:
    if own is None:
        return OwnWords.IN_MANUSCRIPT
    is_whole = not is_there(folder / f"{own}.yaml") and own in languages(folder)
    return OwnWords.IN_BRIEF if is_whole else OwnWords.IN_BOTH
