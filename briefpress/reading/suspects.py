"""Valid YAML that is probably not what its author meant: words that are cut off, run together, or quoted in vain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice, pairwise
from typing import Any

from pydantic.fields import FieldInfo

from briefpress.core.characters import BULLETS, QUOTES
from briefpress.core.files import position_of
from briefpress.core.problems import Position, Problem, Severity, lines_of
from briefpress.core.unseen import place_in, unseen
from briefpress.core.yamlscalars import COMMENT_HINT, comment_in, indent
from briefpress.core.yamltree import Node
from briefpress.reading.merge import Part
from briefpress.schema.base import NotEmpty
from briefpress.schema.blocks import Quote
from briefpress.schema.fields import is_passage, is_text

#: Word pastes its hollow bullet as an o and a tab.
_BULLET = re.compile(rf"(?:[-*+{BULLETS}]|o(?=\t)|[①-⑳❶-❿]|\(?(?P<number>\d{{1,2}}|[a-z]|[ivx]{{2,5}})[.)°])\s+\S")
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"]
_SERIES = ([str(number) for number in range(100)], list("abcdefghijklmnopqrstuvwxyz"), _ROMAN)

#: A mark of one item; a dash, and a hyphen that another follows, or a number with a full stop, may begin any line.
_MARK = re.compile(rf"\s*[-*+{re.sub('[–—−‐‑]', '', BULLETS)}]\s(?!.*\s-\s)")

_LIST_HINT = "begin the text on a new line after `|`, and each item with `- ` or `1. `"

#: The end of a line, after which no item, heading or row begins.
_NEW_LINE = re.compile(r"[^\n]\n(?!\n|\s{0,99}(?:[-*+>|]|#+|\d+[.)])\s)(?=.)")
_PARAGRAPH_HINTS = {">": "write `|` in place of `>`", "": "begin the text on a new line after `|`"}

_LINE_HINT = "to print it, put quotation marks around the whole text; for a comment, type a space after #"
_HASH_LINE = re.compile(r"(?P<space> *)(?P<hash>#)[^\s#!][^\r\n]*")


def suspects(tree: Part) -> Iterator[Problem]:
    """What is suspect in the texts of a tree."""
    for part in (node for _, node in tree.walk() if isinstance(node, Part)):
        for name, value in part.inside():
            info = part.model.model_fields.get(name)
            if info is None or isinstance(value, Part):
                continue
            leaves = [each for _, each in value.walk() if not isinstance(each.value, dict | tuple)]
            yield from (problem for each in leaves for problem in _unseen(each))
            # (Of what was not typed in YAML nothing is lost by YAML.)
            for node in (each for each in leaves if each.span[1]):
                yield from _cut_off(node, info)
                if is_text(info):
                    yield from _run_together(node)
                    yield from _joined_paragraphs(node) if is_passage(info) else ()
                    # What was said is often typed in its own quotation marks.
                    yield from () if part.model is Quote and name == "text" else _quoted_in_vain(node)


def _unseen(node: Node) -> Iterator[Problem]:
    """Characters of a text that cannot be seen; those of data are told at their cell."""
    here, (begin, end), value = node.position, node.span, unescape(str(node.value))
    for number, message, hint in unseen(value, here.text or value):
        start, stop = place_in((here.text or "")[begin:end], value, number)
        place = position_of(here.file, here.text or "", begin + start, begin + stop) if end else here
        yield Problem("unseen-character", message, place, hint, Severity.WARNING)


def _cut_off(node: Node, info: FieldInfo) -> Iterator[Problem]:
    """A text that ends at a ` #`. Facts that are checked lose nothing by it: only those that are free texts can."""
    if not (is_text(info) or _is_free(info)):
        return
    text, (start, end) = node.position.text or "", node.span
    is_plain = not node.style and is_text(info)
    if head := re.match(r"[|>][-+0-9]*", text[start:end]) if node.style in ("|", ">") else None:
        end = start + head.end()
    behind = [(comment_in(text, end, plain=is_plain), COMMENT_HINT), (_before(text, start), COMMENT_HINT)]
    around = [(line, _LINE_HINT) for line in (_lines_around(text, start, end) if is_plain else ())]
    for comment, hint in ((match, hint) for match, hint in (*behind, *around) if match):
        place = position_of(node.position.file, text, comment.start("hash"), comment.end())
        lost = comment[0].strip()
        message = f"`{lost if len(lost) < 60 else lost[:57] + '…'}` is not printed: to YAML it is a comment"
        yield Problem("comment-in-text", message, place, hint, Severity.WARNING)


def _lines_around(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Lines next to a text, indented as it is, that begin with a hash and a word: `#1 in the region`."""
    line = text.rfind("\n", 0, start) + 1
    begins_line = not text[line:start].strip()
    least = indent(text, line) + (0 if begins_line else 1)
    above = _HASH_LINE.match(text, text.rfind("\n", 0, max(0, line - 1)) + 1) if begins_line and line else None
    newline = text.find("\n", end)
    below = _HASH_LINE.match(text, newline + 1) if newline >= 0 else None
    yield from (match for match in (above, below) if match and len(match["space"]) >= least)


def _before(text: str, start: int) -> re.Match[str] | None:
    """A comment on the line of the key, where the text begins on the next line."""
    key, newline, indent = text[:start].rpartition("\n")
    if not newline or indent.strip(" -"):
        return None
    line = key.rpartition("\n")[2]
    behind = re.search(r":(?= +#)", line)
    return comment_in(text, len(key) - len(line) + behind.end(), plain=False) if behind else None


def _is_free(info: FieldInfo) -> bool:
    """Whether a fact may be any text: nothing would tell that it has lost words."""
    return all(isinstance(mark, NotEmpty) for mark in info.metadata) and info.annotation in (
        str,
        str | None,
        dict[str, Any],
        dict[str, Any] | None,
    )


def _run_together(node: Node) -> Iterator[Problem]:
    """Items of a list, each on a line of its own, that YAML joins to one line."""
    if node.style == "|" or not isinstance(node.value, str):
        return
    here, (start, end) = node.position, node.span
    lines = lines_of((here.text or "")[start:end])
    items = [number for number, line in enumerate(lines) if _BULLET.match(line.lstrip(" \"'"))]
    joined = [number for number in items if _is_joined(lines, number, node.style)]
    # Between double quotation marks `\n` ends a line, wherever the file is broken.
    if sum(bool(_BULLET.match(line.lstrip())) for line in lines_of(node.value)) >= len(items):
        return
    if joined and _is_list([lines[each] for each in items]):
        message = f"YAML joins these {len(items)} lines to one: they are printed as one paragraph, not as a list"
        yield Problem("joined-lines", message, _begin(here, lines, items[0]), _LIST_HINT)
    elif joined and _MARK.match(lines[joined[0]]):
        message = "YAML joins this line to the one above it: it is printed in one paragraph with that, not as an item"
        hint = f"{_LIST_HINT}; if it is none, type its mark at the end of the line above"
        yield Problem("joined-lines", message, _begin(here, lines, joined[0]), hint, Severity.WARNING)


def _begin(here: Position, lines: list[str], number: int) -> Position:
    """Where the words of a line of a text begin."""
    column = indent(lines[number]) + 1 if number else here.column
    return Position(here.file, (here.line or 1) + number, column, text=here.text)


def _joined_paragraphs(node: Node) -> Iterator[Problem]:
    """An empty line that YAML makes the end of a line, which is no paragraph: only `|` keeps both."""
    here, (start, end) = node.position, node.span
    lines = lines_of((here.text or "")[start:end])
    is_kept = node.style == "|" or not _NEW_LINE.search(str(node.value))
    filled = [number for number, line in enumerate(lines) if line.strip() and (number or node.style != ">")]
    gaps = () if is_kept else (after for before, after in pairwise(filled) if after == before + 2)
    for number in islice(gaps, 1):
        place = Position(here.file, (here.line or 1) + number, indent(lines[number]) + 1, text=here.text)
        message = "the empty line before this one begins no paragraph: YAML joins the two"
        hint = _PARAGRAPH_HINTS.get(node.style, f"{_PARAGRAPH_HINTS['']}, without quotation marks")
        yield Problem("joined-lines", message, place, hint, Severity.WARNING)


def _is_joined(lines: list[str], number: int, style: str) -> bool:
    """Whether YAML joins a line to the one before it: after `>` those that are indented deeper are kept."""
    if not number or not lines[number - 1].strip() or (style == ">" and number == 1):
        return False
    least = min(indent(line) for line in lines[1:] if line.strip())
    return style != ">" or indent(lines[number]) == indent(lines[number - 1]) == least


def _is_list(items: list[str]) -> bool:
    """Whether the marks are bullets, or numbers or letters one after the other: `2019.` may begin any line."""
    matches = [match for item in items if (match := _BULLET.match(item.lstrip(" \"'")))]
    signs = [match["number"] for match in matches if match["number"]]
    if len(matches) - len(signs) > 1:
        return True
    return len(signs) > 1 and any(_are_consecutive(signs, series) for series in _SERIES)


def _are_consecutive(signs: list[str], series: list[str]) -> bool:
    """Whether these are signs of a series, one after the other."""
    start = series.index(signs[0]) if signs[0] in series else len(series)
    return series[start : start + len(signs)] == signs


def _quoted_in_vain(node: Node) -> Iterator[Problem]:
    """A text in typographic quotation marks, which quote nothing to YAML and are printed."""
    text = node.value
    if node.style or not isinstance(text, str) or len(text) < 3 or text[0] not in QUOTES:
        return
    partners, inner = QUOTES[text[0]], text[1:-1]
    if text[-1] in partners + '"' and not any(char in inner for char in text[0] + partners):
        message = f"{text[0]} {text[-1]} are no quotation marks to YAML: they are printed"
        hint = f'put " in place of {text[0]}'
        if text[-1] != '"':
            hint += f' and {text[-1]}; if they are to be printed, put " around all: "{text[0]}…{text[-1]}"'
        yield Problem("printed-quotes", message, node.position, hint, Severity.WARNING)
