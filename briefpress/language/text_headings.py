"""Headings within a text: their ids, and what cannot be printed of them.

The title of a section is a heading of the second level: what stands under it in a text begins with `###`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token

from briefpress.language.finding import Finding, as_typed, shown

#: The levels that a text has, by the number of `#`.
_FIRST, _LAST = 3, 5
#: The longest part of an id that is made of words, in characters.
_MOST = 40


def headings_of(tokens: Sequence[Token]) -> list[tuple[Token, Token]]:
    """The headings of a text: the token that opens each, and that of its words."""
    return [(token, words) for token, words in pairwise(tokens) if token.type == "heading_open"]


def level_of(heading: Token) -> int:
    """The level of a heading."""
    return int(heading.tag[1:])


def open_end(tokens: Sequence[Token]) -> Finding | None:
    """What is wrong where a text ends with a heading and nothing follows that could stand under it."""
    return _empty_heading(tokens[-1].markup, tokens[-2].content) if tokens[-1].type == "heading_close" else None


def name_headings(tokens: Sequence[Token], section: str, taken: set[str]) -> Iterator[Finding]:
    """Give each heading an id, and add it to those that are taken: the one that was typed, or one from its words.

    An id of the brief has no two hyphens: one that is made of words is never in the way of another.
    """
    for heading, words in headings_of(tokens):
        typed = heading.attrs.get("id")
        slug = "-".join(re.findall(r"\w+", _plain(words).casefold()))[:_MOST].strip("-")
        name = str(typed or f"{section}--{slug}")
        if typed and name in taken:
            message = f"the id `{name}` is taken: by a section, an entry or another heading"
            yield Finding("duplicate-id", message, as_typed(f"{{#{name}}}"), "take another id for the heading")
        number = 1
        while name in taken:
            number += 1
            name = f"{section}--{slug}-{number}"
        heading.attrSet("id", name)
        taken.add(name)


def heading_findings(tokens: Sequence[Token], *, are_taken: bool) -> Iterator[Finding]:
    """What is wrong with the headings of a text, in which there may be any or not."""
    level = _FIRST - 1
    for heading, words in headings_of(tokens):
        wrong = _refusal(heading, words, are_taken=are_taken) or _skipped(heading, words, level)
        if wrong:
            yield wrong
        level = level_of(heading)
    for words, end, heading in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if (end.type, heading.type) == ("heading_close", "heading_open") and level_of(heading) <= level_of(end):
            yield _empty_heading(end.markup, words.content)


def _empty_heading(mark: str, words: str) -> Finding:
    """That nothing stands under a heading."""
    message = f"there are no words under the heading {shown(words)}"
    return Finding("empty-text", message, as_typed(f"{mark} {words}"), "write them, or remove the heading")


def _refusal(heading: Token, words: Token, *, are_taken: bool) -> Finding | None:
    """Why there can be no such heading, and what to write."""
    level, text = level_of(heading), words.content
    if not text:
        return _finding("a heading without words", heading, words, f"write words after `{heading.markup}`")
    if not are_taken or heading.level:
        where = "" if not are_taken else " in a list, a quotation or a definition"
        hint = "make its words a paragraph of their own, `**words**`"
        return _finding(f"a heading{where}", heading, words, hint)
    if _is_underlined(heading):
        hint = (
            f"write `### {shown(text)[1:-1]}`; if it is none, put an empty line before the line of `{heading.markup}`"
        )
        return _finding("an underlined heading", heading, words, hint)
    if not _FIRST <= level <= _LAST:
        mark = "#" * min(max(level, _FIRST), _LAST)
        hint = f"headings in a text are `###` to `#####`, as the title of the section is above them: write `{mark}`"
        return _finding(f"a heading with `{heading.markup}`", heading, words, hint)
    return None


def _skipped(heading: Token, words: Token, before: int) -> Finding | None:
    level = level_of(heading)
    if level <= before + 1:
        return None
    typed = f"{heading.markup} {words.content}"
    message = f"the heading {shown(typed)} skips a level"
    return Finding("skipped-heading", message, as_typed(typed), f"begin it with `{'#' * (before + 1)}`")


def _finding(what: str, heading: Token, words: Token, hint: str) -> Finding:
    typed = words.content if _is_underlined(heading) else f"{heading.markup} {words.content}".strip()
    pattern = as_typed(typed) if words.content else rf"(?<!\S){heading.markup}[ \t]*$"
    return Finding("not-in-text", f"{what} cannot stand in a text: {shown(typed)}", pattern, hint)


def _is_underlined(heading: Token) -> bool:
    return heading.markup in ("=", "-")


def _plain(words: Token) -> str:
    return "".join(piece.content for piece in words.children or () if piece.type in ("text", "code_inline"))
