"""CommonMark as a text takes it, and what it takes besides: tables as GitHub has them, definition lists, small letters.

Raw HTML is not read. What CommonMark knows and a text does not take is told by text_findings.py; the HTML of what it
takes is written by text_html.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from briefpress.language.citations import citation_plugin
from briefpress.language.footnotes import notes_plugin
from briefpress.language.placeholders import placeholder_plugin

#: The id that was typed at the end of a heading, as pandoc has it: `### Costs {#costs}`.
_HEADING_ID = re.compile(r"(?<!\s)\s++\{#([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\}$")


class _Markdown(MarkdownIt):
    """CommonMark that lets every URL through to text_findings.py, which says what is wrong with it."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 (markdown-it's own name)
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 (markdown-it's own name)
        """A URL with its letters encoded; ids are casefolded, as that of `### Straße`, which ends with strasse."""
        return super().normalizeLink(unquote(url).casefold() if url.startswith("#") else url)


def _markdown() -> MarkdownIt:
    """The parser: CommonMark, and what its plugins add."""
    parser = _Markdown("commonmark", {"html": False})
    # A target that no link leads to would be taken out of the text, and what was escaped is to be told from markup.
    parser.disable(["reference", "text_join"])
    parser.use(citation_plugin).use(notes_plugin).use(placeholder_plugin)
    parser.use(attrs_plugin, spans=True, after=(), allowed=["lang"])
    parser.enable("table").use(deflist_plugin).use(sub_plugin).use(superscript_plugin)
    _wrap(parser.block.ruler, "list", _with_lines, ["paragraph", "reference", "blockquote"])
    _wrap(parser.block.ruler, "table", _with_lines, ["paragraph", "reference"])
    _wrap(parser.block.ruler, "deflist", _colon_only, ["paragraph", "reference", "blockquote"])
    for name in ("sub", "sup"):
        _wrap(parser.inline.ruler, name, _small_only)
    parser.core.ruler.before("inline", "heading_id", _take_heading_ids)
    return parser


def _wrap(ruler: Ruler[Any], name: str, wrapper: Callable[..., bool], alt: list[str] | None = None) -> None:
    """Let a rule be called by a wrapper, which gets it as its first argument."""
    rule = dict(zip(ruler.get_active_rules(), ruler.getRules(""), strict=True))[name]
    ruler.at(name, lambda *arguments: wrapper(rule, *arguments), {"alt": alt or []})


def _with_lines(rule: Callable[..., bool], state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Rows, items and definitions know the lines that they were typed on, which tell what is wrong with them."""
    first = len(state.tokens)
    if not rule(state, start, end, silent):
        return False
    for token in state.tokens[first:]:
        if token.type in ("tr_open", "dd_open", "list_item_open") and token.map and not token.meta:
            token.meta = {"line": _line(state, token.map[0]), "lazy": _lazy_line(state, *token.map)}
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] : state.eMarks[number]]


def _lazy_line(state: StateBlock, start: int, end: int) -> str:
    """The first line of an item that is indented no deeper than its mark (CommonMark: a lazy continuation line)."""
    lines = (number for number in range(start + 1, end) if not state.isEmpty(number))
    return next((_line(state, number) for number in lines if state.sCount[number] <= state.sCount[start]), "")


def _colon_only(rule: Callable[..., bool], state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A definition begins with a colon; the plugin takes a tilde as well, which means `about`: ~ 5 %."""
    line = start if silent else start + 1
    if line < end and not silent and state.isEmpty(line):
        line += 1
    begins = line < end and state.src.startswith(":", state.bMarks[line] + state.tShift[line])
    return begins and _with_lines(rule, state, start, end, silent)


def _small_only(rule: Callable[..., bool], state: StateInline, silent: bool) -> bool:
    """Small letters stand between two single marks, and not between those of 5~10~20, x^2+y^2 or ~~words~~.

    After them may stand a note: m^2^^[In winter.]
    """
    mark, start = state.src[state.pos], state.pos
    small = re.compile(r"([~^])(?!\1|\[)(?:\\.|(?!\1)[^\s\\])+\1(?!\1(?!(?<=\^)\[)|\d)").match(state.src, start)
    if small is None or state.src[start - 1 : start] == mark:
        return False
    is_within_word = state.src[small.end() : small.end() + 1].isalnum()
    if is_within_word and not re.fullmatch(r"[+−-]?\w+[+−-]?", small[0][1:-1]):
        return False
    return rule(state, silent)


def _take_heading_ids(state: StateCore) -> None:
    """Take the id at the end of a heading out of its words."""
    for token, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if token.type == "heading_open" and (typed := _HEADING_ID.search(inline.content)):
            token.attrSet("id", typed[1])
            inline.content = inline.content[: typed.start()]


MARKDOWN = _markdown()
