"""Ids written into brief.yaml where entries have none, by insertions alone: all that was typed stays as it is.

An entry that is a mapping gets a first key. One that is a bare text becomes the value of a mapping; the further lines
of a longer text are then indented as much deeper as the mapping is. The rows of a table still look like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefpress.core.files import offset_of
from briefpress.core.problems import LINE_END, Problem, Unprintable
from briefpress.core.yamlreader import parse_yaml
from briefpress.core.yamltree import Node
from briefpress.reading.content import Content
from briefpress.reading.ids import ROW_ID_HINT, MadeId, is_section_text
from briefpress.reading.merge import Part
from briefpress.reading.words import texts

#: Where in a text something is put, and what.
_Insertion = tuple[int, str]

#: The brace of a mapping, which may have an anchor.
_BRACE = re.compile(r"(?:&\S+\s+)?\{ *")

#: Entries of a table stay on one line, as they were typed: the cells of a row, the title of a column.
_OF_TABLES = ("cells", "title")
_ONE_LINE = re.compile(r"\[[^\n]*\]|[^\W_][\w ()/.–-]*")


def with_ids(content: Content) -> str:
    """The text of brief.yaml with an id for each entry that has words.

    Raises Unprintable where that cannot be written by insertions alone, as beside an alias.
    """
    tree = content.tree()
    entries = list(_entries_without_ids(tree))
    if elsewhere := [entry for entry in entries if entry.position.file != content.facts.position.file]:
        message = "an `id` is missing here: another row says the same, or its words are in letters that no id has"
        raise Unprintable(Problem("missing-key", message, entry.position, ROW_ID_HINT) for entry in elsewhere)
    text = _with_ids_of(entries, content)
    if not _is_same(text, content, tree):
        wrong = [entry for entry in entries if not _is_same(_with_ids_of([entry], content), content, tree)]
        raise Unprintable(_by_hand(entry) for entry in wrong or entries)
    return text


def _entries_without_ids(tree: Part) -> Iterator[Part]:
    """The entries with words whose ids nobody has typed; the text of a section needs none."""
    for part in (node for _, node in tree.walk() if isinstance(node, Part)):
        made = part.get("id")
        if isinstance(made, MadeId) and not is_section_text(made) and texts(part):
            yield part


def _is_same(text: str, content: Content, tree: Part) -> bool:
    """Whether brief.yaml would say with this text what it says now."""
    try:
        facts = parse_yaml(content.facts.position.file, text)
    except Unprintable:
        return False
    again, _ = replace(content, facts=facts).merged()
    return again is not None and again.plain() == tree.plain()


def _by_hand(entry: Part) -> Problem:
    message = "an `id` is missing here, and the press cannot write it without touching what was typed"
    hint = f"write `id: {entry.text('id')}` by hand, and in place of an alias (`*name`) what it repeats"
    return Problem("missing-key", message, entry.position, hint)


def _with_ids_of(entries: Iterable[Part], content: Content) -> str:
    """The text of brief.yaml with the ids of these entries."""
    text, pieces, end = content.facts.position.text or "", list[str](), 0
    # What an alias repeats is inserted once.
    for start, insertion in sorted({each for entry in entries for each in _insertions(entry, text)}):
        pieces += [text[end:start], insertion]
        end = start
    return "".join([*pieces, text[end:]])


def _insertions(entry: Part, text: str) -> Iterator[_Insertion]:
    """What gives an entry its id."""
    made = entry.get("id")
    assert isinstance(made, MadeId)  # noqa: S101 (only these lack one)
    typed, (start, end) = made.entry, made.entry.span
    # What is written as JSON stays JSON.
    mark = '"' if re.match(r'\s*\{\s*"', text) else ""
    key = f"{mark}id{mark}: {mark}{made.text()}{mark}"
    if isinstance(typed.value, dict):
        yield from _first_key(typed, key, text)
        return
    # What is a list in place of an entry are the cells of a row.
    field = "cells" if isinstance(typed.value, tuple) else next(iter(entry.keys))
    is_of_table = field in _OF_TABLES and _ONE_LINE.fullmatch(text, start, end)
    if made.listed.style or is_of_table:
        yield from ((start, f"{{{key}, {mark}{field}{mark}: "), (end, "}"))
        return
    is_block = isinstance(typed.value, tuple) and not typed.style
    line = _new_line(text, start)
    yield start, f"{key}{line}{field}:{line if is_block else ' '}"
    if not is_block:
        yield from _indented(text, start, end)


def _first_key(entry: Node, key: str, text: str) -> Iterator[_Insertion]:
    """A key and its value put before the others of a mapping."""
    start, end = entry.span
    if not entry.style:
        first = min(map(offset_of, entry.keys.values()))
        yield first, key + _new_line(text, first)
    elif brace := _BRACE.match(text, start):
        yield brace.end(), f"{key}, "
    else:
        # In brackets, one key and its value need no braces: [title: Rules].
        yield from ((start, f"{{{key}, "), (end, "}"))


def _new_line(text: str, start: int) -> str:
    """The end of a line of the file, and spaces up to the column in which `start` is."""
    end = LINE_END.search(text)
    return (end[0] if end else "\n") + " " * (start - _line_start(text, start))


def _line_start(text: str, place: int) -> int:
    """Where the line begins in which a place is."""
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def _indented(text: str, start: int, end: int) -> Iterator[_Insertion]:
    """The further lines of an item indented as much deeper as it stands behind its mark."""
    before = _line_start(text, start)
    depth = start - before - max(text.rfind("-", before, start) - before, 0)
    for line in LINE_END.finditer(text, start, end):
        following = LINE_END.search(text, line.end())
        if text[line.end() : min(end, following.start() if following else len(text))].strip():
            yield line.end(), " " * depth
