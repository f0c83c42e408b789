"""Words: the three types of text that a manuscript holds.

`Line` is a line of plain words, `Phrase` one paragraph of inline CommonMark, `Passage` CommonMark with paragraphs
and lists. All three are set by the typography of their language as they are read. Words in another language are
written `[words]{lang=en}`. HTML and the markup of other programs is not taken: it is a problem, and never printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Annotated, Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.attrs import attrs_plugin
from pydantic import GetCoreSchemaHandler, ValidationInfo, WrapValidator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from briefpress.core.located import Located
from briefpress.core.problems import Severity
from briefpress.language.finding import Finding
from briefpress.language.foreign_markup import in_line, in_text
from briefpress.language.list_items import doubtful_items, number_items
from briefpress.language.locale import Language, is_language
from briefpress.language.paragraph import lost_backslashes, lost_marks, seen_text


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
        tokens = _MARKDOWN.parse(text)
        _check(_wrong(tokens, _language(info), blocks=cls.blocks), value, info)
        html = Markup(_markup(tokens, _language(info), blocks=cls.blocks))  # noqa: S704 (escaped)
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
    _check(in_line(text), value, info)
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


def _check(findings: Iterable[Finding], value: object, info: ValidationInfo) -> None:
    """Refuse a text for what is wrong in it; what may be meant is noted, for those who read the whole."""
    found = tuple(findings)
    context: Any = info.context
    context.remarks += [(path_of(value), finding) for finding in found if finding.severity is Severity.WARNING]
    if wrong := [finding for finding in found if finding.severity is Severity.ERROR]:
        raise PydanticCustomError("not-in-text", "not in a text", {"findings": wrong})


Line = Annotated[str, WrapValidator(_line), Words()]
#: A line that stands among facts, where there is one language only.
Wording = Annotated[str, WrapValidator(_line)]
Phrase = Annotated[_Phrase, Words()]
Passage = Annotated[_Passage, Words()]

#: Where a link may lead. Relative URLs would become paths of this machine in the PDF.
LINK = re.compile(r"(https?://[^\s/]+|mailto:[^\s@]+@[^\s@]+|#[A-Za-z][\w-]*)", re.IGNORECASE)

#: What CommonMark can say and a text of a brief cannot: a pattern of it in the file, and what to do instead.
_NOT_IN_TEXT = {
    "heading_open": (
        "a heading",
        r"(?<![^ \t\n])#{1,6} |^[ \t]*(?:=+|-+)[ \t]*$",
        "begin a new section, whose title is a heading; or make its words a paragraph of their own, **strong**",
    ),
    "image": ("a picture", r"!\[", "use a block of type `figure`, which asks for its alternative text"),
    "fence": ("a code block", r"```|~~~", "remove the fence"),
    "code_block": ("a code block", r"", "indent all lines of a paragraph alike"),
    "hr": (
        "a rule",
        r"(?:-[ \t]*){3,}$|(?:\*[ \t]*){3,}$|(?:_[ \t]*){3,}$",
        "begin a new section or a new block instead",
    ),
}


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
# A target that no link leads to would be taken out of the text, and what was escaped is to be told from markup.
_MARKDOWN.disable(["reference", "text_join"])
_MARKDOWN.add_render_rule("span_open", _isolate_open)
_MARKDOWN.add_render_rule("span_close", _isolate_close)

_ONE_PARAGRAPH = ["paragraph_open", "inline", "paragraph_close"]


def _markup(tokens: list[Token], language: Language, *, blocks: bool) -> str:
    """The HTML of a text, set by the typography of its language."""
    number_items(tokens)
    for token in tokens:
        token.children = list(_joined(token.children or ()))
        before = ""
        for child in token.children:
            typed = child.content
            if child.type == "text":
                child.content = language.typography.set(typed, before)
            elif child.type == "code_inline":
                child.content = language.isolate(typed)
            before += typed
    shown = tokens if blocks else tokens[1:2]
    return str(_MARKDOWN.renderer.render(shown, _MARKDOWN.options, {"language": language})).strip()


def _joined(tokens: Iterable[Token]) -> Iterator[Token]:
    """Pieces of text as one each, with what was escaped among them and over the ends of lines."""
    for is_text, run in groupby(tokens, lambda token: token.type in ("text", "text_special", "softbreak")):
        if is_text:
            yield Token("text", "", 0, content="".join(token.content or "\n" for token in run))
        else:
            yield from run


def _wrong(tokens: Sequence[Token], language: Language, *, blocks: bool) -> Iterator[Finding]:
    """What is wrong in a text, and what may be meant otherwise."""
    findings = [finding for token in tokens for each in (token, *(token.children or ())) for finding in _refused(each)]
    yield from findings
    if not blocks and not findings and [token.type for token in tokens] != _ONE_PARAGRAPH:
        yield Finding("not-in-text", "one paragraph without lists is expected here", "", _one_paragraph_hint(tokens))
    for token in (token for token in tokens if token.type == "inline"):
        yield from in_text(seen_text(token.children or []), blocks=blocks)
        yield from lost_marks(token.children or [])
        yield from lost_backslashes(token.children or [])
    if blocks:
        yield from doubtful_items(tokens, language)


def _one_paragraph_hint(tokens: Sequence[Token]) -> str:
    """What to do where a line that begins like an item was not meant as one, or where there are several lines."""
    items = [token for token in tokens if token.type == "list_item_open"]
    if len(items) == 1:
        return f"if it is no list, write `{items[0].info}\\{items[0].markup}`"
    if tokens[0].type == "blockquote_open":
        return "if it is no quotation, write `\\>`"
    return "join the lines, or use a block of type `list` or `prose`"


def _refused(token: Token) -> Iterator[Finding]:
    """What is wrong with one token of CommonMark."""
    if token.type in _NOT_IN_TEXT:
        what, pattern, hint = _NOT_IN_TEXT[token.type]
        yield Finding("not-in-text", f"{what} cannot stand in a text", pattern, hint)
    if token.type == "link_open" and not LINK.match(url := str(token.attrs.get("href", ""))):
        hint = "begin it with https://, mailto: or # and an id of this brief"
        yield Finding("bad-link", f"`{url}` is not a URL that a brief can link to", re.escape(url), hint)
    if token.type == "span_open" and not is_language(code := str(token.attrs.get("lang", ""))):
        hint = "mark words in another language as [words]{lang=en}, with the code of the language"
        message = (
            f"there is no language `{code}`" if code else "words are marked with a language, and with nothing else"
        )
        yield Finding("not-in-text", message, rf"(?<=lang=){re.escape(code)}" if code else r"(?<=\])\{", hint)
