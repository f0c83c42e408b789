"""A tree of YAML validated as a model, at once; what pydantic finds wrong is reported at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from briefpress.core.problems import Problem, choices, errors, near
from briefpress.core.yamlhints import valueless_hint
from briefpress.core.yamltree import Node
from briefpress.language.finding import Finding
from briefpress.language.locale import Language
from briefpress.language.placeholders import NamedValues
from briefpress.language.references import CrossReferences
from briefpress.reading.hints import value_hint
from briefpress.reading.merge import Part, merge
from briefpress.reading.suspects import suspects
from briefpress.schema.base import Frozen, NotEmpty, Tagged
from briefpress.schema.fields import entry_class, is_words
from briefpress.schema.markings import Markings
from briefpress.schema.table_findings import TableFinding

Model = TypeVar("Model", bound=Frozen)

_NO_WORDS = ("empty-text", "there are no words here")
_ID_HINT = "an id begins with a small letter and has small letters, digits and single hyphens"
#: Pydantic's types of error, as our codes, messages (its own where empty) and hints.
_TYPES = {
    "string_type": ("wrong-type", "a text is expected here", "put quotation marks around it to make it a text"),
    "bool_type": ("wrong-type", "`true` or `false` is expected here", "write one of the two, without quotation marks"),
    "tuple_type": ("wrong-type", "a list is expected here", "write [one, two], or one item to a line after `- `"),
    "dict_type": ("wrong-type", "keys and values are expected here", "write `key: value`, one to a line"),
    "literal_error": ("wrong-choice", "{shown} is none of the words expected here: {expected}", "write one of them"),
    "string_pattern_mismatch": ("wrong-id", "{shown} is not a valid id", _ID_HINT),
    "too_short": (
        "empty-list",
        "the list is too short, or empty",
        "add an item; where an `if:` leaves them all out, put it on what the list belongs to",
    ),
    "too_long": ("wrong-number", "the list has {actual_length} items, more than {max_length}", "remove some"),
    "greater_than": (
        "wrong-number",
        "a number above 0 is expected here",
        "leave out what is not known",
    ),
}
_TYPES |= {
    "int_type": ("wrong-type", "a whole number is expected here", "write digits alone: 2"),
    "greater_than_equal": ("wrong-number", "{shown} is too small: {ge} is the least", "write another number"),
    "less_than_equal": ("wrong-number", "{shown} is too large: {le} is the most", "write another number"),
}
_TYPES |= dict.fromkeys(("model_type", "model_attributes_type"), _TYPES["dict_type"])


@dataclass
class Context:
    """What the validators of single fields need to know of the whole."""

    language: Language
    sources: frozenset[str] = frozenset()
    #: The ids on the page that are taken: those of sections and entries, and of the headings that were read.
    ids: set[str] = field(default_factory=set)
    #: What may be meant otherwise in a text or a table, each with the path of that.
    warnings: list[tuple[str, Finding | TableFinding]] = field(default_factory=list)
    #: The markings that may be named.
    markings: Markings = field(default_factory=Markings)
    #: What links may refer to by its number.
    references: CrossReferences = field(default_factory=CrossReferences)
    #: What its texts print by name.
    values: NamedValues = field(default_factory=NamedValues)


def validate(model: type[Model], tree: Part, context: Context, path: str = "") -> tuple[Model | None, list[Problem]]:
    """The model of a merged tree, and what is wrong with it; the paths of its texts begin with `path`.

    There is a model unless an error is among the problems.
    """
    value: Model | None = None
    problems: list[Problem] = []
    try:
        value = model.model_validate(tree.plain(path), context=context)
    except ValidationError as error:
        problems += _Errors(tree, error.errors(include_url=False)).problems()
    problems += _empty(tree)
    nodes = dict(tree.walk(path)) if context.warnings else {}
    return value, problems + [finding.problem(nodes[name]) for name, finding in context.warnings if name in nodes]


def _empty(tree: Part) -> Iterator[Problem]:
    """Keys that were typed without a value, and are not to be."""
    for part in (node for _, node in tree.walk() if isinstance(node, Part)):
        for name, info in part.model.model_fields.items():
            node = part.get(name)
            if node and node.value is None and any(isinstance(mark, NotEmpty) for mark in info.metadata):
                code, message = _NO_WORDS if is_words(info) else ("wrong-type", "a value is expected here")
                yield Problem(code, message, node.position, "write it after the colon, or remove the key")


def read_file(model: type[Model], tree: Node, context: Context, path: str = "") -> tuple[Model | None, list[Problem]]:
    """The model of a file that is complete in itself, and what is wrong with it."""
    merged, problems = merge(model, tree)
    value, wrong_values = validate(model, merged, context, path) if merged else (None, [])
    problems += [*wrong_values, *(suspects(merged) if merged else ())]
    return (None if errors(problems) else value), problems


def _is_wordless(finding: Finding | TableFinding, table: Node) -> bool:
    """Whether a cell is empty only as its row lacks words in the language, which a problem says already."""
    if not isinstance(finding, TableFinding) or finding.code != "empty-cell":
        return False
    *row, _, name = finding.path
    kinds = {column.text("id"): column.text("holds") or "words" for column in table.items("columns")}
    part = table.nearest(*row)
    return kinds.get(str(name)) == "words" and isinstance(part, Part) and "cells" in part.missed


@dataclass(frozen=True)
class _Place:
    """Where an error is: the innermost part around it, and the keys and indices from there on."""

    part: Part
    path: tuple[str | int, ...]

    @property
    def field(self) -> FieldInfo | None:
        """The field of the part that it is in."""
        return self.part.model.model_fields.get(str(self.path[0])) if self.path else None

    @property
    def is_words(self) -> bool:
        """Whether that field holds words."""
        return self.field is not None and is_words(self.field)


class _Errors:
    """The errors of one validation, each of which is a problem unless it only follows from another."""

    def __init__(self, tree: Part, errors: list[ErrorDetails]) -> None:
        self.tree = tree
        self.errors = errors
        self.around = {error["loc"][:end] for error in self.errors for end in range(len(error["loc"]))}

    def problems(self) -> Iterator[Problem]:
        """The problems, each at its place."""
        tags = dict.fromkeys(("union_tag_not_found", "union_tag_invalid"), self._untagged)
        kinds = {"missing": self._missing, **tags}
        for error in self.errors:
            # Items that are wrong also make their list too short.
            if error["type"] != "too_short" or error["loc"] not in self.around:
                yield from kinds.get(error["type"], self._wrong_value)(error, self._place(error["loc"]))

    def _place(self, loc: tuple[str | int, ...]) -> _Place:
        node: Node | None = self.tree
        part, path = self.tree, list[str | int]()
        steps = iter(loc)
        for step in steps:
            path.append(step)
            node = node.at(step) if node else None
            if isinstance(node, Part):
                part, path = node, []
                # Pydantic also names the member of a union.
                next(steps if node.is_tagged else iter(()), None)
        return _Place(part, tuple(path))

    def _missing(self, _error: ErrorDetails, place: _Place) -> Iterator[Problem]:
        part, key = place.part, str(place.path[-1])
        if key in part.missed or (place.is_words and part.is_wordless):
            return
        position, file = (part.words, part.words.file) if place.is_words else (part.position, self.tree.position.file)
        name = part.text("id") or part.model.word()
        # The text of a section is the first of its blocks.
        added = "`text:` or `blocks:`" if key == "blocks" and part.words.file == file else f"`{key}:`"
        yield Problem("missing-key", f"`{key}` is missing for `{name}`", position, f"add {added} in {file.name}")

    def _untagged(self, _error: ErrorDetails, place: _Place) -> Iterator[Problem]:
        """An entry whose `kind` or `type` is missing or none that there is."""
        base = entry_class(place.field) if place.field else None
        assert base  # noqa: S101 (only entries are told apart by a tag)
        assert issubclass(base, Tagged)  # noqa: S101
        entry, members = place.part.nearest(*place.path), base.members()
        node = entry.get(base.tag)
        hint = choices(entry.text(base.tag) or "", members, f"{base.tag}s")
        fields = {name for member in members.values() for name in member.model_fields}
        if node:
            message = f"there is no {base.word()} {base.tag} {node.shown()}"
            yield Problem(f"unknown-{base.tag}", message, node.position, hint)
        elif glued := next((key for key in entry.valueless if re.match(rf"{base.tag}\s*[:=：]", key)), None):
            yield Problem("missing-key", f"`{base.tag}` is missing", entry.keys[glued], valueless_hint(glued))
        elif mistyped := near(base.tag, entry.keys.keys() - fields):
            message = f"`{base.word()}` has no key `{mistyped[0]}`"
            yield Problem("unknown-key", message, entry.keys[mistyped[0]], f"did you mean `{base.tag}`?")
        else:
            yield Problem("missing-key", f"`{base.tag}` is missing", entry.position, hint)

    def _wrong_value(self, error: ErrorDetails, place: _Place) -> Iterator[Problem]:
        context = error.get("ctx", {})
        path = [*place.path, *context.get("path", ())]
        if is_key := path[-1:] == ["[key]"]:
            path.pop()
        node, parent = place.part.nearest(*path), place.part.nearest(*path[:-1])
        is_needed = place.field is not None and place.field.is_required() and len(path) == 1
        or_not = "" if is_needed else ", or remove the key"
        if path and (key := str(path[-1])) in parent.valueless:
            yield Problem("unknown-key", f"`{key}` has no value", parent.keys[key], valueless_hint(key, parent))
        elif "findings" in context:
            yield from (finding.problem(node) for finding in context["findings"] if not _is_wordless(finding, node))
        elif error["type"] == "empty-text" or (place.is_words and node.value is None):
            yield Problem(*_NO_WORDS, node.position, f"write them{or_not}")
        else:
            code, message, hint = _TYPES.get(error["type"], (error["type"].replace("_", "-"), "", ""))
            shown = f"`{path[-1]}`" if is_key else node.shown()
            message = message.format(shown=shown, **context) or error["msg"]
            if error["type"] == "literal_error":
                hint += or_not
            expected, key = str(context.get("expected", "")), str(path[-1] if path else "")
            better = value_hint(error["type"], node, expected, key, is_words=place.is_words)
            yield Problem(code, message, node.position, better or context.get("hint", hint))
