"""Facts and words merged by their ids into one tree of YAML, in which every value keeps its place.

The type of a field says in which of the two files it stands: words in the manuscript, facts in brief.yaml, and the
entries of a list in both, by their ids. What is wrong with the two files as a pair is reported here; whether the values
are right, pydantic says of the whole (validation.py). A single file, of labels or of a dossier, holds facts and words.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from briefpress.core.characters import disguise
from briefpress.core.problems import Position, Problem, choices, near
from briefpress.core.yamlhints import mapping_hint, valueless_hint
from briefpress.core.yamltree import Node, joined
from briefpress.schema.base import Entry, Frozen, Tagged
from briefpress.schema.fields import entry_class, is_words, may_stand, part_class


@dataclass(frozen=True, eq=False, kw_only=True)
class Part(Node):
    """A mapping that becomes a model. It stands where its facts stand."""

    model: type[Frozen]
    #: Where its words stand, or would stand.
    words: Position
    #: Whether its model was chosen by the value of its `kind` or `type`.
    is_tagged: bool = False
    #: Whether a problem says already that it has no words.
    is_wordless: bool = False
    #: The fields that unknown keys of it were probably meant to be, which is reported.
    mistyped: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Pair:
    """The nodes of one value in brief.yaml and in the manuscript."""

    path: str
    facts: Node | None
    words: Node | None
    #: Where words of it stand, or would stand: the node of the manuscript at or around it.
    home: Position
    is_wordless: bool = False

    def inner(self, key: str) -> _Pair:
        """The pair of what stands under a key."""
        facts = self.facts.get(key) if self.facts else None
        words = self.words.get(key) if self.words else None
        home = words.position if words else self.home
        return replace(self, path=joined(self.path, key), facts=facts, words=words, home=home)


def merge(model: type[Frozen], facts: Node, words: Node | None = None) -> tuple[Part | None, list[Problem]]:
    """The tree of brief.yaml and a manuscript, or of a single file, and what is wrong with them as a pair.

    It follows the model as far as the files do; all else stays as it is, for pydantic to refuse. There is no tree of
    facts that are not keys and values.
    """
    merger = _Merger(facts, words)
    tree = merger.mapping(facts) and merger.part(model, _Pair("", facts, words, (words or facts).position))
    return (tree if isinstance(tree, Part) else None), merger.problems


@dataclass
class _Merger:
    facts: Node
    words: Node | None
    problems: list[Problem] = field(default_factory=list)

    def part(self, model: type[Frozen], pair: _Pair, *, is_tagged: bool = False) -> Node | None:
        """A part; None where there is nothing that it could be made of."""
        pair = self._without_texts(pair)
        node = pair.facts or pair.words
        if node is None or not isinstance(node.value, dict):
            return self.mapping(node) if node and node.value is None else node
        mistyped = self._misplaced(model, pair)
        names = dict.fromkeys(name for each in (pair.facts, pair.words) if each for name in each.keys)
        inner = {name: self._field(model, name, pair) for name in names if name not in mistyped}
        return Part(
            {name: value for name, value in inner.items() if value},
            node.position,
            model=model,
            words=pair.home,
            is_tagged=is_tagged,
            is_wordless=pair.is_wordless,
            mistyped=frozenset(mistyped),
        )

    def _misplaced(self, model: type[Frozen], pair: _Pair) -> set[str]:
        """Report keys that do not belong where they are; returns the fields that unknown ones probably mean."""
        mistyped: set[str] = set()
        for node, in_words in ((pair.facts, False), (pair.words, True)):
            known = {
                name for name, info in model.model_fields.items() if not self.words or may_stand(info, words=in_words)
            }
            for name, place in node.keys.items() if node else ():
                if name in known:
                    continue
                # What a section or a block is, a manuscript need not know.
                if name in model.model_fields and name != getattr(model, "tag", ""):
                    hint = f"it belongs in {self._file(words=not in_words)}, as {'a fact' if in_words else 'words'}"
                    self.problems.append(Problem("wrong-file", f"`{name}` is in the wrong file", place, hint))
                else:
                    usual = disguise(name) or choices(name, known, "keys")
                    hint = valueless_hint(name, node) if node and name in node.valueless else usual
                    self.problems.append(Problem("unknown-key", f"`{model.word()}` has no key `{name}`", place, hint))
                    mistyped.update(near(name, known))
        return mistyped

    def _field(self, model: type[Frozen], name: str, pair: _Pair) -> Node | None:
        """What is under a key of a part, in whichever of the two files; None where it is of no use."""
        info, inner = model.model_fields.get(name), pair.inner(name)
        if info is None:
            return None
        base, part = entry_class(info), part_class(info)
        if (base or part) and not may_stand(info, words=True):
            inner = replace(inner, words=None)
        if base:
            return self._entries(base, inner, is_required=info.is_required())
        if part:
            return self.part(part, inner)
        return (inner.words or inner.facts) if is_words(info) else (inner.facts or inner.words)

    def _entries(self, base: type[Entry], pair: _Pair, *, is_required: bool) -> Node | None:
        """The entries of a list in brief.yaml, each with the words that the manuscript has under its id."""
        if pair.facts and not isinstance(pair.facts.value, tuple):
            return pair.facts
        pair = self._without_texts(pair)
        places: dict[str, Position] = {}
        entries = [
            self._entry(base, _as_entry(node), pair, str(index), places)
            for index, node in enumerate(pair.facts.items() if pair.facts else ())
        ]
        # Where the list is missing that the ids should stand in, this is what is reported.
        for name, place in pair.words.keys.items() if pair.words and (pair.facts or not is_required) else ():
            if name not in places:
                message = f"`{joined(pair.path, name)}` is not in {self._file(words=False)}"
                hint = disguise(name) or choices(name, places, "ids")
                self.problems.append(Problem("unknown-id", message, place, hint))
        return Node(tuple(entry for entry in entries if entry), pair.facts.position) if pair.facts else None

    def _entry(
        self, base: type[Entry], node: Node, pair: _Pair, index: str, places: dict[str, Position]
    ) -> Node | None:
        """An entry; None where another one has its id."""
        name = node.text("id")
        if name in places:
            hint = f"it is already on line {places[name].line}; ids are unique in their list"
            message = f"the id `{name}` appears twice here"
            self.problems.append(Problem("duplicate-id", message, node.nearest("id").position, hint))
            return None
        if name:
            places[name] = node.nearest("id").position
        model: type[Entry] | None = base
        if issubclass(base, Tagged) and (members := base.members()):
            model = members.get(node.text(base.tag) or "")
        if model is None:
            return node
        inner = pair.inner(name or index)
        inner = replace(inner, facts=node, words=_as_words(model, inner.words) if name else None)
        # What has no id cannot have words: it is its id that is missing.
        is_wordless = pair.is_wordless or not name
        if self.words and not (is_wordless or inner.words) and _needs_words(model):
            hint = f"{self._file(words=False)}:{node.position.line} asks for it"
            self.problems.append(Problem("missing-words", f"there are no words for `{inner.path}`", pair.home, hint))
            is_wordless = True
        return self.part(model, replace(inner, is_wordless=is_wordless), is_tagged=model is not base)

    def _without_texts(self, pair: _Pair) -> _Pair:
        """The pair without words that are no keys and values, which is reported."""
        words = self.mapping(pair.words)
        return replace(pair, words=words, is_wordless=pair.is_wordless or words is not pair.words)

    def mapping(self, node: Node | None) -> Node | None:
        """The node, or None where it is not made of keys and values, which is reported."""
        if node is None or isinstance(node.value, dict):
            return node
        message = "keys and values are expected here"
        self.problems.append(Problem("wrong-type", message, node.position, mapping_hint(node)))
        return None

    def _file(self, *, words: bool) -> str:
        node = self.words if words else self.facts
        return (node or self.facts).position.file.name


def _as_entry(node: Node) -> Node:
    """An id alone stands for an entry that has nothing else."""
    if not isinstance(node.value, str):
        return node
    return Node({"id": node}, node.position, {"id": node.position})


def _as_words(model: type[Frozen], node: Node | None) -> Node | None:
    """A text alone stands for the words of an entry that needs no others."""
    name = _sole_words(model)
    if node is None or isinstance(node.value, dict) or name is None:
        return node
    return Node({name: node}, node.position, {name: node.position})


def _needs_words(model: type[Frozen]) -> bool:
    """Whether a part cannot do without words."""
    return any(is_words(info) and info.is_required() for info in model.model_fields.values())


def _sole_words(model: type[Frozen]) -> str | None:
    """The field that a text alone stands for: the only required words, or else the only words that there are."""
    words = {name: info.is_required() for name, info in model.model_fields.items() if is_words(info)}
    required = [name for name, is_required in words.items() if is_required]
    return next((names[0] for names in (required, list(words)) if len(names) == 1), None)
