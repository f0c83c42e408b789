"""What nobody sees at the ends and the beginnings of lines, and may not be meant: spaces that break or indent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token

from briefpress.core.problems import Severity
from briefpress.language.finding import Finding, as_typed, shown

#: A line that ends with two spaces in the middle of a sentence: no mark before them, a small letter after them.
_BREAK = re.compile(r"(?<!\S)(\S*[^\W_]) {2,}\n[ \t]*([^\W\d_]\S*)")
#: Items that are indented by so many spaces more than the list before them are meant to stand under one of it.
_DEEPER = 2
#: What opens and closes lists.
_LISTS = ("bullet_list_open", "ordered_list_open", "bullet_list_close", "ordered_list_close")


def doubtful_breaks(token: Token) -> Iterator[Finding]:
    """Breaks that nobody sees in the text that was typed; and a backslash that breaks no line, as nothing follows."""
    if token.content.endswith("\\") and any(child.type == "hardbreak" for child in token.children or ()):
        end = token.content.split()[-1]
        message = f"a backslash at the end of a paragraph breaks no line, and would be printed: {shown(end)}"
        yield Finding("not-in-text", message, rf"{re.escape(end)}$", "remove it")
    for match in _BREAK.finditer(token.content):
        if match[2][0].islower():
            message = f"two spaces end the line after {shown(match[1])}, and break it in print"
            hint = "if that is meant, write `\\` in their place; if not, remove the spaces"
            pattern = rf"{re.escape(match[1])} {{2,}}$"
            yield Finding("line-break", message, pattern, hint, Severity.WARNING)


def shallow_items(tokens: Sequence[Token]) -> Iterator[Finding]:
    """Items that are indented, but not as far as the text of the item before them, to which they would belong."""
    first: dict[int, Token] = {}
    ended = -1
    for token, item in pairwise(tokens):
        if token.type.endswith("list_open") and token.level != ended:
            first[token.level] = item
        above = first.get(item.level - 1) if item.type == "list_item_open" else None
        if above and _indent(item) >= _indent(above) + _DEEPER:
            yield _shallow(item, _indent(above) + len(f"{above.info}{above.markup} "))
        # A list that follows another one may have been meant for a part of that.
        ended = token.level if token.type.endswith("list_close") else -1


def swallowed_lines(tokens: Sequence[Token]) -> Iterator[Finding]:
    """Lines right after a list, which its last item takes to itself."""
    last, depth = Token("start", "", 0), 0
    for token in tokens:
        last = token if token.type == "list_item_open" else last
        depth += token.nesting if token.type in _LISTS else 0
        if token.type in _LISTS and not depth and (typed := last.meta.get("lazy", "").strip()):
            message = f"this line is printed as a part of the item above it: {shown(typed)}"
            hint = "put an empty line before it; if it belongs to the item, indent it as far as the words of that"
            yield Finding("list-item", message, as_typed(typed), hint, Severity.WARNING)


def _indent(item: Token) -> int:
    line = str(item.meta["line"]).expandtabs(4)
    return len(line) - len(line.lstrip())


def _shallow(item: Token, depth: int) -> Finding:
    typed = str(item.meta["line"]).strip()
    message = f"this item is indented, and does not stand under the one above it: {shown(typed)}"
    hint = f"indent it by {depth} spaces, as far as the words of that one; if it does not belong there, by none"
    return Finding("list-item", message, as_typed(typed), hint, Severity.WARNING)
