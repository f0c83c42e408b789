"""Words: the three types of text that a manuscript holds.

`Line` is a line of plain words, `Phrase` one paragraph of inline CommonMark, `Passage` CommonMark with paragraphs
and lists. All three are set by the typography of their language as they are read. Raw HTML is off; words in another
language are written `[words]{lang=en}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.attrs import attrs_plugin
from pydantic import GetCoreSchemaHandler, ValidationInfo, WrapValidator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from briefpress.core.located import Located
from briefpress.core.problems import Problem
from briefpress.core.yamltree import Node
from briefpress.language.locale import Language, is_language


class Words:
    """Marks a field as words: it stands in the manuscript of each edition, not in brief.yaml."""


@dataclass(frozen=True)
class _Marked:
    """CommonMark that was read: how it was typed, and its HTML."""

    commonmark: str
    html: Markup
    #: The path of its entry, which says nothing of what it is.
    path: str = field(default="", compare=False)

    #: Whether paragraphs and lists may stand in it.
    blocks = False

    def __html__(self) -> Markup:
        return self.html

    @property
    def plain(self) -> str:
        """The text without its markup, for metadata and bookmarks."""
        return Located(self.html.striptags(), self.path)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        typed = core_schema.plain_serializer_function_ser_schema(lambda text: text.commonmark)
        return core_schema.with_info_wrap_validator_function(cls._read, core_schema.str_schema(), serialization=typed)

    @classmethod
    def _read(cls, value: object, check: Callable[[object], str], info: ValidationInfo) -> _Marked:
        text = check(value)
        _check_not_empty(text)
        html = Markup(_markup(text, _language(info), blocks=cls.blocks))  # noqa: S704 (escaped)
        return cls(text, html, path_of(value))


class _Phrase(_Marked):
    """One paragraph of inline CommonMark."""


class _Passage(_Marked):
    """CommonMark with paragraphs and lists."""

    blocks = True


def _line(value: object, check: Callable[[object], str], info: ValidationInfo) -> Located:
    # What pydantic has checked is a plain string.
    text = check(value)
    _check_not_empty(text)
    text = re.sub(r"[ \t\r\n]+", " ", text).strip()
    return Located(_language(info).typography.set(text), path_of(value))


def path_of(value: object) -> str:
    """The path of the entry that a text is of; "" where it has none."""
    return str(getattr(value, "path", ""))


def _language(info: ValidationInfo) -> Language:
    context: Any = info.context
    return context.language  # type: ignore[no-any-return]


def _check_not_empty(text: str) -> None:
    if not text.strip():
        raise PydanticCustomError("empty-text", "there are no words here")


Line = Annotated[str, WrapValidator(_line), Words()]
#: A line that stands among facts, where there is one language only.
Wording = Annotated[str, WrapValidator(_line)]
Phrase = Annotated[_Phrase, Words()]
Passage = Annotated[_Passage, Words()]

#: Where a link may lead. Relative URLs would become paths of this machine in the PDF.
LINK = re.compile(r"(https?://[^\s/]+|mailto:[^\s@]+@[^\s@]+|#[A-Za-z][\w-]*)", re.IGNORECASE)

#: What CommonMark can say and a text of a brief cannot: a pattern of it in the file, and what to do instead.
_NOT_IN_TEXT = {
    "heading_open": ("a heading", r"(?<![^ \t\n])#{1,6} ", "give the section or the block a title instead"),
    "image": ("a picture", r"!\[", "use a block of type `figure`, which asks for its alternative text"),
    "fence": ("a code block", r"```|~~~", "remove the fence"),
    "code_block": ("a code block", r"", "indent all lines of a paragraph alike"),
    "hr": (
        "a rule",
        r"(?:-[ \t]*){3,}$|(?:\*[ \t]*){3,}$|(?:_[ \t]*){3,}$",
        "begin a new section or a new block instead",
    ),
}


@dataclass(frozen=True)
class Finding:
    """What is wrong in a text, and a regular expression that matches it in the file."""

    code: str
    message: str
    pattern: str
    hint: str

    def problem(self, node: Node) -> Problem:
        """The problem, at its place in the text of `node`, or where the text begins."""
        return Problem(self.code, self.message, node.seek(self.pattern), self.hint)


class _Markdown(MarkdownIt):
    """CommonMark that lets every URL through to _wrong, which says what is wrong with it."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 (markdown-it's own name)
        return True


def _isolate_open(renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: dict[str, Any]) -> str:
    isolate: str = env["language"].isolate("", str(tokens[index].attrs["lang"]))
    return str(renderer.renderToken(tokens, index, options, env)) + isolate[:1]


def _isolate_close(renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: dict[str, Any]) -> str:
    level = tokens[index].level
    opening = next(token for token in reversed(tokens[:index]) if (token.type, token.level) == ("span_open", level))
    isolate: str = env["language"].isolate("", str(opening.attrs["lang"]))
    return isolate[1:] + str(renderer.renderToken(tokens, index, options, env))


_MARKDOWN = _Markdown("commonmark", {"html": False}).use(attrs_plugin, spans=True, after=(), allowed=["lang"])
_MARKDOWN.add_render_rule("span_open", _isolate_open)
_MARKDOWN.add_render_rule("span_close", _isolate_close)


def _markup(text: str, language: Language, *, blocks: bool) -> str:
    tokens = _MARKDOWN.parse(text)
    findings = [finding for token in tokens for each in (token, *(token.children or ())) for finding in _wrong(each)]
    if not blocks and not findings and [token.type for token in tokens] != _ONE_PARAGRAPH:
        hint = "join the lines, or quote a text such as `1.`"
        findings.append(Finding("not-in-text", "one paragraph without lists is expected here", "", hint))
    if findings:
        raise PydanticCustomError("not-in-text", "not in a text", {"findings": findings})
    for token in tokens:
        for child in token.children or ():
            if child.type == "text":
                child.content = language.typography.set(child.content)
            elif child.type == "code_inline":
                child.content = language.isolate(child.content)
    shown = tokens if blocks else tokens[1:2]
    return str(_MARKDOWN.renderer.render(shown, _MARKDOWN.options, {"language": language})).strip()


_ONE_PARAGRAPH = ["paragraph_open", "inline", "paragraph_close"]


def _wrong(token: Token) -> Iterator[Finding]:
    """What is wrong with one token of CommonMark."""
    if token.type in _NOT_IN_TEXT:
        what, pattern, hint = _NOT_IN_TEXT[token.type]
        yield Finding("not-in-text", f"{what} cannot stand in a text", pattern, hint)
    if token.type == "link_open" and not LINK.match(url := str(token.attrs.get("href", ""))):
        hint = "begin it with https://, mailto: or # and an id of this brief"
        yield Finding("bad-link", f"`{url}` is not a URL that a brief can link to", re.escape(url), hint)
    if token.type == "span_open" and not is_language(code := str(token.attrs.get("lang", ""))):
        hint = "mark words in another language as [words]{lang=en}, with the code of the language"
        yield Finding("not-in-text", f"there is no language `{code}`", rf"(?<=lang=){re.escape(code)}", hint)
