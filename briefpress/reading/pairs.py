"""In which file the words of a value stand, in the language that is read. What stands in both, or in none, is reported.

The words of a brief's own language may stand in brief.yaml, in a manuscript or partly in each; those of another
language stand in its manuscript, which must have all that brief.yaml has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from briefpress.core.command import command
from briefpress.core.problems import Position, Problem
from briefpress.core.project import name_of
from briefpress.core.yamltree import Node, joined
from briefpress.reading.entries import OwnWords
from briefpress.reading.ids import ROW_ID_HINT
from briefpress.schema.base import Entry, Frozen
from briefpress.schema.fields import is_words

#: Words that a language needs or not: where there is little room, and of its abbreviations.
BY_LANGUAGE = ("short", "short_title", "glossary")
#: So many texts that stand twice are reported one by one.
_LISTED = 5


@dataclass(frozen=True)
class Pair:
    """The nodes of one value in brief.yaml and in the manuscript."""

    path: str
    facts: Node | None
    words: Node | None
    #: Where words of it stand, or would stand: the node at or around it of the file that holds them.
    home: Position
    #: Whether a problem says already that it has no words.
    is_wordless: bool = False

    def inner(self, key: str) -> Pair:
        """The pair of what stands under a key."""
        facts = self.facts.get(key) if self.facts else None
        words = self.words.get(key) if self.words else None
        return self.of(facts, words, key)

    def of(self, facts: Node | None, words: Node | None, key: str) -> Pair:
        """The pair of two nodes that stand under a key or an id."""
        nodes = (node for node in (words, facts) if node and node.position.file == self.home.file)
        home = next((node.position for node in nodes), self.home)
        return replace(self, path=joined(self.path, key), facts=facts, words=words, home=home)


@dataclass
class TwoFiles:
    """brief.yaml and a manuscript, and what is wrong with their words as a pair."""

    facts: Node
    #: The manuscript; None where all words stand in brief.yaml.
    manuscript: Node | None
    own_words: OwnWords
    #: Whether they are those of the brief's own language.
    is_own: bool
    lacking: list[Problem] = field(default_factory=list)
    #: The paths of the words that are reported as lacking, and of those of which some are.
    lost: set[str] = field(default_factory=set)
    _twice: dict[str, tuple[Node, Node]] = field(default_factory=dict)

    def chosen(self, name: str, pair: Pair, *, is_required: bool) -> Node | None:
        """The words under the name of a field; None where there are none in the language."""
        own, words = pair.facts, pair.words
        if own is None or self.own_words is OwnWords.IN_MANUSCRIPT:
            return words or own
        if self.is_own:
            return self._joined(own, words, pair.path) if words else own
        # Its words a chart itself asks for.
        if name not in (*BY_LANGUAGE, "words") and not pair.is_wordless:
            self._check(pair, own, is_required=is_required)
        return words

    def _check(self, pair: Pair, own: Node, *, is_required: bool) -> None:
        """Report the words of the own language that another one lacks; those that are required the model misses."""
        if pair.words is None and not is_required:
            self._report(pair, own)
        elif pair.words and isinstance(own.value, dict):
            for key, node in own.value.items():
                if key not in pair.words.keys:
                    self.lost.add(pair.path)
                    self._report(pair.inner(key), node)

    def _joined(self, own: Node, words: Node, path: str) -> Node:
        """The words of brief.yaml and those of a manuscript in the same language."""
        if not (isinstance(own.value, dict) and isinstance(words.value, dict)):
            self._twice[path] = own, words
            return words
        both = own.value.keys() & words.value.keys()
        self._twice |= {joined(path, key): (own.value[key], words.value[key]) for key in both}
        return replace(words, value={**own.value, **words.value}, keys={**own.keys, **words.keys})

    def check_entry(self, model: type[Entry], pair: Pair, home: Position) -> bool:
        """Whether an entry has the words that it needs; reports at `home` where it has none at all."""
        if self.manuscript is None or pair.words or pair.is_wordless or pair.facts is None:
            return True
        fields = [(name, info) for name, info in model.model_fields.items() if is_words(info)]
        own = self.is_own and any(pair.facts.get(name) for name, _ in fields)
        if own or not any(info.is_required() for _, info in fields):
            return True
        # A source wording may stand in a manuscript that is not read here.
        has_source = self.own_words is not OwnWords.IN_BRIEF or any(pair.facts.get(name) for name, _ in fields)
        self._report(replace(pair, home=home), pair.facts, has_source=has_source)
        return False

    def _report(self, pair: Pair, asking: Node, *, has_source: bool = True) -> None:
        self.lost.add(pair.path)
        hint = f"{asking.position.file.name}:{asking.position.line} asks for it"
        if has_source and (writing := self._new_edition()):
            hint += f"; `{writing}` writes it, to be filled in"
        self.lacking.append(Problem("missing-words", f"there are no words for `{pair.path}`", pair.home, hint))

    def _new_edition(self) -> str:
        """The command that writes what the manuscript of another language lacks; "" of the brief's own language."""
        if self.manuscript is None or self.is_own or self.facts.get("language") is None:
            return ""
        file = self.manuscript.position.file
        return command("new-edition", name_of(file.parent), file.stem)

    def report_missing_id(self, model: type[Frozen], entry: Node, start: int) -> None:
        """Report that an entry needs an id, in place of the words in it (from `start`) that only lack for that."""
        hint = f"add `id:` in {entry.position.file.name}"
        if entry.position.file != self.facts.position.file:
            hint = ROW_ID_HINT
        elif self.manuscript and (writing := self._new_edition()):
            name = self.manuscript.position.file.name
            hint += f", by which {name} has its words; `{writing}` writes all that are missing"
        problem = Problem("missing-key", f"`id` is missing for `{model.word()}`", entry.position, hint)
        others = (each for each in self.lacking[start:] if each.code != "missing-words")
        self.lacking[start:] = [problem, *others]

    def repeated(self) -> Iterator[Problem]:
        """A problem for each text that stands in both files; one for all where they are many."""
        are_many = len(self._twice) > _LISTED
        for path, (own, words) in list(self._twice.items())[: 1 if are_many else None]:
            counted = f"{len(self._twice)} texts, the first of them `{path}`, stand" if are_many else f"`{path}` stands"
            message = f"{counted} in {words.position.file.name} and in {own.position.file.name} ({own.position})"
            hint = "remove one of the two"
            if are_many:
                hint += f"; if {own.position.file.name} has all the words, delete {words.position.file.name}"
            yield Problem("duplicate-key", message, words.position, hint)
