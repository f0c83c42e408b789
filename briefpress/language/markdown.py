"""Words: the three types of text that a manuscript holds.

`Line` is a line of plain words, `Phrase` one paragraph of inline CommonMark, `Passage` CommonMark with paragraphs
and lists. All three are set by the typography of their language as they are read. Words in another language are
written `[words]{lang=en}`. HTML and the markup of other programs is not taken: it is a problem, and never printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Annotated, Any

from markupsafe import Markup
from pydantic import GetCoreSchemaHandler, ValidationInfo, WrapValidator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from briefpress.core.located import Located
from briefpress.core.problems import Severity
from briefpress.language.calls import without_calls
from briefpress.language.commonmark import MARKDOWN
from briefpress.language.finding import Finding
from briefpress.language.foreign_markup import in_line
from briefpress.language.locale import Language
from briefpress.language.text_findings import text_findings
from briefpress.language.text_html import html_of


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
        return Located(Markup(without_calls(self.html)).striptags(), self.path)  # noqa: S704 (escaped)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        typed = core_schema.plain_serializer_function_ser_schema(lambda text: text.commonmark)
        return core_schema.with_info_wrap_validator_function(cls._read, core_schema.str_schema(), serialization=typed)

    @classmethod
    def _read(cls, value: object, check: Callable[[object], str], info: ValidationInfo) -> _Marked:
        text = check(value)
        _check_not_empty(text)
        tokens = MARKDOWN.parse(text)
        context: Any = info.context
        _check(text_findings(tokens, context.language, context.sources, blocks=cls.blocks), value, info)
        html = Markup(html_of(tokens, context.language, blocks=cls.blocks))  # noqa: S704 (escaped)
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
