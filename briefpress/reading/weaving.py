"""Facts and words, woven into models.

Each field of a model is looked up where its type says it stands: words in the manuscript, facts in brief.yaml, and the
entries of a list in both, by their ids. Problems are gathered, with their places, instead of stopping at the first, and
what follows from a problem that was told is not told again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from briefpress.core.problems import Position, Problem, choices, near
from briefpress.core.project import FACTS
from briefpress.core.yamltree import Located, Node, value_hint
from briefpress.language.locale import Language
from briefpress.reading.errors import mistakes
from briefpress.reading.pairs import Strands, as_entry, as_words, joined
from briefpress.schema.base import Entry, Frozen
from briefpress.schema.fields import entry_class, is_plain, is_words, may_stand, needs_words, part_class

Model = TypeVar("Model", bound=Frozen)

_ABSENT = object()


@dataclass
class Context:
    """What the validators of single fields need to know of the whole."""

    language: Language
    sources: frozenset[str]


class Weaver:
    """Weaves the strands of one edition, gathering problems."""

    def __init__(self, context: Context, manuscript: str, problems: list[Problem], facts: str = FACTS) -> None:
        self.context = context
        self.manuscript = manuscript
        self.problems = problems
        #: The name of the file that holds the facts.
        self.facts = facts
        #: Where each value, entry and part stands, by its path.
        self.places: dict[str, Position] = {}

    def weave(self, cls: type[Model], strands: Strands) -> Model | None:
        """One model; None where it has problems."""
        before = len(self.problems)
        if home := strands.facts or strands.words:
            self.places[strands.path] = home.position
        if not self._are_mappings(strands.facts, strands.words):
            return None
        broken = self._refuse_strangers(cls, strands)
        values: dict[str, Any] = {}
        for name, info in cls.model_fields.items():
            if name in broken or (is_words(info) and strands.wordless):
                broken.add(name)
            elif (value := self._value(info, strands.inner(name))) is not _ABSENT:
                values[name] = value
        broken |= {name for name, value in values.items() if not is_plain(cls.model_fields[name]) and _is_broken(value)}
        model = self._validate(cls, values, broken, strands)
        return model if len(self.problems) == before and not strands.wordless else None

    def _value(self, info: FieldInfo, strands: Strands) -> Any:
        """What a field holds: entries, a part, or a plain value."""
        if entry := entry_class(info):
            asked = strands.facts or (strands.words and not info.is_required())
            return self._weave_entries(entry, strands) if asked else _ABSENT
        if part := part_class(info):
            return self.weave(part, strands) if strands.facts or strands.words else _ABSENT
        node = strands.words if is_words(info) else strands.facts
        return self._plain(node, strands.path) if node else _ABSENT

    def _plain(self, node: Node, path: str) -> Any:
        """A value as plain Python objects, its texts with their paths."""
        self.places[path] = node.position
        if isinstance(node.value, dict):
            return {key: self._plain(inner, joined(path, key)) for key, inner in node.value.items()}
        if isinstance(node.value, tuple):
            return [self._plain(inner, joined(path, index)) for index, inner in enumerate(node.value)]
        return Located(node.value, path) if isinstance(node.value, str) else node.value

    def _are_mappings(self, *nodes: Node | None) -> bool:
        wrong = [node for node in nodes if node and not isinstance(node.value, dict)]
        for node in wrong:
            message = "keys and values are expected here"
            self._tell("wrong-type", message, node.position, "write `key: value`, one to a line")
        return not wrong

    def _refuse_strangers(self, cls: type[Frozen], strands: Strands) -> set[str]:
        """Report the keys that have no place here; returns the fields that they were probably meant for."""
        fields = cls.model_fields
        meant: set[str] = set()
        for node, words in ((strands.facts, False), (strands.words, True)):
            fitting = {name for name, info in fields.items() if may_stand(info, words=words)}
            fitting = fitting - {"id"} if words else fitting | ({cls.tag} if cls.tag else set())
            if node is None:
                continue
            for name, place in node.keys.items():
                if name in fitting:
                    continue
                if name in fields:
                    where = f"{self.facts}, as a fact" if words else f"{self.manuscript}, as words"
                    self._tell("wrong-file", f"`{name}` stands in the wrong file", place, f"it belongs in {where}")
                else:
                    message = f"`{cls.word()}` has no key `{name}`"
                    hint = value_hint(name) if name in node.valueless else choices(name, fitting, "keys")
                    self._tell("unknown-key", message, place, hint)
                meant.update([name] if name in fields else near(name, fitting))
        return meant

    def _weave_entries(self, base: type[Entry], strands: Strands) -> tuple[Entry | None, ...]:
        """The entries of a list in brief.yaml, each with the words that the manuscript gives under its id."""
        listed = strands.facts
        if listed is not None and not isinstance(listed.value, tuple):
            self._tell("wrong-type", "a list is expected here", listed.position, "begin each item with `- `")
            return (None,)
        if not self._are_mappings(strands.words):
            return (None,)
        seen: dict[str, Position] = {}
        nodes = enumerate(listed.items() if listed else ())
        woven = [self._weave_entry(base, as_entry(node), strands, seen, index) for index, node in nodes]
        for name, place in strands.words.keys.items() if strands.words else ():
            if name not in seen:
                self._tell("unknown-id", f"`{name}` is no id of {self.facts}", place, choices(name, seen, "ids"))
        return tuple(woven)

    def _weave_entry(
        self, base: type[Entry], entry: Node, strands: Strands, seen: dict[str, Position], index: int
    ) -> Entry | None:
        if not self._are_mappings(entry):
            return None
        key = entry.get("id")
        name = key.value if key and isinstance(key.value, str) else ""
        if key and name in seen:
            hint = f"it is already on line {seen[name].line}; ids are unique in their list"
            self._tell("duplicate-id", f"the id `{name}` stands twice here", key.position, hint)
            return None
        if key and name:
            seen[name] = key.position
        cls = self._subclass(base, entry)
        if cls is None:
            return None
        words = strands.words.get(name) if strands.words else None
        # What has no usable id is told so when its fields are read.
        wordless = strands.wordless or not name
        if words is None and not wordless and needs_words(cls):
            place = strands.home.position if strands.home else None
            asking = f"{self.facts}:{entry.position.line} asks for it"
            self._tell("missing-words", f"nothing is said under the id `{name}`", place, asking)
            wordless = True
        path = joined(strands.path, name or index)
        return self.weave(cls, Strands(entry, as_words(cls, words), words or strands.home, wordless, path))

    def _subclass(self, base: type[Entry], entry: Node) -> type[Entry] | None:
        """The class that the tag of an entry names: a kind of section, a type of block."""
        if "tag" not in vars(base) or not isinstance(entry.value, dict):
            return base
        known = {cls.word(): cls for cls in base.__subclasses__()}
        node = entry.get(base.tag)
        word = node.value if node and isinstance(node.value, str) else ""
        hint = choices(word, known, f"{base.tag}s")
        fields = {name for cls in known.values() for name in cls.model_fields}
        typed = near(base.tag, entry.keys.keys() - fields)
        if node is None and typed:
            message = f"`{base.word()}` has no key `{typed[0]}`"
            self._tell("unknown-key", message, entry.keys[typed[0]], f"did you mean `{base.tag}`?")
        elif node is None:
            self._tell("missing-key", f"`{base.tag}` is missing", entry.position, hint)
        elif word not in known:
            self._tell(
                f"unknown-{base.tag}", f"there is no {base.word()} {base.tag} {node.shown()}", node.position, hint
            )
        return known.get(word)

    def _validate(self, cls: type[Model], values: dict[str, Any], broken: set[str], strands: Strands) -> Model | None:
        try:
            return cls.model_validate(values, context=self.context)
        except ValidationError as error:
            details: list[dict[str, Any]] = [dict(detail) for detail in error.errors(include_url=False)]
        # Items that are wrong also make their list too short.
        deeper = {detail["loc"][0] for detail in details if len(detail["loc"]) > 1}
        for detail in details:
            name = detail["loc"][0] if detail["loc"] else ""
            if name not in broken and not (detail["type"] == "too_short" and name in deeper):
                self.problems += mistakes(cls, detail, strands, self.manuscript, self.facts)
        return None

    def _tell(self, code: str, message: str, place: Position | None, hint: str) -> None:
        self.problems.append(Problem(code, message, place, hint))


def _is_broken(value: object) -> bool:
    return value is None or (isinstance(value, tuple) and None in value)
