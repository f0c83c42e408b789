"""YAML → a tree of nodes.

PyYAML composes the file (core/yamlloader.py); this module restricts it to what content needs: no tags, no duplicate
keys, no unbounded aliases.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from briefpress.core.characters import strangers
from briefpress.core.files import Files, position_of
from briefpress.core.numbers import MAX_DIGITS
from briefpress.core.problems import Position, Problem, Unprintable
from briefpress.core.slips.syntax import syntax_problem
from briefpress.core.unseen import disordered, place_in
from briefpress.core.yamlcommas import torn
from briefpress.core.yamlhints import valueless_hint
from briefpress.core.yamlloader import Loader, composed
from briefpress.core.yamlscalars import lost_backslash, runs_on
from briefpress.core.yamltree import Node, Scalar

#: How many nodes a file may hold once its aliases are expanded.
MAX_NODES = 50_000
MAX_DEPTH = 40


def read_yaml(path: Path, files: Files | None = None) -> Node:
    """Read one YAML file, which is one of an edition's files or stands alone.

    Raises Unprintable when it is missing, empty, too large, not UTF-8 or not YAML as this press takes it.
    """
    return parse_yaml(path, (files or Files(path.parent)).text(path))


@lru_cache(maxsize=16)
def parse_yaml(path: Path, text: str) -> Node:
    """The tree of a YAML file of this text; raises Unprintable as `read_yaml`.

    A text is parsed once, whoever asks for it: brief.yaml says which languages there are, and more.
    """
    if problems := _strangers(path, text):
        raise Unprintable(problems)
    builder = _Builder(path, text)
    try:
        root, builder.problems = composed(path, text)
        if root is None:
            hint = "see docs/content.md for what it must hold, or copy the one of content/specimen"
            raise Unprintable([Problem("empty-file", "the file is empty", Position(path, 1, 1), hint)])
        node = builder.build(root)
    except yaml.MarkedYAMLError as error:
        raise Unprintable([syntax_problem(path, text, error, Loader)]) from None
    except RecursionError:
        raise Unprintable([_too_deep(Position(path))]) from None
    if builder.problems:
        raise Unprintable(builder.problems)
    return node


def _strangers(path: Path, text: str) -> list[Problem]:
    """A problem for each character that cannot stand in a text; the first alone in what is no text at all."""
    if "\0" in text:
        place, hint = position_of(path, text, text.index("\0")), "save it as UTF-8 text; nothing else can stand here"
        return [Problem("not-text", "the file is not UTF-8 text: it holds a null (U+0000)", place, hint)]
    return [
        Problem("not-text", f"{name} cannot stand in a text", position_of(path, text, start), remedy)
        for start, name, remedy in strangers(text)
    ]


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
            inner = tuple(self.build(child, depth + 1) for child in node.value)
            self._check_commas(node)
            return Node(inner, here, style="[" if node.flow_style else "", span=_span(node))
        assert isinstance(node, yaml.ScalarNode)  # noqa: S101 (there is no fourth kind)
        self._check_quotes(node)
        self._check_order(node)
        return Node(self._scalar(node, here), here, style=node.style or "", span=_span(node))

    def _mapping(self, node: yaml.MappingNode, here: Position, depth: int) -> Node:
        self._only(node, "map", here)
        values: dict[str, Node] = {}
        keys: dict[str, Position] = {}
        valueless = frozenset(key.value for key, value in node.value if _has_no_value(key, value))
        for key_node, value_node in node.value:
            place = self._place(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                hint = "write `key: value`"
                if isinstance(key_node, yaml.MappingNode) and key_node.flow_style:
                    # `title: {{city}}`, where a value of the brief is meant.
                    hint = "put quotation marks around the whole text: to YAML, { } is a list of its own"
                self.problems.append(Problem("wrong-key", "a key must be a word", place, hint))
                continue
            # A key is its own text: `no:` is Norway, `2017:` a year.
            key = key_node.value
            self._check_order(key_node)
            if key in values:
                earlier = f"it is already on line {keys[key].line}; remove one of the two"
                if depth and keys[key] != list(keys.values())[-1]:
                    earlier += "; if they belong to two entries, write the id of the second above it"
                hint = valueless_hint(key) if key in valueless else earlier
                self.problems.append(Problem("duplicate-key", f"`{key}` appears twice here", place, hint))
                continue
            values[key], keys[key] = self.build(value_node, depth + 1), place
        return Node(values, here, keys, valueless, "{" if node.flow_style else "", _span(node))

    def _scalar(self, node: yaml.ScalarNode, here: Position) -> Scalar:
        kind, text = self._only(node, "str", here), str(node.value)
        if kind in ("int", "float") and (number := _number(text)) is not None:
            return number
        if kind == "bool":
            return text.lower() == "true"
        if kind == "null":
            return None
        return text

    def _check_commas(self, node: yaml.SequenceNode) -> None:
        """Report numbers and texts that the commas of a list in brackets take apart."""
        for (start, end), message, hint in torn(self.text, [_span(child) for child in node.value if node.flow_style]):
            self.problems.append(Problem("yaml-syntax", message, position_of(self.path, self.text, start, end), hint))

    def _check_quotes(self, node: yaml.ScalarNode) -> None:
        """Report a text in quotation marks that is not what was meant."""
        start, end = node.start_mark.index, node.end_mark.index
        if node.style in ("'", '"') and runs_on(self.text, start, end):
            message = f"this quotation mark is closed on line {node.end_mark.line + 1} only, in another entry"
            hint = f"end the text with {node.style}"
            place = position_of(self.path, self.text, start)
            self.problems.append(Problem("yaml-syntax", message, place, hint))
        elif node.style == '"' and (escape := lost_backslash(self.text[start:end])):
            place = position_of(self.path, self.text, start + escape.start(), start + escape.end())
            message = f'between " " `{escape[0]}` is one character, and neither a backslash nor a letter'
            hint = "type \\\\ for a backslash, or put ' ' around the text"
            self.problems.append(Problem("yaml-syntax", message, place, hint))

    def _check_order(self, node: yaml.ScalarNode) -> None:
        """Report characters that change the order of what is read."""
        (begin, end), value = _span(node), str(node.value)
        for number, message, hint in disordered(value):
            start, stop = place_in(self.text[begin:end], value, number)
            place = position_of(self.path, self.text, begin + start, begin + stop)
            self.problems.append(Problem("unseen-character", message, place, hint))

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


def _span(node: yaml.Node) -> tuple[int, int]:
    start, end = node.start_mark.index, node.end_mark.index
    return start, end


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
