"""The HTML of a text that was read as CommonMark, set by the typography of its language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from briefpress.language.call_setting import CALLS, set_calls
from briefpress.language.calls import Note, cited, noted
from briefpress.language.citations import cites
from briefpress.language.commonmark import MARKDOWN
from briefpress.language.footnotes import Notes
from briefpress.language.list_items import number_items
from briefpress.language.locale import Language
from briefpress.language.small_letters import small
from briefpress.language.text_tables import align_decimals, finish_tables

#: What opens small letters.
_SMALL = ("sub_open", "sup_open")

#: What opens an address that was typed as such.
_ADDRESS = "link_openauto"

#: An address in running text, up to its last letter or the bracket that it closes itself.
_BARE_ADDRESS = re.compile(r"(?:https?://|www\.)(?:[^\s<>()]*[^\s<>().,;:!?،؛؟]|\([^\s<>()]*\))+")

#: What a piece of text is made of.
_TEXT = ("text", "text_special", "softbreak", *CALLS)


def html_of(tokens: Sequence[Token], language: Language, notes: Notes, *, bare: bool) -> str:
    """The HTML of a text with its notes; that of one paragraph alone has no `<p>` if it is to be `bare`."""
    number_items(tokens)
    finish_tables(tokens, language)
    for before, token in pairwise([Token("start", "", 0), *tokens]):
        # WeasyPrint has no elements in bookmarks, and sets each for itself in lines that run from the right.
        if language.direction == "rtl" or before.type == "heading_open":
            token.children = list(_in_characters(token.children or ()))
        _set(token, language, notes)
    align_decimals(tokens, language)
    shown = tokens[1:2] if bare and is_paragraph(tokens) else tokens
    return str(_Renderer().render(shown, MARKDOWN.options, {"language": language})).strip()


def is_paragraph(tokens: Sequence[Token]) -> bool:
    """Whether a text is one paragraph alone."""
    return [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]


def html_of_heading(words: Token, language: Language) -> str:
    """The HTML of the words of a heading, which `html_of` has set, where they are a link themselves."""
    pieces = [piece for piece in words.children or () if not piece.type.startswith("link_")]
    return str(_Renderer().renderInline(pieces, MARKDOWN.options, {"language": language}))


def _set(token: Token, language: Language, notes: Notes) -> None:
    """Set what stands in a line; a piece of text knows what is before it."""
    for child in token.children or ():
        if child.type == "citation":
            child.content = cited(cites(child, language))
        elif child.type == "footnote_ref":
            number = child.meta["id"]
            # Where it is called for again, it is there already.
            note = () if child.meta.get("subId") else notes[number]
            child.content = noted(Note(number, _paragraphs(note, language)))
    token.children = list(_joined(token.children or ()))
    before, mark = "", ""
    for child in token.children:
        typed = child.content
        if child.type == "text" and mark in _SMALL:
            child.content = re.sub(r"^-(?=\d)", "−", typed)
        elif child.type == "text":
            words = language.typography.set(set_calls(typed, language, before), before)
            address = re.compile(".+") if mark == _ADDRESS else _BARE_ADDRESS
            child.content = address.sub(lambda each: language.isolate(each[0]), words)
        elif child.type == "code_inline":
            child.content = language.isolate(typed)
        before, mark = before + typed, child.type + child.info


def _paragraphs(note: Sequence[Token], language: Language) -> list[str]:
    """The HTML of each paragraph of a note."""
    places = [place for place, token in enumerate(note) if token.type == "paragraph_open"]
    return [html_of(note[place : place + 3], language, {}, bare=True) for place in places]


def _in_characters(tokens: Sequence[Token]) -> Iterator[Token]:
    """Tokens with characters for small figures, where there are some; others keep their element."""
    tag = ""
    for token, after in pairwise([*tokens, Token("end", "", 0)]):
        if token.type in _SMALL and small(after.content, token.tag):
            tag = token.tag
        elif token.type.endswith("_close") and token.tag == tag:
            tag = ""
        else:
            yield Token("text", "", 0, content=small(token.content, tag)) if tag else token


def _joined(tokens: Iterable[Token]) -> Iterator[Token]:
    """Pieces of text as one each, with what was escaped among them, over calls and the ends of lines."""
    for is_text, run in groupby(tokens, lambda token: token.type in _TEXT):
        if is_text:
            yield Token("text", "", 0, content="".join(map(_typed, run)))
        else:
            yield from run


def _typed(token: Token) -> str:
    return "\n" if token.type == "softbreak" else token.content


class _Renderer(RendererHTML):
    """The HTML of tokens; a method has the name of the tokens that it writes."""

    def span_open(self, tokens: Sequence[Token], index: int, options: Any, env: dict[str, Any]) -> str:
        """Words in another language keep their direction."""
        isolate: str = env["language"].isolate("", str(tokens[index].attrs["lang"]))
        return self.renderToken(tokens, index, options, env) + isolate[:1]

    def span_close(self, tokens: Sequence[Token], index: int, options: Any, env: dict[str, Any]) -> str:
        """The end of words in another language."""
        level = tokens[index].level
        opening = next(token for token in reversed(tokens[:index]) if (token.type, token.level) == ("span_open", level))
        isolate: str = env["language"].isolate("", str(opening.attrs["lang"]))
        return isolate[1:] + self.renderToken(tokens, index, options, env)

    def heading_open(self, tokens: Sequence[Token], index: int, options: Any, env: dict[str, Any]) -> str:
        """A heading within a text."""
        tokens[index].attrSet("class", "subheading")
        return self.renderToken(tokens, index, options, env)

    def table_open(self, tokens: Sequence[Token], index: int, options: Any, env: dict[str, Any]) -> str:
        """A table looks like a block of that type."""
        tokens[index].attrSet("class", "table")
        return self.renderToken(tokens, index, options, env)

    def missing_decimals(self, tokens: Sequence[Token], index: int, _options: Any, _env: dict[str, Any]) -> str:
        """Room for the decimals that a number has not: a stylesheet makes it."""
        return f'<span class="missing" aria-hidden="true" data-decimals="{tokens[index].content}"></span>'

    def dl_open(self, tokens: Sequence[Token], index: int, options: Any, env: dict[str, Any]) -> str:
        """A definition list looks like a block of facts."""
        tokens[index].attrSet("class", "facts")
        return self.renderToken(tokens, index, options, env)

    def dt_open(self, tokens: Sequence[Token], index: int, options: Any, env: dict[str, Any]) -> str:
        """A term and its definitions stand in one element."""
        return f"<div>{self.renderToken(tokens, index, options, env)}"

    def dd_close(self, tokens: Sequence[Token], index: int, options: Any, env: dict[str, Any]) -> str:
        """The end of a definition."""
        is_last = tokens[index + 1].type != "dd_open"
        return f"{self.renderToken(tokens, index, options, env).rstrip()}{'</div>' if is_last else ''}\n"
