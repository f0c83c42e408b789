"""The HTML of a text that was read as CommonMark, set by the typography of its language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from briefpress.language.call_setting import set_calls
from briefpress.language.calls import cited
from briefpress.language.citations import cites
from briefpress.language.commonmark import MARKDOWN
from briefpress.language.list_items import number_items
from briefpress.language.locale import Language

#: What a piece of text is made of.
_TEXT = ("text", "text_special", "softbreak", "citation")


def html_of(tokens: list[Token], language: Language, *, blocks: bool) -> str:
    """The HTML of a text; without `blocks` that of its one paragraph alone."""
    number_items(tokens)
    for token in tokens:
        _set(token, language)
    shown = tokens if blocks else tokens[1:2]
    return str(_Renderer().render(shown, MARKDOWN.options, {"language": language})).strip()


def _set(token: Token, language: Language) -> None:
    """Set what stands in a line; a piece of text knows what is before it."""
    for child in token.children or ():
        if child.type == "citation":
            child.content = cited(cites(child, language))
    token.children = list(_joined(token.children or ()))
    before = ""
    for child in token.children:
        typed = child.content
        if child.type == "text":
            child.content = language.typography.set(set_calls(typed, language), before)
        elif child.type == "code_inline":
            child.content = language.isolate(typed)
        before += typed


def _joined(tokens: Iterable[Token]) -> Iterator[Token]:
    """Pieces of text as one each, with what was escaped among them, over calls and the ends of lines."""
    for is_text, run in groupby(tokens, lambda token: token.type in _TEXT):
        if is_text:
            yield Token("text", "", 0, content="".join(token.content or "\n" for token in run))
        else:
            yield from run


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
