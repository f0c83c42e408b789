"""The kinds and types that a brief and the house declare: schema files beside the partials in `templates/`.

`templates/blocks/decision.schema.yaml` declares the type `decision`, and `templates/blocks/decision.html` prints it.
An edition is made from those that its brief.yaml names, and from no others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from briefpress.core.files import Files, is_there
from briefpress.core.paths import TEMPLATES
from briefpress.core.problems import Position, Problem, Unprintable
from briefpress.core.yamlreader import read_yaml
from briefpress.core.yamltree import Node
from briefpress.language.locale import Language
from briefpress.reading.declared_labels import read_labels
from briefpress.reading.declared_parts import part_of
from briefpress.reading.json_schema import LABELS
from briefpress.reading.schema_checks import problems_in
from briefpress.schema.base import Declared, Tagged
from briefpress.schema.blocks import Block
from briefpress.schema.brief import Brief
from briefpress.schema.declared import brief_model
from briefpress.schema.sections import Section

Member = TypeVar("Member", bound=Tagged)

_FILE = re.compile(r"(?P<word>[^.].*)\.schema\.(?P<ending>ya?ml|json)", re.IGNORECASE)
_WORD = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Declarations:
    """What is declared for a brief, in a language."""

    #: The class of a brief that knows it.
    model: type[Brief] = Brief
    #: Where the words stand that partials print by themselves, by their paths: `blocks.decision.labels.votes`.
    places: Mapping[str, Position] = field(default_factory=dict)
    #: What is wrong with these words.
    problems: tuple[Problem, ...] = ()


def read_declarations(
    folder: Path, files: Files, facts: Node | None = None, language: Language | None = None
) -> Declarations:
    """What is declared for the brief in a folder, or that part of it which its facts name.

    Without a language there are no words that partials print by themselves. Raises Unprintable with all that is wrong
    with the schema files.
    """
    reader = _Reader((TEMPLATES, folder / "templates"), files, facts, language)
    blocks, kinds = reader.members(Block, "blocks"), reader.members(Section, "sections")
    if reader.problems:
        raise Unprintable(reader.problems)
    return Declarations(brief_model(blocks, kinds), reader.places, tuple(reader.wrong_labels))


@dataclass
class _Reader:
    #: The folders of templates, that of the house first.
    folders: tuple[Path, ...]
    files: Files
    facts: Node | None
    language: Language | None
    problems: list[Problem] = field(default_factory=list)
    wrong_labels: list[Problem] = field(default_factory=list)
    places: dict[str, Position] = field(default_factory=dict)

    def members(self, base: type[Member], name: str) -> dict[str, type[Member]]:
        """The members of a family that are declared, by their words; their files stand in the folders of a name."""
        paths = {word: path for folder in self.folders for word, path in self._paths(base, folder / name)}
        named = {str(node.value): node for node in self._tags(base)}
        unknown = named.keys() - base.members().keys() - paths.keys()
        for word in unknown:
            self.problems += self._without_schema(base, name, named[word])
        # What is a slip of the pen is answered with all that there are.
        words = paths.keys() if self.facts is None or unknown else paths.keys() & named.keys()
        models = {word: self._member(base, word, paths[word]) for word in sorted(words)}
        return {word: model for word, model in models.items() if model}

    def _tags(self, base: type[Tagged]) -> Iterator[Node]:
        """The words by which brief.yaml tells the members of a family apart."""
        sections = list(self.facts.items("sections") if self.facts else ())
        entries = sections if base is Section else [block for section in sections for block in section.items("blocks")]
        yield from filter(None, (entry.get(base.tag) for entry in entries))

    def _paths(self, base: type[Tagged], folder: Path) -> Iterator[tuple[str, Path]]:
        """The schema files of a folder by what they declare."""
        seen: dict[str, Path] = {}
        for path in sorted(folder.glob("*.schema.*")):
            if match := _FILE.fullmatch(path.name):
                word, ending = match["word"], match["ending"]
                if problem := _misnamed(base, path, word, ending) or _second(path, seen.setdefault(word, path)):
                    self.problems.append(problem)
                else:
                    yield word, path

    def _without_schema(self, base: type[Tagged], name: str, tag: Node) -> Iterator[Problem]:
        """A word that a partial prints, and no schema file declares."""
        path = f"templates/{name}/{tag.value}"
        if _WORD.fullmatch(str(tag.value)) and self._has_partial(name, str(tag.value)):
            message = f"there is no {base.word()} {base.tag} {tag.shown()}"
            hint = f"{path}.html is there, but not {path}.schema.yaml, which names its keys: see templates/README.md"
            yield Problem(f"unknown-{base.tag}", message, tag.position, hint)

    def _has_partial(self, name: str, word: str) -> bool:
        return any(is_there(folder / name / f"{word}.html") for folder in self.folders)

    def _member(self, base: type[Member], word: str, path: Path) -> type[Member] | None:
        """The class that a schema file declares; None where something is wrong with it."""
        try:
            schema = read_yaml(path, self.files)
        except Unprintable as unprintable:
            self.problems += unprintable.problems
            return None
        wrong, name = list(problems_in(base, schema)), path.parent.name
        if not self._has_partial(name, word):
            message = f"there is no template `{name}/{word}.html`"
            hint = "write it beside the schema file: it says how what is declared here is printed"
            wrong.append(Problem("missing-template", message, schema.position, hint))
        self.problems += wrong
        return None if wrong else self._with_labels(part_of(base, word, schema), schema, f"{name}.{word}")

    def _with_labels(self, model: type[Member], schema: Node, path: str) -> type[Member]:
        """A class with the words that its partial prints by itself."""
        labels = schema.get(LABELS)
        if labels and self.language and issubclass(model, Declared):
            model.labels, places, problems = read_labels(labels, self.language, f"{path}.labels")
            self.places |= places
            self.wrong_labels += problems
        return model


def _misnamed(base: type[Tagged], path: Path, word: str, ending: str) -> Problem | None:
    """What is wrong with the name of a schema file."""
    if word in base.members():
        message = f"the press has a {base.word()} {base.tag} `{word}` already"
        hint = f"choose another word; to print the one of the press otherwise, write {word}.html alone"
    elif not _WORD.fullmatch(word):
        message, hint = f"`{word}` cannot be a {base.tag}", "it has small letters, digits and single hyphens"
    elif ending not in ("yaml", "json"):
        message, hint = "this schema file is not read", f"call it {word}.schema.yaml"
    else:
        return None
    return Problem("wrong-schema", message, Position(path), hint)


def _second(path: Path, first: Path) -> Problem | None:
    if path == first:
        return None
    message, hint = f"`{first.name}` declares the same", "remove one of the two files"
    return Problem("wrong-schema", message, Position(path), hint)
