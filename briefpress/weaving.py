"""Facts and words, woven into models.

Each field of a model is looked up where its type says it stands: words in the manuscript, facts in brief.yaml, and the
entries of a list in both, by their ids. Problems are gathered, with their places, instead of stopping at the first, and
what follows from a problem that was told is not told again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from briefpress.briefs import FACTS
from briefpress.fields import entry_class, is_plain, is_words, may_stand, needs_words, part_class, sole_words
from briefpress.language import Language
from briefpress.model import Entry, Frozen
from briefpress.nodes import Node
from briefpress.problems import Position, Problem, choices, near

Model = TypeVar("Model", bound=Frozen)

_ABSENT = object()


@dataclass
class Context:
    """What the validators of single fields need to know of the whole."""

    language: Language
    sources: frozenset[str]


@dataclass(frozen=True)
class Strands:
    """What is woven into one part: its node in brief.yaml and its node in the manuscript."""

    facts: Node | None
    words: Node | None
    #: The node of the manuscript at or around the part: where its missing words would stand.
    home: Node | None
    #: Whether it was told already that the part has no words.
    wordless: bool = False

    def inner(self, name: str) -> Strands:
        """The strands of the field `name`."""
        facts = self.facts.get(name) if self.facts else None
        words = self.words.get(name) if self.words else None
        return replace(self, facts=facts, words=words, home=words or self.home)


class Weaver:
    """Weaves the strands of one edition, gathering problems."""

    def __init__(self, context: Context, manuscript: str, problems: list[Problem], facts: str = FACTS) -> None:
        self.context = context
        self.manuscript = manuscript
        self.problems = problems
        #: The name of the file that holds the facts.
        self.facts = facts

    def weave(self, cls: type[Model], strands: Strands) -> Model | None:
        """One model; None where it has problems."""
        before = len(self.problems)
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
        return node.plain() if node else _ABSENT

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
            for name, place in node.keys.items() if node else ():
                if name in fitting:
                    continue
                if name in fields:
                    where = f"{self.facts}, as a fact" if words else f"{self.manuscript}, as words"
                    self._tell("wrong-file", f"`{name}` stands in the wrong file", place, f"it belongs in {where}")
                else:
                    message = f"`{cls.word()}` has no key `{name}`"
                    self._tell("unknown-key", message, place, choices(name, fitting, "keys"))
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
        woven = [self._weave_entry(base, as_entry(node), strands, seen) for node in (listed.items() if listed else ())]
        for name, place in strands.words.keys.items() if strands.words else ():
            if name not in seen:
                self._tell("unknown-id", f"`{name}` is no id of {self.facts}", place, choices(name, seen, "ids"))
        return tuple(woven)

    def _weave_entry(self, base: type[Entry], entry: Node, strands: Strands, seen: dict[str, Position]) -> Entry | None:
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
        return self.weave(cls, Strands(entry, _as_words(cls, words), words or strands.home, wordless))

    def _subclass(self, base: type[Entry], entry: Node) -> type[Entry] | None:
        """The class that the tag of an entry names: a kind of section, a type of block."""
        if "tag" not in vars(base) or not isinstance(entry.value, dict):
            return base
        known = {cls.word(): cls for cls in base.__subclasses__()}
        node = entry.get(base.tag)
        word = node.value if node and isinstance(node.value, str) else ""
        hint = choices(word, known, f"{base.tag}s")
        if node is None:
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
                self.problems += self._problems(cls, detail, strands)
        return None

    def _problems(self, cls: type[Frozen], detail: dict[str, Any], strands: Strands) -> list[Problem]:
        context = detail.get("ctx", {})
        path = context.get("path") or [step for step in detail["loc"] if step != "[key]"]
        info = cls.model_fields.get(str(path[0])) if path else None
        words = bool(info and is_words(info))
        home = (strands.words or strands.home if words else strands.facts) or strands.facts or strands.words
        assert home is not None  # noqa: S101 (a model is woven from at least one node)
        if detail["type"] == "missing":
            entry = strands.facts.get("id") if strands.facts else None
            name = f" for `{entry.value if entry else cls.word()}`"
            hint = f"add `{path[-1]}:` in {self.manuscript if words else self.facts}"
            return [Problem("missing-key", f"`{path[-1]}` is missing{name}", home.position, hint)]
        node = home.find(path)
        if "findings" in context:
            return [finding.problem(node) for finding in context["findings"]]
        if words and node.value is None:
            return [Problem("empty-text", "there are no words here", node.position, "write them, or remove the key")]
        code, message, hint = _TYPES.get(detail["type"], (detail["type"].replace("_", "-"), "", ""))
        message = message.format(shown=node.shown(), **context) or str(detail["msg"])
        return [Problem(code, message, node.position, context.get("hint", hint))]

    def _tell(self, code: str, message: str, place: Position | None, hint: str) -> None:
        self.problems.append(Problem(code, message, place, hint))


_WHOLE = ("wrong-type", "a whole number is expected here", "write it in figures, without spaces")
_SWITCH = ("wrong-type", "`true` or `false` is expected here", "write one of the two")

#: Pydantic's error types, as codes, messages (its own where empty) and hints of ours.
_TYPES = {
    "string_type": ("wrong-type", "a text is expected here", "put quotation marks around it to make it a text"),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing_size": _WHOLE,
    "float_type": ("wrong-type", "a number is expected here", "write it in figures, with a decimal point"),
    "float_parsing": ("wrong-type", "a number is expected here", "write it in figures, with a decimal point"),
    "bool_type": _SWITCH,
    "bool_parsing": _SWITCH,
    "tuple_type": ("wrong-type", "a list is expected here", "write [one, two], or one item to a line after `- `"),
    "dict_type": ("wrong-type", "keys and values are expected here", "write `key: value`, one to a line"),
    "literal_error": (
        "wrong-choice",
        "{shown} is none of the words expected here: {expected}",
        "write one of them as it stands there",
    ),
    "string_pattern_mismatch": (
        "wrong-id",
        "{shown} cannot be an id",
        "an id begins with a small letter and has small letters, figures and single hyphens",
    ),
    "empty-text": ("empty-text", "there are no words here", "write them, or remove the key"),
    "too_short": ("empty-list", "the list is too short, or empty", "add an item"),
    "too_long": ("wrong-number", "the list is too long", "a year has twelve months"),
    "greater_than": ("wrong-number", "a number above 0 is expected here", "write it in figures"),
}


def _is_broken(value: object) -> bool:
    return value is None or (isinstance(value, tuple) and None in value)


def as_entry(node: Node) -> Node:
    """An id alone stands for an entry that has nothing else."""
    if not isinstance(node.value, str):
        return node
    return Node({"id": node}, node.position, {"id": node.position})


def _as_words(cls: type[Frozen], node: Node | None) -> Node | None:
    """A text alone stands for the words of an entry that needs no others."""
    name = sole_words(cls)
    if node is None or isinstance(node.value, dict) or name is None:
        return node
    return Node({name: node}, node.position, {name: node.position})
