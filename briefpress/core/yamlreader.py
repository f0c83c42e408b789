"""YAML → a tree of nodes.

PyYAML's SafeLoader composes the file; this module restricts it to what content needs: the scalars of YAML 1.2's
core schema (`no` is Norway, `12:30` is no number, dates stay text, and so does `007`, which would lose its zeros), no
tags, no duplicate keys, no unbounded aliases.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from briefpress.core.files import Files, position_of
from briefpress.core.numbers import meant, number_hint
from briefpress.core.problems import Position, Problem, Unprintable
from briefpress.core.yamltree import Node, Scalar

#: How many nodes a file may hold once its aliases are expanded.
MAX_NODES = 50_000
MAX_DEPTH = 40
#: How many digits a number may have, written without an exponent.
MAX_DIGITS = 40


def read_yaml(path: Path, files: Files | None = None) -> Node:
    """Read one YAML file, which is one of an edition's files or stands alone.

    Raises Unprintable when it is missing, empty, too large, not UTF-8 or not YAML as this press takes it.
    """
    text = (files or Files(path.parent)).text(path)
    builder = _Builder(path, text)
    try:
        root = yaml.compose(text, _Loader)
        if root is None:
            hint = "see docs/content.md for what it must hold, or copy the one of content/specimen"
            raise Unprintable([Problem("empty-file", "the file is empty", Position(path, 1, 1), hint)])
        node = builder.build(root)
    except yaml.MarkedYAMLError as error:
        raise Unprintable([_syntax(path, text, error)]) from None
    except yaml.reader.ReaderError as error:
        place = position_of(path, text, error.position)
        message = f"the character U+{ord(text[error.position]):04X} cannot stand in a text"
        hint = "remove it; a picture, a PDF or a Word file cannot stand here"
        raise Unprintable([Problem("not-text", message, place, hint)]) from None
    except RecursionError:
        raise Unprintable([_too_deep(Position(path))]) from None
    if builder.problems:
        raise Unprintable(builder.problems)
    return node


class _Loader(yaml.SafeLoader):
    """SafeLoader with the scalars of the YAML 1.2 core schema."""


_WHOLE = "(0|[1-9][0-9]*)"
_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", rf"[-+]?{_WHOLE}|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", rf"[-+]?(\.[0-9]+|{_WHOLE}(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_pattern})\Z"), list(_first))


@dataclass
class _Builder:
    """Turns PyYAML's nodes into ours, gathering problems on the way; `count` is that of the nodes so far."""

    path: Path
    text: str
    problems: list[Problem] = field(default_factory=list)
    count: int = 0

    def build(self, node: yaml.Node, depth: int = 0) -> Node:
        self.count += 1
        here = self._place(node)
        if depth > MAX_DEPTH:
            raise Unprintable([_too_deep(here)])
        if self.count > MAX_NODES:
            hint = "an alias (`*name`) repeats all that its anchor holds, and so do aliases inside it"
            raise Unprintable([Problem("too-many-aliases", "the aliases expand to too much text", here, hint)])
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, here, depth)
        if isinstance(node, yaml.SequenceNode):
            self._only(node, "seq", here)
            return Node(tuple(self.build(child, depth + 1) for child in node.value), here)
        assert isinstance(node, yaml.ScalarNode)  # noqa: S101 (there is no fourth kind)
        return Node(self._scalar(node, here), here)

    def _mapping(self, node: yaml.MappingNode, here: Position, depth: int) -> Node:
        self._only(node, "map", here)
        values: dict[str, Node] = {}
        keys: dict[str, Position] = {}
        valueless = frozenset(key.value for key, value in node.value if _has_no_value(key, value))
        for key_node, value_node in node.value:
            place = self._place(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.append(Problem("wrong-key", "a key must be a word", place, "write `key: value`"))
                continue
            # A key is its own text: `no:` is Norway, `2017:` a year.
            key = key_node.value
            if key in values:
                earlier = f"it is already on line {keys[key].line}; remove one of the two"
                hint = value_hint(key) if key in valueless else earlier
                self.problems.append(Problem("duplicate-key", f"`{key}` appears twice here", place, hint))
                continue
            values[key], keys[key] = self.build(value_node, depth + 1), place
        return Node(values, here, keys, valueless)

    def _scalar(self, node: yaml.ScalarNode, here: Position) -> Scalar:
        kind, text = self._only(node, "str", here), str(node.value)
        if kind in ("int", "float") and (number := _number(text)) is not None:
            return number
        if kind == "bool":
            return text.lower() == "true"
        if kind == "null":
            return None
        return text

    def _only(self, node: yaml.Node, usual: str, here: Position) -> str:
        """The kind of `node` by its tag; any tag outside the core schema is a problem."""
        kind = str(node.tag).removeprefix("tag:yaml.org,2002:")
        kinds = {"str", "bool", "null", "int", "float"} if usual == "str" else {usual}
        if kind in kinds:
            return kind
        hint = "YAML tags (`!…`) are not used here; quote the text if it begins with `!`"
        self.problems.append(Problem("unknown-tag", f"there is no tag `{node.tag}`", here, hint))
        return usual

    def _place(self, node: yaml.Node) -> Position:
        start, end = node.start_mark, node.end_mark
        length = end.column - start.column if end.line == start.line else 1
        return Position(self.path, start.line + 1, start.column + 1, max(1, length), text=self.text)


def _number(text: str) -> int | Decimal | None:
    """The number that a scalar is; None where it would have too many digits to be printed: such a one is a text."""
    if text[:2] in ("0o", "0x"):
        return int(text, 0) if len(text) < MAX_DIGITS else None
    # Python takes only so large an exponent.
    number = None if re.search(r"[eE].{6}", text) else Decimal(text)
    if number is None or max(number.adjusted(), 0) - min(int(number.as_tuple().exponent), 0) >= MAX_DIGITS:
        return None
    return int(text) if re.fullmatch(r"[-+]?[0-9]+", text) else number


def _has_no_value(key: yaml.Node, value: yaml.Node) -> bool:
    """Whether nothing but space lies between a key and its value: then there is no value either."""
    mark: Any = key.end_mark
    return isinstance(key, yaml.ScalarNode) and not mark.buffer[mark.pointer : value.start_mark.pointer].strip()


def _too_deep(place: Position) -> Problem:
    hint = "no entry needs more than ten levels: is a bracket or an alias too many?"
    return Problem("too-deep", f"lists and mappings are nested more than {MAX_DEPTH} deep", place, hint)


def _syntax(path: Path, text: str, error: yaml.MarkedYAMLError) -> Problem:
    message = " ".join(filter(None, (error.context, error.problem)))
    # What is never closed is noticed at the end of the file; it is to be closed near where it was opened.
    opened = any(part in message for part in ("stream end", "end of stream", "expected ':'"))
    mark = (error.context_mark if opened else None) or error.problem_mark or error.context_mark
    place = Position(path, mark.line + 1, mark.column + 1, text=text) if mark else Position(path)
    default = "quote the text, or look for a bracket or a quotation mark too many or too few"
    hint = next((hint for part, hint in _SYNTAX_HINTS if part in message), default)
    return Problem("yaml-syntax", f"this is not YAML: {error.problem or message}", place, hint)


#: What PyYAML says (a part of it), and what there is to do.
_SYNTAX_HINTS = (
    (
        "mapping values are not allowed",
        "put quotation marks around a text with `: `, or begin it on a new line after `|`",
    ),
    ("cannot start any token", "indent with spaces, not tabs; quote a text that begins with one of @ ` % &"),
    ("expected <block end>", "the lines of one list or mapping must begin in the same column"),
    ("could not find expected ':'", "a key is followed by `: `; quote a text of several lines, or begin it with `|`"),
    ("found unexpected end of stream", "a quotation mark is opened and never closed"),
    ("undefined alias", "an alias (`*name`) needs an anchor (`&name`) above it; quote a text that begins with `*`"),
    ("but found another document", "one file holds one document: remove the line `---`"),
    ("did not find expected", "quote a text that begins with one of [ { & * ! | > % @"),
)


def value_hint(key: str, node: Node | None = None) -> str:
    """What to do about a key of a node in braces that has neither a colon nor a value: as a rule, a comma made it."""
    if not key.isdigit():
        return "a comma separates two keys: put quotation marks around a text with a comma"
    pieces: list[str] = []
    for name, value in node.inside() if node else ():
        if value.value is not None:
            if key in pieces[1:]:
                break
            pieces = [str(value.value)]
        elif name.isdigit():
            pieces.append(name)
    typed = ",".join(pieces)
    if meant(typed):
        return f"a comma separates two keys: {number_hint(typed)}"
    return "a comma separates two keys: write a number without separators, as in 2400000"
