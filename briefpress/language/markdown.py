"""Words: the types of text that a manuscript holds.

`Line` is a line of plain words, `Phrase` one paragraph of inline CommonMark, `Passage` CommonMark with paragraphs,
lists and tables, `Statement` either of the two, `Body` a passage with headings. All are set by the typography of their
language as they are read. Words in another language are written `[words]{lang=en}`. HTML and the markup of other
programs is not taken: it is a problem, and never printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, Self

from markdown_it.token import Token
from markupsafe import Markup, escape
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo, WrapValidator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from briefpress.core.located import Located, path_of
from briefpress.language.calls import without_calls
from briefpress.language.commonmark import MARKDOWN
from briefpress.language.finding import Finding
from briefpress.language.footnotes import Notes, parted
from briefpress.language.lines import check_text, read_line, read_lines, refuse
from briefpress.language.locale import Language
from briefpress.language.placeholders import placeholder_findings
from briefpress.language.references import refer, reference_findings
from briefpress.language.small_letters import small
from briefpress.language.text_findings import text_findings
from briefpress.language.text_headings import headings_of, level_of, name_headings, open_end
from briefpress.language.text_html import html_of, html_of_heading, is_paragraph

#: What CLDR calls a language that is not known.
_NO_LANGUAGE = "und"
#: Figures below and above the line, and their element.
_SMALL = re.compile(r"<(sub|sup)>([^<]*)</\1>")


class Text:
    """Marks what is printed as it was typed: it is not empty."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"pattern": r"\S", **handler(schema)}


class Words(Text):
    """Marks a field as words: it stands in the manuscript of each edition, not in brief.yaml."""


@dataclass(frozen=True)
class _Marked:
    """CommonMark that was read: how it was typed, and its HTML."""

    commonmark: str
    html: Markup
    #: The path of its entry, which says nothing of what it is.
    path: str = field(default="", compare=False)

    #: Whether paragraphs and lists may stand in it, whether headings may, and whether one paragraph alone has no `<p>`.
    blocks = False
    headings = False
    bare = False

    def __html__(self) -> Markup:
        return self.html

    @property
    def plain(self) -> str:
        """The text without its markup, for metadata and bookmarks; 10⁶ is not 106."""
        html = _without_small_elements(without_calls(self.html))
        return Located(Markup(html).striptags(), self.path)  # noqa: S704 (it is escaped)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        typed = core_schema.plain_serializer_function_ser_schema(lambda text: text.commonmark)
        return core_schema.with_info_wrap_validator_function(cls._read, core_schema.str_schema(), serialization=typed)

    @classmethod
    def _read(cls, value: object, check: Callable[[object], str], info: ValidationInfo) -> Self:
        text = check(value)
        check_text(text)
        context: Any = info.context
        language, sources, values = context.language, context.sources, context.values
        env: dict[str, Any] = {"values": values.texts}
        tokens, footnotes = parted(MARKDOWN.parse(text, env), env)
        wrong = [*footnotes.findings(sources)]
        wrong += text_findings(tokens, language, sources, blocks=cls.blocks, headings=cls.headings)
        for note in footnotes.notes.values():
            wrong += text_findings(note, language, sources, blocks=True, headings=False)
        for each in (tokens, *footnotes.notes.values()):
            wrong += reference_findings(each, context.references)
            wrong += placeholder_findings(each, values)
        refuse(wrong, value, info)
        return cls._of(text, tokens, footnotes.notes, value, info)

    @classmethod
    def _of(cls, text: str, tokens: list[Token], notes: Notes, value: object, info: ValidationInfo) -> Self:
        context: Any = info.context
        for each in (tokens, *notes.values()):
            refer(each, context.references, path_of(value))
        html = html_of(tokens, context.language, notes, bare=cls.bare)
        return cls(text, Markup(html), path_of(value))  # noqa: S704 (escaped)


class _Phrase(_Marked):
    """One paragraph of inline CommonMark."""

    bare = True


class _Passage(_Marked):
    """CommonMark with paragraphs, lists, tables and definition lists."""

    blocks = True


@dataclass(frozen=True)
class _Statement(_Passage):
    """A passage that has an element of its own, as an item of a list has: one paragraph alone is like a phrase."""

    #: Whether it is one paragraph alone.
    is_phrase: bool = True

    bare = True

    @classmethod
    def _of(cls, text: str, tokens: list[Token], notes: Notes, value: object, info: ValidationInfo) -> Self:
        return replace(super()._of(text, tokens, notes, value, info), is_phrase=is_paragraph(tokens))


@dataclass(frozen=True)
class Subheading(_Marked):
    """A heading within a section, its words without links; `level` is 3 or more, as the section has the second."""

    level: int = 3
    id: str = ""


@dataclass(frozen=True)
class _Body(_Passage):
    """A passage with headings."""

    subheadings: tuple[Subheading, ...] = ()
    #: What is wrong where it ends with one and nothing follows.
    open_end: Finding | None = None
    #: The level of the heading that it stands under: the title of a section has the second.
    level: int = field(default=2, compare=False)

    headings = True

    def __html__(self) -> Markup:
        html = re.sub(r"(</?h)(\d)", lambda tag: f"{tag[1]}{int(tag[2]) + self.level - 2}", self.html)
        return Markup(html)  # noqa: S704 (it is escaped)

    def under(self, level: int) -> Self:
        """The text as it stands under a heading of another level."""
        step = level - self.level
        subheadings = tuple(replace(heading, level=heading.level + step) for heading in self.subheadings)
        return replace(self, level=level, subheadings=subheadings)

    @classmethod
    def _of(cls, text: str, tokens: list[Token], notes: Notes, value: object, info: ValidationInfo) -> Self:
        context: Any = info.context
        path = path_of(value)
        refuse(name_headings(tokens, "".join(path.split(".")[1:2]), context.ids), value, info)
        body = super()._of(text, tokens, notes, value, info)
        subheadings = []
        for heading, words in headings_of(tokens):
            html = Markup(html_of_heading(words, context.language))  # noqa: S704 (escaped)
            subheadings.append(Subheading(words.content, html, path, level_of(heading), str(heading.attrs["id"])))
        return replace(body, subheadings=tuple(subheadings), open_end=open_end(tokens))


class _Title(_Phrase):
    """The title of a work, set by the rules of its own language, which the field `language` before it names.

    Where none is named, it is set by simple rules, those of no language.
    """

    @classmethod
    def _of(cls, text: str, tokens: list[Token], notes: Notes, value: object, info: ValidationInfo) -> Self:
        context: Any = info.context
        own, edition = info.data.get("language") or _NO_LANGUAGE, context.language
        html = Markup(html_of(tokens, Language(own), notes, bare=cls.bare))  # noqa: S704 (escaped)
        if own != edition.code:
            before, after = edition.isolation(html.striptags())
            if before:
                # WeasyPrint orders the boxes of a line by its direction: a title that runs the other way is one box.
                html = escape(Markup(_without_small_elements(html)).striptags())  # noqa: S704 (escaped)
            named = Markup(' lang="{}"').format(own) if own != _NO_LANGUAGE else ""
            html = Markup('<span class="title"{}>{}{}{}</span>').format(named, before, html, after)
        return cls(text, html, path_of(value))


def _without_small_elements(html: str) -> str:
    """HTML with characters for small figures, as far as there are any."""
    return _SMALL.sub(lambda figures: small(figures[2], figures[1]) or figures[2], html)


Line = Annotated[str, WrapValidator(read_line), Words()]
#: Lines that stay apart, as those of an address do.
Lines = Annotated[str, WrapValidator(read_lines), Words()]
#: A line that stands among facts, where there is one language only.
Wording = Annotated[str, WrapValidator(read_line), Text()]
#: A title that stands among facts.
Title = Annotated[_Title, Text()]
Phrase = Annotated[_Phrase, Words()]
Statement = Annotated[_Statement, Words()]
Passage = Annotated[_Passage, Words()]
Body = Annotated[_Body, Words()]
