"""Facts and words, woven into models.

Each field of a model is looked up where its type says it stands: words in the manuscript, facts in brief.yaml, and
the entries of a list in both, by their ids. Problems are gathered, with their places, instead of stopping at the first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from briefpress.briefs import FACTS
from briefpress.language import Language
from briefpress.model import Entry, Frozen
from briefpress.nodes import Node
from briefpress.problems import Position, Problem, choices, near
from briefpress.text import Words

Part = TypeVar("Part", bound=Frozen)


@dataclass
class Context:
    """What the validators of single fields need to know of the whole."""

    language: Language
    sources: frozenset[str]
    cited: set[str] = field(default_factory=set)


class Weaver:
    """Weaves facts and words into models, gathering problems instead of stopping at the first."""

    def __init__(self, context: Context, manuscript: str, problems: list[Problem] | None = None) -> None:
        self.context = context
        self.manuscript = manuscript
        self.problems: list[Problem] = [] if problems is None else problems

    def weave(self, cls: type[Part], facts: Node | None, words: Node | None) -> Part | None:
        """One model from its node in brief.yaml and its node in the manuscript; None where it has problems."""
        before = len(self.problems)
        if not self._are_mappings(facts, words):
            return None
        meant = self._refuse_strangers(cls, facts, words)
        values: dict[str, Any] = {}
        for name, info in cls.model_fields.items():
            if name in meant:
                continue
            fact, word = facts and facts.get(name), words and words.get(name)
            if _is_words(info):
                self._take(values, name, word)
            elif entry := _children(info):
                self._weave_children(values, name, entry, fact, word)
            elif part := _child(info):
                if fact or word:
                    values[name] = self.weave(part, fact, word)
            else:
                self._take(values, name, fact)
        model = self._validate(cls, values, meant, facts, words)
        return model if len(self.problems) == before else None

    @staticmethod
    def _take(values: dict[str, Any], name: str, node: Node | None) -> None:
        if node is not None:
            values[name] = node.plain()

    def _are_mappings(self, *nodes: Node | None) -> bool:
        wrong = [node for node in nodes if node and not isinstance(node.value, dict)]
        for node in wrong:
            message = "keys and values are expected here"
            self.problems.append(Problem("wrong-type", message, node.position, "write `key: value`, one to a line"))
        return not wrong

    def _refuse_strangers(self, cls: type[Frozen], facts: Node | None, words: Node | None) -> set[str]:
        """Report the keys that have no place here; returns the fields that they were probably meant for."""
        fields = cls.model_fields
        meant: set[str] = set()
        for node, is_words in ((facts, False), (words, True)):
            fitting = {
                name
                for name, info in fields.items()
                if _may_stand(info, words=is_words) and not (is_words and name == "id")
            }
            if cls.tag and not is_words:
                fitting.add(cls.tag)
            for name, place in node.keys.items() if node else ():
                if name in fitting:
                    continue
                where = f"{FACTS}, as a fact" if is_words else f"{self.manuscript}, as words"
                meant.update([name] if name in fields else near(name, fitting))
                if name in fields:
                    problem = Problem(
                        "wrong-file", f"`{name}` stands in the wrong file", place, f"it belongs in {where}"
                    )
                else:
                    what = cls.word()
                    problem = Problem(
                        "unknown-key", f"`{what}` has no key `{name}`", place, choices(name, fitting, "keys")
                    )
                self.problems.append(problem)
        return meant

    def _weave_children(
        self, values: dict[str, Any], name: str, base: type[Entry], facts: Node | None, words: Node | None
    ) -> None:
        """The entries of a list in brief.yaml, each with the words that the manuscript gives under its id."""
        if facts is None and words is None:
            return
        if facts is not None and not isinstance(facts.value, tuple):
            self.problems.append(
                Problem("wrong-type", "a list is expected here", facts.position, "begin each item with `- `")
            )
            return
        if not self._are_mappings(words):
            return
        values[name] = ()
        seen: dict[str, Position] = {}
        for node in facts.items() if facts else ():
            entry = as_entry(node)
            key = entry.get("id")
            place = key.position if key else node.position
            if key is not None and str(key.value) in seen:
                hint = f"it is already on line {seen[str(key.value)].line}; ids are unique in their list"
                self.problems.append(Problem("duplicate-id", f"the id `{key.value}` stands twice here", place, hint))
                continue
            if key is not None:
                seen[str(key.value)] = place
            cls = self._subclass(base, entry)
            child_words = words.get(str(key.value)) if words and key else None
            if cls is not None and self._has_words(cls, key, child_words, words):
                child = self.weave(cls, entry, _as_words(cls, child_words))
                values[name] = (*values[name], child)
        self._refuse_unknown_ids(words, seen)

    def _has_words(self, cls: type[Entry], key: Node | None, own: Node | None, around: Node | None) -> bool:
        if own or key is None or not _needs_words(cls):
            return True
        place = around.position if around else Position(key.position.file.parent / self.manuscript, 1, 1)
        line = f"{FACTS}:{key.position.line}"
        problem = Problem("missing-words", f"nothing is said under the id `{key.value}`", place, f"{line} asks for it")
        self.problems.append(problem)
        return False

    def _refuse_unknown_ids(self, words: Node | None, seen: Mapping[str, Position]) -> None:
        for name, place in words.keys.items() if words else ():
            if name not in seen:
                message = f"`{name}` is no id of {FACTS}"
                self.problems.append(Problem("unknown-id", message, place, choices(name, seen, "ids")))

    def _subclass(self, base: type[Entry], entry: Node) -> type[Entry] | None:
        """The class that the tag of an entry names: a kind of section, a type of block."""
        if "tag" not in vars(base) or not isinstance(entry.value, dict):
            return base
        known = {cls.word(): cls for cls in base.__subclasses__()}
        node = entry.get(base.tag)
        if node is None:
            message = f"`{base.tag}` is missing"
            self.problems.append(Problem("missing-key", message, entry.position, choices("", known, f"{base.tag}s")))
            return None
        word = str(node.value)
        if word not in known:
            message = f"there is no {base.word()} {base.tag} `{word}`"
            self.problems.append(
                Problem(f"unknown-{base.tag}", message, node.position, choices(word, known, f"{base.tag}s"))
            )
        return known.get(word)

    def _validate(
        self, cls: type[Part], values: dict[str, Any], meant: set[str], facts: Node | None, words: Node | None
    ) -> Part | None:
        # Children that have problems of their own are None by now: what is said of them is beside the point.
        broken = {
            name for name, value in values.items() if value is None or (isinstance(value, tuple) and None in value)
        }
        broken = meant | {name for name in broken if not _is_plain(cls.model_fields[name])}
        try:
            return cls.model_validate(values, context=self.context)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                if not detail["loc"] or detail["loc"][0] not in broken:
                    self.problems.append(self._problem(cls, dict(detail), facts, words))
        return None

    def _problem(self, cls: type[Frozen], detail: dict[str, Any], facts: Node | None, words: Node | None) -> Problem:
        path = [step for step in detail["loc"] if step != "[key]"]
        info = cls.model_fields.get(str(path[0])) if path else None
        home = words if info and _is_words(info) else facts
        home = home or facts or words
        assert home is not None  # noqa: S101 (a model is woven from at least one node)
        node = home.find(path)
        context = detail.get("ctx", {})
        place = node.line(context["line"]) if "line" in context else node.position
        if detail["type"] == "missing":
            file = self.manuscript if info and _is_words(info) else FACTS
            entry = home.get("id")
            name = f" for `{entry.value}`" if entry else ""
            return Problem("missing-key", f"`{path[-1]}` is missing{name}", place, f"add `{path[-1]}:` in {file}")
        code, hint = _TYPES.get(detail["type"], (detail["type"].replace("_", "-"), ""))
        return Problem(code, _message(detail, node), place, context.get("hint", hint))


#: Pydantic's error types, as codes of ours, each with a hint.
_TYPES = {
    "string_type": ("wrong-type", "put quotation marks around it to make it a text"),
    "int_type": ("wrong-type", "write a whole number, without spaces"),
    "int_parsing": ("wrong-type", "write a whole number, without spaces"),
    "int_from_float": ("wrong-type", "write a whole number"),
    "float_type": ("wrong-type", "write a number"),
    "bool_type": ("wrong-type", "write `true` or `false`"),
    "bool_parsing": ("wrong-type", "write `true` or `false`"),
    "tuple_type": ("wrong-type", "write a list: [one, two], or one item to a line after `- `"),
    "dict_type": ("wrong-type", "write `key: value`, one to a line"),
    "literal_error": ("wrong-choice", ""),
    "string_pattern_mismatch": (
        "wrong-id",
        "an id begins with a small letter and has small letters, figures and hyphens",
    ),
    "too_short": ("empty-list", "add an item"),
    "greater_than": ("wrong-number", "write a number above 0"),
}


def _message(detail: dict[str, Any], node: Node) -> str:
    if detail["type"] == "literal_error":
        return f"`{node.value}` is none of the words expected here: {detail['ctx']['expected']}"
    message = str(detail["msg"])
    return message[:1].lower() + message[1:]


def _is_words(info: FieldInfo) -> bool:
    return any(isinstance(mark, Words) for mark in info.metadata) or any(
        isinstance(mark, Words) for option in _options(info.annotation) for mark in _marks(option)
    )


def _options(annotation: Any) -> tuple[Any, ...]:
    """The members of a union, a dict or a tuple; the annotation itself where it is none of them."""
    if get_origin(annotation) in (UnionType, Union, dict, tuple):
        return get_args(annotation)
    return (annotation,)


def _marks(annotation: Any) -> tuple[Any, ...]:
    return tuple(getattr(annotation, "__metadata__", ()))


def _children(info: FieldInfo) -> type[Entry] | None:
    """The class of the entries, where a field holds a list of them."""
    if get_origin(info.annotation) is not tuple:
        return None
    cls = get_args(info.annotation)[0]
    return cls if isinstance(cls, type) and issubclass(cls, Entry) else None


def _child(info: FieldInfo) -> type[Frozen] | None:
    """The class of the part, where a field holds a single one."""
    for option in _options(info.annotation):
        if isinstance(option, type) and issubclass(option, Frozen):
            return option
    return None


def _is_plain(info: FieldInfo) -> bool:
    return not (_children(info) or _child(info))


def _may_stand(info: FieldInfo, *, words: bool) -> bool:
    return _is_words(info) == words if _is_plain(info) else not words or _needs_any(info)


def _needs_any(info: FieldInfo) -> bool:
    """Whether the parts that a field holds have words at all."""
    cls = _children(info) or _child(info)
    subclasses = cls.__subclasses__() if cls and "tag" in vars(cls) else [cls]
    return any(
        _is_words(inner) or (not _is_plain(inner) and _needs_any(inner))
        for sub in subclasses
        if sub
        for inner in sub.model_fields.values()
    )


def _needs_words(cls: type[Frozen]) -> bool:
    """Whether a part cannot do without words."""
    return any(_is_words(info) and info.is_required() for info in cls.model_fields.values())


def as_entry(node: Node) -> Node:
    """An id alone stands for an entry that has nothing else."""
    if isinstance(node.value, dict):
        return node
    return Node({"id": node}, node.position, {"id": node.position})


def _as_words(cls: type[Frozen], node: Node | None) -> Node | None:
    """A text alone stands for the words of an entry that has only one field of words."""
    names = [name for name, info in cls.model_fields.items() if _is_words(info)]
    if node is None or isinstance(node.value, dict) or len(names) != 1:
        return node
    return Node({names[0]: node}, node.position, {names[0]: node.position})
