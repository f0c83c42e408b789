"""The markings of an office: those that the folder of a brief or a dossier brings, or else those of the house."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefpress.core.files import Files, is_there
from briefpress.core.paths import MARKINGS
from briefpress.core.problems import Position, Problem, Unprintable
from briefpress.core.yamlreader import read_yaml
from briefpress.core.yamltree import Node
from briefpress.language.locale import Language
from briefpress.reading.validation import Context, read_file
from briefpress.schema.markings import Markings


@dataclass(frozen=True)
class Office:
    """The markings that an office has in a language, and the file that declares them, if there is one."""

    markings: Markings
    tree: Node | None
    warnings: tuple[Problem, ...] = ()

    @property
    def places(self) -> dict[str, Position]:
        """Where each value of the file stands, by its path."""
        return self.tree.places("markings") if self.tree else {}

    def problems(self, name: str | None, language: Language, place: Position) -> Iterator[Problem]:
        """What is wrong where something has a marking of this name, or has none, at this place of its YAML."""
        marking = self.markings.named(name)
        if marking is None:
            if self.tree and self.markings.required:
                hint = f"write `marking:` and one of {', '.join(self.markings.names)}"
                message = f"{self.tree.position.shown} requires a marking, and there is none"
                yield Problem("missing-key", message, place, hint)
            return
        listed = zip(self.markings.markings, self.tree.items("markings") if self.tree else (), strict=True)
        sentence = next((node.get("imprint") for each, node in listed if each is marking), None)
        if sentence and isinstance(sentence.value, dict) and marking.imprint is None:
            message = f"there are no words in `{language.code}` for what the imprint says of `{name}`"
            hint = f"add `{language.code}:` and the sentence"
            yield Problem("missing-words", message, sentence.position, hint)


def read_office(folder: Path, files: Files, language: Language) -> Office:
    """The markings that hold in a folder; raises Unprintable with what is wrong with them."""
    own = folder / MARKINGS.name
    path = own if is_there(own) else MARKINGS
    if not is_there(path):
        return Office(Markings(), None)
    tree = read_yaml(path, files)
    markings, problems = read_file(Markings, tree, Context(language), "markings")
    if markings is None:
        raise Unprintable(problems)
    return Office(markings, tree, tuple(problems))
