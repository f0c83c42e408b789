"""Facts and words merged by their ids into one tree of YAML, in which every value keeps its place.

The type of a field says what it is: words are those of one language, in its manuscript or, for the brief's own
language, in brief.yaml; facts are in brief.yaml, and the entries of a list in both, by their ids. What is wrong with
the two files as a pair is reported here; whether the values are right, pydantic says of the whole (validation.py). A
single file, of labels or of a dossier, holds facts and words.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pydantic.fields import FieldInfo

from briefpress.core.characters import disguise
from briefpress.core.problems import Position, Problem, choices, near
from briefpress.core.yamlhints import mapping_hint, valueless_hint
from briefpress.core.yamltree import Node, joined
from briefpress.reading.editions import Kinds, holds
from briefpress.reading.entries import OwnWords, colon_hint, is_text_with_colon, keys_of, words_written_out, written_out
from briefpress.reading.hints import key_hint
from briefpress.reading.ids import entry_model, has_place_id
from briefpress.reading.pairs import Pair, TwoFiles
from briefpress.schema.base import Entry, Frozen
from briefpress.schema.fields import entry_class, is_words, may_stand, part_class, takes_false


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
    #: The fields whose lack is reported: unknown keys were probably meant to be them, or a translation lacks them.
    missed: frozenset[str] = frozenset()


def merge(
    model: type[Frozen],
    facts: Node,
    words: Node | None = None,
    own_words: OwnWords = OwnWords.IN_BRIEF,
    *,
    is_own: bool = True,
    language: str = "",
) -> tuple[Part | None, list[Problem]]:
    """The tree of brief.yaml and a manuscript, or of a single file, and what is wrong with them as a pair.

    `own_words` says where words of the brief's own language may stand, `is_own` whether the tree is to be in that
    language. What is in no edition in its `language` needs no words. The tree follows the model as far as the files do;
    all else stays as it is, for pydantic to refuse. There is no tree of facts that are not keys and values.
    """
    files = TwoFiles(facts, words, own_words, is_own)
    merger = _Merger(files, {"language": frozenset([language])} if language else {})
    tree = merger.mapping(facts) and merger.part(model, Pair("", facts, words, (words or facts).position))
    return (tree if isinstance(tree, Part) else None), [*merger.problems, *files.lacking, *files.repeated()]


def _is_false(info: FieldInfo | None, node: Node | None) -> bool:
    """Whether `false` stands in the place of words: a fact, which holds for all languages."""
    return info is not None and takes_false(info) and node is not None and node.value is False


@dataclass
class _Merger:
    files: TwoFiles
    #: The editions that the tree is for.
    editions: Kinds
    problems: list[Problem] = field(default_factory=list)

    def part(self, model: type[Frozen], pair: Pair, *, is_tagged: bool = False) -> Node | None:
        """A part; None where there is nothing that it could be made of."""
        pair = self._without_texts(pair)
        pair = replace(pair, facts=self._renamed(model, pair.facts))
        node = pair.facts or pair.words
        if node is None or not isinstance(node.value, dict):
            return self.mapping(node) if node and node.value is None else node
        mistyped = self._misplaced(model, pair)
        names = dict.fromkeys(name for each in (pair.facts, pair.words) if each for name in each.keys)
        inner = {name: self._field(model, name, pair) for name in names if name not in mistyped}
        return Part(
            {name: value for name, value in inner.items() if value},
            node.position,
            node.keys,
            span=node.span,
            model=model,
            words=pair.home,
            is_tagged=is_tagged,
            is_wordless=pair.is_wordless,
            missed=frozenset(mistyped.union(name for name in inner if pair.inner(name).path in self.files.lost)),
        )

    def _renamed(self, model: type[Frozen], node: Node | None) -> Node | None:
        """A node in the words of today; one that says the same in an older word too is told."""
        former = {old: new for old, new in model.former.items() if node and old in node.keys}
        if node is None or not isinstance(node.value, dict) or not former:
            return node
        for old, new in former.items():
            if new in node.keys:
                message, hint = f"`{old}` is an older word for `{new}`, which is there as well", "remove one of the two"
                self.problems.append(Problem("duplicate-key", message, node.keys[old], hint))
        value = {former.get(name, name): inner for name, inner in node.value.items()}
        return replace(node, value=value, keys={former.get(name, name): place for name, place in node.keys.items()})

    def _misplaced(self, model: type[Frozen], pair: Pair) -> set[str]:
        """Report keys that do not belong where they are; returns the fields that unknown ones probably mean."""
        mistyped: set[str] = set()
        for node, in_words in ((pair.facts, False), (pair.words, True)):
            is_whole = not in_words and self.files.own_words is not OwnWords.IN_MANUSCRIPT
            fields = {name for name, info in model.model_fields.items() if may_stand(info, words=in_words)}
            known = keys_of(model) if is_whole else fields
            for name, place in node.keys.items() if node else ():
                if name in known or (node and _is_false(model.model_fields.get(name), node.get(name))):
                    continue
                # What a section or a block is, a manuscript need not know.
                if name in model.model_fields and name != getattr(model, "tag", ""):
                    hint = f"it belongs in {self._file(words=not in_words)}, as {'a fact' if in_words else 'words'}"
                    self.problems.append(Problem("wrong-file", f"`{name}` is in the wrong file", place, hint))
                elif node and is_whole and is_text_with_colon(model, node):
                    self._report_unknown(model, name, place, colon_hint(model, name, node))
                    mistyped |= known - node.keys.keys()
                else:
                    usual = disguise(name) or key_hint(model, name) or choices(name, known, "keys")
                    hint = valueless_hint(name, node) if node and name in node.valueless else usual
                    self._report_unknown(model, name, place, hint)
                    mistyped.update(near(name, known))
        return mistyped

    def _report_unknown(self, model: type[Frozen], name: str, place: Position, hint: str) -> None:
        self.problems.append(Problem("unknown-key", f"`{model.word()}` has no key `{name}`", place, hint))

    def _field(self, model: type[Frozen], name: str, pair: Pair) -> Node | None:
        """What is under a key of a part, in whichever of the two files; None where it is of no use."""
        info, inner = model.model_fields.get(name), pair.inner(name)
        if info is None:
            return None
        if inner.words is None and inner.facts and _is_false(info, inner.facts):
            return inner.facts
        if is_words(info):
            return self.files.chosen(name, inner, is_required=info.is_required())
        base, part = entry_class(info), part_class(info)
        if (base or part) and not may_stand(info, words=True):
            inner = replace(inner, words=None)
        if base:
            return self._entries(base, inner, is_required=info.is_required())
        if part and inner.facts and isinstance(inner.facts.value, tuple):
            steps = ((inner.inner(str(index)), node) for index, node in enumerate(inner.facts.value))
            nodes = [self.part(part, replace(step, facts=node, words=None)) for step, node in steps]
            return replace(inner.facts, value=tuple(node for node in nodes if node))
        return self.part(part, inner) if part else inner.facts or inner.words

    def _entries(self, base: type[Entry], pair: Pair, *, is_required: bool) -> Node | None:
        """The entries of a list in brief.yaml, each with the words that the manuscript has under its id."""
        if pair.facts and not isinstance(pair.facts.value, tuple):
            return pair.facts
        pair = self._without_texts(pair)
        places: dict[str, Position] = {}
        nodes = written_out(base, pair.facts, self.files.own_words) if pair.facts else []
        entries = [self._entry(base, node, pair, places) for node in nodes]
        # Where the list is missing that the ids should stand in, this is what is reported.
        for name, place in pair.words.keys.items() if pair.words and (pair.facts or not is_required) else ():
            if name not in places:
                message = f"`{joined(pair.path, name)}` is not in {self._file(words=False)}"
                hint = disguise(name) or f"{choices(name, places, 'ids')}; if its entry was deleted, remove it"
                self.problems.append(Problem("unknown-id", message, place, hint))
        return Node(tuple(entry for entry in entries if entry), pair.facts.position) if pair.facts else None

    def _entry(self, base: type[Entry], node: Node, pair: Pair, places: dict[str, Position]) -> Node | None:
        """An entry; None where another one has its id."""
        name = node.text("id")
        if name in places:
            hint = f"it is already on line {places[name].line}; ids are unique in their list"
            message = f"the id `{name}` appears twice here"
            self.problems.append(Problem("duplicate-id", message, node.nearest("id").position, hint))
            return None
        if name and not has_place_id(node):
            places[name] = node.nearest("id").position
        model = entry_model(base, node)
        if model is None:
            return node
        words = pair.words.get(name) if pair.words and name in places else None
        inner = pair.of(node, words_written_out(model, node, words), name or "")
        # What has no valid id cannot have words: it is its id that is wrong.
        inner = replace(inner, is_wordless=pair.is_wordless or not name)
        lacking = len(self.files.lacking)
        if not self.files.check_entry(model, inner, pair.home):
            inner = replace(inner, is_wordless=True)
        part = self.part(model, inner, is_tagged=model is not base)
        if not holds(node.get("if"), self.editions):
            del self.files.lacking[lacking:]
        if has_place_id(node) and len(self.files.lacking) > lacking:
            self.files.report_missing_id(model, node, lacking)
        return part

    def _without_texts(self, pair: Pair) -> Pair:
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
        node = self.files.manuscript if words else None
        return (node or self.files.facts).position.file.name
